"""One person of an agency is responsible for a duty of it: named, ended, and what follows when they are gone."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.engine import writing
from db.queries import responsible
from db.statuses import ItemStatus, Role
from db.tables import ChatBinding, Notification, Obligation, Officer, Responsible
from reminders.agencies.loading import load_agencies
from reminders.people.chats import close_chat, unlink_chat
from reminders.people.moving import give_role, move_officer, remove_officer
from reminders.people.responsible import end_responsible, name_responsible
from reminders.people.succession import succeed
from reminders.plans.register.removing import Removed, remove_plan
from tests.rows import CALENDAR, CLI, NOW, District, a_district, chat, chat_of, duty, item, officer


@pytest.fixture
def district(session: Session) -> District:
    made = a_district(session, wake_at=None)
    session.get_one(Officer, made.officer.officer_id).name = "Nguyễn Thị Hoa"
    session.flush()
    return made


def hoa(session: Session, district: District) -> Officer:
    return session.get_one(Officer, district.officer.officer_id)


def named(session: Session, district: District) -> Officer | None:
    found = responsible.of_duty(session, district.duty.id, district.commune.id)
    return found[1] if found else None


def texts(session: Session, to: ChatBinding) -> list[str]:
    rows = select(Notification).where(Notification.binding_id == to.id).order_by(col(Notification.id))
    return [row.text or "" for row in session.exec(rows).all()]


def test_who_is_named_is_told_and_the_item_is_looked_at_anew(session: Session, district: District) -> None:
    assert name_responsible(session, district.duty, hoa(session, district), CLI)
    assert named(session, district) == hoa(session, district)
    [text] = texts(session, district.officer)
    assert text.startswith("Anh/chị được giao phụ trách việc của UBND xã Ia Dom: Gửi kế hoạch khắc phục")
    assert district.item.wake_at == NOW
    [entry] = audit.trail(session, "obligation", district.duty.id)
    details = {"agency": district.commune.id, "officer": district.officer.officer_id}
    assert (entry.action, entry.actor, entry.details) == ("responsible_named", "cli", details)


def test_who_is_named_again_is_told_nothing(session: Session, district: District) -> None:
    assert name_responsible(session, district.duty, hoa(session, district), CLI)
    assert not name_responsible(session, district.duty, hoa(session, district), CLI)
    assert len(texts(session, district.officer)) == 1


def test_who_takes_it_over_is_told_and_so_is_who_had_it_but_not_of_their_own_doing(
    session: Session, district: District
) -> None:
    first, second = hoa(session, district), officer(session, district.commune)
    theirs = chat(session, second)
    name_responsible(session, district.duty, first, By(actor=f"officer:{first.id}", now=NOW))
    assert texts(session, district.officer) == []
    name_responsible(session, district.duty, second, By(actor=f"officer:{first.id}", now=NOW))
    assert (texts(session, district.officer), len(texts(session, theirs))) == ([], 1)
    name_responsible(session, district.duty, first, CLI)
    assert "từ nay gửi Nguyễn Thị Hoa trước" in texts(session, theirs)[-1]
    assert len(session.exec(select(Responsible)).all()) == 1


def test_whoever_was_responsible_is_told_that_they_are_no_more(session: Session, district: District) -> None:
    assert end_responsible(session, district.duty, district.commune.id, CLI) is None
    name_responsible(session, district.duty, hoa(session, district), CLI)
    district.item.wake_at = None
    assert end_responsible(session, district.duty, district.commune.id, CLI) == hoa(session, district)
    assert named(session, district) is None
    assert "từ nay gửi mọi cán bộ của cơ quan" in texts(session, district.officer)[-1]
    assert district.item.wake_at == NOW
    assert [one.action for one in audit.trail(session, "obligation", district.duty.id)] == [
        "responsible_named",
        "responsible_ended",
    ]


@pytest.mark.parametrize("has_head", [True, False])
@pytest.mark.parametrize("way", ["left", "moved", "looks only"])
def test_when_they_leave_it_is_everybodys_and_the_head_else_the_coordinator_is_told(
    session: Session, district: District, way: str, has_head: bool
) -> None:
    who, colleague = hoa(session, district), chat_of(session, district.commune)
    head = chat_of(session, district.commune, Role.HEAD) if has_head else None
    name_responsible(session, district.duty, who, CLI)
    district.item.wake_at = None
    match way:
        case "left":
            remove_officer(session, who, CLI)
        case "moved":
            move_officer(session, who, load_agencies(session)[district.desk.id], CLI, role=Role.OFFICER, scope=None)
        case "looks only":
            give_role(session, who, Role.LEADER, CLI)
    assert named(session, district) is None
    assert district.item.wake_at == NOW
    said = [one for one in texts(session, head or district.coordinator) if "không còn người phụ trách riêng" in one]
    assert said == [texts(session, head or district.coordinator)[0]]
    assert said[0].startswith("Nguyễn Thị Hoa thôi làm cán bộ của UBND xã Ia Dom, nên 1 nhiệm vụ")
    assert texts(session, colleague) == []
    assert not head or texts(session, district.coordinator) == []


def test_who_becomes_the_head_stays_responsible(session: Session, district: District) -> None:
    name_responsible(session, district.duty, hoa(session, district), CLI)
    give_role(session, hoa(session, district), Role.HEAD, CLI)
    assert named(session, district) == hoa(session, district)


@pytest.mark.parametrize("is_blocked", [True, False])
def test_what_they_were_told_without_a_chat_left_the_others_are_told_at_once(
    session: Session, district: District, is_blocked: bool
) -> None:
    who = hoa(session, district)
    name_responsible(session, district.duty, who, CLI)
    other_chat = chat(session, who, channel="zalo")

    def loses(one: ChatBinding) -> None:
        if is_blocked:
            close_chat(session, one, [], reason="blocked", now=NOW)
        else:
            unlink_chat(session, one, who, CLI)

    district.item.wake_at = None
    loses(district.officer)
    assert district.item.wake_at is None
    loses(other_chat)
    assert district.item.wake_at == NOW
    assert named(session, district) == who


def test_what_is_not_owed_is_not_looked_at(session: Session, district: District) -> None:
    district.item.status = ItemStatus.SUBMITTED
    foreign = item(session, district.duty, district.desk, wake_at=None)
    name_responsible(session, district.duty, hoa(session, district), CLI)
    assert (district.item.wake_at, foreign.wake_at) == (None, None)


def test_they_stay_responsible_in_the_successor_of_their_agency_unless_somebody_is_there(
    session: Session, district: District
) -> None:
    who, other = hoa(session, district), duty(session, district.plan, district.commune)
    there = officer(session, district.desk)
    for each in (district.duty, other):
        name_responsible(session, each, who, CLI)
    name_responsible(session, other, there, CLI)
    district.commune.valid_until, district.commune.successor_id = NOW.date(), district.desk.id
    session.flush()
    succeed(session, now=NOW + timedelta(days=1), calendar=CALENDAR)
    rows = session.exec(select(Responsible).order_by(col(Responsible.obligation_id))).all()
    assert [(row.obligation_id, row.agency_id, row.officer_id) for row in rows] == [
        (district.duty.id, district.desk.id, who.id),
        (other.id, district.desk.id, there.id),
    ]


def test_a_plan_that_is_removed_takes_it_along(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        district = a_district(session)
        name_responsible(session, district.duty, hoa(session, district), CLI)
        assert isinstance(remove_plan(session, district.plan, CLI), Removed)
        assert session.exec(select(Obligation)).all() == []
        assert session.exec(select(Responsible)).all() == []
