"""What is wrong, from what the service sees of itself and around it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.queries.waiting import Waiting
from db.statuses import TroubleKind
from reminders.watch.audit import LEAST_FREE, LOOKED_FOR, Seen, findings, leap_words
from tests.rows import at

NOW = at("2021-10-05", "07:12")
MINUTE = timedelta(minutes=1)
GOOD = Seen(started_at=NOW - timedelta(days=1), succeeded_at=NOW - timedelta(seconds=1), disk_free=LEAST_FREE)
WAITS = {"telegram": Waiting(12, NOW - 6 * MINUTE)}


def found(**values: object) -> list[TroubleKind]:
    return [one.kind for one in findings(replace(GOOD, **values), now=NOW)]  # type: ignore[arg-type]


def test_where_all_is_well_nothing_is_found() -> None:
    assert found() == []


@pytest.mark.parametrize(("minutes", "is_silent"), [(4, False), (5, True)])
def test_a_channel_that_does_not_answer_for_five_minutes(minutes: int, is_silent: bool) -> None:
    down = {"zalo": NOW - minutes * MINUTE}
    assert found(down=down) == ([TroubleKind.CHANNEL_SILENT] if is_silent else [])


def test_what_waits_is_stuck_unless_messages_leave_meanwhile_or_the_service_has_just_begun() -> None:
    assert found(waiting=WAITS) == [TroubleKind.NOTICES_STUCK]
    assert found(waiting=WAITS, sent_at={"telegram": NOW - MINUTE}) == []
    assert found(waiting=WAITS, sent_at={"zalo": NOW - MINUTE}) == [TroubleKind.NOTICES_STUCK]
    assert found(waiting=WAITS, started_at=NOW - 4 * MINUTE) == []


def test_cycles_that_do_not_succeed_are_found_after_two_minutes_also_when_none_ever_did() -> None:
    assert found(succeeded_at=NOW - 2 * MINUTE) == [TroubleKind.CYCLE_FAILING]
    assert found(succeeded_at=None) == [TroubleKind.CYCLE_FAILING]
    assert found(succeeded_at=None, started_at=NOW - MINUTE) == []


def test_what_was_noted_by_a_clock_since_put_back_excuses_nothing() -> None:
    ahead = NOW + timedelta(hours=7)
    assert found(waiting=WAITS, started_at=ahead) == [TroubleKind.NOTICES_STUCK]
    assert found(waiting=WAITS, sent_at={"telegram": ahead}) == [TroubleKind.NOTICES_STUCK]
    assert found(down={"zalo": ahead}) == [TroubleKind.CHANNEL_SILENT]
    assert found(succeeded_at=ahead) == [TroubleKind.CYCLE_FAILING]


def test_the_clock_is_held_or_wrong() -> None:
    year = timedelta(days=365)
    assert found(clock_off_by=year, clock_wrong_by=year) == [TroubleKind.CLOCK_HELD]
    assert found(clock_wrong_by=timedelta(hours=-7)) == [TroubleKind.CLOCK_WRONG]


def test_the_disk_and_the_backups() -> None:
    assert found(disk_free=LEAST_FREE - 1) == [TroubleKind.DISK_LOW]
    assert found(disk_free=None) == []
    assert found(has_backups=True) == [TroubleKind.BACKUP_OLD]
    assert found(has_backups=True, backup_at=NOW - timedelta(hours=47)) == []
    assert found(has_backups=True, backup_at=NOW - timedelta(hours=48)) == [TroubleKind.BACKUP_OLD]


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (timedelta(days=365), "nhanh 365 ngày"),
        (timedelta(hours=-7), "chậm 7 giờ"),
        (timedelta(hours=47), "nhanh 47 giờ"),
        (timedelta(minutes=6), "nhanh 6 phút"),
    ],
)
def test_how_far_a_clock_is_off_is_said_in_words(by: timedelta, words: str) -> None:
    assert leap_words(by) == words


def test_everything_that_can_be_found_is_looked_for() -> None:
    all_wrong = {"down": {"zalo": NOW - timedelta(hours=1)}, "waiting": WAITS, "succeeded_at": None, "disk_free": 0}
    kinds = found(**all_wrong, clock_off_by=MINUTE, has_backups=True) + found(clock_wrong_by=MINUTE)
    assert set(kinds) == set(LOOKED_FOR)
