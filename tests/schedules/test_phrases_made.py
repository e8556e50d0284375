"""Phrases put together from parts with a known meaning, and the rule of doubt: a word that may change the day is asked
about, wherever it stands.
"""

import re
from datetime import date, time
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.phrases import Status, read_phrase
from schedules.rules import (
    LAST_DAY,
    Bound,
    Daily,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Weekday,
    Weekly,
    Window,
    YearDay,
    Yearly,
)
from tests.schedules.phrase_parts import ISSUED, Made, judged, made

PHRASES = list(made(6000, seed=11))


def test_no_made_phrase_is_read_wrong_or_lost() -> None:
    found = [(phrase.text, judged(phrase, read_phrase(phrase.text, issued_on=ISSUED))) for phrase in PHRASES]
    assert [each for each in found if each[1] in ("wrong", "none")] == []
    asked = [
        phrase.text for phrase, (_, how) in zip(PHRASES, found, strict=True) if how == "asked" and not _two(phrase)
    ]
    assert asked == []


def _two(phrase: Made) -> bool:
    """Say whether the words leave a choice by themselves: "ngày 15/01 năm sau" is one day or one of every year."""
    return len(phrase.meant) > 1


UNDERSTOOD = [phrase for phrase in islice(PHRASES, 1500) if not _two(phrase)]

# Words no boundary of which parts a word of time: "chậm | nhất", "thứ | Ba", "mùng | 5".
_WHOLE = re.compile(
    r"(?i)xong trước|chậm nhất(?: trước| là| vào)?|muộn nhất|hạn chót là|không quá|đến hết|cuối cùng|m[ùồ]ng \d+"
    r"|thứ (?:hai|ba|tư|năm|sáu|7)|chủ nhật|thời hạn"
)
# A negation, an exception, a guess, a choice, a condition, another time.
DOUBTS = (
    "không phải", "chưa", "trừ tháng 2", "ngoại trừ", "riêng xã Ia Dom", "dự kiến", "khoảng", "tạm", "có thể", "gần",
    "hoặc", "hoặc muộn hơn", "hay", "nếu được duyệt", "nếu trời mưa", "âm lịch", "tuần sau", "hôm sau", "trước đó",
    "sau đó", "trở về trước", "trở lại", "năm ngoái", "giờ hành chính", "năm sau", "năm tới", "quý sau",
)  # fmt: skip
BEHIND = ("năm trước", "của năm 2030", "trở đi", "ngoài ra có ngoại lệ", "trừ trường hợp bất khả kháng", "âm lịch")


@settings(max_examples=800, deadline=None)
@given(phrase=st.sampled_from(UNDERSTOOD), doubt=st.sampled_from(DOUBTS), at=st.integers(0, 20))
def test_a_word_of_doubt_anywhere_in_the_deadline_is_never_passed_over(phrase: Made, doubt: str, at: int) -> None:
    body = re.sub(r"[\u200b\u2060\ufeff\s]+", " ", phrase.body)
    words = _WHOLE.sub(lambda found: found[0].replace(" ", "_"), body).split(" ")
    at %= len(words) + 1
    body = " ".join([*words[:at], doubt, *words[at:]]).replace("_", " ")
    _asks(f"{phrase.lead} {body}{phrase.tail}", phrase)


@settings(max_examples=200, deadline=None)
@given(phrase=st.sampled_from(UNDERSTOOD), doubt=st.sampled_from(BEHIND), sign=st.sampled_from((" ", ", ", " (")))
def test_a_word_of_doubt_behind_the_deadline_is_never_passed_over(phrase: Made, doubt: str, sign: str) -> None:
    _asks(f"{phrase.lead} {phrase.body}{sign}{doubt}{')' if '(' in sign else ''}", phrase)


def _asks(text: str, phrase: Made) -> None:
    reading = read_phrase(text, issued_on=ISSUED)
    assert (text, reading.status is Status.UNDERSTOOD and reading.rule in phrase.meant) == (text, False)


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo trước Hội đồng ngày 15/3/2026",
        "trước cái ngày 15/3/2026",
        "trước ngày 15/3/2026 âm lịch",
        "Trình trước ngày 15/3/2026, dự kiến",
    ],
)
def test_words_between_limit_and_day_or_behind_it_that_no_rule_knows_are_asked(text: str) -> None:
    assert read_phrase(text, issued_on=ISSUED).status in (Status.AMBIGUOUS, Status.NEEDS_DATE)


@pytest.mark.parametrize(
    "tail",
    [" để tổng hợp", ", báo cáo Chủ tịch", " (qua Phòng Kinh tế)", " Văn phòng tổng hợp", " gửi về Sở", " (nếu có)"],
)
def test_words_about_the_task_behind_the_day_are_harmless(tail: str) -> None:
    assert read_phrase("trước ngày 15/3/2026" + tail, issued_on=ISSUED).status is Status.UNDERSTOOD


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("trước 11 giờ 30 phút thứ Sáu hàng tuần", Weekly(weekdays=(Weekday.FRIDAY,), at=time(11, 30))),
        ("trước 9g30 thứ Hai và thứ Năm mỗi tuần", Weekly(weekdays=(Weekday.MONDAY, Weekday.THURSDAY), at=time(9, 30))),
        ("trước thứ Sáu hàng tuần, 12 giờ 15 phút", Weekly(weekdays=(Weekday.FRIDAY,), at=time(12, 15))),
        ("16 giờ 30 phút hàng ngày", Daily(at=time(16, 30))),
        ("trước 9 giờ 30 phút hằng ngày", Daily(at=time(9, 30), bound=Bound.BEFORE)),
        ("trước 8 giờ rưỡi hằng ngày", Daily(at=time(8, 30), bound=Bound.BEFORE)),
        ("trước 4 giờ 30 phút chiều ngày 15/10/2026", OnDate(on=date(2026, 10, 15), at=time(16, 30))),
        ("trước 1 giờ trưa ngày 15/10/2026", OnDate(on=date(2026, 10, 15), at=time(13))),
        ("trước 8 giờ tối ngày 15/10/2026", OnDate(on=date(2026, 10, 15), at=time(20))),
        ("trước 11 giờ đêm ngày 15/10/2026", OnDate(on=date(2026, 10, 15), at=time(23))),
        ("trước 12 giờ đêm ngày 15/10/2026", OnDate(on=date(2026, 10, 15), bound=Bound.BY)),
        ("gửi trước ngày 02/11, 8:15", OnDate(on=date(2026, 11, 2), at=time(8, 15))),
        ("trước 14h00 ngày cuối cùng của tháng", Monthly(day=LAST_DAY, at=time(14))),
        ("trước 9h30' mùng 5 hàng tháng", Monthly(day=5, at=time(9, 30))),
    ],
)
def test_hours_with_minutes_and_parts_of_the_day(text: str, rule: Rule) -> None:
    assert read_phrase(text, issued_on=ISSUED).rule == rule


@pytest.mark.parametrize(
    "text", ["trước 13 giờ sáng ngày 15/10/2026", "trước 1 giờ đêm ngày 15/10/2026", "trước 8 giờ kém 15 ngày 1/3/2026"]
)
def test_an_hour_its_part_of_the_day_does_not_have_is_asked(text: str) -> None:
    assert read_phrase(text, issued_on=ISSUED).status is Status.NEEDS_DATE


@pytest.mark.parametrize(
    "text",
    [
        "trước ngày mùng 6/10/2026", "trước mồng 6 tháng 10 năm 2026", "trước ngày “06/10/2026”",
        "trước “ngày 06/10/2026”", "trước ngày [06/10/2026]", "trước (06/10/2026)", "trước hạn 06/10/2026",
        "trước thời hạn ngày 06/10/2026", "trước\u200bngày 06/10/2026", "trước\u2060 ngày\u00a006/10/2026",
        "xong trước là ngày 06/10/2026", "trước vào ngày 06/10/2026",
    ],
)  # fmt: skip
def test_before_holds_over_what_stands_between_it_and_the_day(text: str) -> None:
    assert read_phrase(text, issued_on=ISSUED).rule == OnDate(on=date(2026, 10, 6))


@pytest.mark.parametrize(
    "text",
    [
        "trước ngày 15/01 (năm sau)", "trước ngày 15/01, năm sau", "trước ngày 15/01 (của năm kế tiếp)",
        "trước ngày 15 tháng 01 (năm tới)", "trước ngày 15/01 [năm sau]", "trước ngày 15/1 , của năm tiếp theo",
    ],
)  # fmt: skip
def test_a_later_year_in_brackets_or_behind_a_comma_is_the_year_of_the_day(text: str) -> None:
    readings = (OnDate(on=date(2027, 1, 15)), Yearly(due=YearDay(month=1, day=15, years_after=1)))
    assert read_phrase(text, issued_on=ISSUED).readings == readings


@pytest.mark.parametrize("text", ["trước ngày 05/01", "trước ngày 5/1/2026", "xong trước 05 tháng 01 năm 2026"])
def test_before_the_day_of_issue_is_asked(text: str) -> None:
    assert read_phrase(text, issued_on=ISSUED).why == "hạn đứng trước ngày ban hành"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("hoàn thành chậm nhất mùng 3 hằng tháng", Monthly(day=3, bound=Bound.BY)),
        ("hạn chót là ngày thứ 7 hàng tuần", Weekly(weekdays=(Weekday.SATURDAY,), bound=Bound.BY)),
        ("Định kỳ trước thứ Ba mỗi tuần", Weekly(weekdays=(Weekday.TUESDAY,))),
        ("hoàn thành quí III/2026", Window(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))),
        ("hằng quí", Quarterly()),
        ("trước ngày 10 tháng 12 của kỳ báo cáo", Yearly(due=YearDay(month=12, day=10))),
        ("Dự kiến ngày 05/5/2026 (chậm nhất ngày 10/5/2026)", OnDate(on=date(2026, 5, 10), bound=Bound.BY)),
        ("Thời gian chậm nhất gửi báo cáo về Văn phòng ngày 23/6/2026", OnDate(on=date(2026, 6, 23), bound=Bound.BY)),
        ("Các thôn tổ chức dọn vệ sinh trước ngày 25/4/2026", OnDate(on=date(2026, 4, 25))),
        ("Trường Mầm non tuyển sinh trước ngày 15/6/2026", OnDate(on=date(2026, 6, 15))),
        ("cấp thẻ cho học sinh trước ngày 15/6/2026", OnDate(on=date(2026, 6, 15))),
        ("phát quang bụi rậm trước ngày 24/7", OnDate(on=date(2026, 7, 24))),
    ],
)
def test_phrase_names_its_rule(text: str, rule: Rule) -> None:
    reading = read_phrase(text, issued_on=ISSUED)
    assert (reading.rule, reading.also) == (rule, ())


@pytest.mark.parametrize(
    "text",
    [
        "hồ sơ nộp trước ngày 15 của tháng được tính cho tháng đó",
        "văn bản có hiệu lực trước ngày 01 tháng 7 năm 2026",
        "người sinh trước ngày 01/01/2000", "trẻ em sinh từ ngày 01/01/2020", "học sinh sinh trước ngày 01/9/2015",
        "hồ sơ phát sinh trước ngày 01/01/2026",
    ],
)  # fmt: skip
def test_a_birth_a_taking_effect_and_a_condition_are_no_deadline(text: str) -> None:
    assert read_phrase(text, issued_on=ISSUED).status is Status.NOT_A_DEADLINE
