"""Phrases with what they mean. The tables in data/: published.jsonl are phrases of published documents collected with
their meaning before the reader was written; collected.jsonl stand in the documents their `source` names; written.jsonl
were written for these tests in the manner of such documents, and their answers checked one by one.
"""

import json
import tomllib
import unicodedata
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from schedules.notation import rule_from_dict, rule_to_dict
from schedules.phrases import Reading, Status, phrase_json, read_phrase
from schedules.rules import (
    LAST_WORKING_DAY,
    Bound,
    Event,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Undated,
    Unit,
    Weekday,
    Weekly,
    Year,
    YearDay,
    Yearly,
)
from schedules.working_days import WorkingCalendar

TABLES = Path(__file__).parent / "data"
REGISTER = Path(__file__).parents[2] / "reminders/plans/registers/ke-hoach-135.toml"
ISSUED = date(2021, 9, 27)

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (TABLES / name).read_text(encoding="utf-8").splitlines()]


def answer(reading: Reading) -> Row:
    found: Row = {"status": reading.status.value}
    if reading.rule:
        found["rule"] = rule_to_dict(reading.rule)
    if reading.readings:
        found["readings"] = [rule_to_dict(rule) for rule in reading.readings]
    if reading.also:
        found["also"] = [answer(also) for also in reading.also]
    return found


def read_row(row: Row) -> Row:
    issued_on = date.fromisoformat(row["issued"]) if "issued" in row else None
    return answer(read_phrase(row["text"], issued_on=issued_on, context=row.get("context", "")))


@pytest.mark.parametrize("name", ["published.jsonl", "collected.jsonl", "written.jsonl"])
def test_every_phrase_of_the_table_is_read_as_it_is_meant(name: str) -> None:
    for row in rows(name):
        meant = {key: row[key] for key in ("status", "rule", "readings", "also") if key in row}
        assert (row["text"], read_row(row)) == (row["text"], meant)


def test_tables_are_as_large_and_as_doubtful_as_promised() -> None:
    collected, written = rows("collected.jsonl"), rows("written.jsonl")
    asked = {Status.NOT_A_DEADLINE, Status.AMBIGUOUS, Status.NEEDS_DATE}
    assert len(rows("published.jsonl")) == 84
    assert len(collected) >= 100
    assert sum(row["status"] in asked for row in collected + written) >= 40


@pytest.mark.parametrize("name", ["published.jsonl", "collected.jsonl"])
def test_phrase_written_with_combining_marks_is_the_same_phrase(name: str) -> None:
    for row in rows(name):
        decomposed = row | {"text": unicodedata.normalize("NFD", row["text"])}
        assert (row["text"], read_row(decomposed)) == (row["text"], read_row(row))


KINDS_ASKED_DIFFERENTLY = {
    # The register leaves "khi …" undated; published phrases call it an event. Both wait for the coordinator.
    "khi có quyết định công bố của UBND tỉnh": Event(trigger="có quyết định công bố của UBND tỉnh", offset=0),
    "khi có phản ánh của người dân": Event(trigger="có phản ánh của người dân", offset=0),
    "Khi để xảy ra trễ hẹn": Event(trigger="để xảy ra trễ hẹn", offset=0),
    "Khi có quy định mới của Trung ương về tổ chức bộ máy có hiệu lực thi hành": Event(
        trigger="có quy định mới của Trung ương về tổ chức bộ máy có hiệu lực thi hành", offset=0
    ),
    # Conditions: the expert kept the duty and left it undated, the phrase alone is no deadline.
    "đến ngày 30/9/2021 giải ngân vốn đạt dưới 60% kế hoạch được giao": None,
    "cuối năm chi không hết": None,
}


def same(read: Rule | None, registered: Rule) -> bool:
    """Say whether they agree: the reason of an undated rule is prose, and "thường xuyên" alone names no year."""
    match read, registered:
        case Undated(), Undated():
            return True
        case Standing(year=None), Standing():
            return True
        case _:
            return read == registered


def test_phrases_of_the_real_plan_are_read_as_its_register_says() -> None:
    obligations = tomllib.loads(REGISTER.read_text(encoding="utf-8"))["obligation"]
    assert len(obligations) == 140
    for obligation in obligations:
        phrase, registered = obligation["phrase"], rule_from_dict(obligation["rule"])
        reading = read_phrase(phrase, issued_on=ISSUED)
        if phrase in KINDS_ASKED_DIFFERENTLY:
            assert (phrase, reading.rule) == (phrase, KINDS_ASKED_DIFFERENTLY[phrase])
        elif phrase != "(không ghi thời hạn)":  # printed by nobody: the register's own words
            assert any(same(each.rule, registered) for each in (reading, *reading.also)), phrase


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("hàng tháng (trước ngày 20)", Monthly(day=20)),
        ("từ ngày 25 đến ngày 30 hằng tháng", Monthly(day=30, bound=Bound.BY, start_day=25)),
        ("ngày làm việc cuối cùng của tháng", Monthly(day=LAST_WORKING_DAY, bound=Bound.BY)),
        ("trước ngày 05 tháng đầu quý sau", Quarterly(day=5, month=4)),
        ("trước ngày 15/3, 15/6, 15/9 và 15/12 hằng năm", Quarterly(day=15)),
        ("truoc 16h thu sau hang tuan", Weekly(weekdays=(Weekday.FRIDAY,), at=time(16))),
        ("trước ngày 31 tháng 01 năm sau năm báo cáo", Yearly(due=YearDay(month=1, day=31, years_after=1))),
        ("Năm 2022 và những năm tiếp theo", Year(year=2022, and_following=True)),
        ("chậm nhất 05 ngày làm việc kể từ ngày ký", Event(trigger="ngày ký", offset=5, unit=Unit.WORKING_DAY)),
    ],
)
def test_phrase_names_its_rule(text: str, rule: Rule) -> None:
    assert read_phrase(text).rule == rule


def test_a_day_without_a_year_takes_it_from_the_date_of_the_plan() -> None:
    assert read_phrase("trước ngày 15/11").status is Status.NEEDS_DATE
    assert read_phrase("trước ngày 15/11", issued_on=ISSUED).rule == OnDate(on=date(2021, 11, 15))
    assert read_phrase("trước ngày 15/3", issued_on=ISSUED).rule == OnDate(on=date(2022, 3, 15))
    long_ago = read_phrase("trước ngày 15/8", issued_on=ISSUED)
    assert (long_ago.status, [rule.on for rule in long_ago.readings if isinstance(rule, OnDate)]) == (
        Status.AMBIGUOUS,
        [date(2021, 8, 15), date(2022, 8, 15)],
    )


def test_a_leap_day_is_that_of_the_next_leap_year_and_asked_where_none_is_near() -> None:
    assert read_phrase("trước ngày 29/2", issued_on=date(2023, 9, 27)).rule == OnDate(on=date(2024, 2, 29))
    assert read_phrase("trước ngày 29/2", issued_on=ISSUED).why == "ngày không có trong lịch"
    assert read_phrase("trước ngày 29/2", issued_on=date(2024, 9, 27)).why == "hạn đứng trước ngày ban hành"


def test_a_plan_of_december_asks_which_year_it_means() -> None:
    reading = read_phrase("Trong năm", issued_on=date(2021, 12, 20))
    assert (reading.status, reading.readings) == (Status.AMBIGUOUS, (Year(year=2021), Year(year=2022)))


def test_a_date_before_the_plan_is_asked() -> None:
    reading = read_phrase("trước ngày 15/6/2021", issued_on=ISSUED)
    assert (reading.status, reading.rule, reading.readings) == (Status.AMBIGUOUS, None, (OnDate(on=date(2021, 6, 15)),))


def test_hostile_text_is_read_in_time_and_without_an_error() -> None:
    for text in ("", " ", "ngày " * 9999, "(" * 9999, "từ ngày 1 đến " * 999, "\x00\ud7ff", "1/1/" * 999, "`~`~ 15/11"):
        assert read_phrase(text, issued_on=ISSUED, context=text).status in Status


CALENDAR = WorkingCalendar()


def test_answer_in_plain_values_holds_the_next_deadlines() -> None:
    found = phrase_json(
        "hàng tuần (trước 15 giờ ngày Thứ Năm)", issued_on=None, since=date(2021, 10, 1), count=2, calendar=CALENDAR
    )
    assert found == {
        "status": "understood",
        "kind": "weekly",
        "rule": {"kind": "weekly", "weekdays": ["thu"], "at": "15:00"},
        "vietnamese": "trước 15 giờ thứ Năm hàng tuần",
        "next": [
            {
                "period": f"2021-10-{day}",
                "nominal": f"2021-10-{day}T15:00:00+07:00",
                "act_by": f"2021-10-{day}T15:00:00+07:00",
                "overdue_from": f"2021-10-{day}T15:00:00+07:00",
            }
            for day in ("07", "14")
        ],
        "also": [],
    }


def test_answer_carries_event_readings_and_further_deadlines() -> None:
    event = phrase_json("05 ngày trước khi khai mạc", issued_on=None, since=ISSUED, count=1, calendar=CALENDAR)
    assert event["event"] == {"trigger": "khi khai mạc", "offset": 5, "unit": "day", "before": True}
    doubtful = phrase_json("hằng quý trước ngày 25", issued_on=None, since=ISSUED, count=1, calendar=CALENDAR)
    assert (doubtful["kind"], doubtful["rule"], [each["rule"] for each in doubtful["readings"]]) == (
        "quarterly",
        None,
        [{"kind": "quarterly", "day": 25}, {"kind": "quarterly", "month": 4, "day": 25}],
    )
    two = phrase_json("hàng tháng, hàng quý", issued_on=None, since=ISSUED, count=1, calendar=CALENDAR)
    assert [each["kind"] for each in (two, *two["also"])] == ["monthly", "quarterly"]
    none = phrase_json("Phòng Nội vụ", issued_on=None, since=ISSUED, count=1, calendar=CALENDAR)
    assert (none["status"], none["kind"], none["rule"], none["next"]) == ("not_a_deadline", None, None, [])
