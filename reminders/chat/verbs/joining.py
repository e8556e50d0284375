"""Shell: a link code in a chat that is linked already: the same person is an officer of another agency, too."""

from collections.abc import Sequence
from dataclasses import replace

from db.queries import bindings, people
from db.tables import LinkCode, Officer
from reminders.channels import group_call
from reminders.chat.conversation import Answer, Conversation, button_of, to_self
from reminders.chat.verbs.questions import open_items
from reminders.messages import render
from reminders.people.chats import unlink_chat
from reminders.people.linking import NotLinked, good_code, link, still_good, whose_code
from reminders.people.sameness import is_surely_one
from reminders.replies import Join, button_command
from reminders.replies.context import Question


def ask_to_join(talk: Conversation, code: str) -> list[Answer] | None:
    """Ask whether the chat is to answer for whom a code was given too; where that is surely the same person, it does at
    once. None for a wrong code, and in a group, which is one agency's.
    """
    if talk.binding.is_group:
        return None
    found = good_code(talk.session, talk.binding, code, now=talk.now)
    if isinstance(found, NotLinked):
        return [refusal(talk.chat_id, found)] if found.why == "too many" else None
    offered = [one for one in whose_code(talk.session, found) if one.id not in [role.id for role in talk.roles]]
    if not offered:
        return None
    if any(is_surely_one(one, role) for one in offered for role in talk.roles):
        return _joined(talk, found)
    question = Question(said="", asked_at=talk.now, number=talk.inbound_id, codes=(), is_all=True, link=found[0].id)
    agencies = [f"{one.name}, {talk.all_agencies[one.agency_id].name}" for one in offered]
    asked = to_self(talk, "join_asked", officers=agencies, agency=talk.agency, officer=talk.officer.name)
    return [replace(asked, buttons=((button_of("yes", button_command("dung", question.number)),),), question=question)]


def join(talk: Conversation, wish: Join) -> list[Answer]:
    """Link the chat to whom the code was given, if that is still good; for a move it gives up what it was linked to."""
    code = still_good(talk.session, wish.code, now=talk.now)
    if not code:
        return [refusal(talk.chat_id, NotLinked("wrong"))]
    if wish.is_move:
        for role in talk.roles:
            unlink_chat(talk.session, talk.binding, role, talk.by())
    return _joined(talk, code)


def _joined(talk: Conversation, code: Sequence[LinkCode]) -> list[Answer]:
    added = link(talk.session, talk.binding, code, now=talk.now, inbound_id=talk.inbound_id)
    officer, *also = bindings.roles(talk.session, [talk.chat_id])[talk.chat_id]
    return welcome(replace(talk, officer=officer, also=also), added)


def welcome(talk: Conversation, linked: Officer) -> list[Answer]:
    """Return what a chat is told once it is linked to an officer, and the officer in those there were."""
    listed, binding = open_items(talk), talk.binding
    group = group_call(binding.channel, is_group=binding.is_group)
    text = render("chat/linked", agency=talk.agency, officer=linked.name, items=listed.text, group=group)
    return [replace(listed, text=text), *_to_the_officers_other_chats(talk, linked)]


def refusal(chat_id: int, refused: NotLinked) -> Answer:
    """Return why a code links no chat."""
    return Answer(chat_id, render("chat/link_refused", why=refused.why, minutes=refused.minutes))


def _to_the_officers_other_chats(talk: Conversation, linked: Officer) -> list[Answer]:
    """Whoever has a forwarded code can use it: the officer is told where the new chat is, in those there are."""
    new, name = talk.binding, linked.name
    text = render("chat/linked_elsewhere", channel=new.channel, is_group=new.is_group, officer=name, at=talk.at)
    chats = people.chats_of(talk.session, linked.id)
    return [Answer(chat.id, text) for chat in chats if chat.id != talk.chat_id]
