"""Shell: the answers to a linked officer's message: each wish by the module that knows it, joined to one text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from db.statuses import Action
from reminders.chat.conversation import Answer, Conversation, one_text, to_self
from reminders.chat.orders.arming import arm
from reminders.chat.orders.cancelling import cancel
from reminders.chat.orders.confirming import confirm
from reminders.chat.orders.dating import date_duty
from reminders.chat.orders.enrolling import enroll, give_codes
from reminders.chat.orders.giving import give
from reminders.chat.rights import may_ask
from reminders.chat.verbs.accepting import accept_all
from reminders.chat.verbs.assigning import reassign
from reminders.chat.verbs.checking import check
from reminders.chat.verbs.deputing import deputize
from reminders.chat.verbs.doing import do
from reminders.chat.verbs.doubting import which_is_named
from reminders.chat.verbs.entrusting import entrust
from reminders.chat.verbs.extending import decide, extend
from reminders.chat.verbs.joining import join
from reminders.chat.verbs.leaving import unlink
from reminders.chat.verbs.misreading import misread
from reminders.chat.verbs.noting import note
from reminders.chat.verbs.proving import prove
from reminders.chat.verbs.questions import QUESTIONS, goes_on, unclear
from reminders.chat.verbs.settling import ask_again
from reminders.chat.verbs.telling import tell
from reminders.chat.verbs.undoing import undo
from reminders.replies import kinds
from reminders.replies.kinds import Ask, Reply

ORDERS: dict[str, Callable[[Conversation, str], list[Answer]]] = {
    "giaoviec": give,
    "moviec": arm,
    "datngay": date_duty,
    "capma": give_codes,
    "themcanbo": enroll,
}

VERBS: dict[type, Callable[[Conversation, Any], list[Answer]]] = {
    kinds.Note: note,
    kinds.Extend: extend,
    kinds.Decide: decide,
    kinds.Undo: undo,
    kinds.Tell: tell,
    kinds.Prove: prove,
    kinds.Reassign: reassign,
    kinds.Entrust: entrust,
    kinds.Deputize: deputize,
    kinds.Unlink: unlink,
    kinds.Join: join,
    kinds.AcceptAll: accept_all,
    kinds.Check: check,
    kinds.Forget: check,
    kinds.AskAgain: ask_again,
}


def answer(talk: Conversation, reply: Reply) -> list[Answer]:
    """Return the answers to a linked officer's message: to the own chat, and to others whom it concerns."""
    found = _answers_to_each(talk, reply)
    own = [one for one in found if one.binding_id == talk.chat_id]
    buttons = tuple(row for one in own for row in one.buttons)
    last = own[-1] if own else Answer(talk.chat_id, "")
    files = tuple(file for one in own for file in one.files)
    is_secret = any(one.is_secret for one in own)
    mine = replace(last, text=one_text(one.text for one in own), buttons=buttons, files=files, is_secret=is_secret)
    return [mine, *(one for one in found if one.binding_id != talk.chat_id)]


def _answers_to_each(talk: Conversation, reply: Reply) -> list[Answer]:
    if not isinstance(reply, kinds.Several):
        return _answers(talk, reply)
    talk = replace(talk, said="")  # what is asked about one of them could be answered for another
    return [one for wish in reply.wishes for one in _answers(talk, wish)]


def _answers(talk: Conversation, wish: Reply) -> list[Answer]:
    """Return the answers to one wish, if it is for this officer; "xem tiếp" wishes for the list shown last again."""
    if isinstance(wish, Ask) and wish.what == "more":
        meant = goes_on(talk, wish)
        return _answers(talk, meant) if meant else [to_self(talk, "no_list")]
    if may_ask(talk, wish):
        return _answer(talk, wish)
    is_talk = isinstance(wish, Ask) and wish.what == "duty" and wish.is_spoken  # colleagues ask each other who is late
    return [Answer(talk.chat_id, unclear(talk)) if is_talk else to_self(talk, "not_allowed")]


def _answer(talk: Conversation, wish: Reply) -> list[Answer]:
    if doubted := which_is_named(talk, wish):
        return doubted
    if isinstance(wish, kinds.Act):
        return cancel(talk, wish) if wish.action is Action.CANCEL else do(talk, wish)
    if isinstance(wish, kinds.Order | kinds.Confirm):
        return _order(talk, wish)
    if isinstance(wish, Ask | kinds.Misread):
        return [_question(talk, wish)]
    if type(wish) in VERBS:
        return VERBS[type(wish)](talk, wish)
    return [Answer(talk.chat_id, unclear(talk))]


def _question(talk: Conversation, wish: Ask | kinds.Misread) -> Answer:
    return QUESTIONS[wish.what](talk, wish) if isinstance(wish, Ask) else misread(talk, wish.command, wish.said)


def _order(talk: Conversation, wish: kinds.Order | kinds.Confirm) -> list[Answer]:
    return confirm(talk, wish) if isinstance(wish, kinds.Confirm) else ORDERS[wish.what](talk, wish.text)
