"""Pure: how fast one bot may speak; `now` is passed in, so a simulated day is paced like a real one.

How many messages a second one bot may send its platform says (`bots.platform`); one chat gets one a second. Their own
algorithms are unpublished, so the strict form is used: of 30 a second, message i+30 waits until the answer to message
i is a second old.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bots.platform import Platform

SECOND = timedelta(seconds=1)
Span = tuple[datetime, datetime]
"""From when until when; before it nothing is known, for the machine's clock was put back."""


def pause_after(failures: int, longest: timedelta) -> timedelta:
    """Return how long to wait after so many failures (from 1) in a row: 2, 4, 8 … seconds, at most the longest."""
    return min(timedelta(seconds=2 ** min(failures, 10)), longest)


@dataclass
class Pace:
    """What one bot has sent within the last second; how long each chat, and the whole bot, is left alone."""

    platform: Platform
    answered: list[datetime] = field(default_factory=list)
    chats: dict[int, Span] = field(default_factory=dict)
    rest: Span | None = None
    refused: int | None = None
    """The chat for which the platform asked to wait in its last answer."""

    def allowance(self, now: datetime) -> int:
        """Return how many messages may leave now."""
        self._forget(now)
        return 0 if self.is_stopped(now) else self.platform.per_second - len(self.answered)

    def is_stopped(self, now: datetime) -> bool:
        """Return whether the platform asked to wait with every chat."""
        return self.rest is not None and self.rest[0] <= now < self.rest[1]

    def free_at(self, now: datetime) -> datetime:
        """Return when the next message may leave; `now` when one may leave at once."""
        if self.rest and self.is_stopped(now):
            return self.rest[1]
        return now if self.allowance(now) > 0 else self.answered[0] + SECOND

    def chat_free_at(self, binding_id: int, now: datetime) -> datetime:
        """Return when the next message to one chat may leave."""
        spans = (self.chats.get(binding_id), self.rest)
        return max([now, *(span[1] for span in spans if span and span[0] <= now)])

    def record(self, binding_id: int, answered_at: datetime, *, asked: timedelta | None = None) -> None:
        """Count one message whose answer came at `answered_at`; its chat is left alone for a second.

        When the platform `asked` to wait, it is left alone exactly that long, and so is every chat if it stops all, or
        has asked so for two chats in a row: then it means the bot.
        """
        self.answered.append(answered_at)
        self.chats[binding_id] = (answered_at, answered_at + max(SECOND, asked or SECOND))
        if asked and (self.platform.stops_all or self.refused not in (None, binding_id)):
            self.rest = (answered_at, answered_at + asked)
        self.refused = binding_id if asked else None

    def _forget(self, now: datetime) -> None:
        # What lies ahead was recorded before the machine's clock was put back: it holds up nobody.
        self.answered = sorted(at for at in self.answered if now - SECOND < at <= now)
        self.chats = {chat: span for chat, span in self.chats.items() if span[0] <= now < span[1]}
