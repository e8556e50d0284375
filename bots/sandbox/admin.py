"""Shell: `/sandbox/…`: what people do in the chats, the switches, and what was sent; for the page and the tests."""

from dataclasses import asdict
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from bots.sandbox.chats import Chat, ChatBlocked, Kind, Message, UnknownChat
from bots.sandbox.clock import DemoClock
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.state import World

LONGEST_WAIT_SECONDS = 25.0
PLAYING_WAIT_SECONDS = 0.5
LARGEST_FILE = 64 * 1024 * 1024  # bytes; more than the platforms give a bot, so that their refusal can be tried

Json = dict[str, Any]

router = APIRouter(prefix="/sandbox")


class NewChat(BaseModel):
    """A chat to open."""

    title: str = Field(min_length=1)
    person: str = ""
    kind: Kind = Kind.PRIVATE
    channel: str = "telegram"
    is_pinned: bool = False


class NewText(BaseModel):
    """What a person writes."""

    text: str = Field(min_length=1)
    author: str | None = None


class NewPress(BaseModel):
    """Which button a person presses."""

    message_id: int
    command: str


class DeepLink(BaseModel):
    """The code of a link t.me/<bot>?start=<code>."""

    code: str = Field(min_length=1, max_length=64)


class NewFault(BaseModel):
    """A switch to turn on."""

    kind: FaultKind
    call: Call = Call.SEND
    chat_id: str | None = None
    times: int = Field(default=1, ge=1)
    seconds: float = Field(default=5.0, ge=0)


class ClockCommand(BaseModel):
    """What to do with the demo's clock; `speed` belongs to "play"."""

    action: Literal["next_event", "day", "play", "pause"]
    speed: float = Field(default=3600.0, gt=0)


@router.get("/changes")
async def changes(request: Request, after: int = -1) -> Json:
    """Return all the page shows around a conversation, once it differs from version `after` (or after a while)."""
    world, clock = world_of(request), clock_of(request)
    if world.version == after:
        is_playing = clock is not None and clock.status().is_playing
        await world.changed(PLAYING_WAIT_SECONDS if is_playing else LONGEST_WAIT_SECONDS)
    return {
        "version": world.version,
        "chats": [chat_json(chat) for chat in world.chats()],
        "faults": [asdict(fault) for fault in world.faults.active()],
        "clock": clock_json(clock) if clock else None,
    }


@router.get("/chats")
async def chats(request: Request) -> list[Json]:
    """Return the chats with their last message and the number of unread ones, in the page's order."""
    return [chat_json(chat) for chat in world_of(request).chats()]


@router.post("/chats", status_code=201)
async def add_chat(new: NewChat, request: Request) -> Json:
    """Open a chat."""
    chat = world_of(request).add_chat(
        new.title, person=new.person, kind=new.kind, channel=new.channel, pinned=new.is_pinned
    )
    return chat_json(chat)


@router.get("/chats/{chat_id}/messages")
async def messages(chat_id: str, request: Request) -> list[Json]:
    """Return the messages of a chat, oldest first."""
    chat = world_of(request).chat(chat_id)
    waiting = set(chat.bot.unanswered.values())
    return [message_json(message) | {"is_waiting": message.id in waiting} for message in chat.messages]


@router.post("/chats/{chat_id}/messages", status_code=201)
async def write(chat_id: str, new: NewText, request: Request) -> Json:
    """A person writes."""
    return message_json(world_of(request).write(chat_id, new.text, new.author))


@router.post("/chats/{chat_id}/files", status_code=201)
async def send_file(chat_id: str, request: Request, name: str = "", text: str = "") -> Json:
    """A person sends a file, the body of the request, with `text` under it."""
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST_FILE:
            raise HTTPException(413)
    media_type = request.headers.get("content-type") or "application/octet-stream"
    file = ChatFile(name=name, content=content, media_type=media_type)
    return message_json(world_of(request).write(chat_id, text, file=file))


@router.get("/chats/{chat_id}/messages/{message_id}/file")
async def file(chat_id: str, message_id: int, request: Request) -> Response:
    """Return the file of a message, to be saved under its name."""
    messages = world_of(request).chat(chat_id).messages
    found = next((m.file for m in messages if m.id == message_id and m.file), None)
    if found is None:
        raise UnknownChat(f"Message {message_id} has no file.")
    name = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return Response(found.content, media_type="application/octet-stream", headers={"Content-Disposition": name})


@router.get("/chats/{chat_id}/commands")
async def commands(chat_id: str, request: Request) -> list[Json]:
    """Return the menu that a person sees on typing "/"."""
    found = world_of(request).chat(chat_id).commands()
    return [{"name": command.name, "description": command.description} for command in found]


@router.post("/chats/{chat_id}/presses", status_code=201)
async def press(chat_id: str, new: NewPress, request: Request) -> Json:
    """A person presses a button."""
    return {"id": world_of(request).press(chat_id, new.message_id, new.command).id}


@router.post("/chats/{chat_id}/start", status_code=201)
async def start(chat_id: str, link: DeepLink, request: Request) -> Json:
    """A person opens a deep link."""
    return message_json(world_of(request).write(chat_id, f"/start {link.code}"))


@router.post("/chats/{chat_id}/read", status_code=204)
async def read(chat_id: str, request: Request) -> None:
    """A person has seen the chat."""
    world_of(request).read(chat_id)


@router.put("/chats/{chat_id}/block", status_code=204)
@router.delete("/chats/{chat_id}/block", status_code=204)
async def block(chat_id: str, request: Request) -> None:
    """A person blocks the bot, or a group removes it (PUT); or the block is taken back (DELETE)."""
    world_of(request).block(chat_id, request.method == "PUT")


@router.get("/sent")
async def sent(request: Request, after: int = 0) -> list[Json]:
    """Return everything the bots sent with a message id above `after`, in order."""
    return [message_json(message) for message in world_of(request).sent(after)]


@router.post("/faults", status_code=201)
async def set_fault(new: NewFault, request: Request) -> Json:
    """Turn a switch on."""
    world = world_of(request)
    fault = world.faults.set(new.kind, call=new.call, chat_id=new.chat_id, times=new.times, seconds=new.seconds)
    world.touch()
    return asdict(fault)


@router.delete("/faults", status_code=204)
async def clear_faults(request: Request, fault_id: int | None = None) -> None:
    """Turn one switch off, or all."""
    world_of(request).faults.clear(fault_id)
    world_of(request).touch()


@router.post("/clock")
async def move_clock(command: ClockCommand, request: Request) -> Json:
    """Step, play or pause the demo's clock; answers when it has been done."""
    clock = clock_of(request)
    if clock is None:
        raise UnknownChat("This sandbox has no clock of its own.")
    match command.action:
        case "next_event":
            await clock.step_to_next_event()
        case "day":
            await clock.step_day()
        case "play":
            await clock.play(command.speed)
        case "pause":
            await clock.pause()
    world_of(request).touch()
    return clock_json(clock)


REFUSALS = {UnknownChat: 404, ChatBlocked: 409}


async def refuse(_: Request, error: Exception) -> JSONResponse:
    """Answer one of the REFUSALS."""
    return JSONResponse({"detail": str(error)}, REFUSALS[type(error)])


def world_of(request: Request) -> World:
    """Return the world the app was made with."""
    world: World = request.app.state.world
    return world


def clock_of(request: Request) -> DemoClock | None:
    """Return the clock the app was made with."""
    clock: DemoClock | None = request.app.state.clock
    return clock


def chat_json(chat: Chat) -> Json:
    """Return a chat for the list."""
    return {
        "id": chat.id,
        "channel": chat.bot.channel,
        "kind": chat.kind,
        "title": chat.title,
        "person": chat.person,
        "is_pinned": chat.is_pinned,
        "is_blocked": chat.is_blocked,
        "unread": chat.unread,
        "last": message_json(chat.messages[-1]) if chat.messages else None,
    }


def message_json(message: Message) -> Json:
    """Return a message; `author` is null for the bot."""
    return {
        "id": message.id,
        "chat_id": message.chat_id,
        "text": message.text,
        "sent_at": message.sent_at.isoformat(),
        "author": message.author,
        "buttons": [[{"label": button.label, "command": button.command} for button in row] for row in message.buttons],
        "file": {"name": message.file.name, "size": message.file.size} if message.file else None,
    }


def clock_json(clock: DemoClock) -> Json:
    """Return the clock's state."""
    status = clock.status()
    next_at = status.next_event_at.isoformat() if status.next_event_at else None
    return asdict(status) | {"now": status.now.isoformat(), "next_event_at": next_at}
