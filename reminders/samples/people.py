"""Pure: samples of what is said when people come, go and stand in for each other."""

from reminders.desk.unreachable import Unreachable
from reminders.samples.facts import AT, ITEM, Sample

PERSON = {"agency": ITEM.agency, "officer": "Rơ Mah H'Bơ"}
STANDING = PERSON | {
    "deputy": "Siu Hyin (UBND xã Ia Dom)",
    "since": "05/10/2021",
    "last": "15/10/2021",
    "is_reached": True,
}

PEOPLE: list[Sample] = [
    ("unlink_asked", PERSON),
    ("unlinked", PERSON),
    (
        "unreachable",
        {"rows": [Unreachable("UBND xã Ia Kla", "ended", duties=3)], "days": 14, "at": AT, "shown": 20},
    ),
    (
        "unreachable",
        {
            "rows": [Unreachable("UBND xã Ia Lang", "silent", officers=("Rơ Mah H'Bơ", "Siu Hyin"))],
            "days": 14,
            "at": AT,
            "shown": 20,
        },
    ),
    ("succeeded", {"agency": "UBND xã Ia Dơk", "before": "UBND xã Ia Kla", "officer": "Rơ Mah H'Bơ"}),
    ("dissolved", {"agency": "UBND xã Ia Kla", "count": 2}),
    ("moved", PERSON | {"before": "UBND xã Ia Nan"}),
    ("nobody_left", {"agency": ITEM.agency, "left": "Rơ Mah H'Bơ", "item": ITEM, "others": 0}),
    ("nobody_left", {"agency": ITEM.agency, "left": "Rơ Mah H'Bơ", "item": ITEM, "others": 2}),
    ("deputy_named", STANDING),
    ("deputy_named", STANDING | {"is_reached": False}),
    ("deputy_shown", STANDING),
    ("deputy_shown", PERSON | {"deputy": ""}),
    ("deputy_of", STANDING | {"count": 3}),
    ("deputy_ended", STANDING),
    ("deputy_refused", {"why": "group"}),
    ("deputy_refused", {"why": "when"}),
    (
        "deputy_refused",
        {"why": "several", "who": "Siu", "candidates": ["7 – Siu Hyin, UBND xã Ia Dom", "9 – Siu Blah, Phòng Nội vụ"]},
    ),
    ("deputy_refused", {"why": "nobody", "who": "Siu", "candidates": []}),
]
