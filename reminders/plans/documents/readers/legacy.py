"""Pure: the pieces of a document that are written in TCVN3 or VNI into Unicode, and where they stand."""

from dataclasses import replace

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Source, Table, place, tidy
from reminders.plans.documents.old_letters import Converted, converted

SHOWN_PLACES = 10


def in_unicode(document: Document) -> Document:
    """Return the document in Unicode, with a warning that names what was changed; a piece in doubt is asked about."""
    changed: list[tuple[Converted, Source]] = []
    blocks = tuple(_block(block, changed) for block in document.blocks)
    if not changed:
        return document
    codes = " và ".join(dict.fromkeys(one.code for one, _ in changed))
    places = list(dict.fromkeys(place(source) for _, source in changed))
    shown = "; ".join(places[:SHOWN_PLACES]) + ("; …" if len(places) > SHOWN_PLACES else "")
    warning = f"Chữ theo bảng mã {codes} đã đổi sang Unicode ở {len(places)} chỗ: {shown}. Kiểm tra lại các chỗ này."
    return replace(document, blocks=blocks, warnings=(*document.warnings, warning))


def _block(block: Block, changed: list[tuple[Converted, Source]]) -> Block:
    if isinstance(block, Table):
        return Table(tuple(_row(row, changed) for row in block.rows))
    one = converted(block.text)
    if one is None:
        return block
    changed.append((one, block.source))
    return Paragraph(tidy(one.text), _asked(block.source, one), is_heading=block.is_heading)


def _row(row: Row, changed: list[tuple[Converted, Source]]) -> Row:
    found = [converted(cell) for cell in row.cells]
    if not any(found):
        return row
    source = row.source
    for one in filter(None, found):
        changed.append((one, row.source))
        source = _asked(source, one)
    cells = (cell if one is None else tidy(one.text) for cell, one in zip(row.cells, found, strict=True))
    return Row(tuple(cells), source)


def _asked(source: Source, one: Converted) -> Source:
    if one.is_sure:
        return source
    doubt = f"có chữ theo bảng mã {one.code} lẫn với Unicode, có thể đọc sai. Chữ và hạn ở đây đúng chưa?"
    return replace(source, doubt=" ".join(filter(None, (source.doubt, doubt))))
