"""The outbox on SQLite and on a real PostgreSQL: added once, claimed by one hand, settled by the hand that claimed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from db import claims, outbox
from db.engine import writing
from db.starts import begun
from db.statuses import NoticeStatus
from db.tables import ChatBinding, Notification
from tests.rows import NOW, District, a_district, chat, notice, staged

SECOND = timedelta(seconds=1)


@pytest.fixture
def session(either_engine: Engine) -> Iterator[Session]:
    with Session(either_engine, expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def a_chat(session: Session, *waiting_since: datetime) -> ChatBinding:
    """Add a chat and an answer to it for each instant."""
    made = chat(session, None)
    for instant in waiting_since:
        notice(session, made, send_at=instant)
    return made


def claim(session: Session, *, now: datetime = NOW, by: str = "first", chats: int = 30) -> list[Notification]:
    return claims.claim(session, now=now, claim=by, channel="telegram", chats=chats)


def reread(session: Session, row: Notification) -> Notification:
    session.refresh(row)
    return row


def test_a_notice_is_added_once_for_an_item_revision_stage_and_chat(session: Session, district: District) -> None:
    def row(**values: object) -> Notification:
        return Notification(
            **{"occurrence_id": district.item.id, "revision": 1, "binding_id": district.officer.id}
            | {"created_at": NOW, "due_at": NOW, "send_at": NOW}
            | staged("before:1")
            | values
        )

    assert outbox.add_once(session, [row(), row()]) == 1
    assert outbox.add_once(session, [row(send_at=NOW + SECOND)]) == 0
    others = [row(revision=2), row(**staged("same-day")), row(binding_id=district.coordinator.id)]
    assert outbox.add_once(session, others) == 3
    assert [one.send_at for one in outbox.of_item(session, district.item.id)] == [NOW] * 4


def test_answers_are_never_taken_for_one_another(session: Session, district: District) -> None:
    answers = [
        Notification(
            **staged("answer"), binding_id=district.officer.id, created_at=NOW, due_at=NOW, send_at=NOW, text="Đã ghi."
        )
        for _ in range(2)
    ]
    assert outbox.add_once(session, answers) == 2


def test_a_claim_takes_every_due_row_of_a_chat_and_says_until_when(session: Session) -> None:
    made = a_chat(session, NOW, NOW - SECOND, NOW)
    rows = claim(session)
    assert [(row.binding_id, row.status, row.claim, row.lease_until, row.attempts) for row in rows] == [
        (made.id, NoticeStatus.TAKEN, "first", NOW + claims.LEASE, 0)
    ] * 3
    assert [row.send_at for row in rows] == [NOW - SECOND, NOW, NOW]


def test_what_is_not_due_yet_is_left(session: Session) -> None:
    made = a_chat(session, NOW, NOW + timedelta(microseconds=1))
    assert [row.send_at for row in claim(session)] == [NOW]
    assert [row.binding_id for row in claim(session, now=NOW + SECOND)] == [made.id]


def test_the_chats_that_have_waited_longest_go_first_and_a_limit_counts_chats(session: Session) -> None:
    late, latest, first = (a_chat(session, NOW - n * SECOND, NOW) for n in (2, 1, 3))
    assert [row.binding_id for row in claim(session, chats=2)] == [first.id, late.id, late.id, first.id]
    assert {row.binding_id for row in claim(session, chats=2)} == {latest.id}


def test_nothing_is_claimed_twice(session: Session) -> None:
    a_chat(session, NOW)
    assert len(claim(session)) == 1
    assert claim(session, by="second") == []


def test_two_hands_that_claim_at_one_instant_never_share_a_row(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        for _ in range(40):
            a_chat(session, NOW, NOW)
    start = Barrier(4)
    claimed: dict[str, list[int]] = {name: [] for name in "abcd"}

    def work(name: str) -> None:
        start.wait()
        is_waiting = True
        while is_waiting:
            with writing(either_engine) as session:
                claimed[name] += [row.id for row in claim(session, by=name, chats=3)]
                is_waiting = "telegram" in outbox.next_send_at(session)

    hands = [Thread(target=work, args=[name]) for name in claimed]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    found = [row for rows in claimed.values() for row in rows]
    assert len(found) == len(set(found)) == 80
    with writing(either_engine) as session:
        by_claim = {row.id: row.claim for row in session.exec(select(Notification)).all()}
    assert by_claim == {row: name for name, rows in claimed.items() for row in rows}


def test_the_outcome_of_a_claimed_row_is_recorded(session: Session) -> None:
    a_chat(session, NOW)
    [row] = claim(session)
    claims.settle(session, [row.id], claim="first", status=NoticeStatus.SENT, sent_at=NOW + SECOND, message_id="77")
    reread(session, row)
    assert (row.status, row.sent_at, row.message_id, row.lease_until) == (NoticeStatus.SENT, NOW + SECOND, "77", None)


def test_a_row_that_another_hand_claimed_since_is_not_settled_by_the_first(session: Session) -> None:
    a_chat(session, NOW)
    [row] = claim(session)
    later = NOW + claims.LEASE
    claims.release_stale(session, now=later)
    assert [again.id for again in claim(session, now=later, by="second")] == [row.id]
    claims.settle(session, [row.id], claim="first", status=NoticeStatus.SENT, sent_at=later, message_id="77")
    assert (reread(session, row).status, row.claim, row.message_id) == (NoticeStatus.TAKEN, "second", None)


def test_a_row_that_is_free_again_is_not_settled_by_the_hand_that_had_it(session: Session, district: District) -> None:
    row = notice(session, district.officer, district.item)
    claim(session)
    claims.release_stale(session, now=NOW + claims.LEASE)
    claims.settle(session, [row.id], claim="first", status=NoticeStatus.SENT, sent_at=NOW, message_id="77")
    assert reread(session, row).status is NoticeStatus.PENDING


def test_a_lease_ends_at_its_last_instant_and_not_before(session: Session) -> None:
    a_chat(session, NOW)
    claim(session)
    assert claims.next_lease_end(session) == NOW + claims.LEASE
    assert claims.release_stale(session, now=NOW + claims.LEASE - timedelta(microseconds=1)) == 0
    assert claims.release_stale(session, now=NOW + claims.LEASE) == 1
    assert claims.next_lease_end(session) is None


def test_what_was_taken_and_not_begun_is_free_again_as_if_it_had_never_been(session: Session) -> None:
    a_chat(session, NOW, NOW)
    kept = [(row.id, row.send_at, row.attempts, row.is_repeat, row.reason) for row in claim(session, by="7:one")]
    assert claims.take_over(session) == 2
    assert claims.next_lease_end(session) is None
    rows = [reread(session, row) for row in session.exec(select(Notification)).all()]
    assert [(row.id, row.send_at, row.attempts, row.is_repeat, row.reason) for row in rows] == kept
    assert len(claim(session, by="second")) == 2


def test_what_a_living_start_has_claimed_is_its_own_until_it_has_ended(either_engine: Engine, session: Session) -> None:
    """A SQLite file has one start at a time: there the other one has ended."""
    a_chat(session, NOW)
    session.commit()
    is_shared = either_engine.dialect.name == "postgresql"
    with begun(either_engine) as alive:
        claim(session, by=claims.named(alive))
        session.commit()
        assert claims.take_over(session) == (0 if is_shared else 1)
        session.commit()
    assert claims.take_over(session) == (1 if is_shared else 0)


@pytest.mark.parametrize("is_urgent", [True, False])
def test_what_was_begun_waits_again_as_often_as_its_answer_is_lost(
    session: Session, district: District, is_urgent: bool
) -> None:
    row = notice(session, district.officer, district.item, is_urgent=is_urgent)
    for lost in (1, 2, 3):
        claim(session, by=f"hand {lost}")
        assert claims.begin(session, [row.id], claim=f"hand {lost}", now=NOW)
        assert reread(session, row).status is NoticeStatus.SENDING
        claims.release_stale(session, now=NOW + claims.LEASE)
        reread(session, row)
        assert (row.status, row.attempts, row.is_repeat) == (NoticeStatus.PENDING, lost, True)
        assert row.reason == "the answer to a request was lost"


def test_a_message_is_not_begun_when_one_of_its_rows_became_needless(session: Session, district: District) -> None:
    rows = [notice(session, chat, district.item) for chat in (district.officer, district.coordinator)]
    claim(session)
    outbox.cancel_pending(session, binding_id=district.officer.id, reason="the chat is gone")
    assert not claims.begin(session, [row.id for row in rows], claim="first", now=NOW)
    assert [reread(session, row).status.value for row in rows] == ["cancelled", "pending"]
    assert [row.id for row in claim(session, by="second")] == [rows[1].id]
    assert not claims.begin(session, [rows[1].id], claim="first", now=NOW)
    assert claims.begin(session, [rows[1].id], claim="second", now=NOW)


def test_what_may_have_arrived_is_not_said_to_be_cancelled(session: Session, district: District) -> None:
    """By the item that was done, by a chat that is gone, by what is found right before it would leave once more."""
    rows = [
        notice(session, district.officer, district.item, stage=stage, is_repeat=True)
        for stage in ("before:7", "before:3", "before:1")
    ]
    for row in rows[1:]:
        row.send_at = NOW + SECOND
    session.flush()
    claim(session)
    claims.settle(session, [rows[0].id], claim="first", status=NoticeStatus.CANCELLED, reason="the item is submitted")
    outbox.cancel_about(session, [district.item.id], reason="the item was reported done")
    assert [reread(session, row).status.value for row in rows] == ["unknown"] * 3


def test_cancelling_leaves_what_is_being_sent_and_what_was_sent(session: Session, district: District) -> None:
    sent, sending = (
        notice(session, district.officer, district.item, stage=stage) for stage in ("before:7", "before:3")
    )
    claim(session)
    claims.settle(session, [sent.id], claim="first", status=NoticeStatus.SENT, sent_at=NOW, message_id="1")
    assert claims.begin(session, [sending.id], claim="first", now=NOW)
    waiting = notice(session, district.officer, district.item, stage="before:1")
    other = notice(session, district.coordinator, district.item, stage="before:1")
    outbox.cancel_pending(session, binding_id=district.officer.id, reason="the chat is gone")
    rows = [reread(session, row) for row in (sent, sending, waiting, other)]
    assert [row.status.value for row in rows] == ["sent", "sending", "cancelled", "pending"]
    outbox.cancel_about(session, [district.item.id], reason="the item was reported done")
    assert [(reread(session, row).status.value, row.reason) for row in (waiting, other)] == [
        ("cancelled", "the chat is gone"),
        ("cancelled", "the item was reported done"),
    ]


def test_messages_of_a_day_are_counted_without_answers_and_a_digest_counts_once(
    session: Session, district: District
) -> None:
    sent: dict[str, Any] = {"status": NoticeStatus.SENT, "sent_at": NOW}
    notice(session, district.officer, district.item, stage="before:7", message_id="1", **sent)
    notice(session, district.officer, district.item, stage="before:3", message_id="1", **sent)
    notice(session, district.officer, district.item, stage="before:1", message_id="2", **sent)
    notice(session, district.officer, message_id="3", **sent)
    notice(session, district.coordinator, district.item, message_id="4", **sent)
    chats = (district.officer.id, district.coordinator.id)
    assert outbox.messages_sent_since(session, chats, NOW) == dict(zip(chats, (2, 1), strict=True))
    assert outbox.messages_sent_since(session, chats, NOW + SECOND) == dict.fromkeys(chats, 0)


def test_the_next_instant_at_which_something_may_leave(session: Session) -> None:
    assert outbox.next_send_at(session) == {}
    a_chat(session, NOW + SECOND, NOW + 2 * SECOND)
    assert outbox.next_send_at(session) == {"telegram": NOW + SECOND}


@pytest.mark.parametrize("status", [NoticeStatus.SENT, NoticeStatus.FAILED, NoticeStatus.CANCELLED])
def test_a_secret_text_is_blotted_out_once_it_is_settled(session: Session, status: NoticeStatus) -> None:
    made = chat(session, None)
    secret = notice(session, made, text="mã SE79CABZ", is_secret=True)
    plain = notice(session, made, text="đã ghi")
    claim(session)
    claims.settle(session, [secret.id, plain.id], claim="first", status=NoticeStatus.PENDING, send_at=NOW)
    assert reread(session, secret).text == "mã SE79CABZ"
    claim(session, by="second")
    claims.settle(session, [secret.id, plain.id], claim="second", status=status)
    assert (reread(session, secret).text, reread(session, plain).text) == (outbox.BLOTTED, "đã ghi")


def test_a_secret_text_that_is_never_sent_is_blotted_out_too(session: Session) -> None:
    made = chat(session, None)
    dropped = notice(session, made, text="mã SE79CABZ", is_secret=True)
    outbox.cancel_pending(session, binding_id=made.id, reason="the chat is gone")
    lost = notice(session, made, text="mã SE79CABZ", is_secret=True, is_repeat=True)
    outbox.cancel_pending(session, binding_id=made.id, reason="the chat is gone")
    assert [reread(session, row).text for row in (dropped, lost)] == [outbox.BLOTTED] * 2
