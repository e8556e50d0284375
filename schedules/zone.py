"""Pure: the one local zone, and the way into and out of it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local(on: date, at: time = time.min) -> datetime:
    """Return the aware instant of local day `on` at hour `at` (midnight by default)."""
    return datetime.combine(on, at, tzinfo=LOCAL)


def local_date(instant: datetime) -> date:
    """Return the local calendar day of an aware instant."""
    return instant.astimezone(LOCAL).date()


def iso(instant: datetime | None) -> str | None:
    """Return an aware instant as local ISO 8601 text, "2021-10-06T00:00:00+07:00"; None for None."""
    return instant.astimezone(LOCAL).isoformat() if instant else None
