"""Shell: one incoming message: stored once, understood, acted on, answered through the outbox."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from bots.channel import Incoming
from db import inbox, outbox
from db.queries import bindings, evidence
from db.statuses import BindingStatus, NoticeKind, TroubleKind
from db.tables import ChatBinding, InboundMessage, Notification, Officer, UnreadableUpdate
from reminders.agencies.loading import load_agencies
from reminders.calendar import load_calendar
from reminders.chat.answers import answer
from reminders.chat.conversation import Answer, Conversation, one_text, to_self
from reminders.chat.flood import beyond
from reminders.chat.memory import question_json, recall
from reminders.chat.verbs.editing import said, take_back
from reminders.chat.verbs.joining import ask_to_join, refusal, welcome
from reminders.chat.verbs.proving import JUST_NOW, give_again, keep, told
from reminders.chat.verbs.reacting import react
from reminders.chat.way import Way
from reminders.chat.wordings import Fingerprint, fingerprint, is_too_late
from reminders.messages import LONGEST, render
from reminders.notices.kinds import ANSWER, Kind
from reminders.notices.rows import text_notice
from reminders.people.chats import follow_chat, reopen_chat
from reminders.people.linking import NotLinked, redeem
from reminders.replies import (
    Ask,
    Check,
    Link,
    Prove,
    Reply,
    Tell,
    Unclear,
    code_of_link,
    link_code,
    may_speak_for,
    understand,
    understand_button,
)
from reminders.watch.troubles import Finding, happened
from schedules.letters import clean

LONGEST_NAME = 60
"""A longer name of a person in a group is cut where it is stored (characters)."""


def handle(session: Session, message: Incoming, *, now: datetime, way: Way = Way()) -> None:
    """Act on a message and put the answers into the outbox. The same update delivered twice does nothing."""
    if message.unreadable is not None:
        _keep(session, message, message.unreadable, now)
        return
    if message.moved_from:
        _follow(session, message, message.moved_from)
        return
    binding, roles = _chat(session, message, now)
    reply = understood(session, message, binding, now)
    inbound_id = _store_once(session, message, binding, now, fingerprint(message.text, reply))
    if inbound_id is None or (message.is_group and not (message.text or message.is_addressed or way.files)):
        return  # a sticker or a picture among colleagues is not meant for the bot
    shown: dict[int, list[int]] = {}
    if too_many := beyond(session, binding, now=now):
        texts = [Answer(binding.id, render("chat/flood"))] if too_many == 1 else []
    else:
        heard = Heard(session, message, binding, inbound_id, now, shown)
        talk = _conversation(heard, roles, way) if binding.status is BindingStatus.LINKED else None
        texts = _replied(heard, talk, reply)

    def row(one: Answer, *, names: Sequence[int] = ()) -> Notification:
        """What is answered to the chat that wrote stands in the topic in which it wrote."""
        thread = message.thread if one.binding_id == binding.id else None
        return _notice(one, now, names, thread)

    outbox.add_once(session, [row(one, names=shown.get(one.binding_id, ())) for one in texts])
    for one in texts:  # its file is the last message then, and "duyệt trang này" means the list above it all the same
        for caption, file in one.files:
            told = row(Answer(one.binding_id, caption), names=shown.get(one.binding_id, ()))
            outbox.add_with_file(session, told, file.name, file.content)


@dataclass(frozen=True)
class Heard:
    """A message that was stored and is to be answered."""

    session: Session
    message: Incoming
    binding: ChatBinding
    inbound_id: int
    now: datetime
    shown: dict[int, list[int]]


def _replied(heard: Heard, talk: Conversation | None, reply: Reply) -> list[Answer]:
    """Return the answers to a message, for its own chat and for others; `talk` is None for a stranger's."""
    message = heard.message
    if message.is_reaction:
        return react(talk, message) if talk else []
    if talk and message.is_forwarded:
        return _forwarded(talk, message)
    if message.edited_at and message.message_id:
        before = inbox.earlier_wordings(heard.session, heard.inbound_id, heard.binding.id, message.message_id)
        if before:
            return _reworded(heard, talk, before)
        if message.sent_at is None or is_too_late(message.sent_at, message.edited_at):
            return []  # it is not known what it said before
    return _answers(talk, message, reply) if talk else _to_stranger(heard, reply)


def _forwarded(talk: Conversation, message: Incoming) -> list[Answer]:
    """What is forwarded was said by others: only its files count. Among colleagues it is not meant for the bot."""
    if talk.way.files:
        return _answers(talk, replace(message, text=""), Unclear())
    return [] if message.is_group and not message.is_addressed else [to_self(talk, "forwarded")]


def _reworded(heard: Heard, talk: Conversation | None, before: Sequence[InboundMessage]) -> list[Answer]:
    """Take back what a message did in its earlier wordings, and do what it says now, if that is something else."""
    session, message = heard.session, heard.message
    is_late, messages = is_too_late(before[0].received_at, heard.now), [row.id for row in before]
    attempt = session.begin_nested()
    taken = take_back(talk, messages) if talk and not is_late else []
    reply = understood(session, message, heard.binding, heard.now)
    mark = fingerprint(message.text, reply)
    is_same = before[-1].words == mark.words or before[-1].meaning == mark.meaning
    (attempt.rollback if is_same else attempt.commit)()
    inbox.keep_meaning(session, heard.inbound_id, mark.meaning)
    if is_same:
        return []
    if is_late:
        return [Answer(heard.binding.id, render("chat/edit_too_late"))]
    if talk is None:
        return _to_stranger(heard, reply)
    asked = give_again(talk, messages, reply)
    mine, *others = _answers(talk, message, reply)
    told = said(talk, taken)
    own = [one.text for one in told if one.binding_id == talk.chat_id]
    others += [one for one in told if one.binding_id != talk.chat_id]
    answered = [] if asked and isinstance(reply, Unclear) else [mine.text]  # the question says that it is not clear
    return [replace(mine, text=one_text([*own, *answered, *asked])), *others]


def _follow(session: Session, message: Incoming, old_chat_id: str) -> None:
    """The chat moved: what is known of its old address holds for the new one from now on."""
    if (binding := bindings.chat(session, message.channel, old_chat_id)) is not None:
        follow_chat(session, binding, message.chat_id)


def _keep(session: Session, message: Incoming, content: str, now: datetime) -> None:
    """What nobody can read is kept and told to the admin."""
    kept = UnreadableUpdate(channel=message.channel, update_id=message.update_id, received_at=now, content=content)
    inbox.keep_unreadable(session, kept)
    happened(session, Finding(kind=TroubleKind.UPDATE_UNREADABLE, subject=message.channel), now=now)


def _answers(talk: Conversation, message: Incoming, reply: Reply) -> list[Answer]:
    if not message.text and not talk.way.files:
        return answer(talk, Ask("help")) if message.is_addressed else [to_self(talk, "only_words")]
    if isinstance(reply, Link | Unclear) and (code := _code(message, reply)):
        asked = ask_to_join(talk, code)
        if asked is not None:
            return asked
    if isinstance(reply, Link) and (message.text.startswith("/start") or code_of_link(message.text)):
        return [Answer(talk.chat_id, render("chat/already_linked", agency=talk.agency, officer=talk.officer.name))]
    return _answered(talk, message, reply)


def apologise(session: Session, message: Incoming, *, now: datetime) -> None:
    """Say to whoever sent a message, where that is known, that it could not be handled; it counts as received."""
    if message.unreadable is not None:
        return
    binding, _ = _chat(session, message, now)
    if _store_once(session, message, binding, now) is not None:
        outbox.add_once(session, [_notice(Answer(binding.id, render("chat/failed")), now, (), message.thread)])


def _chat(session: Session, message: Incoming, now: datetime) -> tuple[ChatBinding, list[Officer]]:
    binding, roles = bindings.with_roles(session, message.channel, message.chat_id)
    if binding is None:
        binding = ChatBinding(channel=message.channel, chat_id=message.chat_id)
        session.add(binding)
        session.flush()
    else:
        reopen_chat(session, binding, now=now)  # who writes can be written to
    binding.is_group = message.is_group
    return binding, roles


def understood(session: Session, message: Incoming, chat: ChatBinding, now: datetime) -> Reply:
    """Return what a message asks for, knowing the items that are owed and were named in its chat, and its files."""
    text = unicodedata.normalize("NFC", message.text)
    owed, context = recall(session, chat, replied_to=message.reply_to, now=now)
    if may_speak_for(text):
        context = replace(context, names=load_agencies(session).spellings)
    if message.pressed:
        return understand_button(text, context.question)
    has_files = bool(message.attachments)
    reply = understand(text, open_codes=owed, context=context, has_files=has_files, now=now)
    # Only a message that may be about a file that waits is read with that in mind.
    is_open = isinstance(reply, Unclear | Tell | Check) and not has_files
    if is_open and evidence.waiting(session, chat.id, since=now - JUST_NOW):
        return understand(text, open_codes=owed, context=context, has_files=True, now=now)
    return reply


def _answered(talk: Conversation, message: Incoming, reply: Reply) -> list[Answer]:
    """Return the answers to the words of a message and to its files: the files first become rows, to be counted."""
    if not talk.way.files:
        return answer(talk, reply)
    proof = keep(talk, message, reply)
    # What is unclear is told with the question about the file; a file that was lost can be given to no item.
    is_heard = bool(message.text) and not isinstance(reply, Unclear if proof.rows else Prove)
    mine, *others = answer(talk, reply) if is_heard else [Answer(talk.chat_id, "")]
    is_asked = mine.question is not None
    texts = [text for text in (mine.text, *told(talk, message, reply, proof, is_asked=is_asked)) if text]
    if len("\n\n".join(texts)) <= LONGEST:
        texts = ["\n\n".join(texts)] if texts else []
    first = [replace(mine, text=text) for text in texts[:1]]
    return [*first, *(Answer(talk.chat_id, text) for text in texts[1:]), *others]


def _store_once(
    session: Session, message: Incoming, binding: ChatBinding, now: datetime, mark: Fingerprint | None = None
) -> int | None:
    inbound = InboundMessage(
        channel=message.channel,
        update_id=message.update_id,
        binding_id=binding.id,
        received_at=now,
        message_id=message.message_id,
        words=mark.words if mark else None,
        meaning=mark.meaning if mark else None,
    )
    if message.is_group:
        inbound.sender_id, inbound.sender_name = message.sender_id, _one_line(message.sender_name or "") or None
    return inbox.store_once(session, inbound)


def _one_line(name: str) -> str:
    """Return a name that its owner chose as it may stand in a list: visible letters on one line."""
    return " ".join(clean(name[:LONGEST_NAME]).split())


def _to_stranger(heard: Heard, reply: Reply) -> list[Answer]:
    session, binding, inbound_id, now = heard.session, heard.binding, heard.inbound_id, heard.now
    chat_id = binding.id
    code = _code(heard.message, reply)
    if code is None:
        return [Answer(chat_id, render("chat/stranger"))]
    officer = redeem(session, binding, code, now=now, inbound_id=inbound_id)
    if isinstance(officer, NotLinked):
        return [refusal(chat_id, officer)]
    binding.thread = heard.message.thread or None
    roles = bindings.roles(session, [binding.id])[binding.id]
    return welcome(_conversation(heard, roles, Way()), officer)


def _code(message: Incoming, reply: Reply) -> str | None:
    """Return the link code that a message holds."""
    return link_code(message.text) or (reply.code if isinstance(reply, Link) else None)


def _conversation(heard: Heard, roles: Sequence[Officer], way: Way) -> Conversation:
    session, inbound_id, (officer, *also) = heard.session, heard.inbound_id, roles
    calendar, said = load_calendar(session), heard.message.text
    return Conversation(session, heard.binding, officer, inbound_id, heard.now, calendar, way, heard.shown, also, said)


def _notice(one: Answer, now: datetime, shown: Sequence[int], thread: str | None) -> Notification:
    kind = Kind(NoticeKind.LIST, said=one.more) if one.more else ANSWER
    row = text_notice(one.binding_id, one.text, now=now, buttons=one.buttons, kind=kind)
    row.is_secret, row.shown, row.question = one.is_secret, list(shown), question_json(one.question)
    row.thread = thread
    return row
