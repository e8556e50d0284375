"""Shell: `nhachan plan show-document`: what the reader saw in a file, before anything is understood."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from reminders.commands.context import read_file
from reminders.commands.output import Json, fail, print_json

KINDS = {"heading": "tiêu đề", "list_item": "mục", "paragraph": "đoạn văn"}


def show_document(
    file: Annotated[str, typer.Argument(help="Kế hoạch (Word, Excel, PDF, .csv, .html, .md, .txt).")],
    as_json: Json = False,
) -> None:
    """Xem máy đọc được gì trong tệp: từng đoạn, từng bảng, ở đâu, bỏ qua gì. Dùng khi `plan check` thiếu hoặc sai."""
    from reminders.plans.documents.readers.opening import read_document
    from reminders.plans.documents.readers.refusals import PlanUnreadable
    from reminders.plans.documents.showing import seen

    try:
        found = seen(read_document(read_file(file), Path(file).name))
    except PlanUnreadable as error:
        fail(f"{file}: {error}")
    if as_json:
        print_json(found)
    else:
        typer.echo("\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    for block in found["blocks"]:
        if block["kind"] == "table":
            yield f"[{block['place']}] bảng {block['columns']} cột, {len(block['rows'])} dòng:"
            yield from (f"  [{row['place']}] {_row(row)}{_doubt(row)}" for row in block["rows"])
        else:
            kind = f"{KINDS[block['kind']]} {block['marker']}".strip()
            yield f"[{block['place']}] {kind}: {block['text']}{_doubt(block)}"
    for title, lines in (
        ("Bỏ qua", [f"[{one['place']}] {one['why']}: {one['text']}" for one in found["left_out"]]),
        ("Cần biết", found["warnings"]),
    ):
        if lines:
            yield f"{title} ({len(lines)}):"
            yield from (f"  {line}" for line in lines)


def _row(row: dict[str, Any]) -> str:
    cells = " | ".join(" / ".join(cell.split("\n")) for cell in row["cells"])
    return f"đầu bảng: {cells}" if row["is_header"] else cells


def _doubt(piece: dict[str, Any]) -> str:
    return f" (chưa chắc: {piece['doubt']})" if "doubt" in piece else ""
