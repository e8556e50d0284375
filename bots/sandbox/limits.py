"""Pure: the strict form of Telegram's sending limits: sliding windows, per bot, per chat, per group.

The real algorithm is unpublished; a sender that keeps within these windows keeps within any bucket of the same rate.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

BOT_PER_SECOND = 30
CHAT_PER_SECOND = 1
GROUP_PER_MINUTE = 20

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@dataclass
class Limits:
    """The accepted sends of the last minute of one bot."""

    _sends: deque[tuple[datetime, str]] = field(default_factory=deque)

    def wait_seconds(self, chat_id: str, *, is_group: bool, now: datetime) -> int:
        """Count a send and return 0; or count nothing and return how many whole seconds the sender has to wait."""
        while self._sends and self._sends[0][0] <= now - MINUTE:
            self._sends.popleft()
        everywhere = [at for at, _ in self._sends]
        here = [at for at, chat in self._sends if chat == chat_id]
        free_at = max(
            _free_at(everywhere, BOT_PER_SECOND, SECOND, now),
            _free_at(here, CHAT_PER_SECOND, SECOND, now),
            _free_at(here, GROUP_PER_MINUTE, MINUTE, now) if is_group else now,
        )
        if free_at <= now:
            self._sends.append((now, chat_id))
        return math.ceil((free_at - now).total_seconds())


def _free_at(sends: list[datetime], most: int, window: timedelta, now: datetime) -> datetime:
    """Return when a window that takes `most` sends has room again; `sends` are in order of time."""
    return max(now, sends[-most] + window) if len(sends) >= most else now
