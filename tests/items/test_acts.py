"""What a person does to an item: who may, what it changes, and what is recorded."""

from datetime import datetime, timedelta
from itertools import product
from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.engine import reading, writing
from db.queries import items
from db.statuses import Action, Decision, ItemStatus, NoticeStatus, Role
from db.tables import Acknowledgement, ChatBinding, Completion, Officer
from reminders.agencies.loading import load_agencies
from reminders.items.acts import act, may
from tests.rows import CALENDAR, NOW, District, a_district, agency, at, chat_of, notice, officer

HOUR = timedelta(hours=1)
AGENCYS = {Action.ACKNOWLEDGE, Action.COMPLETE, Action.REJECT}
COORDINATORS = {Action.ACCEPT, Action.RETURN, Action.CANCEL}


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def who(session: Session, chat: ChatBinding) -> Officer:
    return session.get_one(Officer, chat.officer_id)


def do(session: Session, district: District, action: Action, *, now: datetime = NOW, reason: str = "") -> bool:
    """Act as whoever the action belongs to."""
    chat = district.officer if action in AGENCYS else district.coordinator
    return act(
        session,
        who(session, chat),
        action,
        district.item,
        By(actor=f"officer:{chat.officer_id}", now=now),
        calendar=CALENDAR,
        reason=reason,
    )


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_the_agency_answers_and_the_coordinator_decides(
    session: Session, district: District, role: Role, action: Action
) -> None:
    of_agency = officer(session, district.commune, role)
    of_desk = officer(session, district.desk, role, scope=district.district)
    assert may(load_agencies(session), of_agency, action, district.item) is (
        action in AGENCYS or (action in COORDINATORS and role is Role.COORDINATOR)
    )
    assert may(load_agencies(session), of_desk, action, district.item) is (
        action in COORDINATORS and role is Role.COORDINATOR
    )


def test_a_coordinator_decides_in_the_own_subtree_only(session: Session, district: District) -> None:
    elsewhere = agency(session, "UBND huyện Chư Prông")
    foreign = officer(session, elsewhere, Role.COORDINATOR)
    assert not any(may(load_agencies(session), foreign, action, district.item) for action in Action)


def test_a_completion_is_recorded_with_its_time_and_its_author(session: Session, district: District) -> None:
    assert do(session, district, Action.COMPLETE)
    assert (district.item.status, district.item.completed_at, district.item.wake_at) == (
        ItemStatus.SUBMITTED,
        NOW,
        None,
    )
    completion = session.exec(select(Completion)).one()
    assert (completion.officer_id, completion.completed_at) == (district.officer.officer_id, NOW)
    [entry] = audit.trail(session, "occurrence", district.item.id)
    assert (entry.actor, entry.action, entry.details) == (
        f"officer:{district.officer.officer_id}",
        "complete",
        {"before": "open", "after": "submitted", "reason": None},
    )


def test_what_waits_about_a_completed_item_is_cancelled(session: Session, district: District) -> None:
    row = notice(session, district.officer, district.item)
    do(session, district, Action.COMPLETE)
    session.refresh(row)
    assert (row.status, row.reason) == (NoticeStatus.CANCELLED, "the item was reported done")


def test_a_seen_item_sleeps_until_its_next_stage(session: Session, district: District) -> None:
    do(session, district, Action.ACKNOWLEDGE)
    assert (district.item.status, district.item.wake_at) == (ItemStatus.ACKNOWLEDGED, at("2021-10-05", "07:00"))
    assert session.exec(select(Acknowledgement.acknowledged_at)).one() == NOW


def test_an_accepted_item_keeps_the_time_of_its_completion(session: Session, district: District) -> None:
    do(session, district, Action.COMPLETE)
    assert do(session, district, Action.ACCEPT, now=NOW + 50 * HOUR)
    assert (district.item.status, district.item.completed_at) == (ItemStatus.ACCEPTED, NOW)
    completion = session.exec(select(Completion)).one()
    assert (completion.decision, completion.decided_by_id, completion.decided_at, completion.reason) == (
        Decision.ACCEPTED,
        district.coordinator.officer_id,
        NOW + 50 * HOUR,
        None,
    )


def test_a_returned_item_is_owed_again_and_chased_from_its_next_stage_on(session: Session, district: District) -> None:
    do(session, district, Action.COMPLETE)
    assert do(session, district, Action.RETURN, now=at("2021-10-06", "09:00"), reason="thiếu phụ lục")
    assert (district.item.status, district.item.completed_at, district.item.wake_at) == (
        ItemStatus.RETURNED,
        None,
        at("2021-10-07", "07:00"),
    )
    completion = session.exec(select(Completion)).one()
    assert (completion.decision, completion.reason, completion.completed_at) == (
        Decision.RETURNED,
        "thiếu phụ lục",
        NOW,
    )


def test_done_again_after_a_return_is_a_completion_of_its_own(session: Session, district: District) -> None:
    for step, action in enumerate((Action.COMPLETE, Action.RETURN, Action.COMPLETE, Action.ACCEPT)):
        do(session, district, action, now=NOW + step * HOUR)
    found = session.exec(select(Completion).order_by(col(Completion.id))).all()
    assert [(row.completed_at, row.decision) for row in found] == [
        (NOW, Decision.RETURNED),
        (NOW + 2 * HOUR, Decision.ACCEPTED),
    ]
    assert district.item.completed_at == NOW + 2 * HOUR


def test_what_changes_nothing_records_nothing(session: Session, district: District) -> None:
    do(session, district, Action.COMPLETE)
    assert not do(session, district, Action.COMPLETE, now=NOW + HOUR)
    assert not do(session, district, Action.ACKNOWLEDGE, now=NOW + HOUR)
    assert district.item.completed_at == NOW
    assert len(audit.trail(session, "occurrence", district.item.id)) == 1
    assert len(session.exec(select(Completion)).all()) == 1


def test_two_officers_who_report_at_one_instant_make_one_completion(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        district = a_district(session)
        people = [chat_of(session, district.commune).officer_id for _ in range(4)]

    def work(officer_id: int | None) -> None:
        with writing(either_engine) as session:
            person = session.get_one(Officer, officer_id)
            row = items.by_ids(session, [district.item.id])[district.item.id].occurrence
            act(session, person, Action.COMPLETE, row, By(actor=f"officer:{officer_id}", now=NOW), calendar=CALENDAR)

    hands = [Thread(target=work, args=[one]) for one in people]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with reading(either_engine) as session:
        assert len(session.exec(select(Completion)).all()) == 1
