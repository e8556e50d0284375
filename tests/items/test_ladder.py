"""The ladder: literal days and hours on which an agency is reminded and chased."""

import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.statuses import NoticeKind
from reminders.items.ladder import LADDERS, Ladder, continued, ladder_from_dict, ladder_to_dict, stages
from schedules.occurrences import Due, occurrences
from schedules.rules import Bound, Daily, Monthly, OnDate, Quarterly, Rule, Standing, Weekday, Weekly, Year
from schedules.working_days import DayKind, Override, WorkingCalendar
from tests.rows import CALENDAR, SUBMISSION, at

THURSDAYS = Weekly(weekdays=(Weekday.THURSDAY,), at=time(15))
MONDAYS = Weekly(weekdays=(Weekday.MONDAY,), at=time(14))
BEFORE_TET = OnDate(on=date(2022, 1, 31), bound=Bound.BY)


def due(rule: Rule, since: str, calendar: WorkingCalendar = CALENDAR) -> Due:
    return next(occurrences(rule, since=at(since), until=at("2031-01-01"), calendar=calendar))


def rungs(rule: Rule, since: str, calendar: WorkingCalendar = CALENDAR) -> Iterator[str]:
    for stage in stages(LADDERS[rule.kind], due(rule, since, calendar), calendar):
        yield f"{stage.name} {stage.at:%a %d/%m/%Y %H:%M}"


@pytest.mark.parametrize(
    ("rule", "since", "expected"),
    [
        (
            THURSDAYS,
            "2021-10-04",
            [
                "before:1 Wed 06/10/2021 07:00",
                "same-day Thu 07/10/2021 07:00",
                "overdue:1 Thu 07/10/2021 15:00",
                "overdue:2 Fri 08/10/2021 15:00",
                "overdue:3 Tue 12/10/2021 15:00",
                "overdue:4 Tue 19/10/2021 15:00",
                "overdue:5 Tue 26/10/2021 15:00",
            ],
        ),
        (
            SUBMISSION,
            "2021-09-27",
            [
                "before:7 Fri 24/09/2021 07:00",
                "before:3 Thu 30/09/2021 07:00",
                "before:1 Mon 04/10/2021 07:00",
                "same-day Tue 05/10/2021 07:00",
                "overdue:1 Wed 06/10/2021 07:00",
                "overdue:2 Thu 07/10/2021 07:00",
                "overdue:3 Mon 11/10/2021 07:00",
                "overdue:4 Mon 18/10/2021 07:00",
            ],
        ),
        (
            Monthly(day=20),
            "2021-10-01",
            [
                "before:3 Thu 14/10/2021 07:00",
                "before:1 Mon 18/10/2021 07:00",
                "same-day Tue 19/10/2021 07:00",
                "overdue:1 Wed 20/10/2021 07:00",
            ],
        ),
        (  # the last day of the year is worked, the 3rd of January 2022 is off in lieu of the 1st
            Quarterly(),
            "2021-10-01",
            [
                "before:10 Fri 17/12/2021 07:00",
                "before:5 Fri 24/12/2021 07:00",
                "before:1 Thu 30/12/2021 07:00",
                "same-day Fri 31/12/2021 07:00",
                "overdue:1 Tue 04/01/2022 07:00",
                "overdue:2 Wed 05/01/2022 07:00",
                "overdue:3 Fri 07/01/2022 07:00",
            ],
        ),
        (  # Tết: off from Monday 31/01 to Friday 04/02/2022
            BEFORE_TET,
            "2021-10-01",
            [
                "before:7 Wed 19/01/2022 07:00",
                "before:3 Tue 25/01/2022 07:00",
                "before:1 Thu 27/01/2022 07:00",
                "same-day Fri 28/01/2022 07:00",
                "overdue:1 Mon 07/02/2022 07:00",
                "overdue:2 Tue 08/02/2022 07:00",
                "overdue:3 Thu 10/02/2022 07:00",
            ],
        ),
        (  # the working day before the Monday after Tết lies before Tết
            MONDAYS,
            "2022-02-05",
            ["before:1 Fri 28/01/2022 07:00", "same-day Mon 07/02/2022 07:00", "overdue:1 Mon 07/02/2022 14:00"],
        ),
        (  # due before the office opens: the day before is the last one
            Weekly(weekdays=(Weekday.MONDAY,), at=time(7)),
            "2021-10-04",
            ["before:1 Thu 30/09/2021 07:00", "same-day Fri 01/10/2021 07:00", "overdue:1 Mon 04/10/2021 07:00"],
        ),
        (Daily(at=time(17)), "2021-10-08", ["same-day Fri 08/10/2021 07:00", "overdue:1 Mon 11/10/2021 07:00"]),
    ],
)
def test_stages_come_on_these_days(rule: Rule, since: str, expected: list[str]) -> None:
    assert list(islice(rungs(rule, since), len(expected))) == expected


@pytest.mark.parametrize("rule", [Year(year=2021), Quarterly()])
def test_what_is_due_at_the_end_of_the_year_is_reminded_ten_five_and_one_working_days_before(rule: Rule) -> None:
    assert [line.split()[2] for line in islice(rungs(rule, "2021-10-01"), 4)] == [
        "17/12/2021",
        "24/12/2021",
        "30/12/2021",
        "31/12/2021",
    ]


def test_a_standing_duty_is_reminded_and_never_chased() -> None:
    found = list(stages(LADDERS["standing"], due(Standing(), "2021-10-01"), CALENDAR))
    assert [stage.kind.what for stage in found] == [NoticeKind.BEFORE] * 3 + [NoticeKind.SAME_DAY]


def test_a_made_up_saturday_counts_as_a_working_day() -> None:
    swapped = WorkingCalendar(overrides={date(2021, 10, 2): Override(DayKind.WORKING)})
    assert list(islice(rungs(SUBMISSION, "2021-09-27", swapped), 3))[1:] == [
        "before:3 Fri 01/10/2021 07:00",
        "before:1 Mon 04/10/2021 07:00",
    ]


def test_only_what_is_due_today_or_just_late_is_urgent() -> None:
    found = islice(stages(LADDERS["weekly"], due(THURSDAYS, "2021-10-04"), CALENDAR), 5)
    assert {stage.name for stage in found if stage.is_urgent} == {"same-day", "overdue:1"}


@pytest.mark.parametrize("kind", LADDERS)
def test_a_ladder_is_copied_onto_an_item_and_read_back(kind: str) -> None:
    assert ladder_from_dict(ladder_to_dict(LADDERS[kind])) == LADDERS[kind]


def test_a_ladder_of_ones_own_is_followed() -> None:
    ladder = Ladder(before_days=(2,), overdue_after=(0, 2), overdue_every=3)
    found = islice(stages(ladder, due(THURSDAYS, "2021-10-04"), CALENDAR), 6)
    assert [f"{stage.name} {stage.at:%d/%m %H}" for stage in found] == [
        "before:2 05/10 07",
        "same-day 07/10 07",
        "overdue:1 07/10 15",
        "overdue:2 11/10 15",
        "overdue:3 14/10 15",
        "overdue:4 19/10 15",
    ]


def test_years_of_silence_are_walked_in_one_pass() -> None:
    asked = 0

    class Counting(WorkingCalendar):
        def is_working(self, day: date) -> bool:
            nonlocal asked
            asked += 1
            return super().is_working(day)

    last = list(islice(stages(LADDERS["weekly"], due(THURSDAYS, "2021-10-04"), Counting()), 250))[-1]
    assert f"{last.name} {last.at:%d/%m/%Y}" == "overdue:248 08/09/2026"
    assert asked < 2000


def test_a_ladder_that_was_stored_before_it_named_an_escalation_escalates_from_the_third() -> None:
    stored = {"before_days": [1], "overdue_after": [0], "overdue_every": 5}
    assert ladder_from_dict(stored) == Ladder(before_days=(1,), overdue_after=(0,), escalates_from=3)


def days(least: int, *, fewest: int = 0) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(least, 20), unique=True, min_size=fewest, max_size=4).map(sorted)


ladders = st.builds(
    Ladder,
    before_days=days(1).map(lambda found: tuple(reversed(found))),
    overdue_after=days(0, fewest=1).map(tuple),
    overdue_every=st.integers(1, 9),
    escalates_from=st.none() | st.integers(1, 9),
)


@given(ladders)
def test_any_ladder_is_read_back_from_the_json_it_is_stored_as(ladder: Ladder) -> None:
    assert ladder_from_dict(json.loads(json.dumps(ladder_to_dict(ladder)))) == ladder


def test_from_which_alert_on_a_ladder_escalates() -> None:
    said = {3: [False, False, True, True], 1: [True] * 4, None: [False] * 4}
    found = {start: [Ladder(before_days=(), escalates_from=start).escalates(n) for n in range(1, 5)] for start in said}
    assert found == said


LATE = due(SUBMISSION, "2021-09-27")  # late from Wednesday 06/10/2021


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        # nothing has come yet: all of the new one
        ("2021-09-22 09:00", (7, 3, 1), ((8, 2), (0, 4), 2)),
        # before:7 came on 24/09, so did the new one's before:8 on 23/09: it is not told late
        ("2021-09-24 07:00", (7, 3, 1), ((7, 2), (0, 4), 2)),
        ("2021-09-30 09:00", (7, 3, 1), ((7, 3, 2), (0, 4), 2)),
        # two đôn đốc were told, on 06/10 and 07/10: the third is on the new one's next day
        ("2021-10-07 09:00", (7, 3, 1), ((7, 3, 1), (0, 1, 4), 2)),
        # four were told (0, 1, 3, 8), of the new one's the days 0, 4, 6, 8 are over: the fifth is on 10
        ("2021-10-18 07:00", (7, 3, 1), ((7, 3, 1), (0, 1, 3, 8, 10), 2)),
        ("2021-10-18 06:59", (7, 3, 1), ((7, 3, 1), (0, 1, 3, 8), 2)),
    ],
)
def test_an_item_goes_on_by_another_ladder_from_its_next_day(
    now: str, before: tuple[int, ...], expected: tuple[tuple[int, ...], tuple[int, ...], int]
) -> None:
    new = Ladder(before_days=(8, 2), overdue_after=(0, 4), overdue_every=2, escalates_from=2)
    found = continued(Ladder(before_days=before), new, LATE, now=at(*now.split()), calendar=CALENDAR)
    assert (found.before_days, found.overdue_after, found.overdue_every) == expected
    assert found.escalates_from == 2


@given(before=ladders, after=ladders, hours=st.integers(-24 * 60, 24 * 90))
def test_what_has_come_stays_and_what_comes_is_the_others_without_a_gap_or_a_repetition(
    before: Ladder, after: Ladder, hours: int
) -> None:
    now = LATE.nominal + timedelta(hours=hours)
    found, old, new = (
        list(islice(stages(ladder, LATE, CALENDAR), 120))
        for ladder in (continued(before, after, LATE, now=now, calendar=CALENDAR), before, after)
    )
    assert [one for one in found if one.at <= now] == [one for one in old if one.at <= now]
    assert [one.at for one in found if one.at > now][:20] == [one.at for one in new if one.at > now][:20]
    alerts = [one.kind.number for one in found if one.is_overdue]
    assert alerts == list(range(1, len(alerts) + 1))
