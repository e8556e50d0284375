"""Pure: a document as its reader saw it, before anything is understood: blocks, places, and what was left out.

So that a fault of reading can be told from one of understanding.
"""

from typing import Any

from reminders.plans.documents.document import Block, Document, Paragraph, Row, Table, place
from reminders.plans.documents.labels import column_role
from reminders.plans.documents.outline import split_marker


def seen(document: Document) -> dict[str, Any]:
    """Return the document as plain values: `blocks` in order, `left_out` with why, `warnings`."""
    return {
        "blocks": [_block(block) for block in document.blocks],
        "left_out": [
            {"place": place(piece.source), "why": piece.why, "text": piece.text} for piece in document.left_out
        ],
        "warnings": list(document.warnings),
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        rows = [_row(row) for row in block.rows]
        return {
            "kind": "table",
            "place": rows[0]["place"] if rows else "",
            "columns": max((len(row.cells) for row in block.rows), default=0),
            "rows": rows,
        }
    marker, text = split_marker(block.text)
    printed = block.text[: len(block.text) - len(text)].strip() if marker else ""
    kind = "heading" if block.is_heading else "list_item" if printed else "paragraph"
    return {"kind": kind, "place": place(block.source), "marker": printed, "text": text, **_doubt(block)}


def _row(row: Row) -> dict[str, Any]:
    filled = [cell for cell in row.cells if cell]
    is_header = len(filled) > 1 and all(map(column_role, filled))
    return {"place": place(row.source), "is_header": is_header, "cells": list(row.cells), **_doubt(row)}


def _doubt(piece: Paragraph | Row) -> dict[str, str]:
    return {"doubt": piece.source.doubt} if piece.source.doubt else {}
