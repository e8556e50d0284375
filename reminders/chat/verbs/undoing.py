"""Shell: "HỦY 3": an agency takes back what it did last to an item."""

from db.queries.items import Item
from reminders.chat.conversation import Answer, Conversation, about, to_coordinators
from reminders.chat.named import of_each
from reminders.items.undo import Undone
from reminders.items.undo import undo as take_back
from reminders.replies import Undo


def undo(talk: Conversation, wish: Undo) -> list[Answer]:
    """Take back the last act on each item of the officer's agency, as far as it can be; say what stands now."""
    return of_each(talk, wish.codes, talk.agencies, lambda item: _undone(talk, item))


def _undone(talk: Conversation, item: Item) -> list[Answer]:
    undone = take_back(talk.session, item, talk.by(item.occurrence), calendar=talk.calendar)
    return [said_of(talk, item, undone), *told_to_coordinators(talk, item, undone)]


def said_of(talk: Conversation, item: Item, undone: Undone | None) -> Answer:
    """Return what whoever took something back is told of it."""
    if undone is Undone.REQUEST:
        return about(talk, item, "request_withdrawn", is_own=True)
    return about(talk, item, "undone" if undone else "not_undone")


def told_to_coordinators(talk: Conversation, item: Item, undone: Undone | None) -> list[Answer]:
    """Return what the coordinators are told of it, who had been told of what was taken back."""
    if undone is Undone.REQUEST:
        return to_coordinators(talk, item, "request_withdrawn", is_own=False)
    return to_coordinators(talk, item, "ours_again") if undone is Undone.REJECTION else []
