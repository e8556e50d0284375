"""Pure: whether another program reads what people write to a bot, from how the polls of ours end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MANY = 3
"""So many conflicts are no accident, as when one service follows another."""

QUIET = timedelta(minutes=2)
"""After so long without one it is over; two polls are never further apart."""


@dataclass(frozen=True)
class Conflicts:
    """How many polls met another reader, each within QUIET of the one before, and when the last one did."""

    count: int = 0
    last_at: datetime | None = None

    def one_more(self, at: datetime) -> "Conflicts":
        """Return the conflicts with one at an instant."""
        return Conflicts(1 if self.is_over(at) else self.count + 1, at)

    def is_over(self, now: datetime) -> bool:
        """Return whether there has been none for a while. One that lies ahead was noted by a clock since put back."""
        return self.last_at is None or not now - QUIET <= self.last_at <= now

    @property
    def are_many(self) -> bool:
        """Whether there is another reader."""
        return self.count >= MANY
