"""Which duty that was read is taken for which that was expected, and what is then called right, asked, wrong, lost."""

from datetime import date
from typing import Any

import pytest

from reminders.plans.documents.document import Source
from reminders.plans.documents.duties import Duty
from schedules.phrases import read_phrase
from schedules.rules import Bound, Event, OnDate, Rule, Undated, Window
from tests.reading.expected import Expected
from tests.reading.matching import paired
from tests.reading.meant import meets
from tests.reading.scoring import Verdict, same_names, scored

DON_VE_SINH = Expected(
    "I.1", "Dọn vệ sinh đường làng", ("Phòng Kinh tế",), "trước ngày 25/4/2026", {"kind": "date", "on": "25/04/2026"}
)


def duty(title: str, phrase: str, lead: str = "Phòng Kinh tế", *questions: str) -> Duty:
    return Duty(
        source=Source(line=1),
        section="I.1",
        title=title,
        heading=title,
        sentence=f"{lead} {title} {phrase}",
        phrase=phrase,
        lead=(lead,),
        reading=read_phrase(phrase, issued_on=date(2026, 1, 5)),
        questions=questions,
    )


@pytest.mark.parametrize(
    ("read", "verdict"),
    [
        (duty("Dọn vệ sinh đường làng", "trước ngày 25/4/2026"), Verdict.RIGHT),
        (duty("Dọn vệ sinh", "trước ngày 25/4/2026"), Verdict.RIGHT),
        (duty("Dọn vệ sinh đường làng", "trước ngày 25/4/2026", "Phòng Kinh tế", "Cơ quan nào?"), Verdict.ASKED),
        (duty("Vệ sinh đường làng", "trước ngày 25/4/2026", "Phòng Kinh tế dọn"), Verdict.WRONG),
        (duty("Dọn vệ sinh đường làng", "trước ngày 25/5/2026"), Verdict.WRONG),
        (duty("Trồng cây", "trước ngày 25/4/2026"), Verdict.LOST),
        (duty("Dọn kho", "trước ngày 25/5/2026"), Verdict.LOST),
    ],
)
def test_verdict_of_a_duty(read: Duty, verdict: Verdict) -> None:
    assert [one.verdict for one in scored([DON_VE_SINH], [read])] == [verdict]


def test_the_better_pair_goes_first_and_a_duty_belongs_to_one() -> None:
    first = Expected("I.1", "Báo cáo tình hình thu ngân sách", (), "trước ngày 05/5/2026")
    second = Expected("I.2", "Báo cáo tình hình chi ngân sách", (), "trước ngày 05/5/2026")
    read = duty("Báo cáo tình hình chi ngân sách", "trước ngày 05/5/2026")
    assert [pair.duty for pair in paired([first, second], [read])] == [None, read]


def test_optional_duty_that_is_not_read_is_not_lost() -> None:
    assert scored([Expected("I", "Họp giao ban", (), "định kỳ", optional=True)], []) == []


@pytest.mark.parametrize(
    ("found", "same"),
    [
        ("UBND xã", True),
        ("Ủy ban nhân dân xã", True),
        ("UBND xã Đồng Tâm", True),
        ("UBND xã dọn", False),
        ("UBND huyện", False),
        ("Phòng Kinh tế", False),
    ],
)
def test_same_names(found: str, same: bool) -> None:
    assert same_names(["UBND xã"], [found]) is same


@pytest.mark.parametrize(
    ("gold", "rule", "right"),
    [
        ({"type": "on_date", "date": "2026-02-01", "exclusive": False}, OnDate(on=date(2026, 2, 1)), False),
        (
            {"type": "on_date", "date": "2026-02-01", "exclusive": False},
            OnDate(on=date(2026, 2, 1), bound=Bound.BY),
            True,
        ),
        ({"type": "in_month", "year": 2025, "month": 12}, OnDate(on=date(2025, 12, 31), bound=Bound.BY), True),
        (
            {"type": "in_quarter", "year": 2026, "quarter": 1},
            Window(starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31)),
            True,
        ),
        ({"type": "event", "offset": -5}, Event(trigger="hội nghị", offset=5, before=True), True),
        ({"type": "event", "offset": -5}, Event(trigger="hội nghị", offset=5), False),
        ({"type": "vague"}, Undated(reason="định kỳ"), True),
        ({"type": "vague"}, OnDate(on=date(2026, 2, 1)), False),
        ({"type": "vague", "accept_types": ["vague", "range"]}, OnDate(on=date(2026, 2, 1)), True),
        ({"is": "date"}, OnDate(on=date(2026, 2, 1)), True),
        ({"kind": "monthly", "day": 20}, None, False),
    ],
)
def test_deadline_of_the_gold(gold: dict[str, Any], rule: Rule | None, right: bool) -> None:
    assert meets(gold, rule) is right
