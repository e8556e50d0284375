"""What the Telegram adapter makes of Telegram's own update JSON."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Update

from bots.channel import Attachment, Incoming
from bots.telegram.updates import incoming

Json = dict[str, Any]

OFFICER = {"id": 519, "is_bot": False, "first_name": "Bơ", "last_name": "Rơ Mah", "language_code": "vi"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Nhắc Hạn", "username": "nhachan_bot"}
PRIVATE = {"id": 519, "first_name": "Bơ", "type": "private"}
GROUP = {"id": -4001, "title": "Tổ CCHC", "type": "group", "all_members_are_administrators": True}
SUPERGROUP = {"id": -1001234567890, "title": "Tổ CCHC", "type": "supergroup"}
OFFICERS = {"sender_id": "519", "sender_name": "Bơ Rơ Mah"}
CHANNEL = {"id": -1009876543210, "title": "Thông báo", "type": "channel"}
SENT = 1633400520  # 05/10/2021 09:22 Hà Nội
SENT_AT = datetime(2021, 10, 5, 2, 22, tzinfo=UTC)


def message(chat: Json, **content: Any) -> Json:
    return {"message_id": 77, "from": OFFICER, "chat": chat, "date": SENT, **content}


def update(**content: Any) -> Update:
    return Update.de_json({"update_id": 10001, **content})


def pressed(under: Json) -> Update:
    query = {"id": "900", "from": OFFICER, "chat_instance": "-1", "data": "xong 3", "message": under}
    return update(callback_query=query)


def received(chat_id: str, text: str, **more: Any) -> Incoming:
    said: Json = {"sent_at": SENT_AT, "message_id": "77"} | OFFICERS | more
    return Incoming(channel="telegram", update_id="10001", chat_id=chat_id, text=text, **said)


def test_a_private_text_is_taken_with_telegrams_date() -> None:
    assert incoming(update(message=message(PRIVATE, text="xong 3"))) == received("519", "xong 3")


def test_an_edited_message_is_the_same_one_in_other_words_without_its_files() -> None:
    document = {"file_id": "BQAC", "file_unique_id": "AgAD"}
    edited = message(PRIVATE, document=document, caption="xong 3", edit_date=SENT + 60)
    assert incoming(update(edited_message=edited)) == received(
        "519", "xong 3", edited_at=SENT_AT + timedelta(minutes=1)
    )


def test_a_forwarded_message_says_that_it_is_one() -> None:
    origin = {"type": "user", "date": SENT - 60, "sender_user": BOT}
    got = incoming(update(message=message(PRIVATE, text="Trả lời: XONG 3", forward_origin=origin)))
    assert got == received("519", "Trả lời: XONG 3", is_forwarded=True)


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP])
def test_a_text_in_a_group_says_that_it_is_one(chat: Json) -> None:
    got = incoming(
        update(message=message(chat, text="/viec", entities=[{"type": "bot_command", "offset": 0, "length": 5}]))
    )
    assert got == received(str(chat["id"]), "/viec", is_group=True)


def test_the_code_of_a_deep_link_comes_as_text() -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    got = incoming(update(message=message(PRIVATE, text="/start K7M2QX9A", entities=entities)))
    assert got == received("519", "/start K7M2QX9A")


def test_the_caption_of_a_file_is_its_text() -> None:
    document = {"file_id": "BQAC", "file_unique_id": "AgAD", "file_name": "bao-cao.docx", "file_size": 18213}
    file = Attachment(reference="BQAC", name="bao-cao.docx", size=18213)
    got = incoming(update(message=message(PRIVATE, document=document, caption="xong 3")))
    assert got == received("519", "xong 3", attachments=(file,))


def test_a_photo_is_its_largest_size() -> None:
    sizes = [
        {"file_id": f"AgAC{name}", "file_unique_id": name, "width": width, "height": width, "file_size": width * 10}
        for name, width in (("s", 90), ("x", 1280), ("m", 320))
    ]
    got = incoming(update(message=message(PRIVATE, photo=sizes, media_group_id="1350")))
    assert got == received("519", "", attachments=(Attachment(reference="AgACx", size=12800),), album="1350")


def test_a_video_and_a_voice_message_are_files() -> None:
    video = {
        "file_id": "BAAC",
        "file_unique_id": "v",
        "width": 640,
        "height": 480,
        "duration": 3,
        "file_size": 9,
        "file_name": "họp.mp4",
        "mime_type": "video/mp4",
    }
    voice = {"file_id": "AwAC", "file_unique_id": "o", "duration": 3, "mime_type": "audio/ogg", "file_size": 8}
    got = [incoming(update(message=message(PRIVATE, **content))) for content in ({"video": video}, {"voice": voice})]
    files = [
        Attachment(reference="BAAC", name="họp.mp4", media_type="video/mp4", size=9),
        Attachment(reference="AwAC", media_type="audio/ogg", size=8),
    ]
    assert got == [received("519", "", attachments=(file,)) for file in files]


def test_a_message_names_the_one_it_answers_and_not_the_files_of_that_one() -> None:
    document = {"file_id": "BQAC", "file_unique_id": "AgAD"}
    answered = message(GROUP, document=document) | {"message_id": 70}
    got = incoming(update(message=message(GROUP, text="xong 3", reply_to_message=answered)))
    assert got == received("-4001", "xong 3", is_group=True, reply_to="70")


FORUM = SUPERGROUP | {"is_forum": True}


def test_a_message_in_a_topic_names_it_and_answers_nothing_by_that() -> None:
    began = message(FORUM, forum_topic_created={"name": "Báo cáo", "icon_color": 7322096}) | {"message_id": 12}
    inside = {"message_thread_id": 12, "is_topic_message": True, "reply_to_message": began}
    got = incoming(update(message=message(FORUM, text="xong 3", **inside)))
    assert got == received("-1001234567890", "xong 3", is_group=True, thread="12")
    under = {"message_id": 70, "from": BOT, "chat": FORUM, "date": SENT, "text": "🔔"} | inside
    press = incoming(pressed(under))
    assert press
    assert press.thread == "12"


def test_outside_of_the_topics_is_a_place_too_and_a_group_without_topics_has_none() -> None:
    outside = incoming(update(message=message(FORUM, text="xong 3")))
    answer = incoming(update(message=message(SUPERGROUP, text="xong 3", message_thread_id=70)))
    assert outside
    assert answer
    assert (outside.thread, answer.thread) == ("", None)


def test_what_has_no_words_is_an_empty_text() -> None:
    sticker = {
        "file_id": "CAAC",
        "file_unique_id": "Ag",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    }
    assert incoming(update(message=message(PRIVATE, sticker=sticker))) == received("519", "")


def test_a_press_is_its_command_and_has_no_date_of_its_own() -> None:
    got = incoming(pressed({"message_id": 70, "from": BOT, "chat": PRIVATE, "date": SENT, "text": "🔔 Còn 2 ngày"}))
    assert got == received("519", "xong 3", sent_at=None, message_id=None, pressed=True)


def test_a_press_under_a_message_telegram_no_longer_shows_still_counts() -> None:
    got = incoming(pressed({"message_id": 70, "chat": SUPERGROUP, "date": 0}))
    assert got == received("-1001234567890", "xong 3", sent_at=None, message_id=None, is_group=True, pressed=True)


def test_who_of_a_group_wrote_or_pressed_is_told() -> None:
    other = {"id": 777, "is_bot": False, "first_name": "Siu Hyin"}
    wrote = incoming(update(message=message(GROUP, text="xong 3") | {"from": other}))
    under = {"message_id": 70, "from": BOT, "chat": GROUP, "date": SENT, "text": "🔔"}
    query = {"id": "900", "from": other, "chat_instance": "-1", "data": "xong 3", "message": under}
    for got in (wrote, incoming(update(callback_query=query))):
        assert got
        assert (got.sender_id, got.sender_name) == ("777", "Siu Hyin")


def test_a_bot_is_not_answered() -> None:
    other_bot = {"id": 4343, "is_bot": True, "first_name": "Bot khác", "username": "khac_bot"}
    assert incoming(update(message=message(GROUP, text="xong 3") | {"from": other_bot})) is None
    assert incoming(update(message=message(PRIVATE, text="/viec") | {"from": other_bot})) is None


def test_an_anonymous_administrator_of_a_group_is_a_person() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    got = incoming(update(message=message(SUPERGROUP, text="xong 3") | {"from": anonymous, "sender_chat": SUPERGROUP}))
    assert got == received("-1001234567890", "xong 3", is_group=True, sender_id="-1001234567890", sender_name="Tổ CCHC")


@pytest.mark.parametrize(
    "told",
    [message(GROUP, migrate_to_chat_id=-1001234567890), message(SUPERGROUP, migrate_from_chat_id=-4001)],
    ids=["in the old chat", "in the new one"],
)
def test_a_group_that_became_a_supergroup_tells_both_addresses(told: Json) -> None:
    nobody: Json = {"sender_id": None, "sender_name": None, "message_id": None}
    moved = received("-1001234567890", "", is_group=True, moved_from="-4001", **nobody)
    assert incoming(update(message=told)) == moved


def reacted(old: list[str], new: list[str], **who: Any) -> Update:
    signs = {"old_reaction": old, "new_reaction": new}
    said = {name: [{"type": "emoji", "emoji": one} for one in given] for name, given in signs.items()}
    told = {"chat": GROUP, "message_id": 70, "date": SENT} | (who or {"user": OFFICER})
    return update(message_reaction=told | said)


def test_a_reaction_is_its_new_signs_and_the_message_under_which_they_stand() -> None:
    got = incoming(reacted(["🔥"], ["🔥", "👍", "✅"]))
    assert got == received("-4001", "👍 ✅", is_group=True, is_reaction=True, reply_to="70", message_id=None)
    anonymous = incoming(reacted([], ["👍"], actor_chat=SUPERGROUP))
    assert anonymous
    assert (anonymous.sender_id, anonymous.sender_name) == ("-1001234567890", "Tổ CCHC")


def test_a_reaction_that_is_taken_away_is_none_nor_is_a_bots() -> None:
    assert incoming(reacted(["👍"], [])) is None
    assert incoming(reacted(["👍", "🔥"], ["🔥"])) is None
    assert incoming(reacted([], ["👍"], user=BOT)) is None


@pytest.mark.parametrize(
    "content",
    [
        {"edited_message": message(PRIVATE, location={"latitude": 13.8, "longitude": 107.7}, edit_date=SENT + 60)},
        {"channel_post": {"message_id": 5, "chat": CHANNEL, "date": SENT, "text": "xong 3"}},
        {"message": message(GROUP, new_chat_members=[BOT])},
        {"my_chat_member": {
            "chat": PRIVATE, "from": OFFICER, "date": SENT,
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": {"user": BOT, "status": "kicked", "until_date": 0},
        }},
        {"callback_query": {"id": "900", "from": OFFICER, "chat_instance": "-1", "game_short_name": "cờ"}},
    ],
    ids=["moving about", "channel post", "joined", "blocked", "game"],
)  # fmt: skip
def test_other_updates_are_not_messages(content: Json) -> None:
    assert incoming(update(**content)) is None
