"""Pure: the commands that buttons carry: each names what it is about by a number of ours, and is read to the letter."""

import re

from db.statuses import Action
from reminders.replies.commands import PAGED
from reminders.replies.context import Question
from reminders.replies.kinds import Act, Ask, Confirm, Decide, Forget, Reply, Unclear, Unlink
from reminders.replies.wishes import CONFIRMS, confirmed
from schedules.letters import fold

_BUTTONS = {"xong": Action.COMPLETE, "nhan": Action.ACKNOWLEDGE, "duyet": Action.ACCEPT}
_DECISIONS = {"dongy": True, "khongdongy": False}
_MORE_BUTTON = re.compile(r"tiep (\w+) (\d+(?:\.\d+){0,2})(?: (#?\d+(?:\.\d+){0,2}))?")
_BUTTON = re.compile(r"(\w+) #(\d+)")


def understand_button(command: str, question: Question | None = None) -> Reply:
    """Return what a pressed button asks for: "xong #45" is about occurrence 45; "dung #7" answers question 7."""
    more = _MORE_BUTTON.fullmatch(command)
    if more and more[1] in PAGED:
        return Ask(more[1], more[3] or "", after=tuple(int(part) for part in more[2].split(".")))
    pressed = _BUTTON.fullmatch(command)
    if pressed is None:
        return Unclear()
    verb, number = fold(pressed[1]), int(pressed[2])
    if verb == "dung":
        return confirmed(question) if question and question.number == number else Forget()
    if verb in CONFIRMS:
        return Confirm(verb, draft=number)
    if verb in _DECISIONS:
        return Decide(is_granted=_DECISIONS[verb], request=number)
    if verb == "thoivai":
        return Unlink(is_confirmed=True, role=number)
    if verb == "huylienket":
        return Unlink(is_confirmed=True, chat=number)
    return Act(_BUTTONS[verb], items=(number,)) if verb in _BUTTONS else Unclear()


def button_command(verb: str, number: int) -> str:
    """Return the command of a button that `understand_button` reads."""
    return f"{verb} #{number}"


def more_command(ask: Ask, after: tuple[int, ...]) -> str:
    """Return the command (at most 64 bytes) that shows what follows the row with this key in the list asked for."""
    return f"tiep {ask.what} {'.'.join(str(part) for part in after)} {ask.about}".strip()
