"""Pure: what a chat was shown and asked before a reply, so that an answer without a number knows what it answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reminders.replies.acts import Behalf


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the bot asked last, because words were clear and the items were not, or the other way about.

    `said` are the words, of the instant `asked_at` ("mai" counts from it), in the message `number`; `codes` the items
    that may be meant, or `ids` where they are too many for codes. `is_all`: all of them are, if that is confirmed.
    `periods`: which of several late periods is asked, the newest first, each by its key with its code in `codes`.
    `link`: or whether the chat is to answer for whom this link code was given. `behalf`: whether it is said for an
    agency. `is_last`: no message came after it.
    """

    said: str
    asked_at: datetime
    number: int
    codes: tuple[int, ...]
    is_all: bool
    ids: tuple[int, ...] = ()
    periods: tuple[str, ...] = ()
    link: int = 0
    is_last: bool = True
    behalf: Behalf | None = None


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a chat was told, by the codes of its items: `replied` in the message that is replied to, `last` in the last
    one of a day. `early`: the period has not begun, so that only its number means it where it would be done.
    `is_group`: colleagues talk with each other here, so that not every word is about what the bot said last.
    `names`: what the agencies are called, folded, where a message may speak for one of them.
    """

    replied: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    early: frozenset[int] = frozenset()
    question: Question | None = None
    is_group: bool = False
    names: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[int, ...]:
        """What "all" means."""
        return self.replied or self.last

    def about(self, open_codes: Collection[int]) -> tuple[int, ...]:
        """Return what a reply without a number is about: what it replies to, else the one item named last, else the
        one that is open.
        """
        last = () if self.is_group else self.last
        alone = [codes for codes in (last, tuple(open_codes)) if len(codes) == 1]
        return self.replied or (alone[0] if alone else ())

    def candidates(self, open_codes: Collection[int]) -> tuple[int, ...]:
        """Return the items of which one may be meant: those that were shown last, as far as they are open, else all."""
        return self.replied or tuple(code for code in self.last if code in open_codes) or tuple(open_codes)


NOTHING = Context()
