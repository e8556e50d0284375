"""Who is responsible for a duty is reminded first, all are when it escalates, and somebody always is who can be."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from sqlmodel import Session, col, select

from db import claims
from db.queries import people
from db.statuses import BindingStatus, NoticeKind, NoticeStatus, Role
from db.tables import ChatBinding, Notification, Officer, Responsible
from reminders.delivery.enqueue import enqueue
from reminders.delivery.fallback import fall_back
from reminders.delivery.parcels import pack
from tests.rows import CALENDAR, NOW, District, a_district, agency, at, chat, chat_of, duty, notice, officer

TODAY = date(2021, 10, 4)
DUE_TODAY, LATE, LONG_LATE = at("2021-10-05", "07:00"), at("2021-10-06", "07:00"), at("2021-10-11", "07:00")


def person(session: Session, district: District, channel: str = "telegram") -> tuple[Officer, ChatBinding]:
    found = officer(session, district.commune)
    return found, chat(session, found, channel=channel)


def entrust(session: Session, district: District, to: Officer) -> None:
    row = Responsible(obligation_id=district.duty.id, agency_id=district.commune.id, officer_id=to.id, named_at=NOW)
    session.add(row)
    session.flush()


def stands_in(session: Session, deputy: Officer, absent: Officer, since: date = TODAY, days: int = 30) -> None:
    absent.deputy_id, absent.deputy_from, absent.deputy_until = deputy.id, since, since + timedelta(days=days)
    session.flush()


def told(session: Session, district: District, now: datetime = NOW) -> set[int]:
    """Enqueue what is owed; return the chats of whom is told of it now, the coordinator not counted."""
    enqueue(session, now=now, calendar=CALENDAR)
    rows = session.exec(select(Notification).where(col(Notification.created_at) == now)).all()
    return {row.binding_id for row in rows if row.binding_id != district.coordinator.id}


def chased(session: Session, district: District, times: int) -> None:
    for number in range(1, times + 1):
        day = at("2021-10-05") + timedelta(days=number)
        sent = {"due_at": day, "sent_at": day, "status": NoticeStatus.SENT}
        notice(session, district.officer, district.item, stage=f"overdue:{number}", **sent)


@pytest.mark.parametrize("now", [NOW, DUE_TODAY, LATE])
def test_only_who_is_responsible_is_told_before_it_escalates(session: Session, now: datetime) -> None:
    district = a_district(session)
    hoa, theirs = person(session, district)
    entrust(session, district, hoa)
    assert told(session, district, now) == {theirs.id}


def test_of_another_duty_and_of_the_same_one_of_another_agency_all_are_told(session: Session) -> None:
    district = a_district(session)
    hoa, theirs = person(session, district)
    session.add(
        Responsible(
            obligation_id=duty(session, district.plan, district.commune).id,
            agency_id=district.commune.id,
            officer_id=hoa.id,
            named_at=NOW,
        )
    )
    session.add(
        Responsible(obligation_id=district.duty.id, agency_id=district.desk.id, officer_id=hoa.id, named_at=NOW)
    )
    session.flush()
    assert told(session, district) == {district.officer.id, theirs.id}


def test_from_the_alert_that_escalates_on_all_are_told_with_the_head_and_the_coordinator(session: Session) -> None:
    district = a_district(session)
    hoa, theirs = person(session, district)
    head = chat_of(session, district.commune, Role.HEAD)
    entrust(session, district, hoa)
    chased(session, district, 2)
    assert told(session, district, LONG_LATE) == {district.officer.id, theirs.id, head.id}
    escalated = select(Notification).where(Notification.kind == NoticeKind.ESCALATED)
    assert [row.binding_id for row in session.exec(escalated).all()] == [district.coordinator.id]


def test_a_head_who_is_responsible_is_told_first_although_officers_can_be(session: Session) -> None:
    district = a_district(session)
    head = chat_of(session, district.commune, Role.HEAD)
    entrust(session, district, session.get_one(Officer, head.officer_id))
    assert told(session, district) == {head.id}


STATES = ("there", "gone", "unlinked", "left", "moved", "looks only", "away", "away with nobody")
CAN_BE_TOLD = {"there", "away", "away with nobody"}


def becomes(session: Session, state: str, who: Officer, theirs: ChatBinding) -> ChatBinding | None:
    """Have something become of who is responsible; return the chat in which they are told first then."""
    nan = agency(session, "UBND xã Ia Nan")
    deputy = chat_of(session, nan) if state == "away" else None
    match state:
        case "gone":
            theirs.status = BindingStatus.GONE
        case "unlinked":
            theirs.officer_id, theirs.status = None, BindingStatus.STRANGER
        case "left":
            who.left_at = NOW
        case "moved":
            who.agency_id = nan.id
        case "looks only":
            who.role = Role.LEADER
        case "away":
            stands_in(session, session.get_one(Officer, deputy.officer_id if deputy else None), who)
        case "away with nobody":
            stands_in(session, officer(session, nan), who)
    session.flush()
    return theirs if state == "there" else deputy


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("now", [NOW, DUE_TODAY, LATE])
def test_who_cannot_be_told_is_not_told_alone(session: Session, state: str, now: datetime) -> None:
    district = a_district(session)
    hoa, theirs = person(session, district)
    entrust(session, district, hoa)
    first = becomes(session, state, hoa, theirs)
    found = told(session, district, now)
    assert found == {first.id} if first else district.officer.id in found


def test_whatever_became_of_two_people_somebody_is_told_as_long_as_anybody_can_be(session: Session) -> None:
    for mine, others, now in product(STATES, ("there", "gone", "left", "away"), (NOW, LONG_LATE)):
        district = a_district(session)
        colleague = session.get_one(Officer, district.officer.officer_id)
        hoa, theirs = person(session, district)
        entrust(session, district, hoa)
        becomes(session, mine, hoa, theirs)
        becomes(session, others, colleague, district.officer)
        chased(session, district, 2 if now is LONG_LATE else 0)
        can_be = CAN_BE_TOLD & {mine, others}
        found = told(session, district, now)
        assert bool(found) is bool(can_be), (mine, others, now)
        session.rollback()


def test_who_moved_is_told_of_the_new_agency_only_when_both_are_asked_about(session: Session) -> None:
    district = a_district(session)
    hoa, _ = person(session, district)
    entrust(session, district, hoa)
    hoa.agency_id = district.desk.id
    session.flush()
    known = people.reminded(session, [district.commune.id, district.desk.id], on=TODAY)
    assert known.first(district.duty.id, district.commune.id) == [district.officer]


def test_colleagues_are_told_when_the_only_channel_of_who_is_responsible_is_down(session: Session) -> None:
    district = a_district(session)
    hoa, theirs = person(session, district, "zalo")
    entrust(session, district, hoa)
    assert told(session, district) == {theirs.id}
    fall_back(session, {"zalo": NOW}, now=NOW + timedelta(minutes=14))
    assert len(session.exec(select(Notification)).all()) == 1
    fall_back(session, {"zalo": NOW}, now=NOW + timedelta(minutes=15))
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    assert [(row.stage, row.binding_id) for row in rows] == [("before:1", theirs.id), ("before:1", district.officer.id)]


def test_where_nobody_is_responsible_a_channel_that_is_down_tells_no_colleague_anew(session: Session) -> None:
    district = a_district(session)
    notice(session, chat(session, officer(session, district.commune), channel="zalo"), district.item)
    fall_back(session, {"zalo": NOW - timedelta(hours=1)}, now=NOW)
    assert len(session.exec(select(Notification)).all()) == 1


def test_who_is_back_before_their_deputy_is_told_gets_the_notice_too(session: Session) -> None:
    district = a_district(session)
    hoa, theirs = person(session, district)
    entrust(session, district, hoa)
    stands_in(session, session.get_one(Officer, district.officer.officer_id), hoa, days=1)
    evening = at("2021-10-04", "20:00")
    assert told(session, district, evening) == {district.officer.id}
    morning = at("2021-10-05", "07:00")
    district.item.wake_at = None
    rows = claims.claim(session, now=morning, claim="hand", channel="telegram", chats=9)
    assert [one.binding_id for one in pack(session, rows, claim="hand", now=morning, calendar=CALENDAR)]
    assert district.item.wake_at == morning
    assert told(session, district, morning) == {theirs.id}
