"""Pure: samples of what strangers and new chats are told."""

from reminders.samples.facts import AT, ITEM, Sample

LINKING: list[Sample] = [
    ("only_words", {}),
    ("stranger", {}),
    ("linked", {"agency": ITEM.agency, "officer": "Rơ Mah H'Bơ", "items": "…"}),
    ("already_linked", {"agency": ITEM.agency, "officer": "Rơ Mah H'Bơ"}),
    ("link_refused", {"why": "wrong"}),
    ("link_refused", {"why": "too many", "minutes": 12}),
    ("link_refused", {"why": "group"}),
    ("failed", {}),
    ("flood", {}),
    ("linked_elsewhere", {"channel": "zalo", "is_group": False, "officer": "Rơ Mah H'Bơ", "at": AT}),
    ("linked_elsewhere", {"channel": "telegram", "is_group": True, "officer": "Rơ Mah H'Bơ", "at": AT}),
]
