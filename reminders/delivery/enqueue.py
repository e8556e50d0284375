"""Shell: put the notices that are owed into the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlmodel import Session

from db import outbox
from db.engine import resiliently
from db.queries import items, people, periods
from db.queries.people import Reminded
from db.statuses import NoticeKind
from db.tables import ChatBinding, Notification, Occurrence
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.items.debts import Debts, alert_number, debts_of
from reminders.items.facts import due_of
from reminders.items.ladder import ladder_from_dict
from reminders.items.waking import postpone, sleep
from reminders.notices.kinds import UNREACHABLE, Kind
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice
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
    if not waiting:
        return 0
    debts = debts_of(periods.late(session, waiting, now=now))
    known = _Known(
        told=people.reminded(session, {one.agency_id for one in waiting}, on=local_date(now)),
        agencies=load_agencies(session),
        debts=debts,
        alerts=items.alerts_sent(session, {item for one in waiting for item in debts.members(one.id)}),
    )
    owed_rows: dict[int, list[Notification]] = {}

    def enqueue_each(some: Sequence[Occurrence]) -> None:
        for occurrence in some:
            owed_rows[occurrence.id] = _rows(occurrence, known, now=now, calendar=calendar)
            occurrence.trouble = None

    for occurrence, error in resiliently(session, waiting, enqueue_each):
        log.error("an item could not be enqueued", action="enqueue_failed", occurrence_id=occurrence.id)
        occurrence.trouble = f"{type(error).__name__}: {error}"
        postpone(occurrence, until=now + RETRY_AFTER)
        owed_rows.pop(occurrence.id, None)
    outbox.add_once(session, [row for rows in owed_rows.values() for row in rows])
    return len(waiting)


def told_later(session: Session, *, now: datetime) -> frozenset[int]:
    """Return the chats that may be told of items that have not been looked at: what each is owed is one message, so it
    leaves when all of its items were.
    """
    told = people.told(session, items.awake_agencies(session, now=now), on=local_date(now))
    return frozenset(chat.id for chats in told.chats.values() for chat in chats)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Who is told, where each agency stands in the tree, what is late, and when each đôn đốc that went out of an item
    was due.
    """

    told: Reminded
    agencies: Agencies
    debts: Debts
    alerts: Mapping[int, Sequence[datetime]]


def _rows(occurrence: Occurrence, known: _Known, *, now: datetime, calendar: WorkingCalendar) -> list[Notification]:
    """Return the notices of the stage that an item is owed now, and have it looked at when the next one comes."""
    due = due_of(occurrence)
    stage = sleep(occurrence, now=now, calendar=calendar).stage
    if stage is None or (stage.is_overdue and not known.debts.is_chased(occurrence.id)):
        return []
    alert = alert_number(known.debts.members(occurrence.id), known.alerts, due_at=stage.at)
    is_escalated = stage.is_overdue and ladder_from_dict(occurrence.ladder).escalates(alert)
    chats = _chats(occurrence, known.told, is_escalated=is_escalated)
    send_at = leave_at(now=now, deadline=due.nominal, calendar=calendar)
    told = partial(notice, occurrence, due_at=stage.at, send_at=send_at, now=now)
    rows = [told(chat, stage.kind, is_urgent=stage.is_urgent) for chat in chats]
    desk = UNREACHABLE if not rows else Kind(NoticeKind.ESCALATED, of=stage.kind) if is_escalated else None
    if desk:
        above = known.agencies.above(occurrence.agency_id)
        rows += [told(chat, desk) for chat in known.told.coordinators(above)]
    return rows


def _chats(occurrence: Occurrence, told: Reminded, *, is_escalated: bool) -> list[ChatBinding]:
    """Return the agency's chats that are told: those of who is responsible for the duty, all when it escalates."""
    agency, first = occurrence.agency_id, told.first(occurrence.obligation_id, occurrence.agency_id)
    if not is_escalated:
        return first
    chats = {chat.id: chat for chat in (*told.recipients(agency), *told.heads(agency), *first)}
    return list(chats.values())
