"""Pure: which duty is meant by its clause or by words of its title, and which of its periods."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from db.queries.counts import DutyPeriod
from reminders.agencies.finding import find, folded
from schedules.letters import fold
from schedules.periods import period_span
from schedules.spoken_periods import Period
from schedules.zone import local_date

Names = Mapping[int, Sequence[str]]
"""What each duty may be called, by its number: its clause, its title, each also with the plan behind it."""

NEAREST = 3
_CLAUSE = re.compile(r"(?:muc|diem|khoan|tieu chi) ")


def duties_meant(words: str, names: Names, *, in_any_order: bool = True) -> list[int]:
    """Return the duties that are called so, else those in whose names these words stand, side by side or apart."""
    wanted = _CLAUSE.sub("", fold(words), count=1) if _CLAUSE.match(fold(words)) else fold(words)
    if found := find(wanted, names):
        return found
    parts = set(wanted.split()) if in_any_order else set()
    return [duty for duty, spelled in names.items() if parts and any(parts <= _words(name) for name in spelled)]


def nearest(words: str, names: Names) -> list[int]:
    """Return the duties that share most words with these, at most NEAREST; none that shares less than half of that."""
    parts = set(fold(words).split())
    shared = {duty: max(len(parts & _words(name)) for name in spelled) for duty, spelled in names.items()}
    least = max(1, max(shared.values(), default=0) / 2)
    return sorted((duty for duty in names if shared[duty] >= least), key=lambda duty: -shared[duty])[:NEAREST]


def _words(name: str) -> set[str]:
    return set(folded(name).split())


def periods_meant(of_duty: Sequence[DutyPeriod], *, now: datetime, named: Period | None) -> list[DutyPeriod]:
    """Return which periods of one duty are meant, given in order of their deadlines.

    Named: those that lie in the span, else those whose deadline does. Not named: the last one that is due, unless
    everybody has given it and another one follows.
    """
    if named:
        inside = [one for one in of_duty if _lies_in(named, one)]
        return inside or [one for one in of_duty if named.holds(*[local_date(one.nominal_at)] * 2)]
    past = [one for one in of_duty if one.nominal_at <= now]
    coming = [one for one in of_duty if one.nominal_at > now]
    if past and not (coming and past[-1].done == past[-1].due):
        return past[-1:]
    return coming[:1]


def _lies_in(named: Period, one: DutyPeriod) -> bool:
    span = period_span(one.period)
    return span is not None and named.holds(*span)
