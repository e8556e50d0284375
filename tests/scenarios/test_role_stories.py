"""One person, two offices: one chat, one message, numbers that say for which of them something is done."""

from sqlmodel import col, select

from db.audit import By
from db.engine import reading, writing
from db.statuses import Role
from db.tables import AuditEntry, Completion, Officer
from reminders.people.linking import issue_personal
from reminders.people.moving import remove_officer
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, LANG, PNON, duty, on_date, plan

TITLES = ("Gửi kế hoạch", "Lập danh sách", "Rà soát hồ sơ", "Niêm yết thủ tục", "Cập nhật số liệu")
DOMS = [duty(str(number), title, on_date("06/10/2021")) for number, title in enumerate(TITLES, 1)]
PNONS = [duty(str(number), title, on_date("06/10/2021"), lead=PNON) for number, title in enumerate(TITLES[:4], 6)]


async def two_offices(office: Office) -> tuple[Person, int, int]:
    """Return who is an officer of Ia Dom and, by a second code and their word, of Ia Pnôn, with both numbers."""
    of_dom, of_pnon = (office.add_officer(agency, name="Rơ Mah H'Bơ") for agency in (DOM, PNON))
    person = await office.link(of_dom)
    await person.writes(office.link_code(of_pnon))
    office.expects(person, "Thêm vai: Rơ Mah H'Bơ, UBND xã Ia Pnôn, bên cạnh UBND xã Ia Dom", "Chưa thay đổi gì")
    await person.chooses("Đúng", "ĐÚNG")
    office.expects(
        person, "Đã liên kết chat này với UBND xã Ia Dom và UBND xã Ia Pnôn", "Dom: ", "Pnôn: ", "việc đang mở"
    )
    return person, of_dom, of_pnon


def actors(office: Office, clause: str, action: str) -> list[str]:
    """Return who did this to the items of a clause."""
    numbers = [item.occurrence.id for item in office.items(clause)]
    with reading(office.engine) as session:
        query = select(AuditEntry.actor).where(AuditEntry.subject == "occurrence", AuditEntry.action == action)
        return list(session.exec(query.where(col(AuditEntry.subject_id).in_(numbers))).all())


def status(office: Office, clause: str) -> str:
    return office.items(clause)[0].occurrence.status.value


async def test_nine_items_of_two_offices_are_one_message_and_each_number_acts_for_its_own(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    desk = await office.coordinator()
    person, of_dom, of_pnon = await two_offices(office)
    await office.until("2021-09-24 08:00")
    told = office.expects(
        person, "🔔 UBND xã Ia Dom (5 việc), UBND xã Ia Pnôn (4 việc)", "Trả lời: XONG", sent="2021-09-24 07:00"
    )
    codes = {
        agency: [line.split(")")[0] for line in part.splitlines() if line[:1].isdigit()]
        for agency, part in zip(("Dom", "Pnôn"), told.text.split("UBND xã Ia Pnôn: nhắc 4 việc"), strict=True)
    }
    assert (len(codes["Dom"]), len({*codes["Dom"], *codes["Pnôn"]})) == (5, 9)

    await person.writes("xong")
    office.expects(person, "Xong việc nào?", "– UBND xã Ia Dom", "– UBND xã Ia Pnôn")
    dom, pnon, late = codes["Dom"][1], codes["Pnôn"][1], codes["Pnôn"][2]
    await person.writes(f"xong {dom}, {pnon}")
    office.expects(
        person,
        "Đã ghi nhận hoàn thành 2 việc",
        f"{dom}) Lập danh sách – UBND xã Ia Dom",
        f"{pnon}) Lập danh sách – UBND xã Ia Pnôn",
    )
    assert (actors(office, "2", "complete"), actors(office, "7", "complete")) == (
        [f"officer:{of_dom}"],
        [f"officer:{of_pnon}"],
    )
    with reading(office.engine) as session:
        assert set(session.exec(select(Completion.officer_id)).all()) == {of_dom, of_pnon}

    await person.writes(f"xin thêm 2 ngày việc {late}")
    office.expects(person, f"Đã ghi đề nghị gia hạn việc {late}", "Rà soát hồ sơ – UBND xã Ia Pnôn")
    office.expects(desk, "UBND xã Ia Pnôn", "Rà soát hồ sơ")
    await person.writes(f"hủy {pnon}")
    office.expects(person, f"Đã hủy: việc {pnon} trở lại như trước", "Lập danh sách – UBND xã Ia Pnôn")
    assert (status(office, "2"), status(office, "7")) == ("submitted", "open")
    office.nothing_else()


async def test_one_office_ends_and_the_other_goes_on(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    desk = await office.coordinator()
    person, _, of_pnon = await two_offices(office)
    with writing(office.engine) as session:
        remove_officer(session, session.get_one(Officer, of_pnon), By(actor="cli", now=office.now))
    await office.until("2021-09-24 08:00")
    office.expects(
        person, "Đã hủy liên kết: chat này không còn nhận tin của UBND xã Ia Pnôn", "vẫn nhận tin của UBND xã"
    )
    office.expects(desk, "UBND xã Ia Pnôn", "Rơ Mah H'Bơ")
    office.seen(*(message for message in desk.chat.messages if message.author is None))
    office.expects(person, "UBND xã Ia Dom: nhắc 5 việc sắp đến hạn", sent="2021-09-24 07:00")
    await person.writes("/viec")
    assert "Pnôn" not in office.expects(person, "UBND xã Ia Dom: 5 việc đang mở").text
    office.nothing_else()


async def test_the_first_office_ends_by_the_persons_own_word(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    person, *_ = await two_offices(office)
    await person.writes("/huylienket")
    office.expects(person, "cho cơ quan nào?", "/huylienket UBND xã Ia Dom\n/huylienket UBND xã Ia Pnôn", "tất cả")
    await person.writes("/huylienket Ia Dom")
    office.expects(person, "Thôi nhận tin của UBND xã Ia Dom", "ĐỒNG Ý HỦY LIÊN KẾT UBND XÃ IA DOM")
    await person.chooses("Hủy liên kết", "ĐỒNG Ý HỦY LIÊN KẾT UBND XÃ IA DOM")
    office.expects(person, "không còn nhận tin của UBND xã Ia Dom", "Chat vẫn nhận tin của UBND xã Ia Pnôn")
    await person.writes("/viec")
    assert "Dom" not in office.expects(person, "UBND xã Ia Pnôn: 4 việc đang mở").text
    await person.writes("/huylienket")
    office.expects(person, "Thôi nhận tin của UBND xã Ia Pnôn", "ĐỒNG Ý HỦY LIÊN KẾT.")
    office.nothing_else()


async def test_a_chat_that_is_moved_gives_up_the_old_office(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    person = await office.link(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    code = office.link_code(office.add_officer(PNON, name="Kpă Tuấn"))
    await person.writes(code)
    office.expects(person, "Thêm vai: Kpă Tuấn, UBND xã Ia Pnôn")
    await person.writes("không")
    office.expects(person, "Vâng, chưa ghi nhận gì")
    await person.writes("/viec")
    office.expects(person, "UBND xã Ia Dom: 5 việc đang mở")
    await person.writes(code)
    office.expects(person, "Thêm vai: Kpă Tuấn, UBND xã Ia Pnôn")
    await person.writes("chuyển")
    office.expects(person, "Đã liên kết chat này với UBND xã Ia Pnôn (Kpă Tuấn)", "4 việc đang mở")
    await person.writes("/viec")
    text = office.expects(person, "UBND xã Ia Pnôn: 4 việc đang mở").text
    assert "Dom" not in text
    assert not {line.split(")")[0] for line in text.splitlines()} & {"1", "2", "3", "4", "5"}  # those were Ia Dom's
    await person.writes("xong 1")
    office.expects(person, "Không có việc mã 1")
    await person.writes(code)
    await office.until("2021-09-23 18:00")
    office.seen(*(message for message in person.chat.messages if message.author is None))
    office.nothing_else()


async def test_a_code_that_the_command_line_gave_for_both_offices_links_both_at_once(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    of_dom, of_pnon = (office.add_officer(agency, name="Rơ Mah H'Bơ") for agency in (DOM, PNON))
    with writing(office.engine) as session:
        for number in (of_dom, of_pnon):
            session.get_one(Officer, number).phone = "0905123456"
        session.flush()
        _, code = issue_personal(session, session.get_one(Officer, of_dom), By(actor="cli", now=office.now))
    person = office.stranger("Rơ Mah H'Bơ")
    await person.writes(code)
    office.expects(person, "Đã liên kết chat này với UBND xã Ia Dom và UBND xã Ia Pnôn", "Dom: 5 việc", "Pnôn: 4 việc")
    office.nothing_else()


async def test_a_coordinator_who_is_an_officer_elsewhere_decides_there_and_answers_here(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    of_desk = office.add_officer("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Trần Thị Bình")
    of_dom = office.add_officer(DOM, name="Trần Thị Bình")
    bo = await office.officer_of(PNON)
    person = await office.link(of_dom)
    await person.writes("/choduyet")
    office.expects(person, "Lệnh này dành cho đơn vị đầu mối")
    await person.writes(office.link_code(of_desk))
    office.expects(person, "Thêm vai: Trần Thị Bình, Phòng Nội vụ")
    await person.chooses("Đúng", "ĐÚNG")
    office.expects(person, "Đã liên kết chat này với UBND xã Ia Dom và Phòng Nội vụ")
    await office.until("2021-09-24 08:00")
    office.expects(bo, "UBND xã Ia Pnôn: nhắc 4 việc", sent="2021-09-24 07:00")
    office.expects(person, "UBND xã Ia Dom: nhắc 5 việc", sent="2021-09-24 07:00")

    await bo.writes("xong 2")
    office.expects(bo, "Đã ghi nhận hoàn thành")
    await person.writes("/choduyet")
    code = office.expects(person, "Chờ xác nhận: 1 việc", "UBND xã Ia Pnôn").text.split("• ")[1].split(")")[0]
    await person.writes(f"trả lại {code} thiếu phụ lục")
    office.expects(person, "Đã trả lại")
    office.expects(bo, "Phòng Nội vụ trả lại việc 2: thiếu phụ lục")
    assert actors(office, "7", "return") == [f"officer:{of_desk}"]
    await person.writes("/giaoviec Ia Pnôn: báo cáo nhanh, trước 15 giờ ngày 30/09/2021")
    office.expects(person, "Giao việc, chờ xác nhận: Báo cáo nhanh")
    await person.writes("giao 1")
    office.expects(person, "Đã giao 1 việc")
    office.expects(bo, "Báo cáo nhanh", "Phòng Nội vụ")
    await person.writes("/bantin tat")
    office.expects(person, "Bản tin sáng đang tắt")
    await person.writes("/uyquyen Siu Hyin đến 30/09")
    office.expects(person, "/uyquyen UBND xã Ia Dom: Siu Hyin đến 30/09\n/uyquyen Phòng Nội vụ: Siu Hyin đến 30/09")
    office.nothing_else()


async def test_a_deputy_is_named_for_one_office_only(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    person, *_ = await two_offices(office)
    hyin = await office.officer_of(LANG, name="Siu Hyin")
    await person.writes("/uyquyen Ia Dom: Siu Hyin đến 30/09")
    office.expects(person, "Đã ghi: Siu Hyin (UBND xã Ia Lang) thay Rơ Mah H'Bơ")
    office.expects(hyin, "thay Rơ Mah H'Bơ (UBND xã Ia Dom)")
    await office.until("2021-09-24 08:00")
    office.expects(person, "UBND xã Ia Pnôn: nhắc 4 việc sắp đến hạn", sent="2021-09-24 07:00")
    office.expects(hyin, "UBND xã Ia Dom: nhắc 5 việc sắp đến hạn", sent="2021-09-24 07:00")
    office.nothing_else()


async def test_a_chat_that_refuses_the_bot_is_told_of_for_both_offices(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    desk = await office.coordinator()
    person, *_ = await two_offices(office)
    person.blocks_the_bot()
    await office.until("2021-09-24 09:00")
    texts = "\n".join(message.text for message in desk.chat.messages if message.author is None)
    assert "UBND xã Ia Dom" in texts
    assert "UBND xã Ia Pnôn" in texts
    person.unblocks_the_bot()
    await person.writes("/viec")
    office.expects(person, "UBND xã Ia Dom: 5 việc đang mở", "UBND xã Ia Pnôn: 4 việc đang mở")
    office.expects(person, "nhắc 5 việc sắp đến hạn", "nhắc 4 việc sắp đến hạn", sent="2021-09-24 09:00")
    office.seen(*(message for message in desk.chat.messages if message.author is None))
    office.nothing_else()


async def test_who_coordinates_two_offices_orders_as_the_one_in_whose_scope_it_is(office: Office) -> None:
    office.import_plan(plan(*DOMS, *PNONS))
    first = office.add_officer("phong-noi-vu", Role.COORDINATOR, scope=DOM, name="Trần Thị Bình")
    second = office.add_officer("ubnd-huyen", Role.COORDINATOR, scope=PNON, name="Trần Thị Bình")
    person = await office.link(first)
    await person.writes(office.link_code(second))
    office.expects(person, "Thêm vai: Trần Thị Bình, UBND huyện Đức Cơ, bên cạnh Phòng Nội vụ")
    await person.writes("đúng")
    office.expects(person, "Đã liên kết chat này với Phòng Nội vụ và UBND huyện Đức Cơ")
    bo = await office.officer_of(PNON)
    await person.writes("/giaoviec Ia Pnôn: báo cáo nhanh, trước 15 giờ ngày 30/09/2021")
    office.expects(person, "Giao việc, chờ xác nhận: Báo cáo nhanh", "UBND xã Ia Pnôn")
    await person.writes("giao 1")
    office.expects(person, "Đã giao 1 việc", "Báo cáo nhanh")
    office.expects(bo, "Báo cáo nhanh", "UBND huyện Đức Cơ")
    await person.writes("/themcanbo Ia Dom: Siu Hyin")
    office.expects(person, "Siu Hyin", "UBND xã Ia Dom")
    await person.writes("thêm 2")
    office.expects(person, "Siu Hyin")
    with reading(office.engine) as session:
        entries = session.exec(select(AuditEntry)).all()
        added = [entry.actor for entry in entries if entry.action == "officer_added"]
        given = [entry.actor for entry in entries if entry.action == "duty_given"]
        assert (given, added) == ([f"officer:{second}"], [f"officer:{first}"])
    await person.writes("/bantin tat")
    office.expects(person, "/bantin tat Phòng Nội vụ\n/bantin tat UBND huyện Đức Cơ")
    await person.writes("/bantin tat phòng nội vụ")
    office.expects(person, "Bản tin sáng đang tắt")
    with reading(office.engine) as session:
        wants = {one.id: one.wants_digest for one in session.exec(select(Officer)).all()}
    assert (wants[first], wants[second]) == (False, True)
    office.nothing_else()
