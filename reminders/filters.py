"""Pure: the filters of the templates: how the values of facts are said, `{{ item | deadline }}`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol

from schedules import wording
from schedules.occurrences import Due
from schedules.rules import Rule
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL


class Dated(Protocol):
    """What falls due by a rule."""

    @property
    def rule(self) -> Rule: ...

    @property
    def due(self) -> Due: ...

    @property
    def calendar(self) -> WorkingCalendar: ...


class Ordered(Dated, Protocol):
    """What a coordinator gives a deadline."""

    @property
    def is_recurring(self) -> bool: ...


class Postponed(Dated, Protocol):
    """What had another deadline at first, None if not, and is looked at on a day."""

    @property
    def first_nominal(self) -> datetime | None: ...

    @property
    def today(self) -> date: ...


def deadline(of: Dated) -> str:
    """Return the deadline inside a sentence."""
    return wording.deadline(of.rule, of.due)


def full_deadline(of: Dated, remark: str = "") -> str:
    """Return the deadline inside a sentence, and in brackets the last working moment to act and a remark."""
    return wording.full_deadline(of.rule, of.due, of.calendar, remark=remark)


def ordered_deadline(of: Ordered, remark: str = "") -> str:
    """Return the same of what may recur: how often, and its first due."""
    say = wording.recurring_deadline if of.is_recurring else wording.full_deadline
    return say(of.rule, of.due, of.calendar, remark=remark)


def short_deadline(of: Postponed) -> str:
    """Return the deadline at the head of a line, seen from today."""
    return wording.short_deadline(of.due, of.today)


def first_deadline(of: Postponed) -> str:
    """Return the deadline before any was extended."""
    return wording.deadline(of.rule, replace(of.due, nominal=of.first_nominal or of.due.nominal))


def deadline_at(of: Dated, at: datetime) -> str:
    """Return another deadline of the same duty inside a sentence."""
    return wording.deadline(of.rule, replace(of.due, nominal=at))


def day(on: date) -> str:
    """Return a day in figures: "08/10/2021"."""
    return f"{on:%d/%m/%Y}"


def short_day(on: date | datetime, today: date) -> str:
    """Return a day, or the local one of an instant, as one says it today: "12/12", of another year "12/12/2020"."""
    day_of = on.astimezone(LOCAL).date() if isinstance(on, datetime) else on
    return f"{day_of:%d/%m}" if day_of.year == today.year else f"{day_of:%d/%m/%Y}"


def last_day(of: Dated) -> str:
    """Return the last working moment to act."""
    return wording.act_by_words(of.due.act_by, of.calendar)


def moment(at: datetime) -> str:
    """Return an instant, local: "08:00 08/10/2021"."""
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}"


def counted(lines: Iterable[object]) -> int:
    """Return how many items some lines stand for: one each, but what is owed of several periods."""
    return sum(getattr(line, "stands_for", 1) for line in lines)


_OURS = (
    *(deadline, full_deadline, ordered_deadline, short_deadline, first_deadline, deadline_at),
    *(day, short_day, last_day, moment, counted),
)
FILTERS: dict[str, Callable[..., Any]] = {one.__name__: one for one in (*_OURS, wording.bound)}
