"""What an import sets going: nothing of the past unless asked for, nothing twice, and anew when a deadline moves."""

from reminders.demo.running import REGISTER
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, SUBMISSION, duty, on_date, plan


async def test_a_plan_whose_dates_lie_in_the_past_floods_nobody(office: Office) -> None:
    office.clock.move_to(office.now.replace(year=2023))
    report = office.import_plan(plan(SUBMISSION, duty("2", "Báo cáo quý", on_date("15/12/2021"))))
    assert report.added == ["1", "2"]
    await office.officer_of(DOM)

    await office.until("2023-12-31 17:00")
    office.nothing_else()


async def test_the_real_plan_imported_two_years_late_speaks_of_no_old_day(office: Office) -> None:
    await office.until("2023-10-02 07:00")
    office.import_plan(REGISTER)
    pnon = await office.officer_of("ubnd-xa-ia-pnon")

    await office.until("2023-10-02 17:00")
    assert office.items("III.1") == []
    assert "2021" not in "".join(message.text for message in pnon.chat.messages)
    office.nothing_else()


async def test_since_a_day_chases_only_what_fell_due_from_that_day(office: Office) -> None:
    await office.until("2021-10-12 09:00")
    office.import_plan(
        plan(SUBMISSION, duty("2", "Cũ hơn", on_date("01/10/2021")), duty("3", "Hàng tuần", EVERY_THURSDAY)),
        since="2021-10-05 00:00",
    )
    dom = await office.officer_of(DOM)

    await office.until("2021-10-12 17:00")
    office.expects(
        dom,
        "⚠️ UBND xã Ia Dom: 2 việc quá hạn\n",
        "1) Trước 06/10 – quá hạn, đôn đốc lần 1 – Gửi kế hoạch khắc phục",
        "2) Thứ Năm 07/10, 15 giờ – quá hạn, đôn đốc lần 1 – Hàng tuần",
        sent="2021-10-12 09:00",
    )
    office.expects(dom, "Quá hạn 3 ngày làm việc – đôn đốc lần 2: Hàng tuần (kỳ 07/10/2021)", sent="2021-10-12 15:00")
    assert office.items("2") == []
    office.nothing_else()


async def test_importing_twice_changes_nothing(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 08:00")
    office.expects(dom, "Còn 7 ngày làm việc")

    report = office.import_plan(plan(SUBMISSION))
    assert (report.added, report.changed, report.unchanged, report.ended) == ([], [], ["1"], [])
    await office.until("2021-09-29 17:00")
    office.nothing_else()


async def test_an_amended_deadline_reminds_anew_and_leaves_what_is_done(office: Office) -> None:
    other = duty("2", "Việc khác", on_date("06/10/2021"))
    office.import_plan(plan(SUBMISSION, other))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-05 09:00")
    office.expects(dom, "2 việc sắp đến hạn", sent="2021-09-24 07:00")
    office.expects(dom, "2 việc sắp đến hạn", sent="2021-09-30 07:00")
    office.expects(dom, "2 việc sắp đến hạn", sent="2021-10-04 07:00")
    office.expects(dom, "2 việc sắp đến hạn", sent="2021-10-05 07:00")
    await dom.writes("xong 2")
    office.expects(dom, "Mã 2: Việc khác", "đúng hạn")

    amended = [text.replace("06/10/2021", "20/10/2021") for text in (SUBMISSION, other)]
    report = office.import_plan(plan(*amended))
    assert (report.changed, report.unchanged) == (["1", "2"], [])
    await office.until("2021-10-20 08:00")
    office.expects(dom, "Đổi hạn việc 1", "Hạn mới: trước ngày 20/10/2021", sent="2021-10-05 09:00")
    office.expects(dom, "Còn 7 ngày làm việc", "trước ngày 20/10/2021", "Mã 1", sent="2021-10-08 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-10-14 07:00")
    office.expects(dom, "Còn 1 ngày làm việc", sent="2021-10-18 07:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-19 07:00")
    office.expects(dom, "đôn đốc lần 1", "trước ngày 20/10/2021", sent="2021-10-20 07:00")
    done = office.items("2")[0].occurrence
    assert (done.status.value, done.revision) == ("submitted", 1)
    office.nothing_else()


async def test_a_clause_taken_out_is_not_chased_and_one_put_back_is(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc khác", on_date("15/12/2021"))))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 08:00")
    office.expects(dom, "Còn 7 ngày làm việc", "Gửi kế hoạch khắc phục")

    assert office.import_plan(plan(duty("2", "Việc khác", on_date("15/12/2021")))).ended == ["1"]
    await office.until("2021-10-01 08:00")
    assert office.import_plan(plan(SUBMISSION, duty("2", "Việc khác", on_date("15/12/2021")))).added == ["1"]
    await office.until("2021-10-05 08:00")
    office.expects(dom, "Không còn phải làm việc 1: Gửi kế hoạch khắc phục", sent="2021-09-24 08:00")
    office.expects(dom, "Lại phải làm việc 1: Gửi kế hoạch khắc phục", "Mã 1", sent="2021-10-01 08:00")
    office.expects(dom, "Gửi kế hoạch khắc phục", sent="2021-10-04 07:00")
    office.expects(dom, "Hôm nay đến hạn", "Gửi kế hoạch khắc phục", sent="2021-10-05 07:00")
    office.nothing_else()
