"""A chat that was gone and can be written to again: what it is owed is owed again, and only that."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import audit
from db.statuses import BindingStatus, NoticeStatus
from db.tables import Notification
from reminders.people.chats import close_chat, reopen_chat
from tests.rows import NOW, District, a_district, notice

HOUR = timedelta(hours=1)
WORDS = "Forbidden: bot was blocked by the user"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, wake_at=None)


def told(session: Session, to: int) -> list[tuple[str, NoticeStatus]]:
    """Return how the rows of a chat stand, in their order."""
    rows = session.exec(select(Notification).where(Notification.binding_id == to).order_by(col(Notification.id))).all()
    return [(row.stage, row.status) for row in rows]


def test_what_it_was_not_sent_is_owed_again_and_its_items_are_looked_at_anew(
    session: Session, district: District
) -> None:
    chat = district.officer
    failed = notice(session, chat, district.item, status=NoticeStatus.FAILED, reason=WORDS)
    notice(session, chat)
    close_chat(session, chat, [failed.id], reason=WORDS, now=NOW)
    district.item.wake_at = None
    reopen_chat(session, chat, now=NOW + HOUR)
    session.expire_all()
    assert (chat.status, chat.trouble) == (BindingStatus.LINKED, None)
    assert told(session, chat.id) == [("before:1", NoticeStatus.PENDING), ("answer", NoticeStatus.PENDING)]
    assert district.item.wake_at == NOW + HOUR
    assert [one.action for one in audit.trail(session, "chat_binding", chat.id)] == ["chat_gone", "chat_reopened"]


def test_old_answers_secrets_and_what_was_given_up_for_other_reasons_stay_settled(
    session: Session, district: District
) -> None:
    chat = district.officer
    gone: dict[str, Any] = {"status": NoticeStatus.CANCELLED, "reason": "the chat is gone"}
    notice(session, chat, created_at=NOW - timedelta(hours=24), **gone)
    notice(session, chat, is_secret=True, **gone)
    notice(session, chat, district.item, status=NoticeStatus.CANCELLED, reason="the item is submitted")
    close_chat(session, chat, [], reason=WORDS, now=NOW)
    reopen_chat(session, chat, now=NOW + HOUR)
    assert {status for _, status in told(session, chat.id)} == {NoticeStatus.CANCELLED}


def test_the_coordinator_is_not_told_any_more_that_it_is_gone_and_is_when_it_goes_again(
    session: Session, district: District
) -> None:
    chat, desk = district.officer, district.coordinator.id
    failed = notice(session, chat, district.item, status=NoticeStatus.FAILED, reason=WORDS)
    close_chat(session, chat, [failed.id], reason=WORDS, now=NOW)
    assert told(session, desk) == [(f"gone:{chat.id}", NoticeStatus.PENDING)]
    reopen_chat(session, chat, now=NOW + HOUR)
    assert told(session, desk) == []
    close_chat(session, chat, [failed.id], reason=WORDS, now=NOW + 2 * HOUR)
    assert told(session, desk) == [(f"gone:{chat.id}", NoticeStatus.PENDING)]


def test_a_chat_that_is_not_gone_is_left_alone(session: Session, district: District) -> None:
    notice(session, district.officer, district.item, status=NoticeStatus.FAILED, reason=None)
    reopen_chat(session, district.officer, now=NOW)
    assert told(session, district.officer.id) == [("before:1", NoticeStatus.FAILED)]
    assert audit.trail(session, "chat_binding", district.officer.id) == []
