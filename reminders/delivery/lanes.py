"""Pure: one channel's way out: its own pace, and since when its platform has not answered.

Each channel has one, so that what happens to one platform never slows the others.
"""

from dataclasses import dataclass
from datetime import datetime

from reminders.delivery.pacing import Pace


@dataclass
class Lane:
    """`is_down_since` is when the platform first gave no answer after the last one it gave; None when it answers."""

    pace: Pace
    is_down_since: datetime | None = None

    def heard(self, is_silence: bool, at: datetime) -> None:
        """Take note of what became of a request that ended at `at`."""
        self.is_down_since = (self.is_down_since or at) if is_silence else None
