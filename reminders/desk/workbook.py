"""Shell: a list of items as an Excel file, all of its rows on one sheet."""

import io
from collections.abc import Sequence
from datetime import datetime

from db.queries.items import Item
from reminders.cells import dress, put_text
from reminders.filters import deadline
from reminders.items.facts import ItemFacts, Stand
from reminders.messages import render
from schedules import wording
from schedules.zone import LOCAL

MOST_ROWS = 5000
"""Of a longer list only these stand in the file."""

COLUMNS = {
    "code": 6,
    "agency": 26,
    "duty": 50,
    "period": 14,
    "deadline": 26,
    "act_by": 17,
    "standing": 16,
    "reported": 17,
    "in_time": 12,
    "document": 20,
    "evidence": 12,
    "reported_for": 12,
    "asked": 30,
    "days_overdue": 12,
    "alert": 9,
    "explanation": 30,
    "plan": 20,
    "clause": 10,
}
"""Each column, headed as `words/column` says, and its width in letters."""


def list_workbook(title: str, rows: Sequence[tuple[Item, ItemFacts]], *, left_out: int = 0) -> bytes:
    """Return the Excel file; `title` names the sheet. Moments are local, and real dates for Excel.

    The last row says how many items are `left_out`, if any are.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    sheet = book[book.sheetnames[0]]
    sheet.title = title
    headings = [render("words/column", column=column) for column in COLUMNS]
    lines: list[Sequence[object]] = [headings, *(_line(item, fact) for item, fact in rows)]
    if left_out:
        lines.append(("", "", render("words/left_out", count=left_out)))
    alignment = Alignment(wrap_text=True, vertical="top")
    for at, line in enumerate(lines, start=1):
        for place, value in enumerate(line, start=1):
            cell = sheet.cell(at, place)
            if isinstance(value, datetime):
                cell.value, cell.number_format = value, "dd/mm/yyyy hh:mm"
            elif isinstance(value, int):
                cell.value = value
            else:
                put_text(cell, value)
            cell.alignment = alignment
    dress(sheet, list(COLUMNS.values()), frozen="D2")
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _line(item: Item, fact: ItemFacts) -> tuple[object, ...]:
    return (
        fact.code or "",
        fact.agency,
        item.obligation.title,
        wording.period_label(item.occurrence.period),
        deadline(fact),
        item.occurrence.act_by_at.astimezone(LOCAL).replace(tzinfo=None),
        render("words/standing", stand=fact.stand),
        *_reported(fact),
        fact.document,
        fact.evidence or "",
        render("words/reported_for") if fact.is_reported_for else "",
        render("words/asked", item=fact) if fact.requested or fact.stand in (Stand.WAITING, Stand.UNASSIGNED) else "",
        fact.days_overdue if fact.is_overdue else "",
        fact.alert or "",
        fact.explanation,
        item.plan.number,
        item.obligation.clause,
    )


def _reported(fact: ItemFacts) -> tuple[object, str]:
    """Return when an item was reported done, and whether on time; nothing for what was not."""
    if fact.reported is None:
        return "", ""
    at = fact.reported.at.astimezone(LOCAL).replace(tzinfo=None)
    return at, render("words/in_time", is_late=fact.reported.is_late)
