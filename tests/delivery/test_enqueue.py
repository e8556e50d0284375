"""Owed notices go into the outbox: to whom, once, and what happens to a bad row."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from db.statuses import ItemStatus, NoticeStatus, Role
from db.tables import ChatBinding, Notification, Occurrence, Officer
from reminders.delivery.enqueue import BATCH, enqueue
from tests.rows import CALENDAR, NOW, District, a_district, agency, at, chat_of, duty, item, notice, plan

Row = tuple[str, int | None]


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def run(session: Session, now: datetime = NOW) -> list[Row]:
    """Enqueue, and return the stage and the chat of every row there is."""
    enqueue(session, now=now, calendar=CALENDAR)
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    return [(row.stage, row.binding_id) for row in rows]


def alerts_sent(session: Session, district: District, count: int) -> None:
    for number in range(1, count + 1):
        notice(
            session,
            district.officer,
            district.item,
            stage=f"overdue:{number}",
            due_at=at("2021-10-05") + timedelta(days=number),
            status=NoticeStatus.SENT,
            sent_at=at("2021-10-05") + timedelta(days=number),
        )


def test_every_chat_of_the_agencys_officers_is_owed_the_stage_once(session: Session, district: District) -> None:
    second = chat_of(session, district.commune)
    chat_of(session, district.commune, Role.HEAD)
    expected = [("before:1", district.officer.id), ("before:1", second.id)]
    assert [run(session), run(session)] == [expected, expected]


def test_a_row_says_when_the_stage_was_owed_and_when_it_may_leave(session: Session, district: District) -> None:
    run(session, at("2021-10-04", "06:00"))
    assert session.exec(select(Notification.stage)).one() == "before:3"
    run(session, at("2021-10-04", "23:00"))
    row = session.exec(select(Notification).where(Notification.stage == "before:1")).one()
    assert (row.due_at, row.send_at, row.created_at, row.is_urgent, row.text) == (
        at("2021-10-04", "07:00"),
        at("2021-10-05", "07:00"),
        at("2021-10-04", "23:00"),
        False,
        None,
    )
    assert district.item.wake_at == at("2021-10-05", "07:00")


@pytest.mark.parametrize(
    ("now", "stage", "is_urgent"),
    [
        (at("2021-10-05", "07:00"), "same-day", True),
        (at("2021-10-06", "07:00"), "overdue:1", True),
        (at("2021-10-07", "07:00"), "overdue:2", False),
    ],
)
def test_due_today_and_just_late_are_urgent(
    session: Session, district: District, now: datetime, stage: str, is_urgent: bool
) -> None:
    assert run(session, now) == [(stage, district.officer.id)]
    assert session.exec(select(Notification.is_urgent)).one() is is_urgent


def test_an_item_whose_deadline_moved_is_owed_its_stages_again(session: Session, district: District) -> None:
    run(session)
    district.item.revision, district.item.wake_at = 2, NOW
    session.flush()
    assert run(session) == [("before:1", district.officer.id)] * 2


def test_nobody_to_notify_is_told_to_the_coordinator(session: Session) -> None:
    district = a_district(session)
    silent = agency(session, "UBND xã Ia Lang", parent=district.district)
    item(session, duty(session, district.plan, silent), silent)
    chat_of(session, agency(session, "UBND huyện khác"), Role.COORDINATOR)
    assert run(session) == [("before:1", district.officer.id), ("unreachable", district.coordinator.id)]


def test_nobody_to_notify_and_no_coordinator_is_no_error(session: Session) -> None:
    lonely = agency(session, "UBND xã Ia Lang")
    row = item(session, duty(session, plan(session, lonely), lonely), lonely)
    assert run(session) == []
    assert (row.trouble, row.wake_at) == (None, at("2021-10-05", "07:00"))


def test_the_first_and_second_alert_go_to_the_agency_alone(session: Session, district: District) -> None:
    chat_of(session, district.commune, Role.HEAD)
    alerts_sent(session, district, 1)
    assert run(session, at("2021-10-07", "07:00"))[1:] == [("overdue:2", district.officer.id)]


def test_the_third_alert_goes_to_the_head_and_the_coordinator_too(session: Session, district: District) -> None:
    head = chat_of(session, district.commune, Role.HEAD)
    alerts_sent(session, district, 2)
    assert run(session, at("2021-10-11", "07:00"))[2:] == [
        ("overdue:3", district.officer.id),
        ("overdue:3", head.id),
        ("escalated:overdue:3", district.coordinator.id),
    ]


def test_the_ladder_of_the_item_says_which_alert_is_the_first_to_escalate(session: Session, district: District) -> None:
    district.item.ladder = district.item.ladder | {"escalates_from": 2}
    alerts_sent(session, district, 1)
    assert run(session, at("2021-10-07", "07:00"))[1:] == [
        ("overdue:2", district.officer.id),
        ("escalated:overdue:2", district.coordinator.id),
    ]


def test_a_ladder_that_never_escalates_tells_the_agency_alone(session: Session, district: District) -> None:
    district.item.ladder = district.item.ladder | {"escalates_from": None}
    alerts_sent(session, district, 5)
    assert run(session, at("2021-11-01", "07:00"))[5:] == [("overdue:6", district.officer.id)]


def test_alerts_that_never_went_out_do_not_count_towards_the_third(session: Session, district: District) -> None:
    assert run(session, at("2021-10-11", "07:00")) == [("overdue:3", district.officer.id)]


def test_a_head_who_is_reminded_already_gets_the_third_alert_once(session: Session) -> None:
    district = a_district(session)
    chat = session.get_one(ChatBinding, district.officer.id)
    session.get_one(Officer, chat.officer_id).role = Role.HEAD
    alerts_sent(session, district, 2)
    assert run(session, at("2021-10-11", "07:00"))[2:] == [
        ("overdue:3", chat.id),
        ("escalated:overdue:3", district.coordinator.id),
    ]


def test_a_bad_item_is_looked_at_again_in_an_hour_and_the_rest_goes_on(session: Session, district: District) -> None:
    other = agency(session, "UBND xã Ia Nan", parent=district.district)
    told = chat_of(session, other)
    item(session, duty(session, district.plan, other), other)
    district.item.ladder = {"before_days": "x"}
    session.flush()
    assert run(session) == [("before:1", told.id)]
    assert (district.item.wake_at, district.item.trouble) == (NOW + timedelta(hours=1), "KeyError: 'overdue_after'")
    district.item.ladder = {"before_days": [1], "overdue_after": [0], "overdue_every": 5}
    session.flush()
    assert run(session, NOW + timedelta(hours=1))[1:] == [("before:1", district.officer.id)]
    assert district.item.trouble is None


def test_an_item_that_needs_no_action_is_put_to_sleep(session: Session, district: District) -> None:
    district.item.status = ItemStatus.ACCEPTED
    session.flush()
    assert run(session) == []
    assert district.item.wake_at is None


def test_one_call_handles_a_batch(session: Session, district: District) -> None:
    like = district.item.model_dump(exclude={"id", "period"}) | {"status": ItemStatus.ACCEPTED}
    session.add_all(Occurrence(**like, period=f"once-{number}") for number in range(BATCH))
    assert [enqueue(session, now=NOW, calendar=CALENDAR) for _ in range(3)] == [BATCH, 1, 0]
    assert session.exec(select(Occurrence).where(col(Occurrence.wake_at) <= NOW)).all() == []
