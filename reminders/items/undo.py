"""Shell: what an agency did last to an item is taken back, as long as nobody has acted on it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from db import audit
from db.audit import By, Entry, Trail
from db.queries import items
from db.queries.items import Item
from db.statuses import Action, Decision, ItemStatus
from reminders.items.acts import AGENCYS
from reminders.items.changing import take_back, take_back_extension
from reminders.items.extensions import withdraw
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import iso

UNDO_WITHIN = timedelta(minutes=10)
"""An act may be taken back up to and including this long after it."""

REQUESTED = "extension_requested"
_EXTENDED = "act_by_before"
"""Said of an extension that was granted in the same breath as asked for: what may be put back."""

_UNDOABLE = {action.value: action for action in AGENCYS}


class Undone(StrEnum):
    """What was taken back."""

    REQUEST = "request"  # for more time
    REJECTION = "rejection"  # "not ours": the coordinator has been told of it
    ANSWER = "answer"  # seen, or done
    EXTENSION = "extension"  # which the coordinator granted in the same breath as asking for it, for the agency


def undo(session: Session, item: Item, by: By, *, calendar: WorkingCalendar, of: Collection[int] = ()) -> Undone | None:
    """Take back the agency's request for more time, else its last act; None when nothing was taken back.

    Nothing is, when it lies more than ten minutes back or somebody has decided since. What the register accepted by
    itself nobody has decided, nor what a coordinator reported for the agency. `of`: only what was done by one of these
    messages.
    """
    trail = audit.trail(session, "occurrence", item.occurrence.id)
    if not was_reported_for(trail) and _is_request_of(trail, of) and _withdraw(session, item, by):
        return Undone.REQUEST
    last = _last(trail)
    if last is None or by.now > last.recorded_at + UNDO_WITHIN or (of and last.inbound_id not in of):
        return None
    return _take_back(session, item, last, by, calendar)


def deny(session: Session, item: Item, by: By, *, calendar: WorkingCalendar) -> bool:
    """Take back, however long ago it was, that others reported an item done for its agency, which says it is not."""
    last = _last(audit.trail(session, "occurrence", item.occurrence.id))
    if last is None or last.action != Action.COMPLETE or not last.details.get("for_agency"):
        return False
    return _take_back(session, item, last, by, calendar) is not None


def was_reported_for(trail: Trail) -> bool:
    """Return whether what was done last was said for the agency, by who coordinates it."""
    last = _last(trail)
    return last is not None and "for_agency" in last.details


def _take_back(session: Session, item: Item, last: Entry, by: By, calendar: WorkingCalendar) -> Undone | None:
    row, said = item.occurrence, last.details
    if _EXTENDED in said and said["deadline"] != iso(row.nominal_at):
        return None  # it was moved since
    if _EXTENDED in said:
        due = Due(
            period=row.period,
            nominal=datetime.fromisoformat(said["deadline_before"]),
            act_by=datetime.fromisoformat(said[_EXTENDED]),
            overdue_from=datetime.fromisoformat(said["overdue_before"]) if said["overdue_before"] else None,
        )
        return Undone.EXTENSION if take_back_extension(session, row, due, by, calendar=calendar) else None
    undone = _UNDOABLE.get(last.action)
    if not undone or not take_back(session, row, undone, ItemStatus(said["before"]), by, calendar=calendar):
        return None
    completion = items.last_completion(session, row.id)
    if undone is Action.COMPLETE and completion:
        completion.decision, completion.decided_at = Decision.WITHDRAWN, by.now
    return Undone.REJECTION if undone is Action.REJECT else Undone.ANSWER


def _is_request_of(trail: Trail, messages: Collection[int]) -> bool:
    requests = [entry.inbound_id for entry in trail if entry.action == REQUESTED]
    return not messages or (bool(requests) and requests[-1] in messages)


def _last(trail: Trail) -> Entry | None:
    """Return what moved the item last, but for an acceptance that nobody had to decide on."""
    moves = [entry for entry in trail if {"after", _EXTENDED} & entry.details.keys() and not _follows(entry)]
    return moves[-1] if moves else None


def _follows(entry: Entry) -> bool:
    is_own = entry.action == Action.ACCEPT and "for_agency" in entry.details
    return is_own or entry.actor == "register"


def _withdraw(session: Session, item: Item, by: By) -> bool:
    asked = items.pending_extension(session, item.occurrence.id)
    if asked is None or by.now > asked.requested_at + UNDO_WITHIN:
        return False
    withdraw(session, item.occurrence, by)
    audit.record(session, by, Action.UNDO.value, item.occurrence, undone=REQUESTED)
    return True
