"""Shell: owe coordinators and leaders their digests, and turn these off and on."""

from datetime import datetime

from sqlmodel import Session

from db import audit, outbox
from db.audit import By
from db.queries import people
from db.statuses import Role
from db.tables import ChatBinding, Notification, Officer
from reminders.delivery.slots import READERS, digest_of, next_slot, slot
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
    mornings = {role: next_slot(role, after=now, calendar=calendar) for role in READERS}
    return min(
        (at for role, at in mornings.items() if people.has_reader(session, role, on=local_date(at))), default=None
    )


def turn_digests(
    session: Session, officer: Officer, *, is_on: bool, now: datetime, actor: str, inbound_id: int | None = None
) -> None:
    """Turn an officer's digests on, from the next morning that has one, or off."""
    if officer.wants_digest == is_on:
        return
    officer.wants_digest, officer.digested_at = is_on, now
    audit.record(
        session,
        By(actor=actor, now=now, inbound_id=inbound_id),
        "digest_turned_on" if is_on else "digest_turned_off",
        officer,
    )


def _digest(role: Role, chat: ChatBinding, morning: datetime, now: datetime) -> Notification:
    kind = digest_of(role, morning)
    return Notification(
        kind=kind.what, stage=kind.text, binding_id=chat.id, created_at=now, due_at=morning, send_at=now
    )
