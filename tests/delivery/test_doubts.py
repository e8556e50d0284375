"""A channel is doubted when many of its chats refuse within minutes; a few that do are believed."""

from datetime import datetime, timedelta

import pytest

from db.queries.refusals import Refusals
from reminders.delivery.doubts import is_doubtful
from tests.rows import at

NOW = at("2021-10-05", "07:10")
BEFORE = at("2021-10-05", "07:00")
"""Ten minutes before NOW: what happened then is not counted."""


def seen(
    refused: int, linked: int, *, gone_at: datetime = NOW, arrived: datetime | None = None, trusted: str | None = None
) -> Refusals:
    """Return that so many chats were closed and so many are linked."""
    trusted_from = at("2021-10-05", trusted) if trusted else None
    gone = dict.fromkeys(range(refused), gone_at)
    return Refusals(gone=gone, linked=linked, arrived_at=arrived, trusted_from=trusted_from)


EARLIER, LATER = NOW - timedelta(seconds=1), NOW


@pytest.mark.parametrize(
    ("found", "is_doubted"),
    [
        (seen(0, 0), False),
        (seen(5, 40), False),
        (seen(6, 40), True),
        (seen(6, 40, arrived=EARLIER), True),
        (seen(6, 40, arrived=LATER), False),
        (seen(6, 24, arrived=LATER), False),
        (seen(6, 23, arrived=LATER), True),
        (seen(6, 40, gone_at=BEFORE), False),
        (seen(6, 40, gone_at=BEFORE + timedelta(seconds=1)), True),
        (seen(6, 40, trusted="07:10"), False),
        (seen(6, 40, trusted="07:09"), True),
        (seen(2, 0), False),
        (seen(3, 0), True),
        (seen(3, 1), False),
        (seen(3, 0, arrived=LATER), False),
    ],
    ids=[
        "nobody",
        "a handful",
        "a handful and one, and nothing arrives",
        "what arrived before them shows nothing",
        "a few of many, and others take messages",
        "a fifth of all",
        "more than a fifth",
        "ten minutes ago",
        "within ten minutes",
        "before the channel was found to work",
        "after that",
        "both of two",
        "all of three",
        "three of four",
        "three, and a stranger's chat takes messages",
    ],
)
def test_many_refusals_within_minutes_are_the_channels(found: Refusals, is_doubted: bool) -> None:
    assert is_doubtful(found, now=NOW) is is_doubted


def test_what_lies_ahead_of_a_clock_that_was_put_back_is_not_counted() -> None:
    assert not is_doubtful(seen(6, 40, gone_at=NOW + timedelta(hours=7)), now=NOW)
