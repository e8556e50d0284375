"""Days as officers name them. Year rule: a day and month without a year is the next such day that is not past."""

from datetime import date, datetime

import pytest

from reminders.replies import Intent, read_reply
from schedules.zone import LOCAL

TUESDAY = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
FRIDAY = datetime(2021, 10, 8, 16, 0, tzinfo=LOCAL)
NEW_YEAR = datetime(2021, 12, 30, 9, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("words", "now", "until", "sure"),
    [
        ("thứ 6", TUESDAY, date(2021, 10, 8), True),
        ("thu sau", TUESDAY, date(2021, 10, 8), True),
        ("t6", TUESDAY, date(2021, 10, 8), True),
        ("thứ 6", FRIDAY, date(2021, 10, 15), False),  # today, or in a week?
        ("thứ Sáu tuần sau", TUESDAY, date(2021, 10, 15), True),
        ("tuần sau thứ 6", TUESDAY, date(2021, 10, 15), True),
        ("thứ 2 tuần này", TUESDAY, None, False),
        ("chủ nhật", TUESDAY, date(2021, 10, 10), True),
        ("mai", TUESDAY, date(2021, 10, 6), True),
        ("chiều mai", TUESDAY, date(2021, 10, 6), True),
        ("ngày kia", TUESDAY, date(2021, 10, 7), True),
        ("cuối tuần", TUESDAY, date(2021, 10, 8), True),
        ("hết tuần này", TUESDAY, date(2021, 10, 8), True),
        ("cuối tuần", FRIDAY, date(2021, 10, 8), False),
        ("tuần sau", TUESDAY, date(2021, 10, 15), True),
        ("đầu tuần sau", TUESDAY, date(2021, 10, 11), True),
        ("giữa tuần sau", TUESDAY, date(2021, 10, 13), True),
        ("cuối tháng", TUESDAY, date(2021, 10, 31), True),
        ("hết tháng", TUESDAY, date(2021, 10, 31), True),
        ("cuối tháng 2", TUESDAY, date(2022, 2, 28), True),
        ("giữa tháng sau", TUESDAY, date(2021, 11, 15), True),
        ("tháng sau", TUESDAY, date(2021, 11, 30), True),
        ("cuối năm", TUESDAY, date(2021, 12, 31), True),
        ("15/10", TUESDAY, date(2021, 10, 15), True),
        ("05/10", TUESDAY, date(2021, 10, 5), True),
        ("04/10", TUESDAY, date(2022, 10, 4), False),  # more likely a slip
        ("5/1", NEW_YEAR, date(2022, 1, 5), True),
        ("15/10/2021", TUESDAY, date(2021, 10, 15), True),
        ("15/10/21", TUESDAY, date(2021, 10, 15), True),
        ("15-10-2021", TUESDAY, date(2021, 10, 15), True),
        ("15.10.2021", TUESDAY, date(2021, 10, 15), True),
        ("2021-10-15", TUESDAY, date(2021, 10, 15), True),
        ("ngày 15 tháng 10 năm 2021", TUESDAY, date(2021, 10, 15), True),
        ("ngày 15", TUESDAY, date(2021, 10, 15), True),
        ("15", TUESDAY, date(2021, 10, 15), True),
        ("ngày 2", TUESDAY, date(2021, 11, 2), True),
        ("ngày 31", TUESDAY, date(2021, 10, 31), True),
        ("29/2", TUESDAY, None, False),
        ("31/4", TUESDAY, None, False),
        ("15/13", TUESDAY, None, False),
        ("ngày 32", TUESDAY, None, False),
        ("01/10/2021", TUESDAY, None, False),
        ("thứ 6 ngày 8/10", TUESDAY, date(2021, 10, 8), True),
        ("thứ 6 ngày 9/10", TUESDAY, date(2021, 10, 9), False),  # 9/10 is a Saturday
    ],
)
def test_day_named_in_a_request(words: str, now: datetime, until: date | None, sure: bool) -> None:
    understanding = read_reply(f"gia hạn 12 đến {words}", open_codes=(12,), now=now)
    assert [(act.intent, act.items, act.until) for act in understanding.acts] == [
        (Intent.EXTENSION_REQUEST, (12,), until)
    ]
    assert understanding.sure == sure


@pytest.mark.parametrize(
    ("words", "until", "days", "sure"),
    [
        ("thêm 3 ngày", None, 3, True),
        ("5 ngày nữa", date(2021, 10, 10), 5, True),
        ("thêm 5 ngày nữa", None, 5, True),
        ("thêm một tuần", None, 7, True),
        ("thêm hai tuần", None, 14, True),
        ("nửa tháng", None, 15, False),
        ("thêm mấy hôm", None, None, False),
        ("thêm 3 ngày làm việc", None, 3, False),  # working days are not days
    ],
)
def test_number_of_days_named_in_a_request(words: str, until: date | None, days: int | None, sure: bool) -> None:
    understanding = read_reply(f"cho em xin {words}", open_codes=(12,), now=TUESDAY)
    assert [(act.intent, act.until, act.days) for act in understanding.acts] == [
        (Intent.EXTENSION_REQUEST, until, days)
    ]
    assert understanding.sure == sure


def test_local_day_counts_not_the_utc_day() -> None:
    late_evening = datetime(2021, 10, 5, 23, 30, tzinfo=LOCAL)
    early_morning = datetime(2021, 10, 6, 0, 30, tzinfo=LOCAL)
    asked = [read_reply("gia hạn 12 đến mai", now=now).acts[0].until for now in (late_evening, early_morning)]
    assert asked == [date(2021, 10, 6), date(2021, 10, 7)]
