"""Pure: a plan document without its format: paragraphs and tables in order, each piece with the place it stands in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reminders.plans.documents.old_letters import converted
from schedules.letters import clean

LONGEST_PARAGRAPH = 10_000
"""Letters from which on a paragraph is not put together with what follows."""

SHOWN, SHOWN_LETTERS = 3, 60
"""How many pieces that were left out a warning shows, and how much of each."""

_ESCAPED = re.compile("_x000[ADad]_")
"""A line break as Excel writes it into texts that are copied out of its files."""
_SENTENCE_END = (".", ";", ":", "!", "?", "”", '"', "/.", "…")
_MIDDLE = re.compile(r"\d+/\D|[,;)]")
_LETTER = re.compile(r"\w[).] ")


@dataclass(frozen=True)
class Source:
    """Where a piece stands: a line of a text, a page of a PDF, a cell of a sheet, a paragraph of a Word file.

    `doubt` says in Vietnamese why what stands there may be read wrong, as a question: no deadline from there is clear.
    """

    line: int | None = None
    page: int | None = None
    cell: str | None = None
    paragraph: int | None = None
    doubt: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A heading, a list item or a paragraph; `text` has no emphasis left, `is_heading` says the format marked it."""

    text: str
    source: Source
    is_heading: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells. A cell that spans columns stands in the first, one that spans rows is repeated in each."""

    cells: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Table:
    """Rows of cells, as the format keeps them: the header may stand anywhere and come back after a page break."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class LeftOut:
    """A piece that stands in the file and does not count, and why: "bị gạch bỏ"."""

    text: str
    why: str
    source: Source


@dataclass(frozen=True)
class Document:
    """The blocks in the order of the document, what the reader wants people to know, and what it left out."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def tidy(text: str) -> str:
    """Return text as `schedules.letters.clean` has it; what is written in TCVN3 or VNI keeps its letters.

    Only "ư" is put in for TCVN3's, which is invisible.
    """
    text = _ESCAPED.sub(" ", text)
    if converted(text) is None:
        return clean(text)
    lines = (" ".join(line.split()) for line in text.replace("\u00ad", "ư").splitlines())
    return "\n".join(filter(None, lines))


def place(source: Source) -> str:
    """Return where a piece stands, in words: "dòng 5", "trang 2", "Phụ lục!A5", "đoạn 12"."""
    if source.cell:
        return source.cell
    named = (("trang", source.page), ("dòng", source.line), ("đoạn", source.paragraph))
    return ", ".join(f"{word} {number}" for word, number in named if number is not None)


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of each paragraph and of each cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row.cells)


def said_of(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield a sentence on what was left out for each reason, with the beginnings of a few pieces."""
    for why in dict.fromkeys(piece.why for piece in left_out):
        ours = [piece.text for piece in left_out if piece.why == why]
        shown = "; ".join(
            f"“{text[:SHOWN_LETTERS]}{'…' if len(text) > SHOWN_LETTERS else ''}”" for text in ours[:SHOWN]
        )
        yield f"Bỏ qua {len(ours)} đoạn {why}: {shown}{'; …' if len(ours) > SHOWN else ''}."


def rejoined(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with paragraphs that a page break cut in two put together again.

    The second half begins with a small letter, or with what no list begins with ("702/QĐ-UBND"), and is no heading.
    """
    joined: list[Block] = []
    for block in unframed(blocks):
        before = joined[-1] if joined else None
        if isinstance(before, Paragraph) and isinstance(block, Paragraph) and _is_continuation(before, block):
            joined[-1] = replace(before, text=f"{before.text} {block.text}")
        else:
            joined.append(block)
    return joined


def unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks; a table of one column is no table: its cells are paragraphs, a frame or a sheet around them."""
    for block in blocks:
        if isinstance(block, Table) and all(not any(row.cells[1:]) for row in block.rows):
            lines = ((line, row.source) for row in block.rows for line in row.cells[0].split("\n") if row.cells)
            yield from (Paragraph(line, source) for line, source in lines if line)
        else:
            yield block


def _is_continuation(before: Paragraph, after: Paragraph) -> bool:
    if before.is_heading or after.is_heading or len(before.text) > LONGEST_PARAGRAPH:
        return False
    if after.text[0].islower():
        return not _LETTER.match(after.text)
    return bool(_MIDDLE.match(after.text)) and not before.text.endswith(_SENTENCE_END)
