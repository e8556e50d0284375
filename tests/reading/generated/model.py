"""Pure: a plan as one model, drawn with a seed; its answer is known because it was made from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from schedules.notation import rule_to_dict
from schedules.rules import Rule
from tests.reading.expected import Expected
from tests.reading.generated.words import BODIES, DEADLINES, TAILS, TASKS

TWO_LEADS, COOPERATING = 0.1, 0.25
"""How often a duty has two leads, and how often somebody who cooperates."""


@dataclass(frozen=True)
class Assigned:
    """One duty of a model: who, with whom ("" nobody), what, and until when in words and as a rule."""

    leads: tuple[str, ...]
    cooperating: str
    task: str
    phrase: str
    rule: Rule

    @property
    def expected(self) -> Expected:
        return Expected("", self.task, self.leads, self.phrase, rule_to_dict(self.rule))

    @property
    def body(self) -> str:
        return ", ".join(self.leads)

    @property
    def title(self) -> str:
        return self.task[0].upper() + self.task[1:]


@dataclass(frozen=True)
class Model:
    """A plan of some duties; `number` is its own in the head, which says it was issued on 05/01/2026."""

    number: int
    duties: tuple[Assigned, ...]


def drawn(seed: int, duties: int) -> Model:
    """Return a plan with so many duties; no two of them have the same task or body."""
    chance = Random(seed)
    bodies, tasks = iter(chance.sample(BODIES, 3 * duties)), chance.sample(TASKS, duties)
    return Model(
        number=seed + 1,
        duties=tuple(
            Assigned(
                (next(bodies), next(bodies)) if chance.random() < TWO_LEADS else (next(bodies),),
                next(bodies) if chance.random() < COOPERATING else "",
                task + chance.choice(TAILS),
                *chance.choice(DEADLINES),
            )
            for task in tasks
        ),
    )


def models(seed: int, duties: int = 5) -> Iterator[Model]:
    """Yield plans without end, the same for the same seed."""
    return (drawn(seed * 100_000 + at, duties) for at in count())
