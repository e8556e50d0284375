"""What an answer answers: numbers that keep their item, "all", a reply to a message, the question asked last."""

import re

from db.statuses import Role
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, on_date, plan

REPORT = duty("3", "Báo cáo quý III", on_date("08/10/2021"))
LIST = duty("4", "Lập danh sách hộ nghèo", on_date("06/10/2021"))


async def commune(office: Office, *duties: str, until: str = "2021-10-01 09:00") -> Person:
    """Import duties of one commune, let time pass, and pass over what its officer was reminded of."""
    office.import_plan(plan(*duties))
    dom = await office.officer_of(DOM)
    await office.until(until)
    office.seen(*(message for message in dom.chat.messages if message.author is None))
    return dom


def standing(office: Office, clause: str) -> list[str]:
    return [item.occurrence.status.value for item in office.items(clause)]


async def test_all_is_what_was_shown_and_is_asked_once_and_no_later_period_is_done(office: Office) -> None:
    dom = await commune(office, SUBMISSION, WEEKLY, LIST)
    await dom.writes("/viec")
    office.expects(dom, "UBND xã Ia Dom: 7 việc đang mở")
    await dom.writes("làm sao")
    asked = office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì. Đang có 4 việc")
    shown = re.findall(r"^(\d+)\)", asked.text, re.MULTILINE)

    await dom.writes("xong hết rồi")
    office.expects(dom, f"Xong cả 4 việc {', '.join(shown)}? Chưa ghi nhận gì.", "Trả lời ĐÚNG")
    assert {status for clause in "124" for status in standing(office, clause)} == {"open"}
    await dom.chooses("Đúng", "ĐÚNG")
    office.expects(dom, "Đã ghi nhận hoàn thành 4 việc")
    assert [standing(office, clause)[0] for clause in "124"] == ["submitted"] * 3
    assert standing(office, "2")[:3] == ["submitted", "submitted", "open"]
    assert set(standing(office, "2")[2:]) == {"open"}

    await dom.writes("hủy hết")
    office.expects(dom, f"Hủy (lấy lại) điều vừa báo của cả 4 việc {', '.join(shown)}?")
    await dom.writes("đúng")
    office.expects(dom, "Đã hủy")
    assert {status for clause in "124" for status in standing(office, clause)} == {"open"}
    office.nothing_else()


async def test_what_has_not_begun_is_left_out_of_all_and_that_is_said(office: Office) -> None:
    dom = await commune(office, SUBMISSION, WEEKLY)
    await dom.writes("/viec")
    listed = office.expects(dom, "UBND xã Ia Dom: 6 việc đang mở")
    later = re.findall(r"^(\d+)\) .*(?:14/10|21/10|28/10),", listed.text, re.MULTILINE)
    await dom.writes("xong tất cả")
    office.expects(dom, "Xong cả 3 việc", f"Chưa đến kỳ nên không tính: việc {', '.join(later)};")
    await dom.writes("không")
    office.expects(dom, "Vâng, chưa ghi nhận gì")
    assert {*standing(office, "1"), *standing(office, "2")} == {"open"}
    office.nothing_else()


async def test_a_number_answers_the_question_of_which_item_something_was_said(office: Office) -> None:
    dom = await commune(office, SUBMISSION, REPORT)
    await dom.writes("xin thêm 2 ngày vì mất điện")
    asked = office.expects(dom, "Xin gia hạn 2 ngày việc nào?", "1) Trước 06/10", "2) Trước 08/10")
    assert not asked.buttons
    await dom.writes("2")
    office.expects(dom, "Đã ghi đề nghị gia hạn việc 2 đến hết ngày 09/10/2021 (lý do: mất điện)")
    await dom.writes("/viec")
    office.expects(dom, "2 việc đang mở")
    await dom.writes("xong")
    office.expects(dom, "Xong việc nào?")
    await dom.chooses("Xong 1", "việc 1 nhé")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1: Gửi kế hoạch khắc phục")
    assert (standing(office, "1"), standing(office, "3")) == (["submitted"], ["open"])
    await dom.writes("hủy")
    office.expects(dom, "Đã hủy", "việc 1")
    assert standing(office, "1") == ["open"]
    office.nothing_else()


@on_telegram
async def test_a_reply_to_a_message_is_about_its_item_whatever_was_said_since(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, REPORT))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    first = office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", "Mã 1")
    await office.until("2021-09-28 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Báo cáo quý III", "Mã 2", sent="2021-09-28 07:00")
    await dom.sends("ok", None, reply_to=first)
    office.expects(dom, "đã nhận việc 1")
    await dom.sends("chưa xong, chờ số liệu", None, reply_to=first)
    office.expects(dom, "Đã ghi: việc 1 chưa xong")
    await dom.sends("xong", None, reply_to=first)
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1: Gửi kế hoạch khắc phục")
    assert (standing(office, "1"), standing(office, "3")) == (["submitted"], ["open"])
    office.nothing_else()


@on_telegram
async def test_a_yes_in_reply_to_another_message_does_not_answer_the_question_asked_last(office: Office) -> None:
    dom = await commune(office, SUBMISSION, LIST)
    await dom.writes("việc 1 là việc gì")
    other = office.expects(dom, "Việc 1: Gửi kế hoạch khắc phục")
    await dom.writes("/viec")
    office.expects(dom, "2 việc đang mở")
    await dom.writes("xong hết")
    office.expects(dom, "Xong cả 2 việc 1, 2?")
    await dom.sends("đúng", None, reply_to=other)
    office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì")
    assert (standing(office, "1"), standing(office, "4")) == (["open"], ["open"])
    await dom.writes("xong hết")
    asked = office.expects(dom, "Xong cả 2 việc 1, 2?")
    await dom.sends("đúng", None, reply_to=asked)
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc")
    office.nothing_else()


@on_telegram
async def test_a_reply_to_a_message_of_long_ago_is_about_no_other_item(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("5", "Báo cáo quý IV", on_date("15/11/2021"))))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    first = office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.until("2021-11-04 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Báo cáo quý IV", "Mã 2")
    await dom.sends("chưa xong", None, reply_to=first)
    office.expects(dom, "Số 1 đã lâu không nhắc đến nên chưa ghi nhận gì. Việc 1: Gửi kế hoạch khắc phục")
    assert standing(office, "5") == ["open"]
    office.nothing_else()


@on_telegram
async def test_a_button_of_an_older_question_records_nothing(office: Office) -> None:
    dom = await commune(office, SUBMISSION, LIST)
    await dom.writes("xong hết")
    old = office.expects(dom, "Xong cả 2 việc 1, 2?")
    await dom.writes("chưa xong 1")
    office.expects(dom, "Đã ghi: việc 1 chưa xong")
    await dom.presses("Đúng", under=old)
    office.expects(dom, "Vâng, chưa ghi nhận gì")
    await dom.writes("xong hết")
    office.expects(dom, "Xong cả 2 việc 1, 2?")
    await dom.presses("Đúng", under=old)
    office.expects(dom, "Vâng, chưa ghi nhận gì")
    assert (standing(office, "1"), standing(office, "4")) == (["open"], ["open"])
    office.nothing_else()


async def test_the_pages_of_what_waits_share_no_number_and_each_number_stays_good_for_a_decision(
    office: Office,
) -> None:
    clauses = [str(number) for number in range(1, 15)]
    office.import_plan(plan(*(duty(clause, f"Việc thứ {clause}", on_date("06/10/2021")) for clause in clauses)))
    dom = await office.officer_of(DOM)
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await office.until("2021-10-01 09:00")
    await dom.writes("/viec")
    await dom.writes("/viec trang 2")
    await dom.writes(f"xong {', '.join(clauses)}")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    numbers: dict[str, str] = {}
    for page in ("/choduyet", "xem tiếp", "/quahan", "/choduyet trang 2"):
        await coordinator.writes(page)
        text = coordinator.chat.messages[-1].text
        numbers |= {title: code for code, title in re.findall(r"(\d+)\) UBND xã Ia Dom – (Việc thứ \d+)", text)}
    office.seen(*(m for m in coordinator.chat.messages if m.author is None))
    assert len({*numbers.values()}) == len(numbers) == 14
    for title in ("Việc thứ 3", "Việc thứ 14"):
        await coordinator.writes(f"trả lại {numbers[title]} thiếu phụ lục")
        office.expects(coordinator, title)
        office.expects(dom, "thiếu phụ lục", title)
    found = {item.obligation.title: item.occurrence.status.value for clause in clauses for item in office.items(clause)}
    assert sorted(title for title, status in found.items() if status == "returned") == ["Việc thứ 14", "Việc thứ 3"]
    office.nothing_else()


async def test_a_number_that_was_not_shown_for_thirty_days_is_told_before_it_counts(office: Office) -> None:
    office.import_plan(plan(duty("5", "Báo cáo năm", on_date("20/12/2021"))))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-01 09:00")
    await dom.writes("xong phim")
    office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì. Đang có 1 việc:\n1) ")
    await office.until("2021-10-31 09:00")
    await dom.writes("xong 1")
    office.expects(dom, "Số 1 đã lâu không nhắc đến nên chưa ghi nhận gì. Việc 1: Báo cáo năm")
    assert standing(office, "5") == ["open"]
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Báo cáo năm")
    office.nothing_else()


async def test_a_coordinator_accepts_all_that_waits_with_two_messages(office: Office) -> None:
    clauses = [str(number) for number in range(1, 31)]
    leads = {clause: DOM if int(clause) % 2 else PNON for clause in clauses}
    duties = [duty(clause, f"Việc thứ {clause}", on_date("06/10/2021"), lead=leads[clause]) for clause in clauses]
    office.import_plan(plan(*duties))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await office.until("2021-10-01 09:00")
    for officer in (dom, pnon):
        await officer.writes("/viec")
        await officer.writes("/viec trang 2")
        await officer.writes(f"xong {', '.join(str(number) for number in range(1, 15))}")
    await dom.writes("gia hạn 15 đến 15/10 vì chờ số liệu")
    office.seen(*(m for person in (dom, pnon, coordinator) for m in person.chat.messages if m.author is None))

    await dom.writes("duyệt tất cả")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    await coordinator.writes("duyệt UBND xã Ia Pnôn")
    office.expects(coordinator, "Duyệt cả 14 việc đang chờ của 1 cơ quan", "Chờ lâu nhất: ", "và 4 việc khác")
    await coordinator.writes("không")
    office.expects(coordinator, "Vâng, chưa ghi nhận gì")
    await coordinator.writes("duyệt tất cả")
    office.expects(coordinator, "Duyệt cả 29 việc đang chờ của 2 cơ quan")
    await coordinator.chooses("Đúng", "ĐÚNG")
    office.expects(coordinator, "Đã xác nhận hoàn thành 28 việc", "Đã đồng ý gia hạn việc")
    office.expects(dom, "Phòng Nội vụ đồng ý gia hạn việc 15 đến hết ngày 15/10/2021")
    found = [item.occurrence.status.value for clause in clauses for item in office.items(clause, leads[clause])]
    assert (found.count("accepted"), found.count("open")) == (28, 2)
    await coordinator.writes("duyệt hết")
    office.expects(coordinator, "Không có việc nào chờ xác nhận")
    office.nothing_else()


async def test_a_coordinator_accepts_the_page_that_was_shown_and_no_more(office: Office) -> None:
    clauses = [str(number) for number in range(1, 13)]
    dom = await commune(office, *(duty(clause, f"Việc thứ {clause}", on_date("06/10/2021")) for clause in clauses))
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await dom.writes("/viec")
    await dom.writes("/viec trang 2")
    await dom.writes(f"xong {', '.join(clauses)}")
    await coordinator.writes("/choduyet")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    await coordinator.writes("duyệt trang này")
    office.expects(coordinator, "Duyệt cả 10 việc 1, 2, 3, 4, 5, 6, 7, 8, 9, 10? Chưa ghi nhận gì.")
    await coordinator.chooses("Đúng", "ĐÚNG")
    office.expects(coordinator, "Đã xác nhận hoàn thành 10 việc")
    found = [status for clause in clauses for status in standing(office, clause)]
    assert (found.count("accepted"), found.count("submitted")) == (10, 2)
    office.nothing_else()


async def test_a_coordinator_returns_several_items_for_one_reason(office: Office) -> None:
    dom = await commune(office, SUBMISSION, LIST)
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await dom.writes("xong 1, 2")
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Chờ xác nhận: 2 việc")
    await coordinator.writes("trả lại 1-2 thiếu phụ lục")
    office.expects(coordinator, "Đã trả lại 2 việc. Lý do: thiếu phụ lục")
    office.expects(dom, "Phòng Nội vụ trả lại 2 việc: thiếu phụ lục", "\n1) ", "\n2) ", "Trả lời XONG <mã>")
    assert (standing(office, "1"), standing(office, "4")) == (["returned"], ["returned"])
    office.nothing_else()


async def test_what_names_another_item_is_not_said_of_the_one_spoken_of_last(office: Office) -> None:
    dom = await commune(office, SUBMISSION, LIST)
    for text, asked in (
        ("xong kế hoạch khắc phục", "việc nào? Chưa ghi nhận gì"),
        ("xin thêm 2 ngày cho kế hoạch khắc phục", "Xin gia hạn 2 ngày việc nào?"),
        ("kế hoạch khắc phục chưa xong", "Chưa xong việc nào?"),
    ):
        await dom.writes("việc 2 nộp ở đâu vậy em")
        office.expects(dom, "Việc 2: Lập danh sách hộ nghèo")
        await dom.writes(text)
        office.expects(dom, asked, "1) Trước 06/10 – Gửi kế hoạch khắc phục", "\n2) ")
        await dom.writes("không")
        office.expects(dom, "Vâng, chưa ghi nhận gì")
    await dom.writes("việc 2 nộp ở đâu vậy em")
    office.expects(dom, "Việc 2: Lập danh sách hộ nghèo")
    await dom.writes("chưa xong vì chờ kế hoạch khắc phục")
    office.expects(dom, "Đã ghi: việc 2 chưa xong (lý do: chờ kế hoạch khắc phục)")
    await dom.writes("da gui ke hoach khac phuc roi nhe")
    office.expects(dom, "Xong việc nào? Chưa ghi nhận gì", "1) Trước 06/10 – Gửi kế hoạch khắc phục", "\n2) ")
    assert (standing(office, "1"), standing(office, "4")) == (["open"], ["open"])
    await dom.writes("1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1")
    await dom.writes("việc 2 nộp ở đâu vậy em")
    office.expects(dom, "Việc 2: Lập danh sách hộ nghèo")
    await dom.writes("đã nộp danh sách rồi ạ")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 2")
    office.nothing_else()


async def test_of_all_that_waits_what_is_not_theirs_or_was_taken_back_meanwhile_is_left(office: Office) -> None:
    dom = await commune(office, SUBMISSION, LIST, REPORT)
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await dom.writes("/viec")
    await dom.writes("việc 3 không phải việc của xã em")
    await dom.writes("xong 1, 2")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    assert (standing(office, "3"), standing(office, "4")) == (["not_ours"], ["submitted"])
    await coordinator.writes("duyệt tất cả")
    office.expects(coordinator, "Duyệt cả 2 việc đang chờ của 1 cơ quan")
    await dom.writes("hủy 2")
    office.expects(dom, "Đã hủy: việc 2 trở lại như trước")
    await coordinator.writes("ĐÚNG")
    told = office.expects(coordinator, "Đã xác nhận việc", "hoàn thành đúng hạn")
    assert "không thay đổi" not in told.text
    assert (standing(office, "1"), standing(office, "4")) == (["accepted"], ["open"])
    office.nothing_else()
