"""Every sentence of the product: it renders, obeys voice.md, and its first line says everything on a lock screen."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from sqlmodel import Session

import reminders.messages
from db.queries import items
from db.statuses import ItemStatus
from reminders.desk.overdue import Progress
from reminders.facts import ItemFacts, item_facts, standing
from reminders.messages import LONGEST, render
from schedules.notation import rule_to_dict
from schedules.rules import Bound, OnDate
from tests.rows import CALENDAR, a_district, at
from tests.workflow_samples import workflow_samples

ITEM = ItemFacts(
    id=45,
    code=3,
    title="Gửi kế hoạch khắc phục",
    agency="UBND xã Ia Dom",
    source="KH 135/KH-UBND, mục III.1",
    period="",
    deadline="trước ngày 06/10/2021",
    short_deadline="Trước 06/10",
    last_day="chậm nhất hết giờ làm việc thứ Ba 05/10",
    days_left=2,
    is_last_day=False,
    is_overdue=False,
    days_overdue=0,
    alert=0,
    status=ItemStatus.OPEN,
    standing="Sắp đến hạn",
    completed="",
)
LATE = replace(ITEM, code=12, is_overdue=True, days_left=-1, days_overdue=1, alert=2, standing="Quá hạn")
SILENT = {
    "agency": "UBND xã Ia Lang",
    "title": ITEM.title,
    "deadline": ITEM.deadline,
    "others": 0,
    "gone": [],
    "is_told_to_others": False,
}
COUNTS = Progress(agency="UBND xã Ia Dom", due=5, done=3, done_late=1, overdue=2, waiting=1)
AT = "08:00 08/10/2021"

SAMPLES: list[tuple[str, dict[str, Any], str]] = [
    ("reminder", {"item": ITEM}, "🔔 Còn 2 ngày làm việc: Gửi kế hoạch khắc phục"),
    (
        "reminder",
        {"item": replace(ITEM, days_left=0, is_last_day=True)},
        "🔔 Hôm nay đến hạn: Gửi kế hoạch khắc phục",
    ),
    (
        "reminder",
        {"item": replace(ITEM, days_left=0, is_last_day=False)},
        "🔔 Hết ngày làm việc trước hạn: Gửi kế hoạch khắc phục",
    ),
    ("reminder", {"item": LATE}, "⚠️ Quá hạn 1 ngày làm việc – đôn đốc lần 2: Gửi kế hoạch khắc phục"),
    (
        "reminder",
        {"item": replace(LATE, days_overdue=0, alert=1)},
        "⚠️ Quá hạn – đôn đốc lần 1: Gửi kế hoạch khắc phục",
    ),
    ("digest", {"agency": ITEM.agency, "items": [ITEM] * 3, "shown": 10}, "🔔 UBND xã Ia Dom: 3 việc sắp đến hạn"),
    (
        "digest",
        {"agency": ITEM.agency, "items": [ITEM, LATE], "shown": 10},
        "⚠️ UBND xã Ia Dom: 1 việc quá hạn, 1 việc sắp đến hạn",
    ),
    (
        "desk",
        {"unreachable": [SILENT], "escalated": [], "shown": 10},
        "⚠️ Không gửi được nhắc hạn cho UBND xã Ia Lang: chưa có cán bộ nào liên kết chat. "
        "Việc gần nhất: Gửi kế hoạch khắc phục, hạn trước ngày 06/10/2021.",
    ),
    (
        "desk",
        {"unreachable": [SILENT] * 3, "escalated": [LATE], "shown": 10},
        "⚠️ Không gửi được nhắc hạn cho 3 cơ quan",
    ),
    (
        "desk",
        {"unreachable": [], "escalated": [LATE] * 2, "shown": 10},
        "⚠️ Đã đôn đốc từ 3 lần, chưa có kết quả: 2 việc",
    ),
    (
        "done",
        {
            "items": [ITEM],
            "item": ITEM,
            "late": [],
            "at": AT,
            "coordinator": "Phòng Nội vụ",
            "document": None,
            "is_nil": False,
            "shown": 10,
        },
        "Đã ghi nhận hoàn thành lúc 08:00 08/10/2021 – đúng hạn.",
    ),
    (
        "done",
        {
            "items": [ITEM, LATE],
            "item": ITEM,
            "late": [45],
            "at": AT,
            "coordinator": "Phòng Nội vụ",
            "document": None,
            "is_nil": False,
            "shown": 10,
        },
        "Đã ghi nhận hoàn thành 2 việc lúc 08:00 08/10/2021:",
    ),
    ("acknowledged", {"items": [ITEM], "item": ITEM, "shown": 10}, "Đã ghi: UBND xã Ia Dom đã nhận việc 3."),
    ("acknowledged", {"items": [ITEM] * 2, "item": ITEM, "shown": 10}, "Đã ghi: UBND xã Ia Dom đã nhận 2 việc."),
    ("accepted", {"items": [ITEM], "shown": 10}, "Đã xác nhận việc 3 của UBND xã Ia Dom: sắp đến hạn."),
    ("accepted", {"items": [ITEM] * 2, "shown": 10}, "Đã xác nhận hoàn thành 2 việc:"),
    (
        "returned",
        {"item": ITEM, "reason": "thiếu phụ lục"},
        "Đã trả lại việc 3 cho UBND xã Ia Dom: Gửi kế hoạch khắc phục (trước ngày 06/10/2021). Lý do: thiếu phụ lục",
    ),
    (
        "returned_to_you",
        {"item": ITEM, "reason": "thiếu phụ lục", "coordinator": "Phòng Nội vụ"},
        "Phòng Nội vụ trả lại việc 3: thiếu phụ lục.",
    ),
    (
        "done_by_other",
        {"items": [ITEM], "by": "Rơ Mah H'Bơ", "at": AT, "shown": 10},
        "Việc 3 đã được Rơ Mah H'Bơ báo hoàn thành lúc 08:00 08/10/2021: Gửi kế hoạch khắc phục.",
    ),
    (
        "done_by_other",
        {"items": [ITEM, LATE], "by": "Rơ Mah H'Bơ", "at": AT, "shown": 10},
        "2 việc đã được Rơ Mah H'Bơ báo hoàn thành lúc 08:00 08/10/2021:",
    ),
    (
        "only_words",
        {},
        "Hệ thống chỉ đọc được chữ nên chưa ghi nhận gì. Vui lòng trả lời bằng chữ, ví dụ XONG 1; xem các việc: /viec",
    ),
    ("unchanged", {"item": ITEM, "by": ""}, "Việc 3 không thay đổi: sắp đến hạn."),
    ("unchanged", {"item": ITEM, "by": "Rơ Mah, 16:42"}, "Việc 3 không thay đổi: sắp đến hạn (Rơ Mah, 16:42)."),
    (
        "no_such_code",
        {"code": 7},
        "Không có việc mã 7 trong chat này nên chưa ghi nhận gì. Xem danh sách: /viec",
    ),
    (
        "no_such_code",
        {"code": 0},
        "Nút này không phải của một việc trong chat này nên chưa ghi nhận gì. Xem danh sách: /viec",
    ),
    ("not_allowed", {}, "Lệnh này dành cho đơn vị đầu mối. Xem các lệnh: /help"),
    ("items", {"agency": ITEM.agency, "items": [ITEM], "shown": 10, "days": 30}, "UBND xã Ia Dom: 1 việc đang mở"),
    (
        "items",
        {"agency": ITEM.agency, "items": [], "shown": 10, "days": 30},
        "UBND xã Ia Dom: không có việc nào đang mở trong 30 ngày tới.",
    ),
    ("unclear", {"items": [ITEM, LATE], "shown": 10}, "Chưa rõ ý nên chưa ghi nhận gì. Đang có 2 việc:"),
    (
        "unclear",
        {"items": [], "shown": 10},
        "Chưa rõ ý nên chưa ghi nhận gì. Hiện không có việc nào đang chờ. Xem các lệnh: /help",
    ),
    (
        "overdue",
        {"items": [LATE] * 2, "agencies": 1, "at": AT, "about": "", "shown": 10},
        "Quá hạn: 2 việc của 1 cơ quan (08:00 08/10/2021)",
    ),
    (
        "overdue",
        {"items": [], "agencies": 0, "at": AT, "about": "Ia Dom", "shown": 10},
        "Không có việc nào quá hạn (08:00 08/10/2021): Ia Dom.",
    ),
    (
        "due_soon",
        {"items": [ITEM], "agencies": 1, "at": AT, "days": 7, "shown": 10},
        "Đến hạn trong 7 ngày tới: 1 việc của 1 cơ quan (08:00 08/10/2021)",
    ),
    (
        "due_soon",
        {"items": [], "agencies": 0, "at": AT, "days": 7, "shown": 10},
        "Không có việc nào đến hạn trong 7 ngày tới (08:00 08/10/2021).",
    ),
    (
        "waiting",
        {"items": [replace(ITEM, completed="16:42 05/10/2021, đúng hạn")], "agencies": 1, "at": AT, "shown": 10},
        "Chờ xác nhận: 1 việc của 1 cơ quan (08:00 08/10/2021)",
    ),
    (
        "waiting",
        {"items": [], "agencies": 0, "at": AT, "shown": 10},
        "Không có việc nào chờ xác nhận (08:00 08/10/2021).",
    ),
    (
        "progress",
        {"rows": [COUNTS], "total": COUNTS, "scope": "UBND huyện Đức Cơ", "at": AT, "shown": 20},
        "Tiến độ UBND huyện Đức Cơ (08:00 08/10/2021): 3/5 việc đến hạn đã hoàn thành, 2 quá hạn, 1 chờ xác nhận",
    ),
    ("help_officer", {"agency": ITEM.agency, "scope": ITEM.agency}, "Nhắc Hạn – UBND xã Ia Dom"),
    (
        "help_coordinator",
        {"agency": "Phòng Nội vụ", "scope": "UBND huyện Đức Cơ"},
        "Nhắc Hạn – Phòng Nội vụ theo dõi UBND huyện Đức Cơ",
    ),
    (
        "stranger",
        {},
        "Chat này chưa liên kết với cơ quan nào. Gửi mã liên kết 8 ký tự do đơn vị đầu mối cấp.",
    ),
    (
        "linked",
        {"agency": ITEM.agency, "officer": "Rơ Mah H'Bơ", "items": "…"},
        "Đã liên kết chat này với UBND xã Ia Dom (Rơ Mah H'Bơ).",
    ),
    (
        "already_linked",
        {"agency": ITEM.agency, "officer": "Rơ Mah H'Bơ"},
        "Chat này đã liên kết với UBND xã Ia Dom (Rơ Mah H'Bơ); mã vừa gửi chưa được dùng.",
    ),
    (
        "link_refused",
        {"why": "wrong"},
        "Mã liên kết không đúng hoặc đã hết hạn. Mã dùng một lần, trong 15 phút; xin mã mới từ đơn vị đầu mối.",
    ),
    (
        "link_refused",
        {"why": "too many", "minutes": 12},
        "Đã thử sai quá nhiều lần. Vui lòng thử lại sau 12 phút.",
    ),
    (
        "link_refused",
        {"why": "group"},
        "Mã này xem được việc của nhiều cơ quan nên không dùng trong nhóm. Gửi mã này trong chat riêng với bot.",
    ),
    (
        "failed",
        {},
        "Hệ thống gặp lỗi khi xử lý tin này nên chưa ghi nhận gì. Vui lòng gửi lại sau ít phút.",
    ),
    (
        "unknown_agency",
        {"about": "Ia", "candidates": ["UBND xã Ia Dom", "UBND xã Ia Nan"], "command": "/quahan"},
        '"Ia" có thể là: UBND xã Ia Dom; UBND xã Ia Nan. Gõ rõ hơn, ví dụ /quahan UBND xã Ia Dom',
    ),
    (
        "unknown_agency",
        {"about": "Ia Xa", "candidates": [], "command": "/quahan"},
        'Không tìm thấy cơ quan "Ia Xa" trong phạm vi theo dõi.',
    ),
    *workflow_samples(ITEM, LATE),
]
ids = [f"{name} {number}" for number, (name, _, _) in enumerate(SAMPLES)]
MARKUP = re.compile(r"</?[a-z]+>|\*\*|__|```|\{\{|\{%")


def emojis(text: str) -> list[int]:
    """Return where the emojis stand (a variation sign after one is part of it)."""
    return [place for place, sign in enumerate(text) if unicodedata.category(sign) == "So"]


@pytest.mark.parametrize(("name", "facts", "first_line"), SAMPLES, ids=ids)
def test_the_first_line_says_everything(name: str, facts: dict[str, Any], first_line: str) -> None:
    assert render(f"chat/{name}", **facts).splitlines()[0] == first_line


@pytest.mark.parametrize(("name", "facts", "_"), SAMPLES, ids=ids)
def test_a_message_is_plain_tidy_text_with_one_emoji_at_most_at_its_start(
    name: str, facts: dict[str, Any], _: str
) -> None:
    text = render(f"chat/{name}", **facts)
    assert emojis(text) in ([], [0])
    assert MARKUP.findall(text) == []
    assert [line for line in text.splitlines() if not line or line != line.strip() or "  " in line] == []
    assert "None" not in text
    assert len(text) <= 600


@pytest.mark.parametrize(("name", "facts", "_"), SAMPLES, ids=ids)
def test_nobody_is_addressed_as_ban_or_quy_khach(name: str, facts: dict[str, Any], _: str) -> None:
    assert re.findall(r"\b[Bb]ạn\b|[Qq]uý khách", render(f"chat/{name}", **facts)) == []


def test_every_template_has_a_sample() -> None:
    folder = Path(reminders.messages.__file__).parent / "templates" / "chat"
    assert {path.name.removesuffix(".txt.j2") for path in folder.iterdir()} == {name for name, _, _ in SAMPLES}


@pytest.mark.parametrize(("name", "facts", "_"), SAMPLES, ids=ids)
def test_a_fact_that_is_missing_is_an_error(name: str, facts: dict[str, Any], _: str) -> None:
    if facts:
        with pytest.raises(UndefinedError):
            render(f"chat/{name}")


LONG = replace(LATE, title="Báo cáo tiến độ " * 7, agency="Ban Quản lý dự án đầu tư xây dựng huyện Đức Cơ")


@pytest.mark.parametrize(("name", "facts", "_"), [sample for sample in SAMPLES if "shown" in sample[1]])
def test_a_list_of_sixty_is_cut_to_what_fits_and_the_rest_is_counted(name: str, facts: dict[str, Any], _: str) -> None:
    rows = {key: value[:1] * 60 for key, value in facts.items() if isinstance(value, list) and key != "late"}
    rows |= {key: [LONG] * 60 for key in rows if key in ("items", "escalated") and rows[key]}
    text = render(f"chat/{name}", **facts | rows)
    assert len(text) <= LONGEST
    if any(rows.values()):
        assert re.search(r"… và \d+ (việc|cơ quan)", text)


def test_a_title_with_markup_comes_through_as_it_is() -> None:
    text = render("chat/reminder", item=replace(ITEM, title="<b>Chỉ số</b> *PAR* & {{ 7 * 7 }}"))
    assert "<b>Chỉ số</b> *PAR* & {{ 7 * 7 }}" in text


def facts_at(session: Session, now: datetime, **values: Any) -> ItemFacts:
    district = a_district(session, **values)
    found = items.by_ids(session, [district.item.id or 0])[district.item.id or 0]
    return item_facts(found, code=1, alert=1, now=now, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at("2021-09-30", "07:00"), (3, False, False, 0)),
        (at("2021-10-02", "10:00"), (2, False, False, 0)),  # Saturday
        (at("2021-10-05", "07:00"), (0, True, False, 0)),
        (at("2021-10-05", "23:59"), (0, True, False, 0)),
        (at("2021-10-06"), (-1, False, True, 0)),
        (at("2021-10-07", "07:00"), (-2, False, True, 1)),
        (at("2021-10-11", "07:00"), (-4, False, True, 3)),
    ],
)
def test_days_left_and_days_late_are_working_days(
    session: Session, now: datetime, expected: tuple[int, bool, bool, int]
) -> None:
    facts = facts_at(session, now)
    assert (facts.days_left, facts.is_last_day, facts.is_overdue, facts.days_overdue) == expected


def test_between_the_last_working_day_and_a_deadline_in_tet_nobody_is_told_that_it_is_today(session: Session) -> None:
    district = a_district(
        session,
        nominal_at=at("2022-01-31", "23:59"),
        act_by_at=at("2022-01-28", "17:00"),
        overdue_from=at("2022-02-01"),
    )
    district.duty.rule = rule_to_dict(OnDate(on=at("2022-01-31").date(), bound=Bound.BY))
    session.flush()
    found = items.by_ids(session, [district.item.id or 0])[district.item.id or 0]
    facts = item_facts(found, code=1, alert=1, now=at("2022-01-29", "10:00"), calendar=CALENDAR)
    assert render("chat/reminder", item=facts).startswith("🔔 Hết ngày làm việc trước hạn: ")


OCTOBER = {day: at(f"2021-10-{day:02}", "12:00") for day in range(1, 31)}


@pytest.mark.parametrize(
    ("status", "now", "completed_at", "expected"),
    [
        (ItemStatus.OPEN, at("2021-09-20"), None, "Chưa đến hạn"),
        (ItemStatus.OPEN, OCTOBER[1], None, "Sắp đến hạn"),
        (ItemStatus.ACKNOWLEDGED, OCTOBER[1], None, "Sắp đến hạn"),
        (ItemStatus.OPEN, OCTOBER[6], None, "Quá hạn"),
        (ItemStatus.RETURNED, OCTOBER[5], None, "Trả lại"),
        (ItemStatus.RETURNED, OCTOBER[6], None, "Quá hạn"),
        (ItemStatus.SUBMITTED, OCTOBER[8], OCTOBER[7], "Chờ xác nhận"),
        (ItemStatus.ACCEPTED, OCTOBER[8], OCTOBER[5], "Hoàn thành đúng hạn"),
        (ItemStatus.ACCEPTED, OCTOBER[8], at("2021-10-06"), "Hoàn thành quá hạn"),
        (ItemStatus.CANCELLED, OCTOBER[8], None, "Đã hủy"),
        (ItemStatus.NOT_OURS, OCTOBER[8], None, "Chờ phân công lại"),
    ],
)
def test_where_an_item_stands_is_said_in_the_governments_words(
    session: Session, status: ItemStatus, now: datetime, completed_at: datetime | None, expected: str
) -> None:
    district = a_district(session, status=status, completed_at=completed_at)
    assert standing(district.item, now) == expected
