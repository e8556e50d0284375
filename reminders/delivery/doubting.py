"""Shell: a chat refuses in its platform's own words: it is closed, or the channel is doubted and the chat stays.

While a channel is doubted nothing is closed; what is owed there waits, and one message at a time goes out to see. The
first that arrives ends the doubt. A chat that refuses once more after that is closed. That a channel is doubted is an
open trouble: a restart does not forget it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries import bindings
from db.queries.refusals import refusals
from db.statuses import TroubleKind
from db.tables import ChatBinding
from reminders.delivery.doubts import WITHIN, is_doubtful
from reminders.people.chats import close_chat, reopen_chat
from reminders.watch.troubles import Finding, begin, end, open_troubles

DOUBTED = TroubleKind.CHANNEL_DOUBTED
OTHERS_FIRST = timedelta(minutes=1)
"""So long the chats wait that have refused, where others can show whether the channel works."""


def doubted_since(session: Session, channel: str) -> datetime | None:
    """Return since when a channel is doubted; None when it is not."""
    found = [one.began_at for one in open_troubles(session) if (one.kind, one.subject) == (DOUBTED, channel)]
    return found[0] if found else None


def close_or_doubt(
    session: Session, binding: ChatBinding, notices: Collection[int], *, reason: str, now: datetime
) -> bool:
    """Close a chat that refuses, with the `notices` that were not sent; return whether the channel is doubted instead,
    from now on: then the chat is linked as before, and so are those that were closed in the same minutes.
    """
    close_chat(session, binding, notices, reason=reason, now=now)
    session.flush()
    seen = refusals(session, binding.channel, since=now - WITHIN)
    if not is_doubtful(seen, now=now):
        return False
    for chat in bindings.by_ids(session, seen.gone):
        words = chat.trouble
        reopen_chat(session, chat, send_at=now + OTHERS_FIRST, now=now)
        chat.trouble = words
    begin(session, Finding(kind=DOUBTED, subject=binding.channel), now=now)
    return True


def trust(session: Session, channel: str, *, now: datetime) -> None:
    """A message that was to show whether a doubted channel works has arrived: it does."""
    end(session, DOUBTED, channel, now=now)
