"""Shell: questions about the files that officers sent as evidence."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select

from db.statuses import Decision, NoticeStatus
from db.tables import Completion, Evidence, InboundMessage, Notification


def of_item(session: Session, occurrence_id: int | None) -> Sequence[Evidence]:
    """Return the evidence of an item, oldest first; None: what belongs to no item yet."""
    query = select(Evidence).where(Evidence.occurrence_id == occurrence_id)
    return session.exec(query.order_by(col(Evidence.id))).all()


def everything(session: Session) -> Sequence[Evidence]:
    """Return all evidence, oldest first."""
    return session.exec(select(Evidence).order_by(col(Evidence.id))).all()


def waiting(session: Session, binding_id: int, *, since: datetime) -> Sequence[Evidence]:
    """Return what a chat has sent since an instant and nobody has said of which item."""
    query = select(Evidence).where(
        Evidence.binding_id == binding_id, col(Evidence.occurrence_id).is_(None), col(Evidence.received_at) >= since
    )
    return session.exec(query.order_by(col(Evidence.id))).all()


def of_messages(session: Session, inbound_ids: Collection[int]) -> Sequence[Evidence]:
    """Return what came with some messages; what shows several items is there once for each."""
    query = select(Evidence).where(col(Evidence.inbound_id).in_(inbound_ids))
    return session.exec(query.order_by(col(Evidence.id))).all()


def of_album(session: Session, binding_id: int, album: str | None) -> Sequence[Evidence]:
    """Return what has come of an album in a chat."""
    query = select(Evidence).where(Evidence.binding_id == binding_id, Evidence.album == album)
    return session.exec(query.order_by(col(Evidence.id))).all() if album else []


def bytes_since(session: Session, binding_id: int, since: datetime) -> int:
    """Return how many bytes a chat has sent since an instant; a file that shows several items counts once."""
    files = (
        select(Evidence.inbound_id, Evidence.sha256, Evidence.size)
        .where(Evidence.binding_id == binding_id, col(Evidence.received_at) >= since)
        .distinct()
    )
    return sum(size for _, _, size in session.exec(files).all())


def is_received(session: Session, channel: str, update_id: str) -> bool:
    """Return whether a message has been received before."""
    query = select(InboundMessage.id).where(InboundMessage.channel == channel, InboundMessage.update_id == update_id)
    return session.exec(query).first() is not None


def completed_in_chat(session: Session, binding_id: int, *, since: datetime) -> set[int]:
    """Return the items that were reported done from a chat since an instant, and not taken back."""
    query = (
        select(Completion.occurrence_id)
        .join(InboundMessage, col(InboundMessage.id) == Completion.inbound_id)
        .where(InboundMessage.binding_id == binding_id, col(Completion.completed_at) >= since)
        .where(or_(col(Completion.decision).is_(None), Completion.decision != Decision.WITHDRAWN))
    )
    return set(session.exec(query).all())


def told_in_chat(session: Session, binding_id: int, *, since: datetime) -> set[int]:
    """Return the items that a chat was sent something about since an instant."""
    query = select(Notification.occurrence_id).where(
        Notification.binding_id == binding_id,
        Notification.status == NoticeStatus.SENT,
        col(Notification.sent_at) >= since,
    )
    return {key for key in session.exec(query).all() if key is not None}
