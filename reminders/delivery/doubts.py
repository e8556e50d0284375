"""Pure: whether it is a channel that is at fault, and not its chats, when many of them refuse at once.

People block a bot one by one. When many chats do within minutes, it is more likely the platform, something in between
that speaks in its name, or the token of another bot: all of them would be lost, the coordinator's too.
"""

from datetime import datetime, timedelta

from db.queries.refusals import Refusals

WITHIN = timedelta(minutes=10)
HANDFUL = 5
"""So many chats may refuse within minutes, and each is believed."""

SHARE = 5
"""More of them are believed while they are no more than one in so many, and others take messages."""

FEW = 3
"""Of a small office, that all of its chats refuse is not believed from so many on."""


def is_doubtful(seen: Refusals, *, now: datetime) -> bool:
    """Return whether a channel is to be doubted: of what refused within minutes, and since it was last doubted."""
    begin = max(now - WITHIN, seen.trusted_from or now - WITHIN)
    recent = sorted(at for at in seen.gone.values() if begin < at <= now)
    if not recent:
        return False
    is_deaf = seen.arrived_at is None or seen.arrived_at < recent[0]
    if len(recent) > HANDFUL:
        return is_deaf or len(recent) * SHARE > seen.linked + len(recent)
    return is_deaf and len(recent) >= FEW and seen.linked == 0
