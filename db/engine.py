"""Shell: the engine, and the two ways into a transaction: to read and to write."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from db.errors import is_of_all_rows, is_read_only
from db.place import file_of, stay_in_place

Row = TypeVar("Row")


def make_engine(url: str) -> Engine:
    """Return an engine for a SQLite file or a PostgreSQL database; the folder of a SQLite file is made.

    Its errors do not tell the values of a statement: they are names and texts, and errors are logged.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    if file := file_of(url):
        file.parent.mkdir(parents=True, exist_ok=True)
        stay_in_place(engine, file)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _give_up_reader)
    return engine


def is_usable(url: str) -> bool:
    """Return whether there is an engine for a URL: it is written right, and its driver is installed."""
    try:
        create_engine(url)
    except (ArgumentError, ImportError, ValueError):  # ValueError: a port that is no number
        return False
    return True


def missing_file(url: str) -> Path | None:
    """Return the SQLite file that a URL names and nobody has made yet, None otherwise; a server is not asked."""
    file = file_of(url)
    try:
        return None if file is None or file.is_file() else file.absolute()
    except PermissionError:  # what may not be looked at may be there: opening it says why it cannot be used
        return None


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Yield a session whose one transaction is committed at the end, or rolled back when the body raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Yield a session that sees one moment of the database and never waits for writers."""
    with Session(engine.execution_options(read_only=True), expire_on_commit=False) as session:
        yield session


def resiliently(
    session: Session, rows: Sequence[Row], do: Callable[[Sequence[Row]], object]
) -> list[tuple[Row, Exception]]:
    """Do something with rows; return those it fails with, and why. What was done with these is undone.

    All of them share one nested transaction; when that fails `do` is called anew with each row alone. Raises what no
    row is to blame for: a full disk postpones nothing.
    """
    try:
        with session.begin_nested():
            do(rows)
    except Exception as error:  # one bad row must not stop the others
        if is_of_all_rows(error):
            raise
        if len(rows) == 1:
            return [(rows[0], error)]
        return [failed for row in rows for failed in resiliently(session, [row], do)]
    return []


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit BEGIN comes too late for a consistent read; _begin_sqlite says it instead.
    connection.isolation_level = None
    # FULL: what is committed is on the disk before anybody is told of it (NORMAL writes it whenever the -wal file is
    # copied into the database, so that a power cut takes minutes of "xong" that were confirmed). The cycle needs it,
    # too: a message names an item by a code, and a code that is forgotten is given to another item. Only settling could
    # do without, which would repeat a message; that it waits for the disk twice costs 6 ms a message, and a platform
    # takes thirty a second.
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=10000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _give_up_reader(context: ExceptionContext) -> None:
    # What was opened while the file could not be written to only reads for ever: the pool is to open it anew.
    context.is_disconnect |= is_read_only(context.original_exception)


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a read that turns into a write under WAL fails without waiting.
    is_reader = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if is_reader else "BEGIN IMMEDIATE")
