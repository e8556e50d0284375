"""Shell: questions about chats: whose they are, since when, when somebody wrote there."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Subquery, func, literal, union_all
from sqlmodel import Session, col, select

from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, ChatRole, InboundMessage, Officer


def whose() -> Subquery:
    """Return each chat (`binding_id`) with each officer (`officer_id`) it is or was linked to since `linked_at`, in the
    order of `place`: a person may be an officer of several agencies, in one chat.
    """
    binding: Any = col(ChatBinding.id).label("binding_id")
    officer = col(ChatBinding.officer_id)
    return union_all(
        sqlalchemy.select(binding, officer, col(ChatBinding.linked_at), literal(0).label("place")).where(
            officer.is_not(None)
        ),
        sqlalchemy.select(
            col(ChatRole.binding_id), col(ChatRole.officer_id), col(ChatRole.linked_at), col(ChatRole.id)
        ),
    ).subquery("whose")


def roles(session: Session, binding_ids: Collection[int]) -> dict[int, list[Officer]]:
    """Return the officers to whom each of some chats is or was linked, the first role first."""
    linked, found = whose(), {key: list[Officer]() for key in binding_ids}
    query = select(linked.c.binding_id, Officer).join(linked, linked.c.officer_id == col(Officer.id))
    query = query.where(linked.c.binding_id.in_(binding_ids)).order_by(linked.c.place)
    for binding_id, officer in session.exec(query).all() if binding_ids else ():
        found[binding_id].append(officer)
    return found


def with_roles(session: Session, channel: str, chat_id: str) -> tuple[ChatBinding | None, list[Officer]]:
    """Return what is known of a chat, and the officers to whom it is or was linked, the first role first."""
    linked = whose()
    query = (
        select(ChatBinding, Officer)
        .join(linked, linked.c.binding_id == col(ChatBinding.id), isouter=True)
        .join(Officer, linked.c.officer_id == col(Officer.id), isouter=True)
        .where(ChatBinding.channel == channel, ChatBinding.chat_id == chat_id)
    )
    found = session.exec(query.order_by(linked.c.place)).all()
    return found[0][0] if found else None, [officer for _, officer in found if officer]


def chat(session: Session, channel: str, chat_id: str) -> ChatBinding | None:
    """Return what is known of a chat."""
    return session.exec(
        select(ChatBinding).where(ChatBinding.channel == channel, ChatBinding.chat_id == chat_id)
    ).first()


def chats_of(session: Session, officer_id: int) -> Sequence[ChatBinding]:
    """Return every chat that is or was linked to an officer, also one that refuses the bot, the first one first."""
    linked = whose()
    query = select(ChatBinding).join(linked, linked.c.binding_id == col(ChatBinding.id))
    return session.exec(query.where(linked.c.officer_id == officer_id).order_by(col(ChatBinding.id))).all()


def by_ids(session: Session, ids: Collection[int]) -> Sequence[ChatBinding]:
    """Return the chats with these bindings."""
    return session.exec(select(ChatBinding).where(col(ChatBinding.id).in_(ids))).all()


def with_chats(session: Session, agency_ids: Collection[int]) -> Sequence[tuple[Officer, ChatBinding | None]]:
    """Return everybody who is or was an officer of some agencies with each chat of theirs (None: they have none)."""
    linked = whose()
    query = (
        select(Officer, ChatBinding)
        .join(linked, linked.c.officer_id == col(Officer.id), isouter=True)
        .join(ChatBinding, linked.c.binding_id == col(ChatBinding.id), isouter=True)
        .where(col(Officer.agency_id).in_(agency_ids))
    )
    return session.exec(query.order_by(col(Officer.id), col(ChatBinding.id))).all()


def linked_chats(session: Session) -> dict[int, int]:
    """Return how many linked chats each agency has that has any."""
    linked = whose()
    query = (
        select(Officer.agency_id, func.count())
        .join(linked, linked.c.officer_id == col(Officer.id))
        .join(ChatBinding, linked.c.binding_id == col(ChatBinding.id))
        .where(ChatBinding.status == BindingStatus.LINKED)
        .group_by(col(Officer.agency_id))
    )
    return dict(session.exec(query).all())


def sharing(session: Session) -> list[list[int]]:
    """Return the officers of each linked chat that answers for several, by their numbers."""
    linked = whose()
    query = select(linked.c.binding_id, linked.c.officer_id).join(ChatRole, linked.c.binding_id == ChatRole.binding_id)
    found: dict[int, list[int]] = {}
    for binding_id, officer_id in session.exec(query.distinct().order_by(linked.c.officer_id)).all():
        found.setdefault(binding_id, []).append(officer_id)
    return list(found.values())


def reached() -> Any:
    """Return the question which officers have a linked chat."""
    linked = whose()
    query = select(linked.c.officer_id).join(ChatBinding, linked.c.binding_id == col(ChatBinding.id))
    return query.where(ChatBinding.status == BindingStatus.LINKED)


def linked_officers(session: Session) -> set[int]:
    """Return the officers who have a linked chat, by their numbers."""
    return set(session.exec(reached()).all())


def first_linked_at(session: Session, agency_id: int) -> datetime | None:
    """Return when an officer of an agency first linked a chat."""
    linked = whose()
    query = (
        select(linked.c.linked_at)
        .join(Officer, linked.c.officer_id == col(Officer.id))
        .where(Officer.agency_id == agency_id, linked.c.linked_at.is_not(None))
    )
    found: datetime | None = session.exec(query.order_by(linked.c.linked_at).limit(1)).first()
    return found


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
    linked = whose()
    query = (
        select(ChatBinding)
        .join(linked, linked.c.binding_id == col(ChatBinding.id))
        .join(Officer, linked.c.officer_id == col(Officer.id))
        .where(ChatBinding.channel == channel, ChatBinding.status == BindingStatus.LINKED, Officer.role == role)
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all()
