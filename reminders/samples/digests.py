"""Pure: samples of the coordinator's morning and the leader's weekly digest, and of what turns them off and on."""

from dataclasses import replace

from db.queries.counts import Waiting
from db.queries.lately import Happened
from reminders.samples.facts import LATE, SILENT, Sample

NONE = Waiting(done=0, extensions=0, not_ours=0)
LONG = replace(LATE, duty="Báo cáo kết quả triển khai các chỉ số thành phần cải cách hành chính cấp huyện (quý 3/2021)")
QUARTERLY = Happened("Báo cáo hàng quý kết quả thực hiện kế hoạch", ("UBND xã Ia Dom", "UBND xã Ia Nan"), 2)
PLANS = Happened("Gửi kế hoạch khắc phục", tuple(f"UBND xã {name}" for name in ("Ia Dơk", "Ia Krêl", "Ia Lang")), 3)
MEETING = Happened("Giao ban hàng tuần với các chủ đầu tư về thực hiện dự án, giải ngân vốn", ("UBND xã Ia Pnôn",), 4)
QUIET = {
    "new_late": [],
    "due_today": [],
    "new_done": [],
    "new_asked": [],
    "is_whole": False,
    "unreachable": [],
    "escalated": [],
    "chased": 0,
    "day": "08/10/2021",
    "is_morning": True,
    "overdue": 0,
    "agencies": 0,
    "worst": [],
    "today": 0,
    "coming": 5,
    "days": 7,
    "waiting": NONE,
    "silent": 0,
    "silent_names": [],
    "undated": 0,
    "named": 3,
    "shown": 10,
}
NEWER = QUIET | {
    "overdue": 9,
    "today": 3,
    "waiting": Waiting(done=4, extensions=1, not_ours=0),
    "new_late": [MEETING],
    "due_today": [PLANS],
    "new_done": [PLANS, QUARTERLY, MEETING, MEETING],
    "new_asked": [QUARTERLY],
}
FULL = QUIET | {
    "is_whole": True,
    "overdue": 4,
    "agencies": 3,
    "worst": [LONG, replace(LATE, days_overdue=0)],
    "today": 3,
    "waiting": Waiting(done=2, extensions=1, not_ours=1),
    "silent": 5,
    "silent_names": ["UBND xã Ia Lang", "UBND xã Ia Pnôn", "UBND xã Ia Din", "Công an huyện", "UBND xã Ia Kla"],
    "undated": 12,
}
NEWS = {
    "worst": [LATE],
    "escalated": [replace(LATE, alert=3)],
    "chased": 8,
    "unreachable": [SILENT],
    "silent_names": [],
    "waiting": NONE,
    "undated": 0,
}
WEEK = {
    "since": "04/10",
    "until": "10/10/2021",
    "on_time": 10,
    "late": 2,
    "overdue": 0,
    "before": 0,
    "debts": [],
    "named": 3,
    "done": [PLANS],
    "new_late": [],
    "chased": 0,
    "fresh": 0,
    "escalates_from": 3,
    "worst": [],
    "explained": 0,
    "coming": 0,
    "rarely": [],
}
DEBTS = {
    "overdue": 5,
    "before": 7,
    "debts": [("UBND xã Ia Pnôn", 3), ("UBND xã Ia Nan", 2)],
    "new_late": [MEETING],
    "chased": 5,
    "fresh": 2,
    "worst": [replace(LATE, alert=6, explanation="mất điện"), replace(LATE, alert=3)],
    "explained": 1,
    "coming": 4,
    "rarely": [QUARTERLY],
    "done": [PLANS],
}

DIGESTS: list[Sample] = [
    ("morning", QUIET),
    ("morning", NEWER),
    ("morning", FULL),
    ("morning", FULL | NEWS | {"is_morning": False, "silent": 1}),
    ("weekly", WEEK),
    ("weekly", WEEK | DEBTS),
    ("digests_turned", {"is_weekly": False, "is_on": True}),
    ("digests_turned", {"is_weekly": False, "is_on": False}),
    ("digests_turned", {"is_weekly": True, "is_on": True}),
    ("digests_turned", {"is_weekly": True, "is_on": False}),
]
