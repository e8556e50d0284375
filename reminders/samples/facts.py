"""Pure: the facts that the samples of several rooms speak of: an item in time, a late one."""

from dataclasses import replace
from typing import Any

from db.queries.counts import Progress
from db.statuses import ItemStatus
from reminders.facts import ItemFacts

Sample = tuple[str, dict[str, Any]]
"""A template's name under chat/, and facts it is rendered with."""

ITEM = ItemFacts(
    id=45,
    code=3,
    title="Gửi kế hoạch khắc phục",
    agency="UBND xã Ia Dom",
    source="KH 135/KH-UBND, mục III.1",
    period="",
    deadline="trước ngày 06/10/2021",
    short_deadline="Trước 06/10",
    last_day="chậm nhất hết giờ làm việc thứ Ba 05/10",
    days_left=2,
    is_last_day=False,
    is_overdue=False,
    days_overdue=0,
    alert=0,
    status=ItemStatus.OPEN,
    standing="Sắp đến hạn",
    completed="",
)
LATE = replace(ITEM, code=12, is_overdue=True, days_left=-1, days_overdue=1, alert=2, standing="Quá hạn")
SILENT = {
    "agency": "UBND xã Ia Lang",
    "title": ITEM.title,
    "deadline": ITEM.deadline,
    "others": 0,
    "gone": [],
    "is_told_to_others": False,
}
COUNTS = Progress(agency="UBND xã Ia Dom", due=5, done=3, done_late=1, overdue=2, waiting=1)
AT = "08:00 08/10/2021"
