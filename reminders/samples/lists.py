"""Pure: samples of what is shown when it is asked for."""

from dataclasses import replace
from datetime import date

from db.statuses import ItemStatus, Role
from reminders.chat.menu import usages
from reminders.desk.progress import total
from reminders.items.facts import Disowned, Requested
from reminders.samples.facts import AT, COORDINATOR, COUNTS, IN_TIME, ITEM, LATE, TOP, WHOLE, Sample, listed
from schedules.spoken_periods import Period

QUARTER = Period(date(2021, 10, 1), date(2021, 12, 31))
PROGRESS = {"before": 0, "total": COUNTS, "scope": TOP, "period": None, "until": None, "at": AT, "shown": 20}
NOTHING_DONE = replace(COUNTS, agency="UBND xã Ia Nan", done=0, done_late=0, waiting=0, unassigned=2, alerts=0)
MISREAD = [
    {"about": said, "command": usage.name, "usage": usage.line, "description": usage.description}
    for said, name in (("abc", "tiendo"), ("3 xong rồi", "viec"), ("tuần sau", "saphan"))
    for usage in usages(Role.COORDINATOR)
    if usage.name == name
]

REQUESTS = [Requested(date(2021, 12, 12), "chờ số liệu"), Requested(date(2022, 1, 15), "")]
NOT_OURS = replace(ITEM, status=ItemStatus.NOT_OURS)
DISOWNED = [
    replace(NOT_OURS, disowned=said) for said in (Disowned("phòng Tư pháp", ""), Disowned("", "mất điện"), None)
]

LISTS: list[Sample] = [
    ("items", {**WHOLE, "agency": ITEM.agency, "items": [ITEM], "shown": 10, "days": 30}),
    ("items", {**WHOLE, "agency": ITEM.agency, "items": [], "shown": 10, "days": 30}),
    ("unclear", {"items": [ITEM, LATE], "waiting": 0, "shown": 10}),
    ("unclear", {"items": [], "waiting": 0, "shown": 10}),
    ("unclear", {"items": [], "waiting": 12, "shown": 10}),
    ("overdue", listed([LATE] * 2, 1, about="")),
    ("overdue", listed([replace(LATE, explanation="mất điện")], 1, about="")),
    ("overdue", listed([], 0, about="Ia Dom")),
    ("due_soon", listed([ITEM], 1, days=7)),
    ("due_soon", listed([], 0, days=7)),
    ("waiting", listed([replace(ITEM, reported=IN_TIME, document="số 45/BC-UBND")], 1)),
    ("waiting", listed([replace(ITEM, requested=asked) for asked in REQUESTS], 1)),
    ("waiting", listed(DISOWNED, 1)),
    ("waiting", listed([], 0)),
    ("progress", PROGRESS | {"items": [COUNTS]}),
    ("progress", PROGRESS | {"items": [COUNTS, NOTHING_DONE], "period": QUARTER, "until": date(2021, 12, 30)}),
    ("progress", PROGRESS | {"items": [], "period": QUARTER, "total": total([])}),
    *(("misread", misread) for misread in MISREAD),
    ("help_officer", {"agency": ITEM.agency, "scope": ITEM.agency, "commands": usages(Role.OFFICER)}),
    ("help_coordinator", {"agency": COORDINATOR, "scope": TOP, "commands": usages(Role.COORDINATOR)}),
    ("unknown_agency", {"about": "Ia", "candidates": ["UBND xã Ia Dom", "UBND xã Ia Nan"], "command": "/quahan"}),
    ("unknown_agency", {"about": "Ia Xa", "candidates": [], "command": "/quahan"}),
]
