"""The one table of commands: a row is whole only when the chat, the catalogue and the documents know it."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from jinja2 import TemplateError
from sqlmodel import Session

from db import outbox
from db.statuses import NoticeKind, Role
from db.tables import Officer
from reminders.chat.answers import ORDERS, answer
from reminders.chat.conversation import Answer, Conversation
from reminders.chat.menu import Usage
from reminders.chat.rights import may_ask
from reminders.chat.verbs.questions import QUESTIONS
from reminders.messages import render
from reminders.notices.kinds import Kind
from reminders.notices.rows import text_notice
from reminders.replies import Ask, Order
from reminders.replies.commands import COMMANDS, NAMED, Argument, Command, Topic, command_of
from tests.rows import CALENDAR, a_district, at

ROOT = Path(__file__).parent.parent.parent
NO_COMMANDS = {"newbot", "token", "revoke", "telegram", "zalo", "healthz", "readyz", "metrics", "fail"}
"""What else begins with a slash in the documents: what one says to BotFather, addresses of webhooks, of how it is."""


def lacking(commands: Sequence[Command]) -> set[str]:
    """Return what is missing: who answers or carries out, words for people, a line in the help of its topic."""
    return {f"{one.name}: {what}" for one in commands for what in _lacking(one)}


def _lacking(command: Command) -> Iterator[str]:
    wish = command.wish
    if isinstance(wish, Ask) and wish.what not in {*QUESTIONS, "more"}:
        yield "no answer"
    if isinstance(wish, Order) and wish.what not in ORDERS:
        yield "not carried out"
    if not _has_words(command):
        yield "no words"
    if command.argument.is_needed and not Usage(command, is_overseers=True).argument:
        yield "no words for what follows it"
    yield from (
        f"not in the help of {topic}"
        for topic in command.topics
        if topic is not Topic.FIRST and f"/{command.name}" not in render(f"chat/help_{topic}")
    )


def _has_words(command: Command) -> bool:
    try:
        return bool(Usage(command, is_overseers=True).description)
    except TemplateError:
        return False


def test_every_command_has_its_answer_its_words_and_its_place_in_the_documents() -> None:
    assert lacking(COMMANDS) == set()


def test_a_command_without_them_is_noticed() -> None:
    question = Command("thử", Argument.NOTHING, Ask("tried"), topics=(Topic.FIRST,))
    order = Command("thử lại", Argument.ORDER, Order("thulai", ""), topics=(Topic.ORDERS,))
    assert lacking([question]) == {"thu: no answer", "thu: no words"}
    assert lacking([order]) == {"thulai: not carried out", "thulai: not in the help of orders", "thulai: no words"}


def test_what_the_chat_answers_is_asked_by_a_command() -> None:
    wishes = [command.wish for command in COMMANDS]
    assert {*QUESTIONS, "more"} == {wish.what for wish in wishes if isinstance(wish, Ask)}
    assert ORDERS.keys() == {wish.what for wish in wishes if isinstance(wish, Order)}


def test_no_two_commands_share_a_name_or_a_wish() -> None:
    assert len(NAMED) == sum(len(command.names) for command in COMMANDS)
    assert [command for command in COMMANDS if command_of(command.wish) is not command] == []


def test_a_command_in_a_document_exists() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {name for path in documents for name in re.findall(r"`/([a-z]{3,})[ `]", path.read_text(encoding="utf-8"))}
    assert named - NAMED.keys() == NO_COMMANDS


@pytest.fixture
def talk(session: Session) -> Conversation:
    chat = a_district(session).officer
    officer = session.get_one(Officer, chat.officer_id)
    return Conversation(
        session=session, binding=chat, officer=officer, inbound_id=1, now=at("2021-10-05", "09:00"), calendar=CALENDAR
    )


@pytest.mark.parametrize("role", list(Role))
def test_a_command_is_for_whom_its_row_says_and_refused_to_others(talk: Conversation, role: Role) -> None:
    talk.officer.role = role
    others = [command for command in COMMANDS if role not in command.whom.roles]
    assert {command.name for command in COMMANDS if not may_ask(talk, command.wish)} == {one.name for one in others}
    refused = [Answer(talk.chat_id, render("chat/not_allowed"))]
    assert [command.name for command in others if answer(talk, command.wish) != refused] == []


def test_a_list_does_not_go_on_for_who_may_no_longer_see_it(talk: Conversation) -> None:
    talk.officer.role = Role.COORDINATOR
    [listed] = answer(talk, Ask("waiting"))
    row = text_notice(talk.chat_id, listed.text, now=talk.now, kind=Kind(NoticeKind.LIST, said=listed.more))
    outbox.add_once(talk.session, [row])
    assert answer(talk, Ask("more")) != [Answer(talk.chat_id, render("chat/not_allowed"))]
    as_officer = dataclasses.replace(talk)  # what a conversation has worked out it keeps
    as_officer.officer.role = Role.OFFICER
    assert answer(as_officer, Ask("more")) == [Answer(talk.chat_id, render("chat/not_allowed"))]
