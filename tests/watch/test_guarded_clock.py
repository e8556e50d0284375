"""The clock of the service: the machine's, as far as it is believed."""

from datetime import datetime, timedelta

from reminders.watch.guarded_clock import GuardedClock
from tests.rows import at

START = at("2021-10-05", "07:00")
YEAR = timedelta(days=365)


class Machine:
    """A machine whose clock can be put wrong."""

    def __init__(self) -> None:
        self.running, self.clock = 5000.0, START

    def runs(self, for_: timedelta) -> None:
        self.running += for_.total_seconds()
        self.clock += for_

    def of_service(self, last: datetime | None = START) -> GuardedClock:
        return GuardedClock(last, machine=lambda: self.clock, running=lambda: self.running)


def test_a_year_ahead_for_a_minute_changes_nothing() -> None:
    machine = Machine()
    clock = machine.of_service()
    assert clock.now() == START
    machine.clock += YEAR
    machine.runs(timedelta(minutes=1))
    assert clock.now() == START + timedelta(minutes=1)
    assert clock.off_by == YEAR
    machine.clock -= YEAR
    assert clock.now() == START + timedelta(minutes=1)
    assert (clock.off_by, clock.take_leaps()) == (timedelta(), [])


def test_a_leap_that_is_right_is_accepted_by_a_person_or_by_a_platform() -> None:
    for is_person in (True, False):
        machine = Machine()
        clock = machine.of_service()
        clock.now()
        machine.clock += YEAR
        assert clock.now() == START
        if is_person:
            clock.accept()
        else:
            clock.hear(machine.clock)
        assert clock.now() == START + YEAR
        assert clock.off_by == timedelta()


def test_each_leap_that_was_followed_is_handed_out_once() -> None:
    machine = Machine()
    clock = machine.of_service()
    clock.now()
    machine.clock -= timedelta(hours=7)
    clock.now()
    clock.now()
    assert clock.take_leaps() == [timedelta(hours=-7)]
    assert clock.take_leaps() == []


def test_what_a_platform_told_counts_for_an_hour_and_runs_on_meanwhile() -> None:
    machine = Machine()
    clock = machine.of_service()
    clock.now()
    clock.hear(START)
    machine.clock += timedelta(hours=7)
    machine.runs(timedelta(minutes=59))
    assert clock.wrong_by == timedelta(hours=7)
    machine.runs(timedelta(minutes=2))
    assert clock.wrong_by == timedelta()


def test_the_first_start_of_all_believes_the_machine() -> None:
    machine = Machine()
    machine.clock = at("2031-01-01", "00:00")
    assert machine.of_service(None).now() == machine.clock
