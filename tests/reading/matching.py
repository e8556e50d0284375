"""Pure: which duty that was read is which that a person expects, by the words of the task and of the deadline.

1. How much of the task stands in the title of the duty, the heading and the product; what stands only in the sentence
   around it counts nine tenths, for a sentence may hold several duties.
2. The deadlines fit when one's words stand in the other's.
3. A pair is possible with half of the task and a deadline that fits, or with four fifths of the task.
4. The best pair goes first; a duty belongs to one pair.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reminders.plans.documents.duties import Duty
from schedules.letters import fold
from tests.reading.expected import Expected

ENOUGH_WITH_DEADLINE, ENOUGH_ALONE, IN_SENTENCE = 0.5, 0.8, 0.9


@dataclass(frozen=True)
class Pair:
    """An expected duty with the one that was read; None where it is lost."""

    expected: Expected
    duty: Duty | None


def paired(expected: Sequence[Expected], duties: Sequence[Duty]) -> list[Pair]:
    """Return each expected duty, in order, with the duty that was read for it."""
    scores = [
        (score, -at, -place)
        for at, one in enumerate(expected)
        for place, duty in enumerate(duties)
        if (score := likeness(one, duty))
    ]
    found: dict[int, int] = {}
    for _, at, place in sorted(scores, reverse=True):
        if -at not in found and -place not in found.values():
            found[-at] = -place
    return [Pair(one, duties[found[at]] if at in found else None) for at, one in enumerate(expected)]


def likeness(expected: Expected, duty: Duty) -> float:
    """Return how well a duty fits, up to 2 and a little for the same clause; 0 where it is another one."""
    deadline = _fits(expected.phrase, duty.phrase)
    same_clause = expected.key.split("/")[0] == duty.section
    if not expected.title:
        return 1.0 + deadline if same_clause and (deadline or not expected.phrase) else 0.0
    task = share(expected.title, f"{duty.title} {duty.heading} {duty.goal}")
    task = max(task, IN_SENTENCE * share(expected.title, duty.sentence))
    if task < (ENOUGH_WITH_DEADLINE if deadline else ENOUGH_ALONE):
        return 0.0
    return task + deadline + 0.01 * same_clause


def share(task: str, text: str) -> float:
    """Return which share of the words of a task stands in a text, 0 to 1."""
    words, there = set(_words(task)), set(_words(text))
    return len(words & there) / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _fits(left: str, right: str) -> bool:
    a, b = (" ".join(_words(text)) for text in (left, right))
    return bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")
