"""Shell: the menus of commands on a platform, kept as the roles of the people in the chats are."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import Engine

from bots.channel import Channel, ChannelError, Command, MenuChannel
from db.engine import reading
from db.queries import bindings
from db.statuses import Role
from reminders.chat.menu import menu
from reminders.ending import end

PAUSE_SECONDS = 10.0
"""Between two looks at who coordinates."""

LONGEST_PAUSE_SECONDS = 600.0
log = structlog.get_logger()

Menus = dict[str | None, Sequence[Command]]
"""Menus by chat; None: of all the other chats."""


@asynccontextmanager
async def keeping_menus(
    engine: Engine, channels: Iterable[Channel], *, pause_seconds: float = PAUSE_SECONDS
) -> AsyncIterator[None]:
    """Keep the menus of the channels that have any, meanwhile."""
    keeping = [
        asyncio.create_task(_keep(engine, channel, pause_seconds))
        for channel in channels
        if isinstance(channel, MenuChannel)
    ]
    try:
        yield
    finally:
        await end(*keeping)


async def _keep(engine: Engine, channel: MenuChannel, pause_seconds: float) -> None:
    """Show officers their commands, coordinators and leaders theirs, until cancelled; trouble is waited out.

    What a platform shows is not asked for: it is set anew when the service starts.
    """
    shown: Menus = {}
    pause = pause_seconds
    while True:
        try:
            await _update(channel, shown, await asyncio.to_thread(_wanted, engine, channel.name))
            pause = pause_seconds
        except Exception as error:  # a menu is a convenience: whatever is wrong with it, the chats are served
            log.warning(
                "a menu could not be shown", action="menu_failed", channel=channel.name, error=type(error).__name__
            )
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        await asyncio.sleep(pause)


def _wanted(engine: Engine, channel: str) -> Menus:
    with reading(engine) as session:
        chats = {role: bindings.chats_of_role(session, channel, role) for role in (Role.LEADER, Role.COORDINATOR)}
        # Of somebody who is both, what the coordinator may do.
        own: Menus = {chat.chat_id: menu(role) for role, found in chats.items() for chat in found}
        return {None: menu(Role.OFFICER), **own}


async def _update(channel: MenuChannel, shown: Menus, wanted: Menus) -> None:
    """Set the menus that differ from what is shown; one that fails holds up no other. Raises the last ChannelError."""
    trouble: ChannelError | None = None
    for chat_id in [*wanted, *(shown.keys() - wanted.keys())]:
        commands = wanted.get(chat_id, ())
        if shown.get(chat_id, ()) == commands:
            continue
        try:
            await channel.set_commands(commands, chat_id)
        except ChannelError as error:
            trouble = error
        else:
            shown[chat_id] = commands
    if trouble:
        raise trouble
