"""A coordinator gives duties in the chat: repeated, confirmed, told, reminded of, done; and what must not happen."""

import pytest
from sqlmodel import col, select

from db.engine import reading, writing
from db.statuses import ItemStatus, Role
from db.tables import Agency, AuditEntry, Draft, InboundMessage, Obligation, Occurrence, Officer, Plan
from reminders.plans.register.register import RegisterError
from tests.scenarios.office import Office, Person, at, on_telegram
from tests.scenarios.small_plans import DOM, LANG, NAN, PNON, duty, on_date, plan

GROUP = f'[[group]]\nkey = "cac-xa"\nname = "UBND các xã"\nmembers = ["{DOM}", "{PNON}", "{LANG}", "{NAN}"]\n'
PLAN = plan(GROUP, duty("9.9", "Việc của kế hoạch khác", on_date("06/10/2023")))
ORDER = "/giaoviec Ia Pnôn: báo cáo số liệu hộ nghèo, trước 15 giờ ngày 12/10"
ADHOC = "giao-viec-phong-noi-vu-2021"


async def opened(office: Office) -> tuple[Person, Person]:
    """Return the officer of Ia Pnôn and the coordinator, on Tuesday 05/10/2021 at 09:00."""
    office.import_plan(PLAN)
    pnon, coordinator = await office.officer_of(PNON), await office.coordinator()
    await office.until("2021-10-05 09:00")
    return pnon, coordinator


def duties(office: Office) -> list[Obligation]:
    """Return the duties that were given in the chat."""
    with reading(office.engine) as session:
        query = select(Obligation).join(Plan).where(Plan.key == ADHOC).order_by(col(Obligation.id))
        return list(session.exec(query).all())


async def test_a_duty_is_given_in_one_message_reminded_of_done_and_accepted(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    office.expects(
        coordinator,
        "Giao việc, chờ xác nhận: Báo cáo số liệu hộ nghèo",
        "Cơ quan: UBND xã Ia Pnôn\n",
        "Hạn: trước 15 giờ thứ Ba 12/10/2021",
        "Nhắc trước hạn 3, 1 ngày làm việc và sáng ngày cuối",
        "Chưa giao. Trả lời trong 30 phút: GIAO 1 hoặc THÔI 1",
    )
    assert duties(office) == []
    await coordinator.chooses("Giao", "GIAO 1")
    office.expects(coordinator, "Đã giao 1 việc: Báo cáo số liệu hộ nghèo", "• 1) UBND xã Ia Pnôn")
    office.expects(
        pnon,
        "🔔 Phòng Nội vụ giao việc 1 cho UBND xã Ia Pnôn: Báo cáo số liệu hộ nghèo",
        "Giao việc 2021, mục 1",
        "XONG 1 · NHẬN 1",
    )
    await office.until("2021-10-12 07:30")
    office.expects(pnon, "Còn 3 ngày làm việc", sent="2021-10-07 07:00")
    office.expects(pnon, "Còn 1 ngày làm việc", sent="2021-10-11 07:00")
    office.expects(pnon, "Hôm nay đến hạn: Báo cáo số liệu hộ nghèo", sent="2021-10-12 07:00")
    await pnon.writes("xong 1, số 45/BC-UBND")
    office.expects(pnon, "Đã ghi nhận hoàn thành lúc 07:30 12/10/2021 – đúng hạn", "Chờ Phòng Nội vụ xác nhận")
    await coordinator.writes("duyệt 1")
    office.expects_digests(coordinator, "2021-10-06", "2021-10-12")
    office.expects(coordinator, "hoàn thành đúng hạn")
    await coordinator.writes("/visao 1")
    office.expects(coordinator, "09:00 05/10/2021: Cán bộ Phòng Nội vụ (Phòng Nội vụ) giao việc")
    office.nothing_else()


async def test_the_origin_of_a_duty_is_the_message_that_ordered_it(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    with reading(office.engine) as session:
        ordered = session.exec(select(InboundMessage).order_by(col(InboundMessage.id).desc())).first()
    await coordinator.writes("giao 1")
    [made] = duties(office)
    with reading(office.engine) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "duty_given")).all()
        [own] = session.exec(select(Plan).where(Plan.key == ADHOC)).all()
    assert ordered
    assert [(entry.subject_id, entry.inbound_id) for entry in entries] == [(made.id, ordered.id)]
    assert (own.number, own.short, made.clause) == ("Giao việc năm 2021", "Giao việc 2021", "1")


async def test_a_draft_that_nobody_confirms_expires(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    office.expects(coordinator, "Chưa giao")
    await office.until("2021-10-05 09:31")
    await coordinator.chooses("Giao", "GIAO 1")
    office.expects(coordinator, "Lệnh 1 đã hết hạn, chưa ghi nhận gì: Báo cáo số liệu hộ nghèo")
    assert duties(office) == []
    office.nothing_else()


async def test_confirming_twice_does_nothing_twice(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    office.expects(coordinator, "Chưa giao")
    for said in ("Đã giao 1 việc", "Lệnh 1 đã được xác nhận trước đó, không làm lại"):
        await coordinator.chooses("Giao", "GIAO 1")
        office.expects(coordinator, said)
    await coordinator.chooses("Thôi", "thôi 1")
    office.expects(coordinator, "Lệnh 1 đã được xác nhận trước đó")
    office.expects(pnon, "giao việc 1")
    assert len(duties(office)) == 1
    office.nothing_else()


async def test_a_dropped_draft_stays_dropped(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    office.expects(coordinator, "Chưa giao")
    await coordinator.chooses("Thôi", "thôi 1")
    office.expects(coordinator, "Đã bỏ lệnh 1, chưa ghi nhận gì")
    await coordinator.chooses("Giao", "GIAO 1")
    office.expects(coordinator, "Lệnh 1 đã bỏ")
    assert duties(office) == []
    office.nothing_else()


async def test_two_drafts_are_told_apart_by_number_and_button(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    first = office.expects(coordinator, "GIAO 1 hoặc THÔI 1")
    await coordinator.writes("/giao việc Ia Pnôn: rà soát danh sách, chậm nhất thứ Sáu")
    office.expects(coordinator, "Rà soát danh sách", "GIAO 2 hoặc THÔI 2", "đến hết ngày 08/10/2021")
    await coordinator.writes("ok giao 2 nhé")
    office.expects(coordinator, "chưa ghi nhận gì")
    await coordinator.writes("Giao 2")
    office.expects(coordinator, "Đã giao 1 việc: Rà soát danh sách")
    office.expects(pnon, "Rà soát danh sách")
    await coordinator.chooses("Giao", "giao 1", first)
    office.expects(coordinator, "Đã giao 1 việc: Báo cáo số liệu hộ nghèo")
    office.expects(pnon, "Báo cáo số liệu hộ nghèo")
    assert [(duty.clause, duty.title) for duty in duties(office)] == [
        ("1", "Rà soát danh sách"),
        ("2", "Báo cáo số liệu hộ nghèo"),
    ]
    office.nothing_else()


@on_telegram
async def test_only_the_coordinator_who_wrote_it_may_confirm_and_only_in_that_chat(office: Office) -> None:
    pnon, coordinator = await opened(office)
    other = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await coordinator.writes(ORDER)
    draft = office.expects(coordinator, "Chưa giao")
    for person in (pnon, other):
        forwarded = office.world.send(person.chat, draft.text, draft.buttons)  # as if with its buttons
        office.seen(forwarded)
        await person.presses("Giao", under=forwarded)
        office.expects(person, "Nút này không phải của một lệnh trong chat này nên chưa ghi nhận gì")
        await person.writes("giao 1")
        office.expects(person, "Chưa rõ ý nên chưa ghi nhận gì")
    assert duties(office) == []
    office.nothing_else()


async def test_an_officer_may_not_give_duties(office: Office) -> None:
    pnon, _ = await opened(office)
    for text in (ORDER, "/moviec", "/datngay", "/capma Ia Pnôn", "/themcanbo Ia Pnôn: Lê An", "/thoiviec 1 nhầm"):
        await pnon.writes(text)
        office.expects(pnon, "Lệnh này dành cho đơn vị đầu mối")
    with reading(office.engine) as session:
        assert session.exec(select(Draft)).all() == []
    office.nothing_else()


async def test_a_coordinator_gives_nothing_outside_the_own_scope(office: Office) -> None:
    await opened(office)
    dom = await office.officer_of(DOM, Role.COORDINATOR)
    for name in ("Ia Pnôn", "UBND các xã"):
        await dom.writes(f"/giaoviec {name}: báo cáo, trước ngày 12/10")
        office.expects(dom, f'không tìm thấy "{name}" trong phạm vi theo dõi')
    await dom.writes("/capma Ia Pnôn")
    office.expects(dom, 'Không tìm thấy cơ quan "Ia Pnôn"')
    await dom.writes("/themcanbo Ia Pnôn: Lê Văn An")
    office.expects(dom, 'Không tìm thấy cơ quan "Ia Pnôn"')
    office.nothing_else()


@pytest.mark.parametrize(
    ("scope", "role", "said"),
    [
        (DOM, Role.COORDINATOR, "không còn trong phạm vi theo dõi"),
        ("ubnd-huyen", Role.LEADER, "Lệnh này dành cho đơn vị đầu mối"),
    ],
)
async def test_the_rights_are_asked_again_when_a_draft_is_confirmed(
    office: Office, scope: str, role: Role, said: str
) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    office.expects(coordinator, "Chưa giao")
    with writing(office.engine) as session:
        officer = session.exec(select(Officer).where(Officer.role == Role.COORDINATOR)).one()
        officer.scope_id = session.exec(select(Agency.id).where(Agency.key == scope)).one()
        officer.role = role
    await coordinator.chooses("Giao", "giao 1")
    office.expects(coordinator, said)
    assert duties(office) == []
    office.nothing_else()


async def test_a_group_and_an_agency_are_told_once_each_and_who_has_no_chat_is_named(office: Office) -> None:
    pnon, coordinator = await opened(office)
    dom = await office.officer_of(DOM)
    await coordinator.writes("/giaoviec các xã, Ia Dom: rà soát danh sách hộ nghèo, trong 3 ngày làm việc")
    office.expects(coordinator, "Cơ quan: UBND các xã; UBND xã Ia Dom (4 cơ quan)", "đến hết ngày 08/10/2021")
    await coordinator.writes("giao 1")
    office.expects(
        coordinator,
        "Đã giao 4 việc",
        "• 1) UBND xã Ia Dom",
        "Chưa báo được, vì chưa có ai liên kết chat: UBND xã Ia Lang; UBND xã Ia Nan. Cấp mã: /capma UBND xã Ia Lang",
    )
    office.expects(dom, "giao việc 1 cho UBND xã Ia Dom")
    office.expects(pnon, "giao việc 1 cho UBND xã Ia Pnôn")
    assert len(office.items("1")) == 4
    office.nothing_else()


async def test_a_recurring_duty_recurs_and_ends_when_it_is_taken_back(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes("/giaoviec Ia Pnôn báo cáo giải ngân hàng tuần trước 15 giờ thứ Năm")
    office.expects(coordinator, "Hạn: trước 15 giờ thứ Năm hàng tuần; kỳ đầu: 07/10/2021", "trước hạn 1 ngày")
    await coordinator.writes("giao 1")
    office.expects(coordinator, "Đã giao 1 việc", "kỳ đầu: 07/10/2021", "• 1) UBND xã Ia Pnôn")
    office.expects(pnon, "giao việc 1 cho UBND xã Ia Pnôn: Báo cáo giải ngân")
    await office.until("2021-10-06 09:00")
    office.expects(pnon, "Còn 1 ngày làm việc: Báo cáo giải ngân (kỳ 07/10/2021)", sent="2021-10-06 07:00")
    await coordinator.writes("/thôi việc 1 đã có hệ thống khác")
    office.expects_digests(coordinator, "2021-10-06", "2021-10-06")
    office.expects(coordinator, "Đã thôi giao việc 1", "không giao nữa cho cơ quan nào")
    office.expects(
        pnon, "Phòng Nội vụ thôi giao việc 1; UBND xã Ia Pnôn không còn phải làm: đã có hệ thống khác", "Các kỳ sau"
    )
    assert {item.occurrence.status.value for item in office.items("1")} == {"cancelled"}
    await office.until("2021-11-30 17:00")
    office.nothing_else()


@on_telegram
async def test_who_has_done_the_first_period_is_told_too_that_a_duty_has_ended(office: Office) -> None:
    pnon, coordinator = await opened(office)
    lang = await office.officer_of(LANG)
    await coordinator.writes("/giaoviec Ia Pnôn, Ia Lang: báo cáo giải ngân, trước 15 giờ thứ Năm hàng tuần")
    await coordinator.writes("giao 1")
    await lang.writes("xong 1")
    [first] = [item for item in office.items("1", LANG) if item.occurrence.status.value == "submitted"]
    with writing(office.engine) as session:
        session.get_one(Occurrence, first.occurrence.id).status = ItemStatus.ACCEPTED
    office.seen(*(m for person in (pnon, lang, coordinator) for m in person.chat.messages if m.author is None))
    await coordinator.writes("/thoiviec 1 đã có hệ thống khác")
    office.expects(coordinator, "không giao nữa cho cơ quan nào")
    office.expects(pnon, "UBND xã Ia Pnôn không còn phải làm: đã có hệ thống khác")
    office.expects(
        lang, "UBND xã Ia Lang không còn phải làm: đã có hệ thống khác", "hạn trước 15 giờ thứ Năm 14/10/2021"
    )
    assert office.items("1", LANG)[0].occurrence.status.value == "accepted"
    office.nothing_else()


async def test_a_duty_is_taken_back_with_a_reason_and_only_once(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    await coordinator.chooses("Giao", "GIAO 1")
    office.seen(*(m for person in (pnon, coordinator) for m in person.chat.messages if m.author is None))
    await coordinator.writes("/thoiviec 1")
    office.expects(coordinator, "Chưa rõ ý nên chưa ghi nhận gì")
    await coordinator.writes("/thoiviec 1 giao nhầm")
    office.expects(coordinator, "Đã thôi giao việc 1 cho UBND xã Ia Pnôn: giao nhầm")
    office.expects(pnon, "không còn phải làm: giao nhầm")
    await coordinator.writes("/thoiviec 1 giao nhầm")
    office.expects(coordinator, "1")
    await office.until("2021-10-20 17:00")
    office.nothing_else()


@on_telegram
@pytest.mark.parametrize(
    ("order", "said", "example"),
    [
        ("", "ghi tên cơ quan hoặc nhóm ở đầu", ": báo cáo số liệu hộ nghèo, trước 15 giờ ngày 12/10/2021"),
        ("Ia Pnôn: báo cáo", "• thời hạn\n", "/giaoviec UBND xã Ia Pnôn: Báo cáo, trước 15 giờ ngày 12/10/2021"),
        ("Ia Pnôn: báo cáo, 12/9", '"12/9" đã qua', "/giaoviec UBND xã Ia Pnôn: Báo cáo, trước 15 giờ ngày"),
        ("Ia Pnôn: báo cáo, sáng mai", '"sáng mai" chưa rõ mấy giờ', "/giaoviec UBND xã Ia Pnôn: Báo cáo, trước"),
        ("Ia Pnôn: trước 12/10", "• việc phải làm", "/giaoviec UBND xã Ia Pnôn: báo cáo số liệu hộ nghèo, trước 12/10"),
        ("Ia: báo cáo, 12/10", '"Ia" có thể là UBND xã Ia Dom; UBND xã Ia Pnôn', "/giaoviec UBND xã Ia Dom: Báo cáo"),
        ("Ia Pnom: báo cáo, mai", 'không tìm thấy "Ia Pnom"', "/giaoviec UBND xã Ia Pnôn: Báo cáo, mai"),
        ("Ia Pnôn: báo cáo, 12/10/2031", "xa quá một năm", "/giaoviec UBND xã Ia Pnôn: Báo cáo, trước 15 giờ"),
        ("Ia Pnôn: " + "a" * 301 + ", mai", "dài quá 300 ký tự", "/giaoviec UBND xã Ia Pnôn: báo cáo số liệu"),
        ("Ia Pnôn: " + "<b>" * 600 + ", mai", "dài quá 300 ký tự", "/giaoviec UBND xã Ia Pnôn: báo cáo số liệu"),
    ],
)
async def test_what_is_missing_is_said_with_the_whole_message_as_it_may_be_sent(
    office: Office, order: str, said: str, example: str
) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(f"/giaoviec {order}")
    answer = office.expects(coordinator, "Chưa giao việc, cần ghi rõ:", said, "ví dụ: ", example)
    assert len(answer.text) < 600
    with reading(office.engine) as session:
        assert session.exec(select(Draft)).all() == []
    office.nothing_else()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>báo cáo</b> & *gấp*", "<b>báo cáo</b> & *gấp*"),
        ("báo cáo \u202egấp\u202c số liệu", "Báo cáo gấp số liệu"),
        ("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}"),
    ],
)
async def test_a_title_is_only_text(office: Office, title: str, shown: str) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes(f"/giaoviec Ia Pnôn: {title}, mai")
    office.expects(coordinator, f"chờ xác nhận: {shown}\n")
    await coordinator.writes("giao 1")
    office.expects(coordinator, f"Đã giao 1 việc: {shown}\n")
    office.expects(pnon, f"UBND xã Ia Pnôn: {shown}\n")
    office.nothing_else()


@on_telegram
@pytest.mark.parametrize("title", ["😀" * 4000, "báo cáo " * 250, "a, " * 700])
async def test_an_endless_title_gives_no_duty(office: Office, title: str) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(f"/giaoviec Ia Pnôn: {title}, mai")
    office.expects(coordinator, "Chưa")
    assert duties(office) == []
    office.nothing_else()


async def test_a_deadline_beyond_the_horizon_is_told_at_once_too(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes("/giaoviec Ia Pnôn: tổng kết năm, trước ngày 30/6/2022")
    office.expects(coordinator, "trước ngày 30/06/2022")
    await coordinator.writes("giao 1")
    office.expects(coordinator, "Đã giao 1 việc")
    office.expects(pnon, "giao việc 1")
    [item] = office.items("1")
    assert item.occurrence.nominal_at == at("2022-06-30 00:00")
    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_a_deadline_that_passed_while_the_draft_waited_gives_no_duty(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes("/giaoviec Ia Pnôn: báo cáo nhanh, trước 9 giờ 10 hôm nay")
    office.expects(coordinator, "trước 9 giờ 10 thứ Ba 05/10/2021")
    await office.until("2021-10-05 09:20")
    await coordinator.writes("giao 1")
    office.expects(coordinator, "Chưa ghi nhận gì vì thời hạn đã qua")
    assert duties(office) == []
    office.nothing_else()


async def test_importing_a_plan_leaves_what_was_given_in_the_chat(office: Office) -> None:
    pnon, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    await coordinator.writes("giao 1")
    office.seen(*(m for person in (pnon, coordinator) for m in person.chat.messages if m.author is None))
    report = office.import_plan(PLAN)
    assert (report.ended, report.changed) == ([], [])
    with pytest.raises(RegisterError, match="dành cho việc giao trong chat"):
        office.import_plan(PLAN.replace('key = "ke-hoach-9"', f'key = "{ADHOC}"'))
    assert [duty.ended_at for duty in duties(office)] == [None]
    assert [item.occurrence.status.value for item in office.items("1")] == ["open"]


async def test_the_same_message_delivered_twice_makes_one_draft(office: Office) -> None:
    _, coordinator = await opened(office)
    await coordinator.writes(ORDER)
    office.expects(coordinator, "Chưa giao")
    await office.restarts_before_confirming(coordinator)
    with reading(office.engine) as session:
        assert len(session.exec(select(Draft)).all()) == 1
    office.nothing_else()
