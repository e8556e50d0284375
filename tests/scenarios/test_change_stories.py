"""What changes by itself: a plan that comes again, a calendar; the agency is told, requests and lists follow."""

from sqlmodel import select

from db.audit import By
from db.engine import reading, writing
from db.queries import counts
from db.statuses import Decision, ItemStatus
from db.tables import CalendarDay, Extension, Plan
from reminders.calendar import load_calendar
from reminders.items.making import realign_all
from reminders.plans.register.ending import Ended, end_plan
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, SUBMISSION, WEEKLY, duty, on_date, plan

OTHER = duty("2", "Việc khác", on_date("15/12/2021"))


def later(text: str) -> str:
    return text.replace("06/10/2021", "20/10/2021")


def decisions(office: Office) -> list[Decision | None]:
    with reading(office.engine) as session:
        return [row.decision for row in session.exec(select(Extension)).all()]


async def test_a_clause_that_goes_takes_its_request_for_more_time_with_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, OTHER))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-01 08:00")
    desk = await office.coordinator()
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    await dom.writes("gia hạn 1 đến 15/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn việc 1")
    office.expects(desk, "xin gia hạn việc 1 đến hết ngày 15/10/2021")

    office.import_plan(plan(OTHER))
    await office.until("2021-10-01 08:01")
    office.expects(
        dom,
        "🔔 Không còn phải làm việc 1: Gửi kế hoạch khắc phục\n",
        "Hạn cũ: trước ngày 06/10/2021. Lý do: kế hoạch được sửa đổi.",
        "Đề nghị gia hạn đến hết ngày 15/10/2021 không còn cần nữa.",
    )
    await desk.writes("/choduyet")
    office.expects(desk, "Không có việc nào chờ xác nhận")
    assert decisions(office) == [Decision.WITHDRAWN]
    with reading(office.engine) as session:
        assert counts.waiting(session, list(range(1, 20))).total == 0
    await dom.writes("/visao 1")
    office.expects(dom, "thôi yêu cầu việc này: kế hoạch được sửa đổi")
    office.nothing_else()


async def test_more_time_than_was_asked_for_closes_the_request_and_is_never_taken_back(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-01 08:00")
    desk = await office.coordinator()
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    await dom.writes("gia hạn 1 đến 15/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn việc 1")
    office.expects(desk, "xin gia hạn việc 1 đến hết ngày 15/10/2021")

    office.import_plan(plan(later(SUBMISSION)))
    await office.until("2021-10-01 08:01")
    office.expects(
        dom,
        "🔔 Đổi hạn việc 1: Gửi kế hoạch khắc phục\n",
        "Hạn mới: trước ngày 20/10/2021",
        "hạn cũ: trước ngày 06/10/2021. Lý do: kế hoạch được sửa đổi.",
        "Đề nghị gia hạn đến hết ngày 15/10/2021 không còn cần nữa.",
    )
    await desk.writes("duyệt 1")
    office.expects(desk, "Việc 1 không thay đổi", "hạn trước ngày 20/10/2021")
    [item] = office.items("1")
    assert (item.occurrence.first_nominal_at, item.occurrence.extension_count) == (None, 0)
    await dom.writes("/visao 1")
    office.expects(dom, "đổi hạn: từ trước ngày 06/10/2021 thành trước ngày 20/10/2021: kế hoạch được sửa đổi")
    office.nothing_else()


async def test_a_request_for_still_more_time_stays_and_is_granted_from_the_new_deadline(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-01 08:00")
    desk = await office.coordinator()
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    office.expects(dom, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    await dom.writes("gia hạn 1 đến 25/10")
    office.expects(dom, "Đã ghi đề nghị gia hạn việc 1")
    office.expects(desk, "xin gia hạn việc 1 đến hết ngày 25/10/2021")

    office.import_plan(plan(later(SUBMISSION)))
    await office.until("2021-10-01 08:01")
    assert "không còn cần" not in office.expects(dom, "Hạn mới: trước ngày 20/10/2021").text
    await desk.writes("duyệt 1")
    office.expects(desk, "Đã đồng ý gia hạn việc 1", "hạn gốc: trước ngày 20/10/2021")
    office.expects(dom, "đồng ý gia hạn việc 1 đến hết ngày 25/10/2021")
    office.nothing_else()


async def test_a_period_that_was_dropped_and_is_asked_for_again_is_owed_again(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, OTHER))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 08:00")
    office.expects(dom, "Còn 7 ngày làm việc")
    await dom.writes("nhận 1")
    office.expects(dom, "đã nhận việc 1")
    office.import_plan(plan(OTHER))
    await office.until("2021-09-24 08:01")
    office.expects(dom, "Không còn phải làm việc 1")
    assert [item.occurrence.status for item in office.items("1")] == [ItemStatus.CANCELLED]

    office.import_plan(plan(later(SUBMISSION), OTHER))
    await office.until("2021-09-24 08:02")
    office.expects(dom, "🔔 Lại phải làm việc 1: Gửi kế hoạch khắc phục\n", "Hạn: trước ngày 20/10/2021")
    assert [item.occurrence.status for item in office.items("1")] == [ItemStatus.OPEN]
    office.nothing_else()


async def test_a_day_off_that_moves_the_last_day_to_act_is_told_in_one_message(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc khác", on_date("06/10/2021"))))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 08:00")
    office.expects(dom, "2 việc sắp đến hạn")
    with writing(office.engine) as session:
        session.add(CalendarDay(day=office.now.date().replace(month=10, day=5), is_working=False))
        session.flush()
        assert realign_all(session, By(actor="cli", now=office.now)) == 2
    await office.until("2021-09-24 08:01")
    office.expects(dom, "UBND xã Ia Dom: 2 việc thay đổi\n", "Lý do: lịch làm việc thay đổi.")
    await dom.writes("/visao 1")
    office.expects(dom, "Người quản trị tính lại ngày làm việc cuối cùng trước hạn: lịch làm việc thay đổi")
    office.nothing_else()


async def test_a_plan_that_ends_is_told_in_one_message_and_what_is_late_is_owed_all_the_same(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, WEEKLY))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 08:00")
    office.expects(dom, "Còn 7 ngày làm việc")
    await office.until("2021-09-29 08:00")
    office.expects(dom, "Còn 1 ngày làm việc: Báo cáo tiến độ giải ngân", sent="2021-09-29 07:00")
    await office.until("2021-10-01 08:00")
    office.expects(dom, "2 việc", sent="2021-09-30 07:00")
    office.expects(dom, "Quá hạn – đôn đốc lần 1: Báo cáo tiến độ giải ngân", sent="2021-09-30 15:00")

    with writing(office.engine) as session:
        row, by = session.exec(select(Plan)).one(), By(actor="cli", now=office.now)
        done = end_plan(session, row, office.now.date(), by, calendar=load_calendar(session))
    assert done == Ended(dropped=12, owed=1)
    await office.until("2021-10-01 08:01")
    told = office.expects(dom, "UBND xã Ia Dom: 12 việc thay đổi\n", "Lý do: kế hoạch kết thúc.")
    assert told.text.count("Không còn phải làm") == 10
    await dom.writes(f"/visao {told.text.splitlines()[1].partition(')')[0]}")
    office.expects(dom, "Người quản trị thôi yêu cầu việc này: kế hoạch kết thúc")
    await office.until("2021-10-07 16:00")
    office.expects(dom, "đôn đốc lần 2: Báo cáo tiến độ giải ngân", sent="2021-10-01 15:00")
    office.expects(dom, "đôn đốc lần 3: Báo cáo tiến độ giải ngân", sent="2021-10-05 15:00")
    office.nothing_else()
