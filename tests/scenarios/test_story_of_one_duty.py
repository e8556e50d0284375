"""One duty of one commune: its reminders, its alerts, and what ends them."""

from db.statuses import Role
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, SUBMISSION, WEEKLY, plan


async def test_reminded_on_its_stages_and_not_after_it_was_answered(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)

    await office.until("2021-10-04 08:00")
    office.expects(dom, "🔔 Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", "Mã 1", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-04 07:00")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 08:00 04/10/2021 – đúng hạn", "Mã 1: Gửi kế hoạch khắc phục")

    await office.until("2021-12-31 17:00")
    office.nothing_else()


async def test_chased_on_the_ladder_until_it_is_reported_done(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator, dom = await office.coordinator(), await office.officer_of(DOM)
    head = await office.officer_of(DOM, Role.HEAD)

    await office.until("2021-10-19 08:00")
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-04 07:00")
    office.expects(dom, "🔔 Hôm nay đến hạn: Gửi kế hoạch khắc phục", sent="2021-10-05 07:00")
    office.expects(dom, "⚠️ Quá hạn – đôn đốc lần 1: Gửi kế hoạch khắc phục", sent="2021-10-06 07:00")
    office.expects(dom, "Quá hạn 1 ngày làm việc – đôn đốc lần 2", sent="2021-10-07 07:00")
    office.expects(dom, "Quá hạn 3 ngày làm việc – đôn đốc lần 3", sent="2021-10-11 07:00")
    office.expects(head, "đôn đốc lần 3", sent="2021-10-11 07:00")
    office.expects_digests(coordinator, "2021-09-29", "2021-10-05", "1 việc đến hạn")
    office.expects_digests(coordinator, "2021-10-06", "2021-10-08", "1 việc quá hạn")
    office.expects(coordinator, "UBND xã Ia Dom – Gửi kế hoạch khắc phục", "đôn đốc lần 3", sent="2021-10-11 07:00")
    office.expects(dom, "Quá hạn 8 ngày làm việc – đôn đốc lần 4", sent="2021-10-18 07:00")
    office.expects(head, "đôn đốc lần 4", sent="2021-10-18 07:00")
    office.expects_digests(coordinator, "2021-10-12", "2021-10-15", "1 việc quá hạn")
    office.expects(coordinator, "đôn đốc lần 4", sent="2021-10-18 07:00")

    await dom.writes("XONG 1")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 08:00 19/10/2021 – quá hạn")
    office.expects(head, "Việc 1 đã được Cán bộ UBND xã Ia Dom báo hoàn thành lúc 08:00 19/10/2021")
    await office.until("2021-12-31 17:00")
    office.expects_digests(coordinator, "2021-10-19", "2021-10-19", "1 việc quá hạn")
    office.expects_digests(coordinator, "2021-10-20", "2021-12-31", "1 việc chờ quyết định")
    office.nothing_else()


async def test_seen_stops_the_reminders_but_the_last_and_no_alert(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-27 09:00")
    office.expects(dom, "Còn 7 ngày làm việc")

    await dom.writes("nhận 1")
    office.expects(dom, "UBND xã Ia Dom đã nhận việc 1", "Gửi kế hoạch khắc phục", "trước ngày 06/10/2021")
    await office.until("2021-10-06 08:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.expects(dom, "đôn đốc lần 1", sent="2021-10-06 07:00")
    office.nothing_else()


async def test_missed_weeks_are_chased_as_one_and_settled_one_by_one(office: Office) -> None:
    office.import_plan(plan(WEEKLY))
    dom = await office.officer_of(DOM)

    await office.until("2021-10-08 08:00")
    office.expects(dom, "Còn 1 ngày làm việc", "(kỳ 30/09/2021)", sent="2021-09-29 07:00")
    office.expects(dom, "Hôm nay đến hạn", "trước 15 giờ thứ Năm 30/09/2021", "Mã 1", sent="2021-09-30 07:00")
    office.expects(dom, "đôn đốc lần 1", "(kỳ 30/09/2021)", "Mã 1", sent="2021-09-30 15:00")
    office.expects(dom, "đôn đốc lần 2", "Mã 1", sent="2021-10-01 15:00")
    office.expects(dom, "đôn đốc lần 3", "Mã 1", sent="2021-10-05 15:00")
    office.expects(dom, "Còn 1 ngày làm việc", "(kỳ 07/10/2021)", "Mã 2", sent="2021-10-06 07:00")
    office.expects(dom, "Hôm nay đến hạn", "Mã 2", sent="2021-10-07 07:00")
    office.expects(dom, "đôn đốc lần 4", "nợ 2 kỳ, kỳ 30/09–07/10", "Mã 2", sent="2021-10-07 15:00")

    await dom.writes("xong 2")
    office.expects(dom, "Xong kỳ nào? Chưa ghi nhận gì.", "Báo cáo tiến độ giải ngân: nợ 2 kỳ, kỳ 30/09–07/10")
    await dom.writes("2")
    office.expects(dom, "Mã 2", "07/10/2021", "quá hạn")
    await dom.writes("/viec")
    office.expects(dom, "1) Thứ Năm 30/09, 15 giờ – Báo cáo tiến độ giải ngân – quá hạn")
    office.nothing_else()
