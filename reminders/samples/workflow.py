"""Pure: samples of what the workflow says: acts and their answers on both sides."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, time

from db.statuses import ItemStatus, NoticeKind, RemarkKind
from reminders.desk.story import Event
from reminders.desk.unreachable import Unreachable
from reminders.items.deadlines import due_by_end_of
from reminders.items.facts import Requested, Stand
from reminders.notices.kinds import Kind
from reminders.replies import Note
from reminders.samples.facts import AT, COORDINATOR, DONE, IN_TIME, ITEM, LATE, OFFICER, Sample, listed
from schedules.zone import local

NOT_DONE = Note(kind=RemarkKind.NOT_DONE, codes=(3,), text="mất điện")
PARTLY = Note(kind=RemarkKind.IN_PROGRESS, codes=(3,), percent=70)
WHY = Note(kind=RemarkKind.EXPLANATION, codes=(12,), text="mất điện")
DAY = {"day": "15/10/2021", "reason": "mất điện", "count": 1}
REFUSALS = ("never_late", "undated", "past", "not_later", "too_far")
PROVEN = replace(ITEM, status=ItemStatus.SUBMITTED, stand=Stand.WAITING, reported=IN_TIME)
LATER = replace(
    ITEM,
    due=due_by_end_of(date(2021, 10, 15), ITEM.due.period, ITEM.calendar),
    first_nominal=ITEM.due.nominal,
    extensions=1,
)
THIRD = replace(LATE, alert=3)
LIST_OF_ONE = {"items": [ITEM], "item": ITEM, "coordinator": COORDINATOR, "reason": "", "shown": 10}
ASKED = {"item": ITEM, "coordinator": COORDINATOR, "shown": 10, **DAY}
ASKED_FOR = ([ITEM], [replace(one, requested=Requested(date(2021, 10, 15), "mất điện")) for one in (ITEM, LATE)])
DECIDED = {"coordinator": COORDINATOR, "reason": "", "shown": 10}
GRANTED_OR_NOT = (
    {"items": [LATER], "is_granted": True},
    {"items": [ITEM], "is_granted": False, "reason": "mất điện"},
    {"items": [LATER, replace(LATER, code=9)], "is_granted": True},
    {"items": [ITEM, LATE], "is_granted": False, "reason": "mất điện"},
)
MORNING = local(date(2021, 9, 24), time(9))
TOLD = {"notice": Kind(NoticeKind.BEFORE, 7), "readers": [OFFICER, ""]}
BY = {"actor": "officer", "officer": OFFICER, "agency": ITEM.agency, "sender": "", "instead_of": ""}
SAID = {"day": "15/10/2021", "reason": "mất điện"}
EVENTS = [
    Event(MORNING, "told", TOLD),
    Event(MORNING, "act", BY | {"action": "acknowledge", "said": defaultdict(str)}),
    Event(MORNING, "act", BY | {"action": "extension_requested", "said": defaultdict(str, SAID)}),
]

WORKFLOW: list[Sample] = [
    (
        "unreachable",
        {"before": 0, "items": [Unreachable("UBND xã Ia Lang", "gone")], "days": 14, "at": AT, "shown": 20},
    ),
    ("urged", {"items": [LATE], "untold": [], "shown": 10}),
    ("urged", {"items": [], "untold": ["UBND xã Ia Lang"], "shown": 10}),
    ("waiting", listed([PROVEN], 1)),
    ("reminder", {"item": THIRD, "besides": 0, "group": ""}),
    ("done", DONE | {"items": [PROVEN], "item": PROVEN, "document": "số 45/BC-UBND", "is_nil": True}),
    ("noted", {"item": ITEM, "note": NOT_DONE}),
    ("noted", {"item": ITEM, "note": PARTLY}),
    ("explained", {"item": LATE, "note": WHY}),
    ("rejected", LIST_OF_ONE),
    ("rejected", LIST_OF_ONE | {"items": [ITEM, LATE]}),
    ("not_ours", {"item": ITEM, "named": "Pnôn", "suggested": "UBND xã Ia Pnôn", "reason": ""}),
    ("ours_again", {"item": ITEM}),
    *(("extension_how", {"item": ITEM, "why": why, "example": "08/10/2021"}) for why in REFUSALS),
    *(("extension_sent", ASKED | {"items": found, "is_told": True}) for found in ASKED_FOR),
    *(("extension_asked", ASKED | {"items": found}) for found in ASKED_FOR),
    *(("extension_decided", DECIDED | said) for said in GRANTED_OR_NOT),
    *(("extension_answer", DECIDED | said) for said in GRANTED_OR_NOT),
    ("no_request", {"item": ITEM}),
    ("request_withdrawn", {"item": ITEM, "is_own": True}),
    ("request_withdrawn", {"item": ITEM, "is_own": False}),
    ("still_done", {"items": [LATE, replace(LATE, code=14)]}),
    ("undone", {"item": ITEM}),
    ("not_undone", {"item": ITEM}),
    ("edit_kept", {"item": PROVEN}),
    ("not_reassigned", {"item": ITEM, "agency": "UBND xã Ia Pnôn"}),
    ("reassigned", {"item": ITEM, "before": "UBND xã Ia Nan"}),
    ("taken_from_you", {"item": ITEM, "agency": "UBND xã Ia Nan", "coordinator": COORDINATOR}),
    ("assigned_to_you", {"item": ITEM, "coordinator": COORDINATOR, "group": ""}),
    ("story", {"item": ITEM, "before": 0, "items": [], "shown": 20}),
    ("story", {"item": LATER, "before": 0, "items": EVENTS[::-1], "shown": 20}),
]
