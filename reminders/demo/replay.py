"""Shell: what happened in a demo, as plain values in order of time: the same replay gives the same values."""

import re
from typing import Any

from sqlmodel import Session, col, select

from bots.sandbox.chats import Message
from db.engine import reading
from db.queries import items
from db.tables import ChatBinding, Notification, Obligation, Occurrence
from reminders.calendar import load_calendar
from reminders.demo.running import START, Demo
from reminders.desk.overdue import plain, with_facts
from reminders.people.linking import ALPHABET, CODE_LENGTH
from schedules.zone import LOCAL

_LINK_CODE = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}$")


def report(demo: Demo) -> dict[str, Any]:
    """Return what was sent to whom and when, what people wrote, and what is overdue at the end."""
    at = demo.now()
    titles = {chat.id: chat.title for chat in demo.chats.values()}
    messages = sorted((one for chat in demo.chats.values() for one in chat.messages), key=lambda one: one.sent_at)
    with reading(demo.service.engine) as session:
        found = items.overdue(session, None, as_of=at)
        facts = with_facts(session, found, now=at, calendar=load_calendar(session))
        about = _about(session)

    def line(message: Message, **more: object) -> dict[str, object]:
        at = message.sent_at.astimezone(LOCAL).isoformat()
        return {"at": at, "chat": titles[message.chat_id], **more}

    return {
        "plan": "135/KH-UBND",
        "from": START.isoformat(),
        "until": at.astimezone(LOCAL).isoformat(),
        "sent": [line(one, about=about.get(one.id, []), text=one.text) for one in messages if one.author is None],
        "received": [line(one, text=_LINK_CODE.sub("<mã>", one.text)) for one in messages if one.author],
        "overdue": [plain(item, fact) for item, fact in zip(found, facts, strict=True)],
    }


def _about(session: Session) -> dict[int, list[dict[str, str]]]:
    """Return which stages of which items each message told of, by the sandbox's number of the message."""
    found: dict[int, list[dict[str, str]]] = {}
    for row, channel, clause, period in session.exec(
        select(Notification, ChatBinding.channel, Obligation.clause, Occurrence.period)
        .join(Occurrence, col(Occurrence.id) == Notification.occurrence_id)
        .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
        .join(ChatBinding, col(ChatBinding.id) == Notification.binding_id)
        .where(col(Notification.message_id).is_not(None))
        .order_by(col(Notification.id))
    ).all():
        number = int(row.message_id or "0", 16 if channel == "zalo" else 10)
        found.setdefault(number, []).append({"obligation": clause, "period": period, "stage": row.stage})
    return found
