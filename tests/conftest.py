"""What every test has: a clean environment, no network beyond this machine, a database of its own."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlmodel import Session

from db.engine import make_engine
from db.upgrade import upgrade

for _name in [name for name in os.environ if name.startswith("NHACHAN_")]:
    del os.environ[_name]


@pytest.fixture(autouse=True)
def _stay_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but the loopback addresses fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "unix"
        if host not in ("127.0.0.1", "::1", "localhost", "unix"):
            pytest.fail(f"A test tried to reach {host}.")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A migrated database: SQLite, or a schema of its own in the PostgreSQL that TEST_DATABASE_URL names."""
    url = os.environ.get("TEST_DATABASE_URL")
    if url is None:
        made = make_engine(f"sqlite:///{tmp_path}/test.sqlite3")
        upgrade(made)
        yield made
        made.dispose()
        return
    schema = f"test_{os.getpid()}_{abs(hash(tmp_path))}"
    admin = make_engine(url)
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    made = make_engine(
        make_url(url).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    )
    upgrade(made)
    yield made
    made.dispose()
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that is never committed."""
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
