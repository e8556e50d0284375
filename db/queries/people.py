"""Shell: questions about officers and their chats."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

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


def chats_of(session: Session, officer_id: int) -> Sequence[ChatBinding]:
    """Return the linked chats of an officer, the first one linked first."""
    query = select(ChatBinding).where(ChatBinding.officer_id == officer_id, ChatBinding.status == BindingStatus.LINKED)
    return session.exec(query.order_by(col(ChatBinding.id))).all()


def of_agency(session: Session, agency_id: int, roles: Collection[Role] = tuple(Role)) -> Sequence[Officer]:
    """Return the people of an agency who have one of these roles and have not left, in the order they were entered."""
    query = select(Officer).where(Officer.agency_id == agency_id, col(Officer.role).in_(roles))
    return session.exec(query.where(col(Officer.left_at).is_(None)).order_by(col(Officer.id))).all()


def recipients(session: Session, agency_id: int, *, on: date) -> Sequence[ChatBinding]:
    """Return the chats that are reminded of an agency's duties on a day: its officers', else its coordinator's and
    head's; of each person only the chats on the preferred channel, if there are any, and a deputy's during its period.
    """
    of_agency = Officer.agency_id == agency_id
    officers = _told(session, of_agency, Officer.role == Role.OFFICER, on=on)
    return officers or _told(session, of_agency, col(Officer.role).in_((Role.COORDINATOR, Role.HEAD)), on=on)


def heads(session: Session, agency_id: int, *, on: date) -> Sequence[ChatBinding]:
    """Return the chats of an agency's head on a day, chosen as those of `recipients`."""
    return _told(session, Officer.agency_id == agency_id, Officer.role == Role.HEAD, on=on)


def _told(session: Session, *which: Any, on: date) -> list[ChatBinding]:
    """Return the chats through which some officers are told on a day."""
    query = select(Officer).where(col(Officer.left_at).is_(None), *which)
    found = {chat.id: chat for officer in session.exec(query).all() for chat in _chats_for(session, officer, on)}
    return _preferred(session, [chat for _, chat in sorted(found.items())])


def _chats_for(session: Session, officer: Officer, on: date) -> Sequence[ChatBinding]:
    """Return the chats of an officer's deputy, whose deputy is not asked for; the officer's own if there are none."""
    return _deputys_chats(session, officer, on) or chats_of(session, officer.id)


def _deputys_chats(session: Session, officer: Officer, on: date) -> Sequence[ChatBinding]:
    deputy = session.get(Officer, officer.deputy_id) if officer.deputy_id and is_away(officer, on) else None
    chats = chats_of(session, deputy.id) if deputy and deputy.left_at is None else []
    return [chat for chat in chats if deputy and _may_show(chat, deputy, officer)]


def _may_show(chat: ChatBinding, deputy: Officer, officer: Officer) -> bool:
    """Return whether a deputy's chat may show an officer's items: a group is its own agency's and sees no other's."""
    is_same = deputy.agency_id == officer.agency_id and officer.role in (Role.OFFICER, Role.HEAD)
    return not chat.is_group or is_same


def is_away(officer: Officer, on: date) -> bool:
    """Return whether a deputy stands in for an officer on a day."""
    since, until = officer.deputy_from, officer.deputy_until
    return officer.deputy_id is not None and since is not None and until is not None and since <= on < until


def stood_in_for(session: Session, officer_id: int, *, on: date) -> Sequence[Officer]:
    """Return whom an officer stands in for on a day; deputies of deputies do not count."""
    query = select(Officer).where(Officer.deputy_id == officer_id, col(Officer.left_at).is_(None))
    return [one for one in session.exec(query.order_by(col(Officer.id))).all() if is_away(one, on)]


def told_through(session: Session, binding: ChatBinding, *, on: date) -> list[Officer]:
    """Return the officers who are told through a chat on a day: its own, unless a deputy is, and who that deputises."""
    officer = session.get(Officer, binding.officer_id) if binding.officer_id else None
    if officer is None:
        return []
    others = [one for one in stood_in_for(session, officer.id, on=on) if _may_show(binding, officer, one)]
    return others if _deputys_chats(session, officer, on) else [officer, *others]


def other_chats(session: Session, binding: ChatBinding) -> Sequence[ChatBinding]:
    """Return the linked chats of the same officer on other channels."""
    query = select(ChatBinding).where(
        ChatBinding.status == BindingStatus.LINKED,
        ChatBinding.officer_id == binding.officer_id,
        ChatBinding.channel != binding.channel,
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all() if binding.officer_id else []


def reminded_chats(session: Session, occurrence_id: int, agency_id: int, *, on: date) -> Sequence[ChatBinding]:
    """Return the chats of an agency, and of who stands in for it on a day, that were told of one of its items."""
    told = select(Notification.binding_id).where(
        Notification.occurrence_id == occurrence_id, Notification.status == NoticeStatus.SENT
    )
    chats = {
        one.id: one for one in (*linked_chats(session, [agency_id], list(Role)), *recipients(session, agency_id, on=on))
    }
    reminded = set(session.exec(told).all())
    return [one for key, one in sorted(chats.items()) if key in reminded]


def _preferred(session: Session, chats: Sequence[ChatBinding]) -> list[ChatBinding]:
    """Return the chats without those that another one of the same officer, on the preferred channel, stands for."""
    wanted: dict[int | None, str | None] = dict(
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


def coordinator_chats(session: Session, agency_and_above: Collection[int], *, on: date) -> Sequence[ChatBinding]:
    """Return the chats of the coordinators in whose subtree an agency lies, given the agency and its ancestors."""
    scope = func.coalesce(Officer.scope_id, Officer.agency_id)
    return _told(session, Officer.role == Role.COORDINATOR, scope.in_(agency_and_above), on=on)


def chats_of_role(session: Session, channel: str, role: Role) -> Sequence[ChatBinding]:
    """Return the linked chats of a channel whose officers have a role."""
    query = (
        select(ChatBinding)
        .join(Officer, col(Officer.id) == ChatBinding.officer_id)
        .where(ChatBinding.channel == channel, ChatBinding.status == BindingStatus.LINKED, Officer.role == role)
    )
    return session.exec(query.order_by(col(ChatBinding.id))).all()


def own_chats(session: Session, officer: Officer, *, on: date) -> Sequence[ChatBinding]:
    """Return the chats in which one person is told on a day: on the preferred channel, a deputy's during its period."""
    return _told(session, Officer.id == officer.id, on=on)


def undigested(session: Session, role: Role, morning: datetime) -> Sequence[Officer]:
    """Return the officers of a role who want digests and were not owed that of a morning, for this hand alone."""
    before = or_(col(Officer.digested_at).is_(None), col(Officer.digested_at) < morning)
    query = _readers(role).where(before)
    # PostgreSQL passes over those whom another process is owing theirs; SQLite has one writer at a time anyway.
    return session.exec(query.order_by(col(Officer.id)).with_for_update(key_share=True, skip_locked=True)).all()


def has_reader(session: Session, role: Role, *, on: date) -> bool:
    """Return whether somebody of a role wants digests and is told on a day in a chat, the own or a deputy's."""
    return any(own_chats(session, officer, on=on) for officer in session.exec(_readers(role)).all())


def _readers(role: Role) -> SelectOfScalar[Officer]:
    return select(Officer).where(Officer.role == role, col(Officer.wants_digest), col(Officer.left_at).is_(None))
