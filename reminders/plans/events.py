"""Shell: the coordinator records that something happened, which gives the duties counted from it their deadline."""

from datetime import date, datetime

from sqlmodel import Session, select

from db import audit
from db.tables import EventRecord, Obligation
from reminders.calendar import load_calendar
from schedules.notation import rule_from_dict
from schedules.occurrences import armed
from schedules.rules import Event, OnDate


class NotCounted(ValueError):
    """The duty's deadline does not follow from an event's day."""


def record_event(session: Session, duty: Obligation, on: date, *, now: datetime, actor: str) -> OnDate:
    """Record the day and return the deadline that follows; the next cycle makes the items. Raises NotCounted."""
    rule = rule_from_dict(duty.rule)
    if not isinstance(rule, Event):
        raise NotCounted(f"Mục {duty.clause} không tính hạn từ sự kiện ('{duty.phrase}').")
    try:
        concrete = armed(rule, on, calendar=load_calendar(session))
    except ValueError as error:
        raise NotCounted(f"Mục {duty.clause} tính theo giờ nên cần giờ của sự kiện, chưa ghi được ở đây.") from error
    if concrete is None:
        raise NotCounted(f"Mục {duty.clause} ('{duty.phrase}') không nêu số ngày; cần ấn định ngày cụ thể.")
    known = select(EventRecord).where(EventRecord.obligation_id == duty.id, EventRecord.happened_on == on)
    if session.exec(known).first() is None:
        session.add(EventRecord(obligation_id=duty.id or 0, happened_on=on, recorded_at=now))
        duty.extended_until = duty.starts_at
        audit.record(
            session,
            now=now,
            actor=actor,
            action="event_recorded",
            subject="obligation",
            subject_id=duty.id or 0,
            happened_on=on.isoformat(),
        )
    return concrete
