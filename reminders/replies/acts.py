"""Pure: what a reply asks for, as acts."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Intent(StrEnum):
    """What one act of a reply wants."""

    DONE = "done"
    NOT_DONE = "not_done"
    IN_PROGRESS = "in_progress"
    ACK = "ack"
    NIL_REPORT = "nil_report"
    EXTENSION_REQUEST = "extension_request"
    REJECT_ASSIGNMENT = "reject_assignment"
    REDIRECT = "redirect"
    QUESTION = "question"
    HELP = "help"
    COMMAND = "command"
    UNCLEAR = "unclear"


COMPLETING = frozenset({Intent.DONE, Intent.NIL_REPORT})
"""What completes an item: no guard and no denial means the one and not the other."""


ASKABLE = COMPLETING | {
    Intent.NOT_DONE,
    Intent.IN_PROGRESS,
    Intent.ACK,
    Intent.EXTENSION_REQUEST,
    Intent.REJECT_ASSIGNMENT,
}
"""What may be asked about: of which item it is said, or whether it is meant."""


class Asks(StrEnum):
    """What to ask where a reply is not sure but may be meant so."""

    WHICH = "which"  # of which of the candidates it is said
    WHETHER = "whether"  # whether it is said of these items


@dataclass(frozen=True, kw_only=True)
class Behalf:
    """For which agency, as it was called ("": whose the items are), somebody else reports; `note`: how they know."""

    agency: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReplyAct:
    """One thing wanted of some items (their codes, in the order written).

    `until`: the day named (asked for, or when it will be done). `days`: a number of days named; without `until` they
    are counted from the deadline. `document`: "số 45/BC-UBND ngày 05/10/2021". `agency`: whose it is, or who to ask.
    `command` only of commands, `argument` also what may name the item: "/quahan Ia Pnôn" is "quahan" and "Ia Pnôn";
    `is_spoken`: it was asked in a sentence, not by its name. `behalf`: it is said for an agency, by another.
    """

    intent: Intent
    items: tuple[int, ...] = ()
    until: date | None = None
    days: int | None = None
    percent: int | None = None
    document: str | None = None
    reason: str | None = None
    agency: str | None = None
    command: str | None = None
    argument: str | None = None
    is_spoken: bool = False
    behalf: Behalf | None = None


@dataclass(frozen=True)
class Understanding:
    """The acts of a reply. Unless `sure`, ask and change nothing.

    `asks`: what to ask of the first act, whose items it says, or the `candidates` for them; None: what was meant.
    """

    acts: tuple[ReplyAct, ...]
    sure: bool
    asks: Asks | None = None
    candidates: tuple[int, ...] = ()


def reply_json(understanding: Understanding) -> dict[str, Any]:
    """Return an understanding as JSON values: dates in ISO form, null where nothing was said.

    A command also has "command" and "argument". What is not sure also has "asks" ("which", "whether" or null) and the
    "candidates" of the question.
    """
    said = {"acts": [_act_json(act) for act in understanding.acts], "sure": understanding.sure}
    if understanding.sure:
        return said
    return {**said, "asks": understanding.asks, "candidates": list(understanding.candidates)}


def _act_json(act: ReplyAct) -> dict[str, Any]:
    said = asdict(act)
    until = said.pop("until")
    del said["is_spoken"]
    if act.behalf is None:
        del said["behalf"]
    if act.intent is not Intent.COMMAND:
        del said["command"], said["argument"]
    rest = {name: value for name, value in said.items() if name not in ("intent", "items")}
    return {"intent": act.intent.value, "items": list(act.items), "date": until and until.isoformat(), **rest}
