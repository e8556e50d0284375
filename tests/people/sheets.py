"""A workbook with a sheet of officers, as an office fills it in."""

import io
from collections.abc import Sequence

from openpyxl import Workbook

from reminders.people.sheet import COLUMNS, PEOPLE


def filled(*rows: Sequence[object], others: Sequence[str] = ()) -> bytes:
    """Return a workbook whose sheet of officers has these rows from the second on, after `others` sheets."""
    book = Workbook()
    book.remove(book[book.sheetnames[0]])
    for name in others:
        book.create_sheet(name).append(["Tên", "Nội dung"])
    sheet = book.create_sheet(PEOPLE)
    for row in ([column.heading for column in COLUMNS.values()], *rows):
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
