"""Shell: a message that was edited: what its earlier wording did is taken back, as far as it can be."""

from collections.abc import Collection
from dataclasses import dataclass

from db import audit
from db.queries import items
from db.queries.items import Item
from reminders.chat.conversation import Answer, Conversation, about
from reminders.chat.verbs.undoing import said_of, told_to_coordinators
from reminders.items.undo import Undone, undo


@dataclass(frozen=True)
class TakenBack:
    """An item on which a message has acted, and what of that was taken back (None: it stands)."""

    item: Item
    undone: Undone | None


def take_back(talk: Conversation, messages: Collection[int]) -> list[TakenBack]:
    """Take back what some messages (wordings of one) did to items, unless somebody has acted on it since."""
    found = items.by_ids(talk.session, audit.acted_on_by(talk.session, messages))
    return [TakenBack(item, _undo(talk, item, messages)) for _, item in sorted(found.items())]


def said(talk: Conversation, taken: Collection[TakenBack]) -> list[Answer]:
    """Return what is told of what was taken back, to the chat unless the new words say something else of the item."""
    again = audit.acted_on_by(talk.session, [talk.inbound_id])
    own = [_of_one(talk, one) for one in taken if one.item.occurrence.id not in again]
    return [*own, *(answer for one in taken for answer in told_to_coordinators(talk, one.item, one.undone))]


def _undo(talk: Conversation, item: Item, messages: Collection[int]) -> Undone | None:
    return undo(talk.session, item, talk.by(item.occurrence), calendar=talk.calendar, of=messages)


def _of_one(talk: Conversation, one: TakenBack) -> Answer:
    return said_of(talk, one.item, one.undone) if one.undone else about(talk, one.item, "edit_kept")
