"""Acceptance by itself: announced on a working morning, done on the next, told; and what it never touches."""

from db.audit import By
from db.engine import writing
from db.queries import register
from db.statuses import Role
from db.tables import CalendarDay
from reminders.plans.register.accepting import set_acceptance
from tests.scenarios.office import Office, Person, at, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

TWO = (SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021")))


def accepts(office: Office, days: int | None, key: str = "ke-hoach-9") -> None:
    """Have a plan accept by itself after so many working days, or never."""
    with writing(office.engine) as session:
        found = register.plan_by_key(session, key)
        assert found
        set_acceptance(session, found, days, By(actor="cli", now=office.now))


async def reported(office: Office, *duties: str, days: int | None = 3) -> tuple[Person, Person]:
    """Return the officer of Ia Dom, who reported all done on Monday 27/09/2021 at 09:00, and the coordinator."""
    office.import_plan(plan(*duties or (SUBMISSION,)))
    accepts(office, days)
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen", name="Lê Văn An")
    await office.until("2021-09-27 09:00")
    await dom.writes("/viec")
    await dom.writes("xong 1" if len(duties) < 2 else "xong 1, 2")
    told(office, dom, coordinator)
    return dom, coordinator


def told(office: Office, *people: Person) -> None:
    """Take as expected what people were told so far."""
    office.seen(*(message for one in people for message in one.chat.messages if message.author is None))


def status(office: Office, clause: str = "1") -> str:
    [item] = office.items(clause, DOM)
    return item.occurrence.status.value


async def test_it_is_announced_in_the_digest_of_the_last_day_and_accepted_the_morning_after(office: Office) -> None:
    dom, coordinator = await reported(office, *TWO)
    await office.until("2021-09-29 18:00")
    office.expects(coordinator, "Bản tin sáng 28/09/2021")
    assert "tự chấp nhận" not in office.expects(coordinator, "Bản tin sáng 29/09/2021").text
    office.nothing_else()

    await office.until("2021-09-30 18:00")
    morning = office.expects(
        coordinator,
        "Bản tin sáng 30/09/2021: 2 việc chờ quyết định",
        "Sáng 01/10 tự chấp nhận 2 việc đã báo hoàn thành từ 3 ngày làm việc, nếu chưa duyệt hay trả lại (/choduyet)",
        sent="2021-09-30 07:00",
    )
    assert "Không gửi được" not in morning.text
    assert (status(office), status(office, "2")) == ("submitted", "submitted")
    office.nothing_else()

    await office.until("2021-10-01 18:00")
    office.expects(
        dom,
        "🔔 UBND xã Ia Dom: 2 việc được tự chấp nhận\n"
        "1) Tự chấp nhận sau 3 ngày làm việc – Gửi kế hoạch khắc phục\n"
        "2) Tự chấp nhận sau 3 ngày làm việc – Báo cáo quý III\n"
        "Lý do: đơn vị đầu mối không có ý kiến.",
        sent="2021-10-01 07:00",
    )
    assert (status(office), status(office, "2")) == ("accepted", "accepted")

    await coordinator.writes("/tiendo")
    office.expects(coordinator, "2/2 việc đến hạn đã hoàn thành, 0 quá hạn, 0 chờ xác nhận")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Không có việc nào chờ xác nhận")
    await dom.writes("/visao 1")
    said = office.expects(dom, "hoàn thành đúng hạn")
    assert [line.removeprefix("• ") for line in said.text.splitlines()[2:]] == [
        "07:00 24/09/2021: nhắc trước hạn 7 ngày làm việc đến Rơ Mah H'Bơ",
        "09:00 27/09/2021: Rơ Mah H'Bơ (UBND xã Ia Dom) báo hoàn thành",
        "07:00 30/09/2021: báo trước sẽ tự chấp nhận đến Lê Văn An",
        "07:00 01/10/2021: báo thay đổi đến Rơ Mah H'Bơ",
        "07:00 01/10/2021: Hệ thống tự chấp nhận sau 3 ngày làm việc: đơn vị đầu mối không có ý kiến",
    ]
    [item] = office.items("1", DOM)
    rungs = {rung.stage: rung.state for rung in office.why(item)}
    assert rungs["accepting:2021-09-30"] == "sent"
    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_by_default_nothing_is_accepted_by_itself(office: Office) -> None:
    _, coordinator = await reported(office, days=None)
    await office.until("2021-10-31 17:00")
    assert status(office) == "submitted"
    office.expects_digests(coordinator, "2021-09-28", "2021-10-29", "1 việc chờ quyết định")
    assert not any("tự chấp nhận" in message.text for message in office.world.sent())
    office.nothing_else()


async def test_what_was_accepted_by_itself_can_be_returned_and_counts_anew(office: Office) -> None:
    dom, coordinator = await reported(office)
    await coordinator.writes("/choduyet")
    await office.until("2021-10-01 08:00")
    told(office, coordinator)
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận: Gửi kế hoạch khắc phục", "Sau 3 ngày làm việc", "Mã 1 · UBND xã")

    await coordinator.writes("trả lại 1 thiếu phụ lục")
    office.expects(coordinator, "Đã trả lại việc 1")
    office.expects(dom, "Phòng Nội vụ trả lại việc 1: thiếu phụ lục")
    await dom.writes("xong 1")  # on Friday 01/10: its last day is Wednesday 06/10
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.until("2021-10-06 18:00")
    office.expects_digests(coordinator, "2021-10-04", "2021-10-05", "1 việc chờ quyết định")
    office.expects(coordinator, "Sáng 07/10 tự chấp nhận 1 việc", sent="2021-10-06 07:00")
    assert status(office) == "submitted"
    await office.until("2021-10-07 18:00")
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận")
    office.nothing_else()


async def test_what_was_returned_or_accepted_after_the_announcement_is_left_alone(office: Office) -> None:
    dom, coordinator = await reported(office, *TWO)
    await office.until("2021-09-30 10:00")
    await coordinator.writes("/choduyet")
    told(office, coordinator)
    await coordinator.writes("trả lại 1 thiếu phụ lục")
    await coordinator.writes("duyệt 2")
    told(office, dom, coordinator)
    await office.until("2021-10-01 09:00")
    assert (status(office), status(office, "2")) == ("returned", "accepted")
    assert not any("tự chấp nhận" in message.text for message in dom.chat.messages)


async def test_a_service_that_was_off_over_the_last_day_announces_first(office: Office) -> None:
    dom, coordinator = await reported(office)
    await office.stops()
    office.sleeps_until("2021-10-13 15:00")
    await office.starts()
    await office.until("2021-10-13 18:00")
    office.expects(coordinator, "Bản tin chiều 13/10/2021", "Sáng 14/10 tự chấp nhận 1 việc", sent="2021-10-13 15:00")
    assert status(office) == "submitted"
    office.nothing_else()
    await office.until("2021-10-14 18:00")
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận", sent="2021-10-14 07:00")
    office.nothing_else()


async def test_a_service_that_was_off_over_the_morning_itself_accepts_when_it_starts(office: Office) -> None:
    dom, coordinator = await reported(office)
    await office.until("2021-09-30 18:00")
    told(office, coordinator)
    await office.stops()
    office.sleeps_until("2021-10-06 10:00")
    await office.starts()
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận", sent="2021-10-06 10:00")
    office.nothing_else()


async def test_a_digest_that_could_not_be_sent_has_announced_nothing(office: Office) -> None:
    dom, coordinator = await reported(office)
    await office.until("2021-09-29 18:00")
    told(office, coordinator)
    office.is_down(office.channels[0])
    await office.until("2021-10-01 09:00")
    assert status(office) == "submitted"
    office.world.faults.clear()
    await office.until("2021-10-01 12:00")
    office.expects(coordinator, "Bản tin sáng 01/10/2021", "Sáng 04/10 tự chấp nhận 1 việc")
    await office.until("2021-10-03 18:00")
    assert status(office) == "submitted"
    await office.until("2021-10-04 09:00")
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận", sent="2021-10-04 07:00")
    office.nothing_else()


async def test_who_wants_no_digest_is_told_in_a_message_of_its_own(office: Office) -> None:
    dom, coordinator = await reported(office)
    await coordinator.writes("/bantin tat")
    told(office, coordinator)
    await office.until("2021-10-01 18:00")
    text = office.expects(coordinator, "Sáng 01/10 tự chấp nhận 1 việc", sent="2021-09-30 07:00").text
    assert text.count("\n") == 0
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận", sent="2021-10-01 07:00")
    office.nothing_else()


async def test_without_a_coordinator_nothing_is_accepted_by_itself_until_there_is_one(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    accepts(office, 3)
    dom = await office.officer_of(DOM)
    await dom.writes("/viec")
    await dom.writes("xong 1")
    told(office, dom)
    await office.until("2021-10-12 09:00")
    assert status(office) == "submitted"
    office.nothing_else()
    coordinator = await office.coordinator()
    office.expects(coordinator, "Sáng 13/10 tự chấp nhận 1 việc")
    await office.until("2021-10-13 09:00")
    office.expects(dom, "🔔 Việc 1 được tự chấp nhận", sent="2021-10-13 07:00")
    office.nothing_else()


async def test_more_time_and_another_agencys_item_wait_for_the_coordinator(office: Office) -> None:
    office.import_plan(plan(*TWO))
    accepts(office, 1)
    dom, _ = await office.officer_of(DOM), await office.coordinator()
    await dom.writes("/viec")
    await dom.writes("gia hạn 1 đến 15/10 vì mất điện")
    await dom.writes("2 không phải việc của xã")
    await office.until("2021-10-08 09:00")
    assert (status(office), status(office, "2")) == ("open", "not_ours")
    assert not any("tự chấp nhận" in message.text for message in office.world.sent())


@on_telegram
async def test_a_longer_time_is_announced_anew_and_never_ends_it(office: Office) -> None:
    _, coordinator = await reported(office)
    await office.until("2021-09-30 10:00")
    office.expects_digests(coordinator, "2021-09-28", "2021-09-29")
    office.expects(coordinator, "Sáng 01/10 tự chấp nhận 1 việc")
    accepts(office, 6)  # up to Tuesday 05/10
    await office.until("2021-10-05 18:00")
    office.expects_digests(coordinator, "2021-10-01", "2021-10-04")
    office.expects(coordinator, "Sáng 06/10 tự chấp nhận 1 việc đã báo hoàn thành từ 6 ngày", sent="2021-10-05 07:00")
    accepts(office, None)
    await office.until("2021-10-08 18:00")
    office.expects_digests(coordinator, "2021-10-06", "2021-10-08")
    assert status(office) == "submitted"
    office.nothing_else()


@on_telegram
async def test_a_day_that_became_free_is_not_counted(office: Office) -> None:
    dom, coordinator = await reported(office)
    with writing(office.engine) as session:
        session.add(CalendarDay(day=at("2021-09-29").date(), is_working=False))
    await office.until("2021-09-30 18:00")
    assert not any("tự chấp nhận" in message.text for message in office.world.sent())
    told(office, coordinator)
    await office.until("2021-10-01 18:00")
    office.expects(coordinator, "Sáng 04/10 tự chấp nhận 1 việc", sent="2021-10-01 07:00")
    await office.until("2021-10-04 08:00")
    office.expects(dom, "được tự chấp nhận", sent="2021-10-04 07:00")
    office.nothing_else()


@on_telegram
async def test_what_is_given_in_the_chat_can_be_accepted_by_itself_and_stays_so_next_year(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    pnon, coordinator = await office.officer_of(PNON), await office.coordinator()
    await coordinator.writes("/giaoviec Ia Pnôn: tổng kết năm, trước ngày 30/11/2021")
    await coordinator.writes("giao 1")
    accepts(office, 1, "giao-viec-phong-noi-vu-2021")
    await pnon.writes("/viec")
    await pnon.writes("xong 1")
    await office.until("2021-09-27 09:00")
    told(office, pnon, coordinator)
    assert any("được tự chấp nhận" in message.text for message in pnon.chat.messages)
    await office.stops()
    office.sleeps_until("2022-01-10 09:00")
    await office.starts()
    await coordinator.writes("/giaoviec Ia Pnôn: báo cáo quý, trước ngày 30/03/2022")
    await coordinator.writes("giao 1")
    with writing(office.engine) as session:
        made = register.plan_by_key(session, "giao-viec-phong-noi-vu-2022")
        assert made
        assert made.accepts_after_days == 1
