"""What a person at a terminal does, in this process."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session
from typer.testing import CliRunner

from db.engine import make_engine, writing
from db.upgrade import upgrade
from reminders.cli import app

START = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)
"""07:00 on Monday 27/09/2021 in Vietnam."""


class Terminal:
    """Types commands, reads what comes, waits; `file` is the database of its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "data" / "nhachan.sqlite3"
        self.now = START

    def run(self, *words: str) -> str:
        """Run a command that succeeds without a word on standard error; return its standard output."""
        result = CliRunner().invoke(app, list(words))
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout

    def json(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json"))

    def fails(self, *words: str, code: int = 1) -> str:
        """Run a command that fails without a word on standard output; return its standard error."""
        result = CliRunner().invoke(app, list(words))
        assert (result.exit_code, result.stdout) == (code, ""), result.output
        return result.stderr

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    @contextmanager
    def database(self) -> Iterator[Session]:
        engine = make_engine(f"sqlite:///{self.file}")
        upgrade(engine)
        with writing(engine) as session:
            yield session
        engine.dispose()
