"""Pure: samples of what is said of the files that officers send."""

from dataclasses import replace
from typing import Any

from db.statuses import ItemStatus
from reminders.chat.verbs.showing import Shown
from reminders.items.evidence.received import Lost, Why
from reminders.items.facts import Stand
from reminders.samples.facts import DONE, IN_TIME, ITEM, LATE, OFFICER, Sample, listed

PROVEN = replace(ITEM, status=ItemStatus.SUBMITTED, stand=Stand.WAITING, reported=IN_TIME, evidence=2)
ALSO = replace(LATE, evidence=1)
FILES = [
    Lost(name="bao-cao.pdf", why=Why.TOO_LARGE, limit_mb=20),
    Lost(name="", why=Why.DAY_FULL, limit_mb=200),
    Lost(name="bien-ban.docx", why=Why.EMPTY),
    Lost(name="anh.jpg", why=Why.NOT_STORED),
    Lost(name="anh.jpg", why=Why.NOT_FETCHED),
]

SCAN = Shown(name="bien-ban-hop.pdf", size="1,4 MB", officer=OFFICER, at="16:42 05/10/2021")
PICTURE = Shown(name="", size="850 KB", officer=OFFICER, at="16:40 05/10/2021")
UNREAD = [replace(SCAN, why="too_large"), replace(PICTURE, why="damaged")]
WHOLE: dict[str, Any] = {"item": PROVEN, "before": 0, "shown": 5, "has_file": False, "is_all": True}

EVIDENCE: list[Sample] = [
    ("done", DONE | {"items": [PROVEN], "item": PROVEN}),
    ("done", DONE | {"items": [PROVEN, ALSO], "item": PROVEN, "late": [45]}),
    ("unchanged", {"item": PROVEN, "by": "Rơ Mah, 16:42"}),
    ("waiting", listed([PROVEN], 1)),
    ("evidence_waits", {"count": 1}),
    ("evidence_kept", {"items": [PROVEN], "item": PROVEN, "count": 1, "shown": 10}),
    ("evidence_kept", {"items": [ALSO], "item": ALSO, "count": 1, "shown": 10}),
    ("evidence_kept", {"items": [PROVEN, ALSO], "item": PROVEN, "count": 1, "shown": 10}),
    ("evidence", WHOLE | {"items": [SCAN, PICTURE], "sent": 2}),
    ("evidence", WHOLE | {"items": UNREAD, "sent": 0, "is_all": False}),
    ("evidence", WHOLE | {"items": [SCAN, *[PICTURE] * 6], "sent": 0, "is_all": False}),
    ("evidence", WHOLE | {"items": [SCAN, PICTURE], "before": 5, "sent": 2}),
    ("evidence", WHOLE | {"items": [], "sent": 0}),
    ("evidence_file", {"item": PROVEN}),
    ("evidence_none", {"item": ITEM}),
    ("evidence_none", {"item": PROVEN}),
    ("evidence_which", {"items": [ITEM, LATE], "is_unclear": False, "shown": 10}),
    ("evidence_which", {"items": [ITEM], "is_unclear": True, "shown": 10}),
    ("evidence_which", {"items": [], "is_unclear": False, "shown": 10}),
    *(("evidence_lost", {"files": [file], "platform": "Zalo", "has_words": True}) for file in FILES),
    ("evidence_lost", {"files": FILES[:1], "platform": "Telegram", "has_words": False}),
]
