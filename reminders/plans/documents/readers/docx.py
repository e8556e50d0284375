"""Shell: a Word file into a document, with the numbers Word makes itself and cells merged in both directions."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, tidy
from reminders.plans.documents.readers.numbering import Numbering
from reminders.plans.documents.readers.refusals import TOO_LONG, PlanUnreadable, damaged_by

MAX_PARAGRAPHS = 40_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
_SKIPPED = {
    *(f"{_W}{name}" for name in ("del", "moveFrom", "footnoteReference", "instrText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read_docx(content: bytes) -> Document:
    """Return the document in a Word file; a source is its paragraph's number. PlanUnreadable if damaged."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    with damaged_by(PackageNotFoundError, SyntaxError, KeyError, ValueError, zipfile.BadZipFile):
        reading = _Reading(docx.Document(io.BytesIO(content)))
        return Document(tuple(reading.blocks(reading.body)))


class _Reading:
    """One pass over the body, counting paragraphs and lists."""

    def __init__(self, word: Any) -> None:
        self.body = word.element.body
        self.headings = {
            style.style_id for style in word.styles if style.style_id and _is_heading(style.style_id, style.name)
        }
        self.numbering = Numbering(word)
        self.count = 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag in _WRAPPERS:
                yield from self.blocks(element)
            elif element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._table(element)

    def _paragraph(self, element: Any) -> Iterator[Paragraph]:
        source = self._source()
        text = self._text(element)
        style = element.style or ""
        for line in text.split("\n"):
            if line:
                yield Paragraph(line, source, is_heading=style in self.headings)

    def _source(self) -> Source:
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise PlanUnreadable(TOO_LONG.format(limit=f"{MAX_PARAGRAPHS} đoạn"))
        return Source(paragraph=self.count)

    def _text(self, element: Any) -> str:
        text = tidy("".join(_letters(element)))
        return tidy(f"{self.numbering.marker(element)} {text}") if text else ""

    def _table(self, table: Any) -> Table:
        rows: list[Row] = []
        above: list[str] = []
        for line in table.iter(f"{_W}tr"):
            if next(line.iterancestors(f"{_W}tbl")) is not table:
                continue
            source = Source(paragraph=self.count + 1)
            cells = [""] * _skipped(line)
            for cell in line.tc_lst:
                at = len(cells)
                text = self._cell(cell)
                if cell.vMerge == "continue":
                    text = above[at] if at < len(above) else text
                cells += [text, *[""] * (cell.grid_span - 1)]
            rows.append(Row(tuple(cells), source))
            above = cells
        return Table(tuple(rows))

    def _cell(self, cell: Any) -> str:
        texts = []
        for paragraph in cell.iter(f"{_W}p"):
            self._source()
            texts.append(self._text(paragraph))
        return tidy("\n".join(texts))


def _skipped(line: Any) -> int:
    before = line.find(f"{_W}trPr/{_W}gridBefore")
    return int(before.get(f"{_W}val", "0")) if before is not None else 0


def _is_heading(style_id: str, name: str | None) -> bool:
    return style_id.lower().startswith("heading") or (name or "").lower().startswith(("heading", "title"))


def _letters(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            yield " "
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag != f"{_W}pPr":
            yield from _letters(child)
            if child.tag == f"{_W}p":
                yield "\n"
