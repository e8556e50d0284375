"""Pure: samples of what is shown when it is asked for."""

from dataclasses import replace

from reminders.samples.facts import AT, COUNTS, IN_TIME, ITEM, LATE, Sample

LISTS: list[Sample] = [
    ("items", {"agency": ITEM.agency, "items": [ITEM], "shown": 10, "days": 30}),
    ("items", {"agency": ITEM.agency, "items": [], "shown": 10, "days": 30}),
    ("unclear", {"items": [ITEM, LATE], "shown": 10}),
    ("unclear", {"items": [], "shown": 10}),
    ("overdue", {"items": [LATE] * 2, "agencies": 1, "at": AT, "about": "", "shown": 10}),
    ("overdue", {"items": [replace(LATE, explanation="mất điện")], "agencies": 1, "at": AT, "about": "", "shown": 10}),
    ("overdue", {"items": [], "agencies": 0, "at": AT, "about": "Ia Dom", "shown": 10}),
    ("due_soon", {"items": [ITEM], "agencies": 1, "at": AT, "days": 7, "shown": 10}),
    ("due_soon", {"items": [], "agencies": 0, "at": AT, "days": 7, "shown": 10}),
    (
        "waiting",
        {"items": [replace(ITEM, reported=IN_TIME)], "agencies": 1, "at": AT, "shown": 10},
    ),
    ("waiting", {"items": [], "agencies": 0, "at": AT, "shown": 10}),
    ("progress", {"rows": [COUNTS], "total": COUNTS, "scope": "UBND huyện Đức Cơ", "at": AT, "shown": 20}),
    ("help_officer", {"agency": ITEM.agency, "scope": ITEM.agency}),
    ("help_coordinator", {"agency": "Phòng Nội vụ", "scope": "UBND huyện Đức Cơ"}),
    ("unknown_agency", {"about": "Ia", "candidates": ["UBND xã Ia Dom", "UBND xã Ia Nan"], "command": "/quahan"}),
    ("unknown_agency", {"about": "Ia Xa", "candidates": [], "command": "/quahan"}),
]
