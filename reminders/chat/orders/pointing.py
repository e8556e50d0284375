"""Pure: which duty of a plan an order is about, and the day on which something happened: "II.3 24/11", "hôm qua"."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from reminders.replies.dates import exact_day
from schedules.letters import clean, plain

LOOK_BACK_DAYS = 60
"""A day without a year that is still to come this year was last year's only if that is so short ago."""

_PAGE = re.compile(r"trang (\d{1,3})")
_DAY = re.compile(
    r"(?:ngay )?(?P<d>\d{1,2})(?:[/.-]| thang )(?P<m>\d{1,2})(?:(?:[/.-]| nam )(?P<y>\d{4}|\d{2}))?(?![\d/])"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<near>(?:ngay )?hom (?:nay|qua|kia))\b"
)
_NEAR_DAYS = {"nay": 0, "qua": 1, "kia": 2}


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

    Without a year it is this year's, or last year's if that is a short while ago. It may lie in the future: the
    caller refuses that, so that a slip of the pen is not taken for a day long past.
    """
    found = _DAY.match(plain(text))
    if found is None:
        return None, text
    return _day(found, today), text[found.end() :].strip(" :,;.\n")


def _day(found: re.Match[str], today: date) -> date | None:
    if found["near"]:
        return today - timedelta(days=_NEAR_DAYS[found["near"].split()[-1]])
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return exact_day(year, month, day)
    day, month = int(found["d"]), int(found["m"])
    if found["y"]:
        return exact_day(int(found["y"]) + (2000 if len(found["y"]) == 2 else 0), month, day)
    before = exact_day(today.year - 1, month, day)
    this = exact_day(today.year, month, day)
    if before and (this is None or this > today) and before >= today - timedelta(days=LOOK_BACK_DAYS):
        return before
    return this
