"""Shell: drawn plans written, read by the product, and scored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reminders.plans.documents.readers.refusals import PlanUnreadable
from reminders.plans.documents.reading_files import read_plan
from tests.reading.generated.converted import CONVERSIONS
from tests.reading.generated.layouts import LAYOUTS, head
from tests.reading.generated.model import Assigned, Model, models
from tests.reading.generated.renderings import RENDERINGS
from tests.reading.scoring import Score, Verdict, scored
from tests.reading.tallies import Tally, tally, total

FAULTS = (Verdict.WRONG, Verdict.LOST)


@dataclass(frozen=True)
class Judged:
    """One plan in one layout and rendering, with the score of each of its duties, and how many were read."""

    model: Model
    layout: str
    rendering: str
    scores: tuple[Score, ...]
    read: int = 0
    refusal: str = ""


def written(model: Model, layout: str, rendering: str) -> bytes:
    """Return the file of a plan."""
    write = {**RENDERINGS, **CONVERSIONS}[rendering]
    return write([*head(model), *LAYOUTS[layout](model)])


def judged(model: Model, layout: str, rendering: str = "txt") -> Judged:
    """Return what is read of a plan; a file the product refuses has lost nothing, for it says so."""
    try:
        plan = read_plan(written(model, layout, rendering), f"ke-hoach.{rendering}")
    except PlanUnreadable as refusal:
        return Judged(model, layout, rendering, (), refusal=str(refusal))
    expected = [duty.expected for duty in model.duties]
    return Judged(model, layout, rendering, tuple(scored(expected, plan.duties, plan.ledger.unread)), len(plan.duties))


def by_layout(seed: int, plans: int) -> Iterator[Judged]:
    """Yield so many plans in each layout, as text, each plan another one."""
    drawing = models(seed)
    for layout in LAYOUTS:
        for model in islice(drawing, plans):
            yield judged(model, layout)


def by_rendering(seed: int, plans: int, rendering: str) -> Iterator[Judged]:
    """Yield the same plans for every rendering, once as prose and once as a table."""
    for layout in ("prose leads", "table"):
        for model in islice(models(seed), plans):
            yield judged(model, layout, rendering)


def grouped(plans: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Tally]:
    """Return the counts of the plans of each key, in the order in which the keys come."""
    groups: dict[str, list[Judged]] = {}
    for plan in plans:
        groups.setdefault(key(plan), []).append(plan)
    return {name: tally_of(group) for name, group in groups.items()}


def tally_of(plans: Iterable[Judged]) -> Tally:
    return total(tally(plan.scores, plan.read) for plan in plans)


def smallest_faults(plans: Iterable[Judged], most: int = 10) -> list[str]:
    """Return the shortest plans of one duty that are read wrong or lost: the shortest of each layout and verdict.

    A fault that shows only beside other duties is not among them.
    """
    found: dict[str, str] = {}
    for plan in plans:
        for one in plan.scores:
            if one.verdict in FAULTS and (fault := _alone(plan, one)):
                kind, words = fault
                found[kind] = min(found.get(kind, words), words, key=len)
    return sorted((f"{kind}: {words}" for kind, words in found.items()), key=len)[:most]


def _alone(plan: Judged, one: Score) -> tuple[str, str] | None:
    duty = next(duty for duty in plan.model.duties if duty.expected == one.pair.expected)
    small = Model(plan.model.number, (duty,))
    again = judged(small, plan.layout)
    if not again.scores or again.scores[0].verdict not in FAULTS:
        return None
    return f"{plan.layout}, {again.scores[0].verdict}", _shown(small, plan.layout, duty, again.scores[0])


def _shown(model: Model, layout: str, duty: Assigned, score: Score) -> str:
    body = RENDERINGS["txt"](LAYOUTS[layout](model)).decode().split("\n\n", 1)[1].replace("\n", " ⏎ ")
    read = score.pair.duty
    what = f"{'; '.join(read.lead)} | {read.phrase}" if read else "nothing"
    return f"{body} → {what} (meant: {duty.body} | {duty.phrase})"
