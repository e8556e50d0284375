"""Pure: when a digest is owed: the coordinator's each working morning, the leader's on the first one of a week."""

from datetime import datetime, timedelta

from db.statuses import NoticeKind, Role
from db.tables import Notification
from reminders.items.ladder import MORNING
from reminders.notices.kinds import Kind
from reminders.notices.office_hours import leave_at
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

ONE_DAY = timedelta(days=1)


def slot(role: Role, *, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """Return the morning whose digest an officer of this role may get now; None outside office hours.

    Mornings that were missed collapse into this one.
    """
    if leave_at(now=now, deadline=now, calendar=calendar) > now:
        return None
    today = local_date(now)
    if role is Role.COORDINATOR:
        return local(today, MORNING)
    return local(calendar.next_working_day(today - today.weekday() * ONE_DAY), MORNING)


def next_slot(role: Role, *, after: datetime, calendar: WorkingCalendar) -> datetime:
    """Return the first morning after an instant at which a digest is owed."""
    day = calendar.next_working_day(local_date(after))
    while (opening := local(day, MORNING)) <= after or slot(role, now=opening, calendar=calendar) != opening:
        day = calendar.next_working_day(day + ONE_DAY)
    return opening


def digest_of(role: Role, morning: datetime) -> Kind:
    """Return what a morning's digest is: it names the day, "2021-10-08", or the leader's week, "2021-W40"."""
    return Kind(NoticeKind.DIGEST, said=f"{morning:{'%Y-%m-%d' if role is Role.COORDINATOR else '%G-W%V'}}")


def reader_of(digest: Notification) -> Role:
    """Return whose a digest is: the role of those who get it."""
    return Role.LEADER if "-W" in Kind.read(digest.stage).said else Role.COORDINATOR
