"""Pure: samples of lists too long for one message, a page of them at a time."""

from reminders.samples.facts import AT, COUNTS, ITEM, LATE, Sample
from reminders.samples.workflow import EVENTS

PAGES: list[Sample] = [
    ("items", {"agency": ITEM.agency, "items": [ITEM] * 15, "before": 10, "has_file": False, "shown": 2, "days": 30}),
    (
        "overdue",
        {"items": [LATE] * 60, "agencies": 9, "at": AT, "about": "", "before": 0, "has_file": True, "shown": 2},
    ),
    (
        "overdue",
        {"items": [LATE], "agencies": 1, "at": AT, "about": ITEM.agency, "before": 20, "has_file": False, "shown": 10},
    ),
    (
        "due_soon",
        {"items": [ITEM] * 15, "agencies": 9, "at": AT, "days": 7, "before": 10, "has_file": False, "shown": 2},
    ),
    ("waiting", {"items": [ITEM] * 15, "agencies": 9, "at": AT, "before": 0, "has_file": False, "shown": 2}),
    (
        "progress",
        {
            "items": [COUNTS] * 22,
            "total": COUNTS,
            "scope": "UBND huyện Đức Cơ",
            "at": AT,
            "before": 20,
            "shown": 2,
        },
    ),
    (
        "story",
        {"item": ITEM, "items": EVENTS[:1] * 25, "before": 20, "shown": 2},
    ),
    ("no_more", {"count": 60}),
    ("no_list", {}),
    ("list_file", {"title": "Quá hạn", "count": 60, "at": AT}),
]
