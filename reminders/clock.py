"""Shell: the clock: the only place that asks what time it is."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits for it to pass."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Return when this much time has passed."""


def running_seconds() -> float:
    """Return for how long the machine has been running, in seconds, what it slept included where it tells that; nobody
    sets this clock.
    """
    return time.clock_gettime(_RUNNING)


_RUNNING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait for real."""
        await asyncio.sleep(seconds)


class SteppedClock:
    """A clock that stands still until it is moved; for the demo and for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant the clock stands at."""
        return self._now

    def move_to(self, instant: datetime) -> None:
        """Move on to an instant; never back."""
        self._now = max(self._now, instant.astimezone(UTC))

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.move_to(self._now + timedelta(seconds=seconds))
