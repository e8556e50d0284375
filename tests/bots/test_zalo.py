"""What is Zalo's own: its events, errors, 2,000 characters, and what cannot be confirmed; see test_contract.py."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.channel import (
    Attachment,
    ChannelError,
    ChatGone,
    Incoming,
    Rejected,
    TooFast,
    TooLarge,
    Unanswered,
    Unreachable,
    WrongToken,
)
from bots.sandbox.chats import Chat
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.zalo.channel import EMPTY_PAUSE_SECONDS, QUOTA_PAUSE_SECONDS, ZaloChannel, result_of, text_parts
from bots.zalo.events import file_address, incoming
from tests.bots.conftest import NOW, TOKEN
from tests.bots.inbox import Inbox, listening, post_box, until
from tests.patience import PATIENCE_SECONDS

Json = dict[str, Any]

OFFICER: Json = {"id": "6ede9afa66b88fe6d6a9", "display_name": "Rơ Mah H'Bơ", "is_bot": False}
PRIVATE = {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"}
GROUP = {"id": "9f1c0d", "chat_type": "GROUP"}
SENT = 1633400520602  # 05/10/2021 09:22:00,602 Hà Nội
SENT_AT = datetime(2021, 10, 5, 2, 22, 0, 602000, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    world = World(lambda: NOW)
    world.add_bot(TOKEN, channel="zalo")
    return world


@pytest.fixture
def chat(world: World) -> Chat:
    return world.add_chat("UBND xã Ia Dom", channel="zalo")


@pytest.fixture
async def channel(server: Running) -> AsyncIterator[ZaloChannel]:
    channel = ZaloChannel(TOKEN, base_url=f"{server.url}/zalo/", timeout_seconds=PATIENCE_SECONDS, poll_seconds=5)
    await channel.open()
    yield channel
    await channel.close()


@asynccontextmanager
async def answering(*answers: tuple[int, bytes]) -> AsyncIterator[ZaloChannel]:
    """A channel to a server that gives these answers (status, body) in turn, and then says that nothing happened."""
    waiting = list(answers)

    async def take(_: dict[str, str], __: bytes) -> tuple[int, bytes]:
        return waiting.pop(0) if waiting else (200, refusal(408, "Request timeout"))

    async with post_box(take) as url:
        channel = ZaloChannel(TOKEN, base_url=url, timeout_seconds=PATIENCE_SECONDS)
        yield channel
        await channel.close()


def refusal(code: object, description: str) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": description}).encode()


def event(name: str, /, *, chat: object = PRIVATE, sender: object = OFFICER, **content: Any) -> Json:
    message = {"from": sender, "chat": chat, "message_id": "2d758cb5e222177a4e35", "date": SENT} | content
    return {"event_name": name, "message": message}


def received(text: str, **more: Any) -> Incoming:
    plain = Incoming(
        channel="zalo",
        update_id="message.text.received:2d758cb5e222177a4e35",
        chat_id="6ede9afa66b88fe6d6a9",
        message_id="2d758cb5e222177a4e35",
        text=text,
        sent_at=SENT_AT,
        sender_id=OFFICER["id"],
        sender_name=OFFICER["display_name"],
    )
    return replace(plain, **more)


def test_a_text_is_taken_with_zalos_milliseconds() -> None:
    assert incoming(event("message.text.received", text="xong 3")) == received("xong 3")


def test_a_text_in_a_group_says_that_it_is_one() -> None:
    got = incoming(event("message.text.received", chat=GROUP, text="/viec"))
    assert got == received("/viec", chat_id="9f1c0d", is_group=True)


def test_the_caption_of_a_picture_is_its_text() -> None:
    got = incoming(event("message.image.received", photo="https://photo.example/1.jpg", caption="xong 3"))
    file = Attachment(reference="https://photo.example/1.jpg")
    assert got == received("xong 3", update_id="message.image.received:2d758cb5e222177a4e35", attachments=(file,))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("message.image.received", {"photo": "https://photo.example/1.jpg"}),
        ("message.sticker.received", {"sticker": "0e07", "url": "https://sticker.example/1.webp"}),
        ("message.voice.received", {"voice_url": "https://voice.example/1.aac"}),
        ("message.unsupported.received", {}),
    ],
)
def test_what_has_no_words_is_an_empty_text(name: str, content: Json) -> None:
    address = content.get("photo") or content.get("voice_url")
    files = (Attachment(reference=address),) if address else ()
    got = incoming(event(name, **content))
    assert got == received("", update_id=f"{name}:2d758cb5e222177a4e35", attachments=files)


@pytest.mark.parametrize("photo", [None, "", 7, ["https://photo.example/1.jpg"], {"url": "x"}])
def test_an_address_that_is_none_is_no_file(photo: object) -> None:
    got = incoming(event("message.image.received", photo=photo, caption="xong 3"))
    assert got == received("xong 3", update_id="message.image.received:2d758cb5e222177a4e35")


@pytest.mark.parametrize(
    "address",
    [
        "https://bot-api.zaloplatforms.com/file/1.jpg",
        "https://photo.zaloplatforms.com/1.jpg?size=2#a",
        "https://PHOTO.zaloplatforms.com/1.jpg",
        "https://zaloplatforms.com/1.jpg",
        "https://cdn.example/1.jpg",
    ],
)
def test_files_are_fetched_from_the_server_and_from_the_hosts_that_were_named(address: str) -> None:
    server = urlsplit("https://bot-api.zaloplatforms.com")
    assert file_address(address, server, ("zaloplatforms.com", "cdn.example")) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://photo.zaloplatforms.com/1.jpg",
        "https://photo.example/1.jpg",
        "https://zaloplatforms.com.evil.example/1.jpg",
        "https://evilzaloplatforms.com/1.jpg",
        "https://zaloplatforms.com@evil.example/1.jpg",
        "https://evil.example\\@zaloplatforms.com/1.jpg",
        "https://evil.example\\.zaloplatforms.com/1.jpg",
        "https://photo.zaloplatforms.com:8443/1.jpg",
        "https://127.0.0.1/1.jpg",
        "https://[::1]/1.jpg",
        "https://[bad/1.jpg",
        "http://169.254.169.254/latest/meta-data",
        "https://localhost/1.jpg",
        "file:///etc/passwd",
        "/etc/passwd",
        "//photo.zaloplatforms.com/1.jpg",
        "ftp://zaloplatforms.com/1.jpg",
        "https://zaloplatforms.com/\r\nHost: evil",
        "https://zaloplatforms.ⅽom/1.jpg",
        "getUpdates",
        "",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(Rejected, match="no files are fetched"):
        file_address(address, urlsplit("https://bot-api.zaloplatforms.com"), ("zaloplatforms.com",))


async def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().split(" ")[1])
        writer.write(b"HTTP/1.1 302 -\r\nLocation: /secret\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(take, "127.0.0.1", 0) as server:
        url = "http://{}:{}".format(*server.sockets[0].getsockname())
        channel = ZaloChannel(TOKEN, base_url=url, timeout_seconds=PATIENCE_SECONDS)
        with pytest.raises(Rejected, match="302"):
            await channel.fetch(Attachment(reference=f"{url}/photo"), 100)
        await channel.close()
    assert asked == ["/photo"]


@pytest.mark.parametrize("head", ["Content-Length: 9999999", "Transfer-Encoding: chunked", "Content-Encoding: gzip"])
async def test_a_body_that_never_ends_or_is_packed_is_not_read(head: str) -> None:
    sent = 0

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 200 -\r\n{head}\r\n\r\n".encode())
        with suppress(ConnectionError):
            while sent < 50_000_000:
                writer.write(b"3E8\r\n" + b"x" * 1000 + b"\r\n")
                sent += 1000
                await writer.drain()
        writer.close()

    async with await asyncio.start_server(take, "127.0.0.1", 0) as server:
        url = "http://{}:{}".format(*server.sockets[0].getsockname())
        channel = ZaloChannel(TOKEN, base_url=url, timeout_seconds=PATIENCE_SECONDS)
        with pytest.raises(Rejected if "gzip" in head else TooLarge):
            await channel.fetch(Attachment(reference=f"{url}/photo"), 100_000)
        await channel.close()
    assert sent < 10_000_000


@pytest.mark.parametrize("date", [None, "1633400520602", 10**30, 1.5])
def test_a_date_that_is_none_is_left_out(date: object) -> None:
    assert incoming(event("message.text.received", text="xong 3", date=date)) == received("xong 3", sent_at=None)


@pytest.mark.parametrize(
    "unwanted",
    [
        event("message.edited.received", text="xong 3"),
        event("message.text.received", text="xong 3", sender=OFFICER | {"is_bot": True}),
        {"event_name": "bot.added", "group": {"id": "9f1c0d"}},
    ],
    ids=["unknown", "another bot", "no message"],
)
def test_other_events_are_not_messages(unwanted: Json) -> None:
    assert incoming(unwanted) is None


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "event",
        {},
        {"event_name": ["message.text.received"]},
        {"event_name": "message.text.received"},
        {"event_name": "message.text.received", "message": [1]},
        event("message.text.received", text={"a": 1}),
        event("message.text.received", text="xong 3", message_id=""),
        event("message.text.received", text="xong 3", message_id=None),
        event("message.text.received", text="xong 3", chat={"id": None}),
        event("message.text.received", text="xong 3", chat="6ede"),
        event("message.text.received", text="xong 3", sender=None),
    ],
)
def test_an_event_that_is_not_in_zalos_form_is_refused(broken: object) -> None:
    with pytest.raises(ValueError, match="event"):
        incoming(broken)


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (200, refusal(401, "Unauthorized"), WrongToken, "Zalo does not accept the bot's token."),
        (200, refusal(403, "Internal server error"), Unreachable, "Internal server error (403)"),
        (200, refusal(403, "Forbidden: the user left"), ChatGone, "Forbidden: the user left (403)"),
        (200, refusal(400, "Bad request"), ChatGone, "Bad request (400)"),
        (200, refusal(404, "Not found"), ChatGone, "Not found (404)"),
        (200, refusal(-216, "Người dùng chưa tương tác"), ChatGone, "Người dùng chưa tương tác (-216)"),
        (404, refusal(404, "Not found"), ChatGone, "Not found (404)"),
        (200, b'{"ok": false}', ChatGone, "None (200)"),
        (200, refusal(408, "Request timeout"), Unanswered, "Request timeout (408)"),
        (200, refusal(429, "Quota exceeded"), TooFast, "The platform asks to wait 60 seconds."),
        (200, refusal(500, "Oops"), Unreachable, "Oops (500)"),
        (200, refusal(504, "Gateway"), Unanswered, "Gateway (504)"),
        (200, b"<html>", Unanswered, "Something before Zalo answered, with status 200."),
        (200, b"[]", Unanswered, "Something before Zalo answered, with status 200."),
        (200, b"[" * 100_000, Unanswered, "Something before Zalo answered, with status 200."),
        (302, b"", Unreachable, "Something before Zalo answered, with status 302."),
        (401, b"<html>", Unreachable, "Something before Zalo answered, with status 401."),
        (404, b'{"message": "no route"}', Unreachable, "Something before Zalo answered, with status 404."),
        (502, b"\xff", Unreachable, "Something before Zalo answered, with status 502."),
        (504, b"", Unanswered, "Something before Zalo answered, with status 504."),
        (429, b"", TooFast, "The platform asks to wait 60 seconds."),
    ],
)
def test_what_zalo_answers_becomes_the_ports_error(
    status: int, body: bytes, error: type[ChannelError], words: str
) -> None:
    with pytest.raises(error) as raised:
        result_of(status, body, ChatGone)
    assert str(raised.value) == words


def test_http_success_and_ok_is_success_with_or_without_a_result() -> None:
    assert result_of(200, b'{"ok": true, "result": {"message_id": "82"}}', ChatGone) == {"message_id": "82"}
    assert result_of(200, b'{"ok": true}', ChatGone) is None


@given(st.text("ab \n🔔", max_size=40).map(lambda text: text * 200))
def test_parts_have_2000_characters_at_most_however_zalo_counts_and_lose_only_space(text: str) -> None:
    parts = text_parts(text)
    assert all(len(part.encode("utf-16-le")) // 2 <= 2000 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.strip() for part in parts)


def test_a_text_of_2000_characters_stays_whole() -> None:
    assert [len(part) for part in text_parts("đ" * 2000)] == [2000]
    assert [len(part) for part in text_parts("đ" * 2001)] == [2000, 1]
    assert [len(part) for part in text_parts("🔔" + "đ" * 1999)] == [1000, 1000]


@pytest.mark.parametrize("token", ["", "1:a b", "1:a\nb", "1:mã"])
def test_a_token_that_cannot_stand_in_an_address_is_refused_at_once(token: str) -> None:
    with pytest.raises(WrongToken):
        ZaloChannel(token)


async def test_a_refusal_that_repeats_the_address_does_not_bring_the_token_into_the_error() -> None:
    async with answering((200, refusal(404, f"Not found: /bot{TOKEN}/sendMessage"))) as channel:
        with pytest.raises(ChatGone) as raised:
            await channel.send("6ede9afa66b88fe6d6a9", "một")
    assert str(raised.value) == "Not found: /bot<token>/sendMessage (404)"


async def test_a_receipt_without_a_message_id_is_still_a_delivery() -> None:
    async with answering((200, b'{"ok": true}')) as channel:
        assert await channel.send("6ede9afa66b88fe6d6a9", "một") == ""


async def test_a_name_that_does_not_resolve_is_unreachable() -> None:
    channel = ZaloChannel(TOKEN, base_url="http://nowhere.invalid")
    with pytest.raises(Unreachable):
        await channel.send("1", "một")
    await channel.close()


async def test_polls_that_find_nothing_are_no_trouble_and_do_not_follow_each_other_at_once(
    world: World, chat: Chat, server: Running, caplog: pytest.LogCaptureFixture
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    channel = ZaloChannel(TOKEN, base_url=f"{server.url}/zalo", poll_seconds=0, sleep=sleep)
    inbox = Inbox()
    with caplog.at_level(logging.WARNING):
        async with listening(channel, inbox.receive):
            await until(world, lambda: len(pauses) > 2)
            world.write(chat.id, "xong 3")
            await inbox.next()
    await channel.close()
    assert (set(pauses), caplog.text) == ({EMPTY_PAUSE_SECONDS}, "")


async def test_a_poll_may_be_answered_later_than_other_calls(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    idle = asyncio.Event()

    async def sleep(_: float) -> None:
        idle.set()

    channel = ZaloChannel(TOKEN, base_url=f"{server.url}/zalo", timeout_seconds=1, poll_seconds=2, sleep=sleep)
    async with listening(channel, Inbox().receive):
        await asyncio.wait_for(idle.wait(), PATIENCE_SECONDS)
    await channel.close()
    assert caplog.text == ""


async def test_an_event_in_another_form_is_handed_over_as_it_came_and_logged_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = {"event_name": "message.text.received", "message": {"text": "bí mật"}}
    answers = [[broken], broken, event("message.edited.received"), event("message.text.received", text="xong 3")]
    bodies = [(200, json.dumps({"ok": True, "result": answer}).encode()) for answer in answers]
    inbox = Inbox()
    async with answering(*bodies) as channel, listening(channel, inbox.receive):
        first, second = await inbox.next(), await inbox.next()
        assert await inbox.next() == received("xong 3")
    assert [json.loads(one.unreadable or "") for one in (first, second)] == [[broken], broken]
    assert first.update_id != second.update_id
    assert caplog.text.count("A message from Zalo cannot be read and is skipped") == 2
    assert "bí mật" not in caplog.text


async def test_a_crash_loses_the_one_message_in_hand_and_no_other(
    world: World, chat: Chat, server: Running, channel: ZaloChannel
) -> None:
    never, begun = asyncio.Event(), asyncio.Event()

    async def hang(_: Incoming) -> None:
        begun.set()
        await never.wait()

    world.write(chat.id, "một")
    world.write(chat.id, "hai")
    async with listening(channel, hang):
        await asyncio.wait_for(begun.wait(), PATIENCE_SECONDS)
    restarted = ZaloChannel(TOKEN, base_url=f"{server.url}/zalo", poll_seconds=5)
    inbox = Inbox()
    async with listening(restarted, inbox.receive):
        await inbox.next()
    await restarted.close()
    assert inbox.texts == ["hai"]


async def test_an_event_whose_answer_was_lost_is_not_given_again(world: World, chat: Chat, server: Running) -> None:
    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    channel = ZaloChannel(TOKEN, base_url=f"{server.url}/zalo", poll_seconds=5, sleep=at_once)
    world.faults.set(FaultKind.DROP_AFTER, call=Call.POLL)
    world.write(chat.id, "một")
    world.write(chat.id, "hai")
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        await inbox.next()
    await channel.close()
    assert inbox.texts == ["hai"]


async def test_a_webhook_is_given_each_message_once_and_polling_is_refused_meanwhile(
    world: World, chat: Chat, channel: ZaloChannel, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = Inbox(stumbles=1)
    secrets: list[str] = []

    async def take(headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        secrets.append(headers[channel.secret_header.lower()])
        try:
            await channel.take_webhook(body, inbox.receive)
        except RuntimeError:
            return 500, b""
        return 200, b""

    async with post_box(take) as url:
        await channel.set_webhook(url, "s3cret-of-8")
        world.write(chat.id, "không ai nhận, không đến lần nữa")
        world.write(chat.id, "xong 3")
        assert (await inbox.next()).text == "xong 3"
        async with listening(channel, inbox.receive):
            await until(world, lambda: "Bad request: a webhook is set (400)" in caplog.text)
    assert secrets == ["s3cret-of-8"] * 2
    await channel.delete_webhook()
    world.write(chat.id, "qua hỏi vòng")
    async with listening(channel, inbox.receive):
        assert (await inbox.next()).text == "qua hỏi vòng"


async def test_a_webhook_zalo_refuses_is_rejected_in_its_words(channel: ZaloChannel) -> None:
    with pytest.raises(Rejected, match=r"secret_token of 8 to 256 characters are required \(400\)"):
        await channel.set_webhook("https://nhachan.example/zalo", "short")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"ok": true, "result": 5}', b"\xff", b"[" * 60_000])
async def test_a_webhook_body_that_is_no_event_is_refused(body: bytes) -> None:
    channel = ZaloChannel(TOKEN)
    with pytest.raises(ValueError, match="event"):
        await channel.take_webhook(body, Inbox().receive)
    await channel.close()


async def test_quota_waits_a_minute(world: World, chat: Chat, channel: ZaloChannel) -> None:
    world.faults.set(FaultKind.TOO_FAST, seconds=7)
    with pytest.raises(TooFast) as raised:
        await channel.send(chat.id, "một")
    assert raised.value.retry_after_seconds == QUOTA_PAUSE_SECONDS == 60


async def test_a_call_is_posted_as_json_without_buttons() -> None:
    seen: list[str] = []

    async def take(headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        seen.append(f"{headers['content-type']} {json.loads(body)}")
        return 500, b""

    async with post_box(take) as url:
        channel = ZaloChannel(TOKEN, base_url=url)
        with pytest.raises(Unreachable):
            await channel.send("6ede", "một", [])
        await channel.close()
    assert seen == ["application/json {'chat_id': '6ede', 'text': 'một'}"]
