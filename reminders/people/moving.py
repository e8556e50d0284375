"""Shell: an officer goes to another agency, or leaves the service; what they did stays under their name."""

from datetime import datetime

from sqlmodel import Session, col, select

from db import audit, outbox
from db.audit import By
from db.queries import people
from db.statuses import BindingStatus, Role
from db.tables import Agency, ChatBinding, Officer
from reminders.messages import render
from reminders.notices.rows import text_notice
from reminders.people.chats import empty_chat, tell_if_silent, unlink_chat
from reminders.people.deputies import end_deputy
from reminders.people.linking import wake_the_untold


def move_officer(
    session: Session, officer: Officer, agency: Agency, *, role: Role, scope: Agency | None, now: datetime, actor: str
) -> None:
    """Make somebody an officer of another agency: their chats follow, those of groups (the old agency's) do not.

    What waits about the old agency's items is cancelled, and the coordinator is told if nobody is left there.
    """
    before = session.get_one(Agency, officer.agency_id)
    end_deputy(session, officer, now=now, actor=actor)
    officer.agency_id, officer.role, officer.scope_id = agency.id, role, scope.id if scope else None
    session.flush()
    text = render("chat/moved", agency=agency.name, officer=officer.name, before=before.name)
    for chat in people.chats_of(session, officer.id):
        if chat.is_group:
            _give_up(session, officer, chat, before, now=now, actor=actor)
            continue
        empty_chat(session, chat, reason="the officer moved to another agency", now=now)
        outbox.add_once(session, [text_notice(chat.id, text, now=now)])
    audit.record(
        session,
        By(actor=actor, now=now),
        "officer_moved",
        officer,
        before=before.key,
        after=agency.key,
        role=role.value,
    )
    tell_if_silent(session, before.id, officer.name, now=now)
    wake_the_untold(session, officer, {chat.id for chat in people.chats_of(session, officer.id)}, now=now)


def remove_officer(session: Session, officer: Officer, *, now: datetime, actor: str) -> None:
    """Somebody leaves the service: chats are unlinked, nobody is deputised by them any more, the name stays."""
    end_deputy(session, officer, now=now, actor=actor)
    for absent in session.exec(select(Officer).where(Officer.deputy_id == officer.id)).all():
        end_deputy(session, absent, now=now, actor=actor)
    officer.left_at = now
    session.flush()
    give_up_chats(session, officer, None, now=now, actor=actor)
    audit.record(session, By(actor=actor, now=now), "officer_left", officer)


def give_up_chats(session: Session, officer: Officer, channel: str | None, *, now: datetime, actor: str) -> int:
    """Unlink an officer's chats (on one channel) and say so in them; return how many."""
    query = select(ChatBinding).where(ChatBinding.officer_id == officer.id).order_by(col(ChatBinding.id))
    found = [chat for chat in session.exec(query).all() if channel in (None, chat.channel)]
    for chat in found:
        _give_up(session, officer, chat, session.get_one(Agency, officer.agency_id), now=now, actor=actor)
    return len(found)


def _give_up(
    session: Session, officer: Officer, chat: ChatBinding, agency: Agency, *, now: datetime, actor: str
) -> None:
    is_gone = chat.status is BindingStatus.GONE
    unlink_chat(session, chat, officer, now=now, actor=actor, inbound_id=None)
    text = render("chat/unlinked", agency=agency.name, officer=officer.name)
    outbox.add_once(session, [] if is_gone else [text_notice(chat.id, text, now=now)])
