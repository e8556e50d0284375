"""Shell: the sandbox as Telegram: `/bot<token>/<method>` with Telegram's parameters, answers and errors."""

import json
from dataclasses import replace
from typing import assert_never
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.channel import Button
from bots.sandbox.dialect import Dialect, Json, Method, Refused, answered, file_content, misbehave, send
from bots.sandbox.faults import Call, Fault, FaultKind
from bots.sandbox.files import File
from bots.sandbox.state import Bot, Chat, Event, Kind, Message, UnknownChat, World

TEXT_LIMIT = 4096  # characters
BUTTON_LIMIT = 64  # bytes
FILE_LIMIT = 20 * 1024 * 1024  # bytes; a bot gets no larger file
MOST_UPDATES = 100
LONGEST_POLL_SECONDS = 50

router = APIRouter()


@router.api_route("/bot{token}/{method}", methods=["GET", "POST"])
async def call(token: str, method: str, request: Request) -> Response:
    """Answer one call of a bot."""
    return await answered(request, carry_out(token, method, request))


@router.get("/file/bot{token}/files/{message_id}")
async def download(token: str, message_id: int, request: Request) -> Response:
    """Answer with a file's content; its path comes from getFile."""
    world: World = request.app.state.world
    bot = world.bots.get(token)
    return await answered(request, file_content(world, world.file(bot, message_id)))


async def carry_out(token: str, method: str, request: Request) -> object:
    """Return the result of one call of a bot. Raises Refused, Dropped."""
    world: World = request.app.state.world
    bot = world.bots.get(token)
    if bot is None or bot.channel != "telegram":
        raise refused(401, "Unauthorized")
    if method.lower() not in METHODS:
        raise refused(404, "Not Found")
    return await METHODS[method.lower()](world, bot, await parameters(request))


def refused(status: int, description: str, **more: int) -> Refused:
    """Return the refusal in Telegram's envelope, with `more` as its parameters."""
    answer: Json = {"ok": False, "error_code": status, "description": description}
    return Refused(status, answer | ({"parameters": more} if more else {}))


async def parameters(request: Request) -> Json:
    """Return the parameters of a call: from the URL, a form with JSON inside, or a JSON body. Raises Refused."""
    given: Json = dict(request.query_params)
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= json.loads(body)
    else:
        given |= parse_qsl(body.decode(), keep_blank_values=True)
    for name in ("reply_markup", "allowed_updates", "commands"):
        if isinstance(given.get(name), str):
            try:
                given[name] = json.loads(given[name])
            except ValueError:
                raise refused(400, f"Bad Request: can't parse {name} JSON object") from None
    return given


async def get_me(world: World, bot: Bot, given: Json) -> Json:  # noqa: ARG001
    """getMe: the bot's account."""
    return bot_json(bot) | {"can_join_groups": True, "can_read_all_group_messages": False}


async def get_updates(world: World, bot: Bot, given: Json) -> list[Json]:
    """getUpdates: forget the updates below `offset`, return the others, waiting up to `timeout` for the first.

    A negative offset keeps that many of the last. A second poll ends the first one with 409.
    """
    if bot.webhook_url:
        raise refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    if fault := world.faults.take(Call.POLL):
        await misbehave(world, fault, refusal(world, fault, None))
    offset = int(given.get("offset", 0))
    bot.events = bot.events[offset:] if offset < 0 else [event for event in bot.events if event.id >= offset]
    bot.polls += 1
    poll = bot.polls
    world.wake()
    seconds = min(int(given.get("timeout", 0)), LONGEST_POLL_SECONDS)
    await world.until(lambda: bool(bot.events) or bot.polls != poll, seconds)
    if bot.polls != poll:
        raise refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot is running")
    return [update_json(world, event) for event in bot.events[: int(given.get("limit", MOST_UPDATES))]]


async def send_message(world: World, bot: Bot, given: Json) -> Json:
    """sendMessage: check as Telegram does, misbehave if told to, store."""
    text = str(given.get("text", "")).strip()
    if not text:
        raise refused(400, "Bad Request: message text is empty")
    if len(text) > TEXT_LIMIT:
        raise refused(400, "Bad Request: message is too long")
    buttons = buttons_of(given.get("reply_markup") or {})
    chat = addressed(world, bot, str(given.get("chat_id", "")))
    message = await send(world, chat, text, buttons, refusal=refusal, too_fast=too_fast)
    return message_json(chat, message)


async def get_file(world: World, bot: Bot, given: Json) -> Json:
    """getFile: where a file can be downloaded; small sizes of a photo are not kept here."""
    file_id = str(given.get("file_id", ""))
    number = file_id.removeprefix("file-")
    file = world.file(bot, int(number)) if number.isdecimal() else None
    if file is None:
        raise refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if file.size > FILE_LIMIT:
        raise refused(400, "Bad Request: file is too big")
    return {"file_id": file_id, "file_unique_id": number, "file_size": file.size, "file_path": f"files/{number}"}


async def answer_callback_query(world: World, bot: Bot, given: Json) -> bool:
    """answerCallbackQuery: the button stops spinning."""
    if bot.unanswered.pop(str(given.get("callback_query_id")), None) is None:
        raise refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    world.touch()
    return True


async def set_webhook(world: World, bot: Bot, given: Json) -> bool:
    """setWebhook: updates are posted to `url` from now on (plain http is allowed here)."""
    bot.webhook_url, bot.webhook_secret = str(given.get("url", "")), str(given.get("secret_token", ""))
    world.wake()
    return True


async def delete_webhook(world: World, bot: Bot, given: Json) -> bool:  # noqa: ARG001
    """deleteWebhook: back to getUpdates."""
    bot.webhook_url = bot.webhook_secret = ""
    return True


async def get_webhook_info(world: World, bot: Bot, given: Json) -> Json:  # noqa: ARG001
    """getWebhookInfo."""
    return {"url": bot.webhook_url, "has_custom_certificate": False, "pending_update_count": len(bot.events)}


async def set_my_commands(world: World, bot: Bot, given: Json) -> bool:  # noqa: ARG001
    """setMyCommands: the menu of commands is accepted; the page has none to show it in."""
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "getfile": get_file,
    "answercallbackquery": answer_callback_query,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "setmycommands": set_my_commands,
}


def addressed(world: World, bot: Bot, chat_id: str) -> Chat:
    """Return the chat a message goes to. Raises Refused when it moved, is unknown to this bot, or blocked it."""
    if new_id := world.moved_to(chat_id):
        raise moved(new_id)
    try:
        chat = world.chat(chat_id)
    except UnknownChat:
        raise refused(400, "Bad Request: chat not found") from None
    if chat.bot is not bot:
        raise refused(400, "Bad Request: chat not found")
    if chat.is_blocked:
        raise blocked(chat)
    return chat


def moved(new_id: str) -> Refused:
    """Return the refusal that tells a group's new id."""
    return refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=int(new_id))


def blocked(chat: Chat | None) -> Refused:
    """Return the refusal of a person or a group that does not want the bot."""
    is_group = chat is not None and chat.kind is not Kind.PRIVATE
    return refused(403, f"Forbidden: bot was {'kicked from the group chat' if is_group else 'blocked by the user'}")


def too_fast(seconds: int) -> Refused:
    """Return the refusal that says how long to wait."""
    return refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def refusal(world: World, fault: Fault, chat: Chat | None) -> Refused | None:
    """Return what Telegram answers under a fault, None when it answers as always (or not at all)."""
    match fault.kind:
        case FaultKind.TOO_FAST:
            return too_fast(round(fault.seconds))
        case FaultKind.SERVER_ERROR:
            return refused(500, "Internal Server Error")
        case FaultKind.GATEWAY_TIMEOUT:
            return refused(504, "Gateway Timeout")
        case FaultKind.BLOCKED:
            return blocked(chat)
        case FaultKind.NOT_FOUND:
            return refused(400, "Bad Request: chat not found")
        case FaultKind.MIGRATED:
            return moved(world.migrate(chat.id).id) if chat and chat.kind is Kind.GROUP else None
        case FaultKind.DROP_BEFORE | FaultKind.HANG | FaultKind.DROP_AFTER:
            return None
        case _ as never:
            assert_never(never)


def buttons_of(markup: Json) -> list[list[Button]]:
    """Return the rows of buttons in `reply_markup`. Raises Refused for data beyond Telegram's limit."""
    rows = [
        [Button(label=str(key["text"]), command=str(key.get("callback_data", ""))) for key in row]
        for row in markup.get("inline_keyboard", [])
    ]
    if not all(1 <= len(button.command.encode()) <= BUTTON_LIMIT for row in rows for button in row):
        raise refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows


def update_json(world: World, event: Event) -> Json:
    """Return an event as a Telegram update."""
    chat = world.chat(world.moved_to(event.message.chat_id) or event.message.chat_id)
    message = message_json(chat, event.message)
    if event.command is None:
        return {"update_id": event.id, "message": message}
    query = {"id": str(event.id), "from": person_json(chat, event.author), "message": message, "data": event.command}
    return {"update_id": event.id, "callback_query": query | {"chat_instance": chat.id}}


def message_json(chat: Chat, message: Message) -> Json:
    """Return a message as Telegram writes it."""
    named = {"first_name": chat.person} if chat.kind is Kind.PRIVATE else {"title": chat.title}
    keys = [[{"text": b.label, "callback_data": b.command} for b in row] for row in message.buttons]
    return {
        "message_id": message.id,
        "from": bot_json(chat.bot) if message.author is None else person_json(chat, message.author),
        "chat": {"id": int(message.chat_id), "type": str(chat.kind)} | named,
        "date": int(message.sent_at.timestamp()),
        **(file_json(message, message.file) if message.file else {"text": message.text}),
        **({"reply_markup": {"inline_keyboard": keys}} if keys else {}),
        **({"reply_to_message": answered_json(chat, message)} if message.reply_to else {}),
    }


def file_json(message: Message, file: File) -> Json:
    """Return the file of a message: a photo in two sizes and without a name, a voice message, a video, a document."""
    file_id, unique = f"file-{message.id}", {"file_unique_id": str(message.id)}
    said: Json = unique | {"file_id": file_id, "file_size": file.size, "mime_type": file.media_type}
    under = {"caption": message.text} if message.text else {}
    under |= {"media_group_id": message.album} if message.album else {}
    match file.media_type.partition("/")[0]:
        case "image":
            small = {"file_unique_id": f"{message.id}s", "file_id": f"{file_id}-s", "width": 90, "height": 67}
            large = unique | {"file_id": file_id, "file_size": file.size, "width": 1280, "height": 960}
            return under | {"photo": [small, large]}
        case "audio":
            return under | {"voice": said | {"duration": 3}}
        case "video":
            return under | {"video": said | {"duration": 3, "width": 640, "height": 480, "file_name": file.name}}
    return under | {"document": said | {"file_name": file.name}}


def answered_json(chat: Chat, message: Message) -> Json:
    """Return the message that another one answers."""
    answered = next(one for one in chat.messages if one.id == message.reply_to)
    return message_json(chat, replace(answered, reply_to=None))


def person_json(chat: Chat, name: str) -> Json:
    """Return a person of a chat as a Telegram user."""
    return {"id": abs(int(chat.id)), "is_bot": False, "first_name": name}


def bot_json(bot: Bot) -> Json:
    """Return a bot as a Telegram user."""
    return {"id": bot.id, "is_bot": True, "first_name": "Nhắc Hạn", "username": bot.username}


DIALECT = Dialect(
    router=router,
    secret_header="X-Telegram-Bot-Api-Secret-Token",
    event_json=update_json,
    repeats_events=True,
)
