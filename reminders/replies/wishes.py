"""Pure: what the workflow does with a reply today: act, show, link, or say that it was not understood."""

import re
from collections.abc import Collection
from datetime import datetime

from db.statuses import Action, RemarkKind
from reminders.replies.acts import Intent, ReplyAct, Understanding
from reminders.replies.calling import wish_of
from reminders.replies.evidence import codes_alone
from reminders.replies.kinds import Act, Ask, Confirm, Extend, Link, Note, Prove, Reply, Several, Tell, Unclear, Wish
from reminders.replies.link_codes import code_of_link
from reminders.replies.reading import read_reply
from schedules.letters import clean, fold, plain

_NOTES = {Intent.NOT_DONE: RemarkKind.NOT_DONE, Intent.IN_PROGRESS: RemarkKind.IN_PROGRESS}
CONFIRMS = frozenset({"giao", "ghi", "them", "thoi"})
"""Verbs of drafts; said with a number they mean nothing else in a reply."""

_CONFIRM = re.compile(r"/?(\w+) ?#?(\d{1,3})[ .!]*")
_VERB_AND_CODE = re.compile(r"(?:xong|nhan|duyet)\d{3,4}")
_LINK_CODE = re.compile(r"[A-Za-z0-9]{8}")


def understand(text: str, *, open_codes: Collection[int] = (), has_files: bool = False, now: datetime) -> Reply:
    """Return what the workflow can do about a message; whatever is not sure is `Unclear`.

    A code that was named but is not open stays in the act: the answer says that there is no such item.
    `has_files`: a file came with the text, or it was just asked of which item one is evidence: "3" says so then.
    """
    if opened := code_of_link(text):
        return Link(opened)
    said = _CONFIRM.fullmatch(plain(clean(text)))
    if said and said[1] in CONFIRMS:
        return Confirm(said[1], int(said[2]))
    understanding = read_reply(text, open_codes=open_codes, now=now)
    if not understanding.sure and any(code not in open_codes for act in understanding.acts for code in act.items):
        understanding = read_reply(text, now=now)
    wish, code = _wish(understanding), text.strip()
    if _LINK_CODE.fullmatch(code) and (isinstance(wish, Unclear) or _is_mixed(code)):
        return Link(code)
    if has_files and isinstance(wish, Unclear | Tell):
        codes = codes_alone(text)
        return Prove(codes) if codes else Unclear()
    return wish


def items_meant(reply: Reply) -> tuple[int, ...]:
    """Return the codes of the items that a file under a message shows something of: those reported done, if any are."""
    wishes = reply.wishes if isinstance(reply, Several) else (reply,)
    told = [wish for wish in wishes if isinstance(wish, Act | Note | Extend)]
    done = [wish for wish in told if isinstance(wish, Act) and wish.action is Action.COMPLETE]
    return tuple(dict.fromkeys(code for wish in done or told for code in wish.codes))


def _is_mixed(code: str) -> bool:
    """Return whether letters and digits are mixed as only codes are: "SE79CABZ" holds a word by chance."""
    return not code.isalpha() and not _VERB_AND_CODE.fullmatch(fold(code))


def _wish(understanding: Understanding) -> Reply:
    act, *others = understanding.acts
    if act.intent is Intent.COMMAND:
        return wish_of(act)
    if not understanding.sure:
        is_undated = act.intent is Intent.EXTENSION_REQUEST and bool(act.items) and not others
        return Extend(codes=act.items) if is_undated else Unclear()
    wishes = tuple(_of_act(one) for one in understanding.acts)
    if not all(wishes):  # one part that is not understood may change what the others mean
        return Unclear()
    known = tuple(wish for wish in wishes if wish)
    if len(known) > 1 and any(isinstance(wish, Tell) for wish in known):  # a question may doubt what else is said
        return Unclear()
    return known[0] if len(known) == 1 else Several(known)


def _of_act(act: ReplyAct) -> Wish | None:
    if act.intent is Intent.HELP:
        return Ask("help")
    if not act.items:
        return None
    reason = act.reason or ""
    match act.intent:
        case Intent.DONE:
            return Act(Action.COMPLETE, act.items, document=act.document)
        case Intent.QUESTION:
            return Tell(act.items)
        case Intent.NIL_REPORT:
            return Act(Action.COMPLETE, act.items, document=act.document, is_nil=True)
        case Intent.ACK:
            return Act(Action.ACKNOWLEDGE, act.items)
        case Intent.NOT_DONE | Intent.IN_PROGRESS:
            return Note(kind=_NOTES[act.intent], codes=act.items, text=act.reason, percent=act.percent, until=act.until)
        case Intent.EXTENSION_REQUEST:
            return Extend(codes=act.items, until=act.until, days=act.days, reason=act.reason)
        case Intent.REJECT_ASSIGNMENT:
            return Act(Action.REJECT, act.items, reason, agency=act.agency)
        case Intent.REDIRECT:
            return Act(Action.REJECT, act.items, reason, agency=act.agency, is_redirect=True) if act.agency else None
        case _:
            return None
