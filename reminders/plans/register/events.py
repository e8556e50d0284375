"""Shell: the coordinator records that something happened, which gives the duties counted from it their deadline."""

from datetime import date, datetime

from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.tables import EventRecord, Obligation
from reminders.calendar import load_calendar
from reminders.items.making import realign, reopen
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


def record_event(
    session: Session,
    duty: Obligation,
    on: date,
    *,
    now: datetime,
    actor: str,
    inbound_id: int | None = None,
    remark: str | None = None,
) -> OnDate:
    """Record the day, make the items and return the deadline that follows. Raises NotCounted."""
    calendar = load_calendar(session)
    concrete = deadline_after(duty, on, calendar)
    if _recorded(session, duty, on) is None:
        session.add(EventRecord(obligation_id=duty.id, happened_on=on, recorded_at=now))
        duty.extended_until = duty.starts_at
        _tell(session, duty, on, "event_recorded", now=now, actor=actor, inbound_id=inbound_id, remark=remark)
        reopen(session, duty, now=now)
        realign(session, duty, now=now, calendar=calendar)
    return concrete


def remove_event(session: Session, duty: Obligation, on: date, *, now: datetime, actor: str) -> None:
    """Take back a day that was recorded by mistake: what would fall due because of it is cancelled. NotCounted."""
    event = _recorded(session, duty, on)
    if event is None:
        raise NotCounted(f"Mục {duty.clause} chưa ghi sự kiện nào ngày {on:%d/%m/%Y}.")
    session.delete(event)
    _tell(session, duty, on, "event_removed", now=now, actor=actor)
    realign(session, duty, now=now, calendar=load_calendar(session))


def _recorded(session: Session, duty: Obligation, on: date) -> EventRecord | None:
    query = select(EventRecord).where(EventRecord.obligation_id == duty.id, EventRecord.happened_on == on)
    return session.exec(query).first()


def _tell(
    session: Session,
    duty: Obligation,
    on: date,
    action: str,
    *,
    now: datetime,
    actor: str,
    inbound_id: int | None = None,
    remark: str | None = None,
) -> None:
    audit.record(
        session,
        By(actor=actor, now=now, inbound_id=inbound_id),
        action,
        duty,
        happened_on=on.isoformat(),
        **{"remark": remark} if remark else {},
    )
