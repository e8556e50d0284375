"""Shell: what of the outbox should have left, and what did."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.outbox import UNDER_WAY
from db.statuses import NoticeStatus
from db.tables import ChatBinding, Notification


@dataclass(frozen=True)
class Waiting:
    """How many notices of a channel should have left by an instant, and the one that has waited longest."""

    count: int
    oldest_at: datetime


def waiting(session: Session, *, since: datetime) -> dict[str, Waiting]:
    """Return for each channel what should have left at `since` or before and waits, or was never settled."""
    query = (
        select(ChatBinding.channel, func.count(), func.min(Notification.send_at))
        .join(Notification, col(Notification.binding_id) == ChatBinding.id)
        .where(col(Notification.status).in_((NoticeStatus.PENDING, *UNDER_WAY)), col(Notification.send_at) <= since)
        .group_by(col(ChatBinding.channel))
    )
    return {channel: Waiting(count, oldest) for channel, count, oldest in session.exec(query).all()}


def last_sent(session: Session, *, since: datetime) -> dict[str, datetime]:
    """Return when a message last reached a chat of each channel, where that was at `since` or later."""
    query = (
        select(ChatBinding.channel, func.max(Notification.sent_at))
        .join(Notification, col(Notification.binding_id) == ChatBinding.id)
        .where(Notification.status == NoticeStatus.SENT, col(Notification.sent_at) >= since)
        .group_by(col(ChatBinding.channel))
    )
    return {channel: at for channel, at in session.exec(query).all() if at}


def by_status(session: Session) -> dict[NoticeStatus, int]:
    """Return how many rows of the outbox stand where."""
    query = select(Notification.status, func.count()).group_by(col(Notification.status))
    return {NoticeStatus(status): count for status, count in session.exec(query).all()}
