"""People come, go and stand in for each other: who is told, who may answer, and what the story of an item says."""

from office import Office, on_both_channels
from small_plans import DOM, SUBMISSION, duty, on_date, plan

from bots.sandbox.state import Kind
from db.statuses import Role


@on_both_channels
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


@on_both_channels
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
    await first.presses("Hủy liên kết")
    office.expects(first, "Đã hủy liên kết")
    office.expects(desk, "không còn ai nhận tin")
    second = await office.officer_of(DOM)
    await office.until("2021-09-24 07:05")
    office.expects(second, "Còn 1 ngày làm việc", sent="2021-09-24 07:00")
    assert "the chat was unlinked" in office.reasons()
    office.nothing_else()
