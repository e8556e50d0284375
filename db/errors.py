"""Pure: whose fault an error of the database is: of one statement, or of the store that all of them need."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
)

OF_A_STATEMENT = (IntegrityError, DataError, ProgrammingError, NotSupportedError)
"""What a database that works says of a statement it does not take: the program, or a row, is wrong."""


class OtherFile(Exception):
    """Another file, or none, stands where the one was that was opened: what is written now would be lost with it."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is not the file any more that was opened.")
        self.file = file


class Damaged(Exception):
    """The SQLite file is damaged: what is read from it may be wrong, and what is written may make it worse."""


def is_damage(error: BaseException) -> bool:
    """Return whether an error says that the SQLite file is damaged."""
    return _sqlite_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_read_only(error: BaseException) -> bool:
    """Return whether an error says that the SQLite file may not be written to."""
    return _sqlite_code(error) == sqlite3.SQLITE_READONLY


def words_of(error: BaseException) -> str:
    """Return what the database said, on one line and without the statement."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(str(original).split())


def is_of_the_store(error: BaseException) -> bool:
    """Return whether the database itself is in trouble (locked, full, away, damaged): what was asked of it did not
    happen, and may succeed later.
    """
    return isinstance(error, OtherFile) or (isinstance(error, DBAPIError) and not isinstance(error, OF_A_STATEMENT))


def is_of_all_rows(error: BaseException) -> bool:
    """Return whether what failed with one row fails with every other one, too: full, locked, read-only, away, damaged.
    SQLite says of a row that cannot be read, or of a wrong statement, that it is an "operational error" as well.
    """
    if not is_of_the_store(error) or not isinstance(error, DBAPIError):
        return is_of_the_store(error)
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_code(error) not in (None, sqlite3.SQLITE_ERROR)
    return isinstance(error, OperationalError | InterfaceError)


def _sqlite_code(error: BaseException) -> int | None:
    """Return SQLite's code for an error; the extended codes say more in other bits, which are left out."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code: int | None = getattr(original, "sqlite_errorcode", None)
    return code if code is None else code & 0xFF
