"""The service was off: what it missed is worded for now, once."""

from bots.sandbox.faults import FaultKind
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, on_date, plan


async def test_off_for_a_week_is_one_message_a_chat_with_one_line_for_the_missed_weeks(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, WEEKLY, duty("3", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-09-29 17:00")
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "(kỳ 30/09/2021)", sent="2021-09-29 07:00")
    office.expects(pnon, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")

    await office.stops()
    office.sleeps_until("2021-10-08 09:30")
    await office.starts()
    await office.until("2021-10-08 14:00")
    office.expects(
        dom,
        "⚠️ UBND xã Ia Dom: 3 việc quá hạn\n",
        "Trước 06/10 – quá hạn, đôn đốc lần 1 – Gửi kế hoạch khắc phục",
        "Thứ Năm 07/10, 15 giờ – quá hạn, đôn đốc lần 1 – Báo cáo tiến độ giải ngân: nợ 2 kỳ, kỳ 30/09–07/10",
        sent="2021-10-08 09:30",
    )
    office.expects(pnon, "Quá hạn 2 ngày làm việc – đôn đốc lần 1: Việc của Ia Pnôn", sent="2021-10-08 09:30")
    office.nothing_else()


async def test_off_over_the_deadline_of_the_horizon_makes_every_missed_week(office: Office) -> None:
    office.import_plan(plan(WEEKLY))
    await office.stops()
    office.sleeps_until("2022-03-01 07:00")
    await office.starts()

    thursdays = [item.occurrence.period for item in office.items("2") if item.occurrence.nominal_at < office.now]
    assert len(thursdays) == 22  # 30/09/2021 … 24/02/2022
    office.nothing_else()


async def test_started_at_night_waits_for_the_office_to_open(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.stops()
    office.sleeps_until("2021-10-01 20:00")  # a Friday
    await office.starts()
    await office.until("2021-10-04 08:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-04 07:00")
    office.nothing_else()


async def test_what_waited_when_the_service_was_stopped_is_not_sent_at_night(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    office.misbehaves(FaultKind.SERVER_ERROR, times=1000)
    await office.until("2021-09-24 09:00")
    await office.stops()
    office.sleeps_until("2021-09-24 22:00")
    office.world.faults.clear()
    await office.starts()
    await office.until("2021-09-27 08:00")
    office.expects(dom, "Còn 6 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-27 07:00")
    office.nothing_else()


async def test_what_people_wrote_while_it_was_off_is_answered_when_it_is_on(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Còn 7 ngày làm việc")
    await office.stops()
    office.world.write(dom.chat.id, "xong 1")
    office.sleeps_until("2021-10-01 08:00")
    await office.starts(waiting=1)
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 08:00 01/10/2021 – đúng hạn")
    await office.until("2021-10-20 08:00")
    office.nothing_else()


async def test_restarted_at_every_hour_nothing_is_sent_twice(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    for day in ("2021-09-24", "2021-09-30", "2021-10-04", "2021-10-05", "2021-10-06"):
        for hour in ("06:59", "07:00", "07:01", "18:00"):
            await office.until(f"{day} {hour}")
            await office.restarts()
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-04 07:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.expects(dom, "đôn đốc lần 1", sent="2021-10-06 07:00")
    office.nothing_else()
