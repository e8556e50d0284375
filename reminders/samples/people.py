"""Pure: samples of what is said when people come, go and stand in for each other."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, time
from typing import Any

from db.statuses import ItemStatus
from reminders.desk.story import Event
from reminders.desk.unreachable import Unreachable
from reminders.samples.facts import AT, COORDINATOR, ITEM, OFFICER, WHOLE, Sample, listed
from schedules.zone import local

PERSON = {"agency": ITEM.agency, "officer": OFFICER}
STANDING = PERSON | {
    "deputy": "Siu Hyin (UBND xã Ia Dom)",
    "since": "05/10/2021",
    "last": "15/10/2021",
    "is_reached": True,
}

UNREACHABLE = {"before": 0, "days": 14, "at": AT, "shown": 20}
MOMENT = local(date(2021, 10, 5), time(9))
BY = {"actor": "officer", "officer": "Siu Hyin", "agency": "UBND xã Ia Dom"}
NOBODY = {"actor": "cycle", "officer": "", "agency": "", "sender": "", "instead_of": ""}
MERGED = {"agency": "UBND xã Ia Dơk", "agency_before": "UBND xã Ia Kla"}
NOTHING: defaultdict[str, Any] = defaultdict(str)
DEADLINES: dict[str, Any] = {
    "cause": "plan",
    "request_until": "20/10/2021",
    "deadline_before": local(date(2021, 10, 6)),
    "deadline": local(date(2021, 10, 15), time(23, 59, 59)),
}
BY_THEMSELVES = [
    Event(MOMENT, "act", NOBODY | {"action": "deadline_moved", "said": defaultdict(str, DEADLINES)}),
    Event(MOMENT, "act", NOBODY | {"action": "deadline_moved", "said": defaultdict(str, {"cause": "calendar"})}),
    Event(MOMENT, "act", NOBODY | {"action": "dropped", "said": defaultdict(str, {"cause": "event"})}),
    Event(MOMENT, "act", NOBODY | {"action": "restored", "said": defaultdict(str, {"cause": "date"})}),
]
SILENCE = defaultdict(str, {"cause": "silence", "days": "5"})
ACCEPTED = [Event(MOMENT, "act", NOBODY | {"action": "accept", "said": SILENCE})]
EVENTS = [
    Event(MOMENT, "act", NOBODY | {"action": "dissolved", "said": NOTHING}),
    Event(MOMENT, "act", NOBODY | {"action": "succeeded", "said": defaultdict(str, MERGED)}),
    Event(MOMENT, "act", BY | {"sender": "Kpă Tuấn", "instead_of": "", "action": "acknowledge", "said": NOTHING}),
    Event(MOMENT, "act", BY | {"sender": "", "instead_of": OFFICER, "action": "complete", "said": NOTHING}),
]
SAID = defaultdict(str, {"officer": OFFICER})
ENTRUSTED = [
    Event(MOMENT, "act", BY | {"sender": "", "instead_of": "", "action": action, "said": SAID})
    for action in ("responsible_named", "responsible_ended")
]

NAMED = {"item": ITEM, "officer": OFFICER, "is_new": True, "is_reached": True}
UNNAMED = {"item": ITEM, "who": "chị Hoa", "candidates": ["7 – Nguyễn Thị Hoa", "9 – Rơ Mah Hoa"]}
DUTY = {"duty": ITEM.duty, "agency": ITEM.agency, "plan": ITEM.plan, "clause": ITEM.clause}

PEOPLE: list[Sample] = [
    ("responsible_named", NAMED),
    ("responsible_named", NAMED | {"is_new": False, "item": replace(ITEM, escalates_from=None)}),
    ("responsible_named", NAMED | {"is_reached": False}),
    ("responsible_ended", {"item": ITEM, "officer": OFFICER, "has_ended": True}),
    ("responsible_ended", {"item": ITEM, "officer": "", "has_ended": False}),
    *(("responsible_unclear", UNNAMED | {"why": why}) for why in ("several", "nobody", "writer")),
    ("responsible_unclear", UNNAMED | {"why": "nobody", "candidates": []}),
    (
        "items",
        WHOLE
        | {"items": [replace(ITEM, responsible=OFFICER)], "total": 1, "agency": ITEM.agency, "days": 30, "shown": 10},
    ),
    ("item_told", {"item": replace(ITEM, responsible=OFFICER), "coordinator": COORDINATOR}),
    ("responsible_you", DUTY | {"by": OFFICER}),
    ("responsible_you", DUTY | {"by": ""}),
    ("responsible_no_more", DUTY | {"officer": "Siu Hyin"}),
    ("responsible_no_more", DUTY | {"officer": ""}),
    ("responsible_left", {"agency": ITEM.agency, "left": OFFICER, "duties": [DUTY], "shown": 10}),
    ("unlink_asked", PERSON | {"words": ""}),
    ("unlink_asked", PERSON | {"words": "UBND XÃ IA DOM"}),
    ("which_role", {"candidates": ["/huylienket UBND xã Ia Dom", "/huylienket Phòng Nội vụ"]}),
    ("unlinked", PERSON | {"still": []}),
    ("unlinked", PERSON | {"still": ["Phòng Nội vụ"]}),
    ("unreachable", UNREACHABLE | {"items": [Unreachable("UBND xã Ia Kla", "ended", duties=3)]}),
    (
        "unreachable",
        UNREACHABLE | {"items": [Unreachable("UBND xã Ia Lang", "silent", officers=(OFFICER, "Siu Hyin"))]},
    ),
    ("waiting", listed([replace(ITEM, status=ItemStatus.NOT_OURS)], 1)),
    ("story", {"item": ITEM, "items": EVENTS, "before": 0, "shown": 20}),
    ("story", {"item": ITEM, "items": BY_THEMSELVES, "before": 0, "shown": 20}),
    ("story", {"item": ITEM, "items": ENTRUSTED, "before": 0, "shown": 20}),
    ("story", {"item": ITEM, "items": ACCEPTED, "before": 0, "shown": 20}),
    ("succeeded", {"agency": "UBND xã Ia Dơk", "before": "UBND xã Ia Kla", "officer": OFFICER}),
    ("dissolved", {"agency": "UBND xã Ia Kla", "count": 2}),
    ("moved", PERSON | {"before": "UBND xã Ia Nan"}),
    ("nobody_left", {"agency": ITEM.agency, "left": OFFICER, "item": ITEM, "others": 0}),
    ("nobody_left", {"agency": ITEM.agency, "left": OFFICER, "item": ITEM, "others": 2}),
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
