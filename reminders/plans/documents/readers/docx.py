"""Shell: a Word file into a document, with the numbers Word makes itself and cells merged in both directions."""

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from reminders.plans.documents.document import (
    Block,
    Document,
    LeftOut,
    Paragraph,
    Row,
    Source,
    Table,
    said_of,
    texts,
    tidy,
)
from reminders.plans.documents.readers.archive import DAMAGES
from reminders.plans.documents.readers.chunks import read_chunk
from reminders.plans.documents.readers.numbering import Numbering, W, is_on, value
from reminders.plans.documents.readers.package import Package
from reminders.plans.documents.readers.refusals import DAMAGED, TOO_LONG, PlanUnreadable, damaged_by
from reminders.plans.documents.readers.word_letters import DELETED, HIDDEN, Styles, pieces, unwrapped

MAX_PARAGRAPHS = 40_000
MAX_COLUMNS = 100
NOTES = "nằm ở chú thích"

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_docx(content: bytes) -> Document:
    """Return the document in a Word file; a source is its paragraph's number. PlanUnreadable if damaged.

    What stands in it and does not count (struck out, hidden, deleted, footnotes) is left out and told.
    """
    with damaged_by(*DAMAGES, RecursionError), zipfile.ZipFile(io.BytesIO(content)) as archive:
        reading = _Reading(Package(archive))
        blocks = tuple(reading.blocks(reading.body))
        reading.notes()
        warnings = (*reading.warnings, *said_of(reading.left_out))
        return Document(blocks, warnings, tuple(reading.left_out))


class _Reading:
    """One pass over the body, counting paragraphs and lists, and keeping what does not count."""

    def __init__(self, package: Package) -> None:
        self.package, self.name = package, package.main()[0]
        body = package.xml(self.name).find(f"{W}body")
        if body is None:
            raise PlanUnreadable(DAMAGED)
        self.body = body
        styles = package.related(self.name, "styles")
        self.styles = Styles(styles)
        self.numbering = Numbering(package.related(self.name, "numbering"), styles)
        self.count = 0
        self.left_out: list[LeftOut] = []
        self.warnings: list[str] = []

    def blocks(self, parent: Element) -> Iterator[Block]:
        for element in unwrapped(parent):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            elif element.tag == f"{W}altChunk":
                yield from self._chunk(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        source = self._source()
        text, boxes = self._text(element, source)
        is_heading = _style(element) in self.styles.headings
        for line in filter(None, text.split("\n")):
            yield Paragraph(line, source, is_heading=is_heading)
        for box in boxes:
            yield from self.blocks(box)

    def _source(self) -> Source:
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise PlanUnreadable(TOO_LONG.format(limit=f"{MAX_PARAGRAPHS} đoạn"))
        return Source(paragraph=self.count)

    def _text(self, element: Element, source: Source, *, why: str = "") -> tuple[str, list[Element]]:
        """Return what is printed of a paragraph, and the text boxes that hang on it."""
        marker = "" if why else self._marker(element.find(f"{W}pPr"))
        text, boxes = "", []
        found = pieces(element, self.styles, style=_style(element), why=why)
        for reason, group in groupby(found, key=lambda piece: piece[1]):
            ours = [piece for piece, _ in group]
            letters = "".join(piece if isinstance(piece, str) else "".join(piece.itertext()) for piece in ours)
            if not reason:
                text += "".join(piece for piece in ours if isinstance(piece, str))
                boxes += [piece for piece in ours if not isinstance(piece, str)]
            else:
                text += " " if any(letter.isspace() for letter in letters) else ""
                self._leave_out(letters, reason, source)
        text = tidy(text)
        return tidy(f"{marker} {text}") if text else "", boxes

    def _marker(self, properties: Element | None) -> str:
        """Return the number Word prints before a paragraph; one whose end is deleted or hidden has none."""
        mark = properties.find(f"{W}rPr") if properties is not None else None
        is_gone = mark is not None and (mark.find(f"{W}del") is not None or is_on(mark.find(f"{W}vanish")))
        return "" if is_gone else self.numbering.marker(properties)

    def _leave_out(self, letters: str, why: str, source: Source) -> None:
        if text := tidy(letters).replace("\n", " "):
            self.left_out.append(LeftOut(text, why, source))

    def _table(self, table: Element) -> Table:
        rows: list[Row] = []
        above: list[str] = []
        for line in unwrapped(table):
            if line.tag == f"{W}tr":
                before = len(self.left_out)
                source = Source(paragraph=self.count + 1)
                above = self._row(line, above)
                if any(above) or len(self.left_out) == before:
                    rows.append(Row(tuple(above), source))
                else:
                    gone = self.left_out[before:]
                    text = " | ".join(piece.text for piece in gone)
                    self.left_out[before:] = [LeftOut(text, gone[0].why, source)]
        return Table(tuple(rows))

    def _row(self, line: Element, above: list[str]) -> list[str]:
        properties = line.find(f"{W}trPr")
        why = ""
        if properties is not None:
            is_deleted = properties.find(f"{W}del") is not None
            why = DELETED if is_deleted else HIDDEN if is_on(properties.find(f"{W}hidden")) else ""
        cells = [""] * _columns(properties, "gridBefore", 0)
        for cell in unwrapped(line):
            if cell.tag != f"{W}tc":
                continue
            given = cell.find(f"{W}tcPr")
            text = "\n".join(self._cell(cell, why or _deleted(given)))
            if _goes_on(given, "vMerge"):
                text = above[len(cells)] if len(cells) < len(above) else text
            cells += ["" if _goes_on(given, "hMerge") else tidy(text)]
            cells += [""] * (_columns(given, "gridSpan", 1) - 1)
        return cells

    def _cell(self, parent: Element, why: str) -> Iterator[str]:
        """Yield the texts in a cell; a table in it is text of the cell."""
        for element in unwrapped(parent):
            if element.tag == f"{W}p":
                text, boxes = self._text(element, self._source(), why=why)
                yield text
                for box in boxes:
                    yield from self._cell(box, why)
            elif element.tag == f"{W}altChunk":
                yield from texts(self._chunk(element))
            elif element.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
                yield from self._cell(element, why)

    def _chunk(self, element: Element) -> Iterator[Block]:
        """Yield a file that was put into this one, every block in a place of this one."""
        source = self._source()
        relation = self.package.relations(self.name).get(element.get(_ID, ""))
        try:
            if relation is None or relation.is_outside or not self.package.has(relation.target):
                raise PlanUnreadable(DAMAGED)
            document = read_chunk(self.package.content(relation.target))
        except PlanUnreadable as refusal:
            self.warnings.append(f"Phần văn bản chèn vào ở đoạn {source.paragraph} không đọc được: {refusal}")
            return
        self.warnings += document.warnings
        for block in document.blocks:
            if isinstance(block, Paragraph):
                yield Paragraph(block.text, self._source(), is_heading=block.is_heading)
            else:
                yield Table(tuple(Row(row.cells, self._source()) for row in block.rows))

    def notes(self) -> None:
        """Keep footnotes and endnotes as what was left out: legal bases nearly always, no sentence of the plan."""
        for kind in ("footnotes", "endnotes"):
            part = self.package.related(self.name, kind)
            for note in part if part is not None else ():
                letters = [piece for piece, why in pieces(note, self.styles) if not why and isinstance(piece, str)]
                self._leave_out("".join(letters), NOTES, Source(paragraph=self.count))


def _style(paragraph: Element) -> str:
    properties = paragraph.find(f"{W}pPr")
    return value(properties, "pStyle") or "" if properties is not None else ""


def _columns(properties: Element | None, name: str, otherwise: int) -> int:
    written = value(properties, name) if properties is not None else None
    return min(int(written), MAX_COLUMNS) if written else otherwise


def _goes_on(properties: Element | None, name: str) -> bool:
    """Return whether a cell is part of the one above it (vMerge) or before it (hMerge)."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _deleted(properties: Element | None) -> str:
    return DELETED if properties is not None and properties.find(f"{W}cellDel") is not None else ""
