"""Shell: what the platforms' dialects have in common: how a call is answered, and how a fault spoils it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from zlib import crc32

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from bots.channel import Button
from bots.sandbox.chats import Bot, Chat, Event, Kind, Message, UnknownChat
from bots.sandbox.faults import Call, Fault, FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.state import World

LONGEST_POLL_SECONDS = 50  # of both platforms

Json = dict[str, Any]
Method = Callable[[World, Bot, Json], Awaitable[object]]


class Refused(Exception):
    """Not carried out; answered with `answer` and the HTTP status `status`."""

    def __init__(self, status: int, answer: Json) -> None:
        super().__init__(status, answer)
        self.status = status
        self.answer = answer


class Dropped(Exception):
    """Not answered: the connection breaks."""


Refuse = Callable[[World, FaultKind, Chat | None, float], None]
"""Raises Refused in the platform's words for what goes wrong, in a chat, for so many seconds; returns without any."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How one platform speaks: its calls, and how it posts an event to a webhook."""

    router: APIRouter
    secret_header: str
    event_json: Callable[[World, Event], Json]
    repeats_events: bool
    """Whether an event that a webhook did not take is posted again."""


async def answered(request: Request, work: Awaitable[object]) -> Response:
    """Return the answer to a call that is carried out by `work`, or break the connection."""
    try:
        result = await work
    except Refused as refusal:
        return JSONResponse(refusal.answer, refusal.status)
    except ClientDisconnect:
        return Response()
    except Dropped:
        request.scope["extensions"]["drop_connection"]()
        return Response()
    if isinstance(result, Response):
        return result
    return JSONResponse({"ok": True} | ({} if result is None else {"result": result}), headers=_time(request))


def _time(request: Request) -> dict[str, str]:
    """Return the header that says what time it is in the world, where it tells."""
    world: World = request.app.state.world
    return {"Date": format_datetime(world.now(), usegmt=True)} if world.tells_time else {}


async def misbehave(world: World, fault: Fault, refuse: Refuse, chat: Chat | None = None) -> None:
    """Do what the fault says must happen before the call is carried out. Raises Refused, Dropped."""
    if fault.kind is FaultKind.DROP_BEFORE:
        raise Dropped
    if fault.kind is FaultKind.HANG:
        await world.rest(fault.seconds)
    refuse(world, fault.kind, chat, fault.seconds)


async def wait_for_events(world: World, bot: Bot, seconds: float) -> bool:
    """Wait until a bot has something to collect, so long at most; return whether no later poll came, which ends it."""
    bot.polls += 1
    poll = bot.polls
    world.wake()
    await world.until(lambda: bool(bot.events) or bot.polls != poll, min(seconds, LONGEST_POLL_SECONDS))
    return bot.polls == poll


def addressed(world: World, bot: Bot, chat_id: object, refuse: Refuse) -> Chat:
    """Return the chat a message goes to. Raises Refused when it is unknown to this bot, or blocked it."""
    try:
        chat = world.chat(str(chat_id), bot)
    except UnknownChat:
        refuse(world, FaultKind.NOT_FOUND, None, 0)
        raise
    if chat.is_blocked:
        refuse(world, FaultKind.BLOCKED, chat, 0)
    return chat


FILE_FAULTS = {FaultKind.TOO_FAST: 429, FaultKind.SERVER_ERROR: 500, FaultKind.GATEWAY_TIMEOUT: 504}
"""The statuses with which a file is refused: it comes from a web server, which knows no envelope."""


def _refuse_file(_world: World, kind: FaultKind, _chat: Chat | None, _seconds: float) -> None:
    if kind in FILE_FAULTS:
        raise Refused(FILE_FAULTS[kind], {})


async def file_content(world: World, file: ChatFile | None) -> Response:
    """Return a file's content as an answer, unless a fault forbids it. Raises Refused, Dropped."""
    if fault := world.faults.take(Call.FILE):
        await misbehave(world, fault, _refuse_file)
        if fault.kind is FaultKind.DROP_AFTER:
            raise Dropped
    return Response(file.content, media_type=file.media_type) if file else Response(status_code=404)


async def send(
    world: World,
    chat: Chat,
    text: str,
    buttons: Sequence[Sequence[Button]] = (),
    *,
    file: ChatFile | None = None,
    thread: int | None = None,
    refuse: Refuse,
) -> Message:
    """Store a message that the dialect found well-formed, unless a fault or the bot's limits forbid it.

    Raises Refused as `refuse` words it, Dropped.
    """
    fault = world.faults.take(Call.SEND, chat.id)
    if fault:
        await misbehave(world, fault, refuse, chat)
    is_group, limits = chat.kind is not Kind.PRIVATE, chat.bot.limits
    if limits and (wait := limits.wait_seconds(chat.id, is_group=is_group, now=world.now())):
        refuse(world, FaultKind.TOO_FAST, chat, wait)
    message = world.send(chat, text, buttons, file, thread)
    if fault and fault.kind is FaultKind.DROP_AFTER:
        raise Dropped
    return message


def person_id(chat: Chat, name: str) -> str:
    """Return the id of a person of a chat: of a private chat its own, in a group the same for the same name."""
    return chat.id if chat.kind is Kind.PRIVATE else str(crc32(name.encode()))
