"""Orders as coordinators write them, against who is to do what until when (`orders.tsv`)."""

from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from reminders.agencies.directory import Directory, Party, Unknown
from reminders.chat.orders.pointing import day_of_event, page_of, pointed
from reminders.chat.orders.reading import Order, read_order
from reminders.chat.orders.timing import Deadline, Unread, read_deadline
from schedules.wording import sentence
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local_date
from tests.work import calls_of

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
CALENDAR = WorkingCalendar()
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "orders.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_AGENCIES = {
    "UBND xã Ia Pnôn": ["Ia Pnon"],
    "UBND xã Ia Dom": [],
    "UBND xã Ia Nan": [],
    "Phòng Tài chính – Kế hoạch": ["Phòng TCKH", "TCKH"],
    "Phòng Lao động, Thương binh và Xã hội": [],
    "Phòng Nội vụ": [],
}
_GROUPS = ["UBND các xã, thị trấn", "Các phòng, ban, ngành huyện"]
DIRECTORY = Directory(
    {Party(key, name): [name, *aliases] for key, (name, aliases) in enumerate(_AGENCIES.items())}
    | {Party(key, name, is_group=True): [name] for key, name in enumerate(_GROUPS)},
    foreign=["UBND xã Ia Kla"],
)


def read(text: str) -> Order:
    return read_order(text.replace("\\n", "\n"), DIRECTORY, now=NOW, calendar=CALENDAR)


def said(deadline: Deadline | Unread) -> str:
    return sentence(deadline.rule) if isinstance(deadline, Deadline) else f"!{deadline.why}"


@pytest.mark.parametrize(("who", "title", "until", "text"), ROWS, ids=[row[3] for row in ROWS])
def test_an_order_means_what_the_coordinator_meant(who: str, title: str, until: str, text: str) -> None:
    order = read(text)
    named = order.parties
    whom = f"?{named.about}" if isinstance(named, Unknown) else "; ".join(party.name for party in named)
    assert (whom, order.title, said(order.deadline)) == (who, title, until)
    assert order.is_complete == (bool(title) and who[0] != "?" and until[0] != "!")


def test_who_was_meant_is_suggested() -> None:
    misspelt = read("Ia Pnom: báo cáo, mai").parties
    assert isinstance(misspelt, Unknown)
    assert misspelt.candidates[0] == "UBND xã Ia Pnôn"
    several = read("Phòng: báo cáo, mai").parties
    assert isinstance(several, Unknown)
    assert several.is_ambiguous
    assert "Phòng Nội vụ" in several.candidates


@pytest.mark.parametrize(
    "text",
    [
        "Ia Dom: " + "ngày " * 400,
        "Ia Dom, " * 250 + ": báo cáo, mai",
        "a, " * 660,
        ":" * 2000,
        "\n" * 2000,
        "Ia Dom: " + "trước 12/10, " * 150,
        "😀" * 2000,
        "12/10 " * 330,
        "Ia Dom: " + "thứ 6 lúc 8h " * 150,
    ],
)
def test_a_message_made_to_be_slow_takes_little_work_for_each_letter(text: str) -> None:
    assert calls_of(partial(read, text)) < 100 * len(text)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("04/10", "2021-10-04", ""),
        ("4/10/2021 QĐ 812", "2021-10-04", "QĐ 812"),
        ("ngày 4 tháng 10 năm 2021", "2021-10-04", ""),
        ("2021-10-04", "2021-10-04", ""),
        ("hôm nay", "2021-10-05", ""),
        ("hôm qua, ký QĐ", "2021-10-04", "ký QĐ"),
        ("06/10", "2021-10-06", ""),  # still to come: the caller refuses it
        ("24/12", "2021-12-24", ""),
        ("31/02", None, ""),
        ("sau này", None, "sau này"),
    ],
)
def test_the_day_of_an_event_is_one_that_is_past(text: str, day: str | None, rest: str) -> None:
    on, remark = day_of_event(text, local_date(NOW))
    assert (on and on.isoformat(), remark) == (day, rest)


def test_in_january_a_day_of_december_was_last_year() -> None:
    on, _ = day_of_event("24/12", datetime(2022, 1, 5, tzinfo=LOCAL).date())
    assert str(on) == "2021-12-24"


def test_the_longest_clause_that_fits_is_meant() -> None:
    clauses = ["II.1", "II.1.8", "II.1.8.b1"]
    assert pointed("mục ii.1.8.b1: trước 20/10", clauses).clause == "II.1.8.b1"
    assert pointed("II.1.8 trước 20/10", clauses).rest == "trước 20/10"
    assert pointed("II.1.80 trước 20/10", clauses).clause == ""


def test_a_page_is_a_number_and_nothing_else() -> None:
    assert [page_of(text) for text in ("", "trang 3", "Trang 0", "II.3", "trang II")] == [1, 3, 1, None, None]


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("trong 24 giờ", "chậm nhất 9 giờ ngày 06/10/2021"),
        ("2 tuần nữa", "chậm nhất ngày 19/10/2021"),
        ("tuần sau", "chậm nhất ngày 15/10/2021"),
        ("trước ngày mai", "trước ngày 06/10/2021"),
        ("trước ngày 15", "trước ngày 15/10/2021"),
        ("ngày 3", "!past"),
        ("trong tháng 9", "!past"),
        ("thường xuyên", "!waits"),
        ("khi có yêu cầu", "!waits"),
        ("20h tối thứ 6", "chậm nhất 20 giờ ngày 08/10/2021"),
        ("", "!missing"),
        ("trước " * 40, "!unclear"),
    ],
)
def test_a_day_named_from_today_on_is_one_day(words: str, until: str) -> None:
    assert said(read_deadline(words, now=NOW, calendar=CALENDAR)) == until
