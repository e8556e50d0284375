"""Pure: samples of what is shown when it is asked for."""

from dataclasses import replace

from db.statuses import Role
from reminders.chat.menu import usages
from reminders.samples.facts import AT, COUNTS, IN_TIME, ITEM, LATE, Sample

WHOLE = {"before": 0, "has_file": False}
"""A list that is shown from its beginning."""

LISTS: list[Sample] = [
    ("items", {**WHOLE, "agency": ITEM.agency, "items": [ITEM], "shown": 10, "days": 30}),
    ("items", {**WHOLE, "agency": ITEM.agency, "items": [], "shown": 10, "days": 30}),
    ("unclear", {"items": [ITEM, LATE], "shown": 10}),
    ("unclear", {"items": [], "shown": 10}),
    (
        "overdue",
        {**WHOLE, "items": [LATE] * 2, "agencies": 1, "at": AT, "about": "", "shown": 10},
    ),
    (
        "overdue",
        {
            **WHOLE,
            "items": [replace(LATE, explanation="mất điện")],
            "agencies": 1,
            "at": AT,
            "about": "",
            "shown": 10,
        },
    ),
    ("overdue", {**WHOLE, "items": [], "agencies": 0, "at": AT, "about": "Ia Dom", "shown": 10}),
    ("due_soon", {**WHOLE, "items": [ITEM], "agencies": 1, "at": AT, "days": 7, "shown": 10}),
    ("due_soon", {**WHOLE, "items": [], "agencies": 0, "at": AT, "days": 7, "shown": 10}),
    (
        "waiting",
        {
            **WHOLE,
            "items": [replace(ITEM, reported=IN_TIME)],
            "agencies": 1,
            "at": AT,
            "shown": 10,
        },
    ),
    ("waiting", {**WHOLE, "items": [], "agencies": 0, "at": AT, "shown": 10}),
    (
        "progress",
        {
            "before": 0,
            "items": [COUNTS],
            "total": COUNTS,
            "scope": "UBND huyện Đức Cơ",
            "at": AT,
            "shown": 20,
        },
    ),
    ("help_officer", {"agency": ITEM.agency, "scope": ITEM.agency, "commands": usages(Role.OFFICER)}),
    (
        "help_coordinator",
        {"agency": "Phòng Nội vụ", "scope": "UBND huyện Đức Cơ", "commands": usages(Role.COORDINATOR)},
    ),
    ("unknown_agency", {"about": "Ia", "candidates": ["UBND xã Ia Dom", "UBND xã Ia Nan"], "command": "/quahan"}),
    ("unknown_agency", {"about": "Ia Xa", "candidates": [], "command": "/quahan"}),
]
