"""Shell: every deadline of a span of time, worked out from the rules, with the state where an item exists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from db.queries import register
from db.statuses import ItemStatus
from db.tables import Agency, Obligation, Occurrence, Plan
from reminders.items.facts import due_of, standing
from reminders.items.making import dues
from reminders.messages import render
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

NOT_YET = "planned"
"""The state of a deadline for which no item exists: too far ahead, or before the plan was imported."""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One deadline of one agency. `standing` is the state in the government's words, "" without an item."""

    plan: Plan
    obligation: Obligation
    agency_key: str
    agency: str
    due: Due
    state: str
    standing: str
    item: int | None


def deadlines(
    session: Session,
    *,
    since: datetime,
    until: datetime,
    agency_ids: Collection[int] | None,
    now: datetime,
    calendar: WorkingCalendar,
) -> list[Deadline]:
    """Return what falls due in [since, until), past or future, for some agencies (None: for all), in order of time.

    Nothing is due before the plan was issued.
    """
    agencies = {agency.id: agency for agency in register.agencies(session)}
    plans = {plan.id: plan for plan in session.exec(select(Plan)).all()}
    after = register.heirs(session, on=local_date(now))
    found = []
    for obligation in register.obligations(session):
        plan = plans[obligation.plan_id]
        leads = register.leads(session, obligation, on=local_date(now))
        owing = [key for key in leads if agency_ids is None or key in agency_ids]
        existing = _existing(session, obligation) if owing else {}
        start = max(since, local(plan.issued_on))
        for due in dues(session, obligation, since=start, until=until, calendar=calendar) if owing else ():
            for agency_id in owing:
                row = existing.get((agency_id, due.period)) or _predecessors(existing, due, agency_id, after)
                owner = agencies[row.agency_id if row else agency_id]
                found.append(_deadline(plan, obligation, owner, due, row, now))
    return sorted(found, key=lambda one: (one.due.nominal, one.obligation.id))


def _predecessors(
    existing: dict[tuple[int, str], Occurrence], due: Due, agency_id: int, after: dict[int, int | None]
) -> Occurrence | None:
    """Return the item that an agency which has ended had for its successor's period."""
    rows = [existing.get((old, due.period)) for old, heir in after.items() if heir == agency_id]
    return next((row for row in rows if row and row.status is not ItemStatus.CANCELLED), None)


def _existing(session: Session, obligation: Obligation) -> dict[tuple[int, str], Occurrence]:
    rows = session.exec(select(Occurrence).where(Occurrence.obligation_id == obligation.id)).all()
    return {(row.agency_id, row.period): row for row in rows}


def _deadline(
    plan: Plan,
    obligation: Obligation,
    agency: Agency,
    due: Due,
    row: Occurrence | None,
    now: datetime,
) -> Deadline:
    return Deadline(
        plan=plan,
        obligation=obligation,
        agency_key=agency.key,
        agency=agency.name,
        due=due_of(row) if row else due,
        state=row.status.value if row else NOT_YET,
        standing=render("words/standing", stand=standing(row, now)) if row else "",
        item=row.id if row else None,
    )
