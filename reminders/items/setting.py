"""Shell: a ladder is set or taken back, and the open items follow it from now on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.engine import resiliently
from db.queries import items
from db.statuses import CLOSED, ItemStatus
from db.tables import LadderPolicy, Occurrence
from reminders.agencies.loading import load_agencies
from reminders.items.facts import due_of
from reminders.items.ladder import Ladder, continued, ladder_from_dict, ladder_to_dict
from reminders.items.ladders import Ladders, Place, kind_of, load_ladders
from reminders.items.stages import told
from reminders.items.waking import sleep
from reminders.notices.kinds import Kind
from schedules.working_days import WorkingCalendar

MONTH = timedelta(days=30)
"""How far back it is worked out what a ladder would have told."""

log = structlog.get_logger()
Told = tuple[str, Kind, bool]
"""Of which kind of rule, which stage, and whether it is told above the officers too."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """How many open `items` follow, and what would have been told of all items in the last MONTH: by the ladders
    `before` and `after`, where they differ.
    """

    items: int
    before: Counter[Told]
    after: Counter[Told]


@dataclass(frozen=True)
class NotSet:
    """Nothing was set at this place."""


def set_ladder(session: Session, place: Place, said: Mapping[str, Any], by: By, *, calendar: WorkingCalendar) -> Effect:
    """Have the ladder of a place say some of its fields otherwise; return what comes of it.

    Open items follow, and hear of it by nothing but their next stage: what was told stays told, nothing is told late.
    """
    ladders = load_ladders(session, load_agencies(session))
    row = _row(session, place) or LadderPolicy(agency_id=place[0], kind=place[1], ladder={})
    before, row.ladder = row.ladder, {**row.ladder, **said}
    session.add(row)
    session.flush()
    details = {"kind": row.kind, "agency_id": row.agency_id, "before": before or None, "after": row.ladder}
    audit.record(session, by, "ladder_set", row, **details)
    return _follow(session, place, ladders, by, calendar)


def reset_ladder(session: Session, place: Place, by: By, *, calendar: WorkingCalendar) -> Effect | NotSet:
    """Take back what was set at a place; return what comes of it."""
    ladders, row = load_ladders(session, load_agencies(session)), _row(session, place)
    if row is None:
        return NotSet()
    details = {"kind": row.kind, "agency_id": row.agency_id, "before": row.ladder, "after": None}
    audit.record(session, by, "ladder_reset", row, **details)
    session.delete(row)
    session.flush()
    return _follow(session, place, ladders, by, calendar)


def _row(session: Session, place: Place) -> LadderPolicy | None:
    agency, kind = col(LadderPolicy.agency_id), col(LadderPolicy.kind)
    query = select(LadderPolicy).where(agency.is_not_distinct_from(place[0]), kind.is_not_distinct_from(place[1]))
    return session.exec(query).first()


def _follow(session: Session, place: Place, before: Ladders, by: By, calendar: WorkingCalendar) -> Effect:
    """Put the open items whose ladder is another now on it."""
    after = load_ladders(session, before.agencies)
    scope = None if place[0] is None else after.agencies.subtree(place[0])
    would: tuple[Counter[Told], Counter[Told]] = Counter(), Counter()
    following: dict[int, Ladder] = {}
    rows: list[Occurrence] = []
    for row, duty, seen_at in items.lived_since(session, scope, since=by.now - MONTH):
        kind = kind_of(duty)
        old, new = (ladders.of(kind, row.agency_id) for ladders in (before, after))
        if old == new:
            continue
        for count, ladder in zip(would, (old, new), strict=True):
            count.update((kind, *one) for one in _told(row, ladder, seen_at, by.now, calendar))
        if row.status not in CLOSED:
            following[row.id] = new
            rows.append(row)

    def follow_each(some: Sequence[Occurrence]) -> None:
        for row in some:
            _put(row, following[row.id], by.now, calendar)

    failed = resiliently(session, rows, follow_each)
    for row, _ in failed:
        log.error("an item could not follow its ladder", action="ladder_failed", occurrence_id=row.id)
    return Effect(items=len(rows) - len(failed), before=would[0], after=would[1])


def _put(row: Occurrence, ladder: Ladder, now: datetime, calendar: WorkingCalendar) -> None:
    """Have an item go on by a ladder; what it is owed already, or could not be told, it is still looked at for."""
    present = ladder_from_dict(row.ladder)
    row.ladder = ladder_to_dict(continued(present, ladder, due_of(row), now=now, calendar=calendar))
    is_awake = row.trouble is not None or (row.wake_at is not None and row.wake_at <= now)
    if not is_awake:
        sleep(row, now=now, calendar=calendar)


def _told(
    row: Occurrence, ladder: Ladder, seen_at: datetime | None, now: datetime, calendar: WorkingCalendar
) -> Iterator[tuple[Kind, bool]]:
    """Yield what would have been told of an item in the last MONTH, each with whether it escalates."""
    if row.status is ItemStatus.NOT_OURS:
        return
    span = {"since": now - MONTH, "until": min(now, row.completed_at or now), "made_at": row.created_at}
    for stage in told(ladder, due_of(row), **span, seen_at=seen_at, calendar=calendar):
        yield stage.kind, stage.is_overdue and ladder.escalates(stage.kind.number or 0)
