"""What one person is in several agencies, in one chat: who is surely one, how a role comes and goes."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from db import audit, claims
from db.audit import By
from db.queries import bindings, people
from db.statuses import BindingStatus, NoticeStatus, Role
from db.tables import Agency, ChatBinding, ChatRole, LinkCode, Notification, Officer
from reminders.delivery.choosing import choose
from reminders.delivery.claimed import read_claimed
from reminders.delivery.digests import owe_digests
from reminders.people.chats import unlink_chat
from reminders.people.linking import NotLinked, issue_code, issue_to_each, link, redeem, still_good
from reminders.people.moving import remove_officer
from reminders.people.sameness import by_person, is_surely_one, others_of_each
from tests.rows import CALENDAR, CLI, NOW, a_district, agency, at, chat, duty, item, notice, officer, plan

PHONE = "0905123456"


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (("Rơ Mah H'Bơ", PHONE), ("Rơ Mah H'Bơ", PHONE), True),
        (("Rơ Mah H'Bơ", PHONE), ("RƠ MAH H'BƠ", PHONE), True),
        (("Rơ Mah H'Bơ", PHONE), ("Kpă Tuấn", PHONE), False),  # the phone of an office
        (("Rơ Mah H'Bơ", PHONE), ("Rơ Mah H'Bơ", None), False),
        (("Rơ Mah H'Bơ", None), ("Rơ Mah H'Bơ", None), False),
        (("Rơ Mah H'Bơ", PHONE), ("Rơ Mah H'Bơ", "0905654321"), False),
    ],
)
def test_only_phone_and_name_together_make_two_officers_surely_one(
    one: tuple[str, str | None], other: tuple[str, str | None], is_one: bool
) -> None:
    first, second = (
        Officer(id=at, agency_id=at, name=name, phone=phone) for at, (name, phone) in enumerate((one, other))
    )
    assert is_surely_one(first, second) is is_one
    assert len(by_person([first, second])) == 2 - is_one
    assert others_of_each([first, second], []) == ({0: [1], 1: [0]} if is_one else {})
    assert others_of_each([first, second], [[0, 1]]) == {0: [1], 1: [0]}


@pytest.fixture
def both(session: Session) -> list[Officer]:
    """One person in two agencies."""
    return [officer(session, agency(session, name)) for name in ("UBND xã Ia Dom", "UBND xã Ia Pnôn")]


def roles(session: Session, of: ChatBinding) -> list[int]:
    return [one.id for one in bindings.roles(session, [of.id])[of.id]]


def linked_to_both(session: Session, both: list[Officer]) -> ChatBinding:
    """Return a chat that is linked to each by one code."""
    found = chat(session, None)
    [code] = issue_to_each(session, [both], CLI, valid_for=timedelta(days=7))
    assert redeem(session, found, code, now=NOW, inbound_id=None) == both[0]
    return found


def test_one_code_for_a_person_links_all_they_are_once(session: Session, both: list[Officer]) -> None:
    found = linked_to_both(session, both)
    assert roles(session, found) == [one.id for one in both]
    assert [one.preferred_channel for one in both] == ["telegram", "telegram"]
    linked = [entry.actor for entry in audit.trail(session, "chat_binding", found.id) if entry.action == "chat_linked"]
    assert linked == [f"officer:{one.id}" for one in both]
    assert {row.used_at for row in session.exec(select(LinkCode)).all()} == {NOW}
    assert [list(people.chats_of(session, one.id)) for one in both] == [[found], [found]]


def test_a_group_is_linked_to_the_first_of_them_alone(session: Session, both: list[Officer]) -> None:
    group = chat(session, None)
    group.is_group = True
    [code] = issue_to_each(session, [both], CLI, valid_for=timedelta(days=7))
    redeem(session, group, code, now=NOW, inbound_id=None)
    assert roles(session, group) == [both[0].id]


def test_a_code_of_somebody_who_left_one_office_links_the_other(session: Session, both: list[Officer]) -> None:
    [code] = issue_to_each(session, [both], CLI, valid_for=timedelta(days=7))
    remove_officer(session, both[0], CLI)
    found = chat(session, None)
    assert redeem(session, found, code, now=NOW, inbound_id=None) == both[1]
    assert roles(session, found) == [both[1].id]


def test_a_code_that_was_asked_about_is_good_until_it_ends_or_is_used(session: Session, both: list[Officer]) -> None:
    issue_code(session, both[1], CLI)
    [row] = session.exec(select(LinkCode)).all()
    assert still_good(session, row.id, now=NOW + timedelta(minutes=14)) == [row]
    assert still_good(session, row.id, now=NOW + timedelta(minutes=15)) == []
    found = chat(session, both[0])
    link(session, found, [row], now=NOW, inbound_id=None)
    assert still_good(session, row.id, now=NOW) == []
    assert roles(session, found) == [one.id for one in both]
    issue_code(session, both[1], CLI)
    link(session, found, session.exec(select(LinkCode)).all(), now=NOW, inbound_id=None)
    assert len(session.exec(select(ChatRole)).all()) == 1


@pytest.mark.parametrize("ends", [0, 1])
def test_a_role_that_ends_takes_only_its_own_notices_along(session: Session, both: list[Officer], ends: int) -> None:
    found = linked_to_both(session, both)
    document = plan(session, agency(session, "UBND huyện Đức Cơ"))
    rows = []
    for one in both:
        home = session.get_one(Agency, one.agency_id)
        rows.append(notice(session, found, item(session, duty(session, document, home), home)))
    unlink_chat(session, found, both[ends], CLI)
    session.expire_all()
    stays = 1 - ends
    assert roles(session, found) == [both[stays].id]
    assert (found.officer_id, found.status, found.linked_at) == (both[stays].id, BindingStatus.LINKED, NOW)
    assert [rows[ends].status, rows[stays].status] == [NoticeStatus.CANCELLED, NoticeStatus.PENDING]
    assert session.exec(select(ChatRole)).all() == []
    unlink_chat(session, found, both[stays], CLI)
    assert (found.officer_id, found.status, found.linked_at) == (None, BindingStatus.STRANGER, None)


def test_a_person_of_two_agencies_is_told_of_each_on_the_channel_they_prefer_for_it(
    session: Session, both: list[Officer]
) -> None:
    telegram, zalo = linked_to_both(session, both), chat(session, both[1], channel="zalo")
    both[1].preferred_channel = "zalo"
    session.flush()
    on = NOW.date()
    assert people.recipients(session, both[0].agency_id, on=on) == [telegram]
    assert people.recipients(session, both[1].agency_id, on=on) == [zalo]
    known = bindings.roles(session, [telegram.id, zalo.id])
    assert people.others_of(session, [telegram, zalo], known) == {telegram.id: [zalo], zalo.id: [telegram]}
    told = people.told_through(session, [telegram, zalo], known, on=on)
    assert told == {telegram.id: both, zalo.id: [both[1]]}


def test_who_is_a_coordinator_here_and_a_leader_there_is_owed_both_digests(session: Session) -> None:
    district = a_district(session)
    leader = officer(session, district.district, Role.LEADER)
    issue_code(session, leader, CLI)
    row = session.exec(select(LinkCode)).one()
    district.coordinator.linked_at = at("2021-09-27", "07:00")
    link(session, district.coordinator, [row], now=at("2021-10-01", "10:00"), inbound_id=None)
    now = at("2021-10-04", "07:00")
    owe_digests(session, now=now, calendar=CALENDAR)
    assert {row.stage for row in session.exec(select(Notification)).all()} == {"digest:2021-10-04", "digest:2021-W40"}
    claimed = claims.claim(session, now=now, claim="hand", channel="telegram", chats=9)
    choice = choose(claimed, read_claimed(session, claimed, now=now), now=now, calendar=CALENDAR)
    assert len(choice.told) == 1
    assert [fate.reason for fate in choice.fates.values()] == [None]  # the other one a second later


def test_a_guess_in_a_linked_chat_counts_like_a_strangers(session: Session, both: list[Officer]) -> None:
    found = chat(session, both[0])
    for number in range(5):
        redeem(session, found, f"WRONG{number}23", now=NOW, inbound_id=None)
    code = issue_code(session, both[1], By(actor="cli", now=NOW))
    assert redeem(session, found, code, now=NOW, inbound_id=None) == NotLinked("too many", 15)
