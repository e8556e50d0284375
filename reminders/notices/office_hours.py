"""Pure: when a notice may leave: in office hours, unless it must go before the deadline."""

from datetime import datetime, time

from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

DELIVERY_CLOSES = time(17, 30)
DELIVERY_OPENS = time(7)
"""Messages leave on working days from 07:00 up to 17:30, unless they must go before the deadline."""


def leave_at(*, now: datetime, deadline: datetime, calendar: WorkingCalendar) -> datetime:
    """Return when a notice about `deadline` that is owed now may leave: now, or when the office opens next.

    A notice that would otherwise come only after its deadline leaves at once.
    """
    here = now.astimezone(LOCAL)
    if calendar.is_working(here.date()) and DELIVERY_OPENS <= here.time() < DELIVERY_CLOSES:
        return now
    opening = calendar.first_working_moment(now)
    return now if now < deadline <= opening else opening
