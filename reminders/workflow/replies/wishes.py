"""Pure: what the workflow does with a reply today: act, show, link, or say that it was not understood."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reminders.folding import fold
from reminders.workflow.replies.acts import Intent, ReplyAct, Understanding
from reminders.workflow.replies.reading import read_reply
from reminders.workflow.transitions import Action


@dataclass(frozen=True)
class Act:
    """Do something to the items with these codes: "xong 12", "nhận 3 và 5", "/tralai 4 thiếu phụ lục".

    A button names its item by `item`, the occurrence's id: its message may be old, and codes are used again.
    """

    action: Action
    codes: tuple[int, ...] = ()
    reason: str = ""
    item: int | None = None


@dataclass(frozen=True)
class Ask:
    """Show something: `what` is "items", "overdue", "due_soon", "progress", "waiting" or "help"; `about` narrows it."""

    what: str
    about: str = ""


@dataclass(frozen=True)
class Link:
    """Bind this chat to the officer of a one-time code."""

    code: str


@dataclass(frozen=True)
class Unclear:
    """Not understood; nothing may change."""


Reply = Act | Ask | Link | Unclear

_BUTTONS = {"xong": Action.COMPLETE, "nhan": Action.ACKNOWLEDGE, "duyet": Action.ACCEPT}
_INTENTS = {Intent.DONE: Action.COMPLETE, Intent.ACK: Action.ACKNOWLEDGE}
_QUESTIONS = {
    "viec": "items",
    "quahan": "overdue",
    "saphan": "due_soon",
    "tiendo": "progress",
    "choduyet": "waiting",
    "help": "help",
    "trogiup": "help",
    "huongdan": "help",
}
_BUTTON = re.compile(r"(\w+) #(\d+)")
_VERB_AND_CODE = re.compile(r"(?:xong|nhan|duyet)\d{3,4}")
_LINK_CODE = re.compile(r"[A-Za-z0-9]{8}")


def understand(text: str, *, open_codes: Collection[int] = (), now: datetime) -> Reply:
    """Return what the workflow can do about a message; whatever is not sure is `Unclear`.

    A code that was named but is not open stays in the act: the answer says that there is no such item.
    """
    understanding = read_reply(text, open_codes=open_codes, now=now)
    if not understanding.sure and any(code not in open_codes for act in understanding.acts for code in act.items):
        understanding = read_reply(text, now=now)
    wish, code = _wish(understanding), text.strip()
    if _LINK_CODE.fullmatch(code) and (isinstance(wish, Unclear) or _is_mixed(code)):
        return Link(code)
    return wish


def understand_button(command: str) -> Reply:
    """Return what a pressed button asks for: "xong #45" is about occurrence 45."""
    pressed = _BUTTON.fullmatch(command)
    action = _BUTTONS.get(fold(pressed[1])) if pressed else None
    return Act(action, item=int(pressed[2])) if pressed and action else Unclear()


def button_command(verb: str, occurrence_id: int) -> str:
    """Return the command of a button that `understand_button` reads."""
    return f"{verb} #{occurrence_id}"


def _is_mixed(code: str) -> bool:
    """Return whether letters and digits are mixed as only codes are: "SE79CABZ" holds a word by chance."""
    return not code.isalpha() and not _VERB_AND_CODE.fullmatch(fold(code))


def _wish(understanding: Understanding) -> Reply:
    act = understanding.acts[0]
    if act.intent is Intent.COMMAND:
        return _command(act)
    if not understanding.sure or len(understanding.acts) > 1:
        return Unclear()
    if act.intent is Intent.HELP:
        return Ask("help")
    action = _INTENTS.get(act.intent)
    return Act(action, act.items) if action and act.items else Unclear()


def _command(act: ReplyAct) -> Reply:
    argument = act.argument or ""
    if act.command == "start":
        return Link(argument) if argument else Ask("help")
    if act.command == "duyet" and act.items and not act.reason:
        return Act(Action.ACCEPT, act.items)
    if act.command == "tralai" and len(act.items) == 1 and act.reason:
        return Act(Action.RETURN, act.items, act.reason)
    what = _QUESTIONS.get(act.command or "")
    return Ask(what, fold(argument)) if what else Unclear()
