"""Pure: what is read from a plan document, as values: its head, its duties, and what people must be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reminders.plans.documents.document import Source
from schedules.rules import Rule


class PhraseReading(Protocol):
    """What a phrase says about time, as far as the readers of plans need to know."""

    @property
    def status(self) -> str:
        """Return understood, needs_event, needs_date, standing, ambiguous or not_a_deadline."""

    @property
    def kind(self) -> str | None:
        """Return the kind of the rule."""

    @property
    def rule(self) -> Rule | None:
        """Return the rule."""

    @property
    def readings(self) -> Sequence[Rule]:
        """Return the rules an ambiguous phrase may mean."""

    @property
    def why(self) -> str:
        """Return in Vietnamese what is to be asked; "" where nothing is."""

    @property
    def also(self) -> "Sequence[PhraseReading]":
        """Return the further deadlines of the phrase."""


PhraseReader = Callable[[str, date | None, str], PhraseReading]
"""A phrase, the day the plan was issued and the sentence around it → its reading."""

NOT_A_DEADLINE = "not_a_deadline"
NEEDS_DATE = "needs_date"


@dataclass(frozen=True, kw_only=True)
class PlanHead:
    """The head of a plan; "" and None where the document does not say."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty as the document states it, in one place; `heading` is its title uncut, `sentence` the words around."""

    key: str
    source: Source
    section: str
    title: str
    heading: str = ""
    goal: str = ""
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    implementing: tuple[str, ...] = ()
    phrase: str = ""
    sentence: str = ""
    in_annex: bool = False
    same_as: tuple[str, ...] = ()
    reading: PhraseReading | None = None
    questions: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """Return how sure the deadline is; what stands where a deadline should and is none needs a date."""
        known = self.reading and self.reading.status != NOT_A_DEADLINE
        return str(self.reading.status) if self.reading and known else NEEDS_DATE

    @property
    def kind(self) -> str | None:
        """Return the kind of the rule; "undated" where the document gives no time."""
        return self.reading.kind if self.reading and self.status != NEEDS_DATE else "undated"


@dataclass(frozen=True, kw_only=True)
class NewName:
    """A body the plan names and the register does not know, with the known name nearest to it."""

    name: str
    nearest: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReadPlan:
    """Everything read from one document; duties in its order."""

    head: PlanHead
    duties: tuple[Duty, ...]
    new_names: tuple[NewName, ...] = ()
    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
