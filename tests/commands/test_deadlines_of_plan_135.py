"""`nhachan deadlines` on the real plan, 27/09/2021–31/12/2022, against facts worked out by hand from the document."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from tests.commands.terminals import Terminal
from tests.work import calls_of

Row = dict[str, Any]


@pytest.fixture
def rows(office: Terminal) -> list[Row]:
    found: list[Row] = office.json("deadlines", "--from", "2021-09-27", "--to", "2022-12-31")
    return found


def of(rows: list[Row], clause: str) -> list[Row]:
    return [row for row in rows if row["obligation"] == clause]


def days(first: date, last: date, step: int) -> list[str]:
    """Every `step`th day from the first through the last."""
    return [(first + timedelta(n)).isoformat() for n in range(0, (last - first).days + 1, step)]


def test_every_thursday_before_15_hours_the_finance_office_reports(rows: list[Row]) -> None:
    weekly = of(rows, "II.1.8.b1")
    thursdays = days(date(2021, 9, 30), date(2022, 12, 29), 7)
    assert len(thursdays) == 66
    assert [row["period"] for row in weekly] == thursdays
    assert {row["agency_key"] for row in weekly} == {"phong-tai-chinh-ke-hoach"}
    assert {row["nominal"][10:] for row in weekly} == {"T15:00:00+07:00"}
    assert all(row["overdue_from"] == row["nominal"] for row in weekly)


def test_thursday_in_the_new_year_holidays_keeps_its_hour_and_is_acted_on_before_them(rows: list[Row]) -> None:
    (row,) = [row for row in of(rows, "II.1.8.b1") if row["period"] == "2022-02-03"]  # the third day of Tết
    assert (row["nominal"], row["act_by"]) == ("2022-02-03T15:00:00+07:00", "2022-01-28T17:00:00+07:00")
    moved = [row["period"] for row in of(rows, "II.1.8.b1") if row["act_by"] != row["nominal"]]
    assert moved == ["2022-02-03", "2022-09-01"]  # Tết and the national day


def test_every_monday_and_thursday_before_14_hours(rows: list[Row]) -> None:
    twice_weekly = of(rows, "II.1.8.b4")
    mondays = days(date(2021, 9, 27), date(2022, 12, 26), 7)
    assert [row["period"] for row in twice_weekly] == sorted(mondays + days(date(2021, 9, 30), date(2022, 12, 29), 7))
    assert len(twice_weekly) == 132


def test_every_month_before_the_20th(rows: list[Row]) -> None:
    monthly = of(rows, "II.1.8.b2")
    assert [row["period"] for row in monthly] == [
        *("2021-10", "2021-11", "2021-12"),
        *(f"2022-{month:02}" for month in range(1, 13)),
    ]
    by_period = {row["period"]: (row["nominal"], row["act_by"], row["overdue_from"]) for row in monthly}
    assert by_period["2021-10"] == (
        "2021-10-20T00:00:00+07:00",
        "2021-10-19T17:00:00+07:00",
        "2021-10-20T00:00:00+07:00",
    )
    assert by_period["2022-02"][1] == "2022-02-18T17:00:00+07:00"  # the 20th is a Sunday, the 19th a Saturday


def test_twenty_two_agencies_send_their_plan_before_6_october(rows: list[Row]) -> None:
    found = of(rows, "III.1")
    assert (
        len({row["agency_key"] for row in found}) == len(found) == 22
    )  # 12 offices, 10 communes, the post office, less
    assert "phong-noi-vu" not in {row["agency_key"] for row in found}  # the recipient
    assert {(row["nominal"], row["act_by"], row["overdue_from"]) for row in found} == {
        ("2021-10-06T00:00:00+07:00", "2021-10-05T17:00:00+07:00", "2021-10-06T00:00:00+07:00")
    }


def test_disbursement_by_the_end_of_september_and_of_january(rows: list[Row]) -> None:
    (september,), (january,) = of(rows, "II.1.8.b5"), of(rows, "II.1.8.b6")
    assert (september["act_by"], september["overdue_from"]) == (
        "2021-09-30T17:00:00+07:00",
        "2021-10-01T00:00:00+07:00",
    )
    assert (january["nominal"], january["act_by"], january["overdue_from"]) == (
        "2022-01-31T23:59:59+07:00",
        "2022-01-28T17:00:00+07:00",  # 31/01 is New Year's Eve
        "2022-02-01T00:00:00+07:00",
    )


def test_standing_duties_are_attested_per_quarter_from_the_fourth_of_2021_and_never_late(rows: list[Row]) -> None:
    standing = [row for row in rows if row["kind"] == "standing"]
    assert sorted({row["period"] for row in standing}) == ["2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]
    assert {row["overdue_from"] for row in standing} == {None}


def test_quarterly_reports_are_due_at_the_end_of_each_quarter(rows: list[Row]) -> None:
    assert [(row["period"], row["nominal"][:10]) for row in of(rows, "III.4")] == [
        ("2021-Q3", "2021-09-30"),
        ("2021-Q4", "2021-12-31"),
        ("2022-Q1", "2022-03-31"),
        ("2022-Q2", "2022-06-30"),
        ("2022-Q3", "2022-09-30"),
        ("2022-Q4", "2022-12-31"),
    ]
    assert Counter(row["period"] for row in of(rows, "III.1.b")) == dict.fromkeys(
        ["2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"], 22
    )


def test_duties_of_the_year_are_due_at_its_end(rows: list[Row]) -> None:
    found = {(row["period"], row["nominal"]) for row in rows if row["kind"] in ("year", "yearly")}
    assert found == {("2021", "2021-12-31T23:59:59+07:00"), ("2022", "2022-12-31T23:59:59+07:00")}
    assert len(of(rows, "II.1.1")) == 1  # "Trong năm 2021"
    assert len(of(rows, "II.1.8.b9")) == 2  # the treasury's report, every year


def test_investors_meet_every_week(rows: list[Row]) -> None:
    """22 agencies and 65 weeks that end on a Sunday, 03/10/2021–25/12/2022."""
    assert len(days(date(2021, 10, 3), date(2022, 12, 25), 7)) == 65
    assert len(of(rows, "II.1.8.b10")) == 22 * 65


def test_every_row_is_in_order_and_keeps_the_order_of_its_instants(rows: list[Row]) -> None:
    assert [row["nominal"] for row in rows] == sorted(row["nominal"] for row in rows)
    for row in rows:
        assert row["act_by"] <= row["nominal"] <= (row["overdue_from"] or "9999")
        assert {row["nominal"][-6:], row["act_by"][-6:]} == {"+07:00"}


def test_a_deadline_takes_no_query_of_its_own(office: Terminal) -> None:
    """Some 500 calls each were counted; a statement for each would be some thousand more."""
    found: list[Row] = []
    made = calls_of(lambda: found.extend(office.json("deadlines", "--from", "2021-09-27", "--to", "2022-12-31")))
    assert made // len(found) < 1_000
