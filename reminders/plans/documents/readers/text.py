"""Pure: text and Markdown into a document.

No Markdown library: the texts offices have are copies of web pages and of scans, with emphasis left open over line
ends, tables whose cells are lines between lone "|" and rows of tabs, which a real parser takes for code or drops. What
is needed (lines, markers, three shapes of tables) is little, and every line keeps its number.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, tidy
from reminders.plans.documents.readers.cells_on_lines import is_number_head, table_of_lines

WRAPPED_BELOW = 120
"""A text whose lines are nearly all shorter than this was wrapped; in a longer one each line is a paragraph."""

_EMPHASIS = re.compile(r"\*+|(?<![\w/])__?(?=\S)|(?<=\S)__?(?![\w/])|`+")
_BREAKS = re.compile(r"(?i)<br\s*/?>|</?(?:ul|ol|p|div)[^>]*>|</li>")
_TAGS = re.compile(r"(?i)</?(?:b|i|u|em|strong|span|sup|sub|font|li|center|h\d)(?:\s[^>]*)?>")
_HEADING = re.compile(r"#{1,6}\s+")
_OPENED = re.compile(r"(?:Điều|Chương|Mục|Phần|ĐIỀU|CHƯƠNG|MỤC|PHẦN)|(?:Phụ lục|PHỤ LỤC)")
_ENDS = (".", ";", ":", "/")
_LONGEST_CELL = 40
"""Lines of a cell between lone bars; a longer one is the text behind a table whose end was lost."""
_LONGEST_GROUP = 300
"""Letters of a row that names a group of tasks; a longer one is a section of the text behind a table."""
_BEGINS_TEXT = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|THÔNG BÁO|PHƯƠNG ÁN|ĐỀ ÁN|PHỤ LỤC(?: [\dIVX]+)?)$")
_BEGINS_SECTION = re.compile(r"II?\. ?[A-ZĐ]{2}")
_GROUP = re.compile(r"(?:[IVX]+|[A-H]|\d{1,2})[.)/:] ?\S")
_RULE = re.compile(r"[\s|:=_*–—-]*")
_MARKER = re.compile(r"(?:[-–+•]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]+\.\s)")

Line = tuple[int, str]
Test = Callable[[str], bool]


def read_text(text: str) -> Document:
    """Return the document in a text; each block's source is the line it begins in (the first is 1)."""
    lines = list(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1))
    return Document(tuple(_blocks(lines)))


def _is_wrapped(lines: list[Line]) -> bool:
    lengths = sorted(len(line) for _, line in lines if line.strip() and "\t" not in line)
    return bool(lengths) and lengths[len(lengths) * 95 // 100] < WRAPPED_BELOW


def _has_gaps(lines: list[Line]) -> bool:
    """Say whether empty lines part the paragraphs of a text; where there are hardly any, sentences do."""
    return sum(not line.strip() for _, line in lines) * 10 > len(lines)


def _blocks(lines: list[Line]) -> Iterator[Block]:
    is_wrapped, has_gaps = _is_wrapped(lines), _has_gaps(lines)
    at = 0
    while at < len(lines):
        _, line = lines[at]
        if _is_lone_bar(line):
            taken, rows = _table_of_lone_bars(lines, at)
        elif line.count("\t") >= 2:
            taken, rows = _table_of(lines, at, lambda line: "\t" in line, "\t")
        elif _has_bars(line):
            taken, rows = _table_of(lines, at, _has_bars, "|")
        else:
            taken, rows = table_of_lines(lines, at, plain)
        if taken:
            if rows:
                yield Table(tuple(rows))
            at += taken
            continue
        taken = 1
        while is_wrapped and at + taken < len(lines):
            if not _runs_on(lines[at + taken - 1][1], lines[at + taken][1], has_gaps=has_gaps):
                break
            taken += 1
        yield from _paragraph(lines[at : at + taken])
        at += taken


def _runs_on(line: str, following: str, *, has_gaps: bool) -> bool:
    """Say whether a line of a wrapped text goes on in the next."""
    before, after = plain(line), plain(following)
    if not line.strip() or not after or not before or _begins_block(following):
        return False
    if _OPENED.fullmatch(before):
        return True
    if not _MARKER.match(after):
        return has_gaps or not (before.endswith(_ENDS) or (len(after) > 9 and before.isupper() != after.isupper()))
    return before[-1].isdigit() and bool(re.match(r"[-–] ?\d", after))


def _begins_block(line: str) -> bool:
    """Say whether a line begins a heading, a table or a ruler, whatever stands above it."""
    is_table = is_number_head(line, plain) or _is_lone_bar(line) or "\t" in line or _has_bars(line)
    return is_table or bool(_HEADING.match(line) or _RULE.fullmatch(line.strip()))


def _paragraph(lines: list[Line]) -> Iterator[Paragraph]:
    text = plain(" ".join(line.strip() for _, line in lines))
    if text and not _RULE.fullmatch(text):
        is_heading = bool(_HEADING.match(lines[0][1].lstrip()))
        yield Paragraph(text.replace("\n", " "), Source(line=lines[0][0]), is_heading=is_heading)


def _table_of(lines: list[Line], at: int, belongs: Test, separator: str) -> tuple[int, list[Row]]:
    """Return how many lines a table of one line a row takes, and its rows."""
    rows = []
    end = at
    while end < len(lines) and (belongs(lines[end][1]) or _is_group(lines, end, belongs)):
        number, line = lines[end]
        end += 1
        stripped = line.strip("\n") if separator == "\t" else line.strip().strip("|")
        if not _RULE.fullmatch(stripped) or separator == "\t":
            rows.append(Row(tuple(plain(cell) for cell in stripped.split(separator)), Source(line=number)))
    return end - at, rows


def _is_group(lines: list[Line], at: int, belongs: Test) -> bool:
    """Say whether a line between two rows of a table, without its bars, names a group of tasks."""
    text = plain(lines[at][1])
    is_between = at + 1 < len(lines) and belongs(lines[at + 1][1])
    return is_between and len(text) <= _LONGEST_GROUP and bool(_GROUP.match(text) or text.isupper())


def _has_bars(line: str) -> bool:
    stripped = line.strip()
    return stripped.count("|") >= 2 and len(stripped) > 2


def _table_of_lone_bars(lines: list[Line], at: int) -> tuple[int, list[Row]]:
    """Read a table as web pages copy it: each cell between lines of one "|"; two such lines are the end of a row.

    A "|" before an empty line and text is the end of the table.
    """
    rows: list[Row] = []
    cells: list[str] = []
    number = lines[at][0]
    start = at
    while at < len(lines) and _is_lone_bar(lines[at][1]):
        end = next((n for n in range(at + 1, len(lines)) if _is_lone_bar(lines[n][1])), len(lines))
        content = [line for _, line in lines[at + 1 : end]]
        if end == len(lines) or _is_behind_table(content):
            at += 1
            break
        if content:
            cells.append(_cell(content))
        else:
            rows += _row(cells, number)
            cells, number = [], lines[end][0]
        at = end
    rows += _row(cells, number)
    return max(at - start, 1), rows


def _is_lone_bar(line: str) -> bool:
    return line.strip() == "|"


def _is_behind_table(content: list[str]) -> bool:
    """Say whether lines are the text behind a table, and no cell of it."""
    lines = [plain(line) for line in content]
    if len(content) > _LONGEST_CELL or any(map(_BEGINS_TEXT.match, lines)):
        return True
    if sum(map(len, lines)) > _LONGEST_GROUP and any(map(_BEGINS_SECTION.match, lines)):
        return True
    return bool(content) and not lines[0] and any(lines)


def _row(cells: list[str], number: int) -> list[Row]:
    return [Row(tuple(cells), Source(line=number))] if cells else []


def _cell(lines: list[str]) -> str:
    text = ""
    for line in lines:
        part = plain(line)
        if part and not _RULE.fullmatch(part):
            begins = _MARKER.match(part) or (part.isupper() and not text.rsplit("\n", 1)[-1].isupper())
            text += ("\n" if begins or not text else " ") + part
    return text.strip()


def plain(text: str) -> str:
    """Return a piece of text without marks of emphasis and HTML."""
    text = unescape(_TAGS.sub("", _BREAKS.sub("\n", text))) if "<" in text or "&" in text else text
    return tidy(_EMPHASIS.sub("", _HEADING.sub("", text.strip().replace("\\", ""))).strip().strip("|"))
