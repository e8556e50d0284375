"""Shell: put the notices that are owed into the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from db import outbox
from db.queries import items, people
from db.tables import ChatBinding, Occurrence
from reminders.items.facts import due_of
from reminders.items.ladder import ESCALATES_FROM, Stage, StageKind
from reminders.items.waking import postpone, sleep
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice, tell_coordinators
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date

BATCH = 500
RETRY_AFTER = timedelta(hours=1)
log = structlog.get_logger()


def enqueue(session: Session, *, now: datetime, calendar: WorkingCalendar) -> int:
    """Enqueue what is owed at `now`, for up to BATCH items; return how many items were looked at.

    An item that cannot be handled is looked at again in an hour, its trouble is written down, and the rest goes on.
    """
    waiting = items.awake(session, now=now, limit=BATCH)
    for occurrence in waiting:
        try:
            with session.begin_nested():
                _enqueue_one(session, occurrence, now=now, calendar=calendar)
                occurrence.trouble = None
        except Exception as error:  # one bad row must not stop the others
            log.error("an item could not be enqueued", action="enqueue_failed", occurrence_id=occurrence.id)
            occurrence.trouble = f"{type(error).__name__}: {error}"
            postpone(occurrence, until=now + RETRY_AFTER)
    return len(waiting)


def _enqueue_one(session: Session, occurrence: Occurrence, *, now: datetime, calendar: WorkingCalendar) -> None:
    due = due_of(occurrence)
    stage = sleep(occurrence, now=now, calendar=calendar).stage
    if stage is None:
        return
    send_at = leave_at(now=now, deadline=due.nominal, calendar=calendar)
    rows = [
        notice(occurrence, chat, stage.name, due_at=stage.at, send_at=send_at, now=now, is_urgent=stage.is_urgent)
        for chat in _agency_chats(session, occurrence, stage, now)
    ]
    desk = (
        "unreachable" if not rows else f"escalated:{stage.name}" if _is_escalated(session, occurrence, stage) else None
    )
    if desk:
        rows += tell_coordinators(session, occurrence, desk, due_at=stage.at, send_at=send_at, now=now)
    outbox.add_once(session, rows)


def _agency_chats(session: Session, occurrence: Occurrence, stage: Stage, now: datetime) -> Sequence[ChatBinding]:
    on = local_date(now)
    chats = list(people.recipients(session, occurrence.agency_id, on=on))
    if _is_escalated(session, occurrence, stage):
        heads = people.heads(session, occurrence.agency_id, on=on)
        chats += [chat for chat in heads if chat not in chats]
    return chats


def _is_escalated(session: Session, occurrence: Occurrence, stage: Stage) -> bool:
    if stage.kind is not StageKind.OVERDUE:
        return False
    sent = items.alerts_sent(session, [occurrence.id], before=stage.at)
    return sent.get(occurrence.id, 0) + 1 >= ESCALATES_FROM
