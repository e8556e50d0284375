"""Shell: the documents of the tests that have an expected reading, in each of their formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reminders.plans.documents.duties import ReadPlan
from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents import test_other_plans
from tests.plans.documents.making import DATA as PLANS
from tests.reading.expected import Expected, gold
from tests.reading.scoring import scored
from tests.reading.tallies import Tally, tally

DATA = Path(__file__).parent / "data"
COMMUNE, INVENTED = DATA / "commune", DATA / "invented"
PROVINCE = ("ke-hoach-141-bac-ninh-2025.md", "ke-hoach-7360-lai-chau-2025.md")


@dataclass(frozen=True)
class Case:
    """A document in one format, with what a person reads in it."""

    path: Path
    expected: tuple[Expected, ...]

    @property
    def name(self) -> str:
        return self.path.name


def commune() -> Iterator[Case]:
    """Yield the six plans of communes, as text and as Word files."""
    for path in sorted(COMMUNE.glob("*.gold.json")):
        for ending in (".txt", ".docx"):
            yield Case(path.with_name(path.name.removesuffix(".gold.json") + ending), tuple(gold(path)))


def province() -> Iterator[Case]:
    """Yield the two plans of provinces; of their deadlines the kind is judged."""
    for name in PROVINCE:
        rows = test_other_plans.PLANS[name]
        yield Case(
            PLANS / name,
            tuple(
                Expected(key.split("-")[0], "", lead, phrase, {"is": kind} if kind else {})
                for key, lead, phrase, kind in rows
            ),
        )


def invented() -> Iterator[Case]:
    """Yield the documents written for these tests, one shape each."""
    for path in sorted(INVENTED.glob("*.gold.json")):
        yield Case(path.with_name(path.name.removesuffix(".gold.json") + ".txt"), tuple(gold(path)))


@cache
def reading(path: Path) -> ReadPlan:
    """Return what the product reads in a file."""
    return read_plan(path.read_bytes(), path.name)


def tally_of(case: Case) -> Tally:
    """Return what became of the duties of a document."""
    plan = reading(case.path)
    return tally(scored(case.expected, plan.duties, plan.ledger.unread), len(plan.duties))
