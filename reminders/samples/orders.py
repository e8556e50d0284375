"""Pure: samples of what a coordinator orders in the chat: drafts, their confirmation, what is refused."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from reminders.agencies.directory import Unknown
from reminders.chat.orders.dues import DueFacts
from reminders.samples.facts import COORDINATOR, ITEM, OFFICER, Sample
from schedules.occurrences import occurrences
from schedules.rules import Bound, OnDate, Rule, Weekday, Weekly
from schedules.working_days import WorkingCalendar
from schedules.zone import local

TITLE = "Báo cáo số liệu hộ nghèo"
ASKED: dict[str, Any] = {"number": 1, "minutes": 30, "verb": "giao"}
CALENDAR = WorkingCalendar()
NOW = local(date(2021, 10, 5), time(9))


def _due(rule: Rule, **facts: Any) -> dict[str, Any]:
    due = next(occurrences(rule, since=local(date(2021, 10, 1)), until=local(date(2022, 1, 1)), calendar=CALENDAR))
    return {"due": DueFacts(rule=rule, due=due, calendar=CALENDAR, after=(0, 1, 3), every=5, **facts)}


ONCE = _due(OnDate(on=date(2021, 10, 12), at=time(15)), now=NOW, before=(3, 1))
WEEKLY = _due(Weekly(weekdays=(Weekday.THURSDAY,), at=time(15)), now=NOW, before=(1,))
LATE = _due(Weekly(weekdays=(Weekday.THURSDAY,), at=time(15)), now=local(date(2021, 10, 7), time(15)))
PAST = _due(OnDate(on=date(2021, 10, 4), bound=Bound.BY), now=NOW)
PARTIES = {"title": TITLE, "parties": ["UBND xã Ia Dom", "UBND các xã, thị trấn"], "agencies": 10, "shown": 10}
ONE = {"title": TITLE, "parties": ["UBND xã Ia Pnôn"], "agencies": 1, "shown": 10}
LACKING: dict[str, Any] = {
    "unknown": None,
    "is_nobody": False,
    "has_title": True,
    "is_long": False,
    "longest": 300,
    "why": "",
    "phrase": "trước 15 giờ ngày 12/10",
    "example_agency": "UBND xã Ia Pnôn",
    "example_title": TITLE,
    "example_deadline": "trước 15 giờ ngày 12/10",
    "example_day": "12/10/2021",
    "shown": 10,
}
NOBODY = {"unknown": Unknown("Ia Pnom", ("UBND xã Ia Pnôn",))}
SEVERAL = {"unknown": Unknown("Ia", ("UBND xã Ia Dom", "UBND xã Ia Nan"), is_ambiguous=True)}
DUTY = {"clause": "II.3", "title": "Rà soát thủ tục hành chính", "leads": ["Phòng Nội vụ", "Phòng Tư pháp"]}
EVENT = DUTY | {"event": "ngày ký quyết định công bố", "on": "04/10/2021"} | ONCE
ROW = DUTY | {"plan": "KH 135/KH-UBND", "waits_for": "ngày ký quyết định công bố"}
LIST: dict[str, Any] = {"rows": [ROW], "total": 12, "page": 1, "pages": 2, "shown": 10}
CLAUSE: dict[str, Any] = {"clause": "II.3", "plans": [], "is_other": False, "rest": "24/11", "command": "/moviec"}
CODE = {"name": OFFICER, "code": "SE79CABZ", "link": "", "linked": ""}
CODE_AND_LINK = CODE | {"link": "https://t.me/nhachan_bot?start=SE79CABZ", "linked": "zalo"}
REASONS = ("missing", "past", "too_far", "no_hour", "waits", "unclear")
LANG = "UBND xã Ia Lang"
REFUSED = {"duty": SimpleNamespace(clause="II.3"), "today": "05/10/2021"}

ORDERS: list[Sample] = [
    ("order_draft", ASKED | ONE | ONCE),
    ("order_draft", ASKED | PARTIES | LATE),
    *(("order_unclear", LACKING | {"why": why, "example_deadline": ""}) for why in REASONS),
    ("order_unclear", LACKING | NOBODY | {"has_title": False, "example_title": "", "why": "missing"}),
    ("order_unclear", LACKING | SEVERAL | {"is_long": True}),
    ("order_unclear", LACKING | {"unknown": Unknown("")}),
    ("order_unclear", LACKING | {"is_nobody": True}),
    ("given", {"items": [ITEM], "title": TITLE, "untold": [], "shown": 10} | ONCE),
    ("given", {"items": [ITEM], "title": TITLE, "untold": [LANG], "shown": 10} | WEEKLY),
    ("cancelled", {"item": ITEM, "reason": "giao nhầm", "is_ended": False}),
    ("cancelled", {"item": ITEM, "reason": "giao nhầm", "is_ended": True}),
    ("cancelled_to_you", {"item": ITEM, "reason": "giao nhầm", "coordinator": COORDINATOR, "is_ended": False}),
    ("cancelled_to_you", {"item": ITEM, "reason": "giao nhầm", "coordinator": COORDINATOR, "is_ended": True}),
    ("draft_dropped", {"number": 1, "subject": TITLE}),
    *(("draft_over", {"number": 1, "subject": TITLE, "stands": stands}) for stands in ("done", "dropped", "expired")),
    *(("draft_refused", {"subject": TITLE, "why": why}) for why in ("past", "dated", "scope")),
    ("no_draft", {}),
    ("no_such_clause", CLAUSE),
    ("no_such_clause", CLAUSE | {"is_other": True}),
    ("no_such_clause", CLAUSE | {"is_other": True, "command": "/datngay"}),
    ("no_such_clause", CLAUSE | {"plans": ["KH 135/KH-UBND", "KH 9/KH-UBND"]}),
    ("awaiting_event", LIST),
    ("awaiting_event", LIST | {"rows": []}),
    ("undated", LIST | {"page": 2}),
    ("undated", LIST | {"rows": []}),
    ("event_draft", ASKED | EVENT | {"verb": "ghi"}),
    ("event_recorded", EVENT),
    ("event_recorded", EVENT | PAST),
    *(("event_refused", REFUSED | {"why": why}) for why in ("no_day", "future", "known", "by_hour", "not_counted")),
    ("date_draft", ASKED | DUTY | ONCE | {"verb": "ghi"}),
    ("date_assigned", DUTY | ONCE),
    ("date_assigned", DUTY | WEEKLY),
    *(("date_unclear", {"clause": "II.3", "why": why, "phrase": "mai", "example": "20/10/2021"}) for why in REASONS),
    ("link_codes", {"agency": LANG, "rows": [CODE, CODE_AND_LINK], "minutes": 15, "others": 0, "shown": 10}),
    *(("no_codes", {"why": why, "agency": LANG, "minutes": 60}) for why in ("nobody", "unnamed", "group", "too_many")),
    ("officer_draft", ASKED | {"name": OFFICER, "agency": LANG, "verb": "them"}),
    ("officer_added", {"name": OFFICER, "agency": LANG}),
    *(("officer_refused", {"why": why, "name": OFFICER, "agency": LANG}) for why in ("known", "no_name")),
    ("help_orders", {}),
    ("help_people", {}),
]
