"""Print how the documents of the tests are read, against what persons read in them; `make reader-report`.

For each document and format: duties expected, found, with the right lead, the right deadline and a title that says the
task; right, asked (read, with a question), wrong (read, without a question, and not right), lost; and extra: read, and
expected by nobody.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from schedules.phrases import read_phrase
from tests.plans.documents.comparing import compare, register
from tests.plans.documents.test_real_plan_reading import FORMATS, read
from tests.reading.documents import Case, commune, invented, province
from tests.reading.documents import tally_of as of_document
from tests.reading.expert import expert_tally
from tests.reading.generated.converted import CONVERSIONS, INSTALLED
from tests.reading.generated.judging import by_layout, by_rendering, grouped, smallest_faults, tally_of
from tests.reading.generated.renderings import RENDERINGS
from tests.reading.tallies import Tally, header, line, total
from tests.schedules.phrase_parts import ISSUED, judged, made, tally

MADE = 6_000
SEED, PLANS_OF_A_LAYOUT, PLANS_OF_A_RENDERING = 2026, 40, 10


def main() -> None:
    """Print the tables of documents and of generated plans, then the differences of the real plan."""
    notes = compare(read(FORMATS[0]), register()).notes
    for text in chain(documents(), [""], generated(), [""], phrases(), ["", "the real plan:"], notes):
        print(text, flush=True)  # noqa: T201


def phrases() -> Iterator[str]:
    """Yield a line for each sort of made phrase: how many were read right, asked, wrong, taken for none."""
    read = [(phrase.sort, judged(phrase, read_phrase(phrase.text, issued_on=ISSUED))) for phrase in made(MADE, seed=11)]
    counted = tally([*read, *(("all", how) for _, how in read)])
    kinds = ("right", "asked", "wrong", "none")
    yield f"{'made phrases':24}" + "".join(f"{kind:>7}" for kind in kinds)
    yield from (f"{sort:24}" + "".join(f"{counted[sort][k]:7}" for k in kinds) for sort in sorted(counted))


def documents() -> Iterator[str]:
    """Yield the lines of the documents that were given and of those that were invented, each with a total."""
    yield header("document")
    given = {f"ke-hoach-135.{found}": expert_tally(read(found)) for found in FORMATS}
    yield from _part("the nine given, all formats", given | _tallies((*province(), *commune())))
    yield from _part("the invented", _tallies(invented()))


def generated() -> Iterator[str]:
    """Yield the lines of generated plans by layout and by rendering, and the ten smallest inputs that go wrong.

    Without LibreOffice the renderings it makes are left out.
    """
    plans = list(by_layout(SEED, PLANS_OF_A_LAYOUT))
    yield header("layout of generated plans")
    yield from _part("all layouts", grouped(plans, lambda plan: plan.layout))
    yield ""
    yield header("rendering of the same plans")
    for rendering in (*RENDERINGS, *(CONVERSIONS if INSTALLED else ())):
        most = PLANS_OF_A_RENDERING if rendering in RENDERINGS else 1  # LibreOffice takes seconds for each
        same = list(by_rendering(SEED, most, rendering))
        refusals = sorted({plan.refusal for plan in same if plan.refusal})
        yield f"{rendering}: {refusals[0]}" if refusals else line(rendering, tally_of(same))
    yield from ("", "the smallest that go wrong:", *smallest_faults(plans))


def _tallies(cases: Iterable[Case]) -> dict[str, Tally]:
    return {case.name: of_document(case) for case in cases}


def _part(name: str, counts: dict[str, Tally]) -> Iterator[str]:
    yield from (line(document, one) for document, one in counts.items())
    yield line(f"= {name}", total(counts.values()))


if __name__ == "__main__":
    main()
