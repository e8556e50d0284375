"""Shell: an agency is told of what changed by itself: one notice an item and chat, worded when it leaves."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlmodel import Session

from db import outbox
from db.queries import people
from db.tables import ChatBinding, Occurrence
from reminders.notices.kinds import changed
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date


def tell_agencies(
    session: Session,
    changes: Sequence[tuple[Occurrence, int]],
    *,
    now: datetime,
    calendar: WorkingCalendar,
) -> set[int]:
    """Owe the agency of each changed item a notice of its change (an entry of the audit log), to leave in
    office hours; return which items they are told of.

    Who has no chat is not told: of what is owed the coordinator hears when its stage comes.
    """

    @cache
    def chats(agency_id: int) -> Sequence[ChatBinding]:
        return people.recipients(session, agency_id, on=local_date(now))

    told = set()
    for row, entry_id in changes:
        send_at = leave_at(now=now, deadline=row.nominal_at, calendar=calendar)
        rows = [
            notice(row, chat, changed(entry_id), due_at=now, send_at=send_at, now=now) for chat in chats(row.agency_id)
        ]
        outbox.add_once(session, rows)
        if rows:
            told.add(row.id)
    return told
