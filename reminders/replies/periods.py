"""Pure: who stands in, and for how long: "/uyquyen Siu Hyin từ 05/10 đến 15/10"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from schedules.letters import clean
from schedules.spoken_days import plain_days, said_day

_PERIOD = re.compile(r"(?P<who>.+?)(?: tu (?P<since>.+?))?,? den (?P<until>.+)")


@dataclass(frozen=True)
class Standing:
    """Somebody by name or number, the first day, and the day after the last one (exclusive)."""

    who: str
    since: date
    until: date


def read_standing(said: str, today: date) -> Standing | None:
    """Return who is to stand in and when (from `today` where no first day is named); None where a day is not clear."""
    text = clean(said)
    found = _PERIOD.fullmatch(plain_days(text))
    if found is None:
        return None
    since, last = _day(found["since"], today) if found["since"] else today, _day(found["until"], today)
    if since is None or last is None or last < since:
        return None
    return Standing(text[: found.end("who")].strip(" ,"), since, last + timedelta(days=1))


def _day(words: str, today: date) -> date | None:
    day = said_day(words.strip(" ."), today)
    return day.on if day and day.is_sure and day.on and day.on >= today else None
