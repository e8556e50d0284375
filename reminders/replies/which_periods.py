"""Pure: which of several late periods is meant, where it is asked and where it is said at once: "xong 7 tuần 39-41"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reminders.replies.evidence import codes_alone
from schedules.letters import clean, is_disguised, plain
from schedules.several_periods import periods_meant

_HEAD = r"(?:(?:em |chi |anh )?(?:da |moi )?(?:xong|nop|gui|hoan thanh|bao cao) (?:roi )?)?"
_TAIL = r"(?:[ ,]*(?:xong|roi|r|thoi|da|a|nhe|nha|em|anh|chi|bot))*[ .!]*"
_SAID = re.compile(rf"{_HEAD}(?P<words>.*?){_TAIL}")
_NAMED = re.compile(rf"\b(?P<words>(?:tuan|thang|quy|ky|nam) .*?){_TAIL}")
_UNIT = re.compile(r"\b(?:tuan|thang|quy|ky|nam)\b")
_RANGE = re.compile(r"(\d{1,4}) ?(?:-|–|den|toi) ?(\d{1,4})")


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The lines that an answer means, by their numbers; none where `is_unclear`: it may mean two things, or names
    numbers that were not listed.
    """

    codes: tuple[int, ...] = ()
    is_unclear: bool = False


def chosen(text: str, codes: Sequence[int], periods: Sequence[str], *, is_last: bool) -> Chosen | None:
    """Return which of the listed periods, given with the numbers of their lines, an answer means; None where it is
    about something else.

    A figure is the number of a line or a period, and where it may be either it is asked. `is_last`: nothing was said
    since, so that words may be periods that do not say so: "39-41", "cả".
    """
    said = _plain(text)
    found = _SAID.fullmatch(said) if said else None
    words = found["words"] if found else ""
    numbers = codes_alone(text) or _numbers(words, codes)
    meant = _meant(words, codes, periods) if is_last or _UNIT.search(words) else ()
    if numbers and set(numbers) <= {*codes}:
        is_plain = not meant or {*meant} == {*numbers}
        return Chosen(codes=numbers) if is_plain else Chosen(is_unclear=True)
    if meant:
        return Chosen(codes=meant)
    return Chosen(is_unclear=True) if numbers else None


def periods_named(text: str, periods: Sequence[str]) -> tuple[str, ...]:
    """Return which of some periods, the oldest first, a message names that ends with them: "xong 7 tuần 39-41 ạ"."""
    found = _NAMED.search(_plain(text))
    named = _NAMED.fullmatch(_plain(text), found.start()) if found else None
    return periods_meant(named["words"], periods) if named else ()


def _plain(text: str) -> str:
    return "" if is_disguised(text) else plain(clean(text))


def _meant(words: str, codes: Sequence[int], periods: Sequence[str]) -> tuple[int, ...]:
    if len({*periods}) < len(codes):  # of two duties: a period may be one of either
        return ()
    found = periods_meant(words, periods[::-1])
    return tuple(code for code, period in zip(codes, periods, strict=True) if period in found)


def _numbers(words: str, codes: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers of the lines from one to another, both included, in the order listed."""
    found = _RANGE.fullmatch(words)
    if found is None or not {int(found[1]), int(found[2])} <= {*codes}:
        return ()
    first, last = sorted(codes.index(int(number)) for number in found.groups())
    return tuple(codes[first : last + 1])
