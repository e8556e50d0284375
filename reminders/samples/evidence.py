"""Pure: samples of what is said of the files that officers send."""

from dataclasses import replace
from typing import Any

from db.statuses import ItemStatus
from reminders.evidence.received import Lost, Why
from reminders.facts import Stand
from reminders.samples.facts import AT, IN_TIME, ITEM, LATE, Sample

PROVEN = replace(ITEM, status=ItemStatus.SUBMITTED, stand=Stand.WAITING, reported=IN_TIME, evidence=2)
ALSO = replace(LATE, evidence=1)
ACT: dict[str, Any] = {
    "late": [],
    "at": AT,
    "coordinator": "Phòng Nội vụ",
    "document": None,
    "is_nil": False,
    "shown": 10,
}
FILES = [
    Lost(name="bao-cao.pdf", why=Why.TOO_LARGE, limit_mb=20),
    Lost(name="", why=Why.DAY_FULL, limit_mb=200),
    Lost(name="bien-ban.docx", why=Why.EMPTY),
    Lost(name="anh.jpg", why=Why.NOT_STORED),
    Lost(name="anh.jpg", why=Why.NOT_FETCHED),
]

EVIDENCE: list[Sample] = [
    ("done", ACT | {"items": [PROVEN], "item": PROVEN}),
    ("done", ACT | {"items": [PROVEN, ALSO], "item": PROVEN, "late": [45]}),
    ("unchanged", {"item": PROVEN, "by": "Rơ Mah, 16:42"}),
    ("waiting", {"items": [PROVEN], "agencies": 1, "at": AT, "shown": 10}),
    ("evidence_kept", {"items": [PROVEN], "item": PROVEN, "count": 1, "shown": 10}),
    ("evidence_kept", {"items": [ALSO], "item": ALSO, "count": 1, "shown": 10}),
    ("evidence_kept", {"items": [PROVEN, ALSO], "item": PROVEN, "count": 1, "shown": 10}),
    ("evidence_none", {"item": ITEM}),
    ("evidence_which", {"items": [ITEM, LATE], "is_unclear": False, "shown": 10}),
    ("evidence_which", {"items": [ITEM], "is_unclear": True, "shown": 10}),
    ("evidence_which", {"items": [], "is_unclear": False, "shown": 10}),
    *(("evidence_lost", {"files": [file], "platform": "Zalo", "has_words": True}) for file in FILES),
    ("evidence_lost", {"files": FILES[:1], "platform": "Telegram", "has_words": False}),
]
