"""Shell: questions about officers and their chats."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.statuses import BindingStatus, NoticeStatus, Role
from db.tables import ChatBinding, InboundMessage, Notification, Officer


def chat(session: Session, channel: str, chat_id: str) -> ChatBinding | None:
    """Return what is known of a chat."""
    return session.exec(
        select(ChatBinding).where(ChatBinding.channel == channel, ChatBinding.chat_id == chat_id)
    ).first()


def linked_chats(session: Session, agency_ids: Collection[int], roles: Collection[Role]) -> Sequence[ChatBinding]:
    """Return the linked chats of the officers of some agencies who have one of these roles."""
    query = (
        select(ChatBinding)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(ChatBinding.status == BindingStatus.LINKED)
        .where(col(Officer.agency_id).in_(agency_ids), col(Officer.role).in_(roles))
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all()


def recipients(session: Session, agency_id: int) -> Sequence[ChatBinding]:
    """Return the chats that are reminded of an agency's duties: its officers', else its coordinator's and head's.

    Of each person only the chats on the preferred channel, if there are any.
    """
    officers = linked_chats(session, [agency_id], (Role.OFFICER,))
    return _preferred(session, officers or linked_chats(session, [agency_id], (Role.COORDINATOR, Role.HEAD)))


def heads(session: Session, agency_id: int) -> Sequence[ChatBinding]:
    """Return the chats of an agency's head; on the preferred channel, if there are any."""
    return _preferred(session, linked_chats(session, [agency_id], (Role.HEAD,)))


def other_chats(session: Session, binding: ChatBinding) -> Sequence[ChatBinding]:
    """Return the linked chats of the same officer on other channels."""
    query = select(ChatBinding).where(
        ChatBinding.status == BindingStatus.LINKED,
        ChatBinding.officer_id == binding.officer_id,
        ChatBinding.channel != binding.channel,
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all() if binding.officer_id else []


def reminded_chats(session: Session, occurrence_id: int, agency_id: int) -> Sequence[ChatBinding]:
    """Return the linked chats of an agency that were told of one of its items."""
    told = select(Notification.binding_id).where(
        Notification.occurrence_id == occurrence_id, Notification.status == NoticeStatus.SENT
    )
    return [one for one in linked_chats(session, [agency_id], list(Role)) if one.id in set(session.exec(told).all())]


def _preferred(session: Session, chats: Sequence[ChatBinding]) -> list[ChatBinding]:
    """Return the chats without those that another one of the same officer, on the preferred channel, stands for."""
    wanted = dict(
        session.exec(
            select(Officer.id, Officer.preferred_channel).where(col(Officer.id).in_({one.officer_id for one in chats}))
        ).all()
    )
    served = {one.officer_id for one in chats if one.channel == wanted[one.officer_id]}
    return [one for one in chats if one.officer_id not in served or one.channel == wanted[one.officer_id]]


def first_linked_at(session: Session, agency_id: int) -> datetime | None:
    """Return when an officer of an agency first linked a chat."""
    query = (
        select(ChatBinding.linked_at)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(Officer.agency_id == agency_id, col(ChatBinding.linked_at).is_not(None))
    )
    return session.exec(query.order_by(col(ChatBinding.linked_at)).limit(1)).first()


def last_written_at(session: Session, binding_ids: Collection[int]) -> datetime | None:
    """Return when something was last written in one of these chats."""
    query = select(InboundMessage.received_at).where(col(InboundMessage.binding_id).in_(binding_ids))
    return session.exec(query.order_by(col(InboundMessage.received_at).desc()).limit(1)).first()


def written_since(session: Session, binding_id: int, since: datetime) -> int:
    """Return how many messages were written in a chat after an instant."""
    query = select(func.count(col(InboundMessage.id))).where(
        InboundMessage.binding_id == binding_id, col(InboundMessage.received_at) > since
    )
    return session.exec(query).one()


def unreachable_officers(session: Session, agency_id: int) -> Sequence[Officer]:
    """Return the officers of an agency of whom a chat refuses the bot."""
    query = (
        select(Officer)
        .join(ChatBinding, col(ChatBinding.officer_id) == Officer.id)
        .where(Officer.agency_id == agency_id, ChatBinding.status == BindingStatus.GONE)
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all()


def coordinator_chats(session: Session, agency_and_above: Collection[int]) -> Sequence[ChatBinding]:
    """Return the chats of the coordinators in whose subtree an agency lies, given the agency and its ancestors."""
    query = (
        select(ChatBinding)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(ChatBinding.status == BindingStatus.LINKED, Officer.role == Role.COORDINATOR)
    )
    chats = session.exec(query.order_by(col(ChatBinding.id))).all()
    return _preferred(session, [chat for chat in chats if _scope(session, chat.officer_id) in agency_and_above])


def _scope(session: Session, officer_id: int | None) -> int | None:
    officer = session.get(Officer, officer_id)
    return None if officer is None else officer.scope_id or officer.agency_id
