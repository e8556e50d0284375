"""Pure: what a ladder is to say, as people write it: "10,3,1", "5", "không"."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from schedules.letters import fold

MOST_DAYS = 60
"""Working days between a deadline and a reminder or a đôn đốc that is listed, and from one đôn đốc to the next."""

EVERY_KIND = "all"
"""How the kind is written that stands for each of them."""

NEVER = "không"
UNTIL_GIVEN = "none"
"""How it is written that an old period is chased until it is given. Not `NEVER`, which might be read as not at all."""

_NUMBER = re.compile(r"[0-9]{1,4}")


def read_fields(said: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a ladder that are said, by their options ("--before"), and every problem, in Vietnamese."""
    fields: dict[str, Any] = {}
    problems: list[str] = []
    for option, text in said.items():
        name, read = _OPTIONS[option]
        fields[name], wrong = read(text)
        problems += [f"{option}: {problem}" for problem in wrong]
    return fields, problems


def _read_before(text: str) -> tuple[list[int], list[str]]:
    days, problems = _read_days(text, least=1)
    is_falling = all(one >= next_one for one, next_one in pairwise(days))
    return days, problems if is_falling else [*problems, "viết số lớn trước, ví dụ 10,3,1"]


def _read_after(text: str) -> tuple[list[int], list[str]]:
    days, problems = _read_days(text, least=0)
    if not text.strip():
        return days, ["cần ít nhất một số, vì việc quá hạn luôn được đôn đốc; ví dụ 0,1,3"]
    is_rising = all(one <= next_one for one, next_one in pairwise(days))
    return days, problems if is_rising else [*problems, "viết số nhỏ trước, ví dụ 0,1,3"]


def _read_days(text: str, *, least: int) -> tuple[list[int], list[str]]:
    """Return the days of a list, and what is wrong with it; an empty text is an empty list."""
    words = [word.strip() for word in text.split(",")] if text.strip() else []
    good = [word for word in words if _is_number(word, least)]
    problems = [f"'{word}' không phải số ngày làm việc ({least}–{MOST_DAYS})" for word in words if word not in good]
    days = [int(word) for word in good]
    problems += [f"số {day} viết hai lần" for day in dict.fromkeys(days) if days.count(day) > 1]
    return days, problems


def _read_every(text: str) -> tuple[int, list[str]]:
    if _is_number(text.strip(), 1):
        return int(text), []
    return 0, [f"'{text}' không phải số ngày làm việc (1–{MOST_DAYS})"]


def _read_escalates_from(text: str) -> tuple[int | None, list[str]]:
    if fold(text) == fold(NEVER):
        return None, []
    if _NUMBER.fullmatch(text.strip()) and int(text):
        return int(text), []
    return None, [f"'{text}' không phải số lần đôn đốc (từ 1), cũng không phải '{NEVER}'"]


def _read_chase_periods(text: str) -> tuple[int | None, list[str]]:
    if fold(text) == UNTIL_GIVEN:
        return None, []
    if _NUMBER.fullmatch(text.strip()) and int(text):
        return int(text), []
    return None, [f"'{text}' không phải số kỳ (từ 1), cũng không phải '{UNTIL_GIVEN}' (đến khi hoàn thành)"]


def _is_number(word: str, least: int) -> bool:
    return bool(_NUMBER.fullmatch(word)) and least <= int(word) <= MOST_DAYS


_OPTIONS: Mapping[str, tuple[str, Callable[[str], tuple[Any, list[str]]]]] = {
    "--before": ("before_days", _read_before),
    "--after": ("overdue_after", _read_after),
    "--every": ("overdue_every", _read_every),
    "--escalate-from": ("escalates_from", _read_escalates_from),
    "--chase-periods": ("chase_periods", _read_chase_periods),
}
