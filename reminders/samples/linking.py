"""Pure: samples of what strangers and new chats are told."""

from reminders.samples.facts import AT, ITEM, OFFICER, Sample

LINKING: list[Sample] = [
    ("only_words", {}),
    ("forwarded", {}),
    ("edit_too_late", {}),
    ("stranger", {}),
    *(
        ("linked", {"agency": ITEM.agency, "officer": OFFICER, "items": "…", "group": group})
        for group in ("", "/", "@")
    ),
    ("already_linked", {"agency": ITEM.agency, "officer": OFFICER}),
    ("join_asked", {"officers": ["Siu Hyin, Phòng Nội vụ"], "agency": ITEM.agency, "officer": OFFICER}),
    ("link_refused", {"why": "wrong"}),
    ("link_refused", {"why": "too many", "minutes": 12}),
    ("link_refused", {"why": "group"}),
    ("failed", {}),
    ("flood", {}),
    ("linked_elsewhere", {"channel": "zalo", "is_group": False, "officer": OFFICER, "at": AT}),
    ("trial", {"officer": OFFICER, "agency": ITEM.agency, "at": AT}),
    ("linked_elsewhere", {"channel": "telegram", "is_group": True, "officer": OFFICER, "at": AT}),
]
