"""Pure: which time is believed when the machine's clock leaps.

The clock is held against the machine's running time, which a sleep of the machine is a part of. A clock that was put
right by minutes or hours is followed. One that leaps by more than a day is not, unless a platform tells the same time:
the time that was believed runs on, so that neither a mass of notices leaves nor what is owed sleeps.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

STEP = timedelta(minutes=5)
"""A clock that is put right by less is not worth a word."""

LEAP = timedelta(hours=25)
"""A clock that leaps by more is not believed: a day, and the hour that somebody else's summer time takes."""

LONGEST_OFF = timedelta(days=180)
"""So long a service may have been off; after more, a clock that nobody confirms is more likely wrong."""


@dataclass(frozen=True)
class Trust:
    """The last instant that was believed, and the machine's running time then, in seconds.

    `is_earlier`: by an earlier start of the service; how long ago that was only the clock knows.
    """

    at: datetime
    running: float
    is_earlier: bool = False

    def runs_on(self, running: float) -> datetime:
        """Return what time it is by the running time."""
        return self.at + timedelta(seconds=running - self.running)


@dataclass(frozen=True)
class Look:
    """What is believed: `now`, and `trust` for the next look. `leap`: by how much the clock leapt since the last look,
    where that is worth a word. `is_held`: the clock is not believed, `now` is another time.
    """

    now: datetime
    trust: Trust
    leap: timedelta = timedelta()
    is_held: bool = False


def look(trust: Trust, *, clock: datetime, running: float, platform: datetime | None = None) -> Look:
    """Return what time it is, given what the machine's `clock` says and its `running` time, in seconds; `platform`:
    what time it is there, None where none has told yet.
    """
    expected = trust.runs_on(running)
    drift = clock - expected
    is_confirmed = platform is not None and abs(clock - platform) <= LEAP
    if not (is_confirmed or -LEAP <= drift <= (LONGEST_OFF if trust.is_earlier else LEAP)):
        return Look(expected, trust, is_held=True)
    is_leap = drift < -STEP or (drift > STEP and not trust.is_earlier)
    return Look(clock, Trust(clock, running), drift if is_leap else timedelta())
