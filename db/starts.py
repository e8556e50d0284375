"""Shell: which start of the service a claim belongs to, and which starts have ended, however they ended.

On PostgreSQL a start holds a lock of the server with its number for as long as its connection lives. SQLite has one
process: every other start has ended.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from secrets import randbelow

from sqlalchemy import Engine, func, select
from sqlmodel import Session

LOCKS = 0x4E48
"""The class of our locks in a PostgreSQL server, which others may lock in, too."""

NO_START = 0
"""Of what is not known to be alive or dead: only its lease ends."""


@contextmanager
def begun(engine: Engine) -> Iterator[int]:
    """Yield the number of a new start, which is alive until the body ends or the process does."""
    number = randbelow(2**31 - 1) + 1
    if engine.dialect.name != "postgresql":
        yield number
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(select(func.pg_advisory_lock(LOCKS, number)))
        try:
            yield number
        finally:  # the connection goes back to its pool
            connection.execute(select(func.pg_advisory_unlock(LOCKS, number)))


def ended(session: Session, numbers: Collection[int]) -> set[int]:
    """Return which of some starts on a PostgreSQL server have ended."""
    asked = {one: select(func.pg_try_advisory_xact_lock(LOCKS, one)) for one in numbers if one != NO_START}
    return {one for one, query in asked.items() if session.execute(query).scalar()}
