"""Shell: the clock of the service: the machine's, as far as it is believed."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from reminders.clock import SystemClock, running_seconds
from reminders.watch.trust import STEP, Trust, look

FRESH_SECONDS = 3600.0
"""So long after a platform told its time the machine's running time goes on from there."""


class GuardedClock:
    """Tells the believed time, from any thread. `last`: when the service was alive before this start."""

    def __init__(
        self,
        last: datetime | None,
        *,
        machine: Callable[[], datetime] = SystemClock().now,
        running: Callable[[], float] = running_seconds,
    ) -> None:
        self._machine, self._running, self._one_at_a_time = machine, running, Lock()
        self._trust = Trust(last or machine(), running(), is_earlier=True)
        self._platform: Trust | None = None
        self._leaps: list[timedelta] = []
        self._off_by = timedelta()

    def now(self) -> datetime:
        """Return the believed instant, aware, in UTC."""
        with self._one_at_a_time:
            clock, running = self._machine(), self._running()
            found = look(self._trust, clock=clock, running=running, platform=self._platform_time(running))
            self._trust = found.trust
            self._off_by = clock - found.now if found.is_held else timedelta()
            if found.leap:
                self._leaps.append(found.leap)
            return found.now

    async def sleep(self, seconds: float) -> None:
        """Wait for real."""
        await asyncio.sleep(seconds)

    def hear(self, platform: datetime) -> None:
        """Take note of what time it is at a platform that has just answered."""
        with self._one_at_a_time:
            self._platform = Trust(platform, self._running())

    def accept(self) -> None:
        """Believe the machine's clock from now on, whatever spoke against it."""
        with self._one_at_a_time:
            self._trust, self._platform = Trust(self._machine(), self._running()), None

    @property
    def off_by(self) -> timedelta:
        """By how much the machine's clock is ahead of the believed time; zero while it is believed."""
        return self._off_by

    @property
    def wrong_by(self) -> timedelta:
        """By how much the machine's clock is ahead of the platforms' time; zero when it is not worth a word."""
        with self._one_at_a_time:
            platform = self._platform_time(self._running())
            ahead = self._machine() - platform if platform else timedelta()
            return ahead if abs(ahead) > STEP else timedelta()

    def take_leaps(self) -> list[timedelta]:
        """Return by how much the clock leapt since this was asked last, and was followed."""
        with self._one_at_a_time:
            leaps, self._leaps = self._leaps, []
            return leaps

    def _platform_time(self, running: float) -> datetime | None:
        told = self._platform
        return told.runs_on(running) if told and running - told.running <= FRESH_SECONDS else None
