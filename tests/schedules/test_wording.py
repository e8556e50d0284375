from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.notation import RuleError, rule_from_dict, rule_to_dict
from schedules.occurrences import occurrences
from schedules.rules import (
    LAST_DAY,
    LAST_WORKING_DAY,
    Bound,
    Daily,
    Event,
    HalfYearly,
    Monthly,
    OnDate,
    Quarterly,
    Rule,
    Standing,
    Undated,
    Unit,
    Weekday,
    Weekly,
    Window,
    Year,
    YearDay,
    Yearly,
)
from schedules.wording import act_by_words, deadline, hour, sentence, short_day, short_deadline, weekday_name
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local
from tests.schedules.rule_strategies import rules, rules_by_kind

CALENDAR = WorkingCalendar()
THURSDAY = (Weekday.THURSDAY,)
MONDAY_AND_THURSDAY = (Weekday.MONDAY, Weekday.THURSDAY)
BY = Bound.BY

SENTENCES: list[tuple[Rule, str]] = [
    (OnDate(on=date(2021, 10, 6)), "trước ngày 06/10/2021"),
    (OnDate(on=date(2022, 1, 31), bound=BY), "chậm nhất ngày 31/01/2022"),
    (OnDate(on=date(2025, 2, 2), at=time(14)), "trước 14 giờ ngày 02/02/2025"),
    (Window(starts_on=date(2021, 10, 1), ends_on=date(2021, 10, 31)), "trong tháng 10/2021"),
    (Window(starts_on=date(2021, 10, 1), ends_on=date(2021, 12, 31)), "trong quý IV/2021"),
    (Window(starts_on=date(2021, 7, 1), ends_on=date(2021, 12, 31)), "trong 6 tháng cuối năm 2021"),
    (Window(starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31)), "từ ngày 01/01/2021 đến hết ngày 31/12/2021"),
    (Daily(), "hàng ngày"),
    (Daily(at=time(17), bound=Bound.BEFORE), "trước 17 giờ hàng ngày"),
    (Daily(at=time(17), working_days_only=True), "chậm nhất 17 giờ mỗi ngày làm việc"),
    (Weekly(), "hàng tuần"),
    (Weekly(weekdays=THURSDAY, at=time(15)), "trước 15 giờ thứ Năm hàng tuần"),
    (Weekly(weekdays=MONDAY_AND_THURSDAY, at=time(14)), "trước 14 giờ thứ Hai và thứ Năm hàng tuần"),
    (
        Weekly(weekdays=(Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.SUNDAY), bound=BY),
        "chậm nhất thứ Hai, thứ Tư và Chủ nhật hàng tuần",
    ),
    (Monthly(), "hàng tháng"),
    (Monthly(day=20), "trước ngày 20 hàng tháng"),
    (Monthly(day=LAST_WORKING_DAY, bound=BY), "chậm nhất ngày làm việc cuối cùng hàng tháng"),
    (Monthly(day=5, months_after=1, at=time(7, 30)), "hàng tháng, trước 7 giờ 30 ngày 05 của tháng sau"),
    (Monthly(day=5, months_after=2), "hàng tháng, trước ngày 05 của tháng thứ 2 sau đó"),
    (Monthly(months_after=1), "hàng tháng, trong tháng sau"),
    (Monthly(day=30, bound=BY, start_day=25), "từ ngày 25 đến hết ngày 30 hàng tháng"),
    (
        Monthly(day=LAST_WORKING_DAY, months_after=1, bound=BY, start_day=20),
        "hàng tháng, từ ngày 20 đến hết ngày làm việc cuối cùng của tháng sau",
    ),
    (Quarterly(), "hàng quý"),
    (Quarterly(day=20), "trước ngày 20 của tháng cuối quý"),
    (Quarterly(day=5, month=4, bound=BY), "chậm nhất ngày 05 của tháng đầu quý sau"),
    (Quarterly(day=LAST_DAY, month=2), "trước ngày cuối cùng của tháng giữa quý"),
    (HalfYearly(), "định kỳ 6 tháng, năm"),
    (
        HalfYearly(first=YearDay(month=6, day=16), second=YearDay(month=11, day=20)),
        "định kỳ 6 tháng (trước ngày 16/06), năm (trước ngày 20/11)",
    ),
    (HalfYearly(second=YearDay(month=1, day=10)), "định kỳ 6 tháng, năm (trước ngày 10/01 năm báo cáo)"),
    (HalfYearly(second=YearDay(month=1, day=10, years_after=1)), "định kỳ 6 tháng, năm (trước ngày 10/01 năm sau)"),
    (Yearly(), "hàng năm"),
    (Yearly(due=YearDay(month=11, day=20)), "trước ngày 20/11 hàng năm"),
    (Yearly(due=YearDay(month=1, day=31, years_after=1), bound=BY), "hàng năm, chậm nhất ngày 31/01 năm sau"),
    (Yearly(due=YearDay(month=6, day=LAST_DAY)), "trước ngày cuối cùng của tháng 06 hàng năm"),
    (Year(year=2021), "trong năm 2021"),
    (Year(year=2021, and_following=True), "trong năm 2021 và những năm tiếp theo"),
    (Standing(), "thường xuyên"),
    (Standing(year=2021), "thường xuyên trong năm 2021"),
    (Standing(year=2021, and_following=True), "thường xuyên trong năm 2021 và những năm tiếp theo"),
    (Event(trigger="ngày ký", offset=5, unit=Unit.WORKING_DAY), "chậm nhất 05 ngày làm việc kể từ ngày ký"),
    (
        Event(trigger="ngày có hiệu lực", offset=5, unit=Unit.WORKING_DAY, before=True),
        "chậm nhất trước 05 ngày làm việc tính đến ngày có hiệu lực",
    ),
    (Event(trigger="ngày ký", offset=30, bound=Bound.BEFORE), "trước khi tròn 30 ngày kể từ ngày ký"),
    (Event(trigger="ngày ký", offset=2, before=True, bound=Bound.BEFORE), "trước khi còn 02 ngày tính đến ngày ký"),
    (Event(trigger="có quyết định công bố", offset=0), "sau khi có quyết định công bố"),
    (Event(trigger="khai giảng", offset=0, before=True), "trước thời điểm khai giảng"),
    (Undated(reason="theo kế hoạch"), "chưa ấn định hạn (theo kế hoạch)"),
]


@pytest.mark.parametrize(("rule", "words"), SENTENCES)
def test_rule_is_said_as_officers_write_it(rule: Rule, words: str) -> None:
    assert sentence(rule) == words


@settings(max_examples=300)
@given(st.lists(rules, unique=True, min_size=2, max_size=40))
def test_distinct_rules_have_distinct_sentences(found: list[Rule]) -> None:
    assert len({sentence(rule) for rule in found}) == len(found)


@settings(max_examples=300)
@given(
    st.sampled_from(sorted(rules_by_kind)).flatmap(lambda kind: st.lists(rules_by_kind[kind], unique=True, max_size=40))
)
def test_distinct_rules_of_one_kind_have_distinct_sentences(found: list[Rule]) -> None:
    assert len({sentence(rule) for rule in found}) == len(found)


def is_accepted(rule: Rule) -> bool:
    try:
        return rule_from_dict(rule_to_dict(rule)) == rule
    except RuleError:
        return False


def grid() -> Iterator[Rule]:
    dated = [1, 11, 31, LAST_DAY, LAST_WORKING_DAY]
    days = [None, *dated]
    ends = [None, *(YearDay(month=m, day=d, years_after=y) for m, d, y in product([1, 11, 12], dated, [0, 1, 2]))]
    for bound, at in product(Bound, [None, time(0), time(5), time(5, 5)]):
        yield from (Daily(working_days_only=only, bound=bound, at=at) for only in (True, False))
        yield from (Weekly(weekdays=named, bound=bound, at=at) for named in ((), THURSDAY, MONDAY_AND_THURSDAY))
        yield from (Monthly(day=day, months_after=n, bound=bound, at=at) for day, n in product(days, range(4)))
        yield from (Quarterly(day=day, month=n, bound=bound, at=at) for day, n in product(days, range(1, 5)))
        yield from (HalfYearly(first=a, second=b, bound=bound, at=at) for a, b in product(ends[::3], ends[::4]))
        yield from (Yearly(due=due, bound=bound, at=at) for due in ends)
    for n, unit, before, bound in product([0, 1, 10, 100], Unit, [True, False], Bound):
        yield Event(trigger="ngày ký", offset=n, unit=unit, before=before, bound=bound)


def test_each_rule_of_a_grid_has_its_own_sentence() -> None:
    accepted = [rule for rule in grid() if is_accepted(rule)]
    assert len({sentence(rule) for rule in accepted}) == len(accepted) > 2000


@pytest.mark.parametrize(
    ("rule", "since", "words", "short"),
    [
        (OnDate(on=date(2021, 10, 6)), date(2021, 10, 1), "trước ngày 06/10/2021", "Trước 06/10"),
        (OnDate(on=date(2021, 12, 31), bound=BY), date(2021, 10, 1), "đến hết ngày 31/12/2021", "Hết 31/12"),
        (OnDate(on=date(2022, 1, 31), bound=BY), date(2021, 10, 1), "đến hết ngày 31/01/2022", "Hết 31/01/2022"),
        (
            Weekly(weekdays=THURSDAY, at=time(15)),
            date(2021, 10, 7),
            "trước 15 giờ thứ Năm 07/10/2021",
            "Hôm nay 15 giờ",
        ),
        (
            Weekly(weekdays=MONDAY_AND_THURSDAY, at=time(14)),
            date(2021, 10, 8),
            "trước 14 giờ thứ Hai 11/10/2021",
            "Thứ Hai 11/10, 14 giờ",
        ),
        (Monthly(day=20), date(2021, 10, 7), "trước ngày 20/10/2021", "Trước 20/10"),
        (
            Daily(at=time(16, 30), working_days_only=True),
            date(2021, 10, 9),
            "chậm nhất 16 giờ 30 thứ Hai 11/10/2021",
            "Thứ Hai 11/10, 16 giờ 30",
        ),
        (Daily(), date(2021, 10, 7), "trong ngày 07/10/2021", "Hết hôm nay"),
        (Year(year=2021), date(2021, 10, 7), "đến hết ngày 31/12/2021", "Hết 31/12"),
        (Standing(), date(2021, 10, 7), "trong quý IV/2021", "Hết 31/12"),
        (
            Weekly(weekdays=(Weekday.SUNDAY,), at=time(8)),
            date(2021, 10, 7),
            "trước 8 giờ Chủ nhật 10/10/2021",
            "Chủ nhật 10/10, 8 giờ",
        ),
    ],
)
def test_deadline_of_a_due_is_said_long_and_short(rule: Rule, since: date, words: str, short: str) -> None:
    due = next(occurrences(rule, since=local(since), until=local(date(2023, 1, 1)), calendar=CALENDAR))
    assert (deadline(rule, due), short_deadline(due, since)) == (words, short)


def test_deadline_armed_from_an_event_keeps_its_bound() -> None:
    hourly = Event(trigger="khi nhận", offset=24, unit=Unit.HOUR, bound=Bound.BEFORE)
    on_date = OnDate(on=date(2021, 10, 8), at=time(9))
    due = next(occurrences(on_date, since=local(date(2021, 10, 7)), until=local(date(2022, 1, 1)), calendar=CALENDAR))
    assert deadline(hourly, due) == "trước 9 giờ thứ Sáu 08/10/2021"


def test_last_moment_to_act_is_the_end_of_office_hours_or_an_hour() -> None:
    assert act_by_words(datetime(2021, 10, 5, 17, tzinfo=LOCAL), CALENDAR) == "chậm nhất hết giờ làm việc thứ Ba 05/10"
    assert act_by_words(datetime(2021, 10, 7, 8, tzinfo=UTC), CALENDAR) == "chậm nhất 15 giờ thứ Năm 07/10"


def test_pieces_of_a_message() -> None:
    assert [weekday_name(date(2021, 10, day)) for day in range(4, 11)] == [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ]
    assert [
        short_day(day, date(2021, 12, 31)) for day in (date(2021, 12, 31), date(2021, 12, 30), date(2022, 1, 3))
    ] == ["hôm nay", "thứ Năm 30/12", "thứ Hai 03/01/2022"]
    assert [hour(time(0)), hour(time(7, 5)), hour(time(15))] == ["0 giờ", "7 giờ 05", "15 giờ"]
