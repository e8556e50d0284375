"""Shell: "HỦY 3": an agency takes back what it did last to an item."""

from db import audit
from db.queries import items
from db.queries.items import Item
from db.statuses import Decision
from reminders.chat.conversation import Answer, Conversation, about, to_agency, to_coordinators, to_self
from reminders.chat.named import named, of_each
from reminders.items.undo import Undone, was_reported_for
from reminders.items.undo import undo as take_back
from reminders.replies import Undo


def undo(talk: Conversation, wish: Undo) -> list[Answer]:
    """Take back the last act on each item of the officer's agency, or what was reported for another that they
    coordinate, as far as it can be; say what stands now.
    """
    answers = of_each(talk, wish.codes, {*talk.agencies, *talk.coordinated}, lambda item: _undone(talk, item))
    return [*answers, *_still_done(talk, wish)]


def _still_done(talk: Conversation, wish: Undo) -> list[Answer]:
    """Return what is said of the other periods of a duty that were reported done by the same message."""
    taken = [one.item.occurrence for one in named(talk, wish.codes) if one.item]
    latest = items.last_completions(talk.session, [row.id for row in taken])
    messages = {one.inbound_id for one in latest.values() if one.decision is Decision.WITHDRAWN and one.inbound_id}
    kept = items.done_together(talk.session, messages, {row.obligation_id for row in taken})
    return [to_self(talk, "still_done", items=talk.facts(kept))] if kept else []


def _undone(talk: Conversation, item: Item) -> list[Answer]:
    is_own = item.occurrence.agency_id in talk.agencies
    is_for_it = was_reported_for(audit.trail(talk.session, "occurrence", item.occurrence.id))
    if not is_own and not is_for_it:
        return [about(talk, item, "not_yours")]
    undone = take_back(talk.session, item, talk.by(item.occurrence), calendar=talk.calendar)
    own = said_of(talk, item, undone)
    if undone and is_for_it and not is_own:
        return [own, *to_agency(talk, item, "report_withdrawn", coordinator=talk.agency)]
    if undone and is_for_it:
        return [own, *to_coordinators(talk, [item], "denied", reason="")]
    return [own, *told_to_coordinators(talk, item, undone)]


def said_of(talk: Conversation, item: Item, undone: Undone | None) -> Answer:
    """Return what whoever took something back is told of it."""
    if undone is Undone.REQUEST:
        return about(talk, item, "request_withdrawn", is_own=True)
    return about(talk, item, "undone" if undone else "not_undone")


def told_to_coordinators(talk: Conversation, item: Item, undone: Undone | None) -> list[Answer]:
    """Return what the coordinators are told of it, who had been told of what was taken back."""
    if undone is Undone.REQUEST:
        return to_coordinators(talk, [item], "request_withdrawn", is_own=False)
    return to_coordinators(talk, [item], "ours_again") if undone is Undone.REJECTION else []
