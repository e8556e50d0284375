"""Word files: merged cells, numbers Word makes itself, tracked changes, wrapped content."""

import io
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from reminders.plans.documents.document import Document, Paragraph, Table
from reminders.plans.documents.readers.docx import read_docx


def read(word: Any) -> Document:
    stream = io.BytesIO()
    word.save(stream)
    return read_docx(stream.getvalue())


def texts(word: Any) -> list[str]:
    return [block.text for block in read(word).blocks if isinstance(block, Paragraph)]


def cells(word: Any) -> list[tuple[str, ...]]:
    return [row.cells for block in read(word).blocks if isinstance(block, Table) for row in block.rows]


def test_headings_are_marked_and_counted() -> None:
    word = docx.Document()
    word.add_heading("I. MỤC ĐÍCH", 1)
    word.add_paragraph("Một việc.")
    first, second = read(word).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.is_heading, first.source.paragraph) == (True, 1)
    assert (second.is_heading, second.source.paragraph) == (False, 2)


def test_cell_merged_sideways_stands_once() -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "A"
    table.cell(0, 2).text = "B"
    assert cells(word) == [("A", "", "B")]


def test_cell_merged_downwards_is_repeated() -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 1).merge(table.cell(1, 1)).text = "Sở Nội vụ"
    table.cell(0, 0).text, table.cell(1, 0).text = "Một", "Hai"
    assert cells(word) == [("Một", "Sở Nội vụ"), ("Hai", "Sở Nội vụ")]


def test_two_paragraphs_of_a_cell_are_two_lines() -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Sở A"
    cell.add_paragraph("Sở B")
    assert cells(word) == [("Sở A\nSở B",)]


def test_table_inside_a_cell_is_text_of_that_cell() -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Ngoài"
    cell.add_table(1, 1).cell(0, 0).text = "Trong"
    assert cells(word) == [("Ngoài\nTrong",)]


def test_numbers_word_makes_itself_are_read() -> None:
    word = docx.Document()
    for style, text in (("List Number", "Việc một"), ("List Number", "Việc hai"), ("List Bullet", "Gạch")):
        word.add_paragraph(text, style=style)
    assert texts(word) == ["1. Việc một", "2. Việc hai", "- Gạch"]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("trước ngày ")
    for tag, kind, text in (("w:del", "w:delText", "20/10"), ("w:ins", "w:t", "25/10")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert texts(word) == ["trước ngày 25/10"]


def test_content_control_is_read() -> None:
    word = docx.Document()
    word.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Số: 1/KH-UBND</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert texts(word) == ["Số: 1/KH-UBND"]
