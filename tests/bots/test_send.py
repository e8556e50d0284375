"""What the Telegram adapter sends, and which error it raises for what the platform does, over real HTTP."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from bots.channel import (
    Button,
    ChannelError,
    ChatGone,
    ChatMoved,
    Rejected,
    TooFast,
    Unanswered,
    Unreachable,
    WrongToken,
)
from bots.sandbox.chats import Chat, Kind
from bots.sandbox.faults import FaultKind
from bots.sandbox.limits import Limits
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.trouble import pause_seconds
from tests.bots.conftest import NOW, TOKEN

BUTTONS = [[Button(label="Xong", command="xong 3"), Button(label="Đã nhận", command="nhận 3")]]


def texts(world: World) -> list[str]:
    return [message.text for message in world.sent()]


async def test_a_text_arrives_literally_with_its_buttons(world: World, chat: Chat, channel: TelegramChannel) -> None:
    text = "🔔 Gửi <b>báo cáo</b> *quý* _IV_ & [phụ lục](x) `#1`\nHạn: trước ngày 06/10/2021"
    message_id = await channel.send(chat.id, text, BUTTONS)
    [message] = world.sent()
    assert (str(message.id), message.text, message.sent_at) == (message_id, text, NOW)
    assert message.buttons == tuple(tuple(row) for row in BUTTONS)


async def test_a_text_beyond_the_limit_goes_out_in_parts_with_the_buttons_under_the_last(
    world: World, chat: Chat, channel: TelegramChannel
) -> None:
    lines = [f"{n}) Báo cáo tiến độ giải ngân" for n in range(300)]
    last_id = await channel.send(chat.id, "\n".join(lines), BUTTONS)
    assert "\n".join(texts(world)).split("\n") == lines
    assert [len(message.buttons) for message in world.sent()] == [0, 0, 1]
    assert str(world.sent()[-1].id) == last_id


async def test_too_fast_carries_the_seconds_to_wait(world: World, chat: Chat, channel: TelegramChannel) -> None:
    world.faults.set(FaultKind.TOO_FAST, seconds=37)
    with pytest.raises(TooFast) as raised:
        await channel.send(chat.id, "một")
    assert raised.value.retry_after_seconds == 37


async def test_a_person_who_blocked_the_bot_is_gone(world: World, chat: Chat, channel: TelegramChannel) -> None:
    world.block(chat.id, True)
    with pytest.raises(ChatGone, match="Forbidden: bot was blocked by the user"):
        await channel.send(chat.id, "một")


async def test_a_group_that_became_a_supergroup_tells_its_new_address(world: World, channel: TelegramChannel) -> None:
    group = world.add_chat("Tổ CCHC", kind=Kind.GROUP)
    world.faults.set(FaultKind.MIGRATED)
    with pytest.raises(ChatMoved) as raised:
        await channel.send("-2001", "một")
    assert raised.value.new_chat_id == group.id == "-1003001"
    with pytest.raises(ChatMoved):
        await channel.send("-2001", "một")
    await channel.send(raised.value.new_chat_id, "một")
    assert texts(world) == ["một"]


async def test_a_text_and_a_file_stand_in_the_topic_they_are_for_or_outside_when_it_is_gone(
    world: World, channel: TelegramChannel
) -> None:
    group = world.add_chat("Tổ CCHC", kind=Kind.SUPERGROUP)
    topic = world.begin_topic(group.id)
    for thread in (str(topic), "", None, str(topic + 1)):
        await channel.send(group.id, "một", thread=thread)
        await channel.send_file(group.id, "a.xlsx", b"a", "hai", thread=thread)
    assert [message.thread for message in world.sent()] == [topic, topic, None, None, None, None, None, None]


async def test_a_message_telegram_refuses_is_rejected(chat: Chat, channel: TelegramChannel) -> None:
    with pytest.raises(Rejected, match="Message text is empty"):
        await channel.send(chat.id, " ")
    with pytest.raises(Rejected, match="Button_data_invalid"):
        await channel.send(chat.id, "một", [[Button(label="Dài", command="đ" * 33)]])


async def test_open_tells_the_bots_name_and_close_may_be_called_twice(channel: TelegramChannel) -> None:
    assert channel.username == "nhachan_thu_bot"
    await channel.close()
    await channel.close()


async def test_a_name_that_does_not_resolve_is_unreachable(chat: Chat) -> None:
    channel = TelegramChannel(TOKEN, base_url="http://nowhere.invalid")
    with pytest.raises(Unreachable):
        await channel.send(chat.id, "một")
    await channel.close()


async def test_a_proxy_that_repeats_the_address_does_not_bring_the_token_into_the_error() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request_line = await reader.readline()
        body = b"<html>Blocked: " + request_line.strip() + b"</html>"
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        channel = TelegramChannel(TOKEN, base_url=f"http://{host}:{port}")
        with pytest.raises(Unreachable, match="Something before Telegram answered with status 400") as raised:
            await channel.send("1", "một")
        await channel.close()
    assert TOKEN not in str(raised.value)


def refusal(code: int, words: str) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": words}).encode()


@pytest.mark.parametrize(
    ("status", "payload", "error"),
    [
        (401, refusal(401, "Unauthorized"), WrongToken),
        (404, refusal(404, "Not Found"), WrongToken),
        (403, refusal(403, "Forbidden: bot was blocked by the user"), ChatGone),
        (400, refusal(400, "Bad Request: chat not found"), ChatGone),
        (400, refusal(400, "Bad Request: message text is empty"), Rejected),
        (200, refusal(403, "Forbidden: bot was kicked from the group chat"), ChatGone),
        (200, refusal(502, "Bad Gateway"), Unreachable),
        (200, b'{"ok": false}', Unanswered),
        (200, b'{"ok": true}', Unanswered),
        (200, b"<html>please log in</html>", Unanswered),
        (200, b"[" * 100_000, Unanswered),
        (200, b"", Unanswered),
        (302, b"", Unreachable),
        (302, b'{"ok": true, "result": {}}', Unreachable),
        (400, b"<html>blocked</html>", Unreachable),
        (401, b'{"error": "proxy authentication"}', Unreachable),
        (403, b"<html>blocked</html>", Unreachable),
        (403, b'{"ok": false, "reason": "category: chat"}', Unreachable),
        (403, b'{"ok": false, "error_code": "403", "description": null}', Unreachable),
        (404, b"no route", Unreachable),
        (407, b"", Unreachable),
        (429, b"", TooFast),
        (502, b"<html>", Unreachable),
        (504, b"<html>", Unanswered),
    ],
)
async def test_only_what_telegram_itself_says_is_believed(
    status: int, payload: bytes, error: type[ChannelError]
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 %d Said\r\nContent-Length: %d\r\n\r\n%s" % (status, len(payload), payload))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        host, port = server.sockets[0].getsockname()
        channel = TelegramChannel(TOKEN, base_url=f"http://{host}:{port}")
        with pytest.raises(error) as raised:
            await channel.send("1", "một")
        await channel.close()
    assert type(raised.value) is error


def test_pauses_between_failed_polls_grow_to_a_minute_or_are_as_told() -> None:
    assert [pause_seconds(n) for n in (1, 2, 3, 6, 7, 100, 2000)] == [1, 2, 4, 32, 60, 60, 60]
    assert pause_seconds(1, TooFast(17)) == 17


def test_strict_limits_count_per_bot_per_chat_and_per_group() -> None:
    at = datetime(2021, 9, 27, tzinfo=UTC)
    limits = Limits()
    assert limits.wait_seconds("1", is_group=False, now=at) == 0
    assert limits.wait_seconds("1", is_group=False, now=at + timedelta(milliseconds=999)) == 1
    assert limits.wait_seconds("1", is_group=False, now=at + timedelta(seconds=1)) == 0
    for n in range(20):
        assert limits.wait_seconds("-5", is_group=True, now=at + timedelta(seconds=2 * n)) == 0
    assert limits.wait_seconds("-5", is_group=True, now=at + timedelta(seconds=40)) == 20
    assert limits.wait_seconds("-5", is_group=True, now=at + timedelta(seconds=60)) == 0
