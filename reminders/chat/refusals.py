"""Pure: which messages come again when they could not be handled, and how often the database has refused each."""

from collections import Counter
from dataclasses import dataclass, field

from bots.channel import Incoming
from db.errors import OF_A_STATEMENT, is_of_the_store

GIVEN_UP_AFTER = 3
"""So often a message comes whose own statements the database refuses."""


@dataclass
class Refusals:
    """What the database has refused since the start, by message."""

    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def comes_again(self, message: Incoming, error: Exception) -> bool:
        """Return whether a message that could not be handled counts as not received.

        It does while the database is in trouble, however long: nothing of it is stored. What the database refuses of
        this message alone may be a collision with another and succeed the next time. When it does not, it is a fault
        of the program, like every other exception, and must not hold up all other messages for ever.
        """
        if is_of_the_store(error):
            return True
        if not isinstance(error, OF_A_STATEMENT):
            return False
        self._counts[message.channel, message.update_id] += 1
        return self._counts[message.channel, message.update_id] < GIVEN_UP_AFTER

    def forget(self, message: Incoming) -> None:
        """Take note that a message was handled, or apologised for."""
        self._counts.pop((message.channel, message.update_id), None)
