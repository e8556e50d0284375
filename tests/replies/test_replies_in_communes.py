"""Replies as officers in communes write them, by thumb, by voice, in their own region's words (`officers.tsv`).

What is meant: a verb, of what the context is about ("done"), of the items that are named ("done 3"), or of all that was
shown ("done all"); "?" after it may be asked and not be carried out; "none": nothing is recorded or offered to be.
"/" stands between what may be meant, "+" between what is said together.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from db.statuses import Action, RemarkKind
from reminders.replies import Act, Check, Extend, Note, Reply, Several, Undo, understand
from reminders.replies.context import NOTHING, Context
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
FILE = Path(__file__).parent / "officers.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
NINE = (1, 2, 3, 4, 5, 6, 7, 8, 9)
CONTEXTS: dict[str, tuple[tuple[int, ...], Context, tuple[int, ...]]] = {
    "one open": ((3,), NOTHING, (3,)),
    "three open, all in the last message": ((3, 5, 12), Context(last=(12, 3, 5)), (12, 3, 5)),
    "nine open, the seventh named last": (NINE, Context(last=(7,)), (7,)),
    "nine open, the fourth replied to": (NINE, Context(replied=(4,), last=(7,)), (4,)),
    "nine open, nothing said for a day": (NINE, NOTHING, NINE),
}
"""Each with the items that are open, and those that a reply without a number may be about."""

COMPLETES = ("done", "nil")
_ACTS = {Action.COMPLETE: "done", Action.ACKNOWLEDGE: "ack", Action.REJECT: "reject"}
_NOTES = {RemarkKind.NOT_DONE: "not_done", RemarkKind.IN_PROGRESS: "in_progress"}


def said(reply: Reply, *, is_asked: bool = False) -> list[tuple[str, tuple[int, ...], bool]]:
    """Return what is understood: each verb, its items, and whether it is asked first."""
    match reply:
        case Check(wish=wish):
            return said(wish, is_asked=True)
        case Several(wishes=wishes):
            return [one for wish in wishes for one in said(wish)]
        case Act(action=action, codes=codes, is_nil=is_nil):
            return [("nil" if is_nil else _ACTS.get(action, action.value), codes, is_asked)]
        case Note(kind=kind, codes=codes):
            return [(_NOTES.get(kind, kind.value), codes, is_asked)]
        case Extend(codes=codes, until=until, days=days):
            return [("extension", codes, is_asked or not (until or days))]
        case Undo(codes=codes):
            return [("undo", codes, is_asked)]
        case _:
            return []


def is_meant(one: tuple[str, tuple[int, ...], bool], meant: str, about: tuple[int, ...]) -> bool:
    """Return whether what is understood is one of the things that may be meant."""
    what, codes, is_asked = one
    for each in meant.replace(" + ", "/").split("/"):
        verb, _, items = each.rstrip("?").partition(" ")
        named = tuple(int(code) for code in items.split(",")) if items[:1].isdigit() else about
        is_doubtful = each.endswith("?")
        is_about = is_doubtful or codes == named or (items == "all" and {*codes} == {*about})
        may_act = is_asked or (not is_doubtful and (len(codes) == 1 or what == "ack" or named == codes != about))
        if verb == what and is_about and may_act:
            return True
    return False


def misread(name: str) -> tuple[list[tuple[str, str, object]], float]:
    """Return what is understood otherwise than it was meant, and the share of what was meant to act that is."""
    open_codes, context, about = CONTEXTS[name]
    wrong: list[tuple[str, str, object]] = []
    acting = understood = 0
    for meant, text in ROWS:
        found: Sequence[tuple[str, tuple[int, ...], bool]] = said(
            understand(text, open_codes=open_codes, context=context, now=NOW)
        )
        wrong += [(text, meant, one) for one in found if not is_meant(one, meant, about)]
        if "none" not in meant and "?" not in meant:
            acting, understood = acting + 1, understood + bool(found)
    return wrong, understood / acting


@pytest.mark.parametrize("name", CONTEXTS)
def test_no_reply_completes_what_is_not_meant(name: str) -> None:
    wrong, _ = misread(name)
    assert [one for one in wrong if one[2][0] in COMPLETES and not one[2][2]] == []  # type: ignore[index]


@pytest.mark.parametrize("name", CONTEXTS)
def test_what_is_understood_is_what_was_meant(name: str) -> None:
    wrong, share = misread(name)
    assert wrong == []
    assert share >= 0.75


def test_the_table_has_three_hundred_replies_that_no_other_table_has() -> None:
    replies = [text for _, text in ROWS]
    others = {
        line.split("\t")[-1]
        for other in ("replies.tsv", "codeless.tsv")
        for line in (FILE.parent / other).read_text(encoding="utf-8").splitlines()
    }
    assert len(replies) == len({*replies} - others) >= 300
