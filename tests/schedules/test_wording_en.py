from datetime import UTC, date, datetime, time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_strategies import rules

from schedules import wording_en
from schedules.occurrences import occurrences
from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    Daily,
    Event,
    HalfYearly,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Undated,
    Unit,
    Weekday,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import WorkingCalendar
from schedules.zone import local

BY = Bound.BY
SENTENCES: list[tuple[Rule, str]] = [
    (OnDate(on=date(2021, 10, 6)), "before 06/10/2021"),
    (OnDate(on=date(2022, 1, 31), bound=BY), "by 31/01/2022"),
    (OnDate(on=date(2025, 2, 2), at=time(14)), "before 14:00 on 02/02/2025"),
    (Window(starts_on=date(2021, 10, 1), ends_on=date(2021, 10, 31)), "within October 2021"),
    (Window(starts_on=date(2021, 10, 1), ends_on=date(2021, 12, 31)), "within Q4 2021"),
    (Window(starts_on=date(2021, 7, 1), ends_on=date(2021, 12, 31)), "within the second half of 2021"),
    (Window(starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31)), "from 01/01/2021 to the end of 31/12/2021"),
    (Daily(), "on each day"),
    (Daily(at=time(17), working_days_only=True), "by 17:00 on each working day"),
    (Weekly(), "weekly"),
    (Weekly(weekdays=(Weekday.THURSDAY,), at=time(15)), "before 15:00 on each Thursday"),
    (Weekly(weekdays=(Weekday.MONDAY, Weekday.THURSDAY, Weekday.SUNDAY)), "before each Monday, Thursday and Sunday"),
    (Monthly(), "monthly"),
    (Monthly(day=20), "before day 20 of each month"),
    (Monthly(day=LAST_WORKING_DAY, bound=BY), "by the last working day of each month"),
    (Monthly(day=5, months_after=1, at=time(7, 30)), "for each month, before 07:30 on day 05 of the next month"),
    (Monthly(day=5, months_after=2), "for each month, before day 05 of the month 2 months later"),
    (Monthly(months_after=1), "for each month, within the next month"),
    (Monthly(day=30, bound=BY, start_day=25), "from day 25 to the end of day 30 of each month"),
    (Quarterly(), "quarterly"),
    (Quarterly(day=20), "before day 20 of the last month of each quarter"),
    (Quarterly(day=5, month=4, bound=BY), "by day 05 of the month after each quarter"),
    (HalfYearly(), "for each half year and each year"),
    (
        HalfYearly(first=YearDay(month=6, day=16), second=YearDay(month=1, day=10, years_after=1)),
        "for each half year (before 16/06) and each year (before 10/01 of the next year)",
    ),
    (Yearly(), "yearly"),
    (Yearly(due=YearDay(month=11, day=20)), "before 20/11, each year"),
    (Yearly(due=YearDay(month=6, day=LAST_DAY)), "before the last day of June, each year"),
    (Year(year=2021, and_following=True), "within 2021 and each year after it"),
    (Standing(), "at all times"),
    (Standing(year=2021), "at all times in 2021"),
    (Event(trigger="ngày ký", offset=5, unit=Unit.WORKING_DAY), "at most 5 working days after: ngày ký"),
    (Event(trigger="ngày ký", offset=30, bound=Bound.BEFORE), "less than 30 days after: ngày ký"),
    (Event(trigger="khai giảng", offset=1, before=True), "at least 1 day before: khai giảng"),
    (Event(trigger="ngày ký", offset=2, before=True, bound=Bound.BEFORE), "more than 2 days before: ngày ký"),
    (Event(trigger="có quyết định công bố", offset=0), "after: có quyết định công bố"),
    (Undated(reason="theo kế hoạch"), "no date set (theo kế hoạch)"),
]


@pytest.mark.parametrize(("rule", "words"), SENTENCES, ids=[words for _, words in SENTENCES])
def test_a_rule_in_english(rule: Rule, words: str) -> None:
    assert wording_en.sentence(rule) == words


def test_rules_of_every_kind_are_said() -> None:
    assert {type(rule) for rule, _ in SENTENCES} == set(get_args(Rule))


@settings(max_examples=200, deadline=None)
@given(st.lists(rules, unique=True, min_size=2, max_size=40))
def test_distinct_rules_have_distinct_sentences_in_english(found: list[Rule]) -> None:
    assert len({wording_en.sentence(rule) for rule in found}) == len(found)


DUES: list[tuple[Rule, date, str, str]] = [
    (OnDate(on=date(2021, 10, 6)), date(2021, 10, 1), "before 06/10/2021", "Before 06/10"),
    (
        OnDate(on=date(2022, 1, 31), bound=Bound.BY),
        date(2021, 10, 1),
        "by the end of 31/01/2022",
        "By the end of 31/01/2022",
    ),
    (
        OnDate(on=date(2021, 10, 14), at=time(14)),
        date(2021, 10, 1),
        "before 14:00 on Thursday 14/10/2021",
        "Thursday 14/10, 14:00",
    ),
    (
        Weekly(weekdays=(Weekday.THURSDAY,), at=time(15), bound=Bound.BY),
        date(2021, 10, 7),
        "by 15:00 on Thursday 07/10/2021",
        "Today 15:00",
    ),
    (Daily(), date(2021, 10, 4), "on 04/10/2021", "By the end of today"),
    (Monthly(day=20), date(2021, 10, 1), "before 20/10/2021", "Before 20/10"),
    (Monthly(day=29), date(2024, 2, 1), "before 29/02/2024", "Before 29/02"),
    (Standing(year=2021), date(2021, 10, 1), "within Q4 2021", "By the end of 31/12"),
]


@pytest.mark.parametrize(("rule", "today", "expected", "short"), DUES, ids=[expected for _, _, expected, _ in DUES])
def test_a_deadline_in_english(rule: Rule, today: date, expected: str, short: str) -> None:
    due = next(occurrences(rule, since=local(today), until=local(date(2025, 1, 1)), calendar=WorkingCalendar()))
    assert wording_en.deadline(rule, due) == expected
    assert wording_en.short_deadline(due, today) == short


def test_the_last_moment_to_act_in_english() -> None:
    calendar = WorkingCalendar()
    assert wording_en.act_by_words(local(date(2022, 1, 28), time(17)), calendar) == (
        "by the end of office hours on Friday 28/01"
    )
    assert wording_en.act_by_words(datetime(2021, 10, 7, 8, tzinfo=UTC), calendar) == "by 15:00 on Thursday 07/10"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("once", ""),
        ("2021-10-07", "07/10/2021"),
        ("2021-W40", "week 40/2021"),
        ("2024-02", "February 2024"),
        ("2021-Q4", "Q4 2021"),
        ("2021-H1", "first half of 2021"),
        ("2021-H2", "second half of 2021"),
        ("2021", "2021"),
    ],
)
def test_a_period_in_english(key: str, label: str) -> None:
    assert wording_en.period_label(key) == label


@pytest.mark.parametrize("key", ["", "2021-13", "2021-Q5", "2021-W60", "đầu năm"])
def test_what_is_no_period_is_refused_in_english_too(key: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        wording_en.period_label(key)
