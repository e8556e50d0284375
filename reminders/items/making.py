"""Shell: occurrences are made up to a rolling horizon, never years ahead."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.queries import register
from db.statuses import OWED, ItemStatus
from db.tables import EventRecord, LadderPolicy, Obligation, Occurrence, Plan
from reminders.calendar import load_calendar
from reminders.items.facts import due_of
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
    made = 0
    for obligation in register.to_extend(session, before=now + HORIZON - STEP):
        try:
            with session.begin_nested():
                made += extend_one(session, obligation, now=now, calendar=calendar)
                obligation.trouble = None
        except Exception as error:  # one bad row must not stop the others
            log.error("an obligation could not be extended", action="extend_failed", obligation_id=obligation.id)
            obligation.trouble = f"{type(error).__name__}: {error}"
            obligation.extended_until = now + HORIZON  # looked at again in a week, from its start
    return made


def extend_one(session: Session, obligation: Obligation, *, now: datetime, calendar: WorkingCalendar) -> int:
    """Make the missing occurrences of one duty, one for each agency that owes it; return how many."""
    if obligation.trouble:
        obligation.extended_until = obligation.starts_at
    return len(_match(session, obligation, since=obligation.extended_until, now=now, calendar=calendar)[0])


def realign(session: Session, obligation: Obligation, *, now: datetime, calendar: WorkingCalendar) -> int:
    """Bring open occurrences into line with a changed rule or calendar; return how many changed.

    A moved deadline gets a new revision, so its reminders start anew; what the rule no longer asks for and is not
    yet due is cancelled; what was finished stays as it was. Nobody owes what was past when it was first asked.
    """
    changed, asked = _match(session, obligation, since=obligation.starts_at, now=now, calendar=calendar)
    for row in _existing(session, obligation).values():
        if row.status in OWED and row.nominal_at > now and (row.agency_id, row.period) not in asked:
            row.status, row.wake_at = ItemStatus.CANCELLED, None
            changed.append(row)
    return len(changed)


def reopen(session: Session, obligation: Obligation, *, now: datetime) -> None:
    """Owe what was cancelled and is still to come again, as when a clause returns; `realign` must follow.

    What a coordinator took back stays cancelled, and so does what was given to another agency.
    """
    rows = _existing(session, obligation).values()
    cancelled = [row.id for row in rows if row.status is ItemStatus.CANCELLED and row.nominal_at > now]
    kept = audit.subjects(session, "occurrence", cancelled, action="cancel")
    for row in rows:
        if row.id in cancelled and row.id not in kept:
            row.status, row.wake_at = ItemStatus.OPEN, now
            row.revision += 1
    session.flush()


def realign_all(session: Session, *, now: datetime, actor: str) -> int:
    """Bring the open items of every duty into line with a changed calendar; return how many changed."""
    calendar = load_calendar(session)
    duties = register.obligations(session)
    changed = [(duty, realign(session, duty, now=now, calendar=calendar)) for duty in duties]
    for duty, items in changed:
        if items:
            audit.record(session, By(actor=actor, now=now), "deadlines_realigned", duty, items=items)
    return sum(items for _, items in changed)


def _match(
    session: Session, obligation: Obligation, *, since: datetime, now: datetime, calendar: WorkingCalendar
) -> tuple[list[Occurrence], set[tuple[int, str]]]:
    """Make or move what the rule asks for from `since` to the horizon; return the rows touched, and all it asks for."""
    until = max(now + HORIZON, obligation.extended_until)
    owed_from = min(now, obligation.extended_until)  # what was not asked before this is not asked afterwards
    on = local_date(now)
    agencies, after = register.leads(session, obligation, on=on), register.heirs(session, on=on)
    existing = _existing(session, obligation)
    given = {row.assigned_from_id: row for row in existing.values() if row.assigned_from_id}
    touched, asked = [], set()
    for due, ladder in _owed_by(session, obligation, since, until, calendar):
        for agency_id in agencies:
            asked.add((agency_id, due.period))
            row = _held_by(existing.get((agency_id, due.period)), given)
            if row is None and any(
                _is_done(existing.get((old, due.period))) for old in after if after[old] == agency_id
            ):
                continue  # a predecessor did it for the whole
            if row:
                asked.add((row.agency_id, due.period))
            if row is None and due.nominal >= owed_from:
                row = _occurrence(obligation, agency_id, due, ladder, now)
            elif row and row.status in OWED and _is_moved(row, due):
                _move(row, due, now)
            else:
                continue
            session.add(row)
            touched.append(row)
    obligation.extended_until = until
    session.flush()
    return touched, asked


def _held_by(row: Occurrence | None, given: dict[int, Occurrence]) -> Occurrence | None:
    """Return the item of the agency that has the task now: the coordinator may have given it to another."""
    while row is not None and row.id in given:
        row = given[row.id]
    return row


def _is_done(row: Occurrence | None) -> bool:
    return row is not None and row.status in (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED)


def _existing(session: Session, obligation: Obligation) -> dict[tuple[int, str], Occurrence]:
    query = select(Occurrence).where(Occurrence.obligation_id == obligation.id).order_by(col(Occurrence.id))
    return {(row.agency_id, row.period): row for row in session.exec(query).all()}


def _is_moved(row: Occurrence, due: Due) -> bool:
    """Return whether the rule moves an item; one that was given more time only to a still later deadline."""
    return due.nominal > row.nominal_at if row.extension_count else due_of(row) != due


def _move(row: Occurrence, due: Due, now: datetime) -> None:
    row.nominal_at, row.act_by_at, row.overdue_from = due.nominal, due.act_by, due.overdue_from
    row.revision += 1
    row.wake_at = now


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


def _owed_by(
    session: Session, obligation: Obligation, since: datetime, until: datetime, calendar: WorkingCalendar
) -> Iterator[tuple[Due, Ladder]]:
    ladder = ladder_of(session, obligation.ladder or obligation.rule["kind"])
    for due in dues(session, obligation, since=since, until=until, calendar=calendar):
        yield due, ladder


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
