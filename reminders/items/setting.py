"""Shell: a ladder is set or taken back, and the open items follow it from now on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.engine import resiliently
from db.queries import items, periods
from db.queries.periods import Pair
from db.statuses import CLOSED, ItemStatus
from db.tables import LadderPolicy, Occurrence
from reminders.agencies.loading import load_agencies
from reminders.items.facts import due_of
from reminders.items.ladder import Ladder, continued, ladder_from_dict, ladder_to_dict
from reminders.items.ladders import Ladders, Place, kind_of, load_ladders
from reminders.items.retold import Lived, retold
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
    following: dict[int, Ladder] = {}
    rows: list[Occurrence] = []
    lived: dict[_Same, list[tuple[Occurrence, datetime | None]]] = {}
    for row, duty, seen_at in items.lived_since(session, scope, since=by.now - MONTH):
        old, new = (ladders.of_duty(duty, row.agency_id) for ladders in (before, after))
        if old == new:
            continue
        lived.setdefault(_Same((row.obligation_id, row.agency_id), kind_of(duty), old, new), []).append((row, seen_at))
        if row.status not in CLOSED:
            following[row.id] = new
            rows.append(row)

    def follow_each(some: Sequence[Occurrence]) -> None:
        for row in some:
            _put(row, following[row.id], by.now, calendar)

    told = _told(session, lived, by.now, calendar)
    failed = resiliently(session, rows, follow_each)
    for row, _ in failed:
        log.error("an item could not follow its ladder", action="ladder_failed", occurrence_id=row.id)
    return Effect(items=len(rows) - len(failed), before=told[0], after=told[1])


class _Same(NamedTuple):
    """What the periods of one duty and agency have in common."""

    pair: Pair
    kind: str
    before: Ladder
    after: Ladder


def _put(row: Occurrence, ladder: Ladder, now: datetime, calendar: WorkingCalendar) -> None:
    """Have an item go on by a ladder; what it is owed already, or could not be told, it is still looked at for."""
    present = ladder_from_dict(row.ladder)
    row.ladder = ladder_to_dict(continued(present, ladder, due_of(row), now=now, calendar=calendar))
    is_awake = row.trouble is not None or (row.wake_at is not None and row.wake_at <= now)
    if not is_awake:
        sleep(row, now=now, calendar=calendar)


def _told(
    session: Session,
    lived: Mapping[_Same, Sequence[tuple[Occurrence, datetime | None]]],
    now: datetime,
    calendar: WorkingCalendar,
) -> tuple[Counter[Told], Counter[Told]]:
    """Return what would have been told in the last MONTH of some items, each with when it was seen, by both ladders."""
    beside = periods.passing(session, {same.pair for same in lived})
    would: tuple[Counter[Told], Counter[Told]] = Counter(), Counter()
    for same, found in lived.items():
        places = {place.item: place for place in beside[same.pair]}
        owed = [
            Lived(due=due_of(row), made_at=row.created_at, seen_at=seen_at, place=places[row.id])
            for row, seen_at in found
            if row.status is not ItemStatus.NOT_OURS
        ]
        for count, ladder in zip(would, (same.before, same.after), strict=True):
            told = retold(owed, beside[same.pair], ladder, since=now - MONTH, now=now, calendar=calendar)
            count.update((same.kind, *one) for one in told)
    return would
