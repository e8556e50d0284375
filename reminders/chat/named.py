"""Shell: the items that a message names, by their codes in this chat; why one of them is none."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from db.queries import item_codes, items
from db.queries.items import Item
from reminders.chat.conversation import Answer, Conversation, about, to_self


@dataclass(frozen=True)
class Named:
    """An item that was named in this chat, by its code there (0 for a button); `item` None: there is no such item.

    `old`: the item that had this code so long ago that an answer with it may mean another.
    """

    code: int
    item: Item | None
    old: Item | None = None


def named(talk: Conversation, codes: Sequence[int], ids: Sequence[int] = ()) -> list[Named]:
    """Return the items meant by codes of this chat, or by their own numbers (a button, what was asked about)."""
    if ids:
        known = items.by_ids(talk.session, ids)
        return [Named(0, known.get(key)) for key in ids]
    found = items.named(talk.session, talk.chat_id, codes)
    kept_since = talk.now - item_codes.CODE_KEPT
    lately = {code: item for code, (item, shown_at) in found.items() if shown_at > kept_since}
    return [
        Named(code, lately.get(code), None if code in lately or code not in found else found[code][0]) for code in codes
    ]


def unknown(talk: Conversation, one: Named) -> Answer:
    """Return why nothing was done to what was named: there is no such item, it is not theirs, its code is old."""
    if one.old and one.old.occurrence.agency_id in talk.scope:
        return about(talk, one.old, "old_code")
    if one.item and one.item.occurrence.agency_id in talk.scope:
        return about(talk, one.item, "not_yours")
    return to_self(talk, "no_such_code", code=one.code)


def of_each(
    talk: Conversation,
    codes: Sequence[int],
    agencies: Collection[int],
    answers: Callable[[Item], list[Answer]],
    ids: Sequence[int] = (),
) -> list[Answer]:
    """Return the answers about each item that was named (see `named`), which must be one of some agencies."""
    found: list[Answer] = []
    for one in named(talk, codes, ids):
        is_theirs = one.item and one.item.occurrence.agency_id in agencies
        found += answers(one.item) if one.item and is_theirs else [unknown(talk, one)]
    return found
