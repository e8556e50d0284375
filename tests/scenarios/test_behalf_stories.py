"""A coordinator reports for an agency that phoned: recorded and told as such, on both channels."""

from datetime import timedelta

from schedules.zone import LOCAL
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

THEIRS = duty("3", "Gửi báo cáo quý III", on_date("12/10/2021"), lead=PNON)
ALSO = duty("4", "Lập danh sách hộ nghèo", on_date("13/10/2021"), lead=PNON)


async def office_of_three(office: Office, *duties: str) -> tuple[Person, Person, Person]:
    """Return coordinator, Ia Dom and Ia Pnôn on Friday 08/10/2021, 10 o'clock, all shown what comes."""
    office.import_plan(plan(*(duties or (SUBMISSION, THEIRS))))
    people = await office.coordinator(), await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-08 10:00")
    await people[0].writes("/saphan 7")
    await people[0].writes("/quahan")
    for person in people:
        office.seen(*(message for message in person.chat.messages if message.author is None))
    return people


def standing(office: Office, clause: str) -> str:
    return office.items(clause)[0].occurrence.status.value


async def test_done_for_an_agency_that_phoned_is_accepted_at_once_and_the_agency_is_told(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    await coordinator.writes("xong 1 thay Ia Pnôn, gọi điện lúc 9h")
    office.expects(
        coordinator,
        "Đã báo hoàn thành thay UBND xã Ia Pnôn lúc 10:00 08/10/2021: gọi điện lúc 9h.",
        "1) Gửi báo cáo quý III (trước ngày 12/10/2021) – hoàn thành đúng hạn",
        "Nhầm? Trả lời HỦY 1 trong 10 phút.",
    )
    office.expects(
        pnon,
        "Phòng Nội vụ đã báo hoàn thành thay UBND xã Ia Pnôn: Gửi báo cáo quý III (gọi điện lúc 9h).",
        "Nếu không đúng, trả lời: CHƯA XONG 1",
    )
    assert standing(office, "3") == "accepted"
    await coordinator.writes("/tiendo tháng 10")
    office.expects(coordinator, "UBND xã Ia Pnôn: 1/1 hoàn thành, 1 báo thay")
    await coordinator.writes("/visao 1")
    office.expects(
        coordinator, "báo hoàn thành 10:00 08/10/2021, đúng hạn, báo thay", "thay UBND xã Ia Pnôn: gọi điện lúc 9h"
    )
    office.nothing_else()


async def test_the_coordinator_takes_it_back_within_ten_minutes_and_no_later(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    for minutes, is_undone in ((9, True), (11, False)):
        await coordinator.writes("xong 1 thay Ia Pnôn")
        office.expects(coordinator, "Đã báo hoàn thành thay UBND xã Ia Pnôn")
        office.expects(pnon, "đã báo hoàn thành thay UBND xã Ia Pnôn: Gửi báo cáo quý III.")
        await office.run_until(office.now + timedelta(minutes=minutes))
        await coordinator.writes("hủy 1")
        if is_undone:
            office.expects(coordinator, "Đã hủy: việc 1 trở lại như trước, sắp đến hạn.")
            office.expects(pnon, "Phòng Nội vụ rút lại điều đã báo thay: việc 1 trở lại như trước", "XONG 1")
            assert standing(office, "3") == "open"
    office.expects(coordinator, "Không hủy được: việc 1 không có gì vừa ghi trong 10 phút qua")
    assert standing(office, "3") == "accepted"
    office.nothing_else()


async def test_the_agency_says_that_it_is_not_done_however_late_and_owes_it_again(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    await coordinator.writes("xong 1 thay Ia Pnôn, gọi điện lúc 9h")
    office.expects(coordinator, "Đã báo hoàn thành thay")
    office.expects(pnon, "CHƯA XONG 1")
    await office.until("2021-10-08 15:00")
    await pnon.writes("chưa xong 1 vì mất điện")
    office.expects(pnon, "Đã ghi: việc 1 chưa xong", "(lý do: mất điện)", "hạn vẫn là: trước ngày 12/10/2021")
    office.expects(
        coordinator, "UBND xã Ia Pnôn báo việc 1 chưa xong: mất điện, khác với điều đã được báo thay", "sắp đến hạn"
    )
    assert standing(office, "3") == "open"
    office.nothing_else()


async def test_what_an_agency_reported_itself_is_not_denied_by_chance(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    await pnon.writes("xong 1")
    office.expects(pnon, "Đã ghi nhận hoàn thành")
    await pnon.writes("chưa xong 1")
    office.expects(pnon, "Việc 1 không thay đổi: chờ xác nhận")
    await coordinator.writes("hủy 1")
    office.expects(coordinator, "là của UBND xã Ia Pnôn nên chưa ghi nhận gì")
    assert standing(office, "3") == "submitted"
    office.nothing_else()


async def test_more_time_for_an_agency_is_granted_at_once_and_taken_back_whole(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    before = office.items("3")[0].occurrence
    await coordinator.writes("gia hạn 1 đến 15/10 thay xã Ia Pnôn vì mất điện, gọi điện")
    office.expects(
        coordinator,
        "Đã gia hạn thay UBND xã Ia Pnôn lúc 10:00 08/10/2021: đến hết ngày 15/10/2021; mất điện; gọi điện.",
        "1) Gửi báo cáo quý III (đến hết ngày 15/10/2021) – hạn gốc: trước ngày 12/10/2021",
    )
    office.expects(pnon, "Phòng Nội vụ đã gia hạn thay UBND xã Ia Pnôn: Gửi báo cáo quý III (đến hết ngày 15/10/2021")
    extended = office.items("3")[0].occurrence
    assert (f"{extended.nominal_at.astimezone(LOCAL):%d/%m}", extended.extension_count) == ("15/10", 1)
    await coordinator.writes("hủy 1")
    office.expects(coordinator, "Đã hủy: việc 1 trở lại như trước", "hạn trước ngày 12/10/2021")
    office.expects(pnon, "rút lại điều đã báo thay: việc 1", "hạn trước ngày 12/10/2021")
    after = office.items("3")[0].occurrence
    same = ("nominal_at", "act_by_at", "overdue_from", "first_nominal_at", "first_overdue_from", "extension_count")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    office.nothing_else()


async def test_the_other_reports_for_an_agency_are_written_down_and_told(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    for text, own, theirs in (
        ("nhận 1 thay Ia Pnôn", "Đã báo nhận việc thay UBND xã Ia Pnôn", "đã báo nhận việc thay"),
        ("1 chưa xong thay Ia Pnôn vì mất điện", "Đã báo chưa xong thay UBND xã Ia Pnôn", "(mất điện)"),
        ("lý do 1 thay Ia Pnôn: chờ số liệu", "Đã giải trình thay UBND xã Ia Pnôn", "(chờ số liệu)"),
    ):
        await coordinator.writes(text)
        office.expects(coordinator, own, "1) Gửi báo cáo quý III")
        office.expects(pnon, "Phòng Nội vụ", theirs, "Nếu không đúng, báo lại Phòng Nội vụ.")
    await coordinator.writes("không phát sinh 1 thay Ia Pnôn, nhắn zalo")
    office.expects(coordinator, "Đã báo không phát sinh thay UBND xã Ia Pnôn", "nhắn zalo", "hoàn thành đúng hạn")
    office.expects(pnon, "đã báo không phát sinh thay UBND xã Ia Pnôn", "CHƯA XONG 1")
    await coordinator.writes("/visao 1")
    office.expects(
        coordinator,
        "Cán bộ Phòng Nội vụ (Phòng Nội vụ) đã nhận việc thay UBND xã Ia Pnôn",
        "giải trình thay UBND xã Ia Pnôn: chờ số liệu",
        "báo hoàn thành thay UBND xã Ia Pnôn: nhắn zalo",
    )
    office.nothing_else()


async def test_without_a_word_of_it_the_coordinator_is_asked_once(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    await coordinator.writes("xong 1")
    office.expects(
        coordinator,
        "Báo hoàn thành thay UBND xã Ia Pnôn việc 1: Gửi báo cáo quý III (trước ngày 12/10/2021)? Chưa ghi nhận gì.",
    )
    assert standing(office, "3") == "open"
    await coordinator.writes("không")
    office.expects(coordinator, "Vâng, chưa ghi nhận gì")
    await coordinator.writes("xong 1, 2")
    office.expects(coordinator, "Báo hoàn thành thay 2 cơ quan cả 2 việc 1, 2? Chưa ghi nhận gì.")
    await coordinator.writes("1")
    office.expects(coordinator, "Đã báo hoàn thành thay UBND xã Ia Pnôn", "1) Gửi báo cáo quý III")
    office.expects(pnon, "đã báo hoàn thành thay UBND xã Ia Pnôn")
    assert (standing(office, "3"), standing(office, "1")) == ("accepted", "open")
    office.nothing_else()


async def test_a_number_of_another_agency_is_said_and_nothing_done(office: Office) -> None:
    coordinator, dom, _ = await office_of_three(office)
    await coordinator.writes("xong 2 thay Ia Pnôn")
    office.expects(
        coordinator,
        "Việc 2 là của UBND xã Ia Dom, không phải của UBND xã Ia Pnôn, nên chưa ghi nhận gì: Gửi kế hoạch khắc phục.",
    )
    await coordinator.writes("gia hạn 2 đến 20/10 thay Ia Pnôn")
    office.expects(coordinator, "Việc 2 là của UBND xã Ia Dom, không phải của UBND xã Ia Pnôn")
    await coordinator.writes("xong 1 thay xã Ia Pnom")
    office.expects(coordinator, 'Không tìm thấy cơ quan "xã Ia Pnom"')
    await coordinator.writes("xong 1 thay ubnd xã")
    office.expects(coordinator, "có thể là", "UBND xã Ia Pnôn")
    await dom.writes("xong 1 thay Ia Pnôn")
    office.expects(dom, "Chưa ghi nhận gì: chỉ đơn vị đầu mối theo dõi UBND xã Ia Pnôn mới báo thay được.")
    assert (standing(office, "1"), standing(office, "3")) == ("open", "open")
    await dom.writes("thay mặt UBND xã Ia Dom, em báo xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Chờ Phòng Nội vụ xác nhận")
    office.nothing_else()


async def test_without_a_number_it_is_asked_which_of_the_agencys_items(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office, SUBMISSION, THEIRS, ALSO)
    await coordinator.writes("xong thay Ia Pnôn, gọi điện")
    asked = office.expects(
        coordinator, "Báo hoàn thành việc nào của UBND xã Ia Pnôn? Chưa ghi nhận gì", "báo cáo quý III", "hộ nghèo"
    )
    assert "Gửi kế hoạch khắc phục" not in asked.text
    await coordinator.writes("2")
    office.expects(coordinator, "Đã báo hoàn thành thay UBND xã Ia Pnôn", "gọi điện.", "2) Lập danh sách hộ nghèo")
    office.expects(pnon, "Lập danh sách hộ nghèo (gọi điện)")
    await coordinator.writes("báo cáo quý III xong rồi thay Ia Pnôn")
    office.expects(coordinator, "Báo hoàn thành thay UBND xã Ia Pnôn việc 1: Gửi báo cáo quý III")
    await coordinator.chooses("Đúng", "ĐÚNG")
    office.expects(coordinator, "Đã báo hoàn thành thay UBND xã Ia Pnôn")
    office.expects(pnon, "Gửi báo cáo quý III")
    await coordinator.writes("xong thay Ia Pnôn")
    office.expects(coordinator, "Chưa ghi nhận gì: UBND xã Ia Pnôn không có việc nào đang chờ báo.")
    assert [standing(office, clause) for clause in "134"] == ["open", "accepted", "accepted"]
    office.nothing_else()
