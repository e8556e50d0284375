"""Pure: samples of what leaves by itself: reminders, alerts, digests, what the coordinator is told."""

from dataclasses import replace
from datetime import date
from typing import Any

from db.statuses import Action, Cause, ItemStatus
from reminders.delivery.changes import ChangeFacts
from reminders.items.facts import Stand
from reminders.samples.facts import ACCEPTING, COORDINATOR, DEBT, IN_TIME, ITEM, LATE, OFFICER, SILENT, Sample
from schedules.zone import local

LIST = {"shown": 10}
DESK: dict[str, Any] = LIST | {"unreachable": [], "escalated": [], "chased": 0, "accepting": None}
OF_DOM = {"agency": ITEM.agency, "facts": [ITEM, LATE], "overdue": 1}
OF_DESK = {"agency": COORDINATOR, "facts": [replace(ITEM, code=4)], "overdue": 0}
ALONE = {"besides": 0}
"""Nothing else of the agency is late."""

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
DONE = replace(ITEM, status=ItemStatus.ACCEPTED, stand=Stand.DONE, reported=IN_TIME)
ACCEPTED = replace(ENDED, item=DONE, action=Action.ACCEPT, cause=Cause.SILENCE, days=5)

NOTICES: list[Sample] = [
    *(
        ("changed", {"agency": ITEM.agency, "changes": [change], "group": "", "shown": 10})
        for change in [*CHANGES, ENDED, ACCEPTED]
    ),
    ("changed", {"agency": ITEM.agency, "changes": CHANGES, "group": "", "shown": 10}),
    ("changed", {"agency": ITEM.agency, "changes": CHANGES, "group": "", "shown": 3}),
    ("changed", {"agency": ITEM.agency, "changes": [ACCEPTED] * 3, "group": "", "shown": 10}),
    ("changed", {"agency": ITEM.agency, "changes": [ACCEPTED, ENDED], "group": "", "shown": 10}),
    ("reminder", ALONE | {"group": "", "item": ITEM}),
    ("reminder", ALONE | {"group": "", "item": replace(ITEM, days_left=0, is_last_day=True)}),
    ("reminder", ALONE | {"group": "", "item": replace(ITEM, days_left=0, is_last_day=False)}),
    ("reminder", ALONE | {"group": "", "item": LATE}),
    ("reminder", {"group": "", "item": LATE, "besides": 6}),
    ("reminder", {"group": "", "item": ITEM, "besides": 2}),
    ("reminder", ALONE | {"group": "", "item": replace(LATE, days_overdue=0, alert=1)}),
    ("digest", LIST | {"group": "", "agency": ITEM.agency, "items": [ITEM] * 3, "overdue": 0}),
    ("digest", LIST | {"group": "", "agency": ITEM.agency, "items": [ITEM] * 3, "overdue": 7}),
    ("digest", LIST | {"group": "", "agency": ITEM.agency, "items": [ITEM, LATE], "overdue": 1}),
    ("digest", LIST | {"group": "", "agency": ITEM.agency, "items": [ITEM, LATE], "overdue": 7}),
    ("digests", LIST | {"parts": [OF_DOM | {"overdue": 7}, OF_DESK]}),
    ("digests", LIST | {"parts": [OF_DESK, OF_DOM]}),
    ("reminder", {"group": "", "item": DEBT, "besides": 2}),
    ("digest", LIST | {"group": "", "agency": ITEM.agency, "items": [DEBT, LATE, ITEM], "overdue": 15}),
    ("desk", DESK | {"unreachable": [SILENT]}),
    ("desk", DESK | {"unreachable": [SILENT] * 3, "escalated": [LATE], "chased": 1}),
    ("desk", DESK | {"unreachable": [SILENT | {"gone": [OFFICER], "others": 2}]}),
    ("desk", DESK | {"escalated": [LATE] * 2, "chased": 2}),
    ("desk", DESK | {"escalated": [LATE], "chased": 8}),
    ("desk", DESK | {"accepting": ACCEPTING}),
    ("desk", DESK | {"escalated": [LATE], "chased": 1, "accepting": ACCEPTING | {"days": "3–5"}}),
    *(("reminder", ALONE | {"item": ITEM, "group": group}) for group in ("/", "@")),
    ("digest", LIST | {"agency": ITEM.agency, "items": [ITEM, LATE], "overdue": 1, "group": "/"}),
]
