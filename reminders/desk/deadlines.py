"""Shell: every deadline of a span of time, worked out from the rules, with the state where an item exists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from db.queries import items, register
from db.statuses import ItemStatus
from db.tables import Obligation, Occurrence, Plan
from reminders.agencies.agencies import AgencyFacts
from reminders.items.facts import due_of, standing
from reminders.items.owing import load_owing
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
    plans = {plan.id: plan for plan in session.exec(select(Plan)).all()}
    duties = register.obligations(session)
    owing = load_owing(session, duties, on=local_date(now), calendar=calendar)
    after = owing.agencies.heirs(owing.on)
    asked = owing.agencies.by_id if agency_ids is None else agency_ids
    leads = {duty.id: [key for key in owing.leads(duty) if key in asked] for duty in duties}
    existing = items.of_duties(session, [key for key, agencies in leads.items() if agencies])
    found = []
    for duty in (one for one in duties if one.id in existing):
        plan, rows = plans[duty.plan_id], existing[duty.id]
        for due in owing.dues(duty, since=max(since, local(plan.issued_on)), until=until):
            for agency_id in leads[duty.id]:
                row = rows.get((agency_id, due.period)) or _predecessors(rows, due, agency_id, after)
                owner = owing.agencies[row.agency_id if row else agency_id]
                found.append(_deadline(plan, duty, owner, due, row, now))
    return sorted(found, key=lambda one: (one.due.nominal, one.obligation.id))


def _predecessors(
    existing: dict[tuple[int, str], Occurrence], due: Due, agency_id: int, after: dict[int, int | None]
) -> Occurrence | None:
    """Return the item that an agency which has ended had for its successor's period."""
    rows = [existing.get((old, due.period)) for old, heir in after.items() if heir == agency_id]
    return next((row for row in rows if row and row.status is not ItemStatus.CANCELLED), None)


def _deadline(
    plan: Plan, obligation: Obligation, agency: AgencyFacts, due: Due, row: Occurrence | None, now: datetime
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
