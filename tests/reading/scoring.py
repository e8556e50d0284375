"""Pure: what became of each expected duty: right, asked, wrong or lost; and how many of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reminders.plans.documents.duties import Duty, Unread
from reminders.plans.documents.spellings import spelling_key
from schedules.letters import fold
from tests.reading.expected import Expected
from tests.reading.matching import Pair, paired, share
from tests.reading.meant import meets

TITLE = 0.8
"""The share of the words of a task from which on a title says it."""


class Verdict(StrEnum):
    """What became of a duty. `ASKED`: read, with any question, so that somebody looks at it."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "wrong"
    LOST = "lost"


@dataclass(frozen=True)
class Score:
    """One expected duty, judged."""

    pair: Pair
    verdict: Verdict
    lead_right: bool
    deadline_right: bool
    title_right: bool
    is_silent: bool = False
    """Lost, and not shown as unread either."""


def scored(expected: Sequence[Expected], duties: Sequence[Duty], unread: Sequence[Unread] = ()) -> list[Score]:
    """Return the score of each expected duty; an optional one that was not read is left out."""
    pairs = [pair for pair in paired(expected, duties) if pair.duty or not pair.expected.optional]
    left = list(unread)
    return [score(pair, is_shown=pair.duty is None and _is_shown(pair.expected, left)) for pair in pairs]


def _is_shown(expected: Expected, left: list[Unread]) -> bool:
    """Return whether a place that was not read says an expected duty, or when it is due; and take it away."""
    for at, place in enumerate(left):
        says_when = bool(expected.phrase) and fold(expected.phrase) in fold(place.sentence)
        if says_when or (expected.title and share(expected.title, place.sentence) >= TITLE):
            del left[at]
            return True
    return False


def score(pair: Pair, *, is_shown: bool = False) -> Score:
    """Return what became of one duty; `is_shown`: a place that was not read says it."""
    expected, duty = pair.expected, pair.duty
    if duty is None:
        return Score(pair, Verdict.LOST, False, False, False, is_silent=not is_shown)
    lead = not expected.lead or same_names(expected.lead, duty.lead)
    rule = duty.reading.rule if duty.reading else None
    deadline = not expected.deadline or meets(expected.deadline, rule)
    title = share(expected.title, duty.title) >= TITLE if expected.title else bool(duty.title)
    verdict = Verdict.ASKED if duty.questions else Verdict.RIGHT if lead and deadline else Verdict.WRONG
    return Score(pair, verdict, lead, deadline, title)


def same_names(expected: Iterable[str], found: Iterable[str]) -> bool:
    """Return whether the same bodies are named, in any order; one that was read may go on with a name of its own."""
    there, left = list(expected), list(found)
    if len(there) != len(left):
        return False
    return all(any(_is_name(name, other) for other in left) for name in there)


def _is_name(expected: str, found: str) -> bool:
    """Return whether a name is the expected one, or it with a place or person behind: "xã" and "xã Đồng Tâm"."""
    if spelling_key(expected) == spelling_key(found):
        return True
    tail = found.split()[len(expected.split()) :]
    begins = spelling_key(" ".join(found.split()[: len(expected.split())])) == spelling_key(expected)
    return begins and bool(tail) and all(word[:1].isupper() for word in tail)
