"""Three conflicts, each soon after the one before, are another reader; a stray one is not."""

from datetime import timedelta

import pytest

from reminders.watch.conflicts import Conflicts
from tests.rows import NOW

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("seconds", "are_many"),
    [
        ((0, 1), False),
        ((0, 1, 3), True),
        ((0, 120, 240), True),
        ((0, 121, 242), False),
        ((0, 1, 122, 123), False),
        ((0, 1, 122, 123, 125), True),
        ((0, 1, -25_200), False),
    ],
)
def test_conflicts_count_while_none_is_long_after_the_one_before(seconds: tuple[int, ...], are_many: bool) -> None:
    found = Conflicts()
    for after in seconds:
        found = found.one_more(NOW + after * SECOND)
    assert found.are_many is are_many


@pytest.mark.parametrize(("seconds", "is_over"), [(0, False), (120, False), (121, True), (-1, True)])
def test_it_is_over_when_there_has_been_none_for_two_minutes(seconds: int, is_over: bool) -> None:
    assert Conflicts().one_more(NOW).is_over(NOW + seconds * SECOND) is is_over


def test_without_any_it_is_over() -> None:
    assert Conflicts().is_over(NOW)
