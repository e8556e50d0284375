"""Shell: a flood: more messages from one chat in a minute than a person writes. It must not drown the other chats."""

from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries import people
from db.statuses import BindingStatus
from db.tables import ChatBinding

MOST = 30
"""So many messages a minute are acted on; a coordinator who presses through a long list stays far below."""

MOST_OF_A_STRANGER = 10
WITHIN = timedelta(minutes=1)


def beyond(session: Session, binding: ChatBinding, *, now: datetime, coming: int = 0) -> int:
    """Return how many messages of this minute, the one just stored included, are too many: 0 while there is no flood.

    The first one is told that it was not acted on; the others get no answer, as each would cost one of the chat's
    few messages a second. `coming` messages are counted that are not stored yet.
    """
    most = MOST if binding.status is BindingStatus.LINKED else MOST_OF_A_STRANGER
    return max(0, people.written_since(session, binding.id, now - WITHIN) + coming - most)
