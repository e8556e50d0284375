"""Shell: the sandbox as the Zalo Bot Platform: `/bot<token>/<method>` with a JSON body.

Where Zalo's documentation is silent the sandbox takes the harder way: an event is handed out once, whatever becomes of
the answer; a webhook that fails is not tried again; 2,000 characters are counted in UTF-16 units. How a person's block
or an unknown chat is worded is not documented either: those descriptions are the sandbox's own.
"""

import json
from typing import assert_never

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.sandbox import dialect
from bots.sandbox.chats import Bot, Chat, Event, Kind, Message
from bots.sandbox.dialect import Dialect, Dropped, Json, Method, Refused
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.state import World

TEXT_LIMIT = 2000  # UTF-16 units
DEFAULT_POLL_SECONDS = 30
SECRET_LENGTHS = range(8, 257)

router = APIRouter()


@router.post("/bot{token}/{method}")
async def call(token: str, method: str, request: Request) -> Response:
    """Answer one call of a bot, always with HTTP status 200."""
    return await dialect.answered(request, carry_out(token, method, request))


@router.get("/files/{bot_id}/{message_id}")
async def download(bot_id: int, message_id: int, request: Request) -> Response:
    """Answer with a file's content; its address comes with the event, and needs no token."""
    world: World = request.app.state.world
    bot = next((bot for bot in world.bots.values() if bot.id == bot_id), None)
    return await dialect.answered(request, dialect.file_content(world, world.file(bot, message_id)))


async def carry_out(token: str, method: str, request: Request) -> object:
    """Return the result of one call of a bot, None when it has none. Raises Refused, Dropped."""
    world: World = request.app.state.world
    bot = world.bots.get(token)
    if bot is None or bot.channel != "zalo":
        raise refused(401, "Unauthorized")
    given = await parameters(request)
    if method == "getUpdates":
        return await get_updates(world, bot, given, request)
    if method not in METHODS:
        raise refused(400, "Bad request")
    return await METHODS[method](world, bot, given)


async def parameters(request: Request) -> Json:
    """Return the parameters of a call, a JSON object in its body. Raises Refused."""
    try:
        given = json.loads(await request.body())
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise refused(400, "Bad request")
    return given


def refused(code: int, description: str) -> Refused:
    """Return a refusal in Zalo's envelope; its HTTP status is 200."""
    return Refused(200, {"ok": False, "description": description, "error_code": code})


async def get_me(world: World, bot: Bot, given: Json) -> Json:  # noqa: ARG001
    """getMe: the bot's account."""
    return {"id": zalo_id(bot.id), "account_name": bot.username, "account_type": "BASIC", "can_join_groups": False}


async def get_updates(world: World, bot: Bot, given: Json, request: Request) -> Json:
    """getUpdates: wait up to `timeout` for one event and hand it out, for good. Raises Refused with 408 without one."""
    if bot.webhook_url:
        raise refused(400, "Bad request: a webhook is set")
    fault = world.faults.take(Call.POLL)
    if fault:
        await dialect.misbehave(world, fault, refuse)
    is_last = await dialect.wait_for_events(world, bot, int(given.get("timeout", DEFAULT_POLL_SECONDS)))
    if not bot.events or not is_last or await request.is_disconnected():
        raise refused(408, "Request timeout")
    event = bot.events.pop(0)
    world.wake()
    if fault and fault.kind is FaultKind.DROP_AFTER:
        raise Dropped
    return event_result(world, event)


async def send_message(world: World, bot: Bot, given: Json) -> Json:
    """sendMessage: store the text as it is; Zalo shows no buttons."""
    return await store(world, bot, given, str(given.get("text", "")))


async def send_photo(world: World, bot: Bot, given: Json) -> Json:
    """sendPhoto: store the picture's address and caption as a text."""
    return await store(world, bot, given, f"🖼 {given.get('photo', '')}\n{given.get('caption', '')}".strip())


async def send_sticker(world: World, bot: Bot, given: Json) -> Json:
    """sendSticker: store the sticker's id as a text."""
    return await store(world, bot, given, f"[sticker {given.get('sticker', '')}]")


async def send_chat_action(world: World, bot: Bot, given: Json) -> None:
    """sendChatAction: "typing" is accepted; the page does not show it."""
    dialect.addressed(world, bot, given.get("chat_id", ""), refuse)


async def set_webhook(world: World, bot: Bot, given: Json) -> Json:
    """setWebhook: events are posted to `url` from now on (plain http is allowed here); a secret is required."""
    url, secret = str(given.get("url", "")), str(given.get("secret_token", ""))
    if not url or len(secret) not in SECRET_LENGTHS:
        raise refused(400, "Bad request: url and a secret_token of 8 to 256 characters are required")
    bot.webhook_url, bot.webhook_secret = url, secret
    world.wake()
    return await get_webhook_info(world, bot, {})


async def delete_webhook(world: World, bot: Bot, given: Json) -> Json:  # noqa: ARG001
    """deleteWebhook: back to getUpdates."""
    bot.webhook_url = bot.webhook_secret = ""
    return await get_webhook_info(world, bot, {})


async def get_webhook_info(world: World, bot: Bot, given: Json) -> Json:  # noqa: ARG001
    """getWebhookInfo; `updated_at` is simply now."""
    return {"url": bot.webhook_url, "updated_at": round(world.now().timestamp() * 1000)}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendSticker": send_sticker,
    "sendChatAction": send_chat_action,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}


async def store(world: World, bot: Bot, given: Json, text: str) -> Json:
    """Store what the bot sends and return Zalo's receipt. Raises Refused, Dropped."""
    if not text.strip() or sum(1 + (letter > "\uffff") for letter in text) > TEXT_LIMIT:
        raise refused(400, "Bad request: text has 1 to 2000 characters")
    chat = dialect.addressed(world, bot, given.get("chat_id", ""), refuse)
    message = await dialect.send(world, chat, text, refuse=refuse)
    return {"message_id": zalo_id(message.id), "date": milliseconds(message)}


def refuse(_world: World, kind: FaultKind, _chat: Chat | None, _seconds: float) -> None:
    """Raise Refused as Zalo words what goes wrong; return when it answers as always (or not at all)."""
    match kind:
        case FaultKind.TOO_FAST:
            raise refused(429, "Quota exceeded")  # it does not say how long to wait
        case FaultKind.SERVER_ERROR:
            raise refused(403, "Internal server error")
        case FaultKind.GATEWAY_TIMEOUT:
            raise Refused(504, {"message": "a gateway's answer, not Zalo's"})
        case FaultKind.BLOCKED:
            raise refused(400, "Bad request: the user does not receive messages from this bot")
        case FaultKind.NOT_FOUND:
            raise refused(404, "Not found: chat_id")
        case FaultKind.DROP_BEFORE | FaultKind.HANG | FaultKind.DROP_AFTER | FaultKind.MIGRATED:
            pass
        case _ as never:
            assert_never(never)


def event_result(world: World, event: Event) -> Json:
    """Return an event as it stands in `result`, of a poll and of a webhook."""
    chat = world.chat(event.message.chat_id)
    message = {
        "from": {"id": dialect.person_id(chat, event.author), "display_name": event.author, "is_bot": False},
        "chat": {"id": chat.id, "chat_type": "PRIVATE" if chat.kind is Kind.PRIVATE else "GROUP"},
        "message_id": zalo_id(event.message.id),
        "date": milliseconds(event.message),
    }
    name, content = content_json(world, chat, event.message)
    return {"event_name": name, "message": message | content}


def content_json(world: World, chat: Chat, message: Message) -> tuple[str, Json]:
    """Return the name of a message's event, and what is in it: Zalo tells of pictures and voice messages only."""
    if message.file is None:
        return "message.text.received", {"text": message.text}
    address = f"{world.url}/zalo/files/{chat.bot.id}/{message.id}"
    match message.file.media_type.partition("/")[0]:
        case "image":
            caption = {"caption": message.text} if message.text else {}
            return "message.image.received", {"photo": address} | caption
        case "audio":
            return "message.voice.received", {"voice_url": address}
    return "message.unsupported.received", {}


def event_json(world: World, event: Event) -> Json:
    """Return an event as it is posted to a webhook."""
    return {"ok": True, "result": event_result(world, event)}


def milliseconds(message: Message) -> int:
    """Return when a message was sent, in milliseconds since 1970."""
    return round(message.sent_at.timestamp() * 1000)


def zalo_id(number: int) -> str:
    """Return an id of the kind Zalo gives, letters and digits, for one of ours."""
    return f"{number:020x}"


DIALECT = Dialect(router=router, secret_header="X-Bot-Api-Secret-Token", event_json=event_json, repeats_events=False)
