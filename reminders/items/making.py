"""Shell: occurrences are made up to a rolling horizon, never years ahead."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import insert
from sqlmodel import Session

from db import audit
from db.audit import By
from db.engine import resiliently
from db.queries import items, register
from db.statuses import OWED, Action, Cause, ItemStatus
from db.tables import Obligation, Occurrence
from reminders.calendar import load_calendar
from reminders.items.aligning import Alignment, Key, align
from reminders.items.changing import Change, change
from reminders.items.ladder import Ladder, ladder_to_dict
from reminders.items.ladders import Ladders, load_ladders
from reminders.items.owing import Owing, load_owing
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date

HORIZON = timedelta(days=90)
"""How far ahead occurrences exist: well over the ladder's ten working days."""

STEP = timedelta(days=7)
"""A duty is extended when its occurrences end more than this before the horizon, so once a week."""

AT_ONCE = 5_000
"""How many items change in one go: a statement may name some 30,000 of them."""

log = structlog.get_logger()


def complete_until(now: datetime) -> datetime:
    """Return up to when every occurrence has been made by now, if the service runs; of what comes later some may be."""
    return now + HORIZON - STEP


def extend(session: Session, *, now: datetime, calendar: WorkingCalendar) -> int:
    """Make the occurrences that are missing up to `now` + HORIZON; return how many.

    What the service slept through is made too: each missed period is its own debt. A duty that cannot be
    extended is skipped, its trouble is written down, and the rest goes on.
    """
    duties = register.to_extend(session, before=complete_until(now))
    if not duties:
        return 0
    making = _load(session, duties, By(actor="cycle", now=now), calendar)
    made: Counter[int] = Counter()

    def extend_each(some: Sequence[Obligation]) -> None:
        for duty in some:
            if duty.trouble:
                duty.extended_until = duty.starts_at
        made.update(
            _align(session, some, making, since=lambda duty: duty.extended_until, cause=Cause.CALENDAR, is_whole=False)
        )
        for duty in some:
            duty.trouble = None

    for duty, error in resiliently(session, duties, extend_each):
        log.error("an obligation could not be extended", action="extend_failed", obligation_id=duty.id)
        duty.trouble = f"{type(error).__name__}: {error}"
        duty.extended_until = now + HORIZON  # looked at again in a week, from its start
    return made.total()


def realign(
    session: Session, duties: Sequence[Obligation], by: By, *, calendar: WorkingCalendar, cause: Cause
) -> Counter[int]:
    """Bring the items of duties into line with a changed rule, event or calendar (`cause`); return how many of each
    duty changed.
    """
    making = _load(session, duties, by, calendar)
    return _align(session, duties, making, since=lambda duty: duty.starts_at, cause=cause, is_whole=True)


def realign_all(session: Session, by: By) -> int:
    """Bring the open items of every duty into line with a changed calendar; return how many changed."""
    duties = register.obligations(session)
    changed = realign(session, duties, by, calendar=load_calendar(session), cause=Cause.CALENDAR)
    about = [(duty, {"items": changed[duty.id]}) for duty in duties if changed[duty.id]]
    audit.record_each(session, by, "deadlines_realigned", about)
    return changed.total()


def end(
    session: Session,
    duties: Sequence[Obligation],
    by: By,
    *,
    calendar: WorkingCalendar,
    after: datetime | None = None,
    cause: Cause = Cause.PLAN,
) -> int:
    """Ask for duties no more: what is still to be done, late or not, is dropped (of that only what falls due `after` an
    instant); return how many items.

    What was reported done waits for its decision all the same.
    """
    rows = [row for found in items.of_duties(session, [duty.id for duty in duties]).values() for row in found.values()]
    open_rows = [row for row in rows if row.status in (*OWED, ItemStatus.NOT_OURS)]
    dropped = [Change(row) for row in open_rows if after is None or row.nominal_at > after]
    return len(change(session, Action.DROP, dropped, by, calendar=calendar, cause=cause))


@dataclass(frozen=True, kw_only=True)
class _Making:
    """What decides which items some duties have, and the items they have; `kept` a coordinator took back."""

    by: By
    owing: Owing
    ladders: Ladders
    existing: Mapping[int, Mapping[Key, Occurrence]]
    kept: set[int]

    def until(self, duty: Obligation) -> datetime:
        """Return up to when the duty's items are to exist."""
        return max(self.by.now + HORIZON, duty.extended_until)

    def align(self, duty: Obligation, *, since: datetime) -> Alignment:
        """Return what brings the duty's items from `since` to the horizon into line with its rule."""
        leads, asked = self.owing.leads(duty), self.owing.dues(duty, since=since, until=self.until(duty))
        return align(
            self.existing[duty.id],
            [(key, due) for due in asked for key in leads],
            after=self.owing.heirs,
            kept=self.kept,
            owed_from=min(self.by.now, duty.extended_until),
            now=self.by.now,
        )

    def made(self, duty: Obligation, missing: Iterable[tuple[int, Due]]) -> list[Occurrence]:
        """Return the items that a duty misses, as rows to add."""
        return [_occurrence(duty, key, due, self.ladders.of_duty(duty, key), self.by.now) for key, due in missing]


def _load(session: Session, duties: Sequence[Obligation], by: By, calendar: WorkingCalendar) -> _Making:
    ids = [duty.id for duty in duties]
    owing = load_owing(session, duties, on=local_date(by.now), calendar=calendar)
    return _Making(
        by=by,
        owing=owing,
        ladders=load_ladders(session, owing.agencies),
        existing=items.of_duties(session, ids),
        kept=audit.taken_back(session, ids),
    )


def _align(
    session: Session,
    duties: Sequence[Obligation],
    making: _Making,
    *,
    since: Callable[[Obligation], datetime],
    cause: Cause,
    is_whole: bool,
) -> Counter[int]:
    """Make, move, restore and drop what the rules ask from `since` to the horizon; drop only when that is the whole;
    return how many items of each duty changed.
    """
    found = {duty.id: making.align(duty, since=since(duty)) for duty in duties}
    _insert(session, [row for duty in duties for row in making.made(duty, found[duty.id].make)])
    for duty in duties:
        duty.extended_until = making.until(duty)
    session.flush()
    changed = Counter({key: len(one.make) for key, one in found.items()})
    for action, changes in _changes(found.values(), is_whole=is_whole).items():
        for at in range(0, len(changes), AT_ONCE):
            some = changes[at : at + AT_ONCE]
            done = change(session, action, some, making.by, calendar=making.owing.calendar, cause=cause)
            changed.update(row.obligation_id for row in done)
    return changed


def _changes(found: Iterable[Alignment], *, is_whole: bool) -> dict[Action, list[Change]]:
    changes: dict[Action, list[Change]] = {Action.MOVE: [], Action.RESTORE: [], Action.DROP: []}
    for one in found:
        changes[Action.MOVE] += [Change(row, due) for row, due in one.move]
        changes[Action.RESTORE] += [Change(row, due) for row, due in one.restore]
        changes[Action.DROP] += [Change(row) for row in one.drop] if is_whole else []
    return changes


def _insert(session: Session, made: Sequence[Occurrence]) -> None:
    """Add new items in one statement; nobody needs their numbers here."""
    if made:
        session.execute(
            insert(Occurrence).execution_options(render_nulls=True), [row.model_dump(exclude={"id"}) for row in made]
        )


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
