"""Shell: questions about the chats of one channel that refused the bot lately, and those that did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import audit
from db.statuses import BindingStatus, TroubleKind
from db.tables import ChatBinding, Notification, Trouble


@dataclass(frozen=True, kw_only=True)
class Refusals:
    """Of one channel: when each chat that is gone was closed, chats apart that had refused before, while the channel
    was doubted; how many chats are linked; when a message last arrived; when the channel was last doubted.
    """

    gone: Mapping[int, datetime]
    linked: int
    arrived_at: datetime | None
    trusted_from: datetime | None


def refusals(session: Session, channel: str, *, since: datetime) -> Refusals:
    """Return what happened on a channel after an instant."""
    entries = audit.recorded(session, "chat_binding", "chat_gone", since=since)
    closed = {one.subject_id: one.recorded_at for one in entries if "again" not in one.details}
    gone = select(ChatBinding.id).where(ChatBinding.channel == channel, ChatBinding.status == BindingStatus.GONE)
    there = select(func.count()).where(ChatBinding.channel == channel, ChatBinding.status == BindingStatus.LINKED)
    chats = select(ChatBinding.id).where(ChatBinding.channel == channel)
    arrived = select(func.max(Notification.sent_at)).where(
        col(Notification.binding_id).in_(chats), col(Notification.sent_at) > since
    )
    ended = select(func.max(Trouble.ended_at)).where(
        Trouble.kind == TroubleKind.CHANNEL_DOUBTED, Trouble.subject == channel
    )
    return Refusals(
        gone={key: closed[key] for key in session.exec(gone.where(col(ChatBinding.id).in_(closed))).all()},
        linked=session.exec(there).one(),
        arrived_at=session.exec(arrived).one(),
        trusted_from=session.exec(ended).one(),
    )
