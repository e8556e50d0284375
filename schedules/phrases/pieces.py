"""Pure: the pieces of time a phrase is made of, before they are put together into rules."""

from dataclasses import dataclass
from datetime import time
from enum import Enum, StrEnum
from typing import NamedTuple

from schedules.rules import Bound, Unit, Weekday


class Every(StrEnum):
    """How often: "hàng tháng", "báo cáo quý", "6 tháng/lần"."""

    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


class Mark(Enum):
    """Words that change what stands beside them."""

    FROM = "từ"
    UNTIL = "-"  # the dash of a range
    FOLLOWING = "và những năm tiếp theo"
    ONWARD = "trở đi"
    STANDING = "thường xuyên"
    COMMA = ","
    AND = "và"
    OR = "hoặc"
    OPEN = "("
    CLOSE = ")"
    STOP = ";"
    UNCLEAR = "đầu năm"  # a time these rules cannot say for sure
    EXCEPT = "riêng"  # an exception to what is said beside it


@dataclass(frozen=True, kw_only=True)
class Point:
    """A day, month, quarter, half or year as far as the words fix it.

    `day` as in rules.Monthly. `months_after` counts from the month of the period, `month_of_quarter` is 1–4,
    `periods_after` 0 is the last month of the period reported on and 1 the month after it, `years_after` counts from
    the year of the period, which `year_of` names: "danh gia", "bao cao". `now` is "tháng này", "năm nay".
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None
    half: int | None = None
    months_after: int | None = None
    month_of_quarter: int | None = None
    periods_after: int | None = None
    years_after: int | None = None
    year_of: str | None = None
    now: bool = False

    @property
    def names_day(self) -> bool:
        return self.day is not None

    @property
    def months(self) -> tuple[int, int] | None:
        """The first and the last month of the month, quarter or half that is named."""
        if self.month:
            return self.month, self.month
        if self.quarter:
            return 3 * self.quarter - 2, 3 * self.quarter
        return (6 * self.half - 5, 6 * self.half) if self.half else None

    @property
    def names_month(self) -> bool:
        return any(n is not None for n in (self.month, self.months_after, self.month_of_quarter, self.periods_after))


class Limit(NamedTuple):
    """ "trước" or "chậm nhất"; `until` when it may close a range, "đến"; `within` when it names a span, "trong"."""

    bound: Bound
    until: bool = False
    within: bool = False


class Hour(NamedTuple):
    """An hour of the day; None is 24 giờ, the end of it."""

    at: time | None


class Weekdays(NamedTuple):
    """Days of the week, in the order of the week."""

    days: tuple[Weekday, ...]


class Frequency(NamedTuple):
    """One or more: "hàng tháng, quý, năm"; `label` when the words may as well name one report: "báo cáo năm"."""

    every: tuple[Every, ...]
    label: bool = False


class Repeated(NamedTuple):
    """So many times in a period, without saying when: "02 lần/năm"; `like` is the rule it may mean."""

    like: Every | None


class Points(NamedTuple):
    """Several points named in one breath: "ngày 10, 20 và 30", "tháng 3, 6, 9, 12"."""

    points: tuple[Point, ...]


class Impossible(NamedTuple):
    """A day that no calendar has; `words` in plain letters."""

    words: str


class Waiting(NamedTuple):
    """Something that must happen first; `trigger` in its own letters, "" when the words do not say what."""

    trigger: str
    offset: int
    unit: Unit = Unit.DAY
    before: bool = False
    bound: Bound = Bound.BY


class Undecided(NamedTuple):
    """A time left to others: "theo kế hoạch", "kịp thời"."""

    words: str


Value = Mark | Limit | Hour | Weekdays | Frequency | Repeated | Point | Points | Impossible | Waiting | Undecided


class Piece(NamedTuple):
    """A value and the letters it stands in."""

    start: int
    end: int
    value: Value
