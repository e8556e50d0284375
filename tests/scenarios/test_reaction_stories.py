"""Signs under a reminder: 👍 is "seen" of all its items, ✅ asks, one that is taken away changes nothing."""

import pytest

from bots.sandbox.chats import Kind, Message
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

DAY = on_date("06/10/2021")
THREE = [SUBMISSION, duty("2", "Lập danh sách hộ nghèo", DAY), duty("3", "Rà soát thủ tục", DAY)]

pytestmark = on_telegram


async def reminded(office: Office, *duties: str, kind: Kind = Kind.PRIVATE) -> tuple[Person, Message]:
    """Return an officer or a group, and the first reminder they got."""
    office.import_plan(plan(*duties))
    dom = await office.link(office.add_officer(DOM, name="Rơ Mah H'Bơ"), kind=kind)
    await office.until("2021-09-24 08:00")
    return dom, office.expects(dom, sent="2021-09-24 07:00")


def statuses(office: Office, *clauses: str) -> list[str]:
    return [office.items(clause)[0].occurrence.status.value for clause in clauses]


@pytest.mark.parametrize("sign", ["👍", "❤", "👍🏽"])
async def test_a_thumb_says_that_the_item_was_seen(office: Office, sign: str) -> None:
    dom, reminder = await reminded(office, SUBMISSION)
    await dom.reacts(sign, reminder)
    office.expects(dom, "đã nhận việc 1", "Gửi kế hoạch khắc phục")
    assert statuses(office, "1") == ["acknowledged"]
    office.world.react(dom.chat.id, reminder.id, "")
    await dom.reacts(sign, reminder)
    assert statuses(office, "1") == ["acknowledged"]
    office.nothing_else()


async def test_a_thumb_under_several_items_says_it_of_all_that_are_open(office: Office) -> None:
    dom, reminder = await reminded(office, *THREE)
    await dom.writes("xong 2")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await dom.reacts("👍", reminder)
    office.expects(dom, "đã nhận 2 việc", "1) Gửi kế hoạch khắc phục", "3) Rà soát thủ tục")
    assert statuses(office, "1", "2", "3") == ["acknowledged", "submitted", "acknowledged"]
    office.nothing_else()


async def test_a_tick_asks_whether_the_item_is_done(office: Office) -> None:
    dom, reminder = await reminded(office, SUBMISSION)
    await dom.reacts("✅", reminder)
    question = office.expects(dom, "việc 1: Gửi kế hoạch khắc phục", "Chưa ghi nhận gì.", "Trả lời ĐÚNG")
    assert statuses(office, "1") == ["open"]
    await dom.presses("Đúng", under=question)
    office.expects(dom, "Đã ghi nhận hoàn thành")
    assert statuses(office, "1") == ["submitted"]
    await dom.reacts("💯", reminder)
    office.nothing_else()


async def test_a_tick_under_several_items_asks_which(office: Office) -> None:
    dom, reminder = await reminded(office, *THREE)
    await dom.writes("xong 2")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await dom.reacts("✅", reminder)
    question = office.expects(dom, "việc nào? Chưa ghi nhận gì", "– Gửi kế hoạch khắc phục", "– Rà soát thủ tục")
    assert "2)" not in question.text
    assert statuses(office, "1", "2", "3") == ["open", "submitted", "open"]
    await dom.presses("Xong 3", under=question)
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 3")
    office.nothing_else()


@pytest.mark.parametrize("sign", ["👎", "🔥", "😢"])
async def test_other_signs_say_nothing(office: Office, sign: str) -> None:
    dom, reminder = await reminded(office, SUBMISSION)
    await dom.reacts(sign, reminder)
    assert statuses(office, "1") == ["open"]
    office.nothing_else()


async def test_a_sign_under_something_else_says_nothing(office: Office) -> None:
    dom, _ = await reminded(office, SUBMISSION)
    await dom.writes("/viec")
    listed = office.expects(dom, "1 việc đang mở")
    await dom.reacts("👍", listed)
    await dom.reacts("👍", dom.chat.messages[0])
    stranger = office.stranger("Người lạ")
    await stranger.writes("xin chào")
    office.expects(stranger, "Chat này chưa liên kết")
    await stranger.reacts("👍", stranger.chat.messages[0])
    assert statuses(office, "1") == ["open"]
    office.nothing_else()


async def test_a_sign_is_of_the_items_of_that_chat_only(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc của Ia Pnôn", DAY, lead=PNON)))
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    pnon = await office.officer_of(PNON, name="Siu Hyin")
    await office.until("2021-09-24 08:00")
    reminder, _ = office.expects(dom), office.expects(pnon)
    await dom.reacts("👍", reminder)
    office.expects(dom, "đã nhận việc 1")
    assert statuses(office, "1", "2") == ["acknowledged", "open"]
    office.nothing_else()


async def test_in_a_group_a_member_reacts_where_the_bot_is_an_administrator(office: Office) -> None:
    group, reminder = await reminded(office, SUBMISSION, kind=Kind.GROUP)
    office.world.react(group.chat.id, reminder.id, "👍", "Siu Hyin")
    assert group.chat.bot.events == []
    group.chat.has_administrator = True
    await group.reacts("❤", reminder)
    office.expects(group, "đã nhận việc 1")
    office.nothing_else()
