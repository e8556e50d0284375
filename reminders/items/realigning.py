"""Shell: a day off or a make-up day is entered or taken back, and the open items of every duty move with it."""

from datetime import date

from sqlmodel import Session

from db.audit import By
from reminders import calendar
from reminders.items.making import realign_all


def set_day(session: Session, day: date, by: By, *, is_working: bool, basis: str) -> int:
    """Enter a day that differs from the holiday calendar, by a document; return how many open items moved."""
    calendar.enter_day(session, day, by, is_working=is_working, basis=basis)
    return realign_all(session, by)


def remove_day(session: Session, day: date, by: By) -> int | calendar.NotEntered:
    """Take such a day back; return how many items moved."""
    refused = calendar.drop_day(session, day, by)
    return refused or realign_all(session, by)
