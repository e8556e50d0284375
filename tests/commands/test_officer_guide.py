"""`nhachan officer sheet`: a page for the wall that tells nothing untrue."""

import io
import math
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

from db.statuses import Role
from reminders.chat.menu import usages
from reminders.commands import enrolling
from reminders.commands.guide import ANSWERS, BLANK, LINKING, Example, officer_sheet
from reminders.commands.paper import MARGIN
from reminders.people.linking import CODE_LENGTH
from reminders.replies import understand
from schedules.zone import LOCAL
from tests.commands.terminals import Terminal

MOMENTS = ("2026-11-24T09:00", "2026-12-31T17:20", "2028-02-29T07:00", "2027-02-06T10:00")
"""It hangs there for years."""


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("example", [LINKING, *ANSWERS], ids=lambda example: example.said)
def test_each_example_is_understood_with_the_meaning_it_says(example: Example, moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=LOCAL)
    assert understand(example.said, open_codes=(3, 9, 12), now=now) == example.meant


def test_the_code_on_the_sheet_looks_like_a_code() -> None:
    assert len(LINKING.said) == CODE_LENGTH


def words_of(content: bytes) -> list[str]:
    """Return the texts of a sheet, those of its tables too."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_it_names_the_bot_whom_to_ask_each_example_and_each_command_of_an_officer() -> None:
    words = words_of(officer_sheet(bot="t.me/nhac_han_bot", ask="Phòng Nội vụ, 0912 345 678"))
    assert {"Bot: t.me/nhac_han_bot", "Hỏi ai: Phòng Nội vụ, 0912 345 678"} <= set(words)
    assert {one.said for one in (LINKING, *ANSWERS)} <= set(words)
    assert {usage.line for usage in usages(Role.OFFICER)} <= set(words)


def test_without_a_bot_and_somebody_to_ask_there_is_a_line_to_write_on() -> None:
    words = words_of(officer_sheet(bot=None, ask=""))
    assert f"Hỏi ai: {BLANK}" in words
    assert not [word for word in words if word.startswith("Bot:") or "None" in word]


PAGE = 297 - 2 * MARGIN
POINT = 25.4 / 72
WIDEST = 0.62
"""Of the size of its letters is a letter wide on average, in Arial bold with room to spare (text has 0.5 to 0.55)."""
HIGH = 1.17
"""Times the size of its letters is a line of Arial high."""
CELL_SIDES = 3.8
"""Millimetres of a cell that Word keeps empty."""


def height_of(paragraph: Any, width: float) -> float:
    """Return how high a paragraph is at most, in millimetres."""
    [run] = paragraph.runs
    size = run.font.size.pt * POINT
    lines = max(1, math.ceil(len(paragraph.text) * size * WIDEST / width))
    return float(lines * size * HIGH + paragraph.paragraph_format.space_after.pt * POINT)


def test_it_is_one_page_of_a4() -> None:
    """Reckoned with letters that are wider than Arial's: no office program is needed to hold it."""
    document = Document(io.BytesIO(officer_sheet(bot="t.me/nhac_han_duc_co_bot", ask="Phòng Nội vụ " * 5)))
    [section] = document.sections
    assert abs((section.page_height or 0) - Mm(297)) < Mm(1)
    high = sum(height_of(paragraph, 210 - 2 * MARGIN) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            high += max(height_of(cell.paragraphs[0], cell.width.mm - CELL_SIDES) for cell in row.cells) + 0.5
    assert 150 < high < PAGE


def test_it_is_written_and_an_existing_file_is_left_alone(office: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolling, "code_address", lambda: "https://t.me/nhac_han_bot?start={code}")
    assert office.run("officer", "sheet", "--output", "to.docx") == "Đã ghi to.docx.\n"
    assert "Bot: t.me/nhac_han_bot" in words_of(Path(office.folder / "to.docx").read_bytes())
    assert "Đã có tệp to.docx" in office.fails("officer", "sheet", "--output", "to.docx")
