"""Shell: the working calendar as this office keeps it: the holiday calendar overlaid with its own table."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.tables import CalendarDay, CalendarYear
from schedules.working_days import DayKind, Override, WorkingCalendar


def load_calendar(session: Session) -> WorkingCalendar:
    """Return the calendar with the days that the coordinator entered and the years that were confirmed."""
    overrides = {
        day.day: Override(DayKind.WORKING if day.is_working else DayKind.OFF, day.basis or None)
        for day in session.exec(select(CalendarDay)).all()
    }
    years = frozenset(year.year for year in session.exec(select(CalendarYear)).all())
    return WorkingCalendar(overrides=overrides, confirmed_years=years)


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
