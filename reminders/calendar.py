"""Shell: the working calendar as this office keeps it: the holiday calendar overlaid with its own table."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import null, select
from sqlmodel import Session, col

from db import audit
from db.audit import By
from db.tables import CalendarDay, CalendarYear
from schedules.working_days import DayKind, Override, WorkingCalendar


def load_calendar(session: Session) -> WorkingCalendar:
    """Return the calendar with the days that the coordinator entered and the years that were confirmed."""
    days = select(col(CalendarDay.day), col(CalendarDay.is_working), col(CalendarDay.basis), null())
    years = select(null(), null(), null(), col(CalendarYear.year))
    rows = session.execute(days.union_all(years)).all()  # in one statement, for every cycle and answer begins with it
    overrides = {
        day: Override(DayKind.WORKING if is_working else DayKind.OFF, basis or None)
        for day, is_working, basis, year in rows
        if year is None
    }
    confirmed = frozenset(year for *_, year in rows if year is not None)
    return WorkingCalendar(overrides=overrides, confirmed_years=confirmed)


@dataclass(frozen=True)
class NotEntered:
    """Nothing was entered for the day."""


def enter_day(session: Session, day: date, by: By, *, is_working: bool, basis: str) -> None:
    """Enter a day off or a working day, or change it; the open items must follow (`items/realigning`)."""
    row = session.merge(CalendarDay(day=day, is_working=is_working, basis=basis))
    action = "calendar_day_working" if is_working else "calendar_day_off"
    audit.record(session, by, action, row, day=day.isoformat(), basis=basis)
    session.flush()


def drop_day(session: Session, day: date, by: By) -> NotEntered | None:
    """Take a day back that was entered; the open items must follow (`items/realigning`)."""
    row = session.get(CalendarDay, day)
    if row is None:
        return NotEntered()
    session.delete(row)
    audit.record(session, by, "calendar_day_removed", row, day=day.isoformat())
    session.flush()
    return None


def confirm_year(session: Session, year: int, by: By, *, basis: str) -> None:
    """Confirm that the days off up to the end of a year are announced and entered; no deadline moves by it."""
    row = session.merge(CalendarYear(year=year, basis=basis))
    audit.record(session, by, "calendar_year_confirmed", row, basis=basis)
