"""An office that has just been opened: Thursday 23/09/2021, 16:00, nothing imported, nobody linked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from reminders.clock import SteppedClock
from reminders.items.evidence.storage import Storage
from tests.scenarios.office import Office, at, opened


@pytest.fixture(params=["telegram", "zalo"])
async def office(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    """On Telegram and on Zalo: each story is told on both, but for those marked `on_telegram` or `on_zalo`."""
    storage = Storage(folder=tmp_path / "data")
    async with opened(engine, SteppedClock(at("2021-09-23 16:00")), [request.param], storage) as office:
        yield office


@pytest.fixture
async def two_channels(engine: Engine) -> AsyncIterator[Office]:
    """An office on both channels at once."""
    async with opened(engine, SteppedClock(at("2021-09-23 16:00")), ["telegram", "zalo"]) as office:
        yield office
