"""The sandbox on 127.0.0.1 and the real Telegram adapter talking to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from bots.sandbox.chats import Chat
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.tls import tls
from tests.patience import PATIENCE_SECONDS

TOKEN = "4242:CANARY-token-that-must-never-be-logged"
NOW = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    world = World(lambda: NOW)
    world.add_bot(TOKEN)
    return world


@pytest.fixture
def chat(world: World) -> Chat:
    return world.add_chat("UBND xã Ia Dom", person="Rơ Mah H'Bơ")


@pytest.fixture
async def server(world: World) -> AsyncIterator[Running]:
    async with Running(world) as server:
        yield server


@pytest.fixture
async def channel(server: Running) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(
        TOKEN, base_url=f"{server.url}/telegram", timeout_seconds=PATIENCE_SECONDS, poll_seconds=5
    )
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
async def browser(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    """What the page does, over the same API."""
    async with httpx.AsyncClient(
        base_url=server.url, verify=tls(), trust_env=False, timeout=PATIENCE_SECONDS
    ) as client:
        yield client
