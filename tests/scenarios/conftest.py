"""An office that has just been opened: Thursday 23/09/2021, 16:00, nothing imported, nobody linked."""

from collections.abc import AsyncIterator

import pytest
from office import Office, at, opened
from sqlalchemy import Engine

from reminders.clock import SteppedClock


@pytest.fixture
async def office(engine: Engine) -> AsyncIterator[Office]:
    async with opened(engine, SteppedClock(at("2021-09-23 16:00"))) as office:
        yield office
