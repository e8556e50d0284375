"""What officers and strangers write, and what they are told."""

import pytest
from sqlmodel import select

from bots.channel import Button
from bots.sandbox.chats import Kind
from db.engine import writing
from db.statuses import ItemStatus, Role
from db.tables import Occurrence
from tests.scenarios.office import Office, Person, at, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, on_date, plan

TWO = (SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021")))


async def reminded(office: Office) -> Person:
    """Return the officer of Ia Dom with "Gửi kế hoạch khắc phục" as 1, reminded of it on Monday 27/09."""
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-27 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", "Mã 1", sent="2021-09-24 07:00")
    return dom


def status(office: Office, clause: str = "1") -> str:
    return office.items(clause)[0].occurrence.status.value


async def test_a_code_links_once_and_shows_what_is_open(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    code = office.link_code(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    person, other = office.stranger("Rơ Mah H'Bơ"), office.stranger("Người lạ")

    await person.writes(f"/start {code}")
    office.expects(person, "Đã liên kết chat này với UBND xã Ia Dom (Rơ Mah H'Bơ)", "1) Trước 06/10 – Gửi kế hoạch")
    await other.writes(code)
    office.expects(other, "Mã liên kết không đúng hoặc đã hết hạn")
    await person.writes(f"/start {code}")
    office.expects(person, "Chat này đã liên kết với UBND xã Ia Dom")
    office.nothing_else()


async def test_a_code_ends_after_fifteen_minutes_and_is_not_guessed(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    officer = office.add_officer(DOM)
    code = office.link_code(officer)
    person = office.stranger("Rơ Mah H'Bơ")
    await office.until("2021-09-23 16:15")
    await person.writes(code.lower())
    office.expects(person, "Mã liên kết không đúng hoặc đã hết hạn")

    for _ in range(4):
        await person.writes("ABCDEFGH")
        office.expects(person, "Mã liên kết không đúng hoặc đã hết hạn")
    await person.writes(office.link_code(officer))
    office.expects(person, "Đã thử sai quá nhiều lần", "sau 15 phút")
    await office.until("2021-09-23 16:31")
    await person.writes(office.link_code(officer).lower())
    office.expects(person, "Đã liên kết chat này với UBND xã Ia Dom")
    office.nothing_else()


async def test_viec_lists_what_is_open_with_codes(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("/viec")
    office.expects(dom, "UBND xã Ia Dom: 1 việc đang mở", "1) Trước 06/10 – Gửi kế hoạch khắc phục – chưa đến hạn")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 09:00 27/09/2021 – đúng hạn", "Mã 1: Gửi kế hoạch khắc phục")
    await dom.writes("/viec")
    office.expects(dom, "UBND xã Ia Dom: không có việc nào đang mở trong 30 ngày tới")
    office.nothing_else()


@pytest.mark.parametrize("text", ["xong 1", "XONG 1", "/xong 1", "Xong 1."])
async def test_done_by_text(office: Office, text: str) -> None:
    dom = await reminded(office)
    await dom.writes(text)
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 09:00 27/09/2021 – đúng hạn")
    assert status(office) == "submitted"
    await office.until("2021-12-31 17:00")
    office.nothing_else()


@on_telegram
async def test_done_by_button_and_an_old_button_says_who_did_it_and_when(office: Office) -> None:
    dom = await reminded(office)
    await dom.presses("Xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 09:00 27/09/2021 – đúng hạn", "Mã 1")
    assert dom.chat.bot.unanswered == {}  # the button does not spin

    await office.until("2021-09-28 09:00")
    for label in ("Xong 1", "Đã nhận 1"):
        await dom.presses(label)
        office.expects(dom, "Việc 1 không thay đổi: chờ xác nhận (Cán bộ UBND xã Ia Dom, 09:00 27/09/2021)")
    assert status(office) == "submitted"
    office.nothing_else()


@on_telegram
async def test_an_old_button_is_about_its_own_item_after_the_code_was_given_anew(office: Office) -> None:
    office.import_plan(plan(WEEKLY))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-29 09:00")
    old = office.expects(dom, "(kỳ 30/09/2021)", "Mã 1")
    await dom.writes("xong 1, 2, 3, 4")
    office.expects(dom, "Đã ghi nhận hoàn thành 4 việc")
    with writing(office.engine) as session:
        for row in session.exec(select(Occurrence).where(Occurrence.status == ItemStatus.SUBMITTED)).all():
            row.status = ItemStatus.ACCEPTED
    await office.until("2021-10-27 09:00")
    office.expects(dom, "(kỳ 28/10/2021)", "Mã 5", sent="2021-10-27 07:00")
    await dom.writes("xong 5")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.until("2021-11-03 09:00")
    office.expects(dom, "(kỳ 04/11/2021)", "Mã 1", sent="2021-11-03 07:00")

    await dom.presses("Xong 1", under=old)
    office.expects(dom, "không thay đổi: hoàn thành đúng hạn", "hạn trước 15 giờ thứ Năm 30/09/2021")
    assert [item.occurrence.status.value for item in office.items("2")][:5] == ["accepted"] * 4 + ["submitted"]
    office.nothing_else()


async def reminded_twice(office: Office) -> Person:
    """Return the officer of a commune that owes one thing and was reminded of it seven and three days before."""
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-30 09:00")
    office.expects(dom, "Còn 7 ngày làm việc")
    office.expects(dom, "Còn 3 ngày làm việc")
    return dom


@pytest.mark.parametrize("text", ["chắc là xong 1", "1", "🔔", "việc 1 có báo cáo không ạ", "xong 1 là em về"])
async def test_what_is_not_clear_changes_nothing_and_is_told_what_can_be_answered(office: Office, text: str) -> None:
    dom = await reminded_twice(office)
    await dom.writes(text)
    office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì. Đang có 1 việc:\n1) Trước 06/10", "Trả lời ví dụ: XONG 1")
    assert status(office) == "open"
    office.nothing_else()


@pytest.mark.parametrize("text", ["hoàn thành 1 nhé", "xong phim 1"])
async def test_what_may_mean_done_is_asked_and_changes_nothing_until_it_is_confirmed(office: Office, text: str) -> None:
    dom = await reminded_twice(office)
    await dom.writes(text)
    office.expects(dom, "Xong việc 1: Gửi kế hoạch khắc phục (trước ngày 06/10/2021)? Chưa ghi nhận gì.", "ĐÚNG")
    assert status(office) == "open"
    await dom.writes("không")
    office.expects(dom, "Vâng, chưa ghi nhận gì.")
    assert status(office) == "open"
    await dom.writes(text)
    office.expects(dom, "Xong việc 1")
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    assert status(office) == "submitted"
    office.nothing_else()


@pytest.mark.parametrize(
    "text", ["xong 1?", "xong 1 chưa", "việc 1 là việc gì", "hạn là ngày nào?", "việc 1 có mẫu báo cáo ko chị"]
)
async def test_a_question_about_an_item_is_answered_and_changes_nothing(office: Office, text: str) -> None:
    dom = await reminded(office)
    await dom.writes(text)
    office.expects(
        dom,
        "Việc 1: Gửi kế hoạch khắc phục\nHạn: trước ngày 06/10/2021 (chậm nhất hết giờ làm việc thứ Ba 05/10) – chưa",
        "UBND xã Ia Dom · KH 9/KH-UBND, mục 1",
        "Chưa ghi nhận gì.",
    )
    assert status(office) == "open"
    office.nothing_else()


async def test_a_question_beside_a_report_records_nothing(office: Office) -> None:
    office.import_plan(plan(*TWO))
    dom = await office.officer_of(DOM)
    await dom.writes("/viec")
    office.expects(dom, "2 việc đang mở")
    await dom.writes("xong 1, việc 2 gửi ở đâu ạ?")
    office.expects(dom, "Việc 1: Gửi kế hoạch khắc phục", "Việc 2: Báo cáo quý III", "Chưa ghi nhận gì.")
    assert (status(office), status(office, "2")) == ("open", "open")
    office.nothing_else()


async def test_several_codes_at_once_and_a_code_of_nothing(office: Office) -> None:
    office.import_plan(plan(*TWO))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục")

    await dom.writes("xong 1, 7 và 2")
    office.expects(
        dom,
        "Đã ghi nhận hoàn thành 2 việc lúc 09:00 24/09/2021",
        "1) Gửi kế hoạch khắc phục (trước ngày 06/10/2021) – đúng hạn",
        "2) Báo cáo quý III (trước ngày 08/10/2021) – đúng hạn",
        "Không có việc mã 7 trong chat này nên chưa ghi nhận gì. Xem danh sách: /viec",
    )
    office.nothing_else()


@on_telegram
async def test_another_agencys_button_and_code_do_nothing(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Gửi kế hoạch khắc phục")
    theirs = office.expects(pnon, "Việc của Ia Pnôn", "Mã 1").buttons
    forged = office.world.send(dom.chat, "Chuyển tiếp", theirs)  # a message with their buttons, in our chat
    office.seen(forged)

    await dom.presses("Xong 1", under=forged)
    office.expects(dom, "Nút này không phải của một việc trong chat này nên chưa ghi nhận gì", "/viec")
    await dom.writes("xong 2")
    answer = office.expects(dom, "Không có việc mã 2 trong chat này nên chưa ghi nhận gì")
    assert "Pnôn" not in answer.text
    assert status(office, "2") == "open"
    office.nothing_else()


@on_telegram
async def test_a_button_edited_by_hand_does_nothing(office: Office) -> None:
    dom = await reminded(office)
    for command in ("xong #999999", "xóa #1", "xong 1; drop", "\u0000"):
        forged = office.world.send(dom.chat, "?", [[Button(label="?", command=command)]])
        office.seen(forged)
        await dom.presses("?", under=forged)
        office.expects(dom, "chưa ghi nhận gì")
    assert status(office) == "open"
    office.nothing_else()


async def test_a_stranger_learns_nothing(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    stranger = office.stranger("Người lạ")
    group = office.stranger("Nhóm lạ", Kind.GROUP)
    for person in (stranger, group):
        for text in ("/start", "/viec", "/quahan", "xong 1", "xin chào"):
            await person.writes(text)
            office.expects(person, "Chat này chưa liên kết với cơ quan nào. Gửi mã liên kết 8 ký tự")
    assert status(office) == "open"
    office.nothing_else()


async def test_a_group_of_an_agency_shows_only_that_agency(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)))
    group = await office.link(office.add_officer(DOM), kind=Kind.GROUP)
    await office.until("2021-10-08 09:00")
    sent = ["2021-09-24", "2021-09-30", "2021-10-04", "2021-10-05", "2021-10-06", "2021-10-07"]
    for day in sent:
        office.expects(group, "Gửi kế hoạch khắc phục", "UBND xã Ia Dom", sent=f"{day} 07:00")
    for command in ("/viec@nhachan_thu_bot", "/quahan", "/quahan Ia Pnôn", "/saphan 10", "/tiendo"):
        await group.writes(command)
        answer = office.expects(group)
        assert "Việc của Ia Pnôn" not in answer.text
        assert "UBND xã Ia Pnôn" not in answer.text

    await group.writes("xong 1")
    office.expects(group, "Đã ghi nhận hoàn thành lúc 09:00 08/10/2021 – quá hạn")
    assert status(office, "2") == "open"
    office.nothing_else()


async def test_who_sees_several_agencies_may_not_link_a_group(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    group = office.stranger("Nhóm huyện", Kind.GROUP)
    code = office.link_code(office.add_officer("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen"))
    await group.writes(f"/start {code}")
    office.expects(group, "không dùng trong nhóm")
    await group.writes("/quahan")
    office.expects(group, "Chat này chưa liên kết")
    office.nothing_else()


@on_telegram
async def test_a_group_that_becomes_a_supergroup_is_followed(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    group = await office.link(office.add_officer(DOM), kind=Kind.GROUP)
    office.world.migrate(group.chat.id, is_told=False)

    await office.until("2021-09-24 08:00")
    office.expects(group, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-24 07:00")
    await group.writes("xong 1")
    office.expects(group, "Đã ghi nhận hoàn thành")
    office.nothing_else()


async def test_an_update_delivered_twice_is_acted_on_once(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.restarts_before_confirming(dom)
    await office.until("2021-09-27 10:00")
    completed = office.items("1")[0].occurrence.completed_at
    assert completed is not None
    assert completed < at("2021-09-27 09:01")
    office.nothing_else()


async def test_two_chats_of_one_agency_are_both_reminded_and_the_first_answer_settles_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    one = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    two = await office.officer_of(DOM, name="Siu Thủy")
    await office.until("2021-09-24 09:00")
    for person in (one, two):
        office.expects(person, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", "Mã 1", sent="2021-09-24 07:00")
    await one.chooses("Xong 1", "xong 1")
    office.expects(one, "Đã ghi nhận hoàn thành lúc 09:00 24/09/2021")
    office.expects(two, "Việc 1 đã được Rơ Mah H'Bơ báo hoàn thành lúc 09:00 24/09/2021: Gửi kế hoạch khắc phục.")
    await two.chooses("Xong 1", "xong 1")
    office.expects(two, "Việc 1 không thay đổi: chờ xác nhận (Rơ Mah H'Bơ, 09:00 24/09/2021)")
    await office.until("2021-12-31 17:00")
    office.nothing_else()
