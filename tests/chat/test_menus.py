"""The menu of commands: it says what the help says, and follows the roles of the people in the chats."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from sqlalchemy import Engine

from bots.channel import Button, ChatGone, Command, TooFast, Unreachable
from db.engine import writing
from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, Officer
from reminders.chat.menu import Usage, menu, usages
from reminders.chat.menus import keeping_menus
from reminders.clock import SteppedClock
from reminders.messages import render
from reminders.replies import Unclear, understand
from reminders.replies.commands import NAMED
from reminders.service import make_service, serve
from reminders.settings import Settings
from schedules.zone import LOCAL
from tests.fakes import RecordingChannel
from tests.patience import PATIENCE_SECONDS
from tests.rows import a_district, chat, notice

OFFICERS, COORDINATORS = menu(Role.OFFICER), menu(Role.COORDINATOR)
NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)


@dataclass
class MenuRecorder(RecordingChannel):
    """A channel with menus; `refusals` are raised one after the other, by chat."""

    menus: dict[str | None, Sequence[Command]] = field(default_factory=dict)
    refusals: dict[str | None, list[Exception]] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def set_commands(self, commands: Sequence[Command], chat_id: str | None = None) -> None:
        self.changed.set()
        if refusals := self.refusals.get(chat_id):
            raise refusals.pop(0)
        self.menus[chat_id] = commands

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        message_id = await super().send(chat_id, text, buttons, thread=thread)
        self.changed.set()
        return message_id

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so():
                self.changed.clear()
                await self.changed.wait()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR])
def test_the_help_names_the_commands_of_the_menu_and_the_bot_understands_each(role: Role) -> None:
    kind = "coordinator" if role is Role.COORDINATOR else "officer"
    text = render(f"chat/help_{kind}", agency="Phòng Nội vụ", scope="UBND huyện", commands=usages(role))
    told = [one.name for one in usages(role) if role is Role.OFFICER or one.name not in ("tiep", "help")]
    assert [name for name in re.findall(r"/([a-z]+)", text) if role is Role.OFFICER or name != "help"] == told
    assert [one.name for one in menu(role) if understand(f"/{one.name}", now=NOW) == Unclear()] == []
    texts = "\n".join([text, *(render(f"chat/help_{topic}") for topic in ("orders", "people")), ""])
    assert [one.name for one in menu(role) if f"/{one.name}" not in texts and one.name != "tiep"] == []
    assert [
        name for name in told if f": {Usage(NAMED[name], role is not Role.OFFICER).description}\n" not in texts
    ] == []


@pytest.mark.parametrize("role", list(Role))
def test_a_menu_is_one_that_telegram_takes(role: Role) -> None:
    found = menu(role)
    assert 1 <= len(found) <= 100
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", one.name) and 3 <= len(one.description) <= 256 for one in found)


async def test_coordinators_have_their_own_menu_as_long_as_they_are(engine: Engine) -> None:
    with writing(engine) as session:
        district = a_district(session)
        chat_id, officer_id, other = (
            district.coordinator.chat_id,
            district.coordinator.officer_id or 0,
            district.officer.id,
        )
    channel = MenuRecorder()
    async with keeping_menus(engine, [channel, RecordingChannel("zalo")], pause_seconds=0.01):
        await channel.until(lambda: chat_id in channel.menus)
        assert channel.menus == {None: OFFICERS, chat_id: COORDINATORS}
        with writing(engine) as session:
            session.get_one(Officer, officer_id).role = Role.OFFICER
        await channel.until(lambda: channel.menus[chat_id] == ())
        with writing(engine) as session:
            session.get_one(Officer, officer_id).role = Role.COORDINATOR
            session.get_one(ChatBinding, other).officer_id = officer_id
        await channel.until(lambda: len(channel.menus) == 3)
        assert channel.menus[chat_id] == COORDINATORS
        with writing(engine) as session:
            session.get_one(ChatBinding, other).status = BindingStatus.GONE
        await channel.until(lambda: () in channel.menus.values())


async def test_a_menu_that_is_refused_is_tried_again_and_holds_up_no_other(engine: Engine) -> None:
    with writing(engine) as session:
        chat_id = a_district(session).coordinator.chat_id
    channel = MenuRecorder(refusals={None: [Unreachable("no route"), TooFast(3)], chat_id: [ChatGone("blocked")]})
    async with keeping_menus(engine, [channel], pause_seconds=0.01):
        await channel.until(lambda: len(channel.menus) == 2)
    assert channel.menus == {None: OFFICERS, chat_id: COORDINATORS}


@pytest.mark.machine_clock
async def test_a_service_whose_menu_fails_serves_on(engine: Engine) -> None:
    stop = asyncio.Event()
    channel = MenuRecorder(refusals={None: [ZeroDivisionError("a bug")] * 1000})
    serving = asyncio.create_task(
        serve(
            make_service(engine, {"telegram": channel}, SteppedClock(NOW)),
            Settings(cycle_seconds=0.05, web_port=0),
            stop,
        )
    )
    await channel.until(lambda: len(channel.refusals[None]) == 999)
    with writing(engine) as session:
        notice(session, chat(session, None))
    await channel.until(lambda: len(channel.sent) == 1)
    stop.set()
    await serving
    assert (channel.menus, len(channel.refusals[None])) == ({}, 999)


@pytest.mark.machine_clock
async def test_a_service_shows_the_menu_once_its_channel_is_open(engine: Engine) -> None:
    stop = asyncio.Event()
    channel = MenuRecorder()
    serving = asyncio.create_task(
        serve(
            make_service(engine, {"telegram": channel}, SteppedClock(NOW)),
            Settings(cycle_seconds=0.05, web_port=0),
            stop,
        )
    )
    await channel.until(lambda: channel.menus == {None: OFFICERS})
    stop.set()
    await serving
