"""Shell: one process at a time sends from a SQLite file; the lock ends with the process, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from db.place import file_of


@contextmanager
def alone(url: str) -> Iterator[bool]:
    """Yield whether this process alone holds the SQLite file of a URL, until the body ends; a server has many."""
    file = file_of(url)
    if file is None:
        yield True
        return
    with open(f"{file}.lock", "a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
