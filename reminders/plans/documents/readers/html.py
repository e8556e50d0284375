"""Pure: a web page into a document, also one that Word or a document system saved as .doc, .xls or a web archive.

The standard library's parser, and no tree: pages of offices leave tags open, and events do not mind. Whatever holds
something, the page or a cell, is a list of blocks.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, texts, tidy
from reminders.plans.documents.readers.cell_doubts import without_errors
from reminders.plans.documents.readers.refusals import DAMAGED, PlanUnreadable

MAX_SPAN = 100
MAX_DEPTH = 30
SHOWN = 3

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = _HEADINGS | {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "form",
        "header",
    ),
    *("hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
}
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"])
_SILENT = frozenset(["script", "style", "head", "title", "template", "xml", "noscript"])
_STRUCK = frozenset(["del", "s", "strike"])
_LEFT_OUT = re.compile(r"display:none|visibility:hidden|mso-hide:all|text-decoration(?:-line)?:[^;]*line-through")
_CONTAINERS = frozenset(["table", "ol", "ul"])
_ENDED_BY_THE_NEXT = frozenset(["p", "li", "td", "th", "tr"])


@dataclass
class _Cell:
    across: int = 1
    down: int = 1
    blocks: list[Block] = field(default_factory=list)


@dataclass
class _Open:
    """A table that is not yet closed: the line of each row, and its cells."""

    rows: list[tuple[int, list[_Cell]]] = field(default_factory=list)


def read_html(content: bytes) -> Document:
    """Return the document in a web page given in UTF-8; a block's source is the line it begins in."""
    page = _Page()
    page.feed(content.decode())
    page.close()
    return page.document()


def read_web_archive(content: bytes) -> Document:
    """Return the document in a web archive (.mht): its pages one behind the other. PlanUnreadable without any."""
    archive = email.message_from_bytes(content, policy=email.policy.default)
    pages = [part.get_payload(decode=True) for part in archive.walk() if part.get_content_type() == "text/html"]
    charsets = [part.get_content_charset("utf-8") for part in archive.walk() if part.get_content_type() == "text/html"]
    found = [
        read_html(page.decode(charset, errors="replace").encode())
        for page, charset in zip(pages, charsets, strict=True)
        if isinstance(page, bytes)
    ]
    if not found:
        raise PlanUnreadable(DAMAGED)
    return Document(
        tuple(block for page in found for block in page.blocks),
        tuple(warning for page in found for warning in page.warnings),
    )


class _Page(HTMLParser):
    """What was read so far: the lists of blocks that are open, the outermost first, and the tables between them."""

    def __init__(self) -> None:
        super().__init__()
        self.holders: list[list[Block]] = [[]]
        self.tables: list[_Open] = []
        self.lists: list[int | None] = []
        self.text, self.line, self.marker, self.is_heading = "", 0, "", False
        self.skipped, self.depth = "", 0
        self.left_out: list[str] = []

    def document(self) -> Document:
        self._flush()
        while self.tables:
            self._end_table()
        shown = "; ".join(f"“{text[:40]}”" for text in self.left_out[:SHOWN])
        more = " …" if len(self.left_out) > SHOWN else ""
        said = f"Bỏ qua {len(self.left_out)} đoạn bị gạch bỏ hoặc ẩn: {shown}{more}."
        return Document(tuple(self.holders[0]), (said,) if self.left_out else ())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped and not self._goes_on(tag):
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._flush()
        if tag not in _VOID and _is_left_out(tag, given):
            self.skipped, self.depth = tag, 0
        elif tag in ("table", "tr", "td", "th"):
            self._open(tag, given)
        elif tag in ("ol", "ul"):
            self.lists.append(_number(given.get("start"), 1) - 1 if tag == "ol" else None)
        elif tag == "li":
            self.marker = self._next_marker(given)
        elif tag == "br":
            self.text += "\n"
        self.is_heading |= tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and not self._ends(tag):
            return
        if tag in _BLOCKS:
            self._flush()
        if tag == "table" and self.tables:
            self._end_table()
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.line = self.line if self.text.strip() else self.getpos()[0]
            self.text += re.sub(r"\s+", " ", data)
        elif self.skipped not in _SILENT and data.strip():
            self.left_out.append(tidy(data).replace("\n", " "))

    def _goes_on(self, tag: str) -> bool:
        """Say whether a tag begins something behind what is left out: the next row ends one that is left open."""
        if tag == self.skipped and tag in _ENDED_BY_THE_NEXT and not self.depth:
            self.skipped = ""
        self.depth += tag in self._nested()
        return not self.skipped

    def _ends(self, tag: str) -> bool:
        """Say whether an end is that of something around what is left out."""
        is_around = tag in _CONTAINERS and self.skipped in _ENDED_BY_THE_NEXT
        if not self.depth and (is_around or tag == self.skipped):
            self.skipped = ""
            return is_around
        self.depth -= tag in self._nested()
        return False

    def _nested(self) -> frozenset[str]:
        """Return the tags whose ends must be waited for inside what is left out."""
        return _CONTAINERS if self.skipped in _ENDED_BY_THE_NEXT else frozenset([self.skipped])

    def _next_marker(self, given: dict[str, str]) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] = number = _number(given.get("value"), self.lists[-1] + 1)
        return f"{number}. "

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        for text in tidy(self.marker + self.text).split("\n") if self.text.strip() else ():
            self.holders[-1].append(Paragraph(text, Source(line=self.line), is_heading=self.is_heading))
        if self.text.strip():
            self.marker = ""
        self.text, self.is_heading = "", False

    def _open(self, tag: str, given: dict[str, str]) -> None:
        line = self.getpos()[0]
        if tag == "table":
            if len(self.tables) >= MAX_DEPTH:
                raise PlanUnreadable(DAMAGED)
            self.tables.append(_Open())
            self.holders.append(self.holders[-1])  # what stands in a table and in no cell of it stands before it
        elif self.tables:
            rows = self.tables[-1].rows
            if tag == "tr" or not rows:
                rows.append((line, []))
            if tag != "tr":
                across, down = (min(_number(given.get(name), 1), MAX_SPAN) for name in ("colspan", "rowspan"))
                rows[-1][1].append(_Cell(max(across, 1), max(down, 1)))
                self.holders[-1] = rows[-1][1][-1].blocks

    def _end_table(self) -> None:
        self.holders.pop()
        table = self.tables.pop()
        self.holders[-1] += _of_table(table)


def _is_left_out(tag: str, given: dict[str, str]) -> bool:
    style = given.get("style", "").lower().replace(" ", "")
    return tag in _SILENT | _STRUCK or "hidden" in given or bool(_LEFT_OUT.search(style))


def _of_table(table: _Open) -> Iterator[Block]:
    """Yield the table; one that only lays out a page, around a table or in one column, yields what its cells hold."""
    cells = [cell for _, row in table.rows for cell in row]
    holds_table = any(isinstance(block, Table) for cell in cells for block in cell.blocks)
    most = max((sum(bool(_text(cell)) for cell in row) for _, row in table.rows), default=0)
    if most < 2 or (holds_table and most < 3):
        for cell in cells:
            yield from cell.blocks
    else:
        yield Table(tuple(_rows(table)))


def _rows(table: _Open) -> Iterator[Row]:
    held: dict[int, tuple[str, int]] = {}  # by column: a text that reaches down, and how far
    for line, row in table.rows:
        cells = {at: text for at, (text, _) in held.items()}
        held = {at: (text, left - 1) for at, (text, left) in held.items() if left > 1}
        at = 0
        for cell in row:
            while at in cells:
                at += 1
            for column in range(at, at + cell.across):
                cells[column] = _text(cell) if column == at else ""
                if cell.down > 1:
                    held[column] = cells[column], cell.down - 1
        yield _row([cells.get(column, "") for column in range(max(cells, default=-1) + 1)], line)


def _row(cells: list[str], line: int) -> Row:
    names = [f"dòng {line}, cột {at}" for at in range(1, len(cells) + 1)]
    kept, asked = without_errors(cells, names)
    return Row(kept, Source(line=line, doubt=" ".join(asked) or None))


def _text(cell: _Cell) -> str:
    return "\n".join(texts(cell.blocks))


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else otherwise
