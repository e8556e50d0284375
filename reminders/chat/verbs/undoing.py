"""Shell: "HỦY 3": what an agency did last to an item is taken back, as long as nobody has acted on it."""

from datetime import timedelta

from db import audit
from db.queries import items
from db.queries.items import Item
from db.statuses import Action, Decision, ItemStatus
from reminders.chat.conversation import Answer, Conversation, named, to_coordinators, to_self
from reminders.items.acts import wake, withdraw_request
from reminders.replies import Undo

UNDO_WITHIN = timedelta(minutes=10)
_AGENCYS = {Action.ACKNOWLEDGE.value, Action.COMPLETE.value, Action.REJECT.value}


def undo(talk: Conversation, wish: Undo) -> list[Answer]:
    """Restore the status before the agency's own last act, if that was at most ten minutes ago; say what stands."""
    answers = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or item.occurrence.agency_id not in talk.agencies:
            answers.append(to_self(talk, "no_such_code", code=one.code))
            continue
        if _withdraw(talk, item):
            answers.append(to_self(talk, "request_withdrawn", item=talk.facts([item])[0], is_own=True))
            answers += to_coordinators(talk, item, "request_withdrawn", is_own=False)
            continue
        was_rejected = item.occurrence.status is ItemStatus.NOT_OURS
        is_undone = _undo(talk, item)
        answers.append(to_self(talk, "undone" if is_undone else "not_undone", item=talk.facts([item])[0]))
        if is_undone and was_rejected:
            answers += to_coordinators(talk, item, "ours_again")
    return answers


def _withdraw(talk: Conversation, item: Item) -> bool:
    """Take back the agency's request for more time, if it came at most ten minutes ago and nobody has decided it."""
    request = items.pending_extension(talk.session, item.occurrence.id)
    if request is None or talk.now > request.requested_at + UNDO_WITHIN:
        return False
    withdraw_request(talk.session, item.occurrence, now=talk.now)
    talk.record(item.occurrence, "undo", undone="extension_requested")
    return True


def _undo(talk: Conversation, item: Item) -> bool:
    session, occurrence = talk.session, item.occurrence
    session.refresh(occurrence, with_for_update=True)
    trail = audit.trail(session, "occurrence", occurrence.id)
    moves = [entry for entry in trail if "after" in entry.details and entry.actor != "register"]
    stands = occurrence.status.value
    if stands == ItemStatus.ACCEPTED.value and item.obligation.accepts_itself:
        stands = ItemStatus.SUBMITTED.value  # what the register accepted nobody has decided
    last = moves[-1] if moves else None
    if last is None or last.action not in _AGENCYS or talk.now > last.recorded_at + UNDO_WITHIN:
        return False
    if last.details["after"] != stands:
        return False
    occurrence.status = ItemStatus(last.details["before"])
    completion = items.last_completion(session, occurrence.id)
    if last.action == Action.COMPLETE.value and completion:
        completion.decision, completion.decided_at = Decision.WITHDRAWN, talk.now
        occurrence.completed_at = None
    wake(occurrence, talk.now, talk.calendar)
    moved = {"before": last.details["after"], "after": last.details["before"]}
    talk.record(occurrence, "undo", undone=last.action, **moved)
    return True
