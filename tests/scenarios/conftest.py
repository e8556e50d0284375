"""An office that has just been opened: Thursday 23/09/2021, 16:00, nothing imported, nobody linked."""

from collections.abc import AsyncIterator

import pytest
from office import TOKEN, Office, at
from sqlalchemy import Engine

from bots.sandbox.server import Running
from bots.sandbox.state import World
from reminders.clock import SteppedClock


@pytest.fixture
async def office(engine: Engine) -> AsyncIterator[Office]:
    clock = SteppedClock(at("2021-09-23 16:00"))
    world = World(clock.now)
    world.add_bot(TOKEN)
    async with Running(world) as server:
        opened = Office(engine, world, server, clock)
        await opened.starts()
        yield opened
        await opened.stops()
