"""Shell: a duty that was given in the chat ends, or a whole plan does: nothing of it falls due any more."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import items, register
from db.queries.items import Item
from db.statuses import OWED, Action, Cause
from db.tables import Officer, Plan
from reminders.agencies.loading import load_agencies
from reminders.items.acts import act, may
from reminders.items.making import end, realign
from reminders.plans.register.reserved import is_given
from schedules.notation import rule_from_dict
from schedules.rules import is_once
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date


def ends_with(item: Item, officer: Officer) -> bool:
    """Return whether a duty is over once its item is taken back: it recurs, and the officer's agency gave it."""
    recurs = not is_once(rule_from_dict(item.obligation.rule))
    is_own = is_given(item.plan.key) and item.plan.coordinator_id == officer.agency_id
    return is_own and item.obligation.ended_at is None and recurs


def end_duty(
    session: Session, officer: Officer, item: Item, by: By, *, calendar: WorkingCalendar, reason: str
) -> list[Item]:
    """End the duty of an item, cancel what else of it is open, and return that."""
    duty, agencies = item.obligation, load_agencies(session)
    duty.ended_at = by.now
    audit.record(session, by, "obligation_ended", duty)
    return [
        other
        for other in items.of_duty(session, duty.id)
        if may(agencies, officer, Action.CANCEL, other.occurrence)
        and act(session, officer, Action.CANCEL, other.occurrence, by, calendar=calendar, reason=reason)
    ]


@dataclass(frozen=True)
class NotEnded:
    """Why a plan goes on: it holds what was "given" in the chat, was "issued" later, or has "ended"."""

    why: Literal["given", "issued", "ended"]


@dataclass(frozen=True)
class Ended:
    """How many open items were dropped, and how many are owed all the same: they fell due before."""

    dropped: int
    owed: int


def end_plan(session: Session, plan: Plan, on: date, by: By, *, calendar: WorkingCalendar) -> Ended | NotEnded:
    """End a plan on a day, past or to come: from then on nothing of it falls due. Their agencies are told.

    What fell due before is owed all the same. A day to come may be put off or brought forward until it is there.
    """
    if is_given(plan.key):
        return NotEnded("given")
    if on < plan.issued_on:
        return NotEnded("issued")
    if plan.ends_on and plan.ends_on <= local_date(by.now):
        return NotEnded("ended")
    duties, plan.ends_on = register.obligations(session, plan.id), on
    audit.record(session, by, "plan_ended", plan, on=on.isoformat())
    session.flush()
    dropped = end(session, duties, by, calendar=calendar, after=local(on), cause=Cause.END)
    realign(session, duties, by, calendar=calendar, cause=Cause.PLAN)  # what an earlier day had dropped
    end_duties(session, by)
    found = items.of_duties(session, [duty.id for duty in duties]).values()
    return Ended(
        dropped, sum(row.status in OWED and row.nominal_at <= local(on) for rows in found for row in rows.values())
    )


def end_duties(session: Session, by: By) -> None:
    """End the duties of the plans whose last day is over."""
    duties = register.outlived(session, on=local_date(by.now))
    for duty in duties:
        duty.ended_at = by.now
    if duties:
        audit.record_each(session, by, "obligation_ended", [(duty, {}) for duty in duties])
