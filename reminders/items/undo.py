"""Shell: what an agency did last to an item is taken back, as long as nobody has acted on it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from db import audit
from db.audit import By, Trail
from db.queries import items
from db.queries.items import Item
from db.statuses import Action, Decision, ItemStatus
from reminders.items.acts import AGENCYS
from reminders.items.changing import take_back
from reminders.items.extensions import withdraw
from schedules.working_days import WorkingCalendar

UNDO_WITHIN = timedelta(minutes=10)
"""An act may be taken back up to and including this long after it."""

REQUESTED = "extension_requested"
_UNDOABLE = {action.value: action for action in AGENCYS}


class Undone(StrEnum):
    """What was taken back."""

    REQUEST = "request"  # for more time
    REJECTION = "rejection"  # "not ours": the coordinator has been told of it
    ANSWER = "answer"  # seen, or done


def undo(session: Session, item: Item, by: By, *, calendar: WorkingCalendar, of: Collection[int] = ()) -> Undone | None:
    """Take back the agency's request for more time, else its last act; None when nothing was taken back.

    Nothing is, when it lies more than ten minutes back or somebody has decided since. What the register accepted by
    itself nobody has decided. `of`: only what was done by one of these messages.
    """
    trail = audit.trail(session, "occurrence", item.occurrence.id)
    if _is_request_of(trail, of) and _withdraw(session, item, by):
        return Undone.REQUEST
    undone, before = _last_act(trail, of, by.now) or (None, None)
    if not (undone and before and take_back(session, item.occurrence, undone, before, by, calendar=calendar)):
        return None
    completion = items.last_completion(session, item.occurrence.id)
    if undone is Action.COMPLETE and completion:
        completion.decision, completion.decided_at = Decision.WITHDRAWN, by.now
    return Undone.REJECTION if undone is Action.REJECT else Undone.ANSWER


def _is_request_of(trail: Trail, messages: Collection[int]) -> bool:
    requests = [entry.inbound_id for entry in trail if entry.action == REQUESTED]
    return not messages or (bool(requests) and requests[-1] in messages)


def _last_act(trail: Trail, messages: Collection[int], now: datetime) -> tuple[Action, ItemStatus] | None:
    """Return what the agency did last, and where the item stood before, if it may be taken back."""
    moves = [entry for entry in trail if "after" in entry.details and entry.actor != "register"]
    last = moves[-1] if moves else None
    if last is None or last.action not in _UNDOABLE or now > last.recorded_at + UNDO_WITHIN:
        return None
    is_meant = not messages or last.inbound_id in messages
    return (_UNDOABLE[last.action], ItemStatus(last.details["before"])) if is_meant else None


def _withdraw(session: Session, item: Item, by: By) -> bool:
    asked = items.pending_extension(session, item.occurrence.id)
    if asked is None or by.now > asked.requested_at + UNDO_WITHIN:
        return False
    withdraw(session, item.occurrence, by)
    audit.record(session, by, Action.UNDO.value, item.occurrence, undone=REQUESTED)
    return True
