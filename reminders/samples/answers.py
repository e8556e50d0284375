"""Pure: samples of what an act on an item is answered."""

from reminders.samples.facts import AT, ITEM, LATE, Sample

ANSWERS: list[Sample] = [
    (
        "done",
        {
            "items": [ITEM],
            "item": ITEM,
            "late": [],
            "at": AT,
            "coordinator": "Phòng Nội vụ",
            "document": None,
            "is_nil": False,
            "shown": 10,
        },
    ),
    (
        "done",
        {
            "items": [ITEM, LATE],
            "item": ITEM,
            "late": [45],
            "at": AT,
            "coordinator": "Phòng Nội vụ",
            "document": None,
            "is_nil": False,
            "shown": 10,
        },
    ),
    ("acknowledged", {"items": [ITEM], "item": ITEM, "shown": 10}),
    ("acknowledged", {"items": [ITEM] * 2, "item": ITEM, "shown": 10}),
    ("accepted", {"items": [ITEM], "shown": 10}),
    ("accepted", {"items": [ITEM] * 2, "shown": 10}),
    ("returned", {"item": ITEM, "reason": "thiếu phụ lục"}),
    ("returned_to_you", {"item": ITEM, "reason": "thiếu phụ lục", "coordinator": "Phòng Nội vụ"}),
    ("done_by_other", {"items": [ITEM], "by": "Rơ Mah H'Bơ", "at": AT, "shown": 10}),
    ("done_by_other", {"items": [ITEM, LATE], "by": "Rơ Mah H'Bơ", "at": AT, "shown": 10}),
    ("unchanged", {"item": ITEM, "by": ""}),
    ("unchanged", {"item": ITEM, "by": "Rơ Mah, 16:42"}),
    ("item_told", {"item": ITEM, "coordinator": "Phòng Nội vụ"}),
    ("item_told", {"item": LATE, "coordinator": "Phòng Nội vụ"}),
    ("no_such_code", {"code": 7}),
    ("no_such_code", {"code": 0}),
    ("not_allowed", {}),
]
