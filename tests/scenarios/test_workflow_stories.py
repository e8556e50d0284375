"""What happens between the reminder and the accepted completion: more time, doubts, another agency, second thoughts."""

import pytest
from sqlmodel import col, select

from db.engine import reading
from db.statuses import Role
from db.tables import Completion, Extension, Occurrence, Remark
from tests.scenarios.office import Office, Person, at, on_telegram
from tests.scenarios.small_plans import DOM, NAN, PNON, SUBMISSION, duty, on_date, plan

TWO = (SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021")))


async def reminded(office: Office, *duties: str) -> tuple[Person, Person]:
    """Return the officer of Ia Dom, reminded once of what they owe, and the coordinator, on 01/10/2021 at 09:00."""
    office.import_plan(plan(*duties or (SUBMISSION,)))
    dom, coordinator = await office.officer_of(DOM), await office.coordinator()
    await office.until("2021-10-01 09:00")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    return dom, coordinator


def only(office: Office, clause: str = "1", agency: str = DOM) -> Occurrence:
    [item] = office.items(clause, agency)
    return item.occurrence


async def test_the_whole_life_of_an_item_and_the_audit_log_tells_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Còn 7 ngày làm việc", "Trả lời: XONG 1 · NHẬN 1 · GIA HẠN 1 <ngày>", sent="2021-09-24 07:00")
    await dom.chooses("Đã nhận 1", "nhận 1")
    office.expects(dom, "đã nhận việc 1")

    await office.until("2021-10-05 06:00")
    await dom.writes("gia hạn 1 đến 15/10 vì mất điện")
    office.expects(dom, "Đã ghi đề nghị gia hạn việc 1 đến hết ngày 15/10/2021 (lý do: mất điện); đã gửi Phòng Nội vụ")
    office.expects_digests(coordinator, "2021-09-29", "2021-10-04", "1 việc đến hạn trong 7 ngày tới")
    asked = office.expects(
        coordinator,
        "UBND xã Ia Dom xin gia hạn việc 1 đến hết ngày 15/10/2021 (lý do: mất điện).",
        "Gửi kế hoạch khắc phục – hạn trước ngày 06/10/2021",
        "DUYỆT 1 · TỪ CHỐI 1 <lý do>",
    )
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Chờ xác nhận: 1 việc", "• 1) UBND xã Ia Dom", "xin gia hạn đến 15/10 (mất điện)\n")
    await coordinator.chooses("Đồng ý", "duyệt 1", asked)
    office.expects(
        coordinator, "Đã đồng ý gia hạn việc 1 của UBND xã Ia Dom", "hạn gốc: trước ngày 06/10/2021; gia hạn lần 1"
    )
    office.expects(dom, "Phòng Nội vụ đồng ý gia hạn việc 1 đến hết ngày 15/10/2021", "hạn gốc: trước ngày 06/10/2021")
    await coordinator.chooses("Không đồng ý", "từ chối 1 đã đủ thời gian", asked)
    office.expects(coordinator, "không có đề nghị gia hạn nào đang chờ")

    await office.until("2021-10-15 10:00")
    office.expects_digests(coordinator, "2021-10-11", "2021-10-14", "1 việc đến hạn trong 7 ngày tới")
    office.expects_digests(coordinator, "2021-10-15", "2021-10-15", "1 việc đến hạn hôm nay")
    office.expects(dom, "Hôm nay đến hạn", "đến hết ngày 15/10/2021", sent="2021-10-15 07:00")
    await dom.writes("xong 1, số 45/BC-UBND ngày 14/10/2021")
    office.expects(
        dom,
        "đúng hạn (đã gia hạn; hạn gốc trước ngày 06/10/2021)",
        "Văn bản số 45/BC-UBND ngày 14/10/2021.",
        "Nhầm? Trả lời HỦY 1 trong 10 phút.",
    )
    await coordinator.writes("trả lại 1 thiếu phụ lục")
    office.expects(coordinator, "Đã trả lại việc 1")
    office.expects(dom, "Phòng Nội vụ trả lại việc 1: thiếu phụ lục")
    await office.until("2021-10-15 15:00")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 15:00 15/10/2021 – đúng hạn")
    await coordinator.writes("duyệt 1")
    office.expects(coordinator, "hoàn thành đúng hạn")

    await coordinator.writes("/visao 1")
    told = office.expects(coordinator, "gia hạn 1 lần", "báo xong 15:00 15/10/2021, đúng hạn đã gia hạn, quá hạn gốc")
    assert [line.removeprefix("• ") for line in told.text.splitlines()[2:]] == [
        "07:00 24/09/2021: nhắc trước hạn 7 ngày làm việc đến Rơ Mah H'Bơ",
        "09:00 24/09/2021: Rơ Mah H'Bơ (UBND xã Ia Dom) đã nhận việc",
        "06:00 05/10/2021: Rơ Mah H'Bơ (UBND xã Ia Dom) xin gia hạn đến hết ngày 15/10/2021: mất điện",
        "06:00 05/10/2021: Lê Văn An (Phòng Nội vụ) đồng ý gia hạn đến hết ngày 15/10/2021",
        "07:00 15/10/2021: nhắc trong ngày đến hạn đến Rơ Mah H'Bơ",
        "10:00 15/10/2021: Rơ Mah H'Bơ (UBND xã Ia Dom) báo hoàn thành: văn bản số 45/BC-UBND ngày 14/10/2021",
        "10:00 15/10/2021: Lê Văn An (Phòng Nội vụ) trả lại: thiếu phụ lục",
        "15:00 15/10/2021: Rơ Mah H'Bơ (UBND xã Ia Dom) báo hoàn thành",
        "15:00 15/10/2021: Lê Văn An (Phòng Nội vụ) xác nhận hoàn thành",
    ]
    assert only(office).status.value == "accepted"
    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_done_and_not_done_in_one_message(office: Office) -> None:
    dom, _ = await reminded(office, *TWO)
    await dom.writes("xong 1 còn 2 chưa xong vì mất điện")
    office.expects(
        dom,
        "Đã ghi nhận hoàn thành lúc 09:00 01/10/2021 – đúng hạn",
        "Đã ghi: việc 2 chưa xong (lý do: mất điện).",
        "Cần thêm thời gian? GIA HẠN 2 <ngày>",
    )
    assert (only(office).status.value, only(office, "2").status.value) == ("submitted", "open")
    with reading(office.engine) as session:
        [remark] = session.exec(select(Remark)).all()
    assert (remark.kind.value, remark.text, remark.occurrence_id) == ("not_done", "mất điện", only(office, "2").id)


async def test_what_is_said_of_several_items_without_a_code_is_asked_about(office: Office) -> None:
    dom, _ = await reminded(office, *TWO)
    asked = {
        "xong rồi": "Xong việc nào?",
        "chưa xong": "Chưa xong việc nào?",
        "gia hạn đến 15/10": "Xin gia hạn đến 15/10/2021 việc nào?",
        "được 70%": "Đang làm việc nào?",
        "xong hay chưa": "Chưa rõ ý nên chưa ghi nhận gì. Đang có 2 việc",
    }
    for text, question in asked.items():
        await dom.writes(text)
        office.expects(dom, question, "1) Trước 06/10", "2) Trước 08/10")
    assert (only(office).status.value, only(office, "2").status.value) == ("open", "open")
    office.nothing_else()


async def test_nothing_to_report_is_done_with_that_remark_and_progress_is_kept(office: Office) -> None:
    dom, _ = await reminded(office)
    await dom.writes("được 70%")
    office.expects(dom, "Đã ghi: việc 1 đang làm, được 70%.", "hạn vẫn là: trước ngày 06/10/2021")
    await dom.writes("tháng này không phát sinh")
    office.expects(dom, "Đã ghi nhận hoàn thành (không phát sinh) lúc 09:00 01/10/2021 – đúng hạn")
    with reading(office.engine) as session:
        kinds = [(row.kind.value, row.percent) for row in session.exec(select(Remark).order_by(col(Remark.id))).all()]
    assert kinds == [("in_progress", 70), ("nil_report", None)]
    office.nothing_else()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("gia hạn 1", "Chưa rõ gia hạn việc 1 đến ngày nào"),
        ("gia hạn 1 đến 01/09/2021", "Chưa rõ gia hạn việc 1 đến ngày nào"),
        ("gia hạn 1 đến 05/10", "không sau hạn hiện nay"),
        ("gia hạn 1 đến 15/10/2031", "quá xa (hơn một năm)"),
        ("gia hạn 7 đến 15/10", "Không có việc mã 7 trong chat này"),
    ],
)
async def test_a_day_that_cannot_be_asked_for_is_refused_with_what_to_do(
    office: Office, text: str, answer: str
) -> None:
    dom, _ = await reminded(office)
    await dom.writes(text)
    told = office.expects(dom, answer)
    assert "mã 7" in told.text or "GIA HẠN 1 08/10/2021" in told.text
    with reading(office.engine) as session:
        assert session.exec(select(Extension)).all() == []
    office.nothing_else()


async def test_a_number_of_days_is_counted_from_the_last_day_in_time(office: Office) -> None:
    dom, coordinator = await reminded(office)
    await dom.writes("gia hạn 1 thêm 3 ngày")
    office.expects(dom, "đến hết ngày 08/10/2021")
    office.expects(coordinator, "xin gia hạn việc 1 đến hết ngày 08/10/2021")
    await coordinator.writes("/duyet 1")
    office.expects(coordinator, "Đã đồng ý gia hạn")
    office.expects(dom, "đồng ý gia hạn việc 1 đến hết ngày 08/10/2021")
    row = only(office)
    assert (row.overdue_from, row.first_overdue_from, row.revision, row.extension_count) == (
        at("2021-10-09 00:00"),
        at("2021-10-06 00:00"),
        2,
        1,
    )
    await office.until("2021-10-08 08:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-10-05 07:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-07 07:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-08 07:00")
    office.expects_digests(coordinator, "2021-10-04", "2021-10-08", "1 việc đến hạn")
    office.nothing_else()


async def test_a_refusal_is_told_with_its_reason_and_nothing_moves(office: Office) -> None:
    dom, coordinator = await reminded(office)
    await dom.writes("gia hạn 1 đến 15/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn")
    office.expects(coordinator, "xin gia hạn")
    await dom.writes("duyệt 1")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    await dom.writes("/tuchoi 1 không cần")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    await coordinator.writes("từ chối 1 đã đủ thời gian")
    office.expects(coordinator, "Đã từ chối gia hạn việc 1 của UBND xã Ia Dom: đã đủ thời gian")
    office.expects(dom, "Phòng Nội vụ không đồng ý gia hạn việc 1: đã đủ thời gian", "hạn trước ngày 06/10/2021")
    row = only(office)
    assert (row.overdue_from, row.first_overdue_from, row.revision) == (at("2021-10-06 00:00"), None, 1)
    office.nothing_else()


@on_telegram
async def test_an_extension_asked_or_decided_by_the_wrong_officer_does_nothing(office: Office) -> None:
    dom, coordinator = await reminded(office)
    pnon = await office.officer_of(PNON)
    await dom.writes("gia hạn 1 đến 15/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn")
    asked = office.expects(coordinator, "xin gia hạn")
    forged = office.world.send(pnon.chat, "Chuyển tiếp", asked.buttons)
    office.seen(forged)
    await pnon.presses("Đồng ý", under=forged)
    office.expects(pnon, "Lệnh này dành cho đơn vị đầu mối")
    await pnon.writes("gia hạn 1 đến 20/10")
    office.expects(pnon, "Không có việc mã 1 trong chat này")
    assert only(office).revision == 1
    office.nothing_else()


async def test_a_completion_makes_a_request_needless(office: Office) -> None:
    dom, coordinator = await reminded(office)
    await dom.writes("gia hạn 1 đến 15/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn")
    office.expects(coordinator, "xin gia hạn")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await coordinator.chooses("Đồng ý", "từ chối 1 đã đủ thời gian")
    office.expects(coordinator, "không có đề nghị gia hạn nào đang chờ", "chờ xác nhận")
    assert (only(office).revision, only(office).status.value) == (1, "submitted")
    office.nothing_else()


async def test_a_second_thought_within_ten_minutes(office: Office) -> None:
    dom, _ = await reminded(office)
    await dom.writes("nhận 1")
    office.expects(dom, "đã nhận việc 1")
    await dom.writes("xong 1")
    office.expects(dom, "HỦY 1 trong 10 phút")
    await office.until("2021-10-01 09:09")
    await dom.writes("HỦY 1")
    office.expects(dom, "Đã hủy: việc 1 trở lại như trước")
    row = only(office)
    assert (row.status.value, row.completed_at) == ("acknowledged", None)
    await dom.writes("hủy 1")
    office.expects(dom, "Không hủy được")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    with reading(office.engine) as session:
        decisions = [row.decision and row.decision.value for row in session.exec(select(Completion)).all()]
    assert decisions == ["withdrawn", None]
    office.nothing_else()


async def test_a_request_for_more_time_is_taken_back_within_ten_minutes(office: Office) -> None:
    dom, coordinator = await reminded(office)
    await dom.writes("gia hạn 1 đến 15/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn việc 1")
    asked = office.expects(coordinator, "xin gia hạn việc 1")
    await dom.writes("hủy 1")
    office.expects(dom, "Đã rút lại đề nghị gia hạn việc 1.", "hạn vẫn là trước ngày 06/10/2021")
    office.expects(coordinator, "UBND xã Ia Dom rút lại đề nghị gia hạn việc 1.")
    await coordinator.chooses("Đồng ý", "từ chối 1 đã đủ thời gian", asked)
    office.expects(coordinator, "không có đề nghị gia hạn nào đang chờ")
    assert only(office).extension_count == 0
    office.nothing_else()


async def test_after_ten_minutes_or_a_decision_nothing_is_taken_back(office: Office) -> None:
    dom, coordinator = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.until("2021-10-01 09:11")
    await dom.writes("HỦY 1")
    office.expects(dom, "Không hủy được")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "1) UBND xã Ia Dom")
    await coordinator.writes("HỦY 1")
    office.expects(coordinator, "Việc 1 là của UBND xã Ia Dom nên chưa ghi nhận gì")
    assert only(office).status.value == "submitted"
    office.nothing_else()


async def test_not_ours_goes_to_the_coordinator_who_gives_it_to_another(office: Office) -> None:
    dom, coordinator = await reminded(office)
    pnon = await office.officer_of(PNON)
    await dom.writes("không phải việc của xã em, của UBND xã Ia Pnôn")
    office.expects(dom, "Đã ghi: việc 1 không phải của UBND xã Ia Dom; chờ Phòng Nội vụ phân công lại")
    office.expects(coordinator, "UBND xã Ia Dom báo việc 1 không phải của mình", "/giaolai 1 UBND xã Ia Pnôn")
    assert only(office).status.value == "not_ours"

    await dom.writes("/giaolai 1 Ia Pnôn")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    await coordinator.writes("/giaolai 1 xã")
    office.expects(coordinator, "có thể là", "/giaolai 1 UBND xã Ia Dom")
    await coordinator.writes("/giaolai 1 Ia Pnôn")
    office.expects(coordinator, "Đã giao lại cho UBND xã Ia Pnôn (trước là UBND xã Ia Dom)")
    office.expects(dom, "Phòng Nội vụ đã chuyển việc 1 cho UBND xã Ia Pnôn")
    office.expects(pnon, "🔔 Phòng Nội vụ giao việc 1 cho UBND xã Ia Pnôn: Gửi kế hoạch khắc phục")
    await office.until("2021-10-05 08:00")
    office.expects(pnon, "Còn 1 ngày làm việc", sent="2021-10-04 07:00")
    office.expects(pnon, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.import_plan(plan(SUBMISSION))  # the plan is read again: nothing returns to the first agency
    assert [(row.occurrence.status.value) for row in office.items("1")] == ["cancelled", "open"]
    await pnon.writes("xong 1")
    office.expects(pnon, "Đã ghi nhận hoàn thành")
    await office.until("2021-12-31 17:00")
    office.expects_digests(coordinator, "2021-10-04", "2021-10-05", "1 việc đến hạn")
    office.expects_digests(coordinator, "2021-10-06", "2021-12-31", "1 việc chờ quyết định")
    office.nothing_else()


async def test_not_ours_is_given_back_with_a_reason(office: Office) -> None:
    dom, coordinator = await reminded(office)
    await dom.writes("không phải việc của xã em")
    office.expects(dom, "Đã ghi: việc 1 không phải của UBND xã Ia Dom")
    office.expects(coordinator, "không phải của mình", "/giaolai 1 <cơ quan> · TRẢ LẠI 1 <lý do>")
    await coordinator.writes("trả lại 1 kế hoạch giao cho xã")
    office.expects(coordinator, "Đã trả lại việc 1")
    office.expects(dom, "Phòng Nội vụ trả lại việc 1: kế hoạch giao cho xã")
    assert only(office).status.value == "returned"
    office.nothing_else()


async def test_an_explanation_is_asked_for_kept_and_shown(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom, coordinator = await office.officer_of(DOM), await office.coordinator()
    await office.until("2021-10-11 09:00")
    last = dom.chat.messages[-1]
    assert "đôn đốc lần 3" in last.text
    assert "Đề nghị UBND xã Ia Dom giải trình lý do chậm." in last.text
    assert "Trả lời: XONG 1 · GIA HẠN 1 <ngày> · LÝ DO 1 <nội dung>" in last.text
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    await dom.writes("LÝ DO 1 mất điện ba ngày")
    office.expects(dom, "Đã ghi giải trình việc 1: mất điện ba ngày")
    await coordinator.writes("/quahan")
    office.expects(coordinator, "lý do: mất điện ba ngày")
    office.nothing_else()


async def test_the_story_is_for_whoever_may_see_the_item(office: Office) -> None:
    dom, _ = await reminded(office)
    pnon = await office.officer_of(PNON)
    await dom.writes("/visao 1")
    office.expects(dom, "Việc 1 – UBND xã Ia Dom", "nhắc trước hạn 7 ngày làm việc")
    await pnon.writes("/visao 1")
    office.expects(pnon, "Không có việc mã 1 trong chat này")
    office.nothing_else()


async def test_what_accepts_itself_waits_for_nobody(office: Office) -> None:
    itself = duty("1", "Gửi kế hoạch khắc phục", on_date("06/10/2021")) + 'acceptance = "itself"\n'
    dom, coordinator = await reminded(office, itself)
    await dom.writes("xong 1")
    told = office.expects(dom, "Đã ghi nhận hoàn thành lúc 09:00 01/10/2021 – đúng hạn")
    assert "xác nhận" not in told.text
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Không có việc nào chờ xác nhận")
    assert only(office).status.value == "accepted"
    await dom.writes("HỦY 1")
    office.expects(dom, "Đã hủy: việc 1")
    assert only(office).status.value == "open"
    office.nothing_else()


async def test_the_coordinator_has_an_agency_reminded_now_and_it_counts(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom, coordinator = await office.officer_of(DOM), await office.coordinator()
    await office.until("2021-10-07 09:00")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    await coordinator.writes("/nhac Ia Dom")
    office.expects(coordinator, "Đã nhắc 1 việc", "1) UBND xã Ia Dom – Gửi kế hoạch khắc phục")
    office.expects(dom, "đôn đốc lần 3: Gửi kế hoạch khắc phục", sent="2021-10-07 09:00")
    await dom.writes("/nhac Ia Dom")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    await coordinator.writes("/nhac Ia Lang")
    office.expects(coordinator, "Không có việc nào đang chờ để nhắc")
    await office.until("2021-10-11 08:00")
    office.expects(dom, "đôn đốc lần 4", sent="2021-10-11 07:00")
    office.expects_digests(coordinator, "2021-10-08", "2021-10-08", "1 việc quá hạn")
    office.expects(coordinator, "đôn đốc lần 4", sent="2021-10-11 07:00")
    office.nothing_else()


async def test_the_coordinator_sees_who_cannot_be_reached_and_why(office: Office) -> None:
    theirs = [duty(str(n), "Việc", on_date("06/12/2021"), lead=lead) for n, lead in ((1, DOM), (2, PNON), (3, NAN))]
    office.import_plan(plan(*theirs))
    dom, pnon, coordinator = await office.officer_of(DOM), await office.officer_of(PNON), await office.coordinator()
    await office.until("2021-10-20 09:00")
    await pnon.writes("/viec")
    office.expects(pnon, "UBND xã Ia Pnôn")
    await coordinator.writes("/khonglienlac")
    told = office.expects(
        coordinator,
        "Chưa liên lạc được: 2 cơ quan",
        "• UBND xã Ia Dom: không trả lời từ 14 ngày trở lên",
        "• UBND xã Ia Nan: chưa có cán bộ nào liên kết chat",
    )
    assert "Pnôn" not in told.text
    await dom.writes("/khonglienlac")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    office.nothing_else()
