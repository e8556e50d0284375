"""Pure: what was owed against what came, by the platform's own list, and whether a fault kept its bounds."""

from collections.abc import Iterable
from dataclasses import dataclass

from bots.sandbox.chats import Chat, Message


@dataclass(frozen=True)
class Count:
    """How many messages were owed; how many of them never came, and how many came that had come before."""

    owed: int = 0
    lost: int = 0
    repeated: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.owed + other.owed, self.lost + other.lost, self.repeated + other.repeated)


def arrived(chat: Chat, words: str, since: int = 0) -> list[Message]:
    """Return the bot's messages to a chat with some words in them, and an id above `since`."""
    return [one for one in chat.messages if one.author is None and one.id > since and words in one.text]


def counted(chats: Iterable[Chat], words: str, since: int = 0) -> Count:
    """Return the count of one message with some words that each of these chats was owed."""
    return of_times(len(arrived(chat, words, since)) for chat in chats)


def of_times(times: Iterable[int]) -> Count:
    """Return the count of things that were owed once each, from how often each of them came."""
    times = list(times)
    return Count(len(times), times.count(0), sum(max(0, each - 1) for each in times))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one fault: `notices` of the office and `answers` to people; more than `bound` of the notices may
    not have come again. `broken` says which other bounds do not hold, `seen` what was measured besides.
    """

    fault: str
    done: str
    notices: Count
    bound: int
    answers: Count = Count()
    closed: int = 0
    broken: tuple[str, ...] = ()
    seen: str = ""

    @property
    def is_kept(self) -> bool:
        """Return whether every bound holds."""
        nothing_lost = not (self.notices.lost or self.answers.lost or self.closed or self.broken)
        return nothing_lost and self.notices.repeated <= self.bound


def exceeded(name: str, value: float, bound: float, unit: str = "") -> tuple[str, ...]:
    """Return what is said of a measure above its bound; nothing when it holds."""
    return (f"{name} {value:g}{unit}, at most {bound:g}{unit}",) if value > bound else ()
