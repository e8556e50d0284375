"""Which time is believed when the machine's clock leaps."""

from datetime import timedelta

import pytest

from reminders.watch.trust import Trust, look
from tests.rows import at

BEFORE = at("2021-10-05", "07:00")
MINUTE = timedelta(minutes=1)
RUNNING = Trust(BEFORE, 1000.0)
STARTED = Trust(BEFORE, 1000.0, is_earlier=True)
NEXT = 1060.0
"""A minute of running time later."""


@pytest.mark.parametrize(
    ("leap", "is_told"),
    [
        (timedelta(), False),
        (timedelta(minutes=5), False),
        (timedelta(minutes=5, seconds=1), True),
        (timedelta(minutes=-6), True),
        (timedelta(hours=7), True),
        (timedelta(hours=-7), True),
        (timedelta(hours=-24), True),
        (timedelta(hours=25), True),
    ],
)
def test_a_clock_that_is_put_right_is_followed_and_told_from_five_minutes_on(leap: timedelta, is_told: bool) -> None:
    clock = BEFORE + MINUTE + leap
    found = look(RUNNING, clock=clock, running=NEXT)
    assert (found.now, found.is_held) == (clock, False)
    assert found.leap == (leap if is_told else timedelta())
    assert found.trust == Trust(clock, NEXT)


@pytest.mark.parametrize("leap", [timedelta(hours=25, seconds=1), timedelta(days=365), timedelta(days=-2)])
def test_a_clock_that_leaps_by_more_than_a_day_is_not_believed_until_it_is_back(leap: timedelta) -> None:
    found = look(RUNNING, clock=BEFORE + MINUTE + leap, running=NEXT)
    assert (found.now, found.is_held, found.leap) == (BEFORE + MINUTE, True, timedelta())
    back = look(found.trust, clock=BEFORE + 2 * MINUTE, running=NEXT + 60)
    assert (back.now, back.is_held, back.leap) == (BEFORE + 2 * MINUTE, False, timedelta())


def test_a_machine_that_slept_has_not_leapt() -> None:
    three_weeks = timedelta(days=21)
    found = look(RUNNING, clock=BEFORE + three_weeks, running=1000.0 + three_weeks.total_seconds())
    assert (found.now, found.is_held, found.leap) == (BEFORE + three_weeks, False, timedelta())


@pytest.mark.parametrize(("off", "is_held"), [(timedelta(days=180), False), (timedelta(days=181), True)])
def test_a_service_may_have_been_off_for_half_a_year(off: timedelta, is_held: bool) -> None:
    found = look(STARTED, clock=BEFORE + off, running=1000.0)
    assert (found.is_held, found.leap) == (is_held, timedelta())


def test_a_machine_that_starts_in_the_past_goes_on_where_the_service_was() -> None:
    booted = at("2020-01-01", "00:00")
    found = look(STARTED, clock=booted, running=NEXT)
    assert (found.now, found.is_held) == (BEFORE + MINUTE, True)
    corrected = at("2021-10-20", "09:00")
    assert look(found.trust, clock=corrected, running=NEXT + 30).now == corrected


def test_a_platform_can_confirm_a_leap_and_never_speaks_against_a_clock() -> None:
    year = timedelta(days=365)
    right = look(STARTED, clock=BEFORE + year, running=NEXT, platform=BEFORE + year + MINUTE)
    assert (right.now, right.is_held) == (BEFORE + year, False)
    other = look(STARTED, clock=BEFORE + timedelta(days=3), running=NEXT, platform=BEFORE + MINUTE)
    assert (other.now, other.is_held) == (BEFORE + timedelta(days=3), False)
    neither = look(RUNNING, clock=BEFORE + year, running=NEXT, platform=BEFORE + timedelta(days=9))
    assert (neither.now, neither.is_held) == (BEFORE + MINUTE, True)
    leapt = look(RUNNING, clock=BEFORE + timedelta(days=3), running=NEXT, platform=BEFORE + timedelta(days=3))
    assert (leapt.now, leapt.is_held) == (BEFORE + timedelta(days=3), False)
