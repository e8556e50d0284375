"""How the Telegram adapter collects messages: in order, none lost, none confirmed before it was received."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from bots.channel import Button, Incoming, Receiver, WrongToken
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.server import Running
from bots.sandbox.state import Chat, World
from bots.telegram import TelegramChannel
from tests.bots.conftest import NOW, TOKEN


class Inbox:
    """Receives messages; `stumbles` is how many times it fails first."""

    def __init__(self, stumbles: int = 0) -> None:
        self.stumbles = stumbles
        self.received: asyncio.Queue[Incoming] = asyncio.Queue()
        self.texts: list[str] = []

    async def receive(self, message: Incoming) -> None:
        if self.stumbles:
            self.stumbles -= 1
            raise RuntimeError("the database is locked")
        self.texts.append(message.text)
        self.received.put_nowait(message)

    async def next(self) -> Incoming:
        return await asyncio.wait_for(self.received.get(), 5)


@asynccontextmanager
async def listening(channel: TelegramChannel, receive: Receiver) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(channel.listen(receive))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(world: World, is_so: Callable[[], bool]) -> None:
    async def wait() -> None:
        while not is_so():
            await world.changed(0.05)

    await asyncio.wait_for(wait(), 5)


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
async def patient(server: Running, pauses: list[float]) -> AsyncIterator[TelegramChannel]:
    """A channel that writes down its pauses and does not take them."""

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", timeout_seconds=1, poll_seconds=5, sleep=sleep)
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
    assert first == Incoming(channel="telegram", update_id="1", chat_id=chat.id, text="xong 3 <b>*_ 🔔", sent_at=NOW)
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


async def test_a_message_that_could_not_be_received_comes_again_before_the_next(
    world: World, chat: Chat, patient: TelegramChannel, pauses: list[float]
) -> None:
    inbox = Inbox(stumbles=2)
    world.write(chat.id, "một")
    world.write(chat.id, "hai")
    async with listening(patient, inbox.receive):
        assert [(await inbox.next()).update_id, (await inbox.next()).update_id] == ["1", "2"]
        await until(world, lambda: world.bots[TOKEN].events == [])
    assert (inbox.texts, pauses) == (["một", "hai"], [1, 2])


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


async def test_a_listener_that_was_killed_leaves_what_it_had_not_received(
    world: World, chat: Chat, channel: TelegramChannel
) -> None:
    never = asyncio.Event()
    begun = asyncio.Event()

    async def hang(_: Incoming) -> None:
        begun.set()
        await never.wait()

    world.write(chat.id, "xong 3")
    async with listening(channel, hang):
        await asyncio.wait_for(begun.wait(), 5)
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        assert (await inbox.next()).text == "xong 3"


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.DROP_BEFORE, FaultKind.GATEWAY_TIMEOUT])
async def test_trouble_while_polling_is_waited_out_with_growing_pauses(
    world: World, chat: Chat, patient: TelegramChannel, pauses: list[float], kind: FaultKind
) -> None:
    world.faults.set(kind, call=Call.POLL, times=4)
    world.write(chat.id, "xong 3")
    inbox = Inbox()
    async with listening(patient, inbox.receive):
        await inbox.next()
    assert (inbox.texts, pauses) == (["xong 3"], [1, 2, 4, 8])


async def test_a_refused_poll_waits_as_long_as_it_is_told(
    world: World, chat: Chat, patient: TelegramChannel, pauses: list[float]
) -> None:
    world.faults.set(FaultKind.TOO_FAST, call=Call.POLL, seconds=13)
    world.write(chat.id, "xong 3")
    inbox = Inbox()
    async with listening(patient, inbox.receive):
        await inbox.next()
    assert pauses == [13]


async def test_a_server_that_goes_away_and_comes_back_loses_nothing(world: World, chat: Chat) -> None:
    server = Running(world)
    await server.start()
    trouble = asyncio.Event()

    async def sleep(_: float) -> None:
        trouble.set()
        await asyncio.sleep(0.02)

    channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", sleep=sleep)
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        world.write(chat.id, "một")
        await inbox.next()
        await server.stop()
        await asyncio.wait_for(trouble.wait(), 5)
        world.write(chat.id, "hai")
        async with Running(world, port=int(server.url.rsplit(":", 1)[1])):
            await inbox.next()
    await channel.close()
    assert inbox.texts == ["một", "hai"]


async def test_another_poller_is_logged_and_waited_out(
    world: World, chat: Chat, server: Running, caplog: pytest.LogCaptureFixture
) -> None:
    conflicted = asyncio.Event()

    async def sleep(_: float) -> None:
        conflicted.set()
        await other.close()

    channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", sleep=sleep)
    other = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", sleep=_never)
    inbox = Inbox()
    with caplog.at_level(logging.WARNING):
        async with listening(channel, inbox.receive):
            await until(world, lambda: world.bots[TOKEN].polls == 1)
            async with listening(other, inbox.receive):
                await asyncio.wait_for(conflicted.wait(), 5)
            world.write(chat.id, "xong 3")
            await inbox.next()
    await channel.close()
    assert "Telegram gave no messages (Conflict: terminated by other getUpdates request" in caplog.text


async def test_a_revoked_token_ends_the_listening(world: World, channel: TelegramChannel) -> None:
    world.bots.clear()
    with pytest.raises(WrongToken):
        await asyncio.wait_for(channel.listen(Inbox().receive), 5)


async def test_a_webhook_is_given_each_message_until_it_takes_it_and_polling_conflicts_meanwhile(
    world: World, chat: Chat, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = Inbox(stumbles=1)
    secrets: list[str] = []

    async def take(headers: dict[str, str], body: bytes) -> int:
        secrets.append(headers["x-telegram-bot-api-secret-token"])
        try:
            await channel.take_webhook(body, inbox.receive)
        except RuntimeError:
            return 500
        return 200

    async with post_box(take) as url:
        await channel.set_webhook(url, "s3cret")
        message = world.send(chat, "🔔", [[Button(label="Xong", command="xong 3")]])
        world.press(chat.id, message.id, "xong 3")
        world.write(chat.id, "cảm ơn")
        assert [(await inbox.next()).text, (await inbox.next()).text] == ["xong 3", "cảm ơn"]
        async with listening(channel, inbox.receive):
            await until(world, lambda: "webhook is active" in caplog.text)
        await until(world, lambda: world.bots[TOKEN].events == [])
    assert (secrets, world.bots[TOKEN].unanswered) == (["s3cret"] * 3, {})
    await channel.delete_webhook()
    world.write(chat.id, "qua hỏi vòng")
    async with listening(channel, inbox.receive):
        assert (await inbox.next()).text == "qua hỏi vòng"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"update_id": 1, "message": 5}', b"\xff"])
async def test_a_webhook_body_that_is_no_update_is_refused(body: bytes) -> None:
    channel = TelegramChannel(TOKEN)
    with pytest.raises(ValueError, match="not a Telegram update"):
        await channel.take_webhook(body, Inbox().receive)
    await channel.close()


async def _never(_: float) -> None:
    await asyncio.Event().wait()


@asynccontextmanager
async def post_box(take: Callable[[dict[str, str], bytes], Awaitable[int]]) -> AsyncIterator[str]:
    """A web server that answers each POST with the status `take` returns."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        status = await take(headers, await reader.readexactly(int(headers["content-length"])))
        writer.write(f"HTTP/1.1 {status} -\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())
