"""The SQL statements that something asks the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from db.engine import writing

Statement = tuple[str, Any]
"""A statement with its parameters; with many sets of them it is still one."""


@contextmanager
def noted(engine: Engine) -> Iterator[list[Statement]]:
    """Yield the list of the statements that are sent meanwhile."""
    found: list[Statement] = []

    def note(*args: object) -> None:
        if not str(args[2]).startswith("BEGIN"):
            found.append((str(args[2]), args[3]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(engine: Engine, ask: Callable[[Session], object]) -> list[Statement]:
    """Return the statements of a question with their parameters."""
    with noted(engine) as found, writing(engine) as session:
        ask(session)
    return found
