"""Pure: what distinguishes two wordings of one message, kept instead of what was said."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from reminders.items.undo import UNDO_WITHIN
from reminders.replies import Reply
from schedules.letters import clean

READ_AGAIN_WITHIN = UNDO_WITHIN
"""So long after a message came another wording of it is read (inclusive): as long as what it did can be taken back."""


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """Of the words of a message, but for case and spaces, and of what they were taken for."""

    words: str
    meaning: str


def fingerprint(text: str, reply: Reply) -> Fingerprint:
    """Return the fingerprint of a message."""
    return Fingerprint(words=_short(clean(text).casefold()), meaning=_short(repr(reply)))


def is_too_late(first_at: datetime, now: datetime) -> bool:
    """Return whether a message that came first so long ago is not read again."""
    return now > first_at + READ_AGAIN_WITHIN


def _short(said: str) -> str:
    return sha256(said.encode()).hexdigest()[:16]
