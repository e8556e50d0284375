"""Pure: samples of lists too long for one message, a page of them at a time."""

from reminders.samples.facts import ASKING, AT, COUNTS, ITEM, LATE, Sample, listed
from reminders.samples.lists import PROGRESS, QUARTER
from reminders.samples.workflow import EVENTS

PAGES: list[Sample] = [
    (
        "items",
        {
            "agency": ITEM.agency,
            "items": [ITEM] * 15,
            "total": 25,
            "before": 10,
            "has_file": False,
            "shown": 2,
            "days": 30,
        },
    ),
    ("overdue", listed([LATE] * 60, 9, about="", has_file=True, shown=2)),
    ("overdue", listed([LATE], 1, about=ITEM.agency, before=20)),
    ("due_soon", listed([ITEM] * 15, 9, days=7, before=10, shown=2)),
    ("waiting", listed([ASKING] * 15, 9, shown=2)),
    ("progress", PROGRESS | {"items": [COUNTS] * 22, "before": 20, "shown": 2}),
    ("progress", PROGRESS | {"items": [COUNTS] * 22, "period": QUARTER, "before": 20, "shown": 2}),
    ("story", {"item": ITEM, "items": EVENTS[:1] * 25, "before": 20, "shown": 2}),
    ("no_more", {"count": 60}),
    ("no_list", {}),
    ("list_file", {"title": "Quá hạn", "count": 60, "at": AT}),
]
