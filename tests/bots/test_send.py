"""What the Telegram adapter sends, and which error it raises for what the platform does, over real HTTP."""

import asyncio
import logging
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
from bots.sandbox.faults import FaultKind
from bots.sandbox.limits import Limits
from bots.sandbox.server import Running
from bots.sandbox.state import Chat, Kind, World
from bots.telegram import TelegramChannel
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


@pytest.mark.parametrize(
    ("kind", "error", "is_stored"),
    [
        (FaultKind.SERVER_ERROR, Unreachable, False),
        (FaultKind.GATEWAY_TIMEOUT, Unanswered, False),
        (FaultKind.HANG, Unanswered, True),
        (FaultKind.DROP_BEFORE, Unanswered, False),
        (FaultKind.DROP_AFTER, Unanswered, True),
        (FaultKind.BLOCKED, ChatGone, False),
        (FaultKind.NOT_FOUND, ChatGone, False),
        (FaultKind.TOO_FAST, TooFast, False),
    ],
)
async def test_each_fault_raises_the_error_that_tells_what_is_known(
    world: World, chat: Chat, channel: TelegramChannel, kind: FaultKind, error: type[ChannelError], is_stored: bool
) -> None:
    world.faults.set(kind, seconds=1.5)
    with pytest.raises(ChannelError) as raised:
        await channel.send(chat.id, "một")
    assert type(raised.value) is error
    while world.faults.active() or (is_stored and not world.sent()):
        await world.changed(2)
    assert texts(world) == (["một"] if is_stored else [])
    await channel.send(chat.id, "hai")
    assert texts(world)[-1:] == ["hai"]


async def test_too_fast_carries_the_seconds_to_wait(world: World, chat: Chat, channel: TelegramChannel) -> None:
    world.faults.set(FaultKind.TOO_FAST, seconds=37)
    with pytest.raises(TooFast) as raised:
        await channel.send(chat.id, "một")
    assert raised.value.retry_after_seconds == 37


async def test_a_fault_in_one_chat_leaves_the_others_alone(world: World, chat: Chat, channel: TelegramChannel) -> None:
    other = world.add_chat("UBND xã Ia Nan")
    world.faults.set(FaultKind.SERVER_ERROR, chat_id=chat.id, times=2)
    await channel.send(other.id, "đến nơi")
    for _ in range(2):
        with pytest.raises(Unreachable):
            await channel.send(chat.id, "không đến")
    await channel.send(chat.id, "lại đến")
    assert texts(world) == ["đến nơi", "lại đến"]


async def test_a_person_who_blocked_the_bot_is_gone(world: World, chat: Chat, channel: TelegramChannel) -> None:
    world.block(chat.id, True)
    with pytest.raises(ChatGone, match="Forbidden: bot was blocked by the user"):
        await channel.send(chat.id, "một")


async def test_an_unknown_chat_is_gone(channel: TelegramChannel) -> None:
    with pytest.raises(ChatGone, match="Chat not found"):
        await channel.send("999", "một")


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


async def test_a_message_telegram_refuses_is_rejected(chat: Chat, channel: TelegramChannel) -> None:
    with pytest.raises(Rejected, match="Message text is empty"):
        await channel.send(chat.id, " ")
    with pytest.raises(Rejected, match="Button_data_invalid"):
        await channel.send(chat.id, "một", [[Button(label="Dài", command="đ" * 33)]])


async def test_a_wrong_token_is_said_at_open_without_repeating_it(server: Running) -> None:
    channel = TelegramChannel("1:wrong-token", base_url=f"{server.url}/telegram")
    with pytest.raises(WrongToken) as raised:
        await channel.open()
    await channel.close()
    assert str(raised.value) == "Telegram does not accept the bot's token."
    with pytest.raises(WrongToken):
        TelegramChannel("")


async def test_open_tells_the_bots_name_and_close_may_be_called_twice(channel: TelegramChannel) -> None:
    assert channel.username == "nhachan_thu_bot"
    await channel.close()
    await channel.close()


async def test_a_server_that_is_down_is_unreachable_until_it_is_back(world: World, chat: Chat) -> None:
    server = Running(world)
    await server.start()
    channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram")
    await server.stop()
    with pytest.raises(Unreachable):
        await channel.open()
    with pytest.raises(Unreachable):
        await channel.send(chat.id, "một")
    async with Running(world, port=int(server.url.rsplit(":", 1)[1])):
        await channel.open()
        await channel.send(chat.id, "hai")
    await channel.close()
    assert texts(world) == ["hai"]


async def test_sending_on_a_closed_channel_is_certainly_not_delivered(
    world: World, chat: Chat, channel: TelegramChannel
) -> None:
    await channel.close()
    with pytest.raises(Unreachable):
        await channel.send(chat.id, "một")
    assert texts(world) == []


async def test_a_name_that_does_not_resolve_is_unreachable(chat: Chat) -> None:
    channel = TelegramChannel(TOKEN, base_url="http://nowhere.invalid")
    with pytest.raises(Unreachable):
        await channel.send(chat.id, "một")
    await channel.close()


async def test_a_flood_is_refused_by_strict_limits_and_each_message_is_either_sent_or_refused(
    world: World, server: Running
) -> None:
    clock = [NOW]
    world.now = lambda: clock[0]
    world.add_bot("7:limited", channel="telegram", limits=Limits())
    chats = [world.add_chat(f"Cơ quan {n}") for n in range(40)]
    for chat in chats:
        chat.bot = world.bots["7:limited"]
    channel = TelegramChannel("7:limited", base_url=f"{server.url}/telegram")
    await channel.open()
    first = await asyncio.gather(*(channel.send(c.id, "tin") for c in chats), return_exceptions=True)
    refused = [answer.retry_after_seconds for answer in first if isinstance(answer, TooFast)]
    assert (len(texts(world)), refused) == (30, [1.0] * 10)
    clock[0] += timedelta(seconds=1)
    for chat, answer in zip(chats, first, strict=True):
        if isinstance(answer, TooFast):
            await channel.send(chat.id, "tin")
    await channel.close()
    assert sorted(message.chat_id for message in world.sent()) == sorted(chat.id for chat in chats)


async def test_the_token_is_in_no_log_and_in_no_error(
    world: World, chat: Chat, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("", "httpx", "telegram.Bot", "telegram.request.BaseRequest", "httpcore.http11"):
        caplog.set_level(logging.DEBUG, logger=name)
    secret = "bí mật " + "của dân"
    await channel.send(chat.id, secret)
    for kind in FaultKind:
        world.faults.set(kind, seconds=1.5)
        try:
            await channel.send(chat.id, secret)
        except ChannelError as error:
            logging.getLogger("test").exception("Failed: %r", error)
    world.bots.clear()
    with pytest.raises(WrongToken) as raised:
        await channel.send(chat.id, "một")
    logging.getLogger("test").error("Failed", exc_info=raised.value)
    assert "CANARY" not in caplog.text
    assert secret not in caplog.text
    assert "Failed" in caplog.text


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
        with pytest.raises(Rejected, match="/bot<token>/sendMessage") as raised:
            await channel.send("1", "một")
        await channel.close()
    assert TOKEN not in str(raised.value)


def test_pauses_between_failed_polls_grow_to_a_minute_or_are_as_told() -> None:
    assert [pause_seconds(n) for n in (1, 2, 3, 6, 7, 100)] == [1, 2, 4, 32, 60, 60]
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
