"""Shell: what a person does to an item: rights, transition, the rows that record it."""

from datetime import datetime

from sqlmodel import Session

from db import audit, outbox
from db.audit import By
from db.queries import items
from db.statuses import OWED, Action, Decision, ItemStatus
from db.tables import Acknowledgement, Completion, Occurrence, Officer
from reminders.agencies.scope import coordinated
from reminders.items.facts import due_of
from reminders.items.ladder import ladder_from_dict
from reminders.items.stages import owed
from reminders.items.transitions import after
from schedules.working_days import WorkingCalendar

DECISIONS = {Action.ACCEPT: Decision.ACCEPTED, Action.RETURN: Decision.RETURNED}
"""What the coordinator says to a completion."""

_NO_LONGER_OWED = {
    Action.COMPLETE: "the item was reported done",
    Action.REJECT: "the agency says it is another's",
    Action.CANCEL: "the item was cancelled",
}

COORDINATORS = (*DECISIONS, Action.CANCEL)
"""What only the coordinator does; everything else is done by the agency that owes the item."""


def may(session: Session, officer: Officer, action: Action, occurrence: Occurrence) -> bool:
    """Return whether an officer may do this to an item at this moment."""
    if action in COORDINATORS:
        return occurrence.agency_id in coordinated(session, [officer])
    return officer.agency_id == occurrence.agency_id


def act(
    session: Session,
    officer: Officer,
    action: Action,
    occurrence: Occurrence,
    *,
    now: datetime,
    calendar: WorkingCalendar,
    inbound_id: int | None,
    reason: str = "",
    document: str | None = None,
    heir: str | None = None,
    instead_of: Officer | None = None,
) -> bool:
    """Do it, in whose place it may be, and record it; False when it changes nothing in the item's present status.

    The caller has asked `may`. `heir`: the agency that has the item instead, when it is cancelled for that.
    """
    session.refresh(occurrence, with_for_update=True)  # two officers may answer at one instant
    if (following := after(occurrence.status, action)) is None:
        return False
    before, occurrence.status = occurrence.status, following
    _record(session, officer, action, occurrence, now=now, inbound_id=inbound_id, reason=reason, document=document)
    wake(occurrence, now, calendar)
    if following not in OWED:  # what waits about it is needless
        outbox.cancel_pending(session, occurrence_id=occurrence.id, reason=_NO_LONGER_OWED.get(action, "not owed now"))
        withdraw_request(session, occurrence, now=now)
    audit.record(
        session,
        By(actor=f"officer:{officer.id}", now=now, inbound_id=inbound_id),
        action.value,
        occurrence,
        before=before.value,
        after=following.value,
        **_said(reason, document, heir, instead_of),
    )
    return True


def _said(
    reason: str, document: str | None, heir: str | None, instead_of: Officer | None
) -> dict[str, str | int | None]:
    given = {"document": document, "agency": heir, "instead_of": instead_of and instead_of.id}
    return {"reason": reason or None} | {name: value for name, value in given.items() if value}


def withdraw_request(session: Session, occurrence: Occurrence, *, now: datetime) -> None:
    """A request for more time that nobody has decided is needless once the agency has answered otherwise."""
    request = items.pending_extension(session, occurrence.id)
    if request:
        request.decision, request.decided_at = Decision.WITHDRAWN, now


def _record(
    session: Session,
    officer: Officer,
    action: Action,
    occurrence: Occurrence,
    *,
    now: datetime,
    inbound_id: int | None,
    reason: str,
    document: str | None,
) -> None:
    occurrence_id, officer_id = occurrence.id, officer.id
    if action is Action.ACKNOWLEDGE:
        session.add(
            Acknowledgement(
                occurrence_id=occurrence_id, officer_id=officer_id, acknowledged_at=now, inbound_id=inbound_id
            )
        )
    elif action is Action.COMPLETE:
        occurrence.completed_at = now
        session.add(
            Completion(
                occurrence_id=occurrence_id,
                officer_id=officer_id,
                completed_at=now,
                inbound_id=inbound_id,
                document=document,
            )
        )
    elif action in DECISIONS and occurrence.completed_at:  # "not ours" is sent back too, with nothing to decide
        completion = items.last_completion(session, occurrence_id)
        if completion:
            completion.decision, completion.reason = DECISIONS[action], reason or None
            completion.decided_by_id, completion.decided_at = officer_id, now
        if action is Action.RETURN:
            occurrence.completed_at = None


def wake(occurrence: Occurrence, now: datetime, calendar: WorkingCalendar) -> None:
    """Sleep until the next stage that is to come: the person has just been answered, so the last one is no news."""
    decision = owed(
        status=occurrence.status,
        due=due_of(occurrence),
        ladder=ladder_from_dict(occurrence.ladder),
        now=now,
        calendar=calendar,
    )
    occurrence.wake_at = decision.wake_at


def accept_itself(session: Session, occurrence: Occurrence, *, now: datetime) -> None:
    """Accept a completion at once: the duty's register says that nobody has to decide."""
    completion = items.last_completion(session, occurrence.id)
    if completion is None or occurrence.status is not ItemStatus.SUBMITTED:
        return
    completion.decision, completion.decided_at = Decision.ACCEPTED, now
    occurrence.status = ItemStatus.ACCEPTED
    audit.record(
        session,
        By(actor="register", now=now),
        Action.ACCEPT.value,
        occurrence,
        before=ItemStatus.SUBMITTED.value,
        after=ItemStatus.ACCEPTED.value,
    )
