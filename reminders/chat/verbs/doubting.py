"""Shell: "đã gửi kế hoạch" where the item spoken of last is no plan: of which of them it is said is asked first."""

from db.queries import items
from db.queries.items import Item
from reminders.chat.conversation import Answer, Conversation
from reminders.chat.named import named
from reminders.chat.verbs.checking import check
from reminders.items.acts import AGENCYS
from reminders.replies import Act, Check, Extend, Note, Reply
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


def which_is_named(talk: Conversation, wish: Reply) -> list[Answer] | None:
    """Return the question of which item something is said, where a message without its number has more words of
    another's title than of the one it would be taken for; None where it has not. Reasons name nothing.
    """
    wish = wish.wish if isinstance(wish, Check) else wish
    if not isinstance(wish, Act | Note | Extend) or (isinstance(wish, Act) and _is_plain(wish)):
        return None
    words = _words(talk, wish)
    if len(words) < LEAST or wish.behalf or len(wish.codes) != 1 or str(wish.codes[0]) in words:
        return None
    [one] = named(talk, wish.codes)
    if one.item is None:
        return None
    least = max(LEAST, _named(one.item, words) + 1)
    found = [item for item in items.owed_by(talk.session, talk.agencies) if _named(item, words) >= least]
    if not found:
        return None
    codes = tuple(fact.code for fact in talk.facts([*found, one.item]))
    return check(talk, Check(wish=wish, said=talk.said, codes=codes, is_all=False))


def _is_plain(wish: Act) -> bool:
    """Return whether an act is a coordinator's, or answers a question that showed the items."""
    return wish.action not in AGENCYS or wish.said_in > 0


def _words(talk: Conversation, wish: Act | Note | Extend) -> set[str]:
    """Return the words of a message that may name an item, but for its reason and a number of days."""
    why = wish.text if isinstance(wish, Note) else wish.reason
    days = {str(wish.days)} if isinstance(wish, Extend) else set()
    return {*fold(talk.said).split()} - _COMMON - {*fold(why or "").split()} - days


def _named(item: Item, words: set[str]) -> int:
    return len(words.intersection(fold(item.obligation.title).split()))
