"""Pure: samples of what an act on an item is answered."""

from dataclasses import replace
from datetime import date

from db.statuses import Action, ItemStatus, RemarkKind
from reminders.items.deadlines import due_by_end_of
from reminders.items.debts import Debt
from reminders.items.facts import Stand
from reminders.replies import Act, Extend, Note, Undo
from reminders.samples.facts import AT, COORDINATOR, DONE, IN_TIME, ITEM, LATE, OFFICER, Sample

EXPLAINED = Note(kind=RemarkKind.EXPLANATION, codes=(), text="chờ số liệu")
ACCEPTED = replace(ITEM, reported=IN_TIME, status=ItemStatus.ACCEPTED, stand=Stand.DONE)
OTHERS = replace(ACCEPTED, agency="UBND xã Ia Pnôn", code=4)
LATER = due_by_end_of(date(2021, 10, 15), ITEM.due.period, ITEM.calendar)
EXTENDED = replace(ITEM, due=LATER, first_nominal=ITEM.due.nominal, extensions=1)
REPORTED = {"heard": "gọi điện lúc 9h", "untold": [], "at": AT, "shown": 10}
REPORTED_TO_YOU = {"heard": "gọi điện lúc 9h", "coordinator": COORDINATOR, "group": "", "shown": 10}
RETURNED = {"reason": "thiếu phụ lục", "coordinator": COORDINATOR, "shown": 10}

WEEKS = [
    replace(LATE, id=key, code=code, period=f"tuần {week}/2021")
    for key, code, week in ((103, 7, 41), (102, 9, 40), (101, 10, 39))
]
OF_WEEKS = Debt((101, 102, 103), ("2021-W39", "2021-W40", "2021-W41"))
ASKED = {
    "items": WEEKS,
    "debts": {103: OF_WEEKS},
    "grouped": OF_WEEKS.items,
    "wish": Act(Action.COMPLETE),
    "is_theirs": False,
    "shown": 30,
}

ANSWERS: list[Sample] = [
    ("which_periods", ASKED),
    ("which_periods", ASKED | {"wish": Act(Action.COMPLETE, is_nil=True), "shown": 2, "is_theirs": True}),
    (
        "which_periods",
        ASKED | {"items": [*WEEKS, replace(ITEM, id=104), replace(ITEM, id=105, code=4, period="tháng 10/2021")]},
    ),
    ("which_periods", ASKED | {"items": WEEKS[1:], "debts": {}}),
    ("which_periods_again", {"items": WEEKS}),
    ("which_periods_again", {"items": [ITEM, LATE]}),
    ("done", DONE | {"items": [ITEM], "item": ITEM}),
    ("done", DONE | {"items": [ITEM, LATE], "item": ITEM, "late": [45]}),
    ("acknowledged", {"items": [ITEM], "item": ITEM, "shown": 10}),
    ("acknowledged", {"items": [ITEM] * 2, "item": ITEM, "shown": 10}),
    ("accepted", {"items": [ITEM], "shown": 10}),
    ("accepted", {"items": [ITEM] * 2, "shown": 10}),
    ("returned", {"item": ITEM, "items": [ITEM], "reason": "thiếu phụ lục", "shown": 10}),
    ("returned", {"item": ITEM, "items": [ITEM, LATE], "reason": "thiếu phụ lục", "shown": 10}),
    (
        "accept_all",
        {
            "items": [ITEM, replace(LATE, reported=IN_TIME)],
            "oldest": replace(LATE, reported=IN_TIME),
            "agencies": 2,
            "at": AT,
            "shown": 10,
        },
    ),
    ("accept_all", {"items": [], "oldest": None, "agencies": 0, "at": AT, "shown": 10}),
    ("returned_to_you", RETURNED | {"items": [ITEM]}),
    ("returned_to_you", RETURNED | {"items": [ITEM, LATE]}),
    ("done_by_other", {"items": [ITEM], "by": OFFICER, "at": AT, "shown": 10}),
    ("done_by_other", {"items": [ITEM, LATE], "by": OFFICER, "at": AT, "shown": 10}),
    ("unchanged", {"item": ITEM, "by": ""}),
    ("unchanged", {"item": ITEM, "by": "Rơ Mah, 16:42"}),
    ("item_told", {"item": ITEM, "coordinator": COORDINATOR}),
    ("item_told", {"item": LATE, "coordinator": COORDINATOR}),
    ("no_such_code", {"code": 7}),
    ("no_such_code", {"code": 0}),
    ("not_allowed", {}),
    ("not_yours", {"item": ITEM}),
    ("old_code", {"item": ITEM}),
    ("nothing_done", {}),
    ("which", {"items": [ITEM, LATE], "wish": Act(Action.COMPLETE), "left_out": [], "shown": 10}),
    ("which", {"items": [ITEM, LATE], "wish": Extend(codes=(), days=2), "left_out": [], "shown": 10}),
    ("whether", {"items": [ITEM], "wish": Note(kind=RemarkKind.NOT_DONE, codes=()), "left_out": [], "shown": 10}),
    ("whether", {"items": [ITEM, LATE], "wish": Act(Action.COMPLETE), "left_out": [ITEM], "shown": 10}),
    ("whether_for", {"items": [ITEM], "wish": Act(Action.COMPLETE), "shown": 10}),
    ("whether_for", {"items": [ITEM, OTHERS], "wish": Extend(codes=(), until=date(2021, 10, 15)), "shown": 10}),
    ("which_for", {"items": [ITEM, LATE], "wish": Act(Action.COMPLETE), "agency": ITEM.agency, "shown": 10}),
    ("urge_which", {"items": [ITEM, LATE], "agency": ITEM.agency, "shown": 10}),
    ("not_theirs", {"item": ITEM, "named": "UBND xã Ia Pnôn"}),
    ("behalf_refused", {"agency": ITEM.agency, "is_open": True}),
    ("behalf_refused", {"agency": ITEM.agency, "is_open": False}),
    ("reported_for", REPORTED | {"items": [ACCEPTED], "wish": Act(Action.COMPLETE)}),
    ("reported_for", REPORTED | {"items": [ACCEPTED, OTHERS], "wish": Act(Action.COMPLETE, is_nil=True)}),
    ("reported_for", REPORTED | {"items": [ITEM], "wish": Act(Action.ACKNOWLEDGE), "untold": [ITEM.agency]}),
    ("reported_for", REPORTED | {"items": [ITEM], "wish": EXPLAINED, "heard": ""}),
    ("reported_for", REPORTED | {"items": [EXTENDED], "wish": Extend(codes=(), until=date(2021, 10, 15))}),
    ("reported_for_you", REPORTED_TO_YOU | {"items": [ACCEPTED], "wish": Act(Action.COMPLETE)}),
    ("reported_for_you", REPORTED_TO_YOU | {"items": [ACCEPTED, LATE], "wish": Act(Action.COMPLETE), "group": "/"}),
    ("reported_for_you", REPORTED_TO_YOU | {"items": [ITEM], "wish": EXPLAINED, "heard": ""}),
    ("reported_for_you", REPORTED_TO_YOU | {"items": [EXTENDED], "wish": Extend(codes=(), until=date(2021, 10, 15))}),
    ("report_withdrawn", {"item": ITEM, "coordinator": COORDINATOR}),
    ("denied", {"item": ITEM, "reason": "mất điện"}),
    ("whether", {"items": [ITEM, LATE], "wish": Undo(()), "left_out": [], "shown": 10}),
]
