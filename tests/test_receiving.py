"""What an error of the database means for the message that is handled, at the real adapters over the sandbox."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import col, select

from bots.channel import Channel
from bots.sandbox.chats import Chat
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.zalo.channel import ZaloChannel
from db.engine import reading, writing
from db.queries import item_codes
from db.tables import Completion, InboundMessage, Notification
from reminders.clock import SteppedClock
from reminders.service import make_service
from tests.bots.inbox import listening, until
from tests.databases import sqlite_file
from tests.rows import NOW, a_district, chat, officer

TOKEN = "135:receiving"
MAKERS = {"telegram": TelegramChannel, "zalo": ZaloChannel}
MALFORMED, FULL = "database disk image is malformed", "database or disk is full"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The errors are those of SQLite's driver."""
    with sqlite_file(tmp_path) as made:
        yield made


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


@dataclass
class Writer:
    """An officer's chat, at the platform and at the service that listens."""

    world: World
    chat: Chat
    engine: Engine

    def writes(self, text: str) -> None:
        self.world.write(self.chat.id, text)

    async def is_answered(self, times: int) -> list[str]:
        """Wait until the outbox has so many answers and nothing waits at the platform; return them."""
        await until(self.world, lambda: len(self.answers()) >= times and not self.chat.bot.events)
        return self.answers()

    def answers(self) -> list[str]:
        with reading(self.engine) as session:
            return [text or "" for text in session.exec(select(Notification.text).order_by(col(Notification.id))).all()]

    def count(self, table: Any) -> int:
        with reading(self.engine) as session:
            return len(session.exec(select(table)).all())


@asynccontextmanager
async def writer(engine: Engine, channel: str) -> AsyncIterator[Writer]:
    world = World(lambda: NOW)
    world.add_bot(TOKEN, channel=channel)
    person = world.add_chat("Rơ Mah H'Bơ", channel=channel)
    with writing(engine) as session:
        district = a_district(session)
        binding = chat(session, officer(session, district.commune), person.id, channel=channel)
        item_codes.give(session, binding.id, [district.item.id], now=NOW)
    async with Running(world) as server:
        bot: Channel = MAKERS[channel](TOKEN, base_url=f"{server.url}/{channel}", poll_seconds=5, sleep=at_once)
        await bot.open()
        try:
            async with listening(bot, make_service(engine, {channel: bot}, SteppedClock(NOW)).receive):
                yield Writer(world, person, engine)
        finally:
            await bot.close()


def failing(engine: Engine, error: Exception, on: str, times: int) -> Callable[[], int]:
    """Let the driver raise an error instead of so many statements that begin so; return how often it has."""
    raised = 0

    def execute(_cursor: object, statement: str, *_: object) -> None:
        nonlocal raised
        if statement.startswith(on) and raised < times:
            raised += 1
            raise error

    event.listen(engine, "do_execute", execute)
    return lambda: raised


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
@pytest.mark.parametrize(
    "error",
    [
        sqlite3.DatabaseError(MALFORMED),
        sqlite3.OperationalError(FULL),
        sqlite3.InternalError("internal"),
        sqlite3.InterfaceError("interface"),
    ],
)
@pytest.mark.parametrize("on", ["INSERT INTO completion", "INSERT INTO notification", "SELECT chat_binding"])
async def test_while_the_database_is_in_trouble_a_message_comes_again_until_it_was_handled(
    engine: Engine, channel: str, error: Exception, on: str
) -> None:
    async with writer(engine, channel) as person:
        raised = failing(engine, error, on, times=5)
        person.writes("xong 1")
        [answer] = await person.is_answered(1)
        assert (raised(), person.count(Completion), person.count(InboundMessage)) == (5, 1, 1)
    assert answer.startswith("Đã ghi nhận hoàn thành")


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
@pytest.mark.parametrize("error", [sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError])
async def test_a_message_that_the_database_refuses_three_times_is_apologised_for_and_holds_up_no_other(
    engine: Engine, channel: str, error: type[Exception]
) -> None:
    async with writer(engine, channel) as person:
        raised = failing(engine, error("refused"), "INSERT INTO completion", times=100)
        person.writes("xong 1")
        person.writes("/viec")
        sorry, listed = await person.is_answered(2)
        assert (raised(), person.count(Completion), person.count(InboundMessage)) == (3, 0, 2)
    assert sorry.startswith("Hệ thống gặp lỗi khi xử lý tin này nên chưa ghi nhận gì.")
    assert listed.startswith("UBND xã Ia Dom: 1 việc đang mở")


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
async def test_a_message_that_only_collided_is_handled_when_it_comes_again(engine: Engine, channel: str) -> None:
    async with writer(engine, channel) as person:
        failing(engine, sqlite3.IntegrityError("UNIQUE constraint failed"), "INSERT INTO completion", times=2)
        person.writes("xong 1")
        [answer] = await person.is_answered(1)
        assert person.count(Completion) == 1
    assert answer.startswith("Đã ghi nhận hoàn thành")
