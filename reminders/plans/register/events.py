"""Shell: the coordinator records that something happened, which gives the duties counted from it their deadline."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.statuses import Cause
from db.tables import EventRecord, Obligation, Officer
from reminders.calendar import load_calendar
from reminders.items.making import realign
from reminders.plans.register.rights import coordinates
from schedules.notation import rule_from_dict
from schedules.occurrences import armed
from schedules.rules import Event, OnDate
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date


@dataclass(frozen=True)
class NotRecorded:
    """Why an event is not recorded: the duty is over or not for who asks ("not_theirs"); its deadline follows from no
    event ("not_counted"), from an hour ("by_hour") or by no number ("no_number"); the day is still to come ("future")
    or was recorded ("known"). Why one is not taken back: its day was not recorded ("unknown").
    """

    why: Literal["not_theirs", "not_counted", "by_hour", "no_number", "future", "known", "unknown"]


def deadline_after(
    session: Session, asker: Officer | None, duty: Obligation, on: date, *, today: date, calendar: WorkingCalendar
) -> OnDate | NotRecorded:
    """Return the deadline that follows from an event's day, or why it may not be recorded. No `asker`: the command
    line. A day to come can only be that of an event before which something is due.
    """
    if duty.ended_at or (asker and not coordinates(session, asker, duty)):
        return NotRecorded("not_theirs")
    rule = rule_from_dict(duty.rule)
    if not isinstance(rule, Event):
        return NotRecorded("not_counted")
    if on > today and not rule.before:
        return NotRecorded("future")
    if _recorded(session, duty, on):
        return NotRecorded("known")
    try:
        return armed(rule, on, calendar=calendar) or NotRecorded("no_number")
    except ValueError:
        return NotRecorded("by_hour")


def record_event(
    session: Session, asker: Officer | None, duty: Obligation, on: date, by: By, *, remark: str | None = None
) -> OnDate | NotRecorded:
    """Record the day, make the items and return the deadline that follows, or why not."""
    calendar = load_calendar(session)
    concrete = deadline_after(session, asker, duty, on, today=local_date(by.now), calendar=calendar)
    if isinstance(concrete, NotRecorded):
        return concrete
    session.add(EventRecord(obligation_id=duty.id, happened_on=on, recorded_at=by.now))
    duty.extended_until = duty.starts_at
    said = {"remark": remark} if remark else {}
    audit.record(session, by, "event_recorded", duty, happened_on=on.isoformat(), **said)
    realign(session, [duty], by, calendar=calendar, cause=Cause.EVENT)
    return concrete


def remove_event(session: Session, duty: Obligation, on: date, by: By) -> NotRecorded | None:
    """Take back a day that was recorded by mistake: what would fall due because of it is dropped; or say why not."""
    event = _recorded(session, duty, on)
    if event is None:
        return NotRecorded("unknown")
    session.delete(event)
    audit.record(session, by, "event_removed", duty, happened_on=on.isoformat())
    realign(session, [duty], by, calendar=load_calendar(session), cause=Cause.EVENT)
    return None


def _recorded(session: Session, duty: Obligation, on: date) -> EventRecord | None:
    query = select(EventRecord).where(EventRecord.obligation_id == duty.id, EventRecord.happened_on == on)
    return session.exec(query).first()
