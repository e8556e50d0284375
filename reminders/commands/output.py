"""Shell: how commands print: JSON for scripts, tables for people, problems to standard error with exit code 1."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

Json = Annotated[bool, typer.Option("--json", help="In JSON.")]
WIDTH_WITHOUT_TERMINAL = 160
"""How wide a table is when it goes to a file or to another program."""


def print_json(value: object) -> None:
    """Print one JSON document; instants and dates are already text."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """Print rows under headings, or the sentence `empty` when there are none. Nothing is cut off."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*["" if cell is None else str(cell) for cell in row])
    if not table.row_count:
        typer.echo(empty)
        return
    width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    Console(width=width, markup=False, emoji=False, highlight=False).print(table)


def write_xlsx(file: str, content: bytes) -> None:
    """Write an Excel file as `write_new` does."""
    write_new(file, content, suffix=".xlsx")


def write_new(file: str, content: bytes, *, suffix: str, is_secret: bool = False) -> None:
    """Write a file whose name ends so; one that is there already may hold somebody's work and is left alone.

    A secret one is for nobody else on this machine to read.
    """
    if not file.lower().endswith(suffix):
        fail(f"{file}: tên tệp cần đuôi {suffix}.")
    try:
        Path(file).touch(0o600 if is_secret else 0o666, exist_ok=False)
        Path(file).write_bytes(content)
    except FileExistsError:
        fail(f"Đã có tệp {file}, có thể ai đó đang sửa. Chọn tên khác, hoặc xóa tệp đó trước.")
    except OSError as error:
        fail(f"Không ghi được {file}: {error.strerror}.")


def note(text: str) -> None:
    """Print to standard error what must not get into the answer."""
    typer.echo(text, err=True)


def perhaps(candidates: Iterable[str]) -> str:
    """Return a question that offers what may have been meant, ending with a space; "" for no candidates."""
    names = "; ".join(candidates)
    return f"Có phải: {names}? " if names else ""


def fail(problems: str | Sequence[str], *, code: int = 1) -> NoReturn:
    """Print what is wrong, one problem a line, and leave with an exit code."""
    for problem in [problems] if isinstance(problems, str) else problems:
        note(problem)
    raise typer.Exit(code)
