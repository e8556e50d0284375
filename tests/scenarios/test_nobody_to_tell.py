"""Nobody is linked, or a chat refuses the bot: the coordinator learns it, and somebody else is reminded."""

from db.statuses import Role
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, LANG, SUBMISSION, duty, on_date, plan


async def test_nobody_linked_is_told_to_the_coordinator_once_an_item(office: Office) -> None:
    office.import_plan(
        plan(
            duty("1", "Gửi kế hoạch khắc phục", on_date("06/10/2021"), lead=LANG),
            duty("2", "Báo cáo quý III", on_date("06/10/2021"), lead=LANG),
            duty("3", "Rà soát", on_date("08/10/2021"), lead=LANG),
        )
    )
    coordinator = await office.coordinator()

    await office.until("2021-10-20 17:00")
    office.expects(
        coordinator,
        "⚠️ Không gửi được nhắc hạn cho UBND xã Ia Lang: chưa có cán bộ nào liên kết chat. "
        "Việc gần nhất: Gửi kế hoạch khắc phục, hạn trước ngày 06/10/2021 (và 1 việc khác).",
        sent="2021-09-24 07:00",
    )
    office.expects(coordinator, "UBND xã Ia Lang", "Việc gần nhất: Rà soát", sent="2021-09-28 07:00")
    office.expects_digests(coordinator, "2021-09-29", "2021-10-20", "1 cơ quan chưa liên lạc được")
    office.nothing_else()


async def test_an_agency_that_links_late_is_told_at_once_and_reminded_from_then_on(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator = await office.coordinator()
    await office.until("2021-10-04 09:00")
    office.expects(coordinator, "Không gửi được nhắc hạn cho UBND xã Ia Dom", sent="2021-09-24 07:00")

    dom = await office.officer_of(DOM)
    await office.until("2021-10-05 17:00")
    office.expects(dom, "Còn 1 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-10-04 09:00")
    office.expects(dom, "Hôm nay đến hạn: Gửi kế hoạch khắc phục", sent="2021-10-05 07:00")
    office.expects_digests(coordinator, "2021-09-29", "2021-10-04", "1 cơ quan chưa liên lạc được")
    office.expects_digests(coordinator, "2021-10-05", "2021-10-05", "1 việc đến hạn hôm nay\n")
    office.nothing_else()


async def test_a_coordinator_who_links_late_learns_whom_nobody_could_tell(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Rà soát", on_date("06/10/2021"), lead=LANG)))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-01 09:00")
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")

    coordinator = await office.coordinator()
    await office.until("2021-10-01 10:00")
    office.expects(coordinator, "Không gửi được nhắc hạn cho UBND xã Ia Lang", "Rà soát", sent="2021-10-01 09:00")
    office.nothing_else()


async def test_a_blocked_chat_is_told_the_same_day_and_the_head_is_reminded(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator, dom = await office.coordinator(), await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    head = await office.officer_of(DOM, Role.HEAD, name="Siu Thủy")
    dom.blocks_the_bot()

    await office.until("2021-09-24 17:00")
    office.expects(head, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-24 07:00")
    office.expects(
        coordinator,
        "⚠️ Không gửi được nhắc hạn cho UBND xã Ia Dom: chat của Rơ Mah H'Bơ không nhận tin nữa (đã chặn bot hoặc rời "
        "nhóm); đã chuyển cho người khác của cơ quan. Việc gần nhất: Gửi kế hoạch khắc phục",
        sent="2021-09-24 07:00",
    )
    await office.until("2021-09-30 17:00")
    office.expects(head, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    office.expects_digests(coordinator, "2021-09-29", "2021-09-30", "1 việc đến hạn trong 7 ngày tới")
    office.nothing_else()


async def test_a_blocked_chat_without_another_is_told_the_same_day(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator, dom = await office.coordinator(), await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    dom.blocks_the_bot()

    await office.until("2021-09-24 17:00")
    office.expects(
        coordinator,
        "⚠️ Không gửi được nhắc hạn cho UBND xã Ia Dom: chat của Rơ Mah H'Bơ không nhận tin nữa (đã chặn bot hoặc rời "
        "nhóm). Việc gần nhất: Gửi kế hoạch khắc phục, hạn trước ngày 06/10/2021.\n",
        sent="2021-09-24 07:00",
    )
    await office.until("2021-10-05 17:00")
    office.expects_digests(coordinator, "2021-09-29", "2021-10-05", "1 cơ quan chưa liên lạc được")
    office.nothing_else()


async def test_who_unblocks_the_bot_and_writes_is_reminded_again(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    dom.blocks_the_bot()
    await office.until("2021-10-01 09:00")

    dom.unblocks_the_bot()
    await dom.writes("/viec")
    office.expects(dom, "UBND xã Ia Dom: 1 việc đang mở", "1) Trước 06/10 – Gửi kế hoạch khắc phục")
    office.expects(dom, "Còn 2 ngày làm việc: Gửi kế hoạch khắc phục", "Mã 1", sent="2021-10-01 09:00")
    await office.until("2021-10-04 09:00")
    office.expects(dom, "Còn 1 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-10-04 07:00")
    office.nothing_else()


async def test_one_of_two_chats_blocked_leaves_the_other(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator = await office.coordinator()
    one, two = await office.officer_of(DOM, name="Rơ Mah H'Bơ"), await office.officer_of(DOM, name="Siu Thủy")
    one.blocks_the_bot()

    await office.until("2021-09-30 17:00")
    office.expects(two, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(two, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    office.expects(coordinator, "UBND xã Ia Dom", "Rơ Mah H'Bơ", "chặn", sent="2021-09-24 07:00")
    office.expects_digests(coordinator, "2021-09-29", "2021-09-30", "1 việc đến hạn trong 7 ngày tới")
    office.nothing_else()


async def test_what_waits_for_a_chat_that_goes_is_not_lost(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator, dom = await office.coordinator(), await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    head = await office.officer_of(DOM, Role.HEAD)
    await office.stops()
    office.sleeps_until("2021-09-24 20:00")
    await office.starts()  # the reminder of this morning waits for Monday

    def asks_and_blocks() -> None:
        office.world.write(dom.chat.id, "/viec")
        dom.blocks_the_bot()

    await office.handled(asks_and_blocks)
    await office.until("2021-09-27 08:00")
    office.expects(head, "Còn 6 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-27 07:00")
    office.expects(coordinator, "chat của Rơ Mah H'Bơ không nhận tin nữa", sent="2021-09-27 07:00")
    office.nothing_else()
