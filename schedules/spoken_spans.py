"""Pure: numbers of days as officers say them: "3 ngày", "hai tuần", "nửa tháng", "5 ngày làm việc nữa"."""

import re
from dataclasses import dataclass

_TO_TEN = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_NUMBERS = {word: number for number, word in enumerate(_TO_TEN, start=1)} | {"tu": 4}
_UNIT_DAYS = {"ngay": 1, "hom": 1, "bua": 1, "tuan": 7, "thang": 30}

SPAN_NUMBER = r"(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|nua|vai ba|vai|may|it|dam)"
SPAN_PATTERN = (
    rf"(?P<n>{SPAN_NUMBER}) ?(?P<unit>ngay|hom|bua|tuan|thang)\b(?! ?(?:mai|kia|mot|nay|qua|truoc|thu|\d))"
    r"(?!(?<=tuan) (?:sau|toi))(?!(?<=thang) (?:sau|toi))(?!(?<=hom) sau)"
    r"(?P<working> lam viec)?(?P<ahead> (?:nua|toi|sau)\b)?"
)
_SPAN = re.compile(SPAN_PATTERN)


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days: None when it is vague ("mấy hôm"). `is_ahead`: counted from today ("5 ngày nữa")."""

    days: int | None
    is_ahead: bool
    is_sure: bool


def read_span(words: str) -> Span:
    """Return the number of days that plain words of a `SPAN_PATTERN` match name."""
    found = _SPAN.fullmatch(words)
    if found is None:
        raise ValueError(f"Not a span of days: {words!r}.")
    unit = _UNIT_DAYS[found["unit"]]
    number = number_in(found["n"])
    days = unit // 2 if found["n"] == "nua" and unit > 1 else number * unit if number else None
    return Span(days, bool(found["ahead"]), days is not None and not found["working"] and unit < 30)


def number_in(words: str) -> int | None:
    """Return the number that the first word is or names: "3 việc", "hai tuần"; None for "vài", "mấy"."""
    first = words.split()[0]
    return int(first) if first.isdigit() else _NUMBERS.get(first)
