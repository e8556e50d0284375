"""People come, go and stand in for each other: who is told, who may answer, and what the story of an item says."""

import pytest

from bots.sandbox.chats import Kind
from db.audit import By
from db.engine import writing
from db.statuses import Role
from db.tables import Officer
from reminders.agencies.loading import load_agencies
from reminders.people.moving import move_officer, remove_officer
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, NAN, PNON, SUBMISSION, duty, on_date, plan


async def test_the_story_of_an_item_says_who_of_a_group_answered(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    group = await office.link(office.add_officer(DOM, name="Nhóm Ia Dom"), kind=Kind.GROUP)
    await office.until("2021-09-24 09:00")
    office.expects(group, "Mã 1")
    await group.writes("nhận 1", by="Rơ Mah\nH'Bơ\u202e")
    office.expects(group, "đã nhận việc 1")
    await group.writes("/visao 1", by="Siu Hyin")
    office.expects(group, "Rơ Mah H'Bơ trong nhóm của Nhóm Ia Dom (UBND xã Ia Dom) đã nhận việc")
    office.nothing_else()


async def test_who_gives_up_a_chat_is_told_nothing_more_and_the_coordinator_hears_of_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    desk = await office.coordinator()
    number = office.add_officer(DOM, name="Rơ Mah H'Bơ")
    dom = await office.link(number)
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Mã 1")

    await dom.writes("thôi nhận tin")
    office.expects(dom, "Thôi nhận tin của UBND xã Ia Dom (Rơ Mah H'Bơ) trong chat này? Chưa thay đổi gì.")
    await dom.writes("nhận 1")
    office.expects(dom, "đã nhận việc 1")
    await dom.writes("đồng ý hủy liên kết")
    office.expects(dom, "Đã hủy liên kết")
    office.expects(desk, "UBND xã Ia Dom không còn ai nhận tin: Rơ Mah H'Bơ vừa thôi nhận.", "Gửi kế hoạch khắc phục")
    await dom.writes("xong 1")
    office.expects(dom, "Chat này chưa liên kết")

    await dom.writes(f"/start {office.link_code(number)}")
    office.expects(dom, "Đã liên kết chat này với UBND xã Ia Dom", "1) ")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    office.nothing_else()


async def test_a_colleague_is_told_what_waited_for_a_chat_that_was_given_up_by_a_button(office: Office) -> None:
    await office.until("2021-09-23 20:00")
    office.import_plan(plan(duty("1", "Gửi kế hoạch khắc phục", on_date("28/09/2021"))))
    desk = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")
    first = await office.officer_of(DOM)
    await first.writes("/huylienket")
    office.expects(first, "Chưa thay đổi gì")
    await first.chooses("Hủy liên kết", "đồng ý hủy liên kết")
    office.expects(first, "Đã hủy liên kết")
    office.expects(desk, "không còn ai nhận tin")
    second = await office.officer_of(DOM)
    await office.until("2021-09-24 07:05")
    office.expects(second, "Còn 1 ngày làm việc", sent="2021-09-24 07:00")
    office.expects_digests(desk, "2021-09-24", "2021-09-24", "1 việc đến hạn trong 7 ngày tới")
    assert "the chat was unlinked" in office.reasons()
    office.nothing_else()


def moves(office: Office, officer: int, key: str) -> None:
    """Move an officer to the agency with this key, as the command line does."""
    with writing(office.engine) as session:
        [agency] = [one for one in load_agencies(session).by_id.values() if one.key == key]
        person = session.get_one(Officer, officer)
        move_officer(session, person, agency, By(actor="cli", now=office.now), role=Role.OFFICER, scope=None)


async def test_the_chats_of_who_moves_follow_and_the_old_agency_is_reported(office: Office) -> None:
    await office.until("2021-09-23 20:00")
    office.import_plan(
        plan(
            duty("1", "Gửi kế hoạch khắc phục", on_date("28/09/2021")),
            duty("2", "Báo cáo của Ia Nan", on_date("28/09/2021"), lead=NAN),
        )
    )
    desk = await office.coordinator()
    number = office.add_officer(DOM, name="Rơ Mah H'Bơ")
    bo = await office.link(number)
    group = await office.link(number, kind=Kind.GROUP)
    moves(office, number, NAN)
    await office.until("2021-09-24 08:00")
    office.expects(bo, "Từ hôm nay chat này thuộc UBND xã Ia Nan (Rơ Mah H'Bơ), thôi nhận tin của UBND xã Ia Dom.")
    office.expects(group, "Đã hủy liên kết")
    office.expects(desk, "UBND xã Ia Dom không còn ai nhận tin: Rơ Mah H'Bơ vừa thôi nhận.")
    office.expects(bo, "Báo cáo của Ia Nan", "Mã 2 · UBND xã Ia Nan", sent="2021-09-24 07:00")
    office.expects(desk, "Không gửi được nhắc hạn cho UBND xã Ia Dom")
    await bo.writes("xong 1")  # that was shown for a task of Ia Dom
    office.expects(bo, "Không có việc mã 1")
    await bo.writes("xong 2")
    office.expects(bo, "Đã ghi nhận hoàn thành", "Báo cáo của Ia Nan")
    moves(office, number, DOM)
    await office.until("2021-09-24 08:01")
    office.expects(bo, "Từ hôm nay chat này thuộc UBND xã Ia Dom")
    office.expects(bo, "Gửi kế hoạch khắc phục", "Mã 1 · UBND xã Ia Dom")
    await desk.writes("/visao 1")
    office.expects(desk, "Không có việc mã 1")
    await desk.writes("/choduyet")
    office.expects(desk, "Báo cáo của Ia Nan")
    await desk.writes("/visao 1")
    office.expects(desk, "Rơ Mah H'Bơ (UBND xã Ia Nan) báo hoàn thành")
    assert "the officer moved to another agency" in office.reasons()
    assert office.items("1")[0].occurrence.status.value == "open"
    office.nothing_else()


async def test_who_left_the_service_is_a_stranger_and_stays_in_the_story(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    number = office.add_officer(DOM, name="Rơ Mah H'Bơ")
    bo, hyin = await office.link(number), await office.link(office.add_officer(DOM, name="Siu Hyin"))
    await office.until("2021-09-24 08:00")
    office.seen(*bo.chat.messages, *hyin.chat.messages)
    await bo.writes("nhận 1")
    office.expects(bo, "đã nhận việc 1")
    code = office.link_code(number)
    with writing(office.engine) as session:
        remove_officer(session, session.get_one(Officer, number), By(actor="cli", now=office.now))
    await office.until("2021-09-24 08:01")
    office.expects(bo, "Đã hủy liên kết")
    await bo.writes(f"/start {code}")
    office.expects(bo, "Mã liên kết không đúng hoặc đã hết hạn")
    await hyin.writes("/visao 1")
    office.expects(hyin, "Rơ Mah H'Bơ (UBND xã Ia Dom) đã nhận việc")
    office.nothing_else()


@pytest.mark.parametrize(
    "form", ["{0} {1}", "{0}-{1}.", "Mã: {0}{1}", "mã của em là {0}-{1} ạ", "https://t.me/nhachan_thu_bot?start={0}{1}"]
)
async def test_a_code_links_as_people_send_it(office: Office, form: str) -> None:
    office.import_plan(plan(SUBMISSION))
    number = office.add_officer(DOM, name="Rơ Mah H'Bơ")
    person = office.stranger("Rơ Mah H'Bơ")
    code = office.link_code(number)
    await person.writes(form.format(code[:4], code[4:]))
    office.expects(person, "Đã liên kết chat này", "Rơ Mah H'Bơ")
    office.nothing_else()


async def test_whoever_is_linked_is_asked_about_a_link_and_says_other_things_with_eight_letters(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    code = office.link_code(office.add_officer(PNON, name="Siu Hyin"))
    await dom.writes(f"https://t.me/nhachan_thu_bot?start={code}")
    office.expects(dom, "Thêm vai: Siu Hyin, UBND xã Ia Pnôn, bên cạnh UBND xã Ia Dom (Rơ Mah H'Bơ)? Chưa thay đổi gì.")
    await dom.writes("https://t.me/nhachan_thu_bot?start=ABCD2345")
    office.expects(dom, "Chat này đã liên kết với UBND xã Ia Dom (Rơ Mah H'Bơ); mã vừa gửi chưa được dùng.")
    await dom.writes("mã của em là ABCD-EFGH ạ")
    office.expects(dom, "Chưa rõ ý")
    other = office.stranger("Siu Hyin")
    await other.writes(code)
    office.expects(other, "Đã liên kết chat này", "Siu Hyin")
    office.nothing_else()
