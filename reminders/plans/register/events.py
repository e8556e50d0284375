"""Shell: the coordinator records that something happened, which gives the duties counted from it their deadline."""

from datetime import date

from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.statuses import Cause
from db.tables import EventRecord, Obligation
from reminders.calendar import load_calendar
from reminders.items.making import realign
from schedules.notation import rule_from_dict
from schedules.occurrences import armed
from schedules.rules import Event, OnDate
from schedules.working_days import WorkingCalendar


class NotCounted(ValueError):
    """The duty's deadline does not follow from an event's day."""


def deadline_after(duty: Obligation, on: date, calendar: WorkingCalendar) -> OnDate:
    """Return the deadline that follows from an event's day. Raises NotCounted."""
    rule = rule_from_dict(duty.rule)
    if not isinstance(rule, Event):
        raise NotCounted(f"Mục {duty.clause} không tính hạn từ sự kiện ('{duty.phrase}').")
    try:
        concrete = armed(rule, on, calendar=calendar)
    except ValueError as error:
        raise NotCounted(f"Mục {duty.clause} tính theo giờ nên cần giờ của sự kiện, chưa ghi được ở đây.") from error
    if concrete is None:
        raise NotCounted(f"Mục {duty.clause} ('{duty.phrase}') không nêu số ngày; cần ấn định ngày cụ thể.")
    return concrete


def record_event(session: Session, duty: Obligation, on: date, by: By, *, remark: str | None = None) -> OnDate:
    """Record the day, make the items and return the deadline that follows. Raises NotCounted."""
    calendar = load_calendar(session)
    concrete = deadline_after(duty, on, calendar)
    if _recorded(session, duty, on) is None:
        session.add(EventRecord(obligation_id=duty.id, happened_on=on, recorded_at=by.now))
        duty.extended_until = duty.starts_at
        said = {"remark": remark} if remark else {}
        audit.record(session, by, "event_recorded", duty, happened_on=on.isoformat(), **said)
        realign(session, [duty], by, calendar=calendar, cause=Cause.EVENT)
    return concrete


def remove_event(session: Session, duty: Obligation, on: date, by: By) -> None:
    """Take back a day that was recorded by mistake: what would fall due because of it is dropped. NotCounted."""
    event = _recorded(session, duty, on)
    if event is None:
        raise NotCounted(f"Mục {duty.clause} chưa ghi sự kiện nào ngày {on:%d/%m/%Y}.")
    session.delete(event)
    audit.record(session, by, "event_removed", duty, happened_on=on.isoformat())
    realign(session, [duty], by, calendar=load_calendar(session), cause=Cause.EVENT)


def _recorded(session: Session, duty: Obligation, on: date) -> EventRecord | None:
    query = select(EventRecord).where(EventRecord.obligation_id == duty.id, EventRecord.happened_on == on)
    return session.exec(query).first()
