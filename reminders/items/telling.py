"""Shell: an agency is told of what changed by itself: one notice an item and chat, worded when it leaves."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from db import audit, outbox
from db.queries import people
from db.statuses import NoticeKind
from db.tables import Notification, Occurrence
from reminders.notices.kinds import Kind
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date


def tell_agencies(
    session: Session, changed: Sequence[Occurrence], *, now: datetime, calendar: WorkingCalendar
) -> set[int]:
    """Owe the agency of each changed item a notice of its change (the last entry of the audit log), to leave in
    office hours; return which items they are told of.

    Who has no chat is not told: of what is owed the coordinator hears when its stage comes.
    """
    reached = people.told(session, {row.agency_id for row in changed}, on=local_date(now))
    entries = audit.latest(session, "occurrence", [row.id for row in changed])
    rows: list[Notification] = []
    for row in changed:
        kind = Kind(NoticeKind.CHANGED, entries[row.id])
        send_at = leave_at(now=now, deadline=row.nominal_at, calendar=calendar)
        chats = reached.recipients(row.agency_id)
        rows += [notice(row, chat, kind, due_at=now, send_at=send_at, now=now) for chat in chats]
    outbox.add_once(session, rows)
    return {row.occurrence_id for row in rows if row.occurrence_id}
