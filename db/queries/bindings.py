"""Shell: questions about chats: whose they are, since when, when somebody wrote there."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, InboundMessage, Officer


def chat(session: Session, channel: str, chat_id: str) -> ChatBinding | None:
    """Return what is known of a chat."""
    return with_officer(session, channel, chat_id)[0]


def with_officer(session: Session, channel: str, chat_id: str) -> tuple[ChatBinding | None, Officer | None]:
    """Return what is known of a chat, and the officer to whom it is or was linked."""
    query = select(ChatBinding, Officer).join(Officer, col(Officer.id) == ChatBinding.officer_id, isouter=True)
    query = query.where(ChatBinding.channel == channel, ChatBinding.chat_id == chat_id)
    return session.exec(query).first() or (None, None)


def by_ids(session: Session, ids: Collection[int]) -> Sequence[ChatBinding]:
    """Return the chats with these bindings."""
    return session.exec(select(ChatBinding).where(col(ChatBinding.id).in_(ids))).all()


def with_chats(session: Session, agency_ids: Collection[int]) -> Sequence[tuple[Officer, ChatBinding | None]]:
    """Return everybody who is or was an officer of some agencies with each chat of theirs (None: they have none)."""
    query = (
        select(Officer, ChatBinding)
        .join(ChatBinding, col(ChatBinding.officer_id) == col(Officer.id), isouter=True)
        .where(col(Officer.agency_id).in_(agency_ids))
    )
    return session.exec(query.order_by(col(Officer.id), col(ChatBinding.id))).all()


def linked_chats(session: Session) -> dict[int, int]:
    """Return how many linked chats each agency has that has any."""
    query = (
        select(Officer.agency_id, func.count())
        .join(ChatBinding, col(ChatBinding.officer_id) == col(Officer.id))
        .where(ChatBinding.status == BindingStatus.LINKED)
        .group_by(col(Officer.agency_id))
    )
    return dict(session.exec(query).all())


def linked_officers(session: Session) -> set[int]:
    """Return the officers who have a linked chat, by their numbers."""
    query = select(ChatBinding.officer_id).where(ChatBinding.status == BindingStatus.LINKED).distinct()
    return {officer_id for officer_id in session.exec(query).all() if officer_id is not None}


def first_linked_at(session: Session, agency_id: int) -> datetime | None:
    """Return when an officer of an agency first linked a chat."""
    query = (
        select(ChatBinding.linked_at)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(Officer.agency_id == agency_id, col(ChatBinding.linked_at).is_not(None))
    )
    return session.exec(query.order_by(col(ChatBinding.linked_at)).limit(1)).first()


def last_written(session: Session, binding_ids: Collection[int]) -> dict[int, datetime]:
    """Return when something was last written in each of these chats in which anything was."""
    query = select(InboundMessage.binding_id, func.max(InboundMessage.received_at)).where(
        col(InboundMessage.binding_id).in_(binding_ids)
    )
    return dict(session.exec(query.group_by(col(InboundMessage.binding_id))).all())


def written_since(session: Session, binding_id: int, since: datetime) -> int:
    """Return how many messages were written in a chat after an instant."""
    query = select(func.count(col(InboundMessage.id))).where(
        InboundMessage.binding_id == binding_id, col(InboundMessage.received_at) > since
    )
    return session.exec(query).one()


def chats_of_role(session: Session, channel: str, role: Role) -> Sequence[ChatBinding]:
    """Return the linked chats of a channel whose officers have a role."""
    query = (
        select(ChatBinding)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(ChatBinding.channel == channel, ChatBinding.status == BindingStatus.LINKED, Officer.role == role)
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all()
