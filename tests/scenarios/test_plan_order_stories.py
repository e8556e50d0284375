"""The coordinator tells the plan in the chat what it does not know: an event's day, a deadline, an officer."""

import re

import pytest
from sqlmodel import select

from db.engine import reading
from db.statuses import Role
from db.tables import AuditEntry, EventRecord, LinkCode, Notification, Obligation, Officer
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, LANG, PNON, duty, on_date, plan

ARMED = duty(
    "II.3",
    "Trình công bố thủ tục hành chính",
    'kind = "event", trigger = "ngày ký quyết định", offset = 5, unit = "working_day"',
)
UNDATED = duty("II.4", "Công khai thủ tục hành chính", 'kind = "undated", reason = "Theo kế hoạch"')
AFTER = duty("II.5", "Báo cáo kết quả kiểm tra", 'kind = "event", trigger = "kết thúc đợt kiểm tra", offset = 0')
FAR = duty("1", "Tổng kết", on_date("06/10/2023"))
PLAN = plan(FAR, ARMED, UNDATED, AFTER)


async def opened(office: Office, register: str = PLAN) -> tuple[Person, Person]:
    """Return the officer of Ia Dom and the coordinator, on Thursday 07/10/2021 at 09:00."""
    office.import_plan(register)
    dom, coordinator = await office.officer_of(DOM, name="Rơ Mah H'Bơ"), await office.coordinator()
    await office.until("2021-10-07 09:00")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    return dom, coordinator


def duty_of(office: Office, clause: str) -> Obligation:
    with reading(office.engine) as session:
        return session.exec(select(Obligation).where(Obligation.clause == clause)).one()


async def test_an_event_is_recorded_and_the_agency_reminded_of_what_follows(office: Office) -> None:
    dom, coordinator = await opened(office)
    await coordinator.writes("/moviec")
    office.expects(
        coordinator,
        "Chờ sự kiện: 1 nhiệm vụ",
        "• II.3 (KH 9/KH-UBND) – Trình công bố thủ tục hành chính – ngày ký quyết định",
        "/moviec II.3 <ngày>",
    )
    await coordinator.writes("/mở việc mục II.3 06/10 QĐ 812")
    office.expects(
        coordinator,
        "Ghi sự kiện ngày 06/10/2021, chờ xác nhận: ngày ký quyết định",
        "Hạn sẽ là: đến hết ngày 13/10/2021 (chậm nhất hết giờ làm việc thứ Tư)",
        "GHI 1 hoặc THÔI 1",
    )
    assert office.items("II.3") == []
    await coordinator.chooses("Ghi", "ghi 1")
    office.expects(coordinator, "Đã ghi sự kiện ngày 06/10/2021", "Sẽ nhắc: UBND xã Ia Dom")
    await office.until("2021-10-12 09:00")
    # The stages of seven and three working days before are missed ones: the latest of them is told at once.
    office.expects(dom, "Còn 4 ngày làm việc: Trình công bố thủ tục hành chính", "đến hết ngày 13/10/2021")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-10-08 07:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-12 07:00")
    await coordinator.writes("/moviec")
    office.expects_digests(coordinator, "2021-10-08", "2021-10-12", "việc đến hạn trong 7 ngày tới")
    office.expects(coordinator, "Không có nhiệm vụ nào chờ sự kiện")
    with reading(office.engine) as session:
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.action == "event_recorded")).all()
    assert (entry.details, bool(entry.inbound_id)) == ({"happened_on": "2021-10-06", "remark": "QĐ 812"}, True)
    office.nothing_else()


@on_telegram
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/moviec II.3 08/10", "ngày này chưa tới. Ghi khi đã xảy ra, ví dụ: /moviec II.3 07/10/2021"),
        ("/moviec II.3 24/11", "ngày này chưa tới"),
        ("/moviec II.3", "chưa rõ ngày nào"),
        ("/moviec II.3 31/02/2021", "chưa rõ ngày nào"),
        ("/moviec II.4 06/10", "Mục II.4 không tính hạn từ sự kiện"),
        ("/moviec II.5 06/10", "Mục II.5 không tính hạn từ sự kiện"),
        ("/moviec IX.9 06/10", 'Không có mục "IX.9"'),
        ("/datngay II.4 hôm qua", '"hôm qua" đã qua'),
        ("/datngay II.4 01/10/2021", '"01/10/2021" đã qua'),
        ("/datngay II.4", "chưa ghi thời hạn"),
        ("/datngay 1 15/10", "Mục 1 đã có hạn theo văn bản"),
        ("/datngay II.4 thường xuyên", "chưa rõ ngày nào"),
    ],
)
async def test_what_cannot_be_recorded_is_refused_with_what_to_do(office: Office, text: str, said: str) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(text)
    office.expects(coordinator, said)
    office.nothing_else()


async def test_an_event_is_not_recorded_twice(office: Office) -> None:
    _, coordinator = await opened(office)
    for _ in range(2):
        await coordinator.writes("/moviec ii.3 hôm qua")
        office.expects(coordinator, "Ghi sự kiện ngày 06/10/2021")
    await coordinator.writes("ghi 1")
    office.expects(coordinator, "Đã ghi sự kiện")
    await coordinator.writes("ghi 2")
    office.expects(coordinator, "Sự kiện ngày 06/10/2021 của mục II.3 đã ghi trước đó")
    await coordinator.writes("/moviec II.3 06/10")
    office.expects(coordinator, "Sự kiện ngày 06/10/2021 của mục II.3 đã ghi trước đó")
    with reading(office.engine) as session:
        assert len(session.exec(select(EventRecord)).all()) == 1
    assert len(office.items("II.3")) == 1


async def test_a_clause_of_two_plans_is_asked_about(office: Office) -> None:
    _, coordinator = await opened(office)
    other = PLAN.replace('"ke-hoach-9"', '"ke-hoach-10"').replace("9/KH-UBND", "10/KH-UBND")
    office.import_plan(other)
    await coordinator.writes("/moviec II.3 06/10")
    office.expects(
        coordinator, "Mục II.3 có trong 2 kế hoạch: KH 9/KH-UBND; KH 10/KH-UBND", "/moviec II.3 06/10 KH 9/KH-UBND"
    )
    await coordinator.writes("/moviec II.3 06/10 KH 10/KH-UBND")
    office.expects(coordinator, "Ghi sự kiện ngày 06/10/2021")
    await coordinator.writes("ghi 1")
    office.expects(coordinator, "Đã ghi sự kiện")
    assert [item.plan.short for item in office.items("II.3")] == ["KH 10/KH-UBND"]


async def test_an_undated_duty_gets_its_deadline(office: Office) -> None:
    dom, coordinator = await opened(office)
    await coordinator.writes("/datngay")
    office.expects(
        coordinator, "Cần ấn định hạn: 2 nhiệm vụ", "• II.4", "Theo kế hoạch", "• II.5", "kết thúc đợt kiểm tra"
    )
    await coordinator.writes("/đặt ngày II.4 chậm nhất thứ Sáu tuần sau")
    office.expects(
        coordinator,
        "Ấn định hạn mục II.4, chờ xác nhận: Công khai thủ tục hành chính",
        "Cơ quan: UBND xã Ia Dom",
        "Hạn: đến hết ngày 15/10/2021",
        "GHI 1 hoặc THÔI 1",
    )
    await coordinator.chooses("Ghi", "ghi 1")
    office.expects(coordinator, "Đã ấn định hạn mục II.4", "Sẽ nhắc: UBND xã Ia Dom")
    await office.until("2021-10-11 17:00")
    office.expects(dom, "Còn 6 ngày làm việc: Công khai thủ tục hành chính", "Hạn: đến hết ngày 15/10/2021")
    await office.until("2021-10-12 12:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-10-12 07:00")
    await coordinator.writes("/datngay")
    office.expects_digests(coordinator, "2021-10-11", "2021-10-12", "việc đến hạn trong 7 ngày tới")
    office.expects(coordinator, "Cần ấn định hạn: 1 nhiệm vụ")
    office.nothing_else()


async def test_an_assigned_deadline_survives_until_the_register_names_one(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes("/datngay II.4 trước ngày 20/10")
    await coordinator.writes("ghi 1")
    assigned = duty_of(office, "II.4").rule
    assert assigned["on"] == "2021-10-20"
    assert len(office.items("II.4")) == 1

    same = office.import_plan(PLAN)
    assert (same.changed, same.undated) == ([], ["II.3", "II.5"])
    office.import_plan(PLAN.replace("Theo kế hoạch", "Theo yêu cầu"))
    assert (duty_of(office, "II.4").rule, duty_of(office, "II.4").assigned_by_id is None) == (assigned, False)
    assert [item.occurrence.status.value for item in office.items("II.4")] == ["open"]

    dated = duty("II.4", "Công khai thủ tục hành chính", on_date("25/10/2021"))
    report = office.import_plan(plan(FAR, ARMED, dated, AFTER))
    row = duty_of(office, "II.4")
    assert (report.overruled, row.rule["on"], row.assigned_by_id, row.stated_rule) == (
        ["II.4"],
        "2021-10-25",
        None,
        None,
    )
    [item] = office.items("II.4")
    assert f"{item.occurrence.nominal_at:%d/%m/%Y}" == "24/10/2021"  # 25/10 00:00 in Vietnam
    assert coordinator


async def test_a_deadline_that_was_assigned_may_be_assigned_anew(office: Office) -> None:
    _, coordinator = await opened(office)
    for number, day in enumerate(("20/10", "22/10"), start=1):
        await coordinator.writes(f"/datngay II.4 trước ngày {day}")
        await coordinator.writes(f"ghi {number}")
    assert duty_of(office, "II.4").rule["on"] == "2021-10-22"
    assert duty_of(office, "II.4").stated_rule == {"kind": "undated", "reason": "Theo kế hoạch"}
    assert len(office.items("II.4")) == 1


@on_telegram
async def test_a_list_is_shown_page_by_page(office: Office) -> None:
    many = [duty(f"III.{number}", f"Việc {number}", 'kind = "undated", reason = "kịp thời"') for number in range(1, 26)]
    _, coordinator = await opened(office, plan(FAR, *many))
    await coordinator.writes("/datngay")
    office.expects(coordinator, "Cần ấn định hạn: 25 nhiệm vụ", "• III.10 ", "Trang 1/3, xem tiếp: /datngay trang 2")
    await coordinator.writes("/datngay trang 3")
    office.expects(coordinator, "• III.21 ", "• III.25 ", "Trang 3/3\n")
    await coordinator.writes("/datngay trang 9")
    office.expects(coordinator, "Trang 3/3\n")
    office.nothing_else()


async def test_a_plan_of_others_is_not_touched(office: Office) -> None:
    await opened(office)
    lang = await office.officer_of(LANG, Role.COORDINATOR)
    for text in ("/moviec II.3 06/10", "/datngay II.4 20/10"):
        await lang.writes(text)
        office.expects(lang, "Không có mục")
    await lang.writes("/moviec")
    office.expects(lang, "Không có nhiệm vụ nào chờ sự kiện")
    office.nothing_else()


async def test_an_agency_without_an_officer_is_brought_into_the_chat(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes("/capma Ia Lang")
    office.expects(coordinator, "UBND xã Ia Lang chưa có cán bộ nào. Thêm: /themcanbo UBND xã Ia Lang: <họ tên>")
    await coordinator.writes("/thêm cán bộ Ia Lang: Siu Blơi")
    office.expects(coordinator, "Thêm cán bộ, chờ xác nhận: Siu Blơi, UBND xã Ia Lang", "THÊM 1 hoặc THÔI 1")
    await coordinator.chooses("Thêm", "thêm 1")
    office.expects(coordinator, "Đã thêm cán bộ Siu Blơi, UBND xã Ia Lang", "/capma UBND xã Ia Lang")
    await coordinator.writes("/cấp mã Ia Lang")
    told = office.expects(coordinator, "Mã liên kết cho UBND xã Ia Lang", "dùng một lần trong 15 phút", "• Siu Blơi: ")
    code = re.findall(r"Siu Blơi: ([A-Z2-9]{8})", told.text)[0]
    assert (f"https://t.me/nhachan_thu_bot?start={code}" in told.text) == ("telegram" in office.channels)
    newcomer = office.stranger("Siu Blơi")
    await newcomer.writes(code)
    office.expects(newcomer, "Đã liên kết chat này", "Siu Blơi")
    with reading(office.engine) as session:
        texts = [row.text or "" for row in session.exec(select(Notification)).all()]
        officer = session.exec(select(Officer).where(Officer.name == "Siu Blơi")).one()
        [linked] = session.exec(select(LinkCode).where(LinkCode.officer_id == officer.id)).all()
    assert [text for text in texts if code in text] == []
    assert (officer.role, linked.used_at is not None) == (Role.OFFICER, True)
    office.nothing_else()


async def test_no_codes_for_those_who_see_as_much_or_more(office: Office) -> None:
    _, coordinator = await opened(office)
    for role in (Role.ADMIN, Role.LEADER, Role.COORDINATOR):
        office.add_officer(PNON, role)
    await coordinator.writes("/capma Ia Pnôn")
    office.expects(coordinator, "UBND xã Ia Pnôn chưa có cán bộ nào")
    office.add_officer(PNON, Role.HEAD, name="Kpuih Thuân")
    await coordinator.writes("/capma Ia Pnôn")
    told = office.expects(coordinator, "• Kpuih Thuân: ")
    assert told.text.count("•") == 1
    office.nothing_else()


@on_telegram
async def test_codes_are_limited_in_an_hour_and_each_is_in_the_audit_log(office: Office) -> None:
    _, coordinator = await opened(office)
    for number in range(10):
        office.add_officer(PNON, name=f"Cán bộ {'ABCDEFGHIJ'[number]}")
    for _ in range(6):
        await coordinator.writes("/capma Ia Pnôn")
        office.expects(coordinator, "Mã liên kết cho UBND xã Ia Pnôn")
    await coordinator.writes("/capma Ia Pnôn")
    office.expects(coordinator, "đã cấp quá nhiều mã trong 60 phút qua")
    with reading(office.engine) as session:
        query = select(AuditEntry).where(AuditEntry.action == "link_code_issued", AuditEntry.actor != "cli")
        assert len(session.exec(query).all()) == 60
    await office.until("2021-10-07 10:30")
    await coordinator.writes("/capma Ia Pnôn")
    office.expects(coordinator, "Mã liên kết cho UBND xã Ia Pnôn")
    office.nothing_else()


@on_telegram
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/themcanbo Ia Lang", "cần tên cơ quan và họ tên. Ví dụ: /themcanbo UBND xã Ia Lang: Nguyễn Văn An"),
        ("/themcanbo", "cần tên cơ quan và họ tên"),
        ("/themcanbo Ia Lang: <b>An</b>", "cần tên cơ quan và họ tên"),
        ("/themcanbo Ia Lang: " + "An " * 60, "cần tên cơ quan và họ tên"),
        ("/themcanbo Ia Dom: Ro Mah H'Bo", "UBND xã Ia Dom đã có Ro Mah H'Bo"),
        ("/themcanbo Ia: Lê An", '"Ia" có thể là'),
        ("/capma", "Cấp mã cho cơ quan nào? Ví dụ: /capma Ia Lang"),
        ("/help giaoviec", "/giaoviec <cơ quan>: <việc>, <thời hạn>"),
        ("/help cấp mã", "/themcanbo <cơ quan>: <họ tên>"),
    ],
)
async def test_what_is_lacking_is_said(office: Office, text: str, said: str) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(text)
    office.expects(coordinator, said)
    office.nothing_else()


async def test_what_the_coordinator_took_back_does_not_return_with_an_import(office: Office) -> None:
    soon = duty("1", "Báo cáo", on_date("15/10/2021"))
    dom, coordinator = await opened(office, plan(soon, ARMED))
    await coordinator.writes("/saphan 30")
    await coordinator.writes("/thoiviec 1 không còn cần")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    office.import_plan(plan(soon.replace("15/10/2021", "20/10/2021"), ARMED))
    assert [item.occurrence.status.value for item in office.items("1")] == ["cancelled"]
    await office.until("2021-10-29 17:00")
    office.nothing_else()
