"""Shell: what follows when a chat is gone, has moved, or is given up by its officer."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from db import audit, outbox
from db.audit import By
from db.queries import bindings, items, people
from db.statuses import OWED, BindingStatus, NoticeKind
from db.tables import ChatBinding, ChatRole, InboundMessage, Notification, Officer
from reminders.agencies.loading import load_agencies
from reminders.calendar import load_calendar
from reminders.items.facts import item_facts
from reminders.items.making import HORIZON
from reminders.items.waking import look_again, look_again_at_agencies
from reminders.messages import render
from reminders.notices.kinds import Kind
from reminders.notices.rows import notice, text_notice
from reminders.people.responsible import pass_on_if_silent
from schedules.zone import local_date

WORTH_SAYING = timedelta(days=1)
"""An answer that a chat could not be sent for longer says nothing any more."""


def close_chat(session: Session, binding: ChatBinding, notices: Collection[int], *, reason: str, now: datetime) -> None:
    """A chat that can never be written to again: `notices` and what waits for it are owed elsewhere.

    Their items are looked at anew at once, for the agency's other chats or its head; the coordinator is told.
    """
    again = {"again": 1} if binding.trouble else {}  # it refused before, while its channel was doubted
    binding.status, binding.trouble = BindingStatus.GONE, reason
    affected = outbox.items_of(session, notices) | outbox.items_waiting(session, binding.id)
    outbox.cancel_pending(session, binding_id=binding.id, reason=outbox.GONE)
    audit.record(session, By(actor="cycle", now=now), "chat_gone", binding, **again)
    owed = [occurrence for occurrence in items.rows(session, affected) if occurrence.status in OWED]
    look_again(owed, now=now)
    for officer in bindings.roles(session, [binding.id])[binding.id]:
        pass_on_if_silent(session, officer.id, now=now)
    agencies, told = load_agencies(session), people.told(session, [], on=local_date(now))
    gone = Kind(NoticeKind.GONE, binding.id)
    outbox.add_once(
        session,
        [
            notice(occurrence, chat, gone, due_at=now, send_at=now, now=now)
            for occurrence in owed
            for chat in told.coordinators(agencies.above(occurrence.agency_id))
        ],
    )


def reopen_chat(session: Session, binding: ChatBinding, *, now: datetime, send_at: datetime | None = None) -> None:
    """A chat that was gone can be written to again, as the officer's who proved it to be theirs: what it was not sent
    because of that is owed again, from `send_at` on (by default now), and what its agencies owe is looked at anew.

    Does nothing to any other chat.
    """
    if binding.status is not BindingStatus.GONE:
        return
    outbox.revive(session, binding, since=now - WORTH_SAYING, send_at=send_at or now)
    outbox.drop_waiting(session, Kind(NoticeKind.GONE, binding.id).text)
    binding.status = BindingStatus.LINKED if binding.officer_id else BindingStatus.STRANGER
    binding.trouble = None
    audit.record(session, By(actor="cycle", now=now), "chat_reopened", binding)
    agencies = {officer.agency_id for officer in bindings.roles(session, [binding.id])[binding.id]}
    look_again_at_agencies(session, agencies, now=now)


def unlink_chat(session: Session, binding: ChatBinding, officer: Officer, by: By) -> None:
    """An officer gives a chat up: what waits for it is owed elsewhere, at once. It is a stranger's again, unless it is
    linked to the same person as an officer of another agency too: that stays.

    Where nobody of the agency can be told any more, the coordinator is told.
    """
    others = [one for one in bindings.roles(session, [binding.id])[binding.id] if one.id != officer.id]
    empty_chat(session, binding, officer.agency_id, others, reason="the chat was unlinked", now=by.now)
    theirs = col(ChatRole.binding_id) == binding.id
    if officer.id == binding.officer_id:
        after = others[0].id if others else None
        following = session.exec(select(ChatRole).where(theirs, ChatRole.officer_id == after)).first()
        binding.officer_id, binding.linked_at = after, following.linked_at if following else None
    session.execute(delete(ChatRole).where(theirs, col(ChatRole.officer_id).in_([officer.id, binding.officer_id])))
    if binding.officer_id is None:
        binding.status, binding.trouble = BindingStatus.STRANGER, None
    session.flush()
    if officer.preferred_channel == binding.channel:
        left = people.chats_of(session, officer.id)
        officer.preferred_channel = left[0].channel if left else None
    audit.record(session, by, "chat_unlinked", binding, officer=officer.id)
    pass_on_if_silent(session, officer.id, now=by.now)
    tell_if_silent(session, officer.agency_id, officer.name, now=by.now)


def empty_chat(
    session: Session, binding: ChatBinding, agency_id: int, others: Sequence[Officer], *, reason: str, now: datetime
) -> None:
    """Cancel what waits for a chat; the items are looked at anew, for other chats. Its numbers stay what they were: who
    reads there goes on meaning by them what was shown.

    Where it is linked to `others` too, only what waits there about the agency is cancelled.
    """
    waiting = items.rows(session, outbox.items_waiting(session, binding.id))
    if others:
        waiting = [one for one in waiting if one.agency_id == agency_id]
        outbox.cancel_about(session, [one.id for one in waiting], binding_id=binding.id, reason=reason)
    else:
        outbox.cancel_pending(session, binding_id=binding.id, reason=reason)
    look_again(waiting, now=now)


def tell_if_silent(session: Session, agency_id: int, left: str, *, now: datetime) -> None:
    """Tell the coordinators that an agency has items and, since somebody `left`, nobody who can be told of them."""
    told = people.told(session, [agency_id], on=local_date(now))
    if told.recipients(agency_id):
        return
    found = items.owed_by(session, [agency_id], act_by_until=now + HORIZON)
    if not found:
        return
    agencies = load_agencies(session)
    text = render(
        "chat/nobody_left",
        agency=agencies[agency_id].name,
        left=left,
        item=item_facts(found[0], code=0, alert=0, now=now, calendar=load_calendar(session)),
        others=len(found) - 1,
    )
    chats = told.coordinators(agencies.above(agency_id))
    outbox.add_once(session, [text_notice(chat.id, text, now=now) for chat in chats])


def follow_chat(session: Session, binding: ChatBinding, new_chat_id: str) -> bool:
    """Write to a group where it moved to; False when that chat is linked to an officer on its own.

    Somebody may have written there before we knew: the stranger's chat of that address becomes part of this one. A
    platform tells of a move more than once.
    """
    other = bindings.chat(session, binding.channel, new_chat_id)
    if other is not None and other.id != binding.id:
        if other.officer_id:
            return False
        for table in (InboundMessage, Notification):
            session.execute(update(table).where(col(table.binding_id) == other.id).values(binding_id=binding.id))
        session.delete(other)
        session.flush()
    binding.chat_id = new_chat_id
    return True
