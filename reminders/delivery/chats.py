"""Shell: what follows when a platform says that a chat is gone or has moved."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from db import audit, outbox
from db.queries import people
from db.statuses import OWED, BindingStatus
from db.tables import ChatBinding, InboundMessage, Notification, Occurrence
from reminders.delivery.enqueue import tell_coordinators
from reminders.delivery.recheck import GONE


def close_chat(session: Session, binding: ChatBinding, notices: Collection[int], *, reason: str, now: datetime) -> None:
    """A chat that can never be written to again: `notices` and what waits for it are owed elsewhere.

    Their items are looked at anew at once, for the agency's other chats or its head; the coordinator is told.
    """
    binding.status, binding.trouble = BindingStatus.GONE, reason
    affected = outbox.items_of(session, notices) | outbox.items_waiting(session, binding.id or 0)
    outbox.cancel_pending(session, binding_id=binding.id, reason="the chat is gone")
    audit.record(
        session, now=now, actor="cycle", action="chat_gone", subject="chat_binding", subject_id=binding.id or 0
    )
    stage = f"{GONE}{binding.id}"
    for occurrence_id in sorted(affected):
        occurrence = session.get_one(Occurrence, occurrence_id)
        if occurrence.status in OWED:
            occurrence.wake_at = now
            outbox.add_once(session, tell_coordinators(session, occurrence, stage, due_at=now, send_at=now, now=now))


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
