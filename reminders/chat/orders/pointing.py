"""Pure: which duty of a plan an order is about, and the day on which something happened: "II.3 24/11", "hôm qua"."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from schedules.letters import clean, plain
from schedules.spoken_days import Looks, leading_day, plain_days

_PAGE = re.compile(r"trang (\d{1,3})")


@dataclass(frozen=True)
class Pointed:
    """The clause that was named ("" for none that is known), as it was written, and what follows it."""

    clause: str
    written: str
    rest: str


def page_of(text: str) -> int | None:
    """Return which page of a list is wanted: 1 for no words, 3 for "trang 3", None for anything else."""
    said = plain(clean(text))
    if not said:
        return 1
    found = _PAGE.fullmatch(said)
    return max(1, int(found[1])) if found else None


def pointed(text: str, clauses: Collection[str]) -> Pointed:
    """Return the longest known clause at the head of the text ("mục" before it is dropped); letters' case is alike."""
    said = re.sub(r"^mục[ :]+|^muc[ :]+", "", clean(text), flags=re.IGNORECASE)
    for clause in sorted(set(clauses), key=len, reverse=True):
        after = said[len(clause) :]
        if plain(said[: len(clause)]) == plain(clause) and (not after or after[0] in " :,;\n"):
            return Pointed(clause, clause, after.strip(" :,;\n"))
    written, _, rest = said.partition(" ")
    return Pointed("", written[:40], rest.strip(" :,;\n"))


def day_of_event(text: str, today: date) -> tuple[date | None, str]:
    """Return the day at the head of the text on which something happened, and what follows; None: no such day.

    It is looked for backwards. It may lie in the future all the same: the caller refuses that, so that a slip of the
    pen is not taken for a day long past.
    """
    said = leading_day(plain_days(text), today, Looks.BACK)
    if said is None:
        return None, text
    day, end = said
    return day.on if day.is_sure else None, text[end:].strip(" :,;.\n")
