"""Which duty is meant by words or a clause, and which of its periods: tables of literal words and days."""

from datetime import date, datetime

import pytest

from db.queries.counts import DutyPeriod
from reminders.desk.duties import duties_meant, nearest, periods_meant
from schedules.spoken_periods import Period
from tests.rows import at

NAMES = {
    1: ("III.1", "Gửi kế hoạch khắc phục, nâng cao Chỉ số CCHC"),
    2: ("II.1.8.b1", "Báo cáo UBND tỉnh tiến độ giải ngân hàng tuần"),
    3: ("II.1.8.b2", "Báo cáo UBND tỉnh tiến độ giải ngân hàng tháng"),
    4: ("1", "Tổng kết năm 2021"),
    5: ("III.1", "Rà soát hộ nghèo"),
    6: ("II.10", "Kiểm tra công vụ"),
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kế hoạch khắc phục", [1]),
        ("KE HOACH KHAC PHUC", [1]),
        ("giải ngân", [2, 3]),
        ("giải ngân hàng tháng", [3]),
        ("giải ngân tháng", [3]),  # the words lie apart
        ("tuần giải ngân", [2]),
        ("III.1", [1, 5]),
        ("mục iii.1", [1, 5]),
        ("iii 1", [1, 5]),
        ("II.1.8.b2", [3]),
        ("II.1.8", [2, 3]),
        ("II.1", [2, 3]),
        ("1", [4]),
        ("năm 2021", [4]),
        ("hộ nghèo xã", []),
        ("khắc phụ", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_duty_is_named_by_its_clause_or_by_words_of_its_title(words: str, expected: list[int]) -> None:
    assert duties_meant(words, NAMES) == expected


def test_words_that_lie_apart_may_be_asked_not_to_count() -> None:
    assert duties_meant("giải ngân tháng", NAMES, in_any_order=False) == []
    assert duties_meant("giải ngân", NAMES, in_any_order=False) == [2, 3]


def test_the_nearest_share_most_words() -> None:
    assert nearest("báo cáo giải ngân quý", NAMES) == [2, 3]
    assert nearest("rà soát hộ cận nghèo", NAMES) == [5]
    assert nearest("II.2", NAMES) == [2, 3, 6]
    assert nearest("xyz", NAMES) == []


def period(key: str, nominal: datetime, *, done: int = 0) -> DutyPeriod:
    return DutyPeriod(duty=1, period=key, nominal_at=nominal, item=1, due=2, done=done, done_late=0)


MONTHS = [
    period("2021-08", at("2021-08-20"), done=1),
    period("2021-09", at("2021-09-20"), done=1),
    period("2021-10", at("2021-10-20")),
    period("2021-11", at("2021-11-20")),
]
WEEKS = [period(f"2021-10-{day:02}", at(f"2021-10-{day:02}", "15:00")) for day in (7, 14, 21, 28)]
QUARTER = [period("2021-Q3", at("2021-10-05"))]
ONCE = [period("once", at("2021-10-06"))]


def meant(of: list[DutyPeriod], now: datetime, first: str = "", last: str = "") -> list[str]:
    named = Period(date.fromisoformat(first), date.fromisoformat(last)) if first else None
    return [one.period for one in periods_meant(of, now=now, named=named)]


@pytest.mark.parametrize(
    ("of", "now", "expected"),
    [
        (ONCE, at("2021-10-01"), ["once"]),
        (ONCE, at("2021-10-06"), ["once"]),
        (MONTHS, at("2021-10-08"), ["2021-09"]),
        (MONTHS, at("2021-10-19", "23:59"), ["2021-09"]),
        (MONTHS, at("2021-10-20"), ["2021-10"]),
        (MONTHS, at("2021-08-01"), ["2021-08"]),
        (MONTHS, at("2022-01-01"), ["2021-11"]),
        (WEEKS, at("2021-10-14", "14:59"), ["2021-10-07"]),
        (WEEKS, at("2021-10-14", "15:00"), ["2021-10-14"]),
        ([], at("2021-10-08"), []),
    ],
)
def test_without_a_name_the_last_period_that_is_due_is_meant(
    of: list[DutyPeriod], now: datetime, expected: list[str]
) -> None:
    assert meant(of, now) == expected


def test_what_everybody_has_given_is_not_asked_for_while_another_period_follows() -> None:
    given = period("2021-09", at("2021-09-20"), done=2)
    assert meant([given, *MONTHS[2:]], at("2021-10-08")) == ["2021-10"]
    assert meant([given], at("2021-10-08")) == ["2021-09"]


@pytest.mark.parametrize(
    ("of", "first", "last", "expected"),
    [
        (MONTHS, "2021-10-01", "2021-10-31", ["2021-10"]),
        (MONTHS, "2021-07-01", "2021-09-30", ["2021-08", "2021-09"]),
        (WEEKS, "2021-10-01", "2021-10-31", ["2021-10-07", "2021-10-14", "2021-10-21", "2021-10-28"]),
        (WEEKS, "2021-10-14", "2021-10-14", ["2021-10-14"]),
        (QUARTER, "2021-07-01", "2021-09-30", ["2021-Q3"]),  # the period itself
        (QUARTER, "2021-10-01", "2021-10-31", ["2021-Q3"]),  # its deadline
        (ONCE, "2021-10-01", "2021-10-31", ["once"]),
        (ONCE, "2021-10-06", "2021-10-06", ["once"]),
        (ONCE, "2021-11-01", "2021-11-30", []),
        (MONTHS, "2022-01-01", "2022-12-31", []),
    ],
)
def test_a_named_span_means_the_periods_in_it_else_those_that_fall_due_in_it(
    of: list[DutyPeriod], first: str, last: str, expected: list[str]
) -> None:
    assert meant(of, at("2021-10-08"), first, last) == expected
