"""Replies as coordinators write them (`coordinators.tsv`): nothing is decided, nor reported done, that was not meant.

What is meant: a verb, of what the context is about ("accept") or of items that are named ("accept 1,3"); "?" after it
may be asked and not be carried out; "none": nothing is decided. "Xong" of another agency's item is asked in the chat
("Báo hoàn thành thay …?"), so it may be read where something was said of it.
"""

from pathlib import Path

import pytest

from db.statuses import Action
from reminders.replies import Act, Decide, Note, Reply, Several, understand
from reminders.replies.context import NOTHING, Context
from tests.replies.test_replies_in_communes import NOW

FILE = Path(__file__).parent / "coordinators.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
NINE = (1, 2, 3, 4, 5, 6, 7, 8, 9)
CONTEXTS: dict[str, tuple[tuple[int, ...], Context, tuple[int, ...]]] = {
    "one waits": ((1,), NOTHING, (1,)),
    "three wait, all in the last message": ((1, 2, 3), Context(last=(1, 2, 3)), (1, 2, 3)),
    "nine wait, the fourth replied to": (NINE, Context(replied=(4,), last=(7,)), (4,)),
    "nine wait, nothing said for a day": (NINE, NOTHING, NINE),
}
DECISIONS = ("accept", "return", "grant", "refuse")
_ACTS = {Action.ACCEPT: "accept", Action.RETURN: "return", Action.COMPLETE: "done"}


def carried_out(reply: Reply) -> list[tuple[str, tuple[int, ...]]]:
    """Return what is decided at once, and of which items; what is asked first is not among it."""
    match reply:
        case Several(wishes=wishes):
            return [one for wish in wishes for one in carried_out(wish)]
        case Act(action=action, codes=codes):
            return [(_ACTS.get(action, action.value), codes)]
        case Decide(codes=codes, is_granted=is_granted):
            return [("grant" if is_granted else "refuse", codes)]
        case Note(kind=kind, codes=codes):
            return [(kind.value, codes)]
        case _:
            return []


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_coordinator_decides_only_what_was_meant(name: str) -> None:
    open_codes, context, about = CONTEXTS[name]
    wrong = []
    for meant, text in ROWS:
        verb, _, items = meant.rstrip("?").partition(" ")
        named = tuple(map(int, items.split(","))) if items else about
        found = carried_out(understand(text, open_codes=open_codes, context=context, now=NOW))
        wrong += [(text, meant, one) for one in found if one[0] in DECISIONS and one != (verb, named)]
        wrong += [(text, meant, one) for one in found if one[0] == "done" and verb == "none"]
    assert wrong == []


def test_most_of_what_names_its_item_is_decided_at_once() -> None:
    rows = [(meant, text) for meant, text in ROWS if " " in meant and "?" not in meant]
    decided = [text for _, text in rows if carried_out(understand(text, open_codes=(1, 2, 3), now=NOW))]
    assert len(decided) / len(rows) >= 0.7
