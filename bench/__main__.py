"""Shell: `make bench`: how much the chosen way gains over the plain one, both measured in the same run.

Only the ratios mean something: they hold on a slow machine as on a fast one. Nothing here is a test.
"""

from rich.console import Console
from rich.table import Table

from bench import expanding, listing, outbox, sending
from bench.timing import Comparison


def main() -> None:
    """Measure everything and print one table."""
    table = Table("What", "Ours", "The plain way", "Ratio", "The plain way is", show_edge=False)
    for measure in (outbox.compare, listing.compare, expanding.compare, sending.compare):
        for found in measure():
            table.add_row(*row(found))
    Console(width=140).print(table)


def row(found: Comparison) -> tuple[str, str, str, str, str]:
    """Return one line of the table; times in milliseconds."""
    ours, plain = found.ours_seconds * 1000, found.plain_seconds * 1000
    return found.what, f"{ours:.2f} ms", f"{plain:.2f} ms", f"{plain / ours:.1f}", found.plain


if __name__ == "__main__":
    main()
