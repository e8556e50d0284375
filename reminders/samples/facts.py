"""Pure: the facts that the samples of several rooms speak of: an item in time, a late one."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from db.queries.counts import Progress
from db.statuses import ItemStatus
from reminders.items.debts import Debt
from reminders.items.facts import ItemFacts, Reported, Requested, Stand
from schedules.occurrences import Due
from schedules.periods import ONCE
from schedules.rules import OnDate
from schedules.working_days import WorkingCalendar
from schedules.zone import local

Sample = tuple[str, dict[str, Any]]
"""A template's name under chat/, and facts it is rendered with."""

ITEM = ItemFacts(
    id=45,
    code=3,
    duty="Gửi kế hoạch khắc phục",
    agency="UBND xã Ia Dom",
    plan="KH 135/KH-UBND",
    clause="III.1",
    rule=OnDate(on=date(2021, 10, 6)),
    due=Due(
        period=ONCE,
        nominal=local(date(2021, 10, 6)),
        act_by=local(date(2021, 10, 5), time(17)),
        overdue_from=local(date(2021, 10, 6)),
    ),
    today=date(2021, 10, 1),
    calendar=WorkingCalendar(),
    days_left=2,
    is_last_day=False,
    is_overdue=False,
    days_overdue=0,
    alert=0,
    status=ItemStatus.OPEN,
    stand=Stand.SOON,
)
LATE = replace(ITEM, code=12, is_overdue=True, days_left=-1, days_overdue=1, alert=2, stand=Stand.OVERDUE)
DEBT = replace(
    LATE,
    code=7,
    duty="Báo cáo tiến độ giải ngân",
    period="tuần 50/2021",
    alert=14,
    debt=Debt(tuple(range(101, 113)), tuple(f"2021-W{week}" for week in range(39, 51))),
)
ENDED = replace(DEBT, code=5, duty="Giao ban công tác CCHC", has_ended=True)
IN_TIME = Reported(at=local(date(2021, 10, 5), time(16, 42)), is_late=False)
SILENT = {"agency": "UBND xã Ia Lang", "item": ITEM, "others": 0, "gone": [], "is_told_to_others": False}
ACCEPTING = {"count": 12, "day": "11/10", "days": "5"}
ASKING = replace(ITEM, requested=Requested(date(2021, 10, 15), "mất điện"))
COUNTS = Progress(
    agency="UBND xã Ia Dom",
    due=5,
    done=3,
    done_late=1,
    overdue=2,
    waiting=1,
    returned=1,
    unassigned=0,
    alerts=4,
    extensions=1,
)
AT = "08:00 08/10/2021"
COORDINATOR = "Phòng Nội vụ"
OFFICER = "Rơ Mah H'Bơ"
TOP = "UBND huyện Đức Cơ"
DONE: dict[str, Any] = {
    "late": [],
    "at": AT,
    "coordinator": COORDINATOR,
    "document": None,
    "is_nil": False,
    "shown": 10,
}
"""What is said of a completion, beside its items."""
WHOLE: dict[str, Any] = {"before": 0, "has_file": False}
"""A list that is shown from its beginning."""


def listed(items: list[Any], agencies: int, **facts: Any) -> dict[str, Any]:
    """Return what every list of a coordinator says: from its beginning, ten rows of it."""
    whole = WHOLE | {"items": items, "agencies": agencies, "at": AT, "shown": 10} | facts
    return {"total": len(items) + whole["before"]} | whole
