"""Shell: watches over the SQLite file while the service runs, and ends it when the file cannot be trusted."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bots.channel import Channel, ChannelError
from db.engine import reading
from db.errors import Damaged, OtherFile
from db.place import hearing_of_damage, look_through
from db.queries import people
from reminders.channels import make_channels
from reminders.clock import Clock, SystemClock
from reminders.messages import render
from reminders.settings import Settings
from schedules.zone import local_date

LOOK_SECONDS = 2.0
"""Between two looks whether the file is still in its place."""

LAST_WORDS_SECONDS = 20.0
"""How long it may take to tell the admins; a platform that does not answer holds up the end no longer."""

NIGHT_HOURS = 2
"""From this local hour on the file is read through, once a night."""

log = structlog.get_logger()


@dataclass
class Admins:
    """The chats that are told when the database is damaged, as (channel, chat, topic). They are known beforehand: then
    they could perhaps not be read any more.
    """

    chats: frozenset[tuple[str, str, str | None]] = frozenset()

    def learn(self, engine: Engine, now: datetime) -> None:
        """Read them anew; when that fails or there are none, those that were known stay."""
        try:
            with reading(engine) as session:
                found = people.admin_chats(session, on=local_date(now)).values()
                self.chats = frozenset((c.channel, c.chat_id, c.thread) for own in found for c in own) or self.chats
        except OtherFile:
            raise
        except Exception as error:  # whatever is wrong with them, the chats are served
            log.warning("the admins could not be read", action="admins_failed", error=type(error).__name__)


@asynccontextmanager
async def only_whole(engine: Engine, settings: Settings) -> AsyncIterator[Admins]:
    """Read the file through before the body runs; when it is damaged, or is found to be meanwhile, the body has ended
    and the admins are told. Yields who they are, to be kept up to date. Raises Damaged.
    """
    admins = Admins()
    await asyncio.to_thread(admins.learn, engine, SystemClock().now())
    try:
        await asyncio.to_thread(look_through, engine)
        yield admins
    except Damaged as damage:
        told = await say_damaged(make_channels(settings)[0], admins)
        log.error("the database is damaged", action="database_damaged", error=str(damage), admins=told)
        raise


async def until_lost(engine: Engine, clock: Clock, admins: Admins) -> None:
    """Watch until cancelled, and keep in mind who is told.

    Raises OtherFile when the file that was opened does not stand in its place any more; Damaged when anything that
    works with this engine is told so, or when it is found at night.
    """
    loop, damage = asyncio.get_running_loop(), asyncio.Queue[str]()
    looked_through = night_of(clock.now())
    with hearing_of_damage(engine, lambda words: loop.call_soon_threadsafe(damage.put_nowait, words)):
        while True:
            await asyncio.to_thread(admins.learn, engine, clock.now())
            if (night := night_of(clock.now())) != looked_through:
                looked_through = night
                with suppress(DBAPIError):  # it is no damage: the cycles say it
                    await asyncio.to_thread(look_through, engine)
            with suppress(TimeoutError):
                raise Damaged(await asyncio.wait_for(damage.get(), LOOK_SECONDS))


def night_of(now: datetime) -> date:
    """Return the day whose night was the last to begin."""
    return local_date(now - timedelta(hours=NIGHT_HOURS))


async def say_damaged(channels: Mapping[str, Channel], admins: Admins) -> int:
    """Tell the admins that the service has stopped, straight through the channels, which are opened and closed again;
    return how many chats were told. The outbox is in the file that is damaged.
    """
    told: list[str] = []

    async def say(channel: Channel) -> None:
        try:
            with suppress(ChannelError):
                await channel.open()
            for name, chat_id, thread in sorted(admins.chats, key=str):
                with suppress(ChannelError):
                    if name == channel.name:
                        told.append(await channel.send(chat_id, render("chat/damaged"), thread=thread))
        finally:
            await channel.close()

    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS_SECONDS):
            await asyncio.gather(*[say(channel) for channel in channels.values()], return_exceptions=True)
    return len(told)
