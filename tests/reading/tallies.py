"""Pure: scores counted and written as lines of a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.reading.scoring import Score, Verdict

COLUMNS = ("expected", "found", "lead", "deadline", "title", "right", "asked", "wrong", "lost", "silent", "extra")


@dataclass(frozen=True)
class Tally:
    """How many duties were expected and what became of them; `lead`, `deadline`, `title`: read right.

    right + asked + wrong + lost = expected. `silent` are those of the lost that are not shown as unread; `extra` were
    read and nobody expects them.
    """

    expected: int = 0
    found: int = 0
    lead: int = 0
    deadline: int = 0
    title: int = 0
    right: int = 0
    asked: int = 0
    wrong: int = 0
    lost: int = 0
    silent: int = 0
    extra: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))


def tally(scores: Sequence[Score], read: int) -> Tally:
    """Return the counts of the scores of a document of which so many duties were read."""
    verdicts = {verdict: sum(one.verdict is verdict for one in scores) for verdict in Verdict}
    found = len(scores) - verdicts[Verdict.LOST]
    return Tally(
        expected=len(scores),
        found=found,
        lead=sum(one.lead_right for one in scores),
        deadline=sum(one.deadline_right for one in scores),
        title=sum(one.title_right for one in scores),
        silent=sum(one.is_silent for one in scores),
        extra=read - found,
        **{verdict.value: count for verdict, count in verdicts.items()},
    )


class Bounds(NamedTuple):
    """How many duties at most are wrong without a question, how many are wrong or lost, how many lost in silence."""

    wrong: int
    wrong_or_lost: int
    silent: int


def exceeded(counts: Tally, bounds: Bounds) -> bool:
    """Return whether a document is read worse than it was when its bounds were measured."""
    return (
        counts.wrong > bounds.wrong
        or counts.wrong + counts.lost > bounds.wrong_or_lost
        or counts.silent > bounds.silent
    )


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def header(what: str) -> str:
    return f"{what:44}" + "".join(f"{name:>9}" for name in COLUMNS)


def line(name: str, counts: Tally) -> str:
    return f"{name[:43]:44}" + "".join(f"{getattr(counts, column):9}" for column in COLUMNS)
