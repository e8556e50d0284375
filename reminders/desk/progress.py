"""Shell: how far each agency is, in all or with what falls due in a span of days."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta

from sqlmodel import Session

from db.queries import counts
from db.queries.counts import Progress
from reminders.items.making import complete_until
from schedules.spoken_periods import Period
from schedules.zone import local, local_date


def progress(
    session: Session, agency_ids: Collection[int], *, now: datetime, period: Period | None = None
) -> list[Progress]:
    """Return the counts of each agency with something done or late, or with a deadline in a period; the one with most
    late items first.
    """
    span = (local(period.first), local(period.last + timedelta(days=1))) if period else None
    rows = counts.by_agency(session, agency_ids, now=now, span=span)
    return sorted(rows, key=lambda row: (-row.overdue, row.done - row.due))


def incomplete_from(period: Period | None, *, now: datetime) -> date | None:
    """Return from which day of a period on some items may not have been made yet, so that not all are counted; None
    where all are there.
    """
    until = local_date(complete_until(now))
    return until if period and period.last >= until else None


def total(rows: Sequence[Progress]) -> Progress:
    """Return the sum of several agencies' counts."""
    counted = [field.name for field in fields(Progress) if field.name != "agency"]
    return Progress(agency="", **{name: sum(getattr(row, name) for row in rows) for name in counted})
