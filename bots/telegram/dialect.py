"""Shell: the sandbox as Telegram: `/bot<token>/<method>` with Telegram's parameters, answers and errors."""

import re
from typing import assert_never

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.channel import Button, Command
from bots.sandbox import dialect
from bots.sandbox.chats import Bot, Chat, Kind
from bots.sandbox.dialect import Dialect, Json, Method, Refused
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.parameters import Malformed, parameters
from bots.sandbox.state import World
from bots.telegram.dialect_json import bot_json, message_json, update_json

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024  # characters
BUTTON_LIMIT = 64  # bytes
FILE_LIMIT = 20 * 1024 * 1024  # bytes; a bot gets no larger file
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LIMIT = 256  # characters
MOST_UPDATES = 100

router = APIRouter()


@router.api_route("/bot{token}/{method}", methods=["GET", "POST"])
async def call(token: str, method: str, request: Request) -> Response:
    """Answer one call of a bot."""
    return await dialect.answered(request, carry_out(token, method, request))


@router.get("/file/bot{token}/files/{message_id}")
async def download(token: str, message_id: int, request: Request) -> Response:
    """Answer with a file's content; its path comes from getFile."""
    world: World = request.app.state.world
    bot = world.bots.get(token)
    return await dialect.answered(request, dialect.file_content(world, world.file(bot, message_id)))


async def carry_out(token: str, method: str, request: Request) -> object:
    """Return the result of one call of a bot. Raises Refused, Dropped."""
    world: World = request.app.state.world
    bot = world.bots.get(token)
    if bot is None or bot.channel != "telegram":
        raise refused(401, "Unauthorized")
    if method.lower() not in METHODS:
        raise refused(404, "Not Found")
    try:
        given = await parameters(request)
    except Malformed as error:
        raise refused(400, f"Bad Request: {error}") from None
    return await METHODS[method.lower()](world, bot, given)


def refused(status: int, description: str, **more: int) -> Refused:
    """Return the refusal in Telegram's envelope, with `more` as its parameters."""
    answer: Json = {"ok": False, "error_code": status, "description": description}
    return Refused(status, answer | ({"parameters": more} if more else {}))


async def get_me(world: World, bot: Bot, given: Json) -> Json:  # noqa: ARG001
    """getMe: the bot's account."""
    return bot_json(bot) | {"can_join_groups": True, "can_read_all_group_messages": bot.hears_groups}


async def get_updates(world: World, bot: Bot, given: Json) -> list[Json]:
    """getUpdates: forget the updates below `offset`, return the others, waiting up to `timeout` for the first.

    A negative offset keeps that many of the last. A second poll ends the first one with 409.
    """
    if bot.webhook_url:
        raise refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    if fault := world.faults.take(Call.POLL):
        await dialect.misbehave(world, fault, refuse)
    offset, allowed = int(given.get("offset", 0)), given.get("allowed_updates")
    bot.events = bot.events[offset:] if offset < 0 else [event for event in bot.events if event.id >= offset]
    if not await dialect.wait_for_events(world, bot, int(given.get("timeout", 0))):
        raise refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot is running")
    updates = [update_json(world, event) for event in bot.events]
    wanted = [update for update in updates if not allowed or update.keys() & {*allowed}]
    return wanted[: int(given.get("limit", MOST_UPDATES))]


async def send_message(world: World, bot: Bot, given: Json) -> Json:
    """sendMessage: check as Telegram does, misbehave if told to, store."""
    text = str(given.get("text", "")).strip()
    if not text:
        raise refused(400, "Bad Request: message text is empty")
    if len(text) > TEXT_LIMIT:
        raise refused(400, "Bad Request: message is too long")
    buttons = buttons_of(given.get("reply_markup") or {})
    chat = addressed(world, bot, given)
    message = await dialect.send(world, chat, text, buttons, thread=topic_of(chat, given), refuse=refuse)
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


async def send_document(world: World, bot: Bot, given: Json) -> Json:
    """sendDocument: the same with a file."""
    file, caption = given.get("document"), str(given.get("caption", ""))
    if not isinstance(file, ChatFile) or not file.content:
        raise refused(400, "Bad Request: file must be non-empty")
    if len(caption) > CAPTION_LIMIT:
        raise refused(400, "Bad Request: message caption is too long")
    chat = addressed(world, bot, given)
    message = await dialect.send(world, chat, caption, file=file, thread=topic_of(chat, given), refuse=refuse)
    return message_json(chat, message)


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


async def set_my_commands(world: World, bot: Bot, given: Json) -> bool:
    """setMyCommands: the menu of one chat, or of all that have none of their own."""
    commands = [Command(name=str(one["command"]), description=str(one["description"])) for one in given["commands"]]
    if not all(COMMAND.fullmatch(command.name) for command in commands):
        raise refused(400, "Bad Request: BOT_COMMAND_INVALID")
    if not all(1 <= len(command.description) <= DESCRIPTION_LIMIT for command in commands):
        raise refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    bot.commands[scope(world, bot, given)] = commands
    world.touch()
    return True


async def delete_my_commands(world: World, bot: Bot, given: Json) -> bool:
    """deleteMyCommands: take a menu away."""
    bot.commands.pop(scope(world, bot, given), None)
    world.touch()
    return True


def scope(world: World, bot: Bot, given: Json) -> str | None:
    """Return the chat that a menu is for, None for all. Raises Refused."""
    chosen = given.get("scope") or {"type": "default"}
    return addressed(world, bot, chosen).id if chosen["type"] == "chat" else None


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "getfile": get_file,
    "senddocument": send_document,
    "answercallbackquery": answer_callback_query,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "setmycommands": set_my_commands,
    "deletemycommands": delete_my_commands,
}


def addressed(world: World, bot: Bot, given: Json) -> Chat:
    """Return the chat a message goes to. Raises Refused when it moved, is unknown to this bot, or blocked it."""
    chat_id = str(given.get("chat_id", ""))
    if new_id := world.moved_to(chat_id):
        raise moved(new_id)
    return dialect.addressed(world, bot, chat_id, refuse)


def topic_of(chat: Chat, given: Json) -> int | None:
    """Return the topic that a message is for. Raises Refused when the chat has no such topic."""
    topic = int(given.get("message_thread_id") or 0)
    if topic and topic not in chat.topics:
        raise refused(400, "Bad Request: message thread not found")
    return topic or None


def moved(new_id: str) -> Refused:
    """Return the refusal that tells a group's new id."""
    return refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=int(new_id))


def refuse(world: World, kind: FaultKind, chat: Chat | None, seconds: float) -> None:
    """Raise Refused as Telegram words what goes wrong; return when it answers as always (or not at all)."""
    match kind:
        case FaultKind.TOO_FAST:
            wait = round(seconds)
            raise refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        case FaultKind.SERVER_ERROR:
            raise refused(500, "Internal Server Error")
        case FaultKind.GATEWAY_TIMEOUT:
            raise refused(504, "Gateway Timeout")
        case FaultKind.BLOCKED:
            is_group = chat is not None and chat.kind is not Kind.PRIVATE
            by = "kicked from the group chat" if is_group else "blocked by the user"
            raise refused(403, f"Forbidden: bot was {by}")
        case FaultKind.NOT_FOUND:
            raise refused(400, "Bad Request: chat not found")
        case FaultKind.MIGRATED:
            if chat and chat.kind is Kind.GROUP:
                raise moved(world.migrate(chat.id, is_told=False).id)
        case FaultKind.DROP_BEFORE | FaultKind.HANG | FaultKind.DROP_AFTER:
            pass
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


DIALECT = Dialect(
    router=router, secret_header="X-Telegram-Bot-Api-Secret-Token", event_json=update_json, repeats_events=True
)
