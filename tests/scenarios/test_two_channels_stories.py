"""Telegram and Zalo side by side: each is enough, none stops the other, nobody is told twice."""

import pytest
from sqlmodel import select

from bots.channel import Incoming
from bots.sandbox.chats import Kind
from bots.sandbox.faults import FaultKind
from db.engine import reading, writing
from db.tables import Officer
from reminders.delivery.fallback import PATIENCE
from tests.scenarios.office import Office, Person, at
from tests.scenarios.small_plans import DOM, LANG, PNON, SUBMISSION, duty, on_date, plan

THEIRS = duty("3", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)
BOTH = [("telegram", "zalo"), ("zalo", "telegram")]


async def on_two(office: Office, first: str, second: str) -> tuple[Person, Person]:
    """Return the two chats of one officer of Ia Dom; the first one linked is preferred."""
    officer = office.add_officer(DOM, name="Rơ Mah H'Bơ")
    return await office.link(officer, channel=first), await office.link(officer, channel=second)


async def test_the_first_of_two_officers_to_answer_settles_it_and_the_other_is_told(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    one = await office.link(office.add_officer(DOM, name="Rơ Mah H'Bơ"), channel="zalo")
    two = await office.link(office.add_officer(DOM, name="Siu Thủy"), channel="telegram")
    await office.until("2021-09-24 09:00")
    for person in (one, two):
        office.expects(person, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", "Mã 1", sent="2021-09-24 07:00")

    await one.writes("xong 1")
    office.expects(one, "Đã ghi nhận hoàn thành lúc 09:00 24/09/2021 – đúng hạn")
    office.expects(two, "Việc 1 đã được Rơ Mah H'Bơ báo hoàn thành lúc 09:00 24/09/2021: Gửi kế hoạch khắc phục.")
    await two.chooses("Xong 1", "xong 1")
    office.expects(two, "Việc 1 không thay đổi: chờ xác nhận (Rơ Mah H'Bơ, 09:00 24/09/2021)")
    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_who_was_not_reminded_is_not_told(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    one = await office.link(office.add_officer(DOM), channel="zalo")
    await office.until("2021-09-24 09:00")
    office.expects(one, "Còn 7 ngày làm việc")
    await office.link(office.add_officer(DOM, name="Siu Thủy"), channel="telegram")

    await one.writes("xong 1")
    office.expects(one, "Đã ghi nhận hoàn thành")
    office.nothing_else()


@pytest.mark.parametrize(("first", "second"), BOTH)
async def test_notices_go_to_the_preferred_chat_and_an_answer_counts_from_either(
    two_channels: Office, first: str, second: str
) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    preferred, other = await on_two(office, first, second)
    await office.until("2021-09-24 09:00")
    office.expects(preferred, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")

    await other.writes("/viec")
    office.expects(other, "1) Trước 06/10 – Gửi kế hoạch khắc phục")
    await other.writes("xong 1")
    office.expects(other, "Đã ghi nhận hoàn thành lúc 09:00 24/09/2021 – đúng hạn")
    office.expects(preferred, "Việc 1 đã được Rơ Mah H'Bơ báo hoàn thành lúc 09:00 24/09/2021")
    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_another_channel_can_be_preferred_later(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    _, zalo = await on_two(office, "telegram", "zalo")
    with writing(office.engine) as session:
        session.exec(select(Officer)).one().preferred_channel = "zalo"
    await office.until("2021-09-24 09:00")
    office.expects(zalo, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.nothing_else()


@pytest.mark.parametrize(("down", "up"), BOTH)
async def test_an_hour_without_one_channel_delays_nothing_on_the_other_and_repeats_nothing(
    two_channels: Office, down: str, up: str
) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION, THEIRS, duty("4", "Việc của Ia Lang", on_date("06/10/2021"), lead=LANG)))
    preferred, other = await on_two(office, down, up)
    pnon = await office.link(office.add_officer(PNON), channel=up)
    lang = await office.link(office.add_officer(LANG), channel=down)
    office.is_down(down)
    await office.until("2021-09-24 08:00")
    office.world.faults.clear()
    await office.until("2021-09-24 17:00")

    assert office.expects(pnon, "Việc của Ia Pnôn").sent_at == at("2021-09-24 07:00")
    assert office.expects(other, "Còn 7 ngày làm việc: Gửi kế hoạch").sent_at == at("2021-09-24 07:00") + PATIENCE
    assert at("2021-09-24 08:00") <= office.expects(lang, "Việc của Ia Lang").sent_at <= at("2021-09-24 08:05")
    assert "told on the officer's other channel" in office.reasons()
    assert not [message for message in preferred.chat.messages if "Còn 7" in message.text]
    office.nothing_else()


@pytest.mark.parametrize(("down", "up"), BOTH)
async def test_what_is_due_today_or_late_does_not_wait_for_a_channel_to_return(
    two_channels: Office, down: str, up: str
) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    _, other = await on_two(office, down, up)
    await office.until("2021-10-04 17:00")
    office.seen(*office.world.sent())
    office.is_down(down)

    await office.until("2021-10-07 12:00")
    for words, day in (("Hôm nay đến hạn", "05"), ("đôn đốc lần 1", "06"), ("đôn đốc lần 2", "07")):
        office.expects(other, words, sent=f"2021-10-{day} 07:00")
    office.world.faults.clear()
    await office.until("2021-10-07 17:00")
    office.nothing_else()


async def test_a_preferred_chat_that_is_gone_is_followed_by_the_other_at_once(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    desk = await office.coordinator()
    preferred, other = await on_two(office, "zalo", "telegram")
    preferred.blocks_the_bot()

    await office.until("2021-09-24 12:00")
    office.expects(other, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(desk, "chat của Rơ Mah H'Bơ không nhận tin nữa")
    office.nothing_else()


async def test_a_quota_of_zalo_holds_up_zalo_for_a_minute_and_telegram_not_at_all(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION, THEIRS))
    dom = await office.link(office.add_officer(DOM), channel="zalo")
    pnon = await office.link(office.add_officer(PNON), channel="telegram")
    office.misbehaves(FaultKind.TOO_FAST, to=dom)

    await office.until("2021-09-24 12:00")
    assert office.expects(dom, "Còn 7 ngày làm việc").sent_at == at("2021-09-24 07:01")
    assert office.expects(pnon, "Còn 7 ngày làm việc").sent_at == at("2021-09-24 07:00")
    office.nothing_else()


async def test_a_sticker_is_answered_in_one_line_and_in_a_group_not_at_all(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    person = await office.officer_of(DOM)
    group = await office.link(office.add_officer(DOM), kind=Kind.GROUP)
    for update_id, chat in enumerate((person.chat, group.chat)):
        sticker = Incoming(
            channel=chat.bot.channel,
            update_id=f"sticker {update_id}",
            chat_id=chat.id,
            text="",
            sent_at=None,
            is_group=chat is group.chat,
        )
        await office.service.receive(sticker)
    await office.until("2021-09-23 16:30")
    office.expects(person, "Hệ thống không đọc được loại tin này nên chưa ghi nhận gì.")
    office.nothing_else()


async def test_a_code_typed_on_zalo_links_and_the_same_code_links_no_second_chat(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    officer = office.add_officer(DOM)
    code = office.link_code(officer)
    zalo, telegram = office.stranger("Bơ", channel="zalo"), office.stranger("Bơ", channel="telegram")
    await zalo.writes(f" {code.lower()} ")
    office.expects(zalo, "Đã liên kết chat này với UBND xã Ia Dom")
    await telegram.writes(f"/start {code}")
    office.expects(telegram, "Mã liên kết không đúng hoặc đã hết hạn")
    with reading(office.engine) as session:
        assert session.get_one(Officer, officer).preferred_channel == "zalo"
    office.nothing_else()
