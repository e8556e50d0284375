"""What every test has: a clean environment, no network beyond this machine, no clock, a database of its own."""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlmodel import Session

from db.upgrade import upgrade
from reminders.clock import SystemClock
from tests.databases import postgresql_database, postgresql_server, sqlite_file

for _name in [name for name in os.environ if name.startswith("NHACHAN_")]:
    del os.environ[_name]

# Random examples take the time they take: no test is about how fast the machine is.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories take longest: told first, they leave no processor alone with the last of them."""
    items.sort(key=lambda item: "scenarios" not in item.path.parts)


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


@pytest.fixture(autouse=True)
def _know_no_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking the machine what time it is fails the test, unless it is marked: then `make test-dates` runs it, too."""
    if request.node.get_closest_marker("machine_clock") is None:
        monkeypatch.setattr(SystemClock, "now", lambda _: pytest.fail("A test asked the machine what time it is."))


@pytest.fixture
def own_logs() -> Iterator[None]:
    """The test sets the logs up itself, as `serve` does, when its own standard error is in place; they are put back."""
    yield
    logging.getLogger().handlers = []
    logging.getLogger().setLevel(logging.WARNING)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that TEST_DATABASE_URL names, else one started for the tests."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with postgresql_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_template(postgresql: str) -> Iterator[str]:
    """The name of a migrated database in that server, of which each test gets a copy; it is migrated only once."""
    with postgresql_database(postgresql) as made:
        upgrade(made)
        made.dispose()
        assert made.url.database
        yield made.url.database


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A migrated database: SQLite, or one of its own in the PostgreSQL that TEST_DATABASE_URL names."""
    is_sqlite = "TEST_DATABASE_URL" not in os.environ
    with sqlite_file(tmp_path) if is_sqlite else _copy(request) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def either_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A migrated database of each kind in turn, for what the two may do differently."""
    is_sqlite = request.param == "sqlite"
    with sqlite_file(tmp_path) if is_sqlite else _copy(request) as made:
        yield made


def _copy(request: pytest.FixtureRequest) -> AbstractContextManager[Engine]:
    asked = (request.getfixturevalue(name) for name in ("postgresql", "postgresql_template"))
    return postgresql_database(*asked)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that is never committed."""
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
