"""Shell: a coordinator assigns the deadline of a duty whose plan names none."""

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from db import audit
from db.audit import By
from db.statuses import Cause
from db.tables import Obligation, Officer
from reminders.items.making import realign
from reminders.plans.register.dues import next_due
from reminders.plans.register.rights import coordinates
from schedules.notation import rule_from_dict, rule_to_dict
from schedules.occurrences import Due
from schedules.rules import Rule, is_open
from schedules.working_days import WorkingCalendar


@dataclass(frozen=True)
class NotAssigned:
    """Why the deadline stays: the duty is "not_theirs", its plan names one by now ("dated"), the new one is "past"."""

    why: Literal["not_theirs", "dated", "past"]


def assign_date(
    session: Session, asker: Officer, duty: Obligation, rule: Rule, by: By, *, phrase: str, calendar: WorkingCalendar
) -> Due | NotAssigned:
    """Give a duty a deadline and return its first due, or why not.

    What the register says is kept beside it, for when it is imported again.
    """
    if not coordinates(session, asker, duty):
        return NotAssigned("not_theirs")
    if duty.stated_rule is None and not is_open(rule_from_dict(duty.rule)):
        return NotAssigned("dated")
    due = next_due(rule, now=by.now, calendar=calendar)
    if due is None:
        return NotAssigned("past")
    before = duty.rule
    duty.stated_rule, duty.rule = duty.stated_rule or duty.rule, rule_to_dict(rule)
    duty.assigned_by_id, duty.assigned_at = asker.id, by.now
    audit.record(session, by, "date_assigned", duty, phrase=phrase, before=before, after=duty.rule)
    session.flush()
    realign(session, [duty], by, calendar=calendar, cause=Cause.DATE)
    return due
