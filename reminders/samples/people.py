"""Pure: samples of what is said when people come, go and stand in for each other."""

from reminders.samples.facts import ITEM, Sample

PERSON = {"agency": ITEM.agency, "officer": "Rơ Mah H'Bơ"}

PEOPLE: list[Sample] = [
    ("unlink_asked", PERSON),
    ("unlinked", PERSON),
    ("nobody_left", {"agency": ITEM.agency, "left": "Rơ Mah H'Bơ", "item": ITEM, "others": 0}),
    ("nobody_left", {"agency": ITEM.agency, "left": "Rơ Mah H'Bơ", "item": ITEM, "others": 2}),
]
