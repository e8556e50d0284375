from datetime import UTC, date, datetime, time

import pytest

from schedules.occurrences import armed
from schedules.rules import Bound, Event, OnDate, Unit
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

CALENDAR = WorkingCalendar()
THURSDAY = date(2021, 10, 7)


def by(on: date, at: time | None = None) -> OnDate:
    return OnDate(on=on, bound=Bound.BY, at=at)


@pytest.mark.parametrize(
    ("offset", "unit", "happened", "expected"),
    [
        (1, Unit.DAY, THURSDAY, by(date(2021, 10, 8))),
        (2, Unit.DAY, THURSDAY, by(date(2021, 10, 11))),  # ends on a Saturday: the next working day
        (10, Unit.DAY, date(2022, 1, 21), by(date(2022, 2, 7))),  # ends on 31/01, in Tết
        (5, Unit.WORKING_DAY, THURSDAY, by(date(2021, 10, 14))),
        (5, Unit.WORKING_DAY, date(2022, 1, 28), by(date(2022, 2, 11))),
        (1, Unit.WORKING_DAY, date(2021, 10, 9), by(date(2021, 10, 11))),
        (1, Unit.MONTH, THURSDAY, by(date(2021, 11, 8))),  # 07/11 is a Sunday
        (1, Unit.MONTH, date(2024, 1, 31), by(date(2024, 2, 29))),
        (1, Unit.MONTH, date(2023, 1, 31), by(date(2023, 2, 28))),
        (2, Unit.MONTH, date(2021, 12, 31), by(date(2022, 2, 28))),
    ],
)
def test_span_counts_from_the_day_after_the_event(offset: int, unit: Unit, happened: date, expected: OnDate) -> None:
    assert armed(Event(trigger="ngày ký", offset=offset, unit=unit), happened, calendar=CALENDAR) == expected


@pytest.mark.parametrize(
    ("offset", "unit", "happened", "expected"),
    [
        (5, Unit.WORKING_DAY, date(2022, 2, 9), by(date(2022, 1, 26))),  # 8, 7/2, then 28, 27, 26/01
        (3, Unit.DAY, date(2021, 10, 12), by(date(2021, 10, 9))),  # a Saturday, kept: moving would shorten the notice
        (1, Unit.MONTH, date(2024, 3, 31), by(date(2024, 2, 29))),
    ],
)
def test_before_counts_back_from_the_event(offset: int, unit: Unit, happened: date, expected: OnDate) -> None:
    rule = Event(trigger="ngày có hiệu lực", offset=offset, unit=unit, before=True)
    assert armed(rule, happened, calendar=CALENDAR) == expected


def test_exclusive_span_moves_its_last_permitted_day() -> None:
    rule = Event(trigger="ngày ký", offset=3, bound=Bound.BEFORE)
    assert armed(rule, THURSDAY, calendar=CALENDAR) == OnDate(on=date(2021, 10, 12))  # the 9th is off, so to the 11th
    assert armed(rule, date(2021, 10, 4), calendar=CALENDAR) == OnDate(on=THURSDAY)


def test_hours_count_from_the_minute_in_local_time() -> None:
    rule = Event(trigger="khi nhận", offset=24, unit=Unit.HOUR)
    happened = datetime(2021, 10, 7, 20, 30, 45, tzinfo=UTC)
    assert armed(rule, happened, calendar=CALENDAR) == by(date(2021, 10, 9), time(3, 30))


def test_instant_of_an_event_counts_from_its_local_day() -> None:
    rule = Event(trigger="ngày ký", offset=1)
    happened = datetime(2021, 10, 6, 17, tzinfo=UTC)  # 00:00 of 07/10 in Vietnam
    assert armed(rule, happened, calendar=CALENDAR) == by(date(2021, 10, 8))
    assert armed(rule, datetime(2021, 10, 7, tzinfo=LOCAL), calendar=CALENDAR) == by(date(2021, 10, 8))


def test_event_without_a_number_leaves_the_day_to_the_coordinator() -> None:
    assert armed(Event(trigger="có quyết định công bố", offset=0), THURSDAY, calendar=CALENDAR) is None


def test_hours_from_a_day_and_instants_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="hours cannot be counted from 2021-10-07"):
        armed(Event(trigger="khi nhận", offset=2, unit=Unit.HOUR), THURSDAY, calendar=CALENDAR)
    with pytest.raises(ValueError, match="has no zone"):
        armed(Event(trigger="ngày ký", offset=2), datetime(2021, 10, 7), calendar=CALENDAR)  # noqa: DTZ001
