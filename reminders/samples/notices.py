"""Pure: samples of what leaves by itself: reminders, alerts, digests, what the coordinator is told."""

from dataclasses import replace

from reminders.samples.facts import ITEM, LATE, SILENT, Sample

LIST = {"escalates_from": 3, "shown": 10}

NOTICES: list[Sample] = [
    ("reminder", {"item": ITEM}),
    ("reminder", {"item": replace(ITEM, days_left=0, is_last_day=True)}),
    ("reminder", {"item": replace(ITEM, days_left=0, is_last_day=False)}),
    ("reminder", {"item": LATE}),
    ("reminder", {"item": replace(LATE, days_overdue=0, alert=1)}),
    ("digest", {"agency": ITEM.agency, "items": [ITEM] * 3, "shown": 10}),
    ("digest", {"agency": ITEM.agency, "items": [ITEM, LATE], "shown": 10}),
    ("desk", {"unreachable": [SILENT], "escalated": []} | LIST),
    ("desk", {"unreachable": [SILENT] * 3, "escalated": [LATE]} | LIST),
    (
        "desk",
        {
            "unreachable": [SILENT | {"gone": ["Rơ Mah H'Bơ"], "others": 2}],
            "escalated": [],
            "escalates_from": 3,
            "shown": 10,
        },
    ),
    ("desk", {"unreachable": [], "escalated": [LATE] * 2} | LIST),
]
