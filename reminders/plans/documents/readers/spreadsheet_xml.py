"""Shell: an Excel 2003 XML file into a document: laid out as a workbook, which is read like every other one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from reminders.plans.documents.document import Document
from reminders.plans.documents.readers.number_formats import GENERAL
from reminders.plans.documents.readers.refusals import ENTITIES, TOO_LONG, PlanUnreadable, damaged_by
from reminders.plans.documents.readers.xlsx import MAX_COLUMNS, MAX_ROWS, read_book

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_S = f"{{{NAMESPACE}}}"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}WorksheetOptions/{urn:schemas-microsoft-com:office:excel}Visible"
_FORMATS = {"Short Date": "mm-dd-yy", "General Date": "mm-dd-yy", "General Number": GENERAL, "Percent": "0%"}


def read_spreadsheet_xml(content: bytes) -> Document:
    """Return the document in an Excel 2003 XML file given in UTF-8. PlanUnreadable if damaged, or with declarations."""
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    text = content.decode()
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise PlanUnreadable(ENTITIES)
    with damaged_by(ElementTree.ParseError, ValueError, TypeError, KeyError, IllegalCharacterError):
        root = ElementTree.fromstring(text)
        book = Workbook()
        book.remove(book.worksheets[0])
        formats = _formats(root)
        for sheet in root.findall(f"{_S}Worksheet"):
            page = book.create_sheet(sheet.get(f"{_S}Name", "Sheet"))
            visible = sheet.findtext(_VISIBLE, "SheetVisible")
            page.sheet_state = "visible" if visible == "SheetVisible" else "hidden"
            _fill(page, sheet.find(f"{_S}Table"), formats)
        return read_book(book)


def _formats(root: ElementTree.Element) -> dict[str, str]:
    """Return the number format of each style."""
    styles = ((style.get(f"{_S}ID", ""), style.find(f"{_S}NumberFormat")) for style in root.iter(f"{_S}Style"))
    formats = {name: one.get(f"{_S}Format", GENERAL) for name, one in styles if one is not None}
    return {name: _FORMATS.get(written, written) for name, written in formats.items()}


def _fill(page: Any, table: ElementTree.Element | None, formats: Mapping[str, str]) -> None:
    if table is None:
        return
    at = 0
    for column in table.findall(f"{_S}Column"):
        at = _index(column, at)
        span = min(int(column.get(f"{_S}Span", "0")), MAX_COLUMNS)
        if column.get(f"{_S}Hidden") == "1":
            page.column_dimensions.group(_letter(at), _letter(at + span), hidden=True)
        at += span
    number = 0
    for row in table.findall(f"{_S}Row"):
        number = _index(row, number)
        if number > MAX_ROWS:
            raise PlanUnreadable(TOO_LONG.format(limit=f"{MAX_ROWS} dòng một trang tính"))
        page.row_dimensions[number].hidden = row.get(f"{_S}Hidden") == "1"
        _fill_row(page, number, row, formats)


def _fill_row(page: Any, number: int, row: ElementTree.Element, formats: Mapping[str, str]) -> None:
    at = 0
    for cell in row.findall(f"{_S}Cell"):
        at = _index(cell, at)
        across, down = (int(cell.get(f"{_S}Merge{way}", "0")) for way in ("Across", "Down"))
        if at <= MAX_COLUMNS:
            placed = page.cell(number, at)
            placed.value = _value(cell.find(f"{_S}Data"))
            placed.number_format = formats.get(cell.get(f"{_S}StyleID", row.get(f"{_S}StyleID", "")), GENERAL)
            if across or down:
                page.merge_cells(None, number, at, min(number + down, MAX_ROWS), min(at + across, MAX_COLUMNS))
        at += across


def _index(element: ElementTree.Element, before: int) -> int:
    return int(element.get(f"{_S}Index", before + 1))


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _value(data: ElementTree.Element | None) -> str | float | datetime | None:
    if data is None:
        return None
    text = "".join(data.itertext())
    match data.get(f"{_S}Type"):
        case "Number":
            return float(text)
        case "DateTime":
            return datetime.fromisoformat(text.split(".")[0])
        case "Boolean":
            return text == "1"
        case _:
            return text
