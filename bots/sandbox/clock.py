"""Pure: what the page may ask of the demo's clock; `reminders` provides one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class ClockStatus:
    """The clock as the page shows it. `speed` is simulated seconds per real second while playing."""

    now: datetime
    is_playing: bool
    speed: float
    next_event_at: datetime | None = None


class DemoClock(Protocol):
    """A clock that a person can step, play and pause. Each call returns when the service has caught up."""

    def now(self) -> datetime:
        """Return the simulated instant, aware."""

    def status(self) -> ClockStatus:
        """Return the clock's state now."""

    async def step_to_next_event(self) -> None:
        """Go to the next instant at which something is due to happen."""

    async def step_day(self) -> None:
        """Go one day on, with everything that happens in between."""

    async def play(self, speed: float) -> None:
        """Let time run, `speed` simulated seconds per real second; returns at once."""

    async def pause(self) -> None:
        """Stop time."""
