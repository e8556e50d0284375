"""Shell: what a person does to an item: the right to it, the change, the rows that record it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from db.audit import By
from db.queries import items
from db.statuses import Action, Cause, Decision
from db.tables import Acknowledgement, Completion, Occurrence, Officer
from reminders.agencies.agencies import Agencies
from reminders.agencies.scope import coordinated
from reminders.items.changing import Change, change
from schedules.working_days import WorkingCalendar

DECISIONS = {Action.ACCEPT: Decision.ACCEPTED, Action.RETURN: Decision.RETURNED}
"""What the coordinator says to a completion."""

COORDINATORS = (*DECISIONS, Action.CANCEL)
AGENCYS = (Action.ACKNOWLEDGE, Action.COMPLETE, Action.REJECT)
"""What the coordinator does, and what is done by the agency that owes the item."""


def may(agencies: Agencies, officer: Officer, action: Action, occurrence: Occurrence) -> bool:
    """Return whether an officer may do this to an item at this moment."""
    if action in COORDINATORS:
        return occurrence.agency_id in coordinated(agencies, [officer])
    return action in AGENCYS and officer.agency_id == occurrence.agency_id


def act(
    session: Session,
    officer: Officer,
    action: Action,
    occurrence: Occurrence,
    by: By,
    *,
    calendar: WorkingCalendar,
    reason: str = "",
    document: str | None = None,
    agency: str | None = None,
) -> bool:
    """Do it and record it; False when it changes nothing in the item's present status. The caller has asked `may`.

    `agency`: whose an item is that is not the own, as it was said.
    """
    was_done = occurrence.completed_at is not None
    said: dict[str, str | int | None] = {"reason": reason or None}
    said |= {name: value for name, value in (("document", document), ("agency", agency)) if value}
    if not change(session, action, [Change(occurrence)], by, calendar=calendar, said=said):
        return False
    who: dict[str, Any] = {"occurrence_id": occurrence.id, "officer_id": officer.id, "inbound_id": by.inbound_id}
    if action is Action.ACKNOWLEDGE:
        session.add(Acknowledgement(**who, acknowledged_at=by.now))
    elif action is Action.COMPLETE:
        session.add(Completion(**who, completed_at=by.now, document=document))
    elif action in DECISIONS and was_done:  # "not ours" is sent back too, with nothing to decide
        _decide(session, occurrence, DECISIONS[action], by, officer=officer, reason=reason)
    return True


def accept_itself(session: Session, occurrence: Occurrence, by: By, *, calendar: WorkingCalendar) -> None:
    """Accept a completion at once: the duty's register says that nobody has to decide."""
    register = By(actor="register", now=by.now)
    if change(session, Action.ACCEPT, [Change(occurrence)], register, calendar=calendar):
        _decide(session, occurrence, Decision.ACCEPTED, by)


def accept_undecided(
    session: Session, occurrences: Sequence[Occurrence], by: By, *, calendar: WorkingCalendar, days: int
) -> None:
    """Accept completions on which nobody has decided in so many working days; their agencies are told."""
    changes = [Change(row) for row in occurrences]
    accepted = change(session, Action.ACCEPT, changes, by, calendar=calendar, cause=Cause.SILENCE, said={"days": days})
    for completion in items.last_completions(session, [row.id for row in accepted]).values():
        completion.decision, completion.decided_at = Decision.ACCEPTED, by.now


def _decide(
    session: Session,
    occurrence: Occurrence,
    decision: Decision,
    by: By,
    *,
    officer: Officer | None = None,
    reason: str = "",
) -> None:
    completion = items.last_completion(session, occurrence.id)
    if completion:
        completion.decision, completion.decided_at, completion.reason = decision, by.now, reason or None
        completion.decided_by_id = officer.id if officer else None
