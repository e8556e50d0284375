"""Shell: the working calendar as this office keeps it: the holiday calendar overlaid with its own table."""

from sqlmodel import Session, select

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
