"""The pace: thirty messages a second, one a second to a chat, judged by the strictest reading of the limit."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bots.platforms import PLATFORMS
from reminders.delivery.dispatch import AT_ONCE
from reminders.delivery.pacing import Pace
from tests.rows import NOW

PER_SECOND = PLATFORMS["telegram"].per_second
SECOND, ROUND_TRIP, TICK = timedelta(seconds=1), timedelta(milliseconds=50), timedelta(microseconds=1)


def test_thirty_messages_may_leave_and_then_none() -> None:
    pace = Pace(platform=PLATFORMS["telegram"])
    allowed = []
    for chat in range(PER_SECOND):
        allowed.append(pace.allowance(NOW))
        pace.record(chat, NOW)
    assert (allowed, pace.allowance(NOW)) == (list(range(30, 0, -1)), 0)


def test_the_next_message_waits_until_the_answer_to_the_thirtieth_before_it_is_a_second_old() -> None:
    pace = Pace(platform=PLATFORMS["telegram"])
    for chat in range(PER_SECOND):
        pace.record(chat, NOW + chat * TICK)
    assert pace.free_at(NOW + ROUND_TRIP) == NOW + SECOND
    assert [pace.allowance(NOW + SECOND - TICK), pace.allowance(NOW + SECOND)] == [0, 1]
    assert pace.free_at(NOW + SECOND) == NOW + SECOND


def test_a_chat_is_written_to_once_a_second_and_others_go_ahead() -> None:
    pace = Pace(platform=PLATFORMS["telegram"])
    pace.record(1, NOW)
    assert pace.chat_free_at(1, NOW + ROUND_TRIP) == NOW + SECOND
    assert pace.chat_free_at(1, NOW + SECOND) == NOW + SECOND
    assert pace.chat_free_at(2, NOW + ROUND_TRIP) == NOW + ROUND_TRIP


def test_a_chat_that_the_platform_asked_to_wait_for_is_left_alone_exactly_that_long() -> None:
    pace = Pace(platform=PLATFORMS["telegram"])
    pace.record(1, NOW, asked=timedelta(seconds=37))
    pace.record(2, NOW)
    later = NOW + 36 * SECOND
    assert pace.allowance(later) == PER_SECOND
    assert [pace.chat_free_at(chat, later) for chat in (1, 2)] == [NOW + 37 * SECOND, later]


def test_zalo_gets_few_a_second_and_its_quota_holds_up_every_chat_of_the_bot_exactly_as_long() -> None:
    pace = Pace(platform=PLATFORMS["zalo"])
    assert pace.allowance(NOW) == 5
    pace.record(1, NOW, asked=timedelta(seconds=60))
    later = NOW + 59 * SECOND
    assert [pace.chat_free_at(chat, later) for chat in (1, 2)] == [NOW + 60 * SECOND] * 2
    assert pace.chat_free_at(2, NOW + 60 * SECOND) == NOW + 60 * SECOND


def test_what_is_over_a_second_old_is_forgotten() -> None:
    pace = Pace(platform=PLATFORMS["telegram"])
    for chat in range(1000):
        pace.record(chat, NOW + chat * SECOND)
        pace.allowance(NOW + chat * SECOND)
    assert (len(pace.answered), len(pace.chats)) == (1, 1)


def test_a_clock_that_was_put_back_does_not_silence_the_bot() -> None:
    pace = Pace(platform=PLATFORMS["telegram"])
    for chat in range(PER_SECOND):
        pace.record(chat, NOW)
    pace.record(1, NOW, asked=timedelta(hours=2))
    pace.record(2, NOW, asked=timedelta(hours=2))
    before = NOW - timedelta(hours=1)
    assert pace.free_at(NOW) == NOW + timedelta(hours=2)
    assert pace.free_at(before) == before
    assert [pace.chat_free_at(chat, before) for chat in (1, 2, 3)] == [before] * 3


def departures(count: int) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each message leaves and is answered, as the dispatcher sends: what is allowed, AT_ONCE at a time."""
    pace, now = Pace(platform=PLATFORMS["telegram"]), NOW
    while count:
        now = pace.free_at(now)
        batch = min(pace.allowance(now), count)
        count -= batch
        for start in range(0, batch, AT_ONCE):
            for lane in range(start, min(start + AT_ONCE, batch)):
                yield now, now + ROUND_TRIP
                pace.record(lane, now + ROUND_TRIP)
            now += ROUND_TRIP


def refused(arrivals: list[datetime]) -> int:
    """Return how many a platform with a strict window of a second would refuse."""
    taken: list[datetime] = []
    for instant in sorted(arrivals):
        if sum(one > instant - SECOND for one in taken[-PER_SECOND:]) < PER_SECOND:
            taken.append(instant)
    return len(arrivals) - len(taken)


@pytest.mark.parametrize("moment", [0, 1], ids=["judged as it leaves", "judged as it is answered"])
def test_a_thousand_messages_are_never_refused_by_a_strict_window(moment: int) -> None:
    assert refused([one[moment] for one in departures(1000)]) == 0


def test_a_thousand_messages_take_little_longer_than_the_limit_allows() -> None:
    last = max(answered for _, answered in departures(1000))
    assert (last - NOW) / timedelta(seconds=1000 / PER_SECOND) < 1.06
