"""What every channel promises, whatever the platform: Telegram, Zalo, and the fake that other tests use."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from bots.channel import (
    Attachment,
    Button,
    Channel,
    ChannelError,
    ChatGone,
    Command,
    FileChannel,
    Incoming,
    MenuChannel,
    Rejected,
    TooFast,
    TooLarge,
    Unanswered,
    Unreachable,
    WrongToken,
)
from bots.sandbox.chats import Chat, Kind
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.limits import Limits
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.zalo.channel import ZaloChannel
from tests.bots.conftest import NOW, TOKEN
from tests.bots.fake import FakeChannel
from tests.bots.inbox import Inbox, listening, until
from tests.patience import PATIENCE_SECONDS

PHOTO = ChatFile(name="ảnh chụp.jpg", content=b"\xff\xd8 a photo", media_type="image/jpeg")
BUTTONS = [[Button(label="Xong", command="xong 3"), Button(label="Đã nhận", command="nhận 3")]]
MARKUP = "🔔 Gửi <b>báo cáo</b> *quý* _IV_ & [phụ lục](x) `#1` {red}\u202e{/red} 👨‍👩‍👧\nHạn: trước ngày 06/10/2021"


class Stage:
    """One platform, with a bot, and channels to it."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.world = World(lambda: NOW)
        self.world.add_bot(TOKEN, channel=platform)
        self._server = Running(self.world)
        self._url = ""

    async def start(self) -> None:
        """Put the platform in reach, where it was before."""
        port = int(self._url.rsplit(":", 1)[1]) if self._url else 0
        self._server = Running(self.world, port=port)
        self.world.is_closing = False
        if self.platform != "fake":
            await self._server.start()
            self._url = self._server.url

    async def stop(self) -> None:
        """Put the platform out of reach."""
        self.world.is_closing = True
        self.world.wake()
        await self._server.stop()

    def chat(self, title: str = "UBND xã Ia Dom", kind: Kind = Kind.PRIVATE) -> Chat:
        return self.world.add_chat(title, kind=kind, channel=self.platform)

    def channel(
        self,
        token: str = TOKEN,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        timeout_seconds: float = PATIENCE_SECONDS,
    ) -> Channel:
        if self.platform == "fake":
            return FakeChannel(token, self.world, sleep=sleep)
        make: type[TelegramChannel | ZaloChannel] = TelegramChannel if self.platform == "telegram" else ZaloChannel
        url = f"{self._url}/{self.platform}"
        return make(token, base_url=url, timeout_seconds=timeout_seconds, poll_seconds=5, sleep=sleep)

    def texts(self) -> list[str]:
        return [message.text for message in self.world.sent()]


@pytest.fixture(params=["telegram", "zalo", "fake"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    stage = Stage(request.param)
    await stage.start()
    yield stage
    await stage.stop()


@pytest.fixture
async def channel(stage: Stage) -> AsyncIterator[Channel]:
    channel = stage.channel()
    await channel.open()
    yield channel
    await channel.close()


@pytest.fixture
async def hasty(stage: Stage) -> AsyncIterator[Channel]:
    """A channel that waits a second for an answer, so that what hangs is given up soon."""
    channel = stage.channel(timeout_seconds=1)
    yield channel
    await channel.close()


@pytest.fixture
def chat(stage: Stage) -> Chat:
    return stage.chat()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
async def patient(stage: Stage, pauses: list[float]) -> AsyncIterator[Channel]:
    """A channel that writes down its pauses and does not take them."""

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    channel = stage.channel(sleep=sleep)
    yield channel
    await channel.close()


async def test_a_text_arrives_literally(stage: Stage, chat: Chat, channel: Channel) -> None:
    message_id = await channel.send(chat.id, MARKUP, BUTTONS)
    assert channel.name == stage.platform
    assert (stage.texts(), bool(message_id)) == ([MARKUP], True)


async def test_a_text_beyond_the_limit_is_cut_at_line_ends_and_its_last_part_is_named(
    stage: Stage, chat: Chat, channel: Channel
) -> None:
    lines = [f"{n}) 🔔 Báo cáo tiến độ giải ngân" for n in range(300)]
    last_id = await channel.send(chat.id, "\n".join(lines), BUTTONS)
    assert "\n".join(stage.texts()).split("\n") == lines
    assert len(stage.texts()) > 2
    assert last_id != await channel.send(chat.id, "tin sau")


async def test_four_thousand_emoji_arrive_in_parts(stage: Stage, chat: Chat, channel: Channel) -> None:
    await channel.send(chat.id, "🔔" * 4000)
    assert "".join(stage.texts()) == "🔔" * 4000


FAULTS = [
    (FaultKind.SERVER_ERROR, Unreachable, False),
    (FaultKind.GATEWAY_TIMEOUT, Unanswered, False),
    (FaultKind.HANG, Unanswered, True),
    (FaultKind.DROP_BEFORE, Unanswered, False),
    (FaultKind.DROP_AFTER, Unanswered, True),
    (FaultKind.BLOCKED, ChatGone, False),
    (FaultKind.NOT_FOUND, ChatGone, False),
    (FaultKind.TOO_FAST, TooFast, False),
]


@pytest.mark.parametrize(("kind", "error", "is_stored"), FAULTS)
async def test_each_fault_raises_the_error_that_tells_what_is_known(
    stage: Stage,
    chat: Chat,
    channel: Channel,
    hasty: Channel,
    kind: FaultKind,
    error: type[ChannelError],
    is_stored: bool,
) -> None:
    stage.world.faults.set(kind, seconds=1.5)
    with pytest.raises(ChannelError) as raised:
        await (hasty if kind is FaultKind.HANG else channel).send(chat.id, "một")
    assert type(raised.value) is error
    await until(stage.world, lambda: not stage.world.faults.active() and bool(stage.texts()) >= is_stored)
    assert stage.texts() == (["một"] if is_stored else [])
    await channel.send(chat.id, "hai")
    assert stage.texts()[-1:] == ["hai"]


with_files = pytest.mark.parametrize("stage", ["telegram", "fake"], indirect=True)


@with_files
async def test_a_file_arrives_byte_by_byte_with_its_name_and_caption(stage: Stage, chat: Chat) -> None:
    content = bytes(range(256)) + b"\r\n--\r\n\n\x0b" + "Quá hạn".encode() * 10_000
    channel = stage.channel()
    assert isinstance(channel, FileChannel)
    first = await channel.send_file(chat.id, "Quá hạn 08-10.xlsx", content, MARKUP)
    second = await channel.send_file(chat.id, "=1.xlsx", b"\n", "chú thích " * 1000)
    await channel.close()
    [sent, long] = stage.world.sent()
    assert (sent.file, sent.text) == (ChatFile(name="Quá hạn 08-10.xlsx", content=content), MARKUP)
    assert (long.file, long.text) == (ChatFile(name="=1.xlsx", content=b"\n"), ("chú thích " * 1000)[: len(long.text)])
    assert first != second


@with_files
async def test_a_file_that_is_empty_or_too_long_is_rejected_unsent(stage: Stage, chat: Chat, channel: Channel) -> None:
    assert isinstance(channel, FileChannel)
    for content in (b"", bytes(channel.file_limit + 1)):
        with pytest.raises(Rejected):
            await channel.send_file(chat.id, "a.xlsx", content, "một")
    assert stage.world.sent() == []


@with_files
@pytest.mark.parametrize(("kind", "error", "is_stored"), FAULTS)
async def test_each_fault_raises_the_same_error_for_a_file(
    stage: Stage,
    chat: Chat,
    channel: Channel,
    hasty: Channel,
    kind: FaultKind,
    error: type[ChannelError],
    is_stored: bool,
) -> None:
    stage.world.faults.set(kind, seconds=1.5)
    sending = hasty if kind is FaultKind.HANG else channel
    assert isinstance(sending, FileChannel)
    assert isinstance(channel, FileChannel)
    with pytest.raises(ChannelError) as raised:
        await sending.send_file(chat.id, "a.xlsx", b"a", "một")
    assert type(raised.value) is error
    await until(stage.world, lambda: not stage.world.faults.active() and bool(stage.texts()) >= is_stored)
    assert stage.texts() == (["một"] if is_stored else [])
    stage.world.block(chat.id, True)
    with pytest.raises(ChatGone):
        await channel.send_file(chat.id, "a.xlsx", b"a", "hai")


async def test_zalo_takes_no_files() -> None:
    assert not isinstance(ZaloChannel("531:x"), FileChannel)


MENU = [Command(name="quahan", description="việc quá hạn"), Command(name="x" * 32, description="đ" * 256)]


async def test_only_telegram_has_a_menu_of_commands(stage: Stage, channel: Channel) -> None:
    assert isinstance(channel, MenuChannel) == (stage.platform == "telegram")


@pytest.mark.parametrize("stage", ["telegram"], indirect=True)
async def test_a_chat_has_its_own_menu_or_everybodys(stage: Stage, chat: Chat, channel: Channel) -> None:
    assert isinstance(channel, MenuChannel)
    other = stage.chat("Phòng Nội vụ")
    found = []
    for commands, chat_id in ((MENU, None), (MENU[:1], chat.id), (MENU[1:], None), ([], chat.id), ([], None)):
        await channel.set_commands(commands, chat_id)
        found.append((chat.commands(), other.commands()))
    assert found == [(MENU, MENU), (MENU[:1], MENU), (MENU[:1], MENU[1:]), (MENU[1:], MENU[1:]), ([], [])]


@pytest.mark.parametrize("stage", ["telegram"], indirect=True)
async def test_a_menu_that_cannot_be_set_says_why(stage: Stage, channel: Channel) -> None:
    assert isinstance(channel, MenuChannel)
    with pytest.raises(ChatGone):
        await channel.set_commands(MENU, "999")
    for wrong in (Command(name="QuaHan", description="x"), Command(name="quahan", description="x" * 257)):
        with pytest.raises(Rejected, match="invalid"):
            await channel.set_commands([wrong])
    await stage.stop()
    with pytest.raises(Unreachable):
        await channel.set_commands(MENU)


async def test_a_fault_in_one_chat_leaves_the_others_alone(stage: Stage, chat: Chat, channel: Channel) -> None:
    other = stage.chat("UBND xã Ia Nan")
    stage.world.faults.set(FaultKind.SERVER_ERROR, chat_id=chat.id, times=2)
    await channel.send(other.id, "đến nơi")
    for _ in range(2):
        with pytest.raises(Unreachable):
            await channel.send(chat.id, "không đến")
    await channel.send(chat.id, "lại đến")
    assert stage.texts() == ["đến nơi", "lại đến"]


async def test_a_person_who_blocked_the_bot_is_gone_in_the_platforms_words(
    stage: Stage, chat: Chat, channel: Channel
) -> None:
    stage.world.block(chat.id, True)
    with pytest.raises(ChatGone, match=r"bot"):
        await channel.send(chat.id, "một")
    stage.world.block(chat.id, False)
    await channel.send(chat.id, "hai")
    assert stage.texts() == ["hai"]


async def test_an_unknown_chat_is_gone(channel: Channel) -> None:
    with pytest.raises(ChatGone):
        await channel.send("999", "một")


@pytest.mark.parametrize("text", ["", " ", "\n\t\n"])
async def test_a_text_without_words_is_rejected(stage: Stage, chat: Chat, channel: Channel, text: str) -> None:
    with pytest.raises(Rejected, match="empty"):
        await channel.send(chat.id, text)
    assert stage.texts() == []


async def test_a_wrong_token_is_said_without_repeating_it(stage: Stage, chat: Chat) -> None:
    channel = stage.channel("1:wrong-token")
    with pytest.raises(WrongToken) as opening:
        await channel.open()
    with pytest.raises(WrongToken) as sending:
        await channel.send(chat.id, "một")
    with pytest.raises(WrongToken):
        await asyncio.wait_for(channel.listen(Inbox().receive), PATIENCE_SECONDS)
    await channel.close()
    assert "wrong-token" not in f"{opening.value} {sending.value}"
    with pytest.raises(WrongToken, match="token is empty"):
        stage.channel("")


async def test_close_may_be_called_twice_and_then_nothing_is_delivered(
    stage: Stage, chat: Chat, channel: Channel
) -> None:
    await channel.close()
    await channel.close()
    with pytest.raises(Unreachable):
        await channel.send(chat.id, "một")
    assert stage.texts() == []


async def test_a_platform_out_of_reach_is_unreachable_until_it_is_back(stage: Stage, chat: Chat) -> None:
    await stage.stop()
    channel = stage.channel()
    with pytest.raises(Unreachable):
        await channel.open()
    with pytest.raises(Unreachable):
        await channel.send(chat.id, "một")
    await stage.start()
    await channel.open()
    await channel.send(chat.id, "hai")
    await channel.close()
    assert stage.texts() == ["hai"]


async def test_in_a_flood_each_message_is_either_sent_or_refused(stage: Stage, channel: Channel) -> None:
    clock = [NOW]
    stage.world.now = lambda: clock[0]
    stage.world.bots[TOKEN].limits = Limits()
    chats = [stage.chat(f"Cơ quan {n}") for n in range(40)]
    first = await asyncio.gather(*(channel.send(chat.id, "tin") for chat in chats), return_exceptions=True)
    refused = [answer for answer in first if isinstance(answer, BaseException)]
    assert (len(stage.texts()), [type(answer) for answer in refused]) == (30, [TooFast] * 10)
    clock[0] += timedelta(seconds=1)
    for chat, answer in zip(chats, first, strict=True):
        if isinstance(answer, TooFast):
            await channel.send(chat.id, "tin")
    assert sorted(message.chat_id for message in stage.world.sent()) == sorted(chat.id for chat in chats)


async def test_neither_the_token_nor_a_text_is_in_a_log_or_an_error(
    stage: Stage, chat: Chat, hasty: Channel, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("", "httpx", "httpcore", "telegram.Bot", "telegram.request.BaseRequest", "bots"):
        caplog.set_level(logging.DEBUG, logger=name)
        monkeypatch.setattr(logging.getLogger(name), "filters", [])  # another channel's would hide this one's fault
    channel = stage.channel(sleep=lambda _: asyncio.sleep(0))
    secret = "bí mật " + "của dân"
    await channel.send(chat.id, secret)
    inbox = Inbox(stumbles=1)
    async with listening(channel, inbox.receive):
        stage.world.write(chat.id, secret)
        await inbox.next()
        for kind in FaultKind:
            stage.world.faults.set(kind, call=Call.POLL, seconds=0)
            stage.world.write(chat.id, secret)
    stage.world.write(chat.id, secret, file=PHOTO)
    async with listening(channel, inbox.receive):
        [attachment] = (await inbox.next_with_file()).attachments
    for kind in FaultKind:
        stage.world.faults.set(kind, call=Call.FILE, seconds=1.5)
        try:
            await hasty.fetch(attachment, 100)
        except ChannelError as error:
            logging.getLogger("test").exception("Failed: %r", error)
    for kind in FaultKind:
        stage.world.faults.set(kind, seconds=1.5)
        try:
            await hasty.send(chat.id, secret)
        except ChannelError as error:
            logging.getLogger("test").exception("Failed: %r", error)
    stage.world.bots.clear()
    with pytest.raises(WrongToken) as raised:
        await channel.send(chat.id, "một")
    logging.getLogger("test").error("Failed", exc_info=raised.value)
    await channel.close()
    assert "CANARY" not in caplog.text
    assert secret not in caplog.text
    assert "Failed" in caplog.text


async def test_what_people_write_arrives_literally_and_in_order(stage: Stage, chat: Chat, channel: Channel) -> None:
    group = stage.chat("Tổ CCHC", Kind.GROUP)
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        stage.world.write(chat.id, MARKUP)
        stage.world.write(group.id, "xong 4", author="Siu Hyin")
        first, second = await inbox.next(), await inbox.next()
    expected = Incoming(
        channel=stage.platform,
        update_id=first.update_id,
        chat_id=chat.id,
        text=MARKUP,
        sent_at=NOW,
        is_group=False,
        sender_id=chat.id,
        sender_name=chat.person,
        message_id=first.message_id,
    )
    assert first == expected
    assert first.message_id not in (None, second.message_id)
    assert (second.chat_id, second.text, second.is_group) == (group.id, "xong 4", True)
    assert (second.sender_name, second.sender_id in (None, group.id)) == ("Siu Hyin", False)
    assert stage.texts() == []


async def sent_file(stage: Stage, chat: Chat, channel: Channel, file: ChatFile, text: str = "") -> Attachment:
    """Return what the channel hands on when somebody sends a file."""
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        stage.world.write(chat.id, text, file=file)
        message = await inbox.next()
    assert message.text == text
    [attachment] = message.attachments
    return attachment


async def test_a_file_comes_with_its_caption_and_is_fetched_when_it_is_asked_for(
    stage: Stage, chat: Chat, channel: Channel
) -> None:
    attachment = await sent_file(stage, chat, channel, PHOTO, "xong 3")
    assert await channel.fetch(attachment, len(PHOTO.content)) == PHOTO.content
    assert await channel.fetch(attachment, 10_000) == PHOTO.content


async def test_an_empty_file_is_fetched_as_such(stage: Stage, chat: Chat, channel: Channel) -> None:
    empty = ChatFile(name="", content=b"", media_type="image/png")
    assert await channel.fetch(await sent_file(stage, chat, channel, empty), 10) == b""


@pytest.mark.parametrize("said", [None, 1], ids=["of a true size", "said to be small"])
async def test_a_file_over_the_limit_is_refused(stage: Stage, chat: Chat, channel: Channel, said: int | None) -> None:
    large = ChatFile(name="", content=b"x" * 300_000, media_type="image/png", said_size=said)
    attachment = await sent_file(stage, chat, channel, large)
    with pytest.raises(TooLarge, match="larger"):
        await channel.fetch(attachment, 299_999)
    assert len(await channel.fetch(attachment, 300_000)) == 300_000


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.SERVER_ERROR, Unreachable),
        (FaultKind.HANG, Unanswered),
        (FaultKind.DROP_BEFORE, Unanswered),
        (FaultKind.DROP_AFTER, Unanswered),
    ],
)
async def test_trouble_while_fetching_is_a_channel_error_and_the_file_is_still_there(
    stage: Stage, chat: Chat, channel: Channel, hasty: Channel, kind: FaultKind, error: type[ChannelError]
) -> None:
    attachment = await sent_file(stage, chat, channel, PHOTO)
    stage.world.faults.set(kind, call=Call.FILE, seconds=1.5)
    with pytest.raises(ChannelError) as raised:
        await (hasty if kind is FaultKind.HANG else channel).fetch(attachment, 100)
    assert type(raised.value) is error
    assert await channel.fetch(attachment, 100) == PHOTO.content


async def test_a_file_that_is_not_there_is_rejected(stage: Stage, channel: Channel) -> None:
    addresses = {"telegram": "file-999", "zalo": f"{stage.world.url}/zalo/files/1/999", "fake": "999"}
    with pytest.raises(Rejected):
        await channel.fetch(Attachment(reference=addresses[stage.platform]), 100)


async def test_the_same_message_delivered_twice_has_the_same_update_id_and_another_one_has_not(
    stage: Stage, chat: Chat, channel: Channel
) -> None:
    stage.world.write(chat.id, "xong 3")
    [event] = stage.world.bots[TOKEN].events
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        first = await inbox.next()
    stage.world.bots[TOKEN].events = [event]
    stage.world.write(chat.id, "xong 3")
    other = stage.channel()
    async with listening(other, inbox.receive):
        again, next_one = await inbox.next(), await inbox.next()
    await other.close()
    assert again == first
    assert next_one.update_id != first.update_id


async def test_a_message_that_could_not_be_received_comes_again_before_the_next(
    stage: Stage, chat: Chat, patient: Channel, pauses: list[float]
) -> None:
    inbox = Inbox(stumbles=2)
    stage.world.write(chat.id, "một")
    stage.world.write(chat.id, "hai")
    async with listening(patient, inbox.receive):
        await inbox.next()
        await inbox.next()
        await until(stage.world, lambda: stage.world.bots[TOKEN].events == [])
    assert (inbox.texts, pauses) == (["một", "hai"], [1, 2])


async def test_a_listener_that_was_cancelled_leaves_what_it_had_not_received(
    stage: Stage, chat: Chat, channel: Channel
) -> None:
    never, begun = asyncio.Event(), asyncio.Event()

    async def hang(_: Incoming) -> None:
        begun.set()
        await never.wait()

    stage.world.write(chat.id, "xong 3")
    async with listening(channel, hang):
        await asyncio.wait_for(begun.wait(), PATIENCE_SECONDS)
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        assert (await inbox.next()).text == "xong 3"


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.DROP_BEFORE, FaultKind.GATEWAY_TIMEOUT])
async def test_trouble_while_polling_is_waited_out_with_pauses_that_grow_until_it_is_over(
    stage: Stage, chat: Chat, patient: Channel, pauses: list[float], kind: FaultKind
) -> None:
    stage.world.faults.set(kind, call=Call.POLL, times=4)
    stage.world.write(chat.id, "một")
    inbox = Inbox()
    async with listening(patient, inbox.receive):
        await inbox.next()
        stage.world.faults.set(kind, call=Call.POLL)
        stage.world.write(chat.id, "hai")
        await inbox.next()
        await until(stage.world, lambda: len(pauses) == 5)
    assert (inbox.texts, pauses) == (["một", "hai"], [1, 2, 4, 8, 1])


async def test_a_poll_that_came_too_fast_waits_as_told_or_a_minute_if_not_told(
    stage: Stage, chat: Chat, patient: Channel, pauses: list[float]
) -> None:
    stage.world.faults.set(FaultKind.TOO_FAST, call=Call.POLL, seconds=13)
    stage.world.write(chat.id, "xong 3")
    inbox = Inbox()
    async with listening(patient, inbox.receive):
        await inbox.next()
    assert pauses == [60 if stage.platform == "zalo" else 13]


async def test_a_platform_that_goes_away_and_comes_back_loses_nothing(stage: Stage, chat: Chat) -> None:
    trouble = asyncio.Event()

    async def sleep(_: float) -> None:
        trouble.set()
        await asyncio.sleep(0.02)

    channel = stage.channel(sleep=sleep)
    inbox = Inbox()
    async with listening(channel, inbox.receive):
        stage.world.write(chat.id, "một")
        await inbox.next()
        await stage.stop()
        await asyncio.wait_for(trouble.wait(), PATIENCE_SECONDS)
        stage.world.write(chat.id, "hai")
        await stage.start()
        await inbox.next()
    await channel.close()
    assert inbox.texts == ["một", "hai"]


async def test_a_revoked_token_ends_the_listening(stage: Stage, channel: Channel) -> None:
    stage.world.bots.clear()
    with pytest.raises(WrongToken):
        await asyncio.wait_for(channel.listen(Inbox().receive), PATIENCE_SECONDS)
