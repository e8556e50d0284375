"""One person of an agency is responsible for a duty: reminded first, the others on escalation or absence."""

from datetime import date

from bots.sandbox.chats import Kind
from db.audit import By
from db.engine import writing
from db.statuses import Role
from db.tables import Officer
from reminders.people.moving import remove_officer
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, NAN, SUBMISSION, WEEKLY, duty, on_date, plan
from tests.scenarios.test_deputy_stories import stands_in

LATER = plan(duty("1", "Gửi kế hoạch khắc phục", on_date("15/10/2021")))
"""Before 15/10/2021, a Friday: reminded 05/10, 11/10, 13/10, 14/10, chased from 15/10 on."""


async def three(office: Office) -> tuple[Person, Person, Person]:
    """Return the linked officers of Ia Dom, Hoa and Tuấn, and its head."""
    hoa = await office.link(office.add_officer(DOM, name="Nguyễn Thị Hoa"))
    tuan = await office.link(office.add_officer(DOM, name="Kpă Tuấn"))
    return hoa, tuan, await office.officer_of(DOM, Role.HEAD, name="Siu Blah")


async def entrusted(office: Office, by: Person, to: Person) -> None:
    """Have somebody look at the open items and name who is responsible for the first."""
    await by.writes("/viec")
    office.expects(by, "UBND xã Ia Dom: 1 việc đang mở", "1) ")
    await by.writes(f"đ/c {to.name} phụ trách việc 1")
    office.expects(by, f"Đã ghi: {to.name} phụ trách việc 1 và các kỳ sau: Gửi kế hoạch khắc phục")
    if by is not to:
        office.expects(to, "Anh/chị được giao phụ trách việc của UBND xã Ia Dom: Gửi kế hoạch khắc phục", by.name)


async def test_who_is_responsible_is_reminded_first_and_all_when_it_escalates(office: Office) -> None:
    office.import_plan(LATER)
    hoa, tuan, head = await three(office)
    await office.until("2021-10-01 09:00")
    await entrusted(office, head, hoa)
    await tuan.writes("/viec")
    office.expects(tuan, "Gửi kế hoạch khắc phục – chưa đến hạn (Nguyễn Thị Hoa phụ trách)")

    await office.until("2021-10-18 09:00")
    for day, words in [
        ("05", "Còn 7 ngày làm việc"),
        ("11", "Còn 3 ngày làm việc"),
        ("13", "Còn 1 ngày làm việc"),
        ("14", "Hôm nay"),
        ("15", "đôn đốc lần 1"),
        ("18", "đôn đốc lần 2"),
    ]:
        office.expects(hoa, words, "Gửi kế hoạch khắc phục", sent=f"2021-10-{day} 07:00")

    await office.until("2021-10-20 09:00")
    for person in (hoa, tuan, head):
        office.expects(person, "đôn đốc lần 3", sent="2021-10-20 07:00")
    await tuan.writes("xong 1")
    office.expects(tuan, "Đã ghi nhận hoàn thành")
    for person in (hoa, head):
        office.expects(person, "Việc 1 đã được Kpă Tuấn báo hoàn thành")
    await tuan.writes("/visao 1")
    office.expects(tuan, "09:00 01/10/2021: Siu Blah (UBND xã Ia Dom) giao Nguyễn Thị Hoa phụ trách từ nay\n")
    office.nothing_else()


async def test_the_periods_to_come_are_theirs_too_and_another_duty_is_not(office: Office) -> None:
    office.import_plan(plan(WEEKLY, duty("3", "Báo cáo khác", on_date("15/10/2021"))))
    hoa, tuan, _ = await three(office)
    await office.until("2021-09-29 08:00")
    for person in (hoa, tuan):
        office.expects(person, "Báo cáo tiến độ giải ngân", sent="2021-09-29 07:00")
    await hoa.writes("em phụ trách việc 1")
    office.expects(hoa, "Đã ghi: Nguyễn Thị Hoa phụ trách việc 1 và các kỳ sau: Báo cáo tiến độ giải ngân")
    await hoa.writes("xong 1")
    office.expects(hoa, "Đã ghi nhận hoàn thành")
    office.expects(tuan, "Việc 1 đã được Nguyễn Thị Hoa báo hoàn thành")
    await office.until("2021-10-06 08:00")
    for person in (hoa, tuan):
        office.expects(person, "Còn 7 ngày làm việc: Báo cáo khác", sent="2021-10-05 07:00")
    office.expects(hoa, "Báo cáo tiến độ giải ngân", sent="2021-10-06 07:00")
    office.nothing_else()


async def test_while_they_are_away_their_deputy_is_told_and_without_one_who_can_be_all_are(office: Office) -> None:
    office.import_plan(LATER)
    hoa, tuan, _ = await three(office)
    hyin = await office.link(office.add_officer(NAN, name="Siu Hyin"))
    office.add_officer(NAN, name="Rơ Châm Nga")
    await entrusted(office, hoa, hoa)
    stands_in(office, "Siu Hyin", "Nguyễn Thị Hoa", date(2021, 10, 1), date(2021, 10, 10))
    await office.until("2021-10-05 08:00")
    office.expects(hyin, "thay Nguyễn Thị Hoa (UBND xã Ia Dom)")
    office.expects(hyin, "Còn 7 ngày làm việc", "UBND xã Ia Dom", sent="2021-10-05 07:00")
    stands_in(office, "Rơ Châm Nga", "Nguyễn Thị Hoa", date(2021, 10, 10), date(2021, 10, 12))
    await office.until("2021-10-11 08:00")
    for person in (hoa, tuan):
        office.expects(person, "Còn 3 ngày làm việc", sent="2021-10-11 07:00")
    await office.until("2021-10-13 08:00")
    office.expects(hoa, "Còn 1 ngày làm việc", sent="2021-10-13 07:00")
    office.nothing_else()


async def test_when_their_chat_is_blocked_the_others_are_told_at_once(office: Office) -> None:
    office.import_plan(LATER)
    hoa, tuan, _ = await three(office)
    desk = await office.coordinator()
    await entrusted(office, hoa, hoa)
    hoa.blocks_the_bot()
    await office.until("2021-10-05 08:00")
    office.expects(tuan, "Còn 7 ngày làm việc", sent="2021-10-05 07:00")
    office.expects(desk, "chat của Nguyễn Thị Hoa không nhận tin nữa", "đã chuyển cho người khác của cơ quan")
    await office.until("2021-10-11 08:00")
    office.expects(tuan, "Còn 3 ngày làm việc", sent="2021-10-11 07:00")
    office.expects_digests(desk, "2021-10-08", "2021-10-11")
    office.nothing_else()


async def test_when_they_leave_the_others_hear_of_what_only_they_were_told(office: Office) -> None:
    office.import_plan(LATER)
    hoa, tuan, head = await three(office)
    await entrusted(office, hoa, hoa)
    await office.until("2021-10-06 09:00")
    office.expects(hoa, "Còn 7 ngày làm việc", sent="2021-10-05 07:00")
    with writing(office.engine) as session:
        remove_officer(session, session.get_one(Officer, 1), By(actor="cli", now=office.now))
    await office.until("2021-10-06 09:05")
    office.expects(hoa, "Đã hủy liên kết")
    office.expects(head, "Nguyễn Thị Hoa thôi làm cán bộ của UBND xã Ia Dom, nên 1 nhiệm vụ không còn người phụ trách")
    office.expects(tuan, "Còn 6 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-10-06 09:00")
    office.nothing_else()


async def test_an_unlinked_chat_and_a_change_of_mind_go_to_who_was_not_told_yet(office: Office) -> None:
    office.import_plan(LATER)
    hoa, tuan, _ = await three(office)
    await entrusted(office, hoa, hoa)
    await office.until("2021-10-05 09:00")
    office.expects(hoa, "Còn 7 ngày làm việc", sent="2021-10-05 07:00")
    await hoa.writes("việc 1 giao anh Tuấn")
    office.expects(hoa, "Đã ghi: Kpă Tuấn phụ trách việc 1")
    office.expects(tuan, "Anh/chị được giao phụ trách")
    office.expects(tuan, "Còn 7 ngày làm việc", "Mã 1")
    await tuan.writes("hủy liên kết")
    await tuan.writes("đồng ý hủy liên kết")
    office.seen(office.expects(tuan, "liên kết"), office.expects(tuan, "hủy liên kết"))
    await office.until("2021-10-11 09:00")
    office.expects(hoa, "Còn 3 ngày làm việc", sent="2021-10-11 07:00")
    office.nothing_else()


async def test_the_coordinator_names_one_of_several_by_number_and_takes_it_back(office: Office) -> None:
    office.import_plan(LATER)
    hoa, tuan, _ = await three(office)
    office.add_officer(DOM, name="Rơ Mah Hoa")
    await office.until("2021-10-15 08:00")
    for person in (hoa, tuan):
        for words in ("Còn 7", "Còn 3", "Còn 1", "Hôm nay", "đôn đốc lần 1"):
            office.expects(person, words)
    desk = await office.coordinator()
    await desk.writes("/quahan")
    office.expects(desk, "1) UBND xã Ia Dom", "Gửi kế hoạch khắc phục")
    await desk.writes("giao việc 1 cho chị Hoa làm")
    office.expects(desk, '"chị Hoa" có thể là nhiều người', "1 – Nguyễn Thị Hoa\n4 – Rơ Mah Hoa", "VIỆC 1 GIAO SỐ 1")
    await desk.writes("việc 1 giao chị Lan")
    office.expects(desk, 'Không thấy "chị Lan"', "2 – Kpă Tuấn")
    await desk.writes("VIỆC 1 GIAO SỐ 4")
    office.expects(desk, "Đã ghi: Rơ Mah Hoa phụ trách việc 1", "chưa nhận tin được nên mọi cán bộ")
    await desk.writes("việc 1 giao số 1")
    office.expects(desk, "Đã ghi: Nguyễn Thị Hoa phụ trách việc 1")
    office.expects(hoa, "Anh/chị được giao phụ trách", "người giao: Cán bộ Phòng Nội vụ")
    await desk.writes("việc 1 giao số 1")
    office.expects(desk, "Như đã ghi: Nguyễn Thị Hoa phụ trách việc 1")
    await desk.writes("BỎ PHỤ TRÁCH 1")
    office.expects(desk, "Đã ghi: Nguyễn Thị Hoa thôi phụ trách việc 1", "Nhắc hạn gửi mọi cán bộ")
    office.expects(hoa, "Anh/chị thôi phụ trách", "gửi mọi cán bộ của cơ quan")
    await desk.writes("bỏ phụ trách việc 1")
    office.expects(desk, "Việc 1 chưa có ai phụ trách riêng")
    await office.until("2021-10-18 06:00")
    office.nothing_else()


async def test_who_is_not_of_the_agency_names_nobody(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("3", "Báo cáo khác", on_date("06/10/2021"), lead=NAN)))
    bo = await office.link(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    await office.link(office.add_officer(NAN, name="Siu Hyin"))
    await office.until("2021-09-23 17:00")
    await bo.writes("/viec")
    office.expects(bo, "1) ", "Gửi kế hoạch khắc phục")
    await bo.writes("đ/c Hyin phụ trách việc 1")
    office.expects(bo, 'Không thấy "đ/c Hyin" trong cơ quan', "Rơ Mah H'Bơ")
    await bo.writes("em phụ trách việc 2")
    office.expects(bo, "Không có việc mã 2")
    await bo.writes("Ia Nan phụ trách việc 1")
    office.expects(bo, "việc 1", "không phải")
    office.nothing_else()


@on_telegram
async def test_in_a_group_the_person_must_be_named(office: Office) -> None:
    office.import_plan(LATER)
    group = await office.link(office.add_officer(DOM, name="Nguyễn Thị Hoa"), kind=Kind.GROUP)
    await group.writes("/viec", by="Kpă Tuấn")
    office.expects(group, "1) ")
    await group.writes("em phụ trách việc 1", by="Kpă Tuấn")
    office.expects(group, "Chưa rõ là ai nên chưa ghi nhận gì", "1 – Nguyễn Thị Hoa")
    await group.writes("chị Hoa phụ trách việc 1", by="Kpă Tuấn")
    office.expects(group, "Đã ghi: Nguyễn Thị Hoa phụ trách việc 1")
    office.nothing_else()
