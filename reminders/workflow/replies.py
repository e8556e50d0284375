"""Pure: what a message asks for. When unsure it is `Unclear`, and nothing changes."""

import re
from dataclasses import dataclass

from reminders.folding import fold
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
    """Show something: `what` is "items", "overdue", "due_soon", "progress" or "help"; `about` narrows it."""

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

_ACTIONS = {
    "xong": Action.COMPLETE,
    "nhan": Action.ACKNOWLEDGE,
    "da nhan": Action.ACKNOWLEDGE,
    "duyet": Action.ACCEPT,
}
_QUESTIONS = {
    "viec": "items",
    "quahan": "overdue",
    "qua han": "overdue",
    "saphan": "due_soon",
    "sap han": "due_soon",
    "tiendo": "progress",
    "tien do": "progress",
    "help": "help",
    "trogiup": "help",
    "tro giup": "help",
}
_BUTTON = re.compile(r"(\w+) #(\d+)")
_CODES = re.compile(r"\d{1,4}(?:(?: va)? \d{1,4})*")
_LINK_CODE = re.compile(r"[A-Za-z0-9]{8}")
_RETURN = re.compile(r"/?\s*tr[aả]\s*l[aạ]i\s+(\d{1,4})[\s:,]+(\S.*)", re.IGNORECASE | re.DOTALL)
_MENTION = re.compile(r"(?<=\w)@\w+")


def understand(text: str) -> Reply:
    """Return what a message asks for. The whole message must fit: "chưa xong 12" and "xong 12?" are not "xong 12"."""
    command = _MENTION.sub("", text.strip())
    words = fold(command)
    if words == "start":
        return Ask("help")
    if command.startswith("/start "):
        return Link(command.removeprefix("/start ").strip())
    if returned := _RETURN.fullmatch(command):
        return Act(Action.RETURN, (int(returned[1]),), returned[2].strip())
    if "?" not in command and (act := _act(words)):
        return act
    if question := _question(command, words):
        return question
    if _LINK_CODE.fullmatch(command):
        return Link(command)
    return Unclear()


def understand_button(command: str) -> Reply:
    """Return what a pressed button asks for: "xong #45" is about occurrence 45."""
    pressed = _BUTTON.fullmatch(command)
    action = _ACTIONS.get(fold(pressed[1])) if pressed else None
    return Act(action, item=int(pressed[2])) if pressed and action else Unclear()


def button_command(verb: str, occurrence_id: int) -> str:
    """Return the command of a button that `understand_button` reads."""
    return f"{verb} #{occurrence_id}"


def _act(words: str) -> Act | None:
    for verb, action in _ACTIONS.items():
        rest = words.removeprefix(verb + " ")
        if rest != words and _CODES.fullmatch(rest):
            return Act(action, tuple(dict.fromkeys(int(code) for code in re.findall(r"\d+", rest))))
    return None


def _question(command: str, words: str) -> Ask | None:
    for name, what in _QUESTIONS.items():
        if words == name:
            return Ask(what)
        if command.startswith("/") and words.startswith(name + " "):
            return Ask(what, words.removeprefix(name + " "))
    return None
