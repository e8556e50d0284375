"""Shell: link codes on paper: a Word document of A4 pages with a card for each person, to be cut apart."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reminders.commands.paper import element, set_page, write
from reminders.commands.qr import qr_png

ACROSS = 2
TEXT_WIDTH, QR_WIDTH, HEIGHT, QR_SIDE = 61, 34, 54, 30
"""Millimetres: two cards of 95 beside each other and five of 54 below fill an A4 page; Word keeps 2 of a cell empty on
each side."""

FIXED = "Courier New"
AGENCY, NAME, CODE, HOW = 9, 13, 20, 8
"""Points."""

CUT = {"val": "dashed", "sz": "4", "space": "0", "color": "808080"}


@dataclass(frozen=True)
class Card:
    """What one person is handed: whose the code is, the code, what the QR code says, how to use them."""

    agency: str
    name: str
    code: str
    scanned: str
    how: str


def code_sheet(cards: Sequence[Card]) -> bytes:
    """Return the Word document; a card is never on two pages."""
    from docx import Document
    from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    document = Document()
    set_page(document, "Mã liên kết chat")
    table = document.add_table(rows=0, cols=2 * ACROSS)
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, (TEXT_WIDTH, QR_WIDTH) * ACROSS, strict=True):
        column.width = Mm(width)  # LibreOffice looks at columns, Word at cells
    for at in range(0, len(cards), ACROSS):
        row = table.add_row()
        row.height, row.height_rule = Mm(HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        row._tr.get_or_add_trPr().append(element("cantSplit", {}))
        for place, width in enumerate((TEXT_WIDTH, QR_WIDTH) * ACROSS):
            row.cells[place].width = Mm(width)
        for place, card in enumerate(cards[at : at + ACROSS]):
            _fill(row.cells[2 * place], row.cells[2 * place + 1], card)
    write(document.add_paragraph(), "", 1)  # Word wants one after a table; it must not begin a page
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(text: Any, picture: Any, card: Card) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    for cell, sides in ((text, ("top", "left", "bottom")), (picture, ("top", "bottom", "right"))):
        borders = element("tcBorders", {})
        for side in sides:
            borders.append(element(side, CUT))
        cell._tc.get_or_add_tcPr().append(borders)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    write(text.paragraphs[0], card.agency, AGENCY)
    write(text.add_paragraph(), card.name, NAME, bold=True)
    write(text.add_paragraph(), card.code, CODE, bold=True, font=FIXED)
    write(text.add_paragraph(), card.how, HOW)
    write(picture.paragraphs[0], "", HOW).add_picture(io.BytesIO(qr_png(card.scanned)), width=Mm(QR_SIDE))
    picture.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
