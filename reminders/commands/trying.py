"""Shell: `nhachan officer test`: a message to each chat of an officer, now, and what its platform answered."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import typer

from bots.platforms import PLATFORMS
from reminders.commands.context import by, database, now, one_officer, settings
from reminders.commands.output import Json, fail, print_json
from reminders.commands.people import Officer
from schedules.zone import LOCAL

if TYPE_CHECKING:
    from bots.channel import Channel, ChannelError
    from db.tables import ChatBinding


@dataclass(frozen=True)
class Answer:
    """What the platform of a chat answered to a test message."""

    channel: str
    chat: str
    is_delivered: bool
    answer: str


def send_test(officer: Officer, as_json: Json = False) -> None:
    """Gửi ngay một tin thử đến từng chat của cán bộ và in nền tảng trả lời gì. Mã thoát 1 khi có chat không nhận."""
    from db import audit
    from db.tables import Agency
    from reminders.messages import render
    from reminders.people.chats import reopen_chat

    with database(writes=False) as session:
        row, chats = one_officer(session, officer), _chats(session, officer)
        agency, at = session.get_one(Agency, row.agency_id).name, f"{now().astimezone(LOCAL):%H:%M %d/%m/%Y}"
        text = render("chat/trial", officer=row.name, agency=agency, at=at)
    if not chats:
        fail(f"{row.name} chưa liên kết chat nào. Cấp mã: nhachan officer link-code {officer}")
    answers = asyncio.run(_sent(chats, text))
    with database(writes=True) as session:
        audit.record(session, by(), "test_sent", row, delivered=sum(one.is_delivered for one in answers))
        for chat, answer in zip(_chats(session, officer), answers, strict=True):
            if answer.is_delivered:
                reopen_chat(session, chat, now=now())
    if as_json:
        print_json([asdict(one) for one in answers])
    for one in () if as_json else answers:
        typer.echo(f"{'✔' if one.is_delivered else '✘'} {one.channel}, chat {one.chat}: {one.answer}")
    if not all(one.is_delivered for one in answers):
        raise typer.Exit(1)


def _chats(session: Any, officer: int) -> "Sequence[ChatBinding]":
    from db.queries import bindings

    return bindings.chats_of(session, officer)


async def _sent(chats: "Sequence[ChatBinding]", text: str) -> list[Answer]:
    """Send a text to each chat, past the outbox, and return what was answered."""
    from reminders.channels import make_channels

    channels, problems = make_channels(settings())
    try:
        return [await _answer(chat, text, channels, problems) for chat in chats]
    finally:
        for channel in channels.values():
            await channel.close()


async def _answer(
    chat: "ChatBinding", text: str, channels: "Mapping[str, Channel]", problems: Mapping[str, str]
) -> Answer:
    from bots.channel import ChannelError

    name, where = chat.channel, f"{'nhóm ' if chat.is_group else ''}{chat.chat_id}"
    if name not in channels:
        return Answer(name, where, False, problems.get(name, f"chưa có NHACHAN_{name.upper()}_TOKEN"))
    try:
        await channels[name].open()
        message = await channels[name].send(chat.chat_id, text, thread=chat.thread)
    except ChannelError as error:
        return Answer(name, where, False, _said(error, name))
    return Answer(name, where, True, f"đã nhận, tin số {message}")


def _said(error: "ChannelError", name: str) -> str:
    """Return what a platform answered when it did not take a message, in its own words where it has some."""
    from bots.channel import ChatGone, ChatMoved, Rejected, TooFast, Unanswered, WrongToken

    match error:
        case WrongToken():
            return f"mã bot không được chấp nhận; lấy mã mới: {PLATFORMS[name].new_token}"
        case ChatGone():
            return f"không gửi được đến chat này nữa ({error}); nhờ cán bộ mở lại bot, cấp mã mới"
        case ChatMoved():
            return "nhóm đã đổi địa chỉ; lần nhắc tới dịch vụ tự chuyển theo"
        case TooFast():
            return f"phải đợi {error.retry_after_seconds:g} giây rồi gửi lại"
        case Unanswered():
            return f"đã gửi nhưng không có trả lời ({error}); hỏi cán bộ đã nhận chưa"
        case Rejected():
            return f"bị từ chối ({error})"
        case _:
            return f"không kết nối được ({error}); kiểm tra mạng hoặc NHACHAN_{name.upper()}_PROXY"
