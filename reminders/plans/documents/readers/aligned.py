"""Pure: a table without lines: its columns by the white between words over all its rows, only where that is certain.

Certain is a table whose first column counts, from its head "TT" on, with the same white between the columns from the
head to the last row, and whose rows begin on one line.
"""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAST_COLUMNS = 3
LEAST_ROWS = 2
_WHITE_HEIGHTS, _WHITE_SPACES = 0.5, 2.2
"""Columns lie apart by more than half the height of a letter, and by more than twice the usual space between words."""
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_NUMBER_HEAD = re.compile(r"(?i)s?tt\.?")
_GROUP = re.compile(r"(?:[IVX]+|[A-H])[.)/:]?")


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from its left and its top."""

    text: str
    left: float
    right: float
    height: float


Line = Sequence[Word]
"""Words from left to right."""
Spans = list[tuple[float, float]]


def begins_aligned(text: str) -> bool:
    """Say whether a line may be the head of a table without lines."""
    return bool(_NUMBER_HEAD.match(text)) and len(text.split()) >= LEAST_COLUMNS


def aligned_table(lines: Sequence[Line], at: int) -> tuple[int, list[tuple[str, ...]]]:
    """Return how many lines the table takes that begins at a line, and its rows; 0 where none begins for certain."""
    white = _white(lines[at : at + 8])
    head = columns = _spans([(word.left, word.right) for word in lines[at]], white)
    held: list[Line] = []
    for line in lines[at:]:
        joined = _spans([*columns, *((word.left, word.right) for word in line)], white)
        if len(joined) >= len(head):
            columns = joined
        elif not _is_group(line, columns):
            break
        held.append(line)
    while held and _is_group(held[-1], columns):
        held.pop()
    columns = _of_head(columns, head)
    rows = _rows(held, columns)
    return (len(held), rows) if len(columns) >= LEAST_COLUMNS and _is_certain(rows) else (0, [])


def _white(lines: Sequence[Line]) -> float:
    """Return how far columns lie apart at least, in points."""
    gaps = [right.left - left.right for line in lines for left, right in pairwise(line)]
    heights = [word.height for line in lines for word in line]
    return max(_WHITE_HEIGHTS * statistics.median(heights), _WHITE_SPACES * statistics.median(gaps or [0.0]))


def _spans(parts: Sequence[tuple[float, float]], white: float) -> Spans:
    """Return what the parts cover, from left to right, put together where less than the white lies between."""
    spans: Spans = []
    for left, right in sorted(parts):
        if spans and left - spans[-1][1] < white:
            spans[-1] = spans[-1][0], max(spans[-1][1], right)
        else:
            spans.append((left, right))
    return spans


def _of_head(columns: Spans, head: Spans) -> Spans:
    """Return a column for each part of the head; cells that stand beside their head join the nearest."""
    joined = [list(part) for part in head]
    for left, right in columns:
        nearest = min(joined, key=lambda part: max(part[0] - right, left - part[1]))
        nearest[0], nearest[1] = min(nearest[0], left), max(nearest[1], right)
    return [(left, right) for left, right in joined]


def _is_group(line: Line, columns: Spans) -> bool:
    """Say whether a line names a group of rows: numbered or in capitals, from the first column on."""
    text = " ".join(word.text for word in line)
    return line[0].left <= columns[0][1] and (bool(_GROUP.fullmatch(line[0].text)) or text.isupper())


def _rows(lines: Sequence[Line], columns: Spans) -> list[tuple[str, ...]]:
    """Return the rows: after the head each begins where the first column has a word; a group is a row of one cell."""
    rows: list[list[str]] = [[""] * len(columns)]
    for line in lines:
        cells = [""] * len(columns)
        for word in line:
            at = min(range(len(columns)), key=lambda at: _distance(word, columns[at]))
            cells[at] = f"{cells[at]} {word.text}".strip()
        if _GROUP.fullmatch(line[0].text) and line[0].left <= columns[0][1]:
            rows.append([" ".join(word.text for word in line), *[""] * (len(columns) - 1)])
        elif cells[0] and line is not lines[0]:
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
    return [tuple(row) for row in rows]


def _distance(word: Word, column: tuple[float, float]) -> float:
    middle = (word.left + word.right) / 2
    return max(column[0] - middle, middle - column[1], 0.0)


def _is_certain(rows: list[tuple[str, ...]]) -> bool:
    """Say whether rows count, and none begins in the middle of a sentence, as where numbers stand at half height."""
    counted = [row for row in rows if _NUMBER.fullmatch(row[0]) and sum(map(bool, row)) >= LEAST_COLUMNS]
    return len(counted) >= LEAST_ROWS and all(row[1] and not row[1][0].islower() for row in counted)
