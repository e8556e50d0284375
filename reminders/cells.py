"""Shell: an Excel sheet that can be read and printed: texts that are never formulas, a heading, a page."""

import re
from collections.abc import Sequence
from typing import Any

LONGEST_CELL = 32_000
"""Letters of a cell; Excel takes 32,767."""
_SIGNS = ("=", "+", "-", "@")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def put_text(cell: Any, text: object) -> None:
    """Write a text into a cell, as text whatever it begins with; an empty one leaves the cell empty."""
    cell.value = without_controls(str(text))[:LONGEST_CELL] or None
    if isinstance(cell.value, str) and cell.value.startswith(_SIGNS):
        cell.data_type, cell.quotePrefix = "s", True


def without_controls(text: str) -> str:
    """Return the text without what Excel refuses or its XML cannot hold: controls, lone surrogates, U+FFFE, U+FFFF."""
    return _CONTROL.sub("", text)


def dress(sheet: Any, widths: Sequence[float], *, frozen: str = "A2") -> None:
    """Set widths, a heading that stays in view and is printed on every page, and the page."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        heading = sheet.cell(1, at)
        heading.font, heading.fill = Font(bold=True), PatternFill("solid", start_color="DDE7F0")
    sheet.freeze_panes = frozen
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A – trang &P/&N"
