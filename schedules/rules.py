"""Pure: deadline rules as frozen values; what a plan says about when a duty is due, and nothing else.

Every rule has a `kind` name (the class attribute), used in registers, in the database and in JSON.
Dates and hours are local (Asia/Ho_Chi_Minh); `occurrences.occurrences` turns a rule into instants.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum
from typing import ClassVar


class Bound(StrEnum):
    """Which side of the named day or hour is still in time.

    "Trước ngày X" has no legal definition: read literally X is outside, while
    "chậm nhất / đến / đến hết / không quá / trong ngày X" includes X.
    """

    BEFORE = "before"  # trước: the day (or hour) named is already late
    BY = "by"  # đến, chậm nhất, trong: the whole day named is still in time


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class DayOff(StrEnum):
    """What happens when the last day to act is a day off."""

    KEEP = "keep"  # a date fixed in an order is an order: it stays (the default)
    NEXT = "next"  # the next working day; Civil Code 2015 art. 148 for spans
    PREVIOUS = "previous"  # the last working day before


class Unit(StrEnum):
    """What an offset from an event counts."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


LAST_DAY = -1
LAST_WORKING_DAY = -2
"""Values of `day` in the monthly and quarterly rules besides 1–31. 29–31 fall on the last day of a shorter month."""


@dataclass(frozen=True, kw_only=True)
class OnDate:
    """Once: "trước ngày 06/10/2021", "trước 14 giờ ngày 02/02/2025". Period key: "once"."""

    kind: ClassVar[str] = "date"
    on: date
    bound: Bound = Bound.BEFORE
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class Window:
    """Once, within a span of days, both included: "trong tháng 10/2021", "quý IV/2021". Period key: "once"."""

    kind: ClassVar[str] = "window"
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class Daily:
    """Every day: "hàng ngày trước 17h". Period key: the day, "2021-10-07"."""

    kind: ClassVar[str] = "daily"
    at: time | None = None
    bound: Bound = Bound.BY
    working_days_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Weekly:
    """Every week on the days named: "trước 15 giờ ngày Thứ Năm hàng tuần". Period key: the day named, "2021-10-07".

    Without a weekday ("giao ban định kỳ hàng tuần") the words allow the whole ISO week:
    due by the end of its Sunday, period key "2021-W40".
    """

    kind: ClassVar[str] = "weekly"
    weekdays: tuple[Weekday, ...] = ()
    at: time | None = None
    bound: Bound = Bound.BEFORE


@dataclass(frozen=True, kw_only=True)
class Monthly:
    """Every month: "hàng tháng (trước ngày 20)", "ngày làm việc cuối cùng của tháng". Period key: "2021-10".

    `day` is 1–31, LAST_DAY or LAST_WORKING_DAY; None ("hàng tháng") is the whole month: due by its last day.
    `months_after` 1 puts the day into the month after the period: "trước ngày 05 tháng sau". `start_day` 1–31 is where
    a span of days in that month begins, "từ ngày 25 đến ngày 30 hàng tháng": it is said, and moves no deadline.
    """

    kind: ClassVar[str] = "monthly"
    day: int | None = None
    months_after: int = 0
    bound: Bound = Bound.BEFORE
    at: time | None = None
    start_day: int | None = None


@dataclass(frozen=True, kw_only=True)
class Quarterly:
    """Every quarter: "ngày 15 của tháng cuối quý", "ngày 05 tháng đầu quý sau". Period key: "2021-Q4".

    `month` is 1–3 within the quarter, 4 the first month after it. `day` as in Monthly; None is the whole quarter.
    """

    kind: ClassVar[str] = "quarterly"
    month: int = 3
    day: int | None = None
    bound: Bound = Bound.BEFORE
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class YearDay:
    """A day in the year of a period (`years_after` 0) or in a later year (1: "ngày 31/01 năm sau").

    `day` as in Monthly; 29/2 falls on 28/2 of a common year.
    """

    month: int
    day: int
    years_after: int = 0


@dataclass(frozen=True, kw_only=True)
class HalfYearly:
    """Twice a year: "6 tháng (trước ngày 16/6), năm (trước ngày 20/11)". Period keys: "2021-H1", "2021-H2".

    None for a half is its last day (30/6, 31/12), included.
    """

    kind: ClassVar[str] = "halfyearly"
    first: YearDay | None = None
    second: YearDay | None = None
    bound: Bound = Bound.BEFORE
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class Yearly:
    """Every year: "trước ngày 20/11 hàng năm". Period key: "2021". Without `due`, by 31/12, included."""

    kind: ClassVar[str] = "yearly"
    due: YearDay | None = None
    bound: Bound = Bound.BEFORE
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class Year:
    """By the end of a year: "trong năm 2021", or of it and each one after: "… và những năm tiếp theo". Key: "2021"."""

    kind: ClassVar[str] = "year"
    year: int
    and_following: bool = False


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A standing duty, "thường xuyên trong năm": never late by itself, attested once a quarter. Period key: "2021-Q4".

    Runs from `year` (None: always) through the end of it, or on when `and_following`.
    """

    kind: ClassVar[str] = "standing"
    year: int | None = None
    and_following: bool = False


@dataclass(frozen=True, kw_only=True)
class Event:
    """Counted from (or back from) something that must happen first: "chậm nhất 05 ngày làm việc kể từ ngày ký".

    No occurrence until the coordinator records the event's day: `armed` in occurrences.py. `offset` 0 is
    "sau khi …" without a number: then there is nothing to count, and arming needs a day from the coordinator.
    """

    kind: ClassVar[str] = "event"
    trigger: str
    offset: int
    unit: Unit = Unit.DAY
    before: bool = False
    bound: Bound = Bound.BY


@dataclass(frozen=True, kw_only=True)
class Undated:
    """No date can be read: "theo kế hoạch", "theo yêu cầu của …". Goes to the queue "cần ấn định hạn"."""

    kind: ClassVar[str] = "undated"
    reason: str


def is_open(rule: "Rule") -> bool:
    """Return whether a rule gives no day and never will by itself, so that the coordinator has to name one."""
    return isinstance(rule, Undated) or (isinstance(rule, Event) and rule.offset == 0)


def is_once(rule: "Rule") -> bool:
    """Return whether a rule falls due one single time."""
    return isinstance(rule, OnDate | Window) or (isinstance(rule, Year) and not rule.and_following)


Rule = OnDate | Window | Daily | Weekly | Monthly | Quarterly | HalfYearly | Yearly | Year | Standing | Event | Undated


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How an obligation reads its rule: what a day off does, and how many days of grace before "late" is said."""

    day_off: DayOff = DayOff.KEEP
    grace_days: int = 0
