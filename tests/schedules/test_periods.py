from collections.abc import Callable
from datetime import date

import pytest

from schedules import periods


@pytest.mark.parametrize(
    ("key_of", "on", "key", "first", "last", "label"),
    [
        (periods.day_key, date(2021, 10, 7), "2021-10-07", date(2021, 10, 7), date(2021, 10, 7), "kỳ 07/10/2021"),
        (periods.week_key, date(2021, 10, 10), "2021-W40", date(2021, 10, 4), date(2021, 10, 10), "tuần 40/2021"),
        (periods.week_key, date(2021, 1, 3), "2020-W53", date(2020, 12, 28), date(2021, 1, 3), "tuần 53/2020"),
        (periods.month_key, date(2021, 10, 7), "2021-10", date(2021, 10, 1), date(2021, 10, 31), "tháng 10/2021"),
        (periods.month_key, date(2024, 2, 29), "2024-02", date(2024, 2, 1), date(2024, 2, 29), "tháng 02/2024"),
        (periods.quarter_key, date(2021, 10, 1), "2021-Q4", date(2021, 10, 1), date(2021, 12, 31), "quý IV/2021"),
        (periods.quarter_key, date(2021, 3, 31), "2021-Q1", date(2021, 1, 1), date(2021, 3, 31), "quý I/2021"),
        (periods.half_key, date(2021, 6, 30), "2021-H1", date(2021, 1, 1), date(2021, 6, 30), "6 tháng đầu năm 2021"),
        (periods.half_key, date(2021, 7, 1), "2021-H2", date(2021, 7, 1), date(2021, 12, 31), "6 tháng cuối năm 2021"),
        (periods.year_key, date(2021, 12, 31), "2021", date(2021, 1, 1), date(2021, 12, 31), "năm 2021"),
    ],
)
def test_key_names_the_period_of_a_day(
    key_of: Callable[[date], str], on: date, key: str, first: date, last: date, label: str
) -> None:
    assert (key_of(on), periods.period_span(key), periods.period_label(key)) == (key, (first, last), label)


def test_once_spans_no_days_and_has_no_label() -> None:
    assert (periods.period_span("once"), periods.period_label("once")) == (None, "")


@pytest.mark.parametrize(
    "key", ["", "2021-13", "2021-02-29", "2021-W53", "2021-W00", "2021-Q5", "2021-H3", "21", "Once", "2021 "]
)
def test_unknown_key_says_what_a_key_looks_like(key: str) -> None:
    with pytest.raises(ValueError, match="is not a period: write a day 2021-10-07, a week 2021-W40") as caught:
        periods.period_span(key)
    assert str(caught.value).startswith(repr(key))
