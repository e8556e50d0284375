import json
import tomllib
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.notation import KINDS, RuleError, rule_from_dict, rule_to_dict, terms_from_dict, terms_to_dict
from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    DayOff,
    HalfYearly,
    Monthly,
    OnDate,
    Rule,
    Terms,
    Weekday,
    Weekly,
    YearDay,
    Yearly,
)
from tests.schedules.rule_strategies import rules_by_kind, terms


def test_every_kind_of_rule_is_tried() -> None:
    assert list(KINDS) == list(rules_by_kind)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100)
@given(data=st.data())
def test_rule_written_and_read_is_the_same_rule(kind: str, data: st.DataObject) -> None:
    rule = data.draw(rules_by_kind[kind])
    assert rule_from_dict(json.loads(json.dumps(rule_to_dict(rule)))) == rule


@settings(max_examples=50)
@given(terms)
def test_terms_written_and_read_are_the_same_terms(given_terms: Terms) -> None:
    assert terms_from_dict(terms_to_dict(given_terms)) == given_terms


@pytest.mark.parametrize(
    ("toml", "rule", "written"),
    [
        (
            '{kind = "date", on = "06/10/2021", bound = "before", at = "15:00"}',
            OnDate(on=date(2021, 10, 6), at=time(15)),
            {"kind": "date", "on": "2021-10-06", "at": "15:00"},
        ),
        (
            '{kind = "date", on = 2021-10-06, bound = "by", at = 07:30:00}',
            OnDate(on=date(2021, 10, 6), bound=Bound.BY, at=time(7, 30)),
            {"kind": "date", "on": "2021-10-06", "bound": "by", "at": "07:30"},
        ),
        ('{kind = "date", on = "2021-10-06"}', OnDate(on=date(2021, 10, 6)), {"kind": "date", "on": "2021-10-06"}),
        (
            '{kind = "weekly", weekdays = ["thu", "mon"]}',
            Weekly(weekdays=(Weekday.MONDAY, Weekday.THURSDAY)),
            {"kind": "weekly", "weekdays": ["mon", "thu"]},
        ),
        (
            '{kind = "monthly", day = "last_working", bound = "by"}',
            Monthly(day=LAST_WORKING_DAY, bound=Bound.BY),
            {"kind": "monthly", "day": "last_working", "bound": "by"},
        ),
        (
            '{kind = "monthly", day = 30, bound = "by", start_day = 25}',
            Monthly(day=30, bound=Bound.BY, start_day=25),
            {"kind": "monthly", "day": 30, "bound": "by", "start_day": 25},
        ),
        (
            '{kind = "yearly", due = {month = 1, day = 31, years_after = 1}}',
            Yearly(due=YearDay(month=1, day=31, years_after=1)),
            {"kind": "yearly", "due": {"month": 1, "day": 31, "years_after": 1}},
        ),
        (
            '{kind = "halfyearly", second = {month = 11, day = "last"}}',
            HalfYearly(second=YearDay(month=11, day=LAST_DAY)),
            {"kind": "halfyearly", "second": {"month": 11, "day": "last"}},
        ),
    ],
)
def test_register_form_is_read_and_written_short(toml: str, rule: Rule, written: dict[str, object]) -> None:
    read = rule_from_dict(tomllib.loads(f"rule = {toml}")["rule"])
    assert (read, rule_to_dict(rule)) == (rule, written)


def test_terms_leave_out_their_defaults() -> None:
    assert terms_to_dict(Terms()) == {}
    assert terms_to_dict(Terms(day_off=DayOff.NEXT, grace_days=2)) == {"day_off": "next", "grace_days": 2}


ALL_KINDS = "date, window, daily, weekly, monthly, quarterly, halfyearly, yearly, year, standing, event, undated"


@pytest.mark.parametrize(
    ("toml", "problems"),
    [
        ("{}", [f"thiếu trường kind (các loại: {ALL_KINDS})"]),
        ('{kind = "lunar"}', [f"loại 'lunar' không có (các loại: {ALL_KINDS})"]),
        ('"06/10/2021"', ['\'06/10/2021\' không phải là quy định thời hạn (viết {kind = "date", on = "06/10/2021"})']),
        ('{kind = "date"}', ["thiếu trường on"]),
        (
            '{kind = "year", year = 2021, on = 2021-01-01}',
            ["trường 'on' không dùng được ở đây (được dùng: year, and_following)"],
        ),
        ('{kind = "date", on = "31/02/2021"}', ["on: ngày 31/02/2021 không có trong lịch"]),
        ('{kind = "date", on = "2021-02-29"}', ["on: ngày 29/02/2021 không có trong lịch"]),
        ('{kind = "date", on = "01/13/2021"}', ["on: tháng 13 không phải là tháng (1–12)"]),
        ('{kind = "date", on = "6-10-2021"}', ["on: '6-10-2021' không phải là ngày (viết 06/10/2021 hoặc 2021-10-06)"]),
        ('{kind = "date", on = "06/10/0201"}', ["on: năm 201 không dùng được (1900–2200)"]),
        (
            '{kind = "date", on = 2021-10-06T15:00:00+09:00}',
            ["on: 2021-10-06 15:00:00+09:00 kèm giờ: ở đây chỉ ghi ngày (06/10/2021)"],
        ),
        (
            '{kind = "date", on = "06/10/2021", at = "15:00+09:00"}',
            ["at: giờ '15:00+09:00' kèm múi giờ: giờ luôn là giờ Việt Nam, chỉ ghi 15:00"],
        ),
        (
            '{kind = "date", on = "06/10/2021", at = "15:00Z"}',
            ["at: giờ '15:00Z' kèm múi giờ: giờ luôn là giờ Việt Nam, chỉ ghi 15:00"],
        ),
        (
            '{kind = "date", on = "06/10/2021", at = "15:00 Asia/Tokyo"}',
            ["at: giờ '15:00 Asia/Tokyo' kèm múi giờ: giờ luôn là giờ Việt Nam, chỉ ghi 15:00"],
        ),
        (
            '{kind = "date", on = "06/10/2021", at = "24:00"}',
            ["at: '24:00' không phải là giờ (viết 15:00, từ 00:00 đến 23:59)"],
        ),
        (
            '{kind = "date", on = "06/10/2021", at = 15:00:30}',
            ["at: '15:00:30' không phải là giờ (viết 15:00, từ 00:00 đến 23:59)"],
        ),
        ('{kind = "date", on = "06/10/2021", bound = "after"}', ["bound: 'after' không có (được dùng: before, by)"]),
        (
            '{kind = "weekly", weekdays = ["thứ Năm"]}',
            ["weekdays: ['thứ Năm'] không phải là danh sách thứ trong tuần (mon, tue, wed, thu, fri, sat, sun)"],
        ),
        ('{kind = "weekly", weekdays = ["mon", "mon"]}', ["weekdays: ['mon', 'mon'] nêu một thứ hai lần"]),
        ('{kind = "monthly", day = 32}', ['day: 32 không phải là ngày trong tháng (1–31, "last" hoặc "last_working")']),
        ('{kind = "monthly", start_day = 25}', ["start_day: không dùng được khi không nêu ngày (day)"]),
        (
            '{kind = "monthly", day = 20, at = "15:00", start_day = 25}',
            [
                "at: không dùng được khi có ngày bắt đầu (start_day)",
                'start_day: chỉ dùng với bound = "by"',
                "start_day: ngày 25 đứng sau ngày 20",
            ],
        ),
        ('{kind = "quarterly", day = 5, month = 5}', ["month: 5 không phải là số nguyên từ 1 đến 4"]),
        ('{kind = "daily", working_days_only = "yes"}', ["working_days_only: 'yes' không phải là true hoặc false"]),
        ('{kind = "year", year = true}', ["year: True không phải là số nguyên từ 1900 đến 2200"]),
        ('{kind = "undated", reason = " "}', ["reason: ' ' không phải là một dòng chữ"]),
        (
            '{kind = "yearly", due = {month = 13, date = 1}}',
            [
                "due: thiếu trường day",
                "due: month: tháng 13 không phải là tháng (1–12)",
                "due: trường 'date' không dùng được ở đây (được dùng: month, day, years_after)",
            ],
        ),
        ('{kind = "yearly", due = {month = 6, day = 31}}', ["due: ngày 31/06 không có trong lịch"]),
        ('{kind = "yearly", due = "31/06"}', ["due: '31/06' không phải là một bảng các trường"]),
        (
            '{kind = "event", offset = -5, unit = "tuần", color = 1}',
            [
                "thiếu trường trigger",
                "offset: -5 không phải là số nguyên từ 0 đến 3650",
                "unit: 'tuần' không có (được dùng: hour, day, working_day, month)",
                "trường 'color' không dùng được ở đây (được dùng: trigger, offset, unit, before, bound)",
            ],
        ),
    ],
)
def test_every_problem_is_named_with_what_is_allowed(toml: str, problems: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        rule_from_dict(tomllib.loads(f"rule = {toml}")["rule"])
    assert caught.value.problems == problems
    assert str(caught.value) == "; ".join(problems)


@pytest.mark.parametrize(
    ("toml", "problems"),
    [
        (
            '{kind = "window", starts_on = "31/10/2021", ends_on = "01/10/2021"}',
            ["ends_on: 01/10/2021 đứng trước ngày bắt đầu 31/10/2021"],
        ),
        ('{kind = "daily", bound = "before"}', ['bound: "before" cần giờ (at)']),
        (
            '{kind = "weekly", at = "15:00", bound = "by"}',
            ["bound: không dùng được khi không nêu thứ (weekdays)", "at: không dùng được khi không nêu thứ (weekdays)"],
        ),
        ('{kind = "monthly", bound = "by"}', ["bound: không dùng được khi không nêu ngày (day)"]),
        ('{kind = "quarterly", month = 4}', ["month: không dùng được khi không nêu ngày (day)"]),
        ('{kind = "halfyearly", bound = "by"}', ["bound: không dùng được khi không nêu ngày (first, second)"]),
        ('{kind = "yearly", at = "15:00"}', ["at: không dùng được khi không nêu ngày (due)"]),
        ('{kind = "standing", and_following = true}', ["and_following: không dùng được khi không nêu năm (year)"]),
        (
            '{kind = "event", trigger = "ngày ký", offset = 0, unit = "month"}',
            ["unit: không dùng được khi không có số để đếm (offset 0)"],
        ),
    ],
)
def test_words_that_mean_nothing_together_are_refused(toml: str, problems: list[str]) -> None:
    with pytest.raises(RuleError) as caught:
        rule_from_dict(tomllib.loads(f"rule = {toml}")["rule"])
    assert caught.value.problems == problems


def test_problems_of_terms_are_named() -> None:
    with pytest.raises(RuleError) as caught:
        terms_from_dict({"day_off": "skip", "grace_days": -1, "colour": "red"})
    assert caught.value.problems == [
        "day_off: 'skip' không có (được dùng: keep, next, previous)",
        "grace_days: -1 không phải là số nguyên từ 0 đến 365",
        "trường 'colour' không dùng được ở đây (được dùng: day_off, grace_days)",
    ]
