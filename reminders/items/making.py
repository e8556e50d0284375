"""Shell: occurrences are made up to a rolling horizon, never years ahead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.queries import register
from db.statuses import OWED, Action, Cause, ItemStatus
from db.tables import EventRecord, LadderPolicy, Obligation, Occurrence, Plan
from reminders.calendar import load_calendar
from reminders.items.aligning import Key, align
from reminders.items.changing import Change, change
from reminders.items.ladder import LADDERS, Ladder, ladder_from_dict, ladder_to_dict
from schedules.notation import rule_from_dict, terms_from_dict
from schedules.occurrences import Due, armed, occurrences
from schedules.periods import day_key, period_span
from schedules.rules import Event, Standing
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
    made, by = 0, By(actor="cycle", now=now)
    for obligation in register.to_extend(session, before=now + HORIZON - STEP):
        try:
            with session.begin_nested():
                made += extend_one(session, obligation, by, calendar=calendar)
                obligation.trouble = None
        except Exception as error:  # one bad row must not stop the others
            log.error("an obligation could not be extended", action="extend_failed", obligation_id=obligation.id)
            obligation.trouble = f"{type(error).__name__}: {error}"
            obligation.extended_until = now + HORIZON  # looked at again in a week, from its start
    return made


def extend_one(session: Session, obligation: Obligation, by: By, *, calendar: WorkingCalendar) -> int:
    """Make the missing occurrences of one duty, one for each agency that owes it; return how many changed."""
    if obligation.trouble:
        obligation.extended_until = obligation.starts_at
    since = obligation.extended_until
    return _align(session, obligation, by, since=since, calendar=calendar, cause=Cause.CALENDAR, is_whole=False)


def realign(session: Session, obligation: Obligation, by: By, *, calendar: WorkingCalendar, cause: Cause) -> int:
    """Bring a duty's items into line with its changed rule, event or calendar (`cause`); return how many changed."""
    since = obligation.starts_at
    return _align(session, obligation, by, since=since, calendar=calendar, cause=cause, is_whole=True)


def realign_all(session: Session, by: By) -> int:
    """Bring the open items of every duty into line with a changed calendar; return how many changed."""
    calendar = load_calendar(session)
    duties = register.obligations(session)
    changed = [(duty, realign(session, duty, by, calendar=calendar, cause=Cause.CALENDAR)) for duty in duties]
    for duty, count in changed:
        if count:
            audit.record(session, by, "deadlines_realigned", duty, items=count)
    return sum(count for _, count in changed)


def end(session: Session, obligation: Obligation, by: By, *, calendar: WorkingCalendar) -> int:
    """Ask for a duty no more: what is still to be done, late or not, is dropped; return how many items.

    What was reported done waits for its decision all the same.
    """
    rows = _existing(session, obligation).values()
    open_rows = [Change(row) for row in rows if row.status in (*OWED, ItemStatus.NOT_OURS)]
    return len(change(session, Action.DROP, open_rows, by, calendar=calendar, cause=Cause.PLAN))


def _align(
    session: Session,
    obligation: Obligation,
    by: By,
    *,
    since: datetime,
    calendar: WorkingCalendar,
    cause: Cause,
    is_whole: bool,
) -> int:
    """Make, move, restore and drop what the rule asks from `since` to the horizon; drop only when that is the whole."""
    now, on = by.now, local_date(by.now)
    until = max(now + HORIZON, obligation.extended_until)
    agencies, rows = register.leads(session, obligation, on=on), _existing(session, obligation)
    asked = dues(session, obligation, since=since, until=until, calendar=calendar)
    cancelled = [row.id for row in rows.values() if row.status is ItemStatus.CANCELLED]
    found = align(
        rows,
        [(key, due) for due in asked for key in agencies],
        after=register.heirs(session, on=on),
        kept=audit.subjects(session, "occurrence", cancelled, action=Action.CANCEL.value) if cancelled else (),
        owed_from=min(now, obligation.extended_until),
        now=now,
    )
    ladder = ladder_of(session, obligation.ladder or obligation.rule["kind"])
    session.add_all(_occurrence(obligation, key, due, ladder, now) for key, due in found.make)
    obligation.extended_until = until
    session.flush()
    steps = {
        Action.MOVE: [Change(row, due) for row, due in found.move],
        Action.RESTORE: [Change(row, due) for row, due in found.restore],
        Action.DROP: [Change(row) for row in found.drop] if is_whole else [],
    }
    changed = [
        len(change(session, action, changes, by, calendar=calendar, cause=cause))
        for action, changes in steps.items()
        if changes
    ]
    return len(found.make) + sum(changed)


def _existing(session: Session, obligation: Obligation) -> dict[Key, Occurrence]:
    query = select(Occurrence).where(Occurrence.obligation_id == obligation.id).order_by(col(Occurrence.id))
    return {(row.agency_id, row.period): row for row in session.exec(query).all()}


def dues(
    session: Session, obligation: Obligation, *, since: datetime, until: datetime, calendar: WorkingCalendar
) -> Iterator[Due]:
    """Yield what falls due in [since, until) from the duty's rule, or from the events recorded for it."""
    rule, terms = rule_from_dict(obligation.rule), terms_from_dict(obligation.terms)
    if isinstance(rule, Standing):
        issued_on = session.get_one(Plan, obligation.plan_id).issued_on
        found = occurrences(rule, since=since, until=until, calendar=calendar, terms=terms)
        yield from (due for due in found if _starts_on(due) >= issued_on)
    elif isinstance(rule, Event):
        yield from _armed(session, obligation, rule, since=since, until=until, calendar=calendar)
    else:
        yield from occurrences(rule, since=since, until=until, calendar=calendar, terms=terms)


def ladder_of(session: Session, kind: str) -> Ladder:
    """Return the ladder that new items of a kind of rule get."""
    policy = session.get(LadderPolicy, kind)
    return ladder_from_dict(policy.ladder) if policy else LADDERS.get(kind, LADDERS["date"])


def _starts_on(due: Due) -> date:
    """A standing duty is attested for the quarters that began after the plan was issued."""
    span = period_span(due.period)
    return span[0] if span else due.nominal.date()


def _armed(
    session: Session,
    obligation: Obligation,
    rule: Event,
    *,
    since: datetime,
    until: datetime,
    calendar: WorkingCalendar,
) -> Iterator[Due]:
    """Yield the due of each recorded event; its period is the event's day, for the same thing may happen again."""
    query = select(EventRecord).where(EventRecord.obligation_id == obligation.id).order_by(col(EventRecord.id))
    for event in session.exec(query).all():
        if concrete := armed(rule, event.happened_on, calendar=calendar):
            for due in occurrences(concrete, since=since, until=until, calendar=calendar):
                yield replace(due, period=day_key(event.happened_on))


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
