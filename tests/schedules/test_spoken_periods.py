"""Spans of days as officers say them: literal first and last days, and what is left of the words."""

from datetime import date

import pytest

from schedules.spoken_periods import Period, take_period

OCTOBER_8, JANUARY_5 = date(2021, 10, 8), date(2022, 1, 5)


def taken(text: str, today: date = OCTOBER_8) -> tuple[str, str, str] | None:
    period, rest = take_period(text, today)
    return (period.first.isoformat(), period.last.isoformat(), rest) if period else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("quý IV", "2021-10-01", "2021-12-31"),
        ("quý 4", "2021-10-01", "2021-12-31"),
        ("Quý IV/2020", "2020-10-01", "2020-12-31"),
        ("quý iii 2021", "2021-07-01", "2021-09-30"),
        ("quý I năm 2022", "2022-01-01", "2022-03-31"),
        ("quý này", "2021-10-01", "2021-12-31"),
        ("quý trước", "2021-07-01", "2021-09-30"),
        ("tháng 10", "2021-10-01", "2021-10-31"),
        ("thang 2/2024", "2024-02-01", "2024-02-29"),
        ("tháng 02/2022", "2022-02-01", "2022-02-28"),
        ("tháng trước", "2021-09-01", "2021-09-30"),
        ("tháng này", "2021-10-01", "2021-10-31"),
        ("tháng sau", "2021-11-01", "2021-11-30"),
        ("tuần này", "2021-10-04", "2021-10-10"),
        ("tuần rồi", "2021-09-27", "2021-10-03"),
        ("tuần 39/2021", "2021-09-27", "2021-10-03"),
        ("tuần 1/2022", "2022-01-03", "2022-01-09"),
        ("năm 2021", "2021-01-01", "2021-12-31"),
        ("năm nay", "2021-01-01", "2021-12-31"),
        ("năm trước", "2020-01-01", "2020-12-31"),
        ("6 tháng đầu năm", "2021-01-01", "2021-06-30"),
        ("6 tháng cuối năm 2022", "2022-07-01", "2022-12-31"),
        ("kỳ 07/10", "2021-10-07", "2021-10-07"),
        ("kỳ 14/10/2021", "2021-10-14", "2021-10-14"),
        ("từ 1/10 đến 15/12", "2021-10-01", "2021-12-15"),
        ("từ ngày 1/10 đến hết ngày 15/12/2021", "2021-10-01", "2021-12-15"),
        ("từ tháng 10 đến tháng 12", "2021-10-01", "2021-12-31"),
        ("từ 27/9 đến hôm nay", "2021-09-27", "2021-10-08"),
        ("từ mùng 1 tháng 10 tới 15 tháng 12", "2021-10-01", "2021-12-15"),
        ("từ 15/12/2021 đến 15/1/2022", "2021-12-15", "2022-01-15"),
        ("từ quý III đến quý IV", "2021-07-01", "2021-12-31"),
    ],
)
def test_a_span_has_its_first_and_its_last_day(text: str, first: str, last: str) -> None:
    assert taken(text) == (first, last, "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("quý IV", "2021-10-01", "2021-12-31"),
        ("tháng 12", "2021-12-01", "2021-12-31"),
        ("tháng 11", "2021-11-01", "2021-11-30"),
        ("tháng 1", "2022-01-01", "2022-01-31"),
        ("quý I", "2022-01-01", "2022-03-31"),
        ("tháng trước", "2021-12-01", "2021-12-31"),
        ("quý trước", "2021-10-01", "2021-12-31"),
        ("tuần trước", "2021-12-27", "2022-01-02"),
        ("từ 1/10 đến 15/12", "2021-10-01", "2021-12-15"),
        ("từ 15/12 đến 15/1", "2021-12-15", "2022-01-15"),
        ("từ tháng 11 đến tháng 1", "2021-11-01", "2022-01-31"),
    ],
)
def test_in_january_what_has_just_ended_is_last_years(text: str, first: str, last: str) -> None:
    assert taken(text, JANUARY_5) == (first, last, "")


def test_from_the_29th_of_february_a_year_before_is_the_28th() -> None:
    assert taken("từ 29/2 đến 1/2", date(2024, 3, 5)) == ("2023-02-28", "2024-02-01", "")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Ia Pnôn quý IV 2021", "Ia Pnôn"),
        ("quý IV Ia Pnôn", "Ia Pnôn"),
        ("Ia Pnôn, quý IV/2021", "Ia Pnôn"),
        ("Phòng Tài chính – Kế hoạch từ 1/10 đến 31/12", "Phòng Tài chính – Kế hoạch"),
        ("từ 1/10 đến 31/12 Ia Pnôn", "Ia Pnôn"),
        ("giải ngân quý IV", "giải ngân"),
        ("quý IV abc", "abc"),
    ],
)
def test_what_else_is_said_is_left_as_it_was_written(text: str, rest: str) -> None:
    assert taken(text) == ("2021-10-01", "2021-12-31", rest)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "abc",
            "Ia Pnôn",
            "tháng",
            "quý",
            "tháng 13",
            "quý V",
            "quý 5",
            "năm 21",
            "tuần 54",
            "quý IV/20",
            "quý IVa",
        ),
        *(
            "từ 1/10",
            "đến 15/12",
            "từ 15/12/2021 đến 1/10/2021",
            "từ 31/2 đến 1/3",
            "tháng 10/2021/5",
            "kỳ 31/2",
            "quy chế",
        ),
        *("Phòng Tư pháp", "từ abc đến xyz", "8/10"),
        *("năm 0000", "quý I/0000", "6 tháng đầu năm 0000", "từ 1/1 đến hết năm 0000", "tuần 53/9999"),
    ],
)
def test_what_is_no_span_is_left_whole(text: str) -> None:
    assert take_period(text, OCTOBER_8) == (None, text)


def test_a_span_holds_what_lies_wholly_in_it() -> None:
    october = Period(date(2021, 10, 1), date(2021, 10, 31))
    assert october.holds(date(2021, 10, 1), date(2021, 10, 31))
    assert not october.holds(date(2021, 9, 30), date(2021, 10, 2))
    assert not october.holds(date(2021, 10, 31), date(2021, 11, 1))
