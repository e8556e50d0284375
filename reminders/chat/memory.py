"""Shell: what a chat remembers: which items its messages showed, and what it was asked last."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from db import outbox
from db.queries import item_codes
from db.statuses import NoticeKind
from db.tables import ChatBinding, Notification
from reminders.replies import Behalf
from reminders.replies.context import Context, Question
from schedules.periods import has_begun
from schedules.zone import local_date

REMEMBERED = timedelta(days=1)
"""So long after the last message a reply without a number may be about its one item, or answer its question."""

_ANSWERS = (NoticeKind.ANSWER, NoticeKind.LIST)


def recall(session: Session, chat: ChatBinding, *, replied_to: str | None, now: datetime) -> tuple[list[int], Context]:
    """Return the codes of what is owed here, as far as they were shown lately, and what a reply may be about.

    `replied_to`: the platform's id of the message that is replied to.
    """
    coded = item_codes.shown_in(session, chat.id, now=now)
    codes = {one.occurrence_id: one.code for one in coded}
    sent = outbox.last_messages(session, chat.id, since=now - REMEMBERED)
    last = sent[0] if sent else None
    answer = next((row for row in sent if row.kind in _ANSWERS), None)
    replied = outbox.shown_by(session, chat.id, replied_to)
    context = Context(
        replied=_coded(replied, codes),
        last=_coded(last.shown or [], codes) if last else (),
        early=frozenset(one.code for one in coded if not has_begun(one.period, local_date(now))),
        question=_question(answer, is_last=answer is last) if answer and answer.question else None,
        is_group=chat.is_group,
    )
    return [one.code for one in coded if one.is_owed], context


def question_json(question: Question | None) -> dict[str, Any] | None:
    """Return a question as it is stored with the message that asks it."""
    return {**asdict(question), "asked_at": question.asked_at.isoformat()} if question else None


def _question(asked: Notification, *, is_last: bool) -> Question:
    said = dict(asked.question or {})
    return Question(
        said=said["said"],
        asked_at=datetime.fromisoformat(said["asked_at"]),
        number=said["number"],
        codes=tuple(said["codes"]),
        ids=tuple(said["ids"]),
        periods=tuple(said.get("periods", ())),
        link=said.get("link", 0),
        is_all=said["is_all"],
        is_last=is_last,
        behalf=Behalf(**said["behalf"]) if said.get("behalf") else None,
    )


def _coded(shown: Sequence[int], codes: dict[int, int]) -> tuple[int, ...]:
    return tuple(codes[one] for one in shown if one in codes)
