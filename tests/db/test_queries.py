"""Named queries: the questions that the cycle and the desk ask, and that they find their rows by an index."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from db import claims
from db.engine import writing
from db.queries import item_codes, items, people
from db.queries.said import said
from db.statuses import CLOSED, BindingStatus, ItemStatus, NoticeStatus, Role
from db.tables import Occurrence
from tests.rows import NOW, a_district, agency, at, chat, chat_of, duty, item, notice, officer
from tests.statements import statements

TODAY = date(2021, 10, 4)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def codes(session: Session, binding_id: int | None, *ids: int | None, days_later: float = 0) -> list[int]:
    given = item_codes.give(session, binding_id or 0, [one or 0 for one in ids], now=NOW + timedelta(days=days_later))
    return [given[one or 0] for one in ids]


def several_items(session: Session, count: int) -> tuple[int, list[Occurrence]]:
    """Return the id of a chat and that many open items of its agency."""
    district = a_district(session)
    found = [item(session, duty(session, district.plan, district.commune), district.commune) for _ in range(count)]
    return district.officer.id, found


def test_an_item_gets_the_smallest_free_number_and_keeps_it(session: Session) -> None:
    binding, [first, second, third] = several_items(session, 3)
    assert codes(session, binding, first.id, second.id) == [1, 2]
    assert codes(session, binding, third.id, second.id) == [3, 2]
    assert codes(session, binding, second.id, days_later=400) == [2]


@pytest.mark.parametrize("status", [ItemStatus.ACCEPTED, ItemStatus.CANCELLED])
def test_a_number_is_free_again_thirty_days_after_a_message_showed_it_last(
    session: Session, status: ItemStatus
) -> None:
    binding, [first, second, third] = several_items(session, 3)
    codes(session, binding, first.id)
    codes(session, binding, first.id, days_later=2)
    first.status = status
    session.flush()
    assert codes(session, binding, second.id, days_later=31.99999) == [2]
    assert codes(session, binding, third.id, days_later=32) == [1]


@pytest.mark.parametrize(("days_later", "meant"), [(29.99999, [1]), (30, [])])
def test_a_number_means_its_item_for_less_than_thirty_days(
    session: Session, days_later: float, meant: list[int]
) -> None:
    binding, [one] = several_items(session, 1)
    codes(session, binding, one.id)
    shown = item_codes.shown_in(session, binding, now=NOW + timedelta(days=days_later))
    assert [coded.code for coded in shown] == meant


@pytest.mark.parametrize("status", [one for one in ItemStatus if one not in CLOSED])
def test_the_number_of_what_is_owed_or_waits_for_a_decision_is_never_free(session: Session, status: ItemStatus) -> None:
    binding, [first, second] = several_items(session, 2)
    codes(session, binding, first.id)
    first.status = status
    session.flush()
    assert codes(session, binding, second.id, days_later=400) == [2]


def test_what_is_asked_for_in_one_chat_shows_its_number_in_no_other(session: Session) -> None:
    binding, [first, second] = several_items(session, 2)
    other = chat(session, None).id
    codes(session, binding, first.id)
    codes(session, other, first.id)
    first.status = ItemStatus.ACCEPTED
    codes(session, binding, first.id, days_later=20)
    assert codes(session, other, second.id, days_later=31) == [1]


def test_a_returned_item_keeps_its_number(session: Session) -> None:
    binding, [first, second] = several_items(session, 2)
    codes(session, binding, first.id)
    first.status, first.completed_at = ItemStatus.RETURNED, None
    session.flush()
    assert codes(session, binding, second.id, days_later=30) == [2]


def test_each_chat_has_its_own_numbers(session: Session) -> None:
    binding, [first, second] = several_items(session, 2)
    other = chat(session, None).id
    assert (codes(session, binding, first.id), codes(session, other, second.id, first.id)) == ([1], [1, 2])


def test_an_item_that_is_asked_for_keeps_its_number_even_when_it_is_over(session: Session) -> None:
    binding, [first] = several_items(session, 1)
    codes(session, binding, first.id)
    first.status, first.completed_at = ItemStatus.ACCEPTED, NOW
    session.flush()
    assert codes(session, binding, first.id, days_later=30) == [1]


def test_two_hands_that_give_numbers_in_one_chat_at_one_instant_give_different_ones(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        binding, rows = several_items(session, 6)
        ids = [row.id for row in rows]

    def work(item_id: int | None) -> None:
        with writing(either_engine) as session:
            codes(session, binding, item_id)

    hands = [Thread(target=work, args=[one]) for one in ids]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with writing(either_engine) as session:
        assert sorted(item_codes.of_chat(session, binding).values()) == [1, 2, 3, 4, 5, 6]


def overdue(session: Session, day: str, hour: str = "00:00") -> int:
    return len(items.overdue(session, None, as_of=at(day, hour)))


def test_an_item_is_overdue_from_the_very_instant_on(session: Session) -> None:
    a_district(session)
    assert [overdue(session, "2021-10-05", "23:59"), overdue(session, "2021-10-06")] == [0, 1]


def test_an_item_done_since_was_overdue_in_the_past(session: Session) -> None:
    a_district(session, status=ItemStatus.ACCEPTED, completed_at=at("2021-10-08", "10:00"))
    found = [overdue(session, "2021-10-08", hour) for hour in ("09:59", "10:00")]
    assert (found, overdue(session, "2021-10-06"), overdue(session, "2021-10-05")) == ([1, 0], 1, 0)


def test_an_item_done_in_time_was_never_overdue(session: Session) -> None:
    a_district(session, status=ItemStatus.SUBMITTED, completed_at=at("2021-10-05", "16:00"))
    assert overdue(session, "2021-12-31") == 0


@pytest.mark.parametrize(
    ("status", "is_late"),
    [
        (ItemStatus.OPEN, True),
        (ItemStatus.ACKNOWLEDGED, True),
        (ItemStatus.RETURNED, True),
        (ItemStatus.SUBMITTED, False),
        (ItemStatus.ACCEPTED, False),
        (ItemStatus.CANCELLED, False),
        (ItemStatus.NOT_OURS, False),
    ],
)
def test_only_what_is_still_owed_is_overdue(session: Session, status: ItemStatus, is_late: bool) -> None:
    a_district(session, status=status)
    assert (overdue(session, "2021-12-31") == 1) is is_late


def test_a_cancelled_item_is_not_overdue_in_the_past_either(session: Session) -> None:
    a_district(session, status=ItemStatus.CANCELLED, completed_at=at("2021-10-08"))
    assert overdue(session, "2021-10-07") == 0


def test_a_standing_duty_is_never_overdue(session: Session) -> None:
    a_district(session, overdue_from=None)
    assert overdue(session, "2029-12-31") == 0


def test_overdue_items_of_some_agencies_come_in_order_of_their_deadline(session: Session) -> None:
    district = a_district(session)
    other = agency(session, "UBND xã Ia Nan", parent=district.district)
    earlier = item(session, duty(session, district.plan, other), other, act_by_at=at("2021-10-01"))
    found = items.overdue(session, [district.commune.id, other.id], as_of=at("2021-10-07"))
    assert [one.occurrence.id for one in found] == [earlier.id, district.item.id]
    assert [one.agency.name for one in items.overdue(session, [other.id], as_of=at("2021-10-07"))] == ["UBND xã Ia Nan"]


def test_items_to_be_done_are_found_from_an_instant_up_to_another(session: Session) -> None:
    district = a_district(session, act_by_at=NOW)
    agencies = [district.commune.id]

    def found(since: float, until: float) -> int:
        return len(items.due_between(session, agencies, since=NOW + since * HOUR, until=NOW + until * HOUR))

    assert [found(0, 1), found(-1, 0), found(-1, 1), found(1, 2)] == [1, 0, 1, 0]


def test_an_item_is_awake_at_its_time_and_the_longest_waiting_of_an_agency_come_first(session: Session) -> None:
    _, [first, second, third, asleep] = several_items(session, 4)
    first.wake_at, second.wake_at, third.wake_at, asleep.wake_at = NOW, NOW - HOUR, NOW + HOUR, None
    for row in session.exec(select(Occurrence).where(Occurrence.id == 1)).all():
        row.wake_at = None
    session.flush()
    assert [row.id for row in items.awake(session, now=NOW, limit=10)] == [second.id, first.id]
    assert [row.id for row in items.awake(session, now=NOW, limit=1)] == [second.id]
    assert items.next_wake_at(session) == NOW - HOUR


def test_alerts_are_counted_once_for_all_chats_and_only_when_they_went_out(session: Session) -> None:
    district = a_district(session)
    sent = {"status": NoticeStatus.SENT, "sent_at": NOW}
    for to in (district.officer, district.coordinator):
        notice(session, to, district.item, stage="overdue:1", due_at=NOW - DAY, **sent)
    notice(session, district.officer, district.item, stage="overdue:2", due_at=NOW, **sent)
    notice(session, district.officer, district.item, stage="overdue:3")
    notice(session, district.officer, district.item, stage="same-day", **sent)
    key = district.item.id
    assert items.alerts_sent(session, [key]) == {key: [NOW - DAY, NOW]}
    assert items.alerts_sent(session, []) == {}
    assert said(session, [key], before=NOW)[key].alerts == 1
    assert said(session, [key], before=NOW + HOUR)[key].alerts == 2


def test_an_agency_is_reminded_in_its_officers_chats_else_in_its_heads_and_coordinators(session: Session) -> None:
    commune = agency(session, "UBND xã Ia Dom")
    head = chat_of(session, commune, Role.HEAD)
    chat_of(session, commune, Role.LEADER)
    assert [row.id for row in people.recipients(session, commune.id, on=TODAY)] == [head.id]
    officers = [chat_of(session, commune) for _ in range(2)]
    assert [row.id for row in people.recipients(session, commune.id, on=TODAY)] == [row.id for row in officers]
    for row in officers:
        row.status = BindingStatus.GONE
    session.flush()
    assert [row.id for row in people.recipients(session, commune.id, on=TODAY)] == [head.id]


def test_a_coordinator_is_told_of_the_own_subtree_only(session: Session) -> None:
    district = a_district(session)
    elsewhere = agency(session, "UBND huyện Chư Prông")
    chat_of(session, elsewhere, Role.COORDINATOR)
    chat_of(session, district.desk, Role.OFFICER)
    above = {district.commune.id, district.district.id}
    assert [row.id for row in people.coordinator_chats(session, above, on=TODAY)] == [district.coordinator.id]


def test_an_unlinked_chat_of_an_officer_is_not_used(session: Session) -> None:
    district = a_district(session)
    stranger = chat(session, officer(session, district.commune))
    stranger.status = BindingStatus.STRANGER
    session.flush()
    assert [row.id for row in people.recipients(session, district.commune.id, on=TODAY)] == [district.officer.id]


QUESTIONS: dict[str, tuple[Callable[[Session], object], list[str]]] = {
    "claim": (
        lambda session: claims.claim(session, now=NOW, claim="a", channel="telegram", chats=30),
        ["ix_notification_status_send_at"],
    ),
    "awake": (lambda session: items.awake(session, now=NOW, limit=500), ["ix_occurrence_wake_at"]),
    "overdue of all": (
        lambda session: items.overdue(session, None, as_of=NOW),
        ["ix_occurrence_status_overdue_from", "ix_occurrence_completed_at"],
    ),
    "overdue of one": (
        lambda session: items.overdue(session, [1], as_of=NOW),
        ["ix_occurrence_agency_id_status_overdue_from", "ix_occurrence_completed_at"],
    ),
    "due soon": (
        lambda session: items.due_between(session, None, since=NOW, until=NOW + DAY),
        ["ix_occurrence_status_act_by_at"],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_by_an_index(either_engine: Engine, question: str) -> None:
    ask, indexes = QUESTIONS[question]
    plan = explain(either_engine, ask)
    assert [index for index in indexes if index not in plan] == []
    assert [line for line in plan.splitlines() if line.startswith(("SCAN occurrence", "SCAN notification"))] == []


def explain(engine: Engine, ask: Callable[[Session], object]) -> str:
    """Return the plan of the first statement of a question; PostgreSQL would rather read an empty table as it is."""
    statement, parameters = statements(engine, ask)[0]
    with writing(engine) as session:
        is_sqlite = engine.dialect.name == "sqlite"
        if not is_sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))
        cursor = session.connection().connection.cursor()
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{statement}", parameters)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
