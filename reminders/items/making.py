"""Shell: occurrences are made up to a rolling horizon, never years ahead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import insert
from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.engine import resiliently
from db.queries import items, register
from db.statuses import OWED, ItemStatus
from db.tables import LadderPolicy, Obligation, Occurrence
from reminders.calendar import load_calendar
from reminders.items.facts import due_of
from reminders.items.ladder import LADDERS, Ladder, ladder_from_dict, ladder_to_dict
from reminders.items.owing import Owing, load_owing
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date

HORIZON = timedelta(days=90)
"""How far ahead occurrences exist: well over the ladder's ten working days."""

STEP = timedelta(days=7)
"""A duty is extended when its occurrences end more than this before the horizon, so once a week."""

log = structlog.get_logger()


def extend(session: Session, *, now: datetime, calendar: WorkingCalendar) -> int:
    """Make the occurrences that are missing up to `now` + HORIZON; return how many.

    What the service slept through is made too: each missed period is its own debt. A duty that cannot be
    extended is skipped, its trouble is written down, and the rest goes on.
    """
    duties = register.to_extend(session, before=now + HORIZON - STEP)
    if not duties:
        return 0
    making = _load(session, duties, now=now, calendar=calendar)
    made: dict[int, int] = {}

    def extend_each(some: Sequence[Obligation]) -> None:
        for duty in some:
            if duty.trouble:
                duty.extended_until = duty.starts_at
            found = making.match(duty, since=duty.extended_until)
            _insert(session, found.made)
            made[duty.id], duty.trouble = len(found.made) + len(found.moved), None

    for duty, error in resiliently(session, duties, extend_each):
        log.error("an obligation could not be extended", action="extend_failed", obligation_id=duty.id)
        made[duty.id], duty.trouble = 0, f"{type(error).__name__}: {error}"
        duty.extended_until = now + HORIZON  # looked at again in a week, from its start
    return sum(made.values())


def realign(
    session: Session, duties: Sequence[Obligation], *, now: datetime, calendar: WorkingCalendar
) -> dict[int, int]:
    """Bring open occurrences into line with changed rules or a changed calendar; return how many of each duty changed.

    A moved deadline gets a new revision, so its reminders start anew; what the rule no longer asks for and is not
    yet due is cancelled; what was finished stays as it was. Nobody owes what was past when it was first asked.
    """
    making = _load(session, duties, now=now, calendar=calendar)
    changed: dict[int, int] = {}
    made: list[Occurrence] = []
    for duty in duties:
        found = making.match(duty, since=duty.starts_at)
        left = [row for key, row in making.existing[duty.id].items() if key not in found.asked]
        cancelled = [row for row in left if row.status in OWED and row.nominal_at > now]
        for row in cancelled:
            row.status, row.wake_at = ItemStatus.CANCELLED, None
        made += found.made
        changed[duty.id] = len(found.made) + len(found.moved) + len(cancelled)
    session.flush()
    _insert(session, made)
    return changed


def _insert(session: Session, made: Sequence[Occurrence]) -> None:
    """Add new items in one statement; nobody needs their numbers here."""
    if made:
        session.execute(
            insert(Occurrence).execution_options(render_nulls=True), [row.model_dump(exclude={"id"}) for row in made]
        )


def reopen(session: Session, duties: Sequence[Obligation], *, now: datetime) -> None:
    """Owe what was cancelled and is still to come again, as when a clause returns; `realign` must follow.

    What a coordinator took back stays cancelled, and so does what was given to another agency.
    """
    rows = [row for found in items.of_duties(session, [duty.id for duty in duties]).values() for row in found.values()]
    cancelled = {row.id: row for row in rows if row.status is ItemStatus.CANCELLED and row.nominal_at > now}
    for kept in audit.subjects(session, "occurrence", cancelled, action="cancel"):
        del cancelled[kept]
    for row in cancelled.values():
        row.status, row.wake_at = ItemStatus.OPEN, now
        row.revision += 1
    session.flush()


def realign_all(session: Session, *, now: datetime, actor: str) -> int:
    """Bring the open items of every duty into line with a changed calendar; return how many changed."""
    duties = register.obligations(session)
    changed = realign(session, duties, now=now, calendar=load_calendar(session))
    about = [(duty, {"items": changed[duty.id]}) for duty in duties if changed[duty.id]]
    audit.record_each(session, By(actor=actor, now=now), "deadlines_realigned", about)
    return sum(changed.values())


Existing = dict[tuple[int, str], Occurrence]
"""The items of one duty by agency and period."""


@dataclass(frozen=True)
class _Match:
    """What a rule asks for: items that are missing, those that it moves, and all by agency and period."""

    made: list[Occurrence] = field(default_factory=list)
    moved: list[Occurrence] = field(default_factory=list)
    asked: set[tuple[int, str]] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class _Making:
    """What decides which items some duties have, and the items they have."""

    now: datetime
    owing: Owing
    policies: Mapping[str, dict[str, Any]]
    existing: Mapping[int, Existing]

    def match(self, duty: Obligation, *, since: datetime) -> _Match:
        """Make or move what the rule asks for from `since` to the horizon."""
        until = max(self.now + HORIZON, duty.extended_until)
        owed_from = min(self.now, duty.extended_until)  # what was not asked before this is not asked afterwards
        after = self.owing.agencies.heirs(self.owing.on)
        before = {key: [old for old in after if after[old] == key] for key in self.owing.leads(duty)}
        existing = self.existing[duty.id]
        given = {row.assigned_from_id: row for row in existing.values() if row.assigned_from_id}
        ladder = _ladder(self.policies.get(kind := duty.ladder or duty.rule["kind"]), kind)
        found = _Match()
        for due in self.owing.dues(duty, since=since, until=until):
            for agency_id in before:
                found.asked.add((agency_id, due.period))
                row = _held_by(existing.get((agency_id, due.period)), given)
                if row:
                    found.asked.add((row.agency_id, due.period))
                    if _move(row, due, self.now):
                        found.moved.append(row)
                elif due.nominal >= owed_from and not _is_done(before[agency_id], due, existing):
                    found.made.append(_occurrence(duty, agency_id, due, ladder, self.now))
        duty.extended_until = until
        return found


def _load(session: Session, duties: Sequence[Obligation], *, now: datetime, calendar: WorkingCalendar) -> _Making:
    return _Making(
        now=now,
        owing=load_owing(session, duties, on=local_date(now), calendar=calendar),
        policies={row.kind: row.ladder for row in session.exec(select(LadderPolicy)).all()},
        existing=items.of_duties(session, [duty.id for duty in duties]),
    )


def _held_by(row: Occurrence | None, given: dict[int, Occurrence]) -> Occurrence | None:
    """Return the item of the agency that has the task now: the coordinator may have given it to another."""
    while row is not None and row.id in given:
        row = given[row.id]
    return row


def _is_done(agencies: Iterable[int], due: Due, existing: Existing) -> bool:
    """Return whether one of some agencies did what is due: a predecessor did it for the whole."""
    rows = [existing.get((agency_id, due.period)) for agency_id in agencies]
    return any(row and row.status in (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED) for row in rows)


def _move(row: Occurrence, due: Due, now: datetime) -> bool:
    """Move an item that is owed to a due, one that was given more time only to a still later one; False: it stays."""
    is_moved = due.nominal > row.nominal_at if row.extension_count else due_of(row) != due
    if row.status not in OWED or not is_moved:
        return False
    row.nominal_at, row.act_by_at, row.overdue_from = due.nominal, due.act_by, due.overdue_from
    row.revision += 1
    row.wake_at = now
    return True


def ladder_of(session: Session, kind: str) -> Ladder:
    """Return the ladder that new items of a kind of rule get."""
    policy = session.get(LadderPolicy, kind)
    return _ladder(policy.ladder if policy else None, kind)


def _ladder(policy: dict[str, Any] | None, kind: str) -> Ladder:
    return ladder_from_dict(policy) if policy else LADDERS.get(kind, LADDERS["date"])


def _occurrence(obligation: Obligation, agency_id: int, due: Due, ladder: Ladder, now: datetime) -> Occurrence:
    return Occurrence(
        obligation_id=obligation.id,
        agency_id=agency_id,
        period=due.period,
        nominal_at=due.nominal,
        act_by_at=due.act_by,
        overdue_from=due.overdue_from,
        ladder=ladder_to_dict(ladder),
        created_at=now,
        wake_at=now,
    )
