"""Pure: samples of what is shown when it is asked for."""

from dataclasses import replace
from datetime import date

from db.statuses import ItemStatus, Role
from reminders.chat.menu import usages
from reminders.chat.verbs.surveying import Counted
from reminders.desk.progress import total
from reminders.items.facts import Disowned, Requested
from reminders.samples.facts import (
    AT,
    COORDINATOR,
    COUNTS,
    DEBT,
    ENDED,
    IN_TIME,
    ITEM,
    LATE,
    TOP,
    WHOLE,
    Sample,
    listed,
)
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

LACKING = [
    replace(LATE, agency="UBND xã Ia Pnôn"),
    replace(LATE, agency="UBND xã Ia Nan", status=ItemStatus.RETURNED),
    replace(NOT_OURS, agency="UBND xã Ia Lang"),
    replace(LATE, agency="UBND xã Ia Kla", requested=REQUESTS[0]),
    replace(ITEM, agency="UBND xã Ia Din", extensions=1),
]
DUTY = {"item": ITEM, "due": 22, "done": 17, "late": 2, "at": AT, "shown": 40}
PERIODS = [
    Counted(clause="III.1", plan="KH 135/KH-UBND", duty=ITEM.duty, due=22, done=17, done_late=2),
    Counted(clause="II.1", plan="KH 9/KH-UBND", duty="Báo cáo giải ngân", period="tháng 10/2021", due=9, done=9),
]

OWN = {**WHOLE, "agency": ITEM.agency, "shown": 10, "days": 30}
LISTS: list[Sample] = [
    ("items", {**OWN, "items": [ITEM], "total": 1}),
    ("items", {**OWN, "items": [DEBT, ENDED, ITEM], "total": 25}),
    ("items", {**OWN, "items": [], "total": 0}),
    ("unclear", {"items": [ITEM, LATE], "waiting": 0, "is_overseer": False, "shown": 10}),
    ("unclear", {"items": [DEBT], "waiting": 0, "is_overseer": False, "shown": 10}),
    ("unclear", {"items": [], "waiting": 0, "is_overseer": False, "shown": 10}),
    ("unclear", {"items": [], "waiting": 12, "is_overseer": True, "shown": 10}),
    ("overdue", listed([LATE] * 2, 1, about="")),
    ("overdue", listed([replace(LATE, explanation="mất điện")], 1, about="")),
    ("overdue", listed([DEBT, ENDED, LATE], 1, about="", total=25)),
    ("overdue", listed([], 0, about="Ia Dom")),
    ("due_soon", listed([ITEM], 1, days=7)),
    ("due_soon", listed([], 0, days=7)),
    ("waiting", listed([replace(ITEM, reported=IN_TIME, document="số 45/BC-UBND")], 1)),
    ("waiting", listed([replace(ITEM, requested=asked) for asked in REQUESTS], 1)),
    ("waiting", listed(DISOWNED, 1)),
    ("waiting", listed([], 0)),
    ("progress", PROGRESS | {"items": [COUNTS]}),
    ("progress", PROGRESS | {"items": [replace(COUNTS, reported_for=1)]}),
    ("progress", PROGRESS | {"items": [COUNTS, NOTHING_DONE], "period": QUARTER, "until": date(2021, 12, 30)}),
    ("progress", PROGRESS | {"items": [], "period": QUARTER, "total": total([])}),
    ("duty", WHOLE | DUTY | {"items": LACKING}),
    ("duty", WHOLE | DUTY | {"items": LACKING[:1], "has_file": True}),
    ("duty", WHOLE | DUTY | {"items": [], "done": 22, "item": replace(ITEM, period="tháng 10/2021")}),
    ("duties", {"about": "báo cáo", "rows": PERIODS, "has_plans": True, "example": "III.1", "at": AT, "shown": 10}),
    ("duties", {"about": "II.1", "rows": PERIODS[1:], "has_plans": False, "example": "II.1", "at": AT, "shown": 10}),
    ("no_such_duty", {"about": "giải ngân", "near": PERIODS, "period": None, "shown": 10}),
    ("no_such_duty", {"about": "giải ngân", "near": [], "period": None, "shown": 10}),
    ("no_such_duty", {"about": "giải ngân", "near": PERIODS[:1], "period": QUARTER, "shown": 10}),
    *(("misread", misread) for misread in MISREAD),
    ("help_officer", {"agency": ITEM.agency, "scope": ITEM.agency, "commands": usages(Role.OFFICER)}),
    ("help_coordinator", {"agency": COORDINATOR, "scope": TOP, "commands": usages(Role.COORDINATOR)}),
    ("unknown_agency", {"about": "Ia", "candidates": ["UBND xã Ia Dom", "UBND xã Ia Nan"], "command": "/quahan"}),
    ("unknown_agency", {"about": "Ia Xa", "candidates": [], "command": "/quahan"}),
]
