"""Pure: one document written in each format: text, web text, Word, Excel, CSV and HTML."""

import csv
import html
import io
from collections.abc import Callable, Iterable, Mapping

import docx
from openpyxl import Workbook

from tests.reading.generated.layouts import Grid, Piece


def text(pieces: Iterable[Piece]) -> bytes:
    """Return a text with tables of pipes, as Markdown has them."""
    blocks = (_pipes(piece) if isinstance(piece, Grid) else piece for piece in pieces)
    return "\n\n".join(blocks).encode()


def _pipes(grid: Grid) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in grid.rows]
    return "\n".join([lines[0], "|" + "---|" * len(grid.rows[0]), *lines[1:]])


def web_text(pieces: Iterable[Piece]) -> bytes:
    """Return a text as it is copied from a web page: each cell of a table on a line of its own."""
    lines = (
        "\n".join(cell for row in piece.rows for cell in row if cell) if isinstance(piece, Grid) else piece
        for piece in pieces
    )
    return "\n\n".join(lines).encode()


def word(pieces: Iterable[Piece], *, ruled: bool = True) -> bytes:
    """Return a Word file; without `ruled` its tables have no lines."""
    document = docx.Document()
    for piece in pieces:
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(rows=0, cols=len(piece.rows[0]))
        table.style = "Table Grid" if ruled else None
        for row in piece.rows:
            for cell, content in zip(table.add_row().cells, row, strict=True):
                cell.text = content
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sheet(pieces: Iterable[Piece]) -> bytes:
    """Return an Excel file: a paragraph in the first cell of its row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    leaf = book.create_sheet("Kế hoạch", 0)
    for row in _rows(pieces):
        leaf.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def commas(pieces: Iterable[Piece]) -> bytes:
    """Return a CSV file as Excel saves it in Vietnam: UTF-8 with its mark, semicolons."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(_rows(pieces))
    return stream.getvalue().encode("utf-8-sig")


def _rows(pieces: Iterable[Piece]) -> list[list[str]]:
    rows: list[list[str]] = []
    for piece in pieces:
        rows += [list(row) for row in piece.rows] if isinstance(piece, Grid) else [[piece]]
    return rows


def page(pieces: Iterable[Piece]) -> bytes:
    """Return a web page with a ruled table."""
    blocks = (
        _html_table(piece) if isinstance(piece, Grid) else f"<p>{html.escape(piece, quote=False)}</p>"
        for piece in pieces
    )
    top = '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch</title></head><body>\n'
    return (top + "\n".join(blocks) + "\n</body></html>\n").encode()


def _html_table(grid: Grid) -> str:
    rows = ("".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in row) for row in grid.rows)
    return '<table border="1">' + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


RENDERINGS: Mapping[str, Callable[[Iterable[Piece]], bytes]] = {
    "txt": text,
    "web.txt": web_text,
    "docx": word,
    "xlsx": sheet,
    "csv": commas,
    "html": page,
}
