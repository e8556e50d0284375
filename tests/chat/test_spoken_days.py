"""A day is read alike wherever somebody says it: asking for time, ordering, deputizing, recording, in a plan.

Said on Tuesday 05/10/2021. What is asked for or ordered looks ahead, what happened looks back; whether the day may be
past or to come is the rule of each that asks.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from reminders.chat.orders.pointing import day_of_event
from reminders.chat.orders.timing import Deadline, read_deadline
from reminders.replies import read_reply
from reminders.replies.periods import read_standing
from schedules.letters import plain
from schedules.phrases import Status, read_phrase
from schedules.rules import OnDate, Window, Year
from schedules.spoken_days import Looks, said_day
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
TODAY = NOW.date()
CALENDAR = WorkingCalendar()


def extended_to(words: str) -> date | None:
    asked = read_reply(f"gia hạn 12 đến {words}", open_codes=(12,), now=NOW)
    return asked.acts[0].until if asked.sure else None


def ordered_by(words: str) -> date | None:
    """What /giaoviec and /datngay read."""
    found = read_deadline(words, now=NOW, calendar=CALENDAR)
    return last_day(found.rule) if isinstance(found, Deadline) else None


def deputized_until(words: str) -> date | None:
    found = read_standing(f"Siu Hyin đến {words}", TODAY)
    return found.until - timedelta(days=1) if found else None


def happened_on(words: str) -> date | None:
    return day_of_event(words, TODAY)[0]


def planned_for(words: str) -> date | None:
    reading = read_phrase(f"chậm nhất {words}", issued_on=TODAY)
    return last_day(reading.rule) if reading.status is Status.UNDERSTOOD else None


def last_day(rule: object) -> date | None:
    match rule:
        case OnDate():
            return rule.on
        case Window():
            return rule.ends_on
        case Year():
            return date(rule.year, 12, 31)
        case _:
            return None


Reader = Callable[[str], date | None]
AHEAD: tuple[Reader, ...] = (extended_to, ordered_by, deputized_until)

# Days that stand in documents too: every reader reads them, and the same.
NAMED = {
    date(2021, 11, 5): (
        *("mùng 5/11", "mồng 5/11", "mùng 5 tháng 11", "ngày mùng 5 tháng 11", "ngày mồng 5/11", "mung 5/11"),
        *("ngày 5/11", "ngày 05 tháng 11", "5 tháng 11"),
    ),
    date(2021, 10, 31): ("hết tháng 10", "cuối tháng 10", "hết tháng 10/2021", "cuối tháng 10 năm 2021"),
    date(2021, 10, 15): (
        *("15/10", "15/10/21", "15/10/2021", "15-10-21", "15-10-2021", "15.10.2021", "2021-10-15", "ngày 15.10"),
        *("ngày 15-10", "15 tháng 10", "15 tháng 10 năm 2021", "15 tháng 10, năm 2021", "15/10 năm 2021"),
        *("ngày 15 tháng 10/2021", "ngày 15, tháng 10, năm 2021", "thứ Sáu ngày 15/10", "thứ 6, ngày 15/10/2021"),
        *("giữa tháng 10", "ngay 15 thang 10 nam 2021"),
    ),
    date(2021, 12, 31): ("cuối năm 2021", "hết năm 2021", "hết quý IV/2021", "cuối tháng 12"),
}

# Days seen from today: ahead, and looking back.
SEEN = [
    ("ngày mai", date(2021, 10, 6), date(2021, 10, 6)),
    ("ngày kia", date(2021, 10, 7), date(2021, 10, 7)),
    ("15-10", date(2021, 10, 15), date(2021, 10, 15)),
    ("15.10", date(2021, 10, 15), date(2021, 10, 15)),
    ("15 t10", date(2021, 10, 15), date(2021, 10, 15)),
    ("thứ sáu", date(2021, 10, 8), date(2021, 10, 1)),
    ("thứ 6", date(2021, 10, 8), date(2021, 10, 1)),
    ("t6", date(2021, 10, 8), date(2021, 10, 1)),
    ("thứ sáu tuần này", date(2021, 10, 8), date(2021, 10, 8)),
    ("thứ sáu tuần sau", date(2021, 10, 15), date(2021, 10, 15)),
    ("chủ nhật", date(2021, 10, 10), date(2021, 10, 3)),
    ("cuối tuần", date(2021, 10, 8), date(2021, 10, 1)),
    ("cuối tuần này", date(2021, 10, 8), date(2021, 10, 8)),
    ("hết tuần", date(2021, 10, 8), date(2021, 10, 1)),
    ("đầu tuần sau", date(2021, 10, 11), date(2021, 10, 11)),
    ("mùng 7", date(2021, 10, 7), date(2021, 9, 7)),
    ("mồng 7", date(2021, 10, 7), date(2021, 9, 7)),
    ("ngày 15", date(2021, 10, 15), date(2021, 9, 15)),
    ("ngày 15 tháng này", date(2021, 10, 15), date(2021, 10, 15)),
    ("ngày 5 tháng sau", date(2021, 11, 5), date(2021, 11, 5)),
    ("cuối tháng", date(2021, 10, 31), date(2021, 9, 30)),
    ("cuối tháng này", date(2021, 10, 31), date(2021, 10, 31)),
    ("hết tháng sau", date(2021, 11, 30), date(2021, 11, 30)),
    ("đầu tháng 11", date(2021, 11, 1), date(2021, 11, 1)),
    ("hết quý này", date(2021, 12, 31), date(2021, 12, 31)),
    ("hết quý IV", date(2021, 12, 31), date(2021, 12, 31)),
    ("hết năm", date(2021, 12, 31), date(2020, 12, 31)),
    ("hết năm nay", date(2021, 12, 31), date(2021, 12, 31)),
]

# Days that are past, which only what happened may lie on.
PAST = [
    ("hôm qua", date(2021, 10, 4)),
    ("hôm kia", date(2021, 10, 3)),
    ("2/10", date(2021, 10, 2)),
    ("mùng 2 tháng 10", date(2021, 10, 2)),
    ("ngày 4 tháng này", date(2021, 10, 4)),
    ("thứ sáu tuần trước", date(2021, 10, 1)),
    ("cuối tháng trước", date(2021, 9, 30)),
    ("cuối tháng 9", date(2021, 9, 30)),
    ("hết quý III", date(2021, 9, 30)),
    ("20/12/20", date(2020, 12, 20)),
    ("20 tháng 12 năm 2020", date(2020, 12, 20)),
]

# What names no day, or more than one.
NO_DAYS = ["31/4", "15/13", "ngày 32", "29/2", "hết tháng 13", "hôm sau", "khi nào xong", "thứ Sáu ngày 16/10"]


@pytest.mark.parametrize(("day", "words"), [(day, words) for day, said in NAMED.items() for words in said])
def test_a_day_of_a_month_is_the_same_for_everybody(day: date, words: str) -> None:
    readers = (*AHEAD, happened_on, planned_for)
    assert {reader.__name__: reader(words) for reader in readers} == {reader.__name__: day for reader in readers}


@pytest.mark.parametrize(("words", "ahead", "back"), SEEN, ids=[row[0] for row in SEEN])
def test_a_day_seen_from_today_is_the_same_for_all_who_look_the_same_way(words: str, ahead: date, back: date) -> None:
    assert {reader.__name__: reader(words) for reader in AHEAD} == {reader.__name__: ahead for reader in AHEAD}
    assert happened_on(words) == back


@pytest.mark.parametrize(("words", "day"), PAST, ids=[row[0] for row in PAST])
def test_a_past_day_is_one_on_which_something_happened_and_none_to_ask_for(words: str, day: date) -> None:
    assert happened_on(words) == day
    assert {reader(words) for reader in AHEAD} == {None}


@pytest.mark.parametrize("words", NO_DAYS)
def test_what_names_no_one_day_is_no_day_for_anybody(words: str) -> None:
    assert {reader(words) for reader in (*AHEAD, happened_on)} == {None}


@pytest.mark.parametrize(
    ("words", "today", "looks", "on", "is_sure"),
    [
        ("15/1", date(2021, 12, 30), Looks.AHEAD, date(2022, 1, 15), True),
        ("24/12", date(2022, 1, 5), Looks.BACK, date(2021, 12, 24), True),
        ("24/6", date(2022, 1, 5), Looks.BACK, date(2022, 6, 24), True),  # to come: more likely a slip
        ("cuối tháng 12", date(2022, 1, 5), Looks.BACK, date(2021, 12, 31), True),
        ("hết quý IV", date(2022, 1, 5), Looks.BACK, date(2021, 12, 31), True),
        ("cuối tháng 2", date(2024, 1, 5), Looks.AHEAD, date(2024, 2, 29), True),
        ("ngày 31", date(2021, 3, 1), Looks.BACK, None, False),  # February has none
        ("thứ 3", date(2021, 10, 5), Looks.AHEAD, date(2021, 10, 12), False),  # today, or in a week
        ("thứ 3", date(2021, 10, 5), Looks.BACK, date(2021, 9, 28), False),
        ("giữa tháng", date(2021, 10, 20), Looks.AHEAD, date(2021, 11, 15), False),
        ("giữa tháng", date(2021, 10, 20), Looks.BACK, date(2021, 10, 15), True),
        ("cuối tháng", date(2021, 10, 31), Looks.BACK, date(2021, 10, 31), True),
        ("hết quý sau", date(2021, 12, 31), Looks.AHEAD, date(2022, 3, 31), True),
        ("trước ngày 15/12", date(2021, 1, 10), Looks.AHEAD, date(2021, 12, 15), False),  # or last month's
    ],
)
def test_the_year_the_month_and_the_week_that_are_not_said(
    words: str, today: date, looks: Looks, on: date | None, is_sure: bool
) -> None:
    day = said_day(plain(words), today, looks)
    assert day is not None
    assert (day.on, day.is_sure) == (on, is_sure)
