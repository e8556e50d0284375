"""Shell: the working calendar as this office keeps it: the holiday calendar overlaid with its own table."""

from sqlalchemy import null, select
from sqlmodel import Session, col

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
