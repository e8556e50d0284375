"""The sandbox as Zalo, to the letter: one event a poll, HTTP 200 for every refusal, milliseconds, no buttons."""

import asyncio
from typing import Any

import httpx
import pytest

from bots.sandbox.chats import Chat, Kind
from bots.sandbox.faults import FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.state import World
from tests.bots.conftest import NOW

Json = dict[str, Any]
ZALO_TOKEN = "135:zalo"
API = f"/zalo/bot{ZALO_TOKEN}"
NOW_MS = int(NOW.timestamp()) * 1000


@pytest.fixture
def world(world: World) -> World:
    """The sandbox with a bot on each platform."""
    world.add_bot(ZALO_TOKEN, username="bot.NhacHan", channel="zalo")
    return world


@pytest.fixture
def chat(world: World) -> Chat:
    return world.add_chat("UBND xã Ia Dom", person="Rơ Mah H'Bơ", channel="zalo")


async def call(browser: httpx.AsyncClient, method: str, **given: object) -> Json:
    answer = await browser.post(f"{API}/{method}", json=given)
    assert answer.status_code == 200
    body: Json = answer.json()
    return body


async def refusal(browser: httpx.AsyncClient, method: str, **given: object) -> tuple[int, str]:
    answer = await call(browser, method, **given)
    assert answer["ok"] is False
    return answer["error_code"], answer["description"]


async def test_get_me_tells_the_account(browser: httpx.AsyncClient) -> None:
    assert (await call(browser, "getMe"))["result"] == {
        "id": "00000000000000000002",
        "account_name": "bot.NhacHan",
        "account_type": "BASIC",
        "can_join_groups": False,
    }


async def test_a_wrong_token_an_unknown_method_and_a_broken_body_are_refused_with_http_200(
    browser: httpx.AsyncClient,
) -> None:
    unauthorized = {"ok": False, "description": "Unauthorized", "error_code": 401}
    for token in ("1:other", "4242:CANARY-token-that-must-never-be-logged"):
        answer = await browser.post(f"/zalo/bot{token}/getMe", json={})
        assert (answer.status_code, answer.json()) == (200, unauthorized)
    assert await refusal(browser, "getme") == (400, "Bad request")
    for body in (b"chat_id=1", b"[]"):
        answer = await browser.post(f"{API}/getMe", content=body)
        assert (answer.status_code, answer.json()["error_code"]) == (200, 400)


async def test_each_poll_takes_one_event_for_good_and_408_says_there_is_none(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    group = world.add_chat("Tổ CCHC", kind=Kind.GROUP, channel="zalo")
    world.write(chat.id, "xong 3")
    world.write(group.id, "xong 4", author="Siu Hyin")
    assert (await call(browser, "getUpdates", timeout=0))["result"] == {
        "event_name": "message.text.received",
        "message": {
            "from": {"id": chat.id, "display_name": "Rơ Mah H'Bơ", "is_bot": False},
            "chat": {"id": chat.id, "chat_type": "PRIVATE"},
            "text": "xong 3",
            "message_id": "00000000000000000001",
            "date": NOW_MS,
        },
    }
    second = (await call(browser, "getUpdates", timeout=0))["result"]["message"]
    assert second["chat"] == {"id": group.id, "chat_type": "GROUP"}
    assert (second["from"]["display_name"], second["from"]["id"] != group.id) == ("Siu Hyin", True)
    assert await refusal(browser, "getUpdates", timeout=0) == (408, "Request timeout")


async def test_a_long_poll_is_answered_by_the_next_message(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    poll = asyncio.create_task(call(browser, "getUpdates", timeout=5))
    while not world.bots[ZALO_TOKEN].polls:
        await world.changed(0.05)
    world.write(chat.id, "một")
    assert (await poll)["result"]["message"]["text"] == "một"


async def test_a_poller_that_went_away_takes_no_message_with_it(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    poll = asyncio.create_task(call(browser, "getUpdates", timeout=5))
    while not world.bots[ZALO_TOKEN].polls:
        await world.changed(0.05)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await browser.get("/sandbox/chats")  # by its answer the server has noticed
    world.write(chat.id, "một")
    assert (await call(browser, "getUpdates", timeout=5))["result"]["message"]["text"] == "một"


async def test_a_sent_message_is_stored_and_its_receipt_has_milliseconds(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    given = {"chat_id": chat.id, "text": "<b>Chào</b>", "reply_markup": {"inline_keyboard": [[{"text": "Xong"}]]}}
    receipt = (await call(browser, "sendMessage", **given))["result"]
    assert receipt == {"message_id": "00000000000000000001", "date": NOW_MS}
    assert [(message.text, message.buttons) for message in world.sent()] == [("<b>Chào</b>", ())]


@pytest.mark.parametrize(
    ("media_type", "name", "content"),
    [
        ("image/png", "message.image.received", {"photo", "caption"}),
        ("audio/aac", "message.voice.received", {"voice_url"}),
        ("application/pdf", "message.unsupported.received", set()),
    ],
)
async def test_zalo_tells_of_pictures_and_voice_messages_and_withholds_other_files(
    world: World, chat: Chat, browser: httpx.AsyncClient, media_type: str, name: str, content: set[str]
) -> None:
    world.write(chat.id, "xong 3", file=ChatFile(name="a", content=b"noi dung", media_type=media_type))
    event = (await call(browser, "getUpdates"))["result"]
    assert event["event_name"] == name
    assert event["message"].keys() - {"from", "chat", "message_id", "date"} == content
    for address in (event["message"].get("photo"), event["message"].get("voice_url")):
        assert address is None or (await browser.get(address)).content == b"noi dung"


async def test_pictures_stickers_and_typing_are_accepted(world: World, chat: Chat, browser: httpx.AsyncClient) -> None:
    await call(browser, "sendPhoto", chat_id=chat.id, photo="https://photo.example/1.jpg", caption="Biểu đồ")
    await call(browser, "sendSticker", chat_id=chat.id, sticker="0e07")
    assert await call(browser, "sendChatAction", chat_id=chat.id, action="typing") == {"ok": True}
    assert [message.text for message in world.sent()] == ["🖼 https://photo.example/1.jpg\nBiểu đồ", "[sticker 0e07]"]


@pytest.mark.parametrize("text", ["", "\n ", "đ" * 2001, "🔔" * 1001])
async def test_a_text_has_1_to_2000_characters(chat: Chat, browser: httpx.AsyncClient, text: str) -> None:
    answer = await refusal(browser, "sendMessage", chat_id=chat.id, text=text)
    assert answer == (400, "Bad request: text has 1 to 2000 characters")
    assert (await call(browser, "sendMessage", chat_id=chat.id, text="🔔" * 1000))["ok"] is True


async def test_only_the_chats_of_this_bot_that_did_not_block_it_can_be_written_to(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    elsewhere = world.add_chat("UBND xã Ia Nan")
    for chat_id in (elsewhere.id, "1"):
        assert await refusal(browser, "sendMessage", chat_id=chat_id, text="một") == (404, "Not found: chat_id")
    world.block(chat.id, True)
    answer = await refusal(browser, "sendMessage", chat_id=chat.id, text="một")
    assert answer == (400, "Bad request: the user does not receive messages from this bot")
    assert world.sent() == []


async def test_faults_are_worded_as_zalo_words_them(world: World, chat: Chat, browser: httpx.AsyncClient) -> None:
    said = {FaultKind.TOO_FAST: (429, "Quota exceeded"), FaultKind.SERVER_ERROR: (403, "Internal server error")}
    for kind, words in said.items():
        world.faults.set(kind)
        assert await refusal(browser, "sendMessage", chat_id=chat.id, text="một") == words
    world.faults.set(FaultKind.GATEWAY_TIMEOUT)
    answer = await browser.post(f"{API}/sendMessage", json={"chat_id": chat.id, "text": "một"})
    assert (answer.status_code, "ok" in answer.json()) == (504, False)
    world.faults.set(FaultKind.MIGRATED)
    assert (await call(browser, "sendMessage", chat_id=chat.id, text="một"))["ok"] is True


async def test_a_webhook_needs_an_address_and_a_secret_and_excludes_polling(browser: httpx.AsyncClient) -> None:
    url = "http://127.0.0.1:9"
    words = "Bad request: url and a secret_token of 8 to 256 characters are required"
    for given in ({"url": url}, {"url": url, "secret_token": "1234567"}, {"secret_token": "12345678"}):
        assert await refusal(browser, "setWebhook", **given) == (400, words)
    set_up = {"ok": True, "result": {"url": url, "updated_at": NOW_MS}}
    assert await call(browser, "setWebhook", url=url, secret_token="12345678") == set_up
    assert await call(browser, "getWebhookInfo") == set_up
    assert (await refusal(browser, "getUpdates", timeout=0))[0] == 400
    assert (await call(browser, "deleteWebhook"))["result"]["url"] == ""
    assert (await refusal(browser, "getUpdates", timeout=0))[0] == 408


async def test_chats_of_both_platforms_stand_in_one_list_and_say_which_they_are(
    world: World, browser: httpx.AsyncClient
) -> None:
    world.add_chat("UBND xã Ia Dom", channel="zalo")
    world.add_chat("UBND xã Ia Nan")
    new = {"title": "Phòng Nội vụ", "channel": "zalo"}
    assert (await browser.post("/sandbox/chats", json=new)).json()["id"] == "000000000000000003ea"
    listed = (await browser.get("/sandbox/chats")).json()
    assert [(entry["title"], entry["channel"], entry["id"]) for entry in listed] == [
        ("UBND xã Ia Dom", "zalo", "000000000000000003e9"),
        ("UBND xã Ia Nan", "telegram", "1001"),
        ("Phòng Nội vụ", "zalo", "000000000000000003ea"),
    ]
