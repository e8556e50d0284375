"""Shell: the answers to a linked officer's message: each wish by the module that knows it, joined to one text."""

from reminders.workflow.assigning import reassign
from reminders.workflow.doing import do
from reminders.workflow.extending import decide, extend
from reminders.workflow.noting import note
from reminders.workflow.proving import prove
from reminders.workflow.questions import QUESTIONS, open_items, unclear
from reminders.workflow.replies import (
    Act,
    Ask,
    Decide,
    Extend,
    Link,
    Note,
    Prove,
    Reassign,
    Reply,
    Several,
    Unclear,
    Undo,
)
from reminders.workflow.talk import Answer, Conversation, one_text
from reminders.workflow.undoing import undo

__all__ = ["Answer", "Conversation", "answer", "open_items"]


def answer(talk: Conversation, reply: Reply) -> list[Answer]:
    """Return the answers to a linked officer's message: to the own chat, and to others whom it concerns."""
    wishes = reply.wishes if isinstance(reply, Several) else (reply,)
    found = [one for wish in wishes for one in _answer(talk, wish)]
    own = [one for one in found if one.binding_id == talk.chat_id]
    mine = Answer(talk.chat_id, one_text(one.text for one in own), tuple(row for one in own for row in one.buttons))
    return [mine, *(one for one in found if one.binding_id != talk.chat_id)]


def _answer(talk: Conversation, wish: Reply) -> list[Answer]:
    match wish:
        case Act():
            return do(talk, wish)
        case Note():
            return note(talk, wish)
        case Extend():
            return extend(talk, wish)
        case Decide():
            return decide(talk, wish)
        case Undo():
            return undo(talk, wish)
        case Prove():
            return prove(talk, wish)
        case Reassign():
            return reassign(talk, wish)
        case Ask(what=what, about=about):
            return [Answer(talk.chat_id, QUESTIONS[what](talk, about))]
        case Link() | Unclear() | Several():
            return [Answer(talk.chat_id, unclear(talk))]
