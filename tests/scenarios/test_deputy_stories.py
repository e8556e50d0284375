"""Somebody stands in for a while: only the deputy is told then, may answer, and the story of an item says so."""

from datetime import date

from sqlmodel import select

from bots.sandbox.chats import Kind
from bots.sandbox.files import ChatFile
from db.audit import By
from db.engine import writing
from db.statuses import Role
from db.tables import Officer
from reminders.people.deputies import name_deputy
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, NAN, SUBMISSION, duty, on_date, plan


async def bo_and_hyin(office: Office, *, kind: Kind = Kind.PRIVATE) -> tuple[Person, Person]:
    """Return the linked officers of Ia Dom, which owes something, and of Ia Nan, which does not."""
    bo = await office.link(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    return bo, await office.link(office.add_officer(NAN, name="Siu Hyin"), kind=kind)


def stands_in(office: Office, deputy: str, officer: str, since: date, until: date) -> None:
    """Have somebody stand in until a day (exclusive), as the absent officer does."""
    with writing(office.engine) as session:
        named = {one.name: one for one in session.exec(select(Officer)).all()}
        absent = named[officer]
        by = By(actor=f"officer:{absent.id}", now=office.now)
        assert name_deputy(session, absent, named[deputy], by, since=since, until=until) is None


async def test_a_deputy_of_another_agency_is_told_and_answers_during_the_period_only(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    bo, hyin = await bo_and_hyin(office)
    await office.until("2021-09-24 09:00")
    office.expects(bo, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")

    await bo.writes("/ủy quyền hyin từ 29/09 đến 30/09")
    office.expects(bo, "Đã ghi: Siu Hyin (UBND xã Ia Nan) thay Rơ Mah H'Bơ từ 29/09/2021 đến hết 30/09/2021.")
    office.expects(hyin, "Siu Hyin (UBND xã Ia Nan) thay Rơ Mah H'Bơ (UBND xã Ia Dom) từ 29/09/2021", "1 việc đang mở")
    await hyin.writes("/viec")
    assert "Ia Dom" not in office.expects(hyin, "UBND xã Ia Nan: không có việc").text

    await office.until("2021-09-30 09:00")
    office.expects(hyin, "Còn 3 ngày làm việc", "UBND xã Ia Dom", sent="2021-09-30 07:00")
    await hyin.writes("/viec")
    office.expects(hyin, "UBND xã Ia Nan: không có việc", "UBND xã Ia Dom: 1 việc đang mở")
    await hyin.writes("xong 1, số 45/BC-UBND")
    office.expects(hyin, "Đã ghi nhận hoàn thành", "số 45/BC-UBND")
    office.expects(bo, "Siu Hyin (thay Rơ Mah H'Bơ)")
    await hyin.writes("/visao 1")
    office.expects(hyin, "Siu Hyin (UBND xã Ia Nan) thay Rơ Mah H'Bơ báo hoàn thành: văn bản số 45/BC-UBND")

    await office.until("2021-10-01 09:00")
    for text in ("/visao 1", "nhận 1"):
        await hyin.writes(text)
        office.expects(hyin, "Không có việc mã 1")
    office.nothing_else()


async def test_a_file_that_a_deputy_sends_is_told_as_sent_in_the_officers_place(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    _, hyin = await bo_and_hyin(office)
    stands_in(office, "Siu Hyin", "Rơ Mah H'Bơ", date(2021, 9, 23), date(2021, 9, 25))
    await office.until("2021-09-23 16:05")
    office.expects(hyin, "Siu Hyin (UBND xã Ia Nan) thay Rơ Mah H'Bơ (UBND xã Ia Dom)")
    await hyin.writes("/viec")
    office.expects(hyin, "UBND xã Ia Nan: không có việc", "UBND xã Ia Dom: 1 việc đang mở")
    await hyin.sends("tệp 1", ChatFile(name="anh.jpg", content=b"anh", media_type="image/jpeg"))
    office.expects(hyin, "Đã lưu 1 tệp minh chứng cho việc 1")
    await hyin.writes("/visao 1")
    office.expects(hyin, "Siu Hyin (UBND xã Ia Nan) thay Rơ Mah H'Bơ gửi tệp minh chứng: (không tên)")
    office.nothing_else()


async def test_what_waited_for_a_deputy_goes_to_the_officer_when_the_period_is_over(office: Office) -> None:
    await office.until("2021-09-30 20:00")
    office.import_plan(plan(duty("1", "Gửi kế hoạch khắc phục", on_date("04/10/2021"))))
    bo, hyin = await bo_and_hyin(office)
    stands_in(office, "Siu Hyin", "Rơ Mah H'Bơ", date(2021, 9, 28), date(2021, 10, 1))
    await office.until("2021-10-01 08:00")
    office.expects(hyin, "thay Rơ Mah H'Bơ")
    office.expects(bo, "Gửi kế hoạch khắc phục", sent="2021-10-01 07:00")
    office.nothing_else()


async def test_what_waited_for_an_officer_goes_to_the_deputy_when_the_period_begins(office: Office) -> None:
    await office.until("2021-09-30 20:00")
    office.import_plan(plan(duty("1", "Gửi kế hoạch khắc phục", on_date("04/10/2021"))))
    _, hyin = await bo_and_hyin(office)
    stands_in(office, "Siu Hyin", "Rơ Mah H'Bơ", date(2021, 10, 1), date(2021, 10, 2))
    await office.until("2021-10-01 08:00")
    office.expects(hyin, "thay Rơ Mah H'Bơ")
    office.expects(hyin, "Gửi kế hoạch khắc phục", "UBND xã Ia Dom", sent="2021-10-01 07:00")
    assert "the officer does not answer for this agency now" in office.reasons()
    office.nothing_else()


async def test_a_deputy_who_cannot_be_reached_silences_nobody(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    bo = await office.link(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    office.add_officer(NAN, name="Siu Hyin")
    await bo.writes("/uyquyen 2 đến 30/09")
    office.expects(bo, "Người thay chưa liên kết chat nên tin nhắc việc vẫn gửi cho Rơ Mah H'Bơ.")
    await office.until("2021-09-24 08:00")
    office.expects(bo, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    await bo.writes("/uyquyen")
    office.expects(bo, "từ 23/09/2021 đến hết 30/09/2021, nhưng chưa liên kết chat.")
    await bo.writes("/uyquyen thôi")
    office.expects(bo, "Đã kết thúc làm thay: Siu Hyin (UBND xã Ia Nan) không còn thay Rơ Mah H'Bơ")
    await bo.writes("/uyquyen")
    office.expects(bo, "Chưa có ai thay Rơ Mah H'Bơ")
    office.nothing_else()


async def test_a_group_of_the_deputys_agency_sees_nothing_of_another_agency(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    bo, group = await bo_and_hyin(office, kind=Kind.GROUP)
    stands_in(office, "Siu Hyin", "Rơ Mah H'Bơ", date(2021, 9, 23), date(2021, 10, 1))
    await office.until("2021-09-24 08:00")
    office.expects(bo, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    await group.writes("/viec")
    assert "Ia Dom" not in office.expects(group, "UBND xã Ia Nan: không có việc").text
    await group.writes("/uyquyen 1 đến 30/09")
    office.expects(group, "Trong nhóm không ủy quyền được.")
    office.nothing_else()


async def test_the_deputy_of_the_coordinator_decides_in_their_place(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    desk = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Trần Thị Bình")
    bo, hyin = await bo_and_hyin(office)
    await office.until("2021-09-24 08:00")
    office.expects(bo, "Mã 1", sent="2021-09-24 07:00")
    await bo.writes("xong 1")
    office.expects(bo, "Đã ghi nhận hoàn thành")
    await hyin.writes("/choduyet")
    office.expects(hyin, "Lệnh này dành cho đơn vị đầu mối")

    await desk.writes("/uyquyen Siu Hyin đến 30/09")
    office.expects(desk, "Đã ghi: Siu Hyin (UBND xã Ia Nan) thay Trần Thị Bình")
    office.expects(hyin, "thay Trần Thị Bình (Phòng Nội vụ)")
    await hyin.writes("/choduyet")
    office.expects(hyin, "1) ", "Gửi kế hoạch khắc phục")
    await hyin.writes("trả lại 1 thiếu phụ lục")
    office.expects(hyin, "Đã trả lại")
    office.expects(bo, "thiếu phụ lục")
    await hyin.writes("/visao 1")
    office.expects(hyin, "Siu Hyin (UBND xã Ia Nan) thay Trần Thị Bình trả lại: thiếu phụ lục")
    office.nothing_else()


async def test_the_deputy_of_the_coordinator_gets_the_digests_of_the_period_instead(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    desk = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Trần Thị Bình")
    bo, hyin = await bo_and_hyin(office)
    stands_in(office, "Siu Hyin", "Trần Thị Bình", date(2021, 9, 30), date(2021, 10, 2))
    await office.until("2021-10-04 08:00")
    office.seen(*bo.chat.messages)
    office.expects_digests(desk, "2021-09-29", "2021-09-29", "1 việc đến hạn trong 7 ngày tới")
    office.expects(hyin, "thay Trần Thị Bình (Phòng Nội vụ) từ 30/09/2021 đến hết 01/10/2021")
    office.expects_digests(hyin, "2021-09-30", "2021-10-01", "1 việc đến hạn trong 7 ngày tới")
    office.expects_digests(desk, "2021-10-04", "2021-10-04", "1 việc đến hạn trong 7 ngày tới")
    office.nothing_else()
