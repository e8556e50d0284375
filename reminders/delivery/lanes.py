"""Pure: one channel's way out: its own pace, since when its platform has not answered, and when it is asked again.

Each channel has one, so that what happens to one platform never slows the others. A platform that is silent is asked by
one message at a time, after growing pauses: what is handed over may arrive without an answer, and leave twice. So is
one that is doubted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reminders.delivery.pacing import Pace, pause_after

LONGEST_REST = timedelta(minutes=1)


@dataclass
class Lane:
    """`is_down_since` is when the platform first gave no answer after the last one it gave; None when it answers.
    `is_doubted_since`: its chats refuse and are not believed. Until `rests_until` it is asked nothing, after so many
    `silences` (or refusals that are not believed) in a row.
    """

    pace: Pace
    is_down_since: datetime | None = None
    is_doubted_since: datetime | None = None
    silences: int = 0
    rests_until: datetime | None = None

    def heard(self, is_silence: bool, at: datetime, *, is_trusted: bool = False) -> None:
        """Take note of what became of a request that ended at `at`; requests that ended together are one silence.

        `is_trusted`: it shows that a platform works that was doubted.
        """
        if is_trusted:
            self.is_doubted_since = None
        if is_silence:
            self.is_down_since = self.is_down_since or at
            self._rest(at)
            return
        self.is_down_since = None
        if self.is_doubted_since is None:
            self.silences, self.rests_until = 0, None

    def doubt(self, at: datetime) -> None:
        """Take note of a refusal, at `at`, that is not believed."""
        self.is_doubted_since = self.is_doubted_since or at
        self._rest(at)

    def is_probe(self, began_at: datetime) -> bool:
        """Return whether a message that began to leave at `began_at` shows whether a doubted platform can be trusted:
        what was under way when the doubt began does not.
        """
        return self.is_doubted_since is not None and began_at > self.is_doubted_since

    def _rest(self, at: datetime) -> None:
        if self.rests_until is None or at >= self.rests_until:
            self.silences += 1
            self.rests_until = at + pause_after(self.silences, LONGEST_REST)

    def is_resting(self, now: datetime) -> bool:
        """Return whether nothing may leave for a while, whatever waits. What lies too far ahead was written down before
        the machine's clock was put back: it holds up nobody.
        """
        is_silent = self.rests_until is not None and now < self.rests_until <= now + LONGEST_REST
        return is_silent or self.pace.is_stopped(now)

    def allowance(self, now: datetime) -> int:
        """Return how many messages may leave now."""
        if self.is_resting(now):
            return 0
        is_asking = self.is_down_since or self.is_doubted_since
        return min(1, self.pace.allowance(now)) if is_asking else self.pace.allowance(now)

    def free_at(self, now: datetime) -> datetime:
        """Return when the next message may leave; `now` when one may leave at once."""
        return max(self.pace.free_at(now), self.rests_until if self.rests_until and self.is_resting(now) else now)
