"""Who stands in and for how long, as officers write it, on Tuesday 05/10/2021."""

from datetime import date

import pytest

from reminders.replies.periods import Standing, read_standing

TODAY = date(2021, 10, 5)


@pytest.mark.parametrize(
    ("said", "who", "since", "until"),
    [
        ("Siu Hyin đến 15/10", "Siu Hyin", TODAY, date(2021, 10, 16)),
        ("7 từ 08/10 đến 15/10", "7", date(2021, 10, 8), date(2021, 10, 16)),
        ("Siu Hyin từ ngày 8/10 đến hết ngày 15/10/2021", "Siu Hyin", date(2021, 10, 8), date(2021, 10, 16)),
        ("anh Hyin từ mai đến thứ 6", "anh Hyin", date(2021, 10, 6), date(2021, 10, 9)),
        ("Hyin đến 05/10", "Hyin", TODAY, date(2021, 10, 6)),
        ("Hyin từ 27/12 đến 03/01", "Hyin", date(2021, 12, 27), date(2022, 1, 4)),
    ],
)
def test_the_last_day_is_included(said: str, who: str, since: date, until: date) -> None:
    assert read_standing(said, TODAY) == Standing(who, since, until)


@pytest.mark.parametrize(
    "said",
    [
        "Siu Hyin",
        "đến 15/10",
        "Hyin đến",
        "Hyin đến 31/02",
        "Hyin đến 04/10/2021",
        "Hyin từ 15/10 đến 08/10/2021",
        "Hyin đến khi nào xong",
    ],
)
def test_days_that_are_not_clear_are_asked_for(said: str) -> None:
    assert read_standing(said, TODAY) is None
