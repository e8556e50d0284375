"""Shell: what follows when a platform says that a chat is gone or has moved."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from db import audit, outbox
from db.queries import people, register
from db.statuses import BindingStatus, NoticeStatus
from db.tables import Agency, ChatBinding, InboundMessage, Notification, Occurrence, Officer
from reminders.delivery.policy import leave_at
from reminders.messages import render
from schedules.working_days import WorkingCalendar


def close_chat(
    session: Session,
    binding: ChatBinding,
    notices: Collection[int],
    *,
    reason: str,
    now: datetime,
    calendar: WorkingCalendar,
) -> None:
    """A chat that can never be written to again: `notices` and what waits for it are owed elsewhere.

    Their items are looked at anew at once, so that the agency's other chats, else its head, else the coordinator
    are told of them; the coordinator is told of the chat.
    """
    binding.status, binding.trouble = BindingStatus.GONE, reason
    waiting = select(Notification.occurrence_id).where(
        Notification.binding_id == binding.id,
        or_(col(Notification.id).in_(notices), col(Notification.status) == NoticeStatus.PENDING),
    )
    session.execute(update(Occurrence).where(col(Occurrence.id).in_(waiting)).values(wake_at=now))
    outbox.cancel_pending(session, binding_id=binding.id, reason="the chat is gone")
    audit.record(
        session, now=now, actor="cycle", action="chat_gone", subject="chat_binding", subject_id=binding.id or 0
    )
    if binding.officer_id:
        _tell_coordinators(session, session.get_one(Officer, binding.officer_id), now, calendar)


def _tell_coordinators(session: Session, officer: Officer, now: datetime, calendar: WorkingCalendar) -> None:
    agency = session.get_one(Agency, officer.agency_id)
    others = len(people.recipients(session, officer.agency_id))
    chats = people.coordinator_chats(session, register.and_above(session, officer.agency_id))
    outbox.add_once(
        session,
        [
            Notification(
                stage="chat-gone",
                binding_id=chat.id or 0,
                created_at=now,
                due_at=now,
                send_at=leave_at(now=now, deadline=now, calendar=calendar),
                text=render("chat/chat_gone", agency=agency.name, officer=officer.name, others=others),
            )
            for chat in chats
        ],
    )


def follow_chat(session: Session, binding: ChatBinding, new_chat_id: str) -> bool:
    """Write to a group where it moved to; False when that chat is linked to an officer on its own.

    Somebody may have written there before we knew: the stranger's chat of that address becomes part of this one.
    """
    other = people.chat(session, binding.channel, new_chat_id)
    if other is not None:
        if other.officer_id:
            return False
        for table in (InboundMessage, Notification):
            session.execute(update(table).where(col(table.binding_id) == other.id).values(binding_id=binding.id))
        session.delete(other)
        session.flush()
    binding.chat_id = new_chat_id
    return True
