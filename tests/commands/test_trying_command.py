"""`nhachan officer test`: each chat of an officer gets a message, and what its platform answered is told."""

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from bots.sandbox.chats import Chat
from bots.sandbox.faults import FaultKind
from db.statuses import BindingStatus
from db.tables import ChatBinding
from reminders.cli import app
from tests.commands.conftest import TOKEN, Telegram
from tests.commands.terminals import Terminal


@pytest.fixture
def chat(office: Terminal, telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """The chat of officer 1 on Telegram; the settings lead there."""
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("NHACHAN_TELEGRAM_BASE_URL", telegram.url)
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    made = telegram.world.add_chat("Rơ Mah H'Lan")
    linked(office, "telegram", made.id)
    return made


def linked(office: Terminal, channel: str, chat_id: str) -> None:
    with office.database() as session:
        status = BindingStatus.LINKED
        session.add(ChatBinding(channel=channel, chat_id=chat_id, officer_id=1, status=status))


def tried(code: int) -> list[str]:
    result = CliRunner().invoke(app, ["officer", "test", "1"])
    assert (result.exit_code, result.stderr) == (code, ""), result.output
    return result.stdout.splitlines()


def test_a_chat_that_gets_the_message_is_told_with_its_number(office: Terminal, chat: Chat) -> None:
    [told] = tried(code=0)
    [sent] = chat.messages
    assert told == f"✔ telegram, chat {chat.id}: đã nhận, tin số {sent.id}"
    assert sent.text == (
        "Tin thử lúc 07:00 27/09/2021, gửi Rơ Mah H'Lan (UBND xã Ia Dom): chat này nhận được tin nhắc hạn.\n"
        "Không cần trả lời."
    )
    [answer] = office.json("officer", "test", "1")
    assert (answer["channel"], answer["is_delivered"]) == ("telegram", True)


def test_a_chat_that_blocked_the_bot_is_told_in_the_words_of_the_platform(telegram: Telegram, chat: Chat) -> None:
    telegram.world.block(chat.id, True)
    [told] = tried(code=1)
    assert told == (
        f"✘ telegram, chat {chat.id}: không gửi được đến chat này nữa (Forbidden: bot was blocked by the user); "
        "nhờ cán bộ mở lại bot, cấp mã mới"
    )


def test_each_chat_is_told_by_itself(office: Terminal, chat: Chat) -> None:
    linked(office, "zalo", "z1")
    assert tried(code=1) == [
        f"✔ telegram, chat {chat.id}: đã nhận, tin số {chat.messages[0].id}",
        "✘ zalo, chat z1: chưa có NHACHAN_ZALO_TOKEN",
    ]
    assert len(chat.messages) == 1


@pytest.mark.parametrize(
    ("fault", "answer"),
    [(FaultKind.TOO_FAST, "phải đợi 5 giây rồi gửi lại"), (FaultKind.SERVER_ERROR, "không kết nối được")],
)
def test_trouble_is_told(telegram: Telegram, chat: Chat, fault: FaultKind, answer: str) -> None:
    telegram.world.faults.set(fault, chat_id=chat.id, times=9, seconds=5.0)
    [told] = tried(code=1)
    assert answer in told


@pytest.mark.usefixtures("chat")
def test_a_refused_token_and_no_network_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", "999:other")
    assert "mã bot không được chấp nhận" in tried(code=1)[0]
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("NHACHAN_TELEGRAM_BASE_URL", "http://127.0.0.1:9")
    [told] = tried(code=1)
    assert told.endswith("kiểm tra mạng hoặc NHACHAN_TELEGRAM_PROXY")
    assert TOKEN not in told


def test_an_officer_without_a_chat_is_told_with_what_to_do(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    assert office.fails("officer", "test", "1") == (
        "Rơ Mah H'Lan chưa liên kết chat nào. Cấp mã: nhachan officer link-code 1\n"
    )
    assert "Không có cán bộ số 9." in office.fails("officer", "test", "9")


def test_a_chat_that_was_gone_and_gets_the_message_is_written_to_again(office: Terminal, chat: Chat) -> None:
    with office.database() as session:
        binding = session.exec(select(ChatBinding).where(ChatBinding.chat_id == chat.id)).one()
        binding.status, binding.trouble = BindingStatus.GONE, "Forbidden: bot was blocked by the user"
    tried(code=0)
    with office.database() as session:
        binding = session.exec(select(ChatBinding).where(ChatBinding.chat_id == chat.id)).one()
        assert (binding.status, binding.trouble) == (BindingStatus.LINKED, None)
