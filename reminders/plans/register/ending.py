"""Shell: a coordinator ends a duty that was given in the chat: nothing of it falls due any more."""

from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import items
from db.queries.items import Item
from db.statuses import Action
from db.tables import Officer
from reminders.agencies.loading import load_agencies
from reminders.items.acts import act, may
from reminders.plans.register.reserved import is_given
from schedules.notation import rule_from_dict
from schedules.rules import is_once
from schedules.working_days import WorkingCalendar


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
