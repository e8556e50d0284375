"""What is Telegram's own when messages are collected: presses, another poller, webhooks; see test_contract.py."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

import bots.telegram.channel
from bots.channel import Button, ChannelError, Incoming, OtherReader
from bots.sandbox.chats import Chat
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from tests.bots.conftest import NOW, TOKEN
from tests.bots.inbox import Inbox, listening, post_box, until
from tests.patience import PATIENCE_SECONDS

NO_WIDTH = {"file_id": "bí mật", "file_unique_id": "1", "width": None, "height": 1}


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
async def patient(server: Running, pauses: list[float]) -> AsyncIterator[TelegramChannel]:
    """A channel that writes down its pauses and does not take them."""

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", poll_seconds=5, sleep=sleep)
    yield channel
    await channel.close()


async def test_what_a_person_writes_arrives_at_once_and_in_order(
    world: World, chat: Chat, channel: TelegramChannel, browser: httpx.AsyncClient
) -> None:
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        await browser.post(f"/sandbox/chats/{chat.id}/messages", json={"text": "xong 3 <b>*_ 🔔"})
        await browser.post(f"/sandbox/chats/{chat.id}/start", json={"code": "K7M2QX9A"})
        first, second = await inbox.next(), await inbox.next()
    assert first == Incoming(
        channel="telegram",
        update_id="1",
        chat_id=chat.id,
        text="xong 3 <b>*_ 🔔",
        sent_at=NOW,
        sender_id=chat.id,
        sender_name=chat.person,
        message_id="1",
    )
    assert (second.update_id, second.text) == ("2", "/start K7M2QX9A")
    assert world.sent() == []


async def test_a_pressed_button_arrives_as_its_command_and_stops_spinning(
    chat: Chat, channel: TelegramChannel, browser: httpx.AsyncClient
) -> None:
    message_id = int(await channel.send(chat.id, "🔔 Còn 2 ngày", [[Button(label="Xong", command="xong 3")]]))
    press = {"message_id": message_id, "command": "xong 3"}
    assert (await browser.post(f"/sandbox/chats/{chat.id}/presses", json=press)).status_code == 201
    assert [m["is_waiting"] for m in (await browser.get(f"/sandbox/chats/{chat.id}/messages")).json()] == [True]
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        got = await inbox.next()
    assert (got.text, got.pressed, got.sent_at) == ("xong 3", True, None)
    assert [m["is_waiting"] for m in (await browser.get(f"/sandbox/chats/{chat.id}/messages")).json()] == [False]


async def test_a_button_stops_spinning_even_when_its_press_cannot_be_received(
    world: World, chat: Chat, patient: TelegramChannel
) -> None:
    message = world.send(chat, "🔔", [[Button(label="Xong", command="xong 3")]])
    world.press(chat.id, message.id, "xong 3")
    inbox = Inbox(stumbles=1_000_000)
    async with listening(patient, inbox.receive):
        await until(world, lambda: inbox.stumbles < 1_000_000)
    assert world.bots[TOKEN].unanswered == {}
    assert [event.command for event in world.bots[TOKEN].events] == ["xong 3"]


async def test_another_poller_is_told_and_waited_out(world: World, chat: Chat, server: Running) -> None:
    conflicted, told = asyncio.Event(), list[ChannelError | None]()

    async def polled(trouble: ChannelError | None) -> None:
        told.append(trouble)

    async def sleep(_: float) -> None:
        conflicted.set()
        await other.close()

    channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", sleep=sleep)
    channel.polled = polled
    other = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", sleep=_never)
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        await until(world, lambda: world.bots[TOKEN].polls == 1)
        async with listening(other, inbox.receive):
            await asyncio.wait_for(conflicted.wait(), PATIENCE_SECONDS)
        world.write(chat.id, "xong 3")
        await inbox.next()
        await until(world, lambda: len(told) == 2)
    await channel.close()
    conflict, well = told
    assert isinstance(conflict, OtherReader)
    assert str(conflict).startswith("Conflict: terminated by other getUpdates request")
    assert well is None


async def test_a_webhook_is_given_each_message_until_it_takes_it_and_polling_conflicts_meanwhile(
    world: World, chat: Chat, channel: TelegramChannel
) -> None:
    inbox = Inbox(stumbles=1)
    told: list[str] = []

    async def polled(trouble: ChannelError | None) -> None:
        told.append(str(trouble))

    channel.polled = polled
    secrets: list[str] = []

    async def take(headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        secrets.append(headers["x-telegram-bot-api-secret-token"])
        try:
            await channel.take_webhook(body, inbox.receive)
        except RuntimeError:
            return 500, b""
        return 200, b""

    async with post_box(take) as url:
        await channel.set_webhook(url, "s3cret")
        assert await channel.webhook() == url
        message = world.send(chat, "🔔", [[Button(label="Xong", command="xong 3")]])
        world.press(chat.id, message.id, "xong 3")
        world.write(chat.id, "cảm ơn")
        assert [(await inbox.next()).text, (await inbox.next()).text] == ["xong 3", "cảm ơn"]
        async with listening(channel, inbox.receive):
            await until(world, lambda: any("webhook is active" in words for words in told))
        await until(world, lambda: world.bots[TOKEN].events == [])
    assert (secrets, world.bots[TOKEN].unanswered) == (["s3cret"] * 3, {})
    await channel.delete_webhook()
    assert await channel.webhook() == ""
    world.write(chat.id, "qua hỏi vòng")
    async with listening(channel, inbox.receive):
        assert (await inbox.next()).text == "qua hỏi vòng"


@pytest.mark.parametrize(
    "odd",
    [
        {"message": {"message_id": 5, "date": 1760000000, "chat": {"id": 999, "type": "private"}, "from": {"id": 5}}},
        {"message": {"message_id": 5, "date": 10**18, "chat": {"id": 999, "type": "private"}, "text": "bí mật"}},
        {"message": {"message_id": 5, "date": 1, "chat": {"id": 999, "type": "private"}, "photo": [NO_WIDTH]}},
        {"message": "bí mật"},
        {"message": []},
        {"callback_query": {"id": "1", "from": {}, "data": "bí mật"}},
        {"no_such_update": {"text": "bí mật"}},
    ],
    ids=["no name", "no date", "no width", "no object", "a list", "no person", "unknown"],
)
async def test_an_update_that_cannot_be_read_stops_nothing_is_kept_and_logged_without_its_words(
    world: World,
    chat: Chat,
    patient: TelegramChannel,
    pauses: list[float],
    odd: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    inbox = Inbox()
    world.write(chat.id, "nhận 1")
    world.tell(chat.id, odd)
    world.write(chat.id, "xong 1")
    async with listening(patient, inbox.receive):
        await until(world, lambda: world.bots[TOKEN].events == [])
    received = [inbox.received.get_nowait() for _ in inbox.texts]
    assert [one.text for one in received if one.unreadable is None] == ["nhận 1", "xong 1"]
    kept = [(one.update_id, json.loads(one.unreadable)["update_id"]) for one in received if one.unreadable is not None]
    assert kept == ([] if "no_such_update" in odd else [("2", 2)])
    assert pauses == []
    assert "bí" not in caplog.text
    assert ("is skipped: 2" in caplog.text) == ("no_such_update" not in odd)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"update_id": "1"}', b"\xff", b"[" * 60_000])
async def test_a_webhook_body_that_is_no_update_is_refused(body: bytes) -> None:
    channel = TelegramChannel(TOKEN)
    with pytest.raises(ValueError, match="not a Telegram update"):
        await channel.take_webhook(body, Inbox().receive)
    await channel.close()


async def test_an_update_in_a_webhooks_body_that_cannot_be_read_is_handed_over_as_it_came() -> None:
    channel, inbox = TelegramChannel(TOKEN), Inbox()
    await channel.take_webhook(b'{"update_id": 7, "message": {"text": "x"}}', inbox.receive)
    await channel.close()
    [kept] = [inbox.received.get_nowait()]
    assert (kept.update_id, kept.chat_id, kept.text) == ("7", "", "")
    assert kept.unreadable == '{"update_id": 7, "message": {"text": "x"}}'


async def test_what_this_program_cannot_read_is_handed_over_as_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bots.telegram.channel, "incoming", stumble)
    channel, inbox = TelegramChannel(TOKEN), Inbox()
    await channel.take_webhook(b'{"update_id": 7}', inbox.receive)
    await channel.close()
    assert inbox.received.get_nowait().unreadable == '{"update_id": 7}'


async def _never(_: float) -> None:
    await asyncio.Event().wait()
