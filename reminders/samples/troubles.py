"""Pure: samples of what the admin is told of the service itself."""

from datetime import date, time
from types import SimpleNamespace

from db.statuses import TroubleKind
from reminders.samples.facts import Sample
from schedules.zone import local

DAY = date(2021, 10, 5)
OF_THE_WHOLE = {
    TroubleKind.NOTICES_STUCK: "12 tin, lâu nhất từ 07:00 05/10/2021",
    TroubleKind.CYCLE_FAILING: "OperationalError",
    TroubleKind.CLOCK_JUMPED: "chậm 7 giờ",
    TroubleKind.CLOCK_HELD: "nhanh 365 ngày",
    TroubleKind.CLOCK_WRONG: "chậm 7 giờ",
    TroubleKind.DISK_LOW: "còn 120 MB",
    TroubleKind.BACKUP_OLD: "bản gần nhất 01/10/2021",
}
FACTS = [
    {
        "kind": kind,
        "subject": "" if kind in OF_THE_WHOLE else "telegram",
        "detail": OF_THE_WHOLE.get(kind, ""),
        "began_at": local(DAY, time(7, 12)),
        "ended_at": local(DAY, time(8, 30)),
    }
    for kind in TroubleKind
]
TROUBLES: list[Sample] = [
    *[("trouble", {"trouble": SimpleNamespace(**facts)}) for facts in FACTS],
    ("trouble_over", {"trouble": SimpleNamespace(**FACTS[0])}),
    ("trouble_over", {"trouble": SimpleNamespace(**FACTS[-1])}),
    ("damaged", {}),
]
