"""Shell: "đã gửi kế hoạch" where the item spoken of last is no plan: which of them is done is asked first."""

import re
from collections.abc import Sequence

from db.queries import items
from db.queries.items import Item
from db.statuses import Action
from reminders.chat.conversation import Answer, Conversation
from reminders.chat.named import Named
from reminders.chat.verbs.checking import check
from reminders.replies import Act, Check
from schedules.letters import fold

LEAST = 2
"""So many words of its title name an item; one may stand there by chance."""

_COMMON = frozenset(
    [
        *("gui", "nop", "lap", "lam", "bao", "cao", "viec", "da", "xong", "roi", "hoan", "thanh", "cho", "va", "cua"),
        *("ve", "cac", "em", "anh", "chi", "ben", "phong", "xa"),
    ]
)
"""What is in many titles, and in what is said of any of them."""


def which_is_named(talk: Conversation, wish: Act, chosen: Sequence[Named]) -> list[Answer] | None:
    """Return the question of which item is done, where a message without its number has more words of another's title
    than of the one it would be taken for; None where it has not.
    """
    is_answer = bool(wish.said_in or wish.items)
    if wish.action is not Action.COMPLETE or is_answer or wish.behalf or len(chosen) != 1:
        return None
    [one] = chosen
    if one.item is None or str(one.code) in re.findall(r"\d+", talk.said):
        return None
    words = {*fold(talk.said).split()} - _COMMON
    if len(words) < LEAST:
        return None
    least = max(LEAST, _named(one.item, words) + 1)
    found = [item for item in items.owed_by(talk.session, talk.agencies) if _named(item, words) >= least]
    if not found:
        return None
    codes = tuple(fact.code for fact in talk.facts([*found, one.item]))
    return check(talk, Check(wish=wish, said=talk.said, codes=codes, is_all=False))


def _named(item: Item, words: set[str]) -> int:
    return len(words.intersection(fold(item.obligation.title).split()))
