"""Print what the readers find in the real plan against the expert register: found, missed, wrong, asked, per format;
and how phrases put together from parts are read.

Run from the project's folder: `make reader-report`.
"""

from schedules.phrases import read_phrase
from tests.plans.documents.comparing import compare, register
from tests.plans.documents.test_real_plan_reading import FORMATS, read
from tests.schedules.phrase_parts import ISSUED, judged, made, tally

MADE, SEED = 6000, 11

PARTS = ("criteria", "annex rows", "prose dated", "prose event", "prose standing", "prose undated")


def _of_phrases() -> list[str]:
    """Return a line for each sort of made phrase: how many were read right, asked, wrong, taken for none."""
    read = [
        (phrase.sort, judged(phrase, read_phrase(phrase.text, issued_on=ISSUED))) for phrase in made(MADE, seed=SEED)
    ]
    counted = tally([*read, *(("all", how) for _, how in read)])
    kinds = ("right", "asked", "wrong", "none")
    head = f"{'made phrases':24}" + "".join(f"{kind:>7}" for kind in kinds)
    return [head, *(f"{sort:24}" + "".join(f"{counted[sort][k]:7}" for k in kinds) for sort in sorted(counted))]


def main() -> None:
    """Print a table for each format, then the differences of the text."""
    print(f"{'format':8}{'part':16}{'found':>7}{'missed':>8}{'wrong':>7}{'asked':>7}")  # noqa: T201
    for found in FORMATS:
        result = compare(read(found), register())
        for part in PARTS:
            counts = (result.found[part], result.missed[part], result.wrong[part], result.asked[part])
            print(f"{found:8}{part:16}{counts[0]:7}{counts[1]:8}{counts[2]:7}{counts[3]:7}")  # noqa: T201
    print("\n".join(["", *_of_phrases()]))  # noqa: T201
    print("\n".join(["", *compare(read(FORMATS[0]), register()).notes]))  # noqa: T201


if __name__ == "__main__":
    main()
