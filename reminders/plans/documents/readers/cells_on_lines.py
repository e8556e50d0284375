"""Pure: a table copied from a web page with each cell on a line of its own: from "STT" on, its rows numbered."""

import re
from collections.abc import Callable, Iterator, Sequence

from reminders.plans.documents.document import Row, Source

Line = tuple[int, str]
Unit = tuple[int, str, int]
"""A cell: the number of its line, its text, and the place behind it in the list of lines."""

LEAST_COLUMNS, MOST_COLUMNS = 3, 10
_LONGEST_HEAD = 30
_NUMBER_HEAD = re.compile(r"(?i)(?:s?tt|số tt|số thứ tự)\.?")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]+|[A-H])[.)]?")
_GROUP = re.compile(r"(?:[IVX]+|[A-H])[.)/:]\s*\S.{0,150}")
_OTHER = "dòng của bảng có {found} ô, đầu bảng có {columns} cột. Nội dung từng cột đúng chưa?"


def table_of_lines(lines: Sequence[Line], at: int, plain: Callable[[str], str]) -> tuple[int, list[Row]]:
    """Return how many lines a table that begins at a line takes, and its rows; 0 where none begins.

    Cells are parted by empty lines where the head's are, else by line ends: then a line that begins small goes on with
    the one above. A row with more or fewer cells than the head is doubted.
    """
    if not is_number_head(lines[at][1], plain):
        return 0, []
    end = next((n for n in range(at + 1, len(lines)) if is_number_head(lines[n][1], plain)), len(lines))
    units = list(_units(lines, at, end, plain))
    head = tuple(text for _, text, _ in units[: MOST_COLUMNS + 1])
    width = next((n for n in range(1, len(head)) if _begins_row(units, n)), 0)
    if width < LEAST_COLUMNS:
        return 0, []
    rows = [Row(head[:width], Source(line=units[0][0]))]
    counted = [str(n + 1) for n in range(width)]
    place = width * (2 if [text for _, text, _ in units[width : 2 * width]] == counted else 1)
    while place < len(units) and _begins_row(units, place):
        size = _size(units, place, width)
        rows.append(_row(units[place : place + size], width))
        place += size
    return units[place - 1][2] - at, rows


def is_number_head(line: str, plain: Callable[[str], str]) -> bool:
    """Say whether a line is the head of the column that counts the rows."""
    return len(line) < _LONGEST_HEAD and bool(_NUMBER_HEAD.fullmatch(plain(line)))


def _begins_row(units: Sequence[Unit], at: int) -> bool:
    """Say whether a cell is a number, or names a group of rows of which the first stands behind it."""
    if _NUMBER.fullmatch(units[at][1]):
        return True
    return bool(_GROUP.fullmatch(units[at][1])) and at + 1 < len(units) and bool(_NUMBER.fullmatch(units[at + 1][1]))


def _units(lines: Sequence[Line], at: int, end: int, plain: Callable[[str], str]) -> Iterator[Unit]:
    has_gaps = at + 1 < end and not lines[at + 1][1].strip()
    number, text = 0, ""
    for place in range(at, end):
        part = plain(lines[place][1])
        goes_on = bool(part) and bool(text) and (has_gaps or part[0].islower())
        if text and not goes_on and (part or has_gaps):
            yield number, text, place
            text = ""
        if part:
            number = number if goes_on else lines[place][0]
            text = f"{text} {part}".strip()
    if text:
        yield number, text, end


def _size(units: Sequence[Unit], place: int, width: int) -> int:
    """Return how many cells the row takes that begins at a place: to the next row, else as many as the head has."""
    if not _NUMBER.fullmatch(units[place][1]):
        return 1
    following = range(place + 1, min(place + 3 * width, len(units)))
    size = next((at - place for at in following if _begins_row(units, at)), width)
    return min(size, len(units) - place)


def _row(units: Sequence[Unit], width: int) -> Row:
    """Return a row of the table; what is too much is taken for lines of the task."""
    cells = [text for _, text, _ in units]
    doubt = None if len(cells) in (1, 2, width) else _OTHER.format(found=len(cells), columns=width)
    surplus = max(len(cells) - width, 0)
    joined = [*cells[:1], " ".join(cells[1 : 2 + surplus]), *cells[2 + surplus :]] if surplus else cells
    return Row(tuple(joined + [""] * (width - len(joined))), Source(line=units[0][0], doubt=doubt))
