"""Shell: how commands print: JSON for scripts, tables for people, problems to standard error with exit code 1."""

import json
from collections.abc import Iterable, Sequence
from typing import NoReturn

import typer


def print_json(value: object) -> None:
    """Print one JSON document; instants and dates are already text."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """Print rows under headings, or the sentence `empty` when there are none."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, show_edge=False, pad_edge=False)
    for row in rows:
        table.add_row(*[("" if cell is None else str(cell)).replace("[", "\\[") for cell in row])
    if table.row_count:
        Console().print(table)
    else:
        typer.echo(empty)


def fail(problems: str | Sequence[str]) -> NoReturn:
    """Print what is wrong, one problem a line, and leave with exit code 1."""
    for problem in [problems] if isinstance(problems, str) else problems:
        typer.echo(problem, err=True)
    raise typer.Exit(1)
