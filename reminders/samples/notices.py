"""Pure: samples of what leaves by itself: reminders, alerts, digests, what the coordinator is told."""

from dataclasses import replace
from datetime import date

from db.statuses import Action, Cause
from reminders.delivery.changes import ChangeFacts
from reminders.samples.facts import ITEM, LATE, OFFICER, SILENT, Sample
from schedules.zone import local

LIST = {"shown": 10}

MOVED = ChangeFacts(
    item=ITEM, action=Action.MOVE, cause=Cause.PLAN, deadline_before=local(date(2021, 10, 4)), request_until=None
)
DROPPED = replace(MOVED, action=Action.DROP, deadline_before=None, request_until=date(2021, 10, 15))
CHANGES = [
    MOVED,
    replace(MOVED, cause=Cause.CALENDAR, deadline_before=None),
    replace(MOVED, cause=Cause.DATE, request_until=date(2021, 10, 5)),
    DROPPED,
    replace(MOVED, action=Action.RESTORE, cause=Cause.EVENT),
]
ENDED = replace(DROPPED, cause=Cause.END, request_until=None)

NOTICES: list[Sample] = [
    *(
        ("changed", {"agency": ITEM.agency, "changes": [change], "group": "", "shown": 10})
        for change in [*CHANGES, ENDED]
    ),
    ("changed", {"agency": ITEM.agency, "changes": CHANGES, "group": "", "shown": 10}),
    ("changed", {"agency": ITEM.agency, "changes": CHANGES, "group": "", "shown": 3}),
    ("reminder", {"item": ITEM, "group": ""}),
    ("reminder", {"item": replace(ITEM, days_left=0, is_last_day=True), "group": ""}),
    ("reminder", {"item": replace(ITEM, days_left=0, is_last_day=False), "group": ""}),
    ("reminder", {"item": LATE, "group": ""}),
    ("reminder", {"item": replace(LATE, days_overdue=0, alert=1), "group": ""}),
    ("digest", {"agency": ITEM.agency, "items": [ITEM] * 3, "group": "", "shown": 10}),
    ("digest", {"agency": ITEM.agency, "items": [ITEM, LATE], "group": "", "shown": 10}),
    ("desk", {"unreachable": [SILENT], "escalated": []} | LIST),
    ("desk", {"unreachable": [SILENT] * 3, "escalated": [LATE]} | LIST),
    ("desk", {"unreachable": [SILENT | {"gone": [OFFICER], "others": 2}], "escalated": []} | LIST),
    ("desk", {"unreachable": [], "escalated": [LATE] * 2} | LIST),
    *(("reminder", {"item": ITEM, "group": group}) for group in ("/", "@")),
    ("digest", {"agency": ITEM.agency, "items": [ITEM, LATE], "group": "/", "shown": 10}),
]
