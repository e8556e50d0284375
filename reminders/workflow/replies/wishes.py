"""Pure: what the workflow does with a reply today: act, show, link, or say that it was not understood."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.statuses import RemarkKind
from reminders.folding import fold
from reminders.workflow.replies.acts import Intent, ReplyAct, Understanding
from reminders.workflow.replies.characters import clean, plain
from reminders.workflow.replies.commands import ORDERS
from reminders.workflow.replies.evidence import codes_alone
from reminders.workflow.replies.reading import read_reply
from reminders.workflow.transitions import Action


@dataclass(frozen=True)
class Act:
    """Do something to the items with these codes: "xong 12", "nhận 3 và 5", "/tralai 4 thiếu phụ lục".

    A button names its item by `item`, the occurrence's id: its message may be old, and codes are used again.
    `document` and `is_nil` ("không phát sinh") belong to a completion, `agency` (whose it is) to a rejection;
    `is_redirect`: only that somebody else is to be asked was said.
    """

    action: Action
    codes: tuple[int, ...] = ()
    reason: str = ""
    item: int | None = None
    document: str | None = None
    is_nil: bool = False
    agency: str | None = None
    is_redirect: bool = False


@dataclass(frozen=True, kw_only=True)
class Note:
    """Write down what is said of items; where they stand stays: "12 được 70%", "LÝ DO 12 mất điện"."""

    kind: RemarkKind
    codes: tuple[int, ...]
    text: str | None = None
    percent: int | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Extend:
    """Ask for more time: up to a day (inclusive) or by a number of days after the deadline; neither: ask which."""

    codes: tuple[int, ...]
    until: date | None = None
    days: int | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decide:
    """Grant or refuse a request for more time: of items by their code, or one request by its number (a button)."""

    is_granted: bool
    codes: tuple[int, ...] = ()
    request: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Undo:
    """Take back what the agency itself did last to these items."""

    codes: tuple[int, ...]


@dataclass(frozen=True)
class Prove:
    """The files that were sent are evidence of these items: "TỆP 3", "minh chứng 3 và 5"."""

    codes: tuple[int, ...]


@dataclass(frozen=True)
class Reassign:
    """Give an item to another agency, named as people call it."""

    code: int
    agency: str


@dataclass(frozen=True)
class Ask:
    """Show something: `what` is a key of the workflow's QUESTIONS; `about` narrows it, "#12" by a number of ours.

    Of a list: the part that follows the row with the key `after`, else `page`, from 1 (0: none was named).
    """

    what: str
    about: str = ""
    page: int = 0
    after: tuple[int, ...] = ()


@dataclass(frozen=True)
class Order:
    """Something a coordinator orders in words: `what` is the command's name, `text` all that follows it."""

    what: str
    text: str


@dataclass(frozen=True)
class Confirm:
    """Answer a draft: by its number in the chat, or by its own (a button). `verb`: "giao", "ghi", "them", "thoi"."""

    verb: str
    number: int = 0
    draft: int | None = None


@dataclass(frozen=True)
class Link:
    """Bind this chat to the officer of a one-time code."""

    code: str


@dataclass(frozen=True)
class Unclear:
    """Not understood; nothing may change."""


Wish = Act | Note | Extend | Decide | Undo | Prove | Reassign | Ask | Order | Confirm


@dataclass(frozen=True)
class Several:
    """Several wishes of one message, in its order: "xong 3, 4 còn 5 chưa xong"."""

    wishes: tuple[Wish, ...]


Reply = Wish | Several | Link | Unclear

_NOTES = {Intent.NOT_DONE: RemarkKind.NOT_DONE, Intent.IN_PROGRESS: RemarkKind.IN_PROGRESS}
_QUESTIONS = {
    "viec": "items",
    "quahan": "overdue",
    "saphan": "due_soon",
    "tiendo": "progress",
    "choduyet": "waiting",
    "khonglienlac": "unreachable",
    "bantin": "digests",
    "help": "help",
    "trogiup": "help",
    "huongdan": "help",
    "tiep": "more",
    "xemtiep": "more",
}
_PLACES = {"visao": "story", "xemtep": "evidence", "nhac": "urge"}
"""Questions whose argument is kept as it was written."""

LISTS = {"items", "overdue", "due_soon", "progress", "waiting", "unreachable", "story", "evidence"}
"""The questions that are answered page by page."""

_PAGE = re.compile(r"(?:^| )(?:trang|page) (\d{1,3})$", re.IGNORECASE)
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
    said = _CONFIRM.fullmatch(plain(clean(text)))
    if said and said[1] in CONFIRMS:
        return Confirm(said[1], int(said[2]))
    understanding = read_reply(text, open_codes=open_codes, now=now)
    if not understanding.sure and any(code not in open_codes for act in understanding.acts for code in act.items):
        understanding = read_reply(text, now=now)
    wish, code = _wish(understanding), text.strip()
    if _LINK_CODE.fullmatch(code) and (isinstance(wish, Unclear) or _is_mixed(code)):
        return Link(code)
    if has_files and isinstance(wish, Unclear) and (codes := codes_alone(text)):
        return Prove(codes)
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
        return _command(act)
    if not understanding.sure:
        is_undated = act.intent is Intent.EXTENSION_REQUEST and bool(act.items) and not others
        return Extend(codes=act.items) if is_undated else Unclear()
    wishes = tuple(_of_act(one) for one in understanding.acts)
    if not all(wishes):  # one part that is not understood may change what the others mean
        return Unclear()
    known = tuple(wish for wish in wishes if wish)
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


def _command(act: ReplyAct) -> Reply:
    argument, reason = act.argument or "", act.reason or ""
    if act.command == "start":
        return Link(argument) if argument else Ask("help")
    if act.command in ORDERS:
        return Order(act.command or "", argument)
    if act.command in _PLACES and argument:
        ask = Ask(_PLACES[act.command], argument.lstrip("#"))
        return _paged(ask) if ask.what in LISTS else ask
    if what := _QUESTIONS.get(act.command or ""):
        ask = _paged(Ask(what, fold(argument)))
        return Unclear() if what == "more" and ask.about else ask
    return _decision(act, reason) if act.items else Unclear()


def _paged(ask: Ask) -> Ask:
    """Return a question with the page that its argument ends with: "/quahan Ia Pnôn trang 2"."""
    found = _PAGE.search(ask.about)
    return replace(ask, about=ask.about[: found.start()], page=int(found[1])) if found else ask


def _decision(act: ReplyAct, reason: str) -> Reply:
    codes, is_one = act.items, len(act.items) == 1
    match act.command:
        case "duyet" if not reason:
            return Act(Action.ACCEPT, codes)
        case "tralai" if is_one and reason:
            return Act(Action.RETURN, codes, reason)
        case "thoiviec" if reason:
            return Act(Action.CANCEL, codes, reason)
        case "tuchoi" if is_one and reason:
            return Decide(is_granted=False, codes=codes, reason=reason)
        case "huy":
            return Undo(codes)
        case "tep" | "minhchung" if not reason:
            return Prove(codes)
        case "lydo" if is_one and reason:
            return Note(kind=RemarkKind.EXPLANATION, codes=codes, text=reason)
        case "giaolai" if is_one and reason:
            return Reassign(codes[0], reason)
        case _:
            return Unclear()
