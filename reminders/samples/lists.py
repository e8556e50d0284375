"""Pure: samples of what is shown when it is asked for."""

from dataclasses import replace

from db.statuses import Role
from reminders.chat.menu import usages
from reminders.samples.facts import AT, COORDINATOR, COUNTS, IN_TIME, ITEM, LATE, TOP, WHOLE, Sample, listed

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
    ("waiting", listed([replace(ITEM, reported=IN_TIME)], 1)),
    ("waiting", listed([], 0)),
    ("progress", {"before": 0, "items": [COUNTS], "total": COUNTS, "scope": TOP, "at": AT, "shown": 20}),
    ("help_officer", {"agency": ITEM.agency, "scope": ITEM.agency, "commands": usages(Role.OFFICER)}),
    ("help_coordinator", {"agency": COORDINATOR, "scope": TOP, "commands": usages(Role.COORDINATOR)}),
    ("unknown_agency", {"about": "Ia", "candidates": ["UBND xã Ia Dom", "UBND xã Ia Nan"], "command": "/quahan"}),
    ("unknown_agency", {"about": "Ia Xa", "candidates": [], "command": "/quahan"}),
]
