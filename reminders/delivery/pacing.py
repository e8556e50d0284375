"""Pure: how fast one bot may speak; `now` is passed in, so a simulated day is paced like a real one.

How many messages a second one bot may send its platform says (`bots.platform`); one chat gets one a second. Their own
algorithms are unpublished, so the strict form is used: of 30 a second, message i+30 waits until the answer to message
i is a second old.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bots.platform import Platform

SECOND = timedelta(seconds=1)


@dataclass
class Pace:
    """What one bot has sent within the last second, and from when on each chat may be written to again."""

    platform: Platform
    answered: list[datetime] = field(default_factory=list)
    chats: dict[int, datetime] = field(default_factory=dict)
    rests_until: datetime | None = None
    refused: int | None = None
    """The chat for which the platform asked to wait in its last answer."""

    def allowance(self, now: datetime) -> int:
        """Return how many messages may leave now."""
        self._forget(now)
        return 0 if self.is_stopped(now) else self.platform.per_second - len(self.answered)

    def is_stopped(self, now: datetime) -> bool:
        """Return whether the platform asked to wait with every chat."""
        return self.rests_until is not None and now < self.rests_until

    def free_at(self, now: datetime) -> datetime:
        """Return when the next message may leave; `now` when one may leave at once."""
        if self.rests_until is not None and self.is_stopped(now):
            return self.rests_until
        return now if self.allowance(now) > 0 else self.answered[0] + SECOND

    def chat_free_at(self, binding_id: int, now: datetime) -> datetime:
        """Return when the next message to one chat may leave."""
        return max(now, self.chats.get(binding_id, now), self.rests_until or now)

    def record(self, binding_id: int, answered_at: datetime, *, asked: timedelta | None = None) -> None:
        """Count one message whose answer came at `answered_at`; its chat is left alone for a second.

        When the platform `asked` to wait, it is left alone exactly that long, and so is every chat if it stops all, or
        has asked so for two chats in a row: then it means the bot.
        """
        self.answered.append(answered_at)
        self.chats[binding_id] = answered_at + max(SECOND, asked or SECOND)
        if asked and (self.platform.stops_all or self.refused not in (None, binding_id)):
            self.rests_until = answered_at + asked
        self.refused = binding_id if asked else None

    def _forget(self, now: datetime) -> None:
        # What lies ahead was recorded before the machine's clock was put back: it holds up nobody.
        self.answered = sorted(at for at in self.answered if now - SECOND < at <= now)
        self.chats = {chat: at for chat, at in self.chats.items() if at > now}
