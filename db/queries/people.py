"""Shell: questions about officers and their chats."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, InboundMessage, Officer


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
    """Return the chats that are reminded of an agency's duties: its officers', else its coordinator's and head's."""
    officers = linked_chats(session, [agency_id], (Role.OFFICER,))
    return officers or linked_chats(session, [agency_id], (Role.COORDINATOR, Role.HEAD))


def heads(session: Session, agency_id: int) -> Sequence[ChatBinding]:
    """Return the chats of an agency's head."""
    return linked_chats(session, [agency_id], (Role.HEAD,))


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
    return [chat for chat in chats if _scope(session, chat.officer_id) in agency_and_above]


def _scope(session: Session, officer_id: int | None) -> int | None:
    officer = session.get(Officer, officer_id)
    return None if officer is None else officer.scope_id or officer.agency_id
