"""What is said to a bot by its name counts as without it; another's name stays."""

import pytest

from bots.addressing import is_for_another, said_to
from bots.telegram.updates import incoming as telegram_incoming
from bots.zalo.events import incoming
from tests.bots.test_incoming import GROUP, PRIVATE, message, update

NAMES = ["nhachan_bot"]
SPACED = ["Bot Nhắc Hạn", "Bot Nhắc"]
DECOMPOSED = "Nh\u0061\u0306\u0301c Ha\u0323n"  # as some phones write "Nhắc Hạn"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@nhachan_bot xong 2", "xong 2"),
        ("xong 2 @nhachan_bot", "xong 2"),
        ("@NhacHan_Bot, xong 2", "xong 2"),
        ("@nhachan_bot: xong 2", "xong 2"),
        ("@nhachan_bot\nxong 2", "xong 2"),
        ("/xong@nhachan_bot 3", "/xong 3"),
        ("/XONG@NHACHAN_BOT 3", "/XONG 3"),
        ("/viec@nhachan_bot", "/viec"),
        ("nhờ @nhachan_bot xong 2, @nhachan_bot", "nhờ   xong 2,"),
        ("@nhachan_bot @Siu_Hyin hỏi việc 3", "@Siu_Hyin hỏi việc 3"),
        ("@nhachan_bot", ""),
    ],
)
def test_the_bots_own_name_is_taken_out(text: str, said: str) -> None:
    assert said_to(text, NAMES) == (said, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Bot Nhắc Hạn xong 3", "xong 3"),
        ("@Bot Nhắc xong 3", "xong 3"),
        ("xong 3 @bot nhắc  hạn", "xong 3"),
        ("@Bot\u00a0Nhắc Hạn nhận 1", "nhận 1"),
        (f"@Bot {DECOMPOSED} nhận 1", "nhận 1"),
    ],
)
def test_a_name_may_have_spaces(text: str, said: str) -> None:
    assert said_to(text, SPACED) == (said, True)


@pytest.mark.parametrize(
    "text",
    [
        "xong 2",
        "@Siu_Hyin xong 2",
        "@nhachan_bot2 xong 2",
        "gửi về an@nhachan_bot.vn",
        "https://t.me/@nhachan_bot",
        "nhachan_bot xong 2",
        "Ha\u0323n 2 ",
    ],
)
def test_what_is_not_said_to_the_bot_stays_as_it_is(text: str) -> None:
    assert said_to(text, NAMES) == (text, False)
    assert said_to(text, []) == (text, False)


def test_a_command_for_another_bot_is_known_once_the_own_name_is() -> None:
    assert is_for_another("/xong@khac_bot 3", NAMES)
    assert is_for_another("/xong@nhachan_bot2 3", NAMES)
    assert not is_for_another("/xong@NhacHan_bot 3", NAMES)
    assert not is_for_another("/xong 3 @khac_bot", NAMES)
    assert not is_for_another("/xong@khac_bot 3", [])


def test_telegram_hands_over_what_is_meant_for_the_bot_without_its_name() -> None:
    got = telegram_incoming(update(message=message(GROUP, text="@nhachan_bot xong 2")), NAMES)
    assert got
    assert (got.text, got.is_addressed) == ("xong 2", True)
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 9, "height": 9, "file_size": 9}]
    got = telegram_incoming(update(message=message(GROUP, photo=photo, caption="@nhachan_bot")), NAMES)
    assert got
    assert (got.text, got.is_addressed, len(got.attachments)) == ("", True, 1)


def test_a_command_for_another_bot_is_not_taken_in_a_group() -> None:
    assert telegram_incoming(update(message=message(GROUP, text="/xong@khac_bot 3")), NAMES) is None
    got = telegram_incoming(update(message=message(PRIVATE, text="/xong@khac_bot 3")), NAMES)
    assert got
    assert got.text == "/xong@khac_bot 3"


def test_zalo_hands_over_what_is_meant_for_the_bot_without_its_name() -> None:
    written = {
        "from": {"id": "6ede", "display_name": "Rơ Mah H'Bơ", "is_bot": False},
        "chat": {"id": "9f1c", "chat_type": "GROUP"},
        "message_id": "m1",
        "text": "@Bot Nhắc Hạn xong 3",
    }
    got = incoming({"event_name": "message.text.received", "message": written}, SPACED)
    assert got
    assert (got.text, got.is_addressed) == ("xong 3", True)
