"""Pure: what the workflow does with a reply today: act, show, link, or say that it was not understood."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from db.statuses import Action, RemarkKind
from reminders.replies.acts import Asks, Intent, ReplyAct, Understanding
from reminders.replies.answering import Answered, answer_to
from reminders.replies.calling import wish_of
from reminders.replies.context import NOTHING, Context, Question
from reminders.replies.entrusting import entrusted
from reminders.replies.evidence import codes_alone
from reminders.replies.kinds import (
    AcceptAll,
    Act,
    Ask,
    AskAgain,
    Check,
    Confirm,
    Decide,
    Extend,
    Forget,
    Join,
    Link,
    Note,
    Prove,
    Reply,
    Several,
    Tell,
    Unclear,
    Undo,
    Wish,
)
from reminders.replies.link_codes import code_of_link
from reminders.replies.reading import read_reply
from schedules.letters import clean, fold, is_disguised, plain

_NOTES = {Intent.NOT_DONE: RemarkKind.NOT_DONE, Intent.IN_PROGRESS: RemarkKind.IN_PROGRESS}
CONFIRMS = frozenset({"giao", "ghi", "them", "thoi"})
"""Verbs of drafts; said with a number they mean nothing else in a reply."""

_CONFIRM = re.compile(r"/?(\w+) ?#?(\d{1,3})[ .!]*")
_VERB_AND_CODE = re.compile(r"(?:xong|nhan|duyet)\d{3,4}")
_LINK_CODE = re.compile(r"[A-Za-z0-9]{8}")


def understand(
    text: str, *, open_codes: Collection[int] = (), context: Context = NOTHING, has_files: bool = False, now: datetime
) -> Reply:
    """Return what the workflow can do about a message; what is not sure is to be checked, or `Unclear`.

    A code that was named but is not open stays in the act: the answer says that there is no such item.
    `has_files`: a file came with the text, or it was just asked of which item one is evidence: "3" says so then.
    """
    if opened := code_of_link(text):
        return Link(opened)
    cleaned = clean(text)
    folded = plain(cleaned)
    said = _CONFIRM.fullmatch(folded)
    if said and said[1] in CONFIRMS:
        return Confirm(said[1], int(said[2]))
    if context.question and (answered := answer_to(context.question, text)):
        return _answer(context.question, answered)
    if (named := entrusted(cleaned, folded, context.about(open_codes))) and not is_disguised(text):
        return named
    wish, code = _wish(_read(text, open_codes, context, now), text, context), text.strip()
    if _LINK_CODE.fullmatch(code) and (isinstance(wish, Unclear) or _is_mixed(code)):
        return Link(code)
    if has_files and isinstance(wish, Unclear | Tell | Check):
        codes = codes_alone(text)
        return Prove(codes) if codes else Unclear()
    return wish


def read_in_context(
    text: str, *, open_codes: Collection[int] = (), context: Context = NOTHING, now: datetime
) -> Understanding:
    """Return what a reply says: as an answer to the question that was asked last, else by itself (see `read_reply`)."""
    answered = answer_to(context.question, text) if context.question else None
    if context.question and answered:
        return _answered(context.question, answered)
    return read_reply(text, open_codes=open_codes, context=context, now=now)


def _answered(question: Question, answered: Answered) -> Understanding:
    """Return the words that were asked about, with the items that were meant; none is not sure of anything."""
    names = frozenset({fold(question.behalf.agency)} if question.behalf else ())
    act, *others = read_reply(question.said, context=Context(names=names), now=question.asked_at).acts
    acts = (replace(act, items=answered.codes, behalf=question.behalf), *others)
    if not answered.codes:
        return Understanding((ReplyAct(intent=Intent.UNCLEAR),), sure=False)
    return Understanding(acts, sure=not answered.is_all, asks=Asks.WHETHER if answered.is_all else None)


def _read(text: str, open_codes: Collection[int], context: Context, now: datetime) -> Understanding:
    """Return what a reply says; where it is only not sure because an item is not open, with that item."""
    understanding = read_reply(text, open_codes=open_codes, context=context, now=now)
    if understanding.sure or all(code in open_codes for act in understanding.acts for code in act.items):
        return understanding
    alone = read_reply(text, context=context, now=now)
    return alone if alone.sure else understanding


def items_meant(reply: Reply) -> tuple[int, ...]:
    """Return the codes of the items that a file under a message shows something of: those reported done, if any are."""
    wishes = reply.wishes if isinstance(reply, Several) else (reply,)
    told = [wish for wish in wishes if isinstance(wish, Act | Note | Extend)]
    done = [wish for wish in told if isinstance(wish, Act) and wish.action is Action.COMPLETE]
    return tuple(dict.fromkeys(code for wish in done or told for code in wish.codes))


def _is_mixed(code: str) -> bool:
    """Return whether letters and digits are mixed as only codes are: "SE79CABZ" holds a word by chance."""
    return not code.isalpha() and not _VERB_AND_CODE.fullmatch(fold(code))


def confirmed(question: Question) -> Reply:
    """Return what was asked about, done to all the items of the question."""
    return _answer(question, Answered(codes=question.codes, is_yes=True))


def _answer(question: Question, answered: Answered) -> Reply:
    """Return what was asked about, done to the items that were meant."""
    if question.link and (answered.is_yes or answered.is_move):
        return Join(question.link, is_move=answered.is_move)
    if answered.is_yes and question.ids:
        return AcceptAll(ids=question.ids)
    if answered.is_unclear:
        return AskAgain(question)
    wish = _done(_answered(question, answered).acts) if answered.codes else Forget()
    if answered.is_all and isinstance(wish, Act | Note | Extend):
        return Check(wish=wish, said=question.said, codes=answered.codes, is_all=True)
    if isinstance(wish, Act):
        return replace(wish, is_chosen=bool(question.periods), said_in=question.number)
    return wish


def _wish(understanding: Understanding, text: str, context: Context) -> Reply:
    act, *others = understanding.acts
    if understanding.sure:
        return _called(act) if act.intent is Intent.COMMAND else _done(understanding.acts)
    if act.intent is Intent.EXTENSION_REQUEST and act.items and not others:
        return Extend(codes=act.items)  # which day is asked
    if understanding.asks:
        return _check(understanding, understanding.asks, text, context)
    return _called(act) if act.intent is Intent.COMMAND else Unclear()


def _called(act: ReplyAct) -> Reply:
    called = wish_of(act)
    return replace(called, behalf=act.behalf) if isinstance(called, Note) else called


def _check(understanding: Understanding, asks: Asks, text: str, context: Context) -> Reply:
    """Return what to ask before the first act is done to the items it may be about."""
    act = understanding.acts[0]
    codes = act.items or understanding.candidates
    wish = _of_act(replace(act, items=codes))
    if not isinstance(wish, Act | Note | Extend | Undo):
        return Unclear()
    left_out = tuple(code for code in context.shown if code in context.early - {*codes})
    about = act.argument or "" if act.behalf else ""
    return Check(wish=wish, said=text, codes=codes, is_all=asks is Asks.WHETHER, left_out=left_out, about=about)


def _done(acts: tuple[ReplyAct, ...]) -> Reply:
    wishes = tuple(_of_act(one) for one in acts)
    if not all(wishes):  # one part that is not understood may change what the others mean
        return Unclear()
    known = tuple(wish for wish in wishes if wish)
    if len(known) > 1 and any(isinstance(wish, Tell) for wish in known):  # a question may doubt what else is said
        return Unclear()
    return known[0] if len(known) == 1 else Several(known)


def _of_act(act: ReplyAct) -> Wish | None:
    if act.intent is Intent.HELP:
        return Ask("help")
    if act.intent is Intent.COMMAND:
        called = _called(act)
        return called if isinstance(called, Act | Note | Undo | Decide | Ask) else None
    if not act.items and act.behalf is None:
        return None
    behalf = act.behalf
    match act.intent:
        case Intent.DONE:
            return Act(Action.COMPLETE, act.items, document=act.document, behalf=behalf)
        case Intent.QUESTION:
            return Tell(act.items)
        case Intent.NIL_REPORT:
            return Act(Action.COMPLETE, act.items, document=act.document, is_nil=True, behalf=behalf)
        case Intent.ACK:
            return Act(Action.ACKNOWLEDGE, act.items, behalf=behalf)
        case Intent.NOT_DONE | Intent.IN_PROGRESS:
            kind, text = _NOTES[act.intent], act.reason
            return Note(kind=kind, codes=act.items, text=text, percent=act.percent, until=act.until, behalf=behalf)
        case Intent.EXTENSION_REQUEST:
            return Extend(codes=act.items, until=act.until, days=act.days, reason=act.reason, behalf=behalf)
        case Intent.REJECT_ASSIGNMENT | Intent.REDIRECT:
            return _rejected(act)
        case _:
            return None


def _rejected(act: ReplyAct) -> Act | None:
    is_redirect = act.intent is Intent.REDIRECT
    if is_redirect and not act.agency:
        return None
    return Act(Action.REJECT, act.items, act.reason or "", agency=act.agency, is_redirect=is_redirect)
