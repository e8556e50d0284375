"""Pure: what is read from a plan document, as values: its head, its duties, and what people must be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reminders.plans.documents.document import Source
from schedules.phrases import Reading, Status
from schedules.rules import Undated


@dataclass(frozen=True, kw_only=True)
class PlanHead:
    """The head of a plan; "" and None where the document does not say."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty as the document states it, in one place; `heading` is its title uncut, `sentence` the words around.

    `recipient`: to whom it is to be given, "" where nobody is named, or only who leads it.
    `key` and `title` are given when all duties of the document are known.
    """

    source: Source
    section: str
    key: str = ""
    title: str = ""
    heading: str = ""
    goal: str = ""
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    implementing: tuple[str, ...] = ()
    recipient: str = ""
    phrase: str = ""
    sentence: str = ""
    in_annex: bool = False
    same_as: tuple[str, ...] = ()
    reading: Reading | None = None
    questions: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Return how sure the deadline is; what stands where a deadline should and is none needs a date."""
        if self.reading is None or self.reading.status is Status.NOT_A_DEADLINE:
            return Status.NEEDS_DATE
        return self.reading.status

    @property
    def kind(self) -> str | None:
        """Return the kind of the rule; "undated" where the document gives no time."""
        return self.reading.kind if self.reading and self.status is not Status.NEEDS_DATE else Undated.kind


def doubted(reading: Reading, doubt: str) -> Reading:
    """Return a deadline from a place that may be read wrong: what was understood is only what it may mean."""
    also = tuple(doubted(further, doubt) for further in reading.also)
    if reading.rule is None or reading.status is Status.NEEDS_DATE:
        return replace(reading, also=also)
    return Reading(status=Status.AMBIGUOUS, readings=(reading.rule,), also=also, why=doubt)


@dataclass(frozen=True, kw_only=True)
class NewName:
    """A body the plan names and the register does not know, with the known name nearest to it."""

    name: str
    nearest: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A place that may state a duty and was not read: its words of time, else the bodies it tells to do something, and
    its sentence.
    """

    source: Source
    clause: str
    words: str
    sentence: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """What became of every place that may state a duty: how many are in duties, how many state none and why, and those
    that were not read.
    """

    in_duties: int = 0
    other: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadPlan:
    """Everything read from one document; duties in its order, and what became of all its places."""

    head: PlanHead
    duties: tuple[Duty, ...]
    new_names: tuple[NewName, ...] = ()
    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    ledger: Ledger = Ledger()
