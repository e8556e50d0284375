"""Groups: people name the bot and write commands, the group moves, has topics, hears less than a private chat."""

import pytest

from bots.channel import Incoming
from bots.sandbox.chats import Kind
from db.engine import writing
from reminders.chat.incoming import handle
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, SUBMISSION, duty, on_date, plan

THREE = [
    SUBMISSION,
    duty("2", "Lập danh sách hộ nghèo", on_date("06/10/2021")),
    duty("3", "Rà soát", on_date("06/10/2021")),
]
NAME = {"telegram": "nhachan_thu_bot", "zalo": "Bot Nhắc Hạn"}
"""As the bot is called; on Zalo with spaces."""


async def three_items(office: Office) -> Person:
    """Return a linked group that has been told of three items, with the codes 1, 2, 3."""
    office.import_plan(plan(*THREE))
    for bot in office.world.bots.values():
        bot.username = NAME[bot.channel]
    await office.restarts()
    group = await office.link(office.add_officer(DOM), kind=Kind.GROUP)
    await office.until("2021-09-24 08:00")
    office.expects(group, "3 việc", sent="2021-09-24 07:00")
    return group


def statuses(office: Office) -> list[str]:
    return [office.items(clause)[0].occurrence.status.value for clause in ("1", "2", "3")]


@pytest.mark.parametrize("form", ["@{} xong 2", "xong 2 @{}", "@{}, xong 2", "/xong@{} 2", "@{} /xong 2"])
async def test_the_bot_is_called_by_its_name(office: Office, form: str) -> None:
    group = await three_items(office)
    await group.writes(form.format(NAME[group.chat.bot.channel]))
    office.expects(group, "Đã ghi nhận hoàn thành", "Mã 2")
    assert statuses(office) == ["open", "submitted", "open"]
    office.nothing_else()


async def test_the_name_alone_asks_what_the_bot_can_do(office: Office) -> None:
    group = await three_items(office)
    await group.writes(f"@{NAME[group.chat.bot.channel]}")
    office.expects(group, "XONG")
    office.nothing_else()


@on_telegram
async def test_what_is_for_another_bot_gets_no_answer(office: Office) -> None:
    group = await three_items(office)
    office.world.write(group.chat.id, "/xong@khac_bot 2")
    await group.writes("/xong 1")
    office.expects(group, "Đã ghi nhận hoàn thành", "Mã 1")
    office.nothing_else()


@on_telegram
async def test_a_group_that_became_a_supergroup_is_the_same_chat_before_anything_is_sent(office: Office) -> None:
    group = await three_items(office)
    await office.handled(lambda: office.world.migrate(group.chat.id), messages=2)
    await group.writes("xong 1")
    office.expects(group, "Đã ghi nhận hoàn thành", "Mã 1")
    await office.until("2021-09-30 08:00")
    office.expects(group, "2 việc", sent="2021-09-30 07:00")
    assert office.reasons() == {None}
    office.nothing_else()


@on_telegram
async def test_who_wrote_before_the_move_was_told_is_of_the_same_chat_from_then_on(office: Office) -> None:
    group = await three_items(office)
    old = group.chat.id
    office.world.migrate(old, is_told=False)
    await group.writes("xong 1")
    office.expects(group, "Chat này chưa liên kết")
    with writing(office.engine) as session:
        told = Incoming(
            channel="telegram", update_id="m", chat_id=group.chat.id, text="", sent_at=office.now, moved_from=old
        )
        handle(session, told, now=office.now)
    await group.writes("xong 1")
    office.expects(group, "Đã ghi nhận hoàn thành", "Mã 1")
    office.nothing_else()


async def test_a_group_that_keeps_things_private_is_asked_for_answers_that_arrive(office: Office) -> None:
    group = office.stranger("Nhóm Ia Dom", Kind.GROUP)
    is_zalo = group.chat.bot.channel == "zalo"
    bot = group.chat.bot
    bot.hears_groups, bot.group_call, bot.username = False, "@" if is_zalo else "/", NAME[bot.channel]
    await office.restarts()
    office.import_plan(plan(SUBMISSION))
    code = office.link_code(office.add_officer(DOM))
    await group.writes(f"@{bot.username} {code}" if is_zalo else f"/start@{bot.username} {code}")
    office.expects(group, "gọi tên bot: @… XONG 1" if is_zalo else "viết lệnh như /xong 1", "trả lời vào tin của bot")
    await office.until("2021-09-24 08:00")
    reminder = office.expects(group, "Trả lời vào tin này (hoặc", "@…" if is_zalo else "/xong 1", "XONG 1")

    office.world.write(group.chat.id, "xong 1")
    assert bot.events == []
    await group.writes(f"@{bot.username} nhận 1" if is_zalo else "/nhan 1")
    office.expects(group, "đã nhận việc 1")
    await group.sends("xong 1", None, reply_to=reminder)
    office.expects(group, "Đã ghi nhận hoàn thành")
    office.nothing_else()


@on_telegram
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/xong 2", "Đã ghi nhận hoàn thành"),
        ("/nhan 2", "đã nhận việc 2"),
        ("/giahan 2 đến 10/10", "đề nghị gia hạn"),
        ("/lydo 2 mất điện", "việc 2"),
        ("/xong@nhachan_thu_bot 1, 3", "Đã ghi nhận hoàn thành 2 việc"),
    ],
)
async def test_every_answer_may_be_a_command(office: Office, command: str, said: str) -> None:
    group = await three_items(office)
    group.chat.bot.hears_groups = False
    await group.writes(command)
    assert said in office.expects(group).text
    office.nothing_else()


async def linked_in_a_topic(office: Office) -> tuple[Person, int]:
    """Return a group with topics that was linked in one of them, and the topic."""
    office.import_plan(plan(SUBMISSION))
    group = office.stranger("Tổ CCHC", Kind.SUPERGROUP)
    topic = office.world.begin_topic(group.chat.id)
    await group.writes(f"/start {office.link_code(office.add_officer(DOM))}", topic=topic)
    assert office.expects(group, "Đã liên kết chat này").thread == topic
    return group, topic


@on_telegram
async def test_what_is_written_in_a_topic_is_answered_there_and_reminders_come_where_it_was_linked(
    office: Office,
) -> None:
    group, topic = await linked_in_a_topic(office)
    other = office.world.begin_topic(group.chat.id)
    await office.until("2021-09-24 08:00")
    reminder = office.expects(group, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    assert reminder.thread == topic
    await group.writes("/viec", topic=other)
    assert office.expects(group, "1 việc đang mở").thread == other
    await group.writes("/viec")
    assert office.expects(group, "1 việc đang mở").thread is None
    await group.presses("Xong 1", under=reminder)
    assert office.expects(group, "Đã ghi nhận hoàn thành").thread == topic
    office.nothing_else()


@on_telegram
async def test_when_a_topic_is_gone_reminders_come_outside_of_the_topics(office: Office) -> None:
    group, topic = await linked_in_a_topic(office)
    group.chat.topics.discard(topic)
    await office.until("2021-09-24 08:00")
    assert office.expects(group, "Còn 7 ngày làm việc", sent="2021-09-24 07:00").thread is None
    assert office.reasons() == {None}
    office.nothing_else()


@on_telegram
async def test_what_another_chat_did_is_told_where_the_group_was_linked(office: Office) -> None:
    group, topic = await linked_in_a_topic(office)
    hyin = await office.officer_of(DOM, name="Siu Hyin")
    await office.until("2021-09-24 08:00")
    for person in (group, hyin):
        office.expects(person, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    await hyin.writes("xong 1")
    office.expects(hyin, "Đã ghi nhận hoàn thành")
    assert office.expects(group, "đã được Siu Hyin báo hoàn thành").thread == topic
    office.nothing_else()
