"""Shell: what nobody decided on in the days that its plan gives is announced, and then accepted by itself."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

import structlog
from sqlmodel import Session

from db import outbox
from db.audit import By
from db.engine import resiliently
from db.queries import people, undecided
from db.queries.items import Item
from db.queries.undecided import Undecided
from db.statuses import NoticeKind, Role
from db.tables import ChatBinding, Occurrence
from reminders.agencies.loading import load_agencies
from reminders.delivery.slots import next_slot
from reminders.items.acts import accept_undecided
from reminders.items.silence import Step, reported_before, step
from reminders.items.waking import postpone
from reminders.notices.kinds import Kind
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

RETRY_AFTER = timedelta(hours=1)
log = structlog.get_logger()


def settle_undecided(session: Session, *, now: datetime, calendar: WorkingCalendar) -> None:
    """In office hours tell coordinators what is accepted on the next working morning, and accept what was told so.

    Where nobody who coordinates has a chat nothing is announced, nor accepted. An announcement leaves with the digest
    of its minute, alone for who wants none; one that did not leave is made again on the next working day.
    """
    if leave_at(now=now, deadline=now, calendar=calendar) > now:
        return
    today = local_date(now)
    before = {days: reported_before(days, on=today, calendar=calendar) for days in undecided.days(session)}
    found = undecided.reported(session, before, unannounced_since=local(today)) if before else []
    if not found:
        return
    told, agencies = people.told(session, [], on=today), load_agencies(session)
    chats = {one.occurrence.id: told.coordinators(agencies.above(one.occurrence.agency_id)) for one in found}
    steps: dict[Step | None, list[Undecided]] = {}
    for one in found:
        owed = step(one.occurrence.completed_at or now, one.announced_at, one.days, now=now, calendar=calendar)
        steps.setdefault(owed if chats[one.occurrence.id] else None, []).append(one)
    _accept(session, steps.get(Step.ACCEPT, []), now, calendar)
    _announce(session, [(one.occurrence, chats[one.occurrence.id]) for one in steps.get(Step.ANNOUNCE, [])], now)


def next_undecided_at(session: Session, *, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """Return the next morning after `now` on which something may be announced or accepted, or None."""
    return next_slot(Role.COORDINATOR, after=now, calendar=calendar) if undecided.is_any(session) else None


def announced(items: Collection[Item], *, now: datetime, calendar: WorkingCalendar) -> dict[str, Any] | None:
    """Return what a coordinator is told of items that will be accepted: how many, when, after how many days."""
    days = {item.plan.accepts_after_days or 0 for item in items}
    if not items:
        return None
    morning = next_slot(Role.COORDINATOR, after=now, calendar=calendar)
    return {"count": len(items), "day": f"{morning:%d/%m}", "days": "–".join(map(str, sorted({min(days), max(days)})))}


def _accept(session: Session, found: Sequence[Undecided], now: datetime, calendar: WorkingCalendar) -> None:
    """Accept completions; one that cannot be is tried again in an hour, and its trouble is written down."""
    by = By(actor="cycle", now=now)
    for days, group in groupby(sorted(found, key=lambda one: one.days), key=lambda one: one.days):
        accept = partial(accept_undecided, session, by=by, calendar=calendar, days=days)
        for row, error in resiliently(session, [one.occurrence for one in group], accept):
            log.error("an item could not be accepted", action="accept_failed", occurrence_id=row.id)
            row.trouble = f"{type(error).__name__}: {error}"
            postpone(row, until=now + RETRY_AFTER)


def _announce(session: Session, found: Sequence[tuple[Occurrence, Sequence[ChatBinding]]], now: datetime) -> None:
    kind = Kind(NoticeKind.ACCEPTING, said=local_date(now).isoformat())
    told = partial(notice, kind=kind, due_at=now, send_at=now, now=now)
    outbox.add_once(session, [told(row, chat) for row, chats in found for chat in chats])
