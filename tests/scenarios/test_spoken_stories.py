"""A coordinator speaks as coordinators do, without a command; the same words of an officer get what they may see."""

from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

FIRST = duty("3", "Gửi báo cáo quý III", on_date("06/10/2021"), lead=PNON)
SECOND = duty("4", "Lập danh sách hộ nghèo", on_date("07/10/2021"), lead=PNON)


async def late(office: Office) -> tuple[Person, Person, Person]:
    """Return coordinator, Ia Dom and Ia Pnôn on Friday 08/10/2021, when everything they owe is late."""
    office.import_plan(plan(SUBMISSION, FIRST, SECOND))
    people = await office.coordinator(), await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-08 10:00")
    for person in people:
        office.seen(*(message for message in person.chat.messages if message.author is None))
    return people


async def test_questions_in_a_sentence_are_answered_as_their_commands(office: Office) -> None:
    coordinator, dom, _ = await late(office)
    await coordinator.writes("em ơi cho chị hỏi bao nhiêu việc quá hạn ạ?")
    office.expects(coordinator, "Quá hạn: 3 việc của 2 cơ quan (10:00 08/10/2021)")
    await coordinator.writes("Ia Pnôn có mấy việc trễ")
    answer = office.expects(coordinator, "Quá hạn: 2 việc của 1 cơ quan", "UBND xã Ia Pnôn")
    assert "Ia Dom" not in answer.text
    await coordinator.writes("tiến độ Ia Pnôn thế nào rồi em")
    office.expects(coordinator, "Tiến độ UBND xã Ia Pnôn", "0/2 việc đến hạn đã hoàn thành, 2 quá hạn")
    await coordinator.writes("chờ duyệt còn bao nhiêu")
    office.expects(coordinator, "Không có việc nào chờ xác nhận")
    await coordinator.writes("xã nào chưa báo cáo tháng này")
    office.expects(coordinator, "đã nộp")
    await dom.writes("còn bao nhiêu việc quá hạn")
    own = office.expects(dom, "Quá hạn: 1 việc của 1 cơ quan", "UBND xã Ia Dom")
    assert "Ia Pnôn" not in own.text
    for text in ("chờ duyệt còn bao nhiêu", "nhắc xã Ia Pnôn nộp báo cáo đi", "giao việc cho Ia Pnôn: họp trước 15/12"):
        await dom.writes(text)
        office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    office.nothing_else()


async def test_an_agency_is_reminded_of_what_is_meant_and_asked_about_where_it_may_be_several(office: Office) -> None:
    coordinator, _, pnon = await late(office)
    await coordinator.writes("nhắc xã Ia Pnôn nộp báo cáo đi")
    office.expects(coordinator, "Đã nhắc 1 việc", "UBND xã Ia Pnôn – Gửi báo cáo quý III")
    office.expects(pnon, "Gửi báo cáo quý III")
    await coordinator.writes("em nhắc Ia Pnôn giúp chị nhé")
    asked = office.expects(coordinator, "Nhắc việc nào của UBND xã Ia Pnôn? Chưa gửi gì", "hộ nghèo", "báo cáo quý III")
    [line] = [line for line in asked.text.splitlines() if "hộ nghèo" in line]
    await coordinator.writes(line.split(")")[0])
    office.expects(coordinator, "Đã nhắc 1 việc", "Lập danh sách hộ nghèo")
    office.expects(pnon, "Lập danh sách hộ nghèo")
    await coordinator.writes("đã nhắc xã rồi")
    office.expects(coordinator, "Chưa rõ ý nên chưa ghi nhận gì")
    office.nothing_else()


async def test_all_of_what_was_asked_about_is_reminded_of(office: Office) -> None:
    coordinator, _, pnon = await late(office)
    await coordinator.writes("đôn đốc Ia Pnôn giúp anh")
    office.expects(coordinator, "Nhắc việc nào của UBND xã Ia Pnôn?")
    await coordinator.writes("tất cả")
    office.expects(coordinator, "Đã nhắc 2 việc")
    office.expects(pnon, "2 việc")
    office.nothing_else()


async def test_a_duty_is_drafted_and_confirmed_as_by_its_command(office: Office) -> None:
    coordinator, dom, _ = await late(office)
    await coordinator.writes("em giao việc cho Ia Dom: báo cáo số liệu hộ nghèo trước 15/12 nhé")
    office.expects(coordinator, "Báo cáo số liệu hộ nghèo", "UBND xã Ia Dom", "15/12/2021", "GIAO 1")
    await coordinator.chooses("Giao", "giao 1")
    office.expects(coordinator, "Báo cáo số liệu hộ nghèo")
    office.expects(dom, "Phòng Nội vụ", "Báo cáo số liệu hộ nghèo")
    office.nothing_else()
