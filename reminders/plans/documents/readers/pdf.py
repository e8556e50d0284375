"""Shell: a PDF into a document: lines put together to paragraphs, ruled tables to rows."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, tidy
from reminders.plans.documents.outline import split_marker
from reminders.plans.documents.readers import refusals
from reminders.plans.documents.readers.aligned import Word, aligned_table, begins_aligned
from reminders.plans.documents.readers.pdf_views import views
from reminders.plans.documents.readers.refusals import PlanUnreadable, damaged_by
from reminders.plans.documents.readers.scans import MAX_SCANNED, ScanUnreadable, can_read_scans, read_scan

MAX_PAGES = 300
LEAST_LETTERS = 20
"""Letters on a page that carries text; a scan carries none or a stamp."""
_INDENT = 9.0
_SHORT = 45.0
_MARGIN = 75.0
_TELLING = 10
_PAGE_NUMBER = re.compile(r"(?:[Tt]rang )?[-– ]*\d{1,3}(?: ?/ ?\d{1,3})?[-– ]*")
_FIGURES = re.compile(r"\d+")
_REPEATED = 3
"""Pages on whose edge the same must stand to belong to the paper and not to the plan."""
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_STOP = (".", ";", ":", "!", "?", "/")
_DAMAGES = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError, RecursionError)


@dataclass(frozen=True)
class _Line:
    text: str
    left: float
    right: float
    page: int
    font: str
    is_edge: bool


def read_pdf(content: bytes) -> Document:
    """Return the document in a PDF; a block's source is its page. PlanUnreadable for passwords and damage.

    Pages without text are read by Tesseract where it is installed, and doubted.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with damaged_by(*_DAMAGES), pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise PlanUnreadable(refusals.TOO_LONG.format(limit=f"{MAX_PAGES} trang"))
            return _read(pdf)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise PlanUnreadable(refusals.ENCRYPTED) from error
    except PdfminerException as error:
        locked = bool(error.args) and isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError)
        raise PlanUnreadable(refusals.ENCRYPTED if locked else refusals.DAMAGED) from error


def _read(pdf: Any) -> Document:
    pieces: list[_Line | Table] = []
    scans: list[Any] = []
    for page in pdf.pages:
        if len(page.chars) < LEAST_LETTERS:
            scans.append(page)
        pieces += [piece for view in views(page, least=LEAST_LETTERS) for piece in _page(view, page.page_number)]
        page.close()
    scanned, unread = _read_scans(scans)
    pieces = sorted([*pieces, *scanned], key=_page_of)
    if not pieces or (len(scans) == len(pdf.pages) and not scanned):
        raise PlanUnreadable(refusals.scanned([why for _, why in unread]))
    pieces = _without_furniture(pieces, len(pdf.pages))
    text = "".join(piece.text for piece in pieces if isinstance(piece, _Line))
    if len(_UNREADABLE.findall(text)) > len(text) / 60:
        raise PlanUnreadable(refusals.GARBLED)
    pages = {_page_of(piece) for piece in scanned}
    return Document(tuple(_doubted(block, pages) for block in _blocks(pieces)), tuple(_told(pages, unread)))


def _read_scans(pages: list[Any]) -> tuple[list[_Line | Table], list[tuple[int, str]]]:
    """Return what is seen on pages that carry no text, and why which of them are not read; an empty page is read."""
    if pages and not can_read_scans():
        return [], [(page.page_number, refusals.NO_TESSERACT) for page in pages]
    pieces: list[_Line | Table] = []
    unread = [(page.page_number, f"chỉ đọc {MAX_SCANNED} trang quét") for page in pages[MAX_SCANNED:]]
    for page in pages[:MAX_SCANNED]:
        try:
            if seen := read_scan(page):
                pieces += [
                    piece for view in views(seen, least=LEAST_LETTERS) for piece in _page(view, page.page_number)
                ]
        except ScanUnreadable as failure:
            unread.append((page.page_number, str(failure)))
    return pieces, unread


def _told(scanned: set[int], unread: list[tuple[int, str]]) -> Iterator[str]:
    if scanned:
        numbers = ", ".join(map(str, sorted(scanned)))
        yield f"Trang {numbers} là ảnh quét, đọc bằng nhận dạng chữ nên có thể sai: đối chiếu từng việc với bản gốc."
    for why in dict.fromkeys(why for _, why in unread):
        numbers = ", ".join(str(number) for number, said in unread if said == why)
        yield f"Trang {numbers} không có chữ (ảnh quét hoặc trang trống) nên không đọc: {why}."


def _doubted(block: Block, scanned: set[int]) -> Block:
    """Return a block of a scanned page with its doubt, so that no deadline of it is clear."""
    if isinstance(block, Table):
        return Table(tuple(replace(row, source=_doubtful(row.source, scanned)) for row in block.rows))
    return replace(block, source=_doubtful(block.source, scanned))


def _doubtful(source: Source, scanned: set[int]) -> Source:
    doubt = f"trang {source.page} là ảnh quét, chữ có thể đọc sai. Việc, cơ quan, thời hạn có đúng bản gốc không?"
    return replace(source, doubt=doubt) if source.page in scanned else source


def _page_of(piece: _Line | Table) -> int:
    return piece.page if isinstance(piece, _Line) else piece.rows[0].source.page or 0


def _without_furniture(pieces: list[_Line | Table], pages: int) -> list[_Line | Table]:
    """Return the pieces without page numbers, and without what the edges of most pages repeat."""
    edges = Counter(_FIGURES.sub("#", piece.text) for piece in pieces if isinstance(piece, _Line) and piece.is_edge)
    repeated = {text for text, times in edges.items() if times >= max(_REPEATED, pages / 2)}
    return [
        piece
        for piece in pieces
        if not isinstance(piece, _Line)
        or not piece.is_edge
        or not (_PAGE_NUMBER.fullmatch(piece.text) or _FIGURES.sub("#", piece.text) in repeated)
    ]


def _page(page: Any, number: int) -> list[_Line | Table]:
    """Return the lines outside tables and the tables of a page, from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.cells) > 1]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(_inside(table.bbox, page.bbox))
    placed: list[tuple[float, _Line | Table]] = [(table.bbox[1], _table(table, page, number)) for table in tables]
    printed = outside.extract_text_lines(strip=True, return_chars=True)
    aligned, taken = _aligned(outside, printed, number)
    placed += aligned
    for at, line in enumerate(printed):
        is_edge = line["top"] < _MARGIN or line["bottom"] > page.height - _MARGIN
        if at not in taken and (text := tidy(line["text"]).replace("\n", " ")):
            font = f"{line['chars'][0]['fontname']} {line['chars'][0]['size']:.0f}"
            placed.append((line["top"], _Line(text, line["x0"], line["x1"], number, font, is_edge)))
    return [piece for _, piece in sorted(placed, key=lambda pair: pair[0]) if _has_text(piece)]


def _aligned(page: Any, printed: list[dict[str, Any]], number: int) -> tuple[list[tuple[float, Table]], set[int]]:
    """Return the tables without lines with their tops, and which printed lines they take."""
    heads = [at for at, line in enumerate(printed) if begins_aligned(line["text"])]
    if not heads:
        return [], set()
    words = page.extract_words()
    lines = [_words_of(line, words) for line in printed]
    tables: list[tuple[float, Table]] = []
    taken: set[int] = set()
    for at in heads:
        size, rows = aligned_table(lines, at) if at not in taken else (0, [])
        if size:
            taken |= set(range(at, at + size))
            tables.append((printed[at]["top"], Table(tuple(Row(row, Source(page=number)) for row in rows))))
    return tables, taken


def _words_of(line: dict[str, Any], words: list[dict[str, Any]]) -> list[Word]:
    inside = [word for word in words if line["top"] <= (word["top"] + word["bottom"]) / 2 < line["bottom"]]
    return [
        Word(word["text"], word["x0"], word["x1"], word["bottom"] - word["top"])
        for word in sorted(inside, key=lambda word: float(word["x0"]))
    ]


def _has_text(piece: _Line | Table) -> bool:
    return isinstance(piece, _Line) or any(any(row.cells) for row in piece.rows)


def _inside(box: tuple[float, ...], page: tuple[float, ...]) -> tuple[float, float, float, float]:
    return max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3])


def _table(table: Any, page: Any, number: int) -> Table:
    """Return a ruled table; a cell merged downwards is repeated in each row it spans, one merged sideways is not."""
    source = Source(page=number)
    texts: dict[tuple[float, ...], str] = {}
    lefts = sorted({round(cell[0]) for cell in table.cells})
    rows = []
    for row in table.rows:
        top, bottom = row.bbox[1], row.bbox[3]
        middle = (top + min(bottom, min(cell[3] for cell in row.cells if cell))) / 2
        cells = []
        for at, left in enumerate(lefts):
            right = lefts[at + 1] if at + 1 < len(lefts) else table.bbox[2]
            cell = _covering(table.cells, (left + right) / 2, middle)
            is_first = cell is not None and abs(round(cell[0]) - left) <= 1
            cells.append(texts.setdefault(cell, _cell_text(page, cell)) if cell and is_first else "")
        rows.append(Row(tuple(cells), source))
    return Table(tuple(rows))


def _covering(cells: list[tuple[float, ...]], x: float, y: float) -> tuple[float, ...] | None:
    return next((cell for cell in cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]), None)


def _cell_text(page: Any, cell: tuple[float, ...]) -> str:
    from pdfplumber.utils.text import extract_text

    letters = [letter for letter in page.chars if _is_in(letter, cell)]
    text = extract_text(letters) if letters else ""
    joined = ""
    for line in tidy(text).split("\n"):
        marker, _ = split_marker(line)
        joined += ("\n" if marker and marker.is_list_item and joined.endswith(_STOP) else " ") + line
    return joined.strip()


def _is_in(letter: dict[str, Any], cell: tuple[float, ...]) -> bool:
    """Say whether the middle of a letter lies in a cell; the tops of tall letters reach into the row above."""
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(cell[0] <= x < cell[2] and cell[1] <= y < cell[3])


def _blocks(pieces: list[_Line | Table]) -> Iterator[Block]:
    left, right = _margins([piece for piece in pieces if isinstance(piece, _Line)])
    held: list[list[_Line] | Table] = []
    for piece in pieces:
        before = held[-1] if held else None
        if isinstance(piece, Table):
            held.append(piece)
        elif isinstance(before, list) and not _begins(piece, before[-1], left, right):
            before.append(piece)
        else:
            held.append([piece])
    for block in held:
        if isinstance(block, Table):
            yield block
        else:
            yield Paragraph(" ".join(line.text for line in block), Source(page=block[0].page))


def _margins(lines: list[_Line]) -> tuple[float, float]:
    """Return where most lines begin and the farthest most of them reach."""
    lefts = Counter(round(line.left / 3) * 3 for line in lines)
    rights = sorted(line.right for line in lines)
    return (lefts.most_common(1)[0][0], rights[len(rights) * 9 // 10]) if lines else (0.0, 0.0)


def _begins(line: _Line, before: _Line, left: float, right: float) -> bool:
    """Say whether a line begins a paragraph: indented, or behind a short line, or marked behind an ended one."""
    if line.left > left + _INDENT or before.right < right - _SHORT:
        return True
    if len(line.text) >= _TELLING and line.text.isupper() != before.text.isupper():
        return True
    marker, _ = split_marker(line.text)
    if marker is None:
        return False
    return before.text.endswith(_STOP) or line.font != before.font or marker.kind == "decimal"
