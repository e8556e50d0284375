from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.working_days import DayKind, Override, WorkingCalendar
from schedules.zone import LOCAL

CALENDAR = WorkingCalendar(confirmed_years=frozenset({2022}))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("day", "is_working", "name"),
    [
        (date(2021, 10, 5), True, None),
        (date(2021, 10, 9), False, None),  # a Saturday
        (date(2021, 10, 10), False, None),
        (date(2022, 1, 3), False, "Tết Dương lịch (nghỉ bù)"),  # 01/01 was a Saturday
        (date(2022, 1, 28), True, None),
        (date(2022, 1, 31), False, "Giao thừa Tết Nguyên Đán"),
        (date(2022, 2, 1), False, "Tết Nguyên Đán"),
        (date(2022, 2, 2), False, "Mùng hai Tết Nguyên Đán"),
        (date(2022, 2, 3), False, "Mùng ba Tết Nguyên Đán"),
        (date(2022, 2, 4), False, "Mùng bốn Tết Nguyên Đán"),
        (date(2022, 2, 7), True, None),
        (date(2025, 4, 26), True, None),  # the Saturday worked for 02/05/2025
        (date(2025, 5, 2), False, "Ngày nghỉ (thay cho ngày 26/04/2025)"),
        (date(2014, 12, 27), True, None),  # made up for a day of the next year
        (date(2018, 12, 31), False, "Ngày nghỉ (thay cho ngày 05/01/2019)"),
        (date(2019, 1, 5), True, None),
        (date(2025, 11, 24), True, None),
        (date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam"),
    ],
)
def test_day_is_worked_or_off_as_announced(day: date, is_working: bool, name: str | None) -> None:
    assert (CALENDAR.is_working(day), CALENDAR.day_name(day)) == (is_working, name)


def test_overrides_go_over_the_library() -> None:
    swap = "Hoán đổi ngày làm việc"
    calendar = WorkingCalendar(
        overrides={
            date(2026, 1, 2): Override(DayKind.OFF, swap),
            date(2026, 1, 10): Override(DayKind.WORKING, swap),
            date(2026, 9, 1): Override(DayKind.WORKING),
            date(2026, 9, 2): Override(DayKind.OFF),
        }
    )
    days = [*calendar.overrides, date(2026, 1, 17)]
    assert [(calendar.is_working(day), calendar.day_name(day)) for day in days] == [
        (False, swap),
        (True, swap),
        (True, None),
        (False, "Quốc khánh"),
        (False, None),
    ]


def test_year_not_announced_is_not_confirmed() -> None:
    assert CALENDAR.is_confirmed(date(2022, 12, 31)) is True
    assert CALENDAR.is_confirmed(date(2023, 1, 1)) is False
    assert WorkingCalendar().is_confirmed(date(2021, 1, 1)) is False


def test_next_and_previous_working_day_include_the_day_itself() -> None:
    assert CALENDAR.next_working_day(date(2022, 1, 28)) == date(2022, 1, 28)
    assert CALENDAR.next_working_day(date(2022, 1, 29)) == date(2022, 2, 7)
    assert CALENDAR.previous_working_day(date(2022, 2, 7)) == date(2022, 2, 7)
    assert CALENDAR.previous_working_day(date(2022, 2, 6)) == date(2022, 1, 28)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2021, 10, 5), 1, date(2021, 10, 6)),
        (date(2021, 10, 8), 1, date(2021, 10, 11)),
        (date(2021, 10, 9), 1, date(2021, 10, 11)),
        (date(2022, 1, 27), 5, date(2022, 2, 10)),
        (date(2022, 2, 8), -2, date(2022, 1, 28)),
        (date(2021, 10, 9), -1, date(2021, 10, 8)),
        (date(2021, 10, 9), 0, date(2021, 10, 9)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
    ],
)
def test_working_days_are_added_without_the_first_day(day: date, n: int, expected: date) -> None:
    assert CALENDAR.add_working_days(day, n) == expected
    assert CALENDAR.working_days_between(day, expected) == n


def test_working_days_between_counts_after_the_first_through_the_last() -> None:
    assert CALENDAR.working_days_between(date(2022, 1, 28), date(2022, 2, 6)) == 0
    assert CALENDAR.working_days_between(date(2022, 1, 28), date(2022, 2, 8)) == 2
    assert CALENDAR.working_days_between(date(2022, 2, 8), date(2022, 1, 28)) == -2


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (at(2021, 10, 6), at(2021, 10, 5, 17)),
        (at(2021, 10, 7, 15), at(2021, 10, 7, 15)),
        (at(2021, 10, 7, 6), at(2021, 10, 6, 17)),
        (at(2021, 10, 7, 7), at(2021, 10, 6, 17)),
        (at(2021, 10, 7, 7, 0, 1), at(2021, 10, 7, 7, 0, 1)),
        (at(2021, 10, 7, 17), at(2021, 10, 7, 17)),
        (at(2021, 10, 7, 17, 0, 1), at(2021, 10, 7, 17)),
        (at(2022, 2, 1), at(2022, 1, 28, 17)),  # 31/01/2022 24:00 lies in Tết
        (datetime(2021, 10, 7, 8, tzinfo=UTC), at(2021, 10, 7, 15)),
    ],
)
def test_last_working_moment_lies_before_the_instant(before: datetime, expected: datetime) -> None:
    moment = CALENDAR.last_working_moment(before)
    assert (moment, moment.tzinfo) == (expected, LOCAL)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (at(2021, 10, 7, 6), at(2021, 10, 7, 7)),
        (at(2021, 10, 7, 7), at(2021, 10, 7, 7)),
        (at(2021, 10, 7, 16, 59, 59), at(2021, 10, 7, 16, 59, 59)),
        (at(2021, 10, 7, 17), at(2021, 10, 8, 7)),
        (at(2022, 1, 28, 17), at(2022, 2, 7, 7)),
        (at(2022, 2, 2, 9), at(2022, 2, 7, 7)),
        (datetime(2021, 10, 6, 23, tzinfo=UTC), at(2021, 10, 7, 7)),
    ],
)
def test_first_working_moment_is_at_or_after_the_instant(instant: datetime, expected: datetime) -> None:
    moment = CALENDAR.first_working_moment(instant)
    assert (moment, moment.tzinfo) == (expected, LOCAL)


@given(start=st.dates(date(2020, 1, 1), date(2027, 12, 31)), days=st.integers(-400, 400))
def test_working_days_between_counts_as_day_by_day(start: date, days: int) -> None:
    swapped = WorkingCalendar(
        overrides={date(2022, 3, 5): Override(DayKind.WORKING), date(2022, 3, 7): Override(DayKind.OFF)}
    )
    step = 1 if days >= 0 else -1
    one_by_one = sum(swapped.is_working(start + timedelta(days=n)) for n in range(step, days + step, step))
    assert swapped.working_days_between(start, start + timedelta(days=days)) == step * one_by_one
