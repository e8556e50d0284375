"""Shell: what an agency did last to an item is taken back, as long as nobody has acted on it."""

from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import items
from db.queries.items import Item
from db.statuses import Action, Decision, ItemStatus
from reminders.items.acts import AGENCYS
from reminders.items.changing import take_back
from reminders.items.extensions import withdraw
from schedules.working_days import WorkingCalendar

UNDO_WITHIN = timedelta(minutes=10)
"""An act may be taken back up to and including this long after it."""

_UNDOABLE = {action.value: action for action in AGENCYS}


class Undone(StrEnum):
    """What was taken back."""

    REQUEST = "request"  # for more time
    REJECTION = "rejection"  # "not ours": the coordinator has been told of it
    ANSWER = "answer"  # seen, or done


def undo(session: Session, item: Item, by: By, *, calendar: WorkingCalendar) -> Undone | None:
    """Take back the agency's request for more time, else its last act; None when nothing was taken back.

    Nothing is, when it lies more than ten minutes back or somebody has decided since. What the register accepted by
    itself nobody has decided.
    """
    if _withdraw(session, item, by):
        return Undone.REQUEST
    trail = audit.trail(session, "occurrence", item.occurrence.id)
    moves = [entry for entry in trail if "after" in entry.details and entry.actor != "register"]
    last = moves[-1] if moves else None
    undone = _UNDOABLE.get(last.action) if last else None
    if last is None or undone is None or by.now > last.recorded_at + UNDO_WITHIN:
        return None
    before = ItemStatus(last.details["before"])
    if not take_back(session, item.occurrence, undone, before, by, calendar=calendar):
        return None
    completion = items.last_completion(session, item.occurrence.id)
    if undone is Action.COMPLETE and completion:
        completion.decision, completion.decided_at = Decision.WITHDRAWN, by.now
    return Undone.REJECTION if undone is Action.REJECT else Undone.ANSWER


def _withdraw(session: Session, item: Item, by: By) -> bool:
    asked = items.pending_extension(session, item.occurrence.id)
    if asked is None or by.now > asked.requested_at + UNDO_WITHIN:
        return False
    withdraw(session, item.occurrence, by)
    audit.record(session, by, Action.UNDO.value, item.occurrence, undone="extension_requested")
    return True
