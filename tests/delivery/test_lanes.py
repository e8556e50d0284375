"""The way out of a channel that is doubted: one message at a time, after growing pauses, until one arrives."""

from datetime import timedelta

from bots.platforms import PLATFORMS
from reminders.delivery.lanes import Lane
from reminders.delivery.pacing import Pace
from tests.rows import NOW

SECOND = timedelta(seconds=1)


def doubted(times: int = 1) -> Lane:
    """Return a lane whose chats have refused so many times in a row, each as soon as they were asked."""
    lane, at = Lane(Pace(PLATFORMS["telegram"])), NOW
    for _ in range(times):
        lane.doubt(at)
        at = lane.rests_until or at
    return lane


def test_it_is_asked_after_growing_pauses_by_one_message_at_a_time() -> None:
    pauses = []
    for times in (1, 2, 3, 6, 9):
        lane = doubted(times)
        before = doubted(times - 1).rests_until if times > 1 else NOW
        assert lane.rests_until
        assert before
        pauses.append((lane.rests_until - before).total_seconds())
        assert (lane.allowance(lane.rests_until - SECOND), lane.allowance(lane.rests_until)) == (0, 1)
    assert pauses == [2, 4, 8, 60, 60]


def test_refusals_that_end_together_are_one() -> None:
    lane = doubted()
    lane.doubt(NOW + SECOND)
    assert (lane.rests_until, lane.is_doubted_since) == (NOW + 2 * SECOND, NOW)


def test_what_was_under_way_when_the_doubt_began_shows_nothing() -> None:
    lane = doubted()
    assert [lane.is_probe(NOW - SECOND), lane.is_probe(NOW), lane.is_probe(NOW + SECOND)] == [False, False, True]
    lane.heard(False, NOW + SECOND)
    assert lane.is_resting(NOW + SECOND)


def test_it_is_not_silent() -> None:
    lane = doubted()
    assert lane.is_down_since is None
    lane.heard(True, NOW + 3 * SECOND)
    assert lane.is_down_since == NOW + 3 * SECOND


def test_once_it_is_trusted_again_it_goes_on_at_its_own_pace() -> None:
    lane = doubted(3)
    lane.heard(False, NOW + 20 * SECOND, is_trusted=True)
    assert lane.allowance(NOW + 20 * SECOND) == 30
