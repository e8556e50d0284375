"""Print what the readers find in the real plan against the expert register: found, missed, wrong, asked, per format.

Run from the project's folder: `make reader-report`.
"""

from tests.plans.documents.comparing import compare, register
from tests.plans.documents.test_real_plan_reading import FORMATS, read

PARTS = ("criteria", "annex rows", "prose dated", "prose event", "prose standing", "prose undated")


def main() -> None:
    """Print a table for each format, then the differences of the text."""
    print(f"{'format':8}{'part':16}{'found':>7}{'missed':>8}{'wrong':>7}{'asked':>7}")  # noqa: T201
    for found in FORMATS:
        result = compare(read(found), register())
        for part in PARTS:
            counts = (result.found[part], result.missed[part], result.wrong[part], result.asked[part])
            print(f"{found:8}{part:16}{counts[0]:7}{counts[1]:8}{counts[2]:7}{counts[3]:7}")  # noqa: T201
    print("\n".join(["", *compare(read(FORMATS[0]), register()).notes]))  # noqa: T201


if __name__ == "__main__":
    main()
