"""Shell: the working calendar changed, so open items are worked out anew."""

from datetime import datetime

from sqlmodel import Session

from db import audit
from db.queries import register
from reminders.calendar import load_calendar
from reminders.delivery.occurrences import realign


def realign_all(session: Session, *, now: datetime) -> int:
    """Bring every duty's open items into line with the calendar; return how many moved."""
    calendar = load_calendar(session)
    moved = 0
    for duty in register.obligations(session):
        changed = realign(session, duty, now=now, calendar=calendar)
        moved += changed
        if changed:
            audit.record(
                session,
                now=now,
                actor="cli",
                action="calendar_realigned",
                subject="obligation",
                subject_id=duty.id or 0,
                items=changed,
            )
    return moved
