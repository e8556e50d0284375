"""Pure: how fast one bot may speak; `now` is passed in, so a simulated day is paced like a real one.

Telegram's limits are as measured: 30 messages a second per bot, one a second to one chat. The platform's own algorithm
is unpublished, so the strict form is used: message i+30 waits until the answer to message i is a second old.
Zalo publishes no number at all, only that a bot has a quota: it gets few a second, and its refusal is the whole bot's.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What a platform takes from one bot. `stops_all`: asked to wait, the bot waits with every chat."""

    per_second: int
    stops_all: bool = False


TELEGRAM = Limit(per_second=30)
LIMITS = {"telegram": TELEGRAM, "zalo": Limit(per_second=5, stops_all=True)}
"""By channel; a channel that is not listed is paced like Telegram."""


@dataclass
class Pace:
    """What one bot has sent within the last second, and from when on each chat may be written to again."""

    limit: Limit = TELEGRAM
    answered: list[datetime] = field(default_factory=list)
    chats: dict[int, datetime] = field(default_factory=dict)
    rests_until: datetime | None = None

    def allowance(self, now: datetime) -> int:
        """Return how many messages may leave now."""
        self._forget(now)
        return self.limit.per_second - len(self.answered)

    def free_at(self, now: datetime) -> datetime:
        """Return when the next message may leave; `now` when one may leave at once."""
        return now if self.allowance(now) > 0 else self.answered[0] + SECOND

    def chat_free_at(self, binding_id: int, now: datetime) -> datetime:
        """Return when the next message to one chat may leave."""
        return max(now, self.chats.get(binding_id, now), self.rests_until or now)

    def record(self, binding_id: int, answered_at: datetime, *, asked: timedelta | None = None) -> None:
        """Count one message whose answer came at `answered_at`; its chat is left alone for a second.

        When the platform `asked` to wait, it is left alone exactly that long, and so is every chat if it stops all.
        """
        self.answered.append(answered_at)
        self.chats[binding_id] = answered_at + max(SECOND, asked or SECOND)
        if asked and self.limit.stops_all:
            self.rests_until = answered_at + asked

    def _forget(self, now: datetime) -> None:
        # What lies ahead was recorded before the machine's clock was put back: it holds up nobody.
        self.answered = sorted(at for at in self.answered if now - SECOND < at <= now)
        self.chats = {chat: at for chat, at in self.chats.items() if at > now}
