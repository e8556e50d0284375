"""Pure: what a moment may come to: a rule, or a question with the rules the words may mean."""

from dataclasses import dataclass
from datetime import date, time
from typing import TypedDict

from schedules.phrases.moments import Moment
from schedules.phrases.pieces import Every
from schedules.phrases.spans import dated
from schedules.rules import LAST_DAY, Bound, Daily, HalfYearly, Monthly, Quarterly, Rule, Weekly, Year, YearDay, Yearly


@dataclass(frozen=True)
class Question:
    """No one rule: why, and the rules the words may mean (none: there is no day in them)."""

    why: str
    readings: tuple[Rule, ...] = ()


Decision = Rule | Question

WHOLE_PERIOD: dict[Every, Rule] = {
    Every.DAY: Daily(),
    Every.WORKING_DAY: Daily(working_days_only=True),
    Every.WEEK: Weekly(),
    Every.MONTH: Monthly(),
    Every.QUARTER: Quarterly(),
    Every.HALF: HalfYearly(),
    Every.NINE_MONTHS: Yearly(due=YearDay(month=9, day=LAST_DAY), bound=Bound.BY),
    Every.YEAR: Yearly(),
}
"""What a frequency alone means: due by the end of its period, the latest reading."""

NO_DAY = Question("có giờ nhưng chưa có ngày")
NO_MONTH = Question("chưa rõ tháng nào")
NO_YEAR = Question("chưa rõ năm nào")
ONLY_BEGINS = Question("chỉ có ngày bắt đầu, chưa có hạn cuối")
UNFIT = Question("thời hạn và chu kỳ không khớp nhau")


class Limits(TypedDict):
    """What many rules say alike."""

    bound: Bound
    at: time | None


def limit(moment: Moment) -> Limits:
    """Return the bound and the hour of a moment; "trước 24 giờ" is the whole day."""
    if moment.at is not None and moment.at.at is None:
        return {"bound": Bound.BY, "at": None}
    return {"bound": moment.bound or Bound.BY, "at": moment.at.at if moment.at else None}


def begun(moment: Moment, issued_on: date | None) -> Decision:
    """Return the rule of a time that only begins: "từ năm 2022 trở đi"; else a question."""
    point = moment.point
    years = dated(point, issued_on) if point and not point.names_day and not point.month and not point.quarter else []
    if (moment.following or moment.onward) and len(years) == 1 and years[0].year and not years[0].half:
        return Year(year=years[0].year, and_following=True)
    return ONLY_BEGINS
