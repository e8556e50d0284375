"""One-time codes: used once, in time, by whoever got them; guessing is slow."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.engine import reading, writing
from db.statuses import BindingStatus
from db.tables import ChatBinding, LinkCode, Officer
from reminders.people.linking import ALPHABET, CODE_LENGTH, NotLinked, issue_code, issue_each, redeem
from tests.rows import CLI, NOW, a_district, agency, at, chat, officer

QUARTER = timedelta(minutes=15)
TICK = timedelta(microseconds=1)


@pytest.fixture
def person(session: Session) -> Officer:
    return officer(session, agency(session, "UBND xã Ia Dom"))


@pytest.fixture
def stranger(session: Session) -> ChatBinding:
    return chat(session, None)


def test_a_code_binds_the_chat_it_is_sent_from_to_its_officer(
    session: Session, person: Officer, stranger: ChatBinding
) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW))
    assert redeem(session, stranger, code, now=NOW, inbound_id=None) == person
    assert (stranger.officer_id, stranger.status, stranger.linked_at) == (person.id, BindingStatus.LINKED, NOW)
    [entry] = audit.trail(session, "chat_binding", stranger.id)
    assert (entry.action, entry.actor) == ("chat_linked", f"officer:{person.id}")


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}{1}. "])
def test_signs_between_the_letters_of_a_code_say_nothing(
    session: Session, person: Officer, stranger: ChatBinding, typed: str
) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW)).lower()
    assert redeem(session, stranger, typed.format(code[:4], code[4:]), now=NOW, inbound_id=None) == person


def test_only_a_hash_of_the_code_is_kept(session: Session, person: Officer) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW))
    row = session.exec(select(LinkCode)).one()
    assert code not in str(row.model_dump())
    assert [entry.details for entry in audit.trail(session, "officer", person.id)] == [{}]


def test_codes_are_read_aloud_and_never_the_same(session: Session, person: Officer) -> None:
    codes = {issue_code(session, person, By(actor="cli", now=NOW)) for _ in range(50)}
    assert len(codes) == 50
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set("".join(codes)) <= set(ALPHABET)
    assert set(ALPHABET) & set("IO01") == set()


def test_a_code_may_be_typed_in_small_letters(session: Session, person: Officer, stranger: ChatBinding) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW))
    assert redeem(session, stranger, f" {code.lower()} ", now=NOW, inbound_id=None) == person


def test_a_code_is_used_once(session: Session, person: Officer, stranger: ChatBinding) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW))
    redeem(session, stranger, code, now=NOW, inbound_id=None)
    second = chat(session, None)
    assert redeem(session, second, code, now=NOW, inbound_id=None) == NotLinked("wrong")
    assert (second.officer_id, second.status) == (None, BindingStatus.STRANGER)


def test_a_code_ends_at_the_last_instant_of_its_quarter_hour(
    session: Session, person: Officer, stranger: ChatBinding
) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW))
    assert redeem(session, stranger, code, now=NOW + QUARTER, inbound_id=None) == NotLinked("wrong")
    assert redeem(session, stranger, code, now=NOW + QUARTER - TICK, inbound_id=None) == person


def test_codes_of_a_sheet_end_after_exactly_the_days_they_were_given_for(session: Session, person: Officer) -> None:
    given = By(actor="cli", now=at("2021-10-04", "09:00"))
    [code] = issue_each(session, [person], given, valid_for=timedelta(days=7))
    end = at("2021-10-11", "09:00")
    assert redeem(session, chat(session, None), code, now=end, inbound_id=None) == NotLinked("wrong")
    assert redeem(session, chat(session, None), code, now=end - TICK, inbound_id=None) == person


def test_a_new_code_ends_the_earlier_one_of_its_officer_and_nobody_elses(session: Session, person: Officer) -> None:
    other = officer(session, agency(session, "UBND xã Ia Nan"))
    week = timedelta(days=7)
    first, others = issue_each(session, [person, other], By(actor="cli", now=NOW), valid_for=week)
    second, _ = issue_each(session, [person, officer(session, agency(session, "Kho bạc"))], CLI, valid_for=week)
    assert redeem(session, chat(session, None), first, now=NOW, inbound_id=None) == NotLinked("wrong")
    assert redeem(session, chat(session, None), others, now=NOW, inbound_id=None) == other
    third = issue_code(session, person, CLI)
    assert redeem(session, chat(session, None), second, now=NOW, inbound_id=None) == NotLinked("wrong")
    assert redeem(session, chat(session, None), third, now=NOW, inbound_id=None) == person


def test_what_was_used_stays_used_when_a_new_code_is_given(
    session: Session, person: Officer, stranger: ChatBinding
) -> None:
    used = issue_code(session, person, CLI)
    redeem(session, stranger, used, now=NOW, inbound_id=None)
    issue_code(session, person, By(actor="cli", now=NOW + TICK))
    row = session.exec(select(LinkCode).order_by(col(LinkCode.id))).first()
    assert row is not None
    assert (row.used_at, row.expires_at) == (NOW, NOW + QUARTER)


def test_after_five_wrong_codes_a_chat_waits_also_with_the_right_one(
    session: Session, person: Officer, stranger: ChatBinding
) -> None:
    code = issue_code(session, person, By(actor="cli", now=NOW))
    guesses = [redeem(session, stranger, f"WRONG{n}23", now=NOW, inbound_id=None) for n in range(5)]
    assert guesses == [NotLinked("wrong")] * 5
    assert redeem(session, stranger, code, now=NOW, inbound_id=None) == NotLinked("too many", 15)
    assert redeem(session, stranger, code, now=NOW + timedelta(minutes=14, seconds=1), inbound_id=None) == (
        NotLinked("too many", 1)
    )
    assert stranger.officer_id is None
    fresh = issue_code(session, person, By(actor="cli", now=NOW + QUARTER))
    assert redeem(session, stranger, fresh, now=NOW + QUARTER, inbound_id=None) == person


def test_guesses_are_counted_from_the_first_one(session: Session, stranger: ChatBinding) -> None:
    for minutes in (0, 4, 8, 12):
        redeem(session, stranger, "WRONG123", now=NOW + timedelta(minutes=minutes), inbound_id=None)
    redeem(session, stranger, "WRONG123", now=NOW + QUARTER, inbound_id=None)
    assert (stranger.wrong_codes, stranger.wrong_codes_from) == (1, NOW + QUARTER)


def test_another_chat_does_not_wait_for_the_one_that_guessed(
    session: Session, person: Officer, stranger: ChatBinding
) -> None:
    for _ in range(6):
        redeem(session, stranger, "WRONG123", now=NOW, inbound_id=None)
    code = issue_code(session, person, By(actor="cli", now=NOW))
    assert redeem(session, chat(session, None), code, now=NOW, inbound_id=None) == person


def test_a_right_code_forgets_the_wrong_ones(session: Session, person: Officer, stranger: ChatBinding) -> None:
    redeem(session, stranger, "WRONG123", now=NOW, inbound_id=None)
    code = issue_code(session, person, By(actor="cli", now=NOW))
    redeem(session, stranger, code, now=NOW, inbound_id=None)
    assert (stranger.wrong_codes, stranger.wrong_codes_from) == (0, None)


def test_a_code_sent_from_two_chats_at_one_instant_links_one_of_them(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        district = a_district(session)
        person = session.get_one(Officer, district.officer.officer_id)
        code = issue_code(session, person, By(actor="cli", now=NOW))
        chats = [chat(session, None).id for _ in range(6)]

    def work(binding_id: int | None) -> None:
        with writing(either_engine) as session:
            redeem(session, session.get_one(ChatBinding, binding_id), code, now=NOW, inbound_id=None)

    hands = [Thread(target=work, args=[one]) for one in chats]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with reading(either_engine) as session:
        linked = session.exec(
            select(ChatBinding).where(col(ChatBinding.id).in_(chats), ChatBinding.officer_id == person.id)
        )
        assert len(linked.all()) == 1
