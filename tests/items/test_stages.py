"""Which notice is owed at an instant, when to look again, and when a notice may leave."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.statuses import OWED, ItemStatus
from reminders.items.ladder import LADDERS, Ladder, stages
from reminders.items.stages import Owed, owed, told
from reminders.notices.office_hours import leave_at
from schedules.occurrences import Due, occurrences
from schedules.rules import Bound, Monthly, OnDate, Quarterly, Rule, Standing, Weekday, Weekly
from tests.rows import CALENDAR, SUBMISSION, at

TICK = timedelta(microseconds=1)
SUBMIT = next(occurrences(SUBMISSION, since=at("2021-09-27"), until=at("2022-01-01"), calendar=CALENDAR))


def owed_at(day: str, hour: str = "07:00", status: ItemStatus = ItemStatus.OPEN) -> tuple[str | None, str | None]:
    found = owed(status=status, due=SUBMIT, ladder=LADDERS["date"], now=at(day, hour), calendar=CALENDAR)
    return found.stage.name if found.stage else None, f"{found.wake_at:%d/%m %H:%M}" if found.wake_at else None


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("2021-09-24", "06:59", (None, "24/09 07:00")),
        ("2021-09-24", "07:00", ("before:7", "30/09 07:00")),
        ("2021-09-30", "06:59", ("before:7", "30/09 07:00")),
        ("2021-10-03", "12:00", ("before:3", "04/10 07:00")),
        ("2021-10-05", "06:59", ("before:1", "05/10 07:00")),
        ("2021-10-05", "07:00", ("same-day", "06/10 07:00")),
        ("2021-10-06", "06:59", ("same-day", "06/10 07:00")),
        ("2021-10-06", "07:00", ("overdue:1", "07/10 07:00")),
        ("2021-10-15", "23:00", ("overdue:3", "18/10 07:00")),
    ],
)
def test_the_latest_stage_that_has_come_is_owed_and_the_missed_ones_collapse_into_it(
    day: str, hour: str, expected: tuple[str, str]
) -> None:
    assert owed_at(day, hour) == expected


def test_a_seen_item_is_reminded_only_on_its_last_day() -> None:
    seen = [owed_at(day, status=ItemStatus.ACKNOWLEDGED)[0] for day in ("2021-09-30", "2021-10-04", "2021-10-05")]
    assert seen == [None, None, "same-day"]


def test_a_seen_item_is_chased_like_any_other() -> None:
    assert owed_at("2021-10-07", status=ItemStatus.ACKNOWLEDGED) == ("overdue:2", "11/10 07:00")


def test_a_seen_item_is_looked_at_again_at_its_next_stage() -> None:
    assert owed_at("2021-09-30", status=ItemStatus.ACKNOWLEDGED) == (None, "04/10 07:00")


def test_a_returned_item_is_reminded_like_an_open_one() -> None:
    assert owed_at("2021-10-04", status=ItemStatus.RETURNED) == ("before:1", "05/10 07:00")


@pytest.mark.parametrize("status", [status for status in ItemStatus if status not in OWED])
def test_nothing_is_owed_about_what_needs_no_action(status: ItemStatus) -> None:
    found = owed(status=status, due=SUBMIT, ladder=LADDERS["date"], now=at("2021-10-07"), calendar=CALENDAR)
    assert found == Owed(stage=None, wake_at=None)


def test_what_had_come_before_an_item_was_made_would_have_been_told_as_one() -> None:
    span = {"since": at("2021-09-20"), "until": at("2021-10-06", "07:00"), "made_at": at("2021-10-01", "09:00")}
    found = told(LADDERS["date"], SUBMIT, **span, seen_at=None, calendar=CALENDAR)
    assert [f"{stage.name} {stage.at:%d/%m %H:%M}" for stage in found] == [
        "before:3 01/10 09:00",
        "before:1 04/10 07:00",
        "same-day 05/10 07:00",
    ]


def test_a_standing_duty_sleeps_after_its_last_day() -> None:
    due = next(occurrences(Standing(), since=at("2021-10-01"), until=at("2022-01-01"), calendar=CALENDAR))
    found = owed(status=ItemStatus.OPEN, due=due, ladder=LADDERS["standing"], now=at("2022-03-01"), calendar=CALENDAR)
    assert (found.stage and found.stage.name, found.wake_at) == ("same-day", None)


hours = st.sampled_from([None, time(0, 1), time(7), time(7, 30), time(11), time(15), time(17), time(17, 15), time(23)])
bounds = st.sampled_from(Bound)
days = st.dates(date(2021, 1, 1), date(2022, 12, 31))
rules: st.SearchStrategy[Rule] = (
    st.builds(OnDate, on=days, bound=bounds, at=hours)
    | st.builds(Weekly, weekdays=st.sampled_from(Weekday).map(lambda day: (day,)), at=hours, bound=bounds)
    | st.builds(Monthly, day=st.integers(1, 31), bound=bounds, at=hours)
    | st.just(Quarterly())
    | st.just(Standing())
)


@given(rule=rules, since=days, starts_days=st.floats(-40, 40), status=st.sampled_from(OWED))
def test_whoever_looks_only_when_woken_sees_every_stage_once(
    rule: Rule, since: date, starts_days: float, status: ItemStatus
) -> None:
    for due in islice(occurrences(rule, since=at(str(since)), until=at("2024-01-01"), calendar=CALENDAR), 1):
        now = due.act_by + timedelta(days=starts_days)
        expected = expected_stages(due, LADDERS[rule.kind], now, status)
        assert list(walk(due, LADDERS[rule.kind], now, status, limit=len(expected))) == expected


def expected_stages(due: Due, ladder: Ladder, now: datetime, status: ItemStatus) -> list[str | None]:
    """Return what is seen at `now` and at each of the next ten stages, straight from the ladder."""
    known = list(islice(stages(ladder, due, CALENDAR), 40))
    come = [stage for stage in known if stage.at <= now]
    seen = [come[-1] if come else None, *[stage for stage in known if stage.at > now][:10]]
    is_silent = status is ItemStatus.ACKNOWLEDGED
    return [None if stage is None or (is_silent and stage.is_reminder) else stage.name for stage in seen]


def walk(due: Due, ladder: Ladder, now: datetime, status: ItemStatus, *, limit: int) -> list[str | None]:
    seen: list[str | None] = []
    at_: datetime | None = now
    while at_ is not None and len(seen) < limit:
        found = owed(status=status, due=due, ladder=ladder, now=at_, calendar=CALENDAR)
        seen.append(found.stage.name if found.stage else None)
        assert found.wake_at is None or found.wake_at > at_
        at_ = found.wake_at
    return seen


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (("2021-10-04", "07:00"), ("2021-10-04", "07:00")),  # Monday, as the office opens
        (("2021-10-04", "06:59"), ("2021-10-04", "07:00")),
        (("2021-10-04", "12:15"), ("2021-10-04", "12:15")),
        (("2021-10-04", "17:29"), ("2021-10-04", "17:29")),
        (("2021-10-04", "17:30"), ("2021-10-05", "07:00")),
        (("2021-10-04", "23:00"), ("2021-10-05", "07:00")),
        (("2021-10-08", "18:00"), ("2021-10-11", "07:00")),  # Friday evening
        (("2021-10-09", "10:00"), ("2021-10-11", "07:00")),  # Saturday
        (("2021-09-02", "09:00"), ("2021-09-06", "07:00")),  # the National Day, two days and a weekend
        (("2022-01-31", "09:00"), ("2022-02-07", "07:00")),  # Tết
    ],
)
def test_a_notice_leaves_in_office_hours(now: tuple[str, str], leaves: tuple[str, str]) -> None:
    assert leave_at(now=at(*now), deadline=at("2023-01-01"), calendar=CALENDAR) == at(*leaves)


@pytest.mark.parametrize(
    ("deadline", "leaves"),
    [
        (at("2021-10-11", "07:00") + TICK, at("2021-10-11", "07:00")),  # Monday's opening comes before it
        (at("2021-10-11", "07:00"), at("2021-10-09", "10:00")),
        (at("2021-10-10", "12:00"), at("2021-10-09", "10:00")),  # Sunday noon
        (at("2021-10-09", "10:00"), at("2021-10-11", "07:00")),  # late already: it can wait for the office
        (at("2021-10-08", "15:00"), at("2021-10-11", "07:00")),
    ],
)
def test_what_must_be_read_before_its_deadline_leaves_on_a_saturday(deadline: datetime, leaves: datetime) -> None:
    assert leave_at(now=at("2021-10-09", "10:00"), deadline=deadline, calendar=CALENDAR) == leaves
