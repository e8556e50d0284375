"""Pure: a table saved as text with separators (.csv, .tsv) into a document."""

import csv
from collections import Counter
from collections.abc import Iterator

from reminders.plans.documents.document import Document, Row, Source, Table, tidy
from reminders.plans.documents.readers.cell_doubts import without_errors
from reminders.plans.documents.readers.text import read_text

_SEPARATORS = ";\t,|"
_ANNOUNCED = "sep="


def read_csv(text: str) -> Document:
    """Return the document in a text with separators; a row's source is the line it begins in."""
    announced = text[:5].lower().startswith(_ANNOUNCED)
    separators = text[4] if announced and len(text) > 4 else _SEPARATORS
    parsed = [list(_rows(text, separator)) for separator in separators]
    rows = max(parsed, key=_likeness)[announced:]
    if _likeness(rows) < len(rows):  # the commas of sentences: half of the rows would have the same two cells
        return read_text(text)
    return Document((Table(tuple(row for row in rows if any(row.cells))),))


def _rows(text: str, separator: str) -> Iterator[Row]:
    lines = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    before = 0
    for line in lines:
        names = [f"dòng {before + 1}, cột {at}" for at in range(1, len(line) + 1)]
        cells, asked = without_errors([tidy(cell) for cell in line], names)
        yield Row(cells, Source(line=before + 1, doubt=" ".join(asked) or None))
        before = lines.line_num


def _likeness(rows: list[Row]) -> int:
    """Return how much rows look like those of a table: how many have the same number of cells, times that number."""
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    return max((count * width for width, count in widths.items()), default=0)
