"""Make Word files for the tests: the real plan with headings and tables as Word has them."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from reminders.plans.documents.document import Document, Table, rejoined
from reminders.plans.documents.outline import split_marker
from reminders.plans.documents.readers.text import read_text

DATA = Path(__file__).parent / "data"
WIDTHS = (10, 55, 60, 40, 55, 40)
LEVELS = {"roman": 1, "number": 2, "decimal": 3}


def plan_text(name: str = "ke-hoach-135-KH-UBND.md") -> str:
    return (DATA / name).read_text(encoding="utf-8")


def logical_rows(document: Document) -> list[tuple[str, ...]]:
    """Return the annex as one table: one header, no page breaks, rows that were split put together."""
    rows: list[list[str]] = []
    for row in (row for block in document.blocks if isinstance(block, Table) for row in block.rows):
        if rows and row.cells == tuple(rows[0]):
            continue
        if rows and not row.cells[0]:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], row.cells, strict=True)]
        else:
            rows.append(list(row.cells))
    return [tuple(row) for row in rows]


def word_file(text: str) -> bytes:
    """Return the plan as a Word file: Heading styles, one annex table whose header repeats, merged group rows."""
    document = read_text(text)
    word = docx.Document()
    word.styles["Normal"].font.name = "DejaVu Serif"
    word.styles["Normal"].font.size = Pt(11)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    for block in rejoined(document.blocks):
        if isinstance(block, Table):
            continue
        marker, _ = split_marker(block.text)
        level = LEVELS.get(marker.kind) if marker and block.is_heading else None
        if level:
            word.add_heading(block.text, level)
        else:
            word.add_paragraph(block.text).paragraph_format.first_line_indent = Mm(10)
    _add_table(word, logical_rows(document))
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _add_table(word: Any, rows: Iterable[tuple[str, ...]]) -> None:
    rows = list(rows)
    table = word.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for at, cells in enumerate(rows):
        line = table.add_row()
        for cell, text, width in zip(line.cells, cells, WIDTHS, strict=True):
            cell.text, cell.width = text, Mm(width)
        if at == 0:
            line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if [text for text in cells if text] == [text for text in cells[:2] if text]:
            merged = line.cells[1].merge(line.cells[-1]) if cells[1] else line.cells[0].merge(line.cells[-1])
            merged.text = cells[1] or cells[0]
