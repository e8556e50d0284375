"""What the coordinator sees, decides and may not do."""

from db.statuses import Role
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, on_date, plan

THEIRS = duty("3", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)


async def late(office: Office, *duties: str) -> tuple[Person, Person, Person]:
    """Return coordinator, Ia Dom and Ia Pnôn on Friday 08/10/2021, when everything they owe is late."""
    office.import_plan(plan(*duties))
    people = await office.officer_of(DOM), await office.officer_of(PNON), await office.coordinator()
    await office.until("2021-10-08 08:00")
    for person in people:
        office.seen(*(message for message in person.chat.messages if message.author is None))
    return people[2], people[0], people[1]


async def test_the_coordinator_sees_who_is_late(office: Office) -> None:
    coordinator, dom, _ = await late(office, SUBMISSION, THEIRS)
    await dom.writes("nhận 1")
    office.expects(dom, "đã nhận việc 1")

    await coordinator.writes("/quahan")
    office.expects(
        coordinator,
        "Quá hạn: 2 việc của 2 cơ quan (08:00 08/10/2021)\n",
        "• 1) UBND xã Ia Dom – Gửi kế hoạch khắc phục – hạn trước ngày 06/10/2021, quá 2 ngày làm việc, "
        "đôn đốc lần 2, đã nhận, chưa xong",
        "• 2) UBND xã Ia Pnôn – Việc của Ia Pnôn – hạn trước ngày 06/10/2021, quá 2 ngày làm việc, "
        "đôn đốc lần 2, chưa phản hồi",
    )
    await coordinator.writes("/quahan Ia Pnôn")
    answer = office.expects(coordinator, "Quá hạn: 1 việc của 1 cơ quan", "• 2) UBND xã Ia Pnôn")
    assert "Ia Dom" not in answer.text
    await coordinator.writes("/quahan ia pnon")
    office.expects(coordinator, "Quá hạn: 1 việc của 1 cơ quan", "• 2) UBND xã Ia Pnôn")
    await coordinator.writes("/quahan xã")
    office.expects(coordinator, '"xa" có thể là: UBND xã Ia Dom; UBND xã Ia Pnôn; UBND xã Ia Lang; UBND xã Ia Nan')
    await coordinator.writes("/quahan Sở Y tế")
    office.expects(coordinator, "Không tìm thấy cơ quan")
    office.nothing_else()


async def test_the_coordinator_sees_what_comes_and_how_far_everybody_is(office: Office) -> None:
    coordinator, dom, _ = await late(office, SUBMISSION, THEIRS, WEEKLY)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")

    await coordinator.writes("/saphan 10")
    office.expects(
        coordinator,
        "Đến hạn trong 10 ngày tới: 1 việc của 1 cơ quan (08:00 08/10/2021)",
        "• Thứ Năm 14/10, 15 giờ – UBND xã Ia Dom – Báo cáo tiến độ giải ngân",
    )
    await coordinator.writes("/saphan")
    office.expects(coordinator, "Đến hạn trong 7 ngày tới: 1 việc")
    await coordinator.writes("/tiendo")
    office.expects(
        coordinator,
        "Tiến độ UBND huyện Đức Cơ (08:00 08/10/2021): 1/4 việc đến hạn đã hoàn thành, 3 quá hạn, 1 chờ xác nhận",
        "• UBND xã Ia Dom: 1/3 hoàn thành (1 quá hạn), 2 đang quá hạn, 1 chờ xác nhận",
        "• UBND xã Ia Pnôn: 0/1 hoàn thành, 1 đang quá hạn",
    )
    office.nothing_else()


async def test_returned_with_a_reason_done_again_and_accepted(office: Office) -> None:
    coordinator, dom, _ = await late(office, SUBMISSION)
    await coordinator.writes("/quahan")
    office.expects(coordinator, "• 1) UBND xã Ia Dom – Gửi kế hoạch khắc phục")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Chờ Phòng Nội vụ xác nhận")

    await coordinator.writes("trả lại 1 thiếu phụ lục số liệu")
    office.expects(coordinator, "Đã trả lại việc 1 cho UBND xã Ia Dom", "Lý do: thiếu phụ lục số liệu")
    office.expects(dom, "Phòng Nội vụ trả lại việc 1: thiếu phụ lục số liệu", "hạn trước ngày 06/10/2021", "XONG 1")
    await office.until("2021-10-11 09:00")
    office.expects(dom, "đôn đốc lần 3: Gửi kế hoạch khắc phục", sent="2021-10-11 07:00")
    office.expects(coordinator, "UBND xã Ia Dom – Gửi kế hoạch khắc phục", "đôn đốc lần 3", sent="2021-10-11 07:00")

    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 09:00 11/10/2021 – quá hạn")
    await coordinator.writes("duyệt 1")
    office.expects(coordinator, "Đã xác nhận việc 1 của UBND xã Ia Dom: hoàn thành quá hạn.", "Gửi kế hoạch khắc phục")
    assert office.items("1")[0].occurrence.status.value == "accepted"
    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_what_was_reported_done_waits_in_a_list_until_it_is_accepted(office: Office) -> None:
    coordinator, dom, pnon = await late(office, SUBMISSION, THEIRS)
    for person in (dom, pnon):
        await person.writes("xong 1")
        office.expects(person, "Đã ghi nhận hoàn thành", "Chờ Phòng Nội vụ xác nhận")

    await coordinator.writes("/choduyet")
    office.expects(
        coordinator,
        "Chờ xác nhận: 2 việc của 2 cơ quan",
        "• 1) UBND xã Ia Dom – Gửi kế hoạch khắc phục (trước ngày 06/10/2021) – báo hoàn thành 08/10, quá hạn",
        "• 2) UBND xã Ia Pnôn – Việc của Ia Pnôn",
    )
    await coordinator.writes("duyệt 1")
    office.expects(coordinator, "Đã xác nhận việc 1 của UBND xã Ia Dom: hoàn thành quá hạn.\nGửi kế hoạch khắc phục")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Chờ xác nhận: 1 việc của 1 cơ quan", "• 2) UBND xã Ia Pnôn")
    await coordinator.writes("hôm nay mưa to quá")
    office.expects(coordinator, "Chưa rõ ý nên chưa ghi nhận gì", "Chờ quyết định: 1 việc, xem /choduyet")
    await dom.writes("/choduyet")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    office.nothing_else()


async def test_a_return_without_a_reason_changes_nothing(office: Office) -> None:
    coordinator, dom, _ = await late(office, SUBMISSION)
    await coordinator.writes("/quahan")
    office.expects(coordinator, "• 1) UBND xã Ia Dom")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await coordinator.writes("trả lại 1")
    office.expects(coordinator, "Chưa rõ ý nên chưa ghi nhận gì")
    assert office.items("1")[0].occurrence.status.value == "submitted"
    office.nothing_else()


async def test_an_officer_may_not_decide(office: Office) -> None:
    _, dom, _ = await late(office, SUBMISSION)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    for text in ("duyệt 1", "/duyet 1", "trả lại 1 thiếu phụ lục"):
        await dom.writes(text)
        office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    assert office.items("1")[0].occurrence.status.value == "submitted"
    office.nothing_else()


async def test_what_the_coordinator_reports_done_of_an_agency_is_asked_first(office: Office) -> None:
    coordinator, _, _ = await late(office, SUBMISSION)
    await coordinator.writes("/quahan")
    office.expects(coordinator, "• 1) UBND xã Ia Dom")
    await coordinator.writes("xong 1")
    office.expects(coordinator, "Báo hoàn thành thay UBND xã Ia Dom việc 1", "Chưa ghi nhận gì.")
    assert office.items("1")[0].occurrence.status.value == "open"
    office.nothing_else()


async def test_a_coordinator_of_a_commune_sees_only_their_own(office: Office) -> None:
    _, _, _ = await late(office, SUBMISSION, THEIRS)
    theirs = await office.officer_of(PNON, Role.COORDINATOR, scope=PNON)
    await theirs.writes("/quahan")
    answer = office.expects(theirs, "Quá hạn: 1 việc của 1 cơ quan", "UBND xã Ia Pnôn")
    await theirs.writes("/quahan Ia Dom")
    refusal = office.expects(theirs, "Không tìm thấy cơ quan")
    assert "Gửi kế hoạch" not in answer.text + refusal.text
    office.nothing_else()


async def test_a_leader_who_reports_nothing_is_told_whose_item_it_is(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    leader = await office.officer_of("ubnd-huyen", Role.LEADER, scope="ubnd-huyen")
    await office.until("2021-10-08 08:00")
    await leader.writes("/quahan")
    office.seen(*(message for message in leader.chat.messages if message.author is None))
    await leader.writes("xong 1")
    office.expects(leader, "Việc 1 là của UBND xã Ia Dom nên chưa ghi nhận gì: Gửi kế hoạch khắc phục.")
    await leader.writes("xong 7")
    office.expects(leader, "Không có việc mã 7 trong chat này")
    assert office.items("1")[0].occurrence.status.value == "open"
    office.nothing_else()
