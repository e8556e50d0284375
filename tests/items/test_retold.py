"""What a ladder would have told of the periods of one duty: one of them speaks, the numbers go on, a chase may end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.queries.periods import Passing
from reminders.items.ladder import LADDERS, Ladder
from reminders.items.retold import Lived, retold
from schedules.occurrences import Due
from schedules.zone import local
from tests.rows import CALENDAR, at

FIRST = date(2021, 10, 7)
"""A Thursday: each week is late from the Friday on; its đôn đốc are on that Friday, on Monday and on Wednesday."""

NOW = at("2021-10-30", "09:00")
UNTIL_GIVEN = LADDERS["weekly"]
OF_A_MEETING = replace(UNTIL_GIVEN, chase_periods=2)
Told = list[tuple[str, bool]]


def told(ladder: Ladder, *settled: str | None, since: str = "2021-10-01") -> Told:
    """Return the đôn đốc of a duty by their numbers, in order of the weeks; of each week the day on which it was given
    (None: it is owed).
    """
    lived = []
    for week, day in enumerate(settled):
        thursday = FIRST + timedelta(weeks=week)
        ends = local(thursday + timedelta(days=1))
        due = Due(period=f"{thursday}", nominal=ends, act_by=at(thursday.isoformat(), "17:00"), overdue_from=ends)
        place = Passing(week, ends, ends, at(day, "09:00") if day else None)
        lived.append(Lived(due=due, made_at=at("2021-09-01"), seen_at=None, place=place))
    beside = [one.place for one in lived]
    found = retold(lived, beside, ladder, since=at(since), now=NOW, calendar=CALENDAR)
    return [(kind.text.removeprefix("overdue:"), above) for kind, above in found if kind.text.startswith("overdue")]


def numbers(found: Told) -> str:
    return " ".join(number for number, _ in found)


@pytest.mark.parametrize(
    ("ladder", "settled", "expected"),
    [
        (UNTIL_GIVEN, [None], "1 2 3 4 5"),  # on 08, 11, 13, 20, 27/10
        (OF_A_MEETING, [None], "1 2 3 4 5"),  # no later period has passed
        (UNTIL_GIVEN, [None, None, None], "1 2 3 4 5 6 7 8 9"),  # each is silent from the next Friday on
        (OF_A_MEETING, [None, None, None], "1 2 3 4 5 6 4 5 6"),  # the last debt is of the last two weeks
        (UNTIL_GIVEN, [None, "2021-10-18"], "1 2 3 4 5 4 5"),  # the first speaks again, on 20 and 27/10
        (UNTIL_GIVEN, [None, "2021-10-21"], "1 2 3 4 4 5 6"),  # on 20/10 the second speaks, on 27/10 the first
        (UNTIL_GIVEN, ["2021-10-14", None], "1 2 3 1 2 3 4"),  # what was given counts no more
        (UNTIL_GIVEN, [None, "2021-10-14", "2021-10-21"], "1 2 3 4 5"),
        (OF_A_MEETING, [None, "2021-10-14", "2021-10-21"], "1 2 3 4"),  # ended on 22/10, when the second was over
        (replace(UNTIL_GIVEN, chase_periods=1), [None, "2021-10-14"], "1 2 3"),
    ],
)
def test_one_period_of_a_duty_speaks_until_its_chase_has_ended(
    ladder: Ladder, settled: list[str | None], expected: str
) -> None:
    assert numbers(told(ladder, *settled)) == expected


def test_a_debt_is_told_above_from_its_third_alert_on() -> None:
    above = told(UNTIL_GIVEN, None, None, since="2021-10-13")
    assert above == [("3", True), *((f"{number}", True) for number in range(4, 8))]
    assert told(UNTIL_GIVEN, None)[:3] == [("1", False), ("2", False), ("3", True)]


def test_the_numbers_count_what_was_told_before_the_month() -> None:
    assert numbers(told(UNTIL_GIVEN, None, None, None, since="2021-10-25")) == "8 9"


def test_what_was_given_more_time_is_reminded_of_its_deadline_while_a_newer_one_is_late() -> None:
    week, more = at("2021-10-08"), at("2021-10-23")
    due = Due(period="2021-10-07", nominal=more, act_by=at("2021-10-22", "17:00"), overdue_from=more)
    extended = Passing(1, week, more)
    lived = [Lived(due=due, made_at=at("2021-10-11"), seen_at=None, place=extended)]
    beside = [extended, Passing(2, at("2021-10-15"), at("2021-10-15"))]
    found = retold(lived, beside, OF_A_MEETING, since=at("2021-10-12"), now=NOW, calendar=CALENDAR)
    assert [kind.text for kind, _ in found] == ["before:1", "same-day"]
