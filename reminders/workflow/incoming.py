"""Shell: one incoming message: stored once, understood, acted on, answered through the outbox."""

import unicodedata
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bots.channel import Incoming
from db import outbox
from db.queries import items, people
from db.statuses import OWED, BindingStatus
from db.tables import Agency, ChatBinding, InboundMessage, Notification, Officer
from reminders.calendar import load_calendar
from reminders.messages import render
from reminders.workflow.answers import Answer, Conversation, answer, open_items
from reminders.workflow.flood import beyond
from reminders.workflow.linking import NotInGroup, TooManyGuesses, redeem
from reminders.workflow.replies import Link, Reply, understand, understand_button


def handle(session: Session, message: Incoming, *, now: datetime, telegram_name: str | None = None) -> None:
    """Act on a message and put the answers into the outbox. The same update delivered twice does nothing.

    `telegram_name`: what the bot is called there, if it is known, for links that open it.
    """
    binding = _chat(session, message)
    inbound = _store_once(session, message, binding, now)
    if inbound is None:
        return
    text = unicodedata.normalize("NFC", message.text)
    if not text and message.is_group:
        return  # a sticker among colleagues is not meant for the bot
    if too_many := beyond(session, binding, now=now):
        texts = [Answer(binding.id or 0, render("chat/flood"))] if too_many == 1 else []
        outbox.add_once(session, [_notice(one, now) for one in texts])
        return
    reply = understand_button(text) if message.pressed else _understood(session, text, binding, now)
    officer = session.get(Officer, binding.officer_id) if binding.status is BindingStatus.LINKED else None
    if officer is None:
        texts = [
            Answer(binding.id or 0, _to_stranger(session, binding, reply, inbound, now, is_group=message.is_group))
        ]
    elif not text:
        texts = [Answer(binding.id or 0, render("chat/only_words"))]
    elif isinstance(reply, Link) and text.startswith("/start"):
        agency = session.get_one(Agency, officer.agency_id)
        texts = [Answer(binding.id or 0, render("chat/already_linked", agency=agency.name, officer=officer.name))]
    else:
        talk = _conversation(session, binding, officer, inbound, now)
        texts = answer(replace(talk, is_group=message.is_group, telegram_name=telegram_name), reply)
    outbox.add_once(session, [_notice(one, now) for one in texts])


def apologise(session: Session, message: Incoming, *, now: datetime) -> None:
    """Say to whoever sent a message that it could not be handled; it counts as received."""
    binding = _chat(session, message)
    if _store_once(session, message, binding, now):
        outbox.add_once(session, [_notice(Answer(binding.id or 0, render("chat/failed")), now)])


def _chat(session: Session, message: Incoming) -> ChatBinding:
    binding = people.chat(session, message.channel, message.chat_id)
    if binding is None:
        binding = ChatBinding(channel=message.channel, chat_id=message.chat_id)
        session.add(binding)
        session.flush()
    elif binding.status is BindingStatus.GONE:
        # Someone who blocked the bot and writes again can be written to again, as the officer they proved to be.
        binding.status = BindingStatus.LINKED if binding.officer_id else BindingStatus.STRANGER
        binding.trouble = None
    return binding


def _understood(session: Session, text: str, binding: ChatBinding, now: datetime) -> Reply:
    """Read a text knowing the items that are owed and were named in this chat."""
    codes = items.codes_of(session, binding.id or 0)
    found = items.by_ids(session, list(codes))
    owed = [codes[key] for key, item in found.items() if item.occurrence.status in OWED]
    return understand(text, open_codes=owed, now=now)


def _store_once(session: Session, message: Incoming, binding: ChatBinding, now: datetime) -> InboundMessage | None:
    inbound = InboundMessage(
        channel=message.channel, update_id=message.update_id, binding_id=binding.id or 0, received_at=now
    )
    try:
        with session.begin_nested():
            session.add(inbound)
    except IntegrityError:
        return None
    return inbound


def _to_stranger(
    session: Session, binding: ChatBinding, reply: object, inbound: InboundMessage, now: datetime, *, is_group: bool
) -> str:
    if not isinstance(reply, Link):
        return render("chat/stranger")
    officer = redeem(session, binding, reply.code, is_group=is_group, now=now, inbound_id=inbound.id)
    match officer:
        case None:
            return render("chat/link_refused", why="wrong")
        case TooManyGuesses(minutes=minutes):
            return render("chat/link_refused", why="too many", minutes=minutes)
        case NotInGroup():
            return render("chat/link_refused", why="group")
    talk = _conversation(session, binding, officer, inbound, now)
    return render("chat/linked", agency=talk.agency, officer=officer.name, items=open_items(talk))


def _conversation(
    session: Session, binding: ChatBinding, officer: Officer, inbound: InboundMessage, now: datetime
) -> Conversation:
    return Conversation(
        session=session,
        binding=binding,
        officer=officer,
        inbound_id=inbound.id or 0,
        now=now,
        calendar=load_calendar(session),
    )


def _notice(one: Answer, now: datetime) -> Notification:
    return Notification(
        stage="answer",
        binding_id=one.binding_id,
        created_at=now,
        due_at=now,
        send_at=now,
        is_urgent=True,
        text=one.text,
        is_secret=one.is_secret,
        buttons=[[asdict(button) for button in row] for row in one.buttons] or None,
    )
