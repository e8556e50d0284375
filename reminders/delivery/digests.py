"""Shell: owe coordinators and leaders their digests."""

from datetime import datetime

from sqlmodel import Session

from db import outbox
from db.queries import people
from db.statuses import Role
from db.tables import ChatBinding, Notification
from reminders.delivery.slots import digest_of, next_slot, slot
from reminders.people.preferring import READERS
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date


def owe_digests(session: Session, *, now: datetime, calendar: WorkingCalendar) -> None:
    """Put into the outbox the digests of this morning (or this week) that were not put there yet.

    A chat that was linked since gets its first one on the next such morning.
    """
    for role in READERS:
        morning = slot(role, now=now, calendar=calendar)
        if morning is None:
            continue
        for officer in people.undigested(session, role, morning):
            officer.digested_at = morning
            told = people.own_chats(session, officer, on=local_date(now))
            chats = [one for one in told if one.linked_at and one.linked_at < morning]
            outbox.add_once(session, [_digest(role, chat, morning, now) for chat in chats])


def next_digest_at(session: Session, *, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """Return the next morning after `now` on which somebody is owed a digest, or None."""
    mornings = sorted((next_slot(role, after=now, calendar=calendar), role) for role in READERS)
    return next((at for at, role in mornings if people.has_reader(session, role, on=local_date(at))), None)


def _digest(role: Role, chat: ChatBinding, morning: datetime, now: datetime) -> Notification:
    kind = digest_of(role, morning)
    return Notification(
        kind=kind.what, stage=kind.text, binding_id=chat.id, created_at=now, due_at=morning, send_at=now
    )
