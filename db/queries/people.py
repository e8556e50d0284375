"""Shell: questions about officers and their chats."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_
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


def of_agency(session: Session, agency_id: int, roles: Collection[Role]) -> Sequence[Officer]:
    """Return the officers of an agency who have one of these roles, in the order they were entered."""
    query = select(Officer).where(Officer.agency_id == agency_id, col(Officer.role).in_(roles))
    return session.exec(query.order_by(col(Officer.id))).all()


def chats_of(session: Session, officer_id: int, status: BindingStatus) -> Sequence[ChatBinding]:
    """Return the chats of one officer that have a status."""
    query = select(ChatBinding).where(ChatBinding.officer_id == officer_id, ChatBinding.status == status)
    return session.exec(query.order_by(col(ChatBinding.id))).all()


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


def chats_of_role(session: Session, channel: str, role: Role) -> Sequence[ChatBinding]:
    """Return the linked chats of a channel whose officers have a role."""
    query = (
        select(ChatBinding)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(ChatBinding.channel == channel, ChatBinding.status == BindingStatus.LINKED, Officer.role == role)
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


def own_chats(session: Session, officer: Officer) -> Sequence[ChatBinding]:
    """Return the linked chats of one person; on the preferred channel, if there are any."""
    query = select(ChatBinding).where(ChatBinding.officer_id == officer.id, ChatBinding.status == BindingStatus.LINKED)
    return _preferred(session, session.exec(query.order_by(col(ChatBinding.id))).all())


def undigested(session: Session, role: Role, morning: datetime) -> Sequence[Officer]:
    """Return the officers of a role who want digests and were not owed that of a morning, for this hand alone."""
    before = or_(col(Officer.digested_at).is_(None), col(Officer.digested_at) < morning)
    query = select(Officer).where(Officer.role == role, col(Officer.wants_digest), before)
    # PostgreSQL passes over those whom another process is owing theirs; SQLite has one writer at a time anyway.
    return session.exec(query.order_by(col(Officer.id)).with_for_update(key_share=True, skip_locked=True)).all()


def has_reader(session: Session, role: Role) -> bool:
    """Return whether somebody of a role wants digests and has a chat for them."""
    query = (
        select(Officer.id)
        .join(ChatBinding, col(ChatBinding.officer_id) == Officer.id)
        .where(Officer.role == role, col(Officer.wants_digest), ChatBinding.status == BindingStatus.LINKED)
    )
    return session.exec(query.limit(1)).first() is not None
