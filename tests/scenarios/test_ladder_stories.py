"""An office has its own ladder: one commune is reminded at its own days, the others at the old ones."""

from typing import Any

from db.audit import By
from db.engine import writing
from db.statuses import Role
from reminders.agencies.loading import load_agencies
from reminders.calendar import load_calendar
from reminders.items.setting import NotSet, reset_ladder, set_ladder
from tests.scenarios.office import Office, on_telegram
from tests.scenarios.small_plans import DOM, LANG, SUBMISSION, duty, on_date, plan

THEIRS = duty("3", "Gửi báo cáo rà soát", on_date("06/10/2021"), lead=LANG)


def sets(office: Office, agency: str, kind: str | None = "date", **said: Any) -> int:
    """Set a ladder of an agency and all below it; return how many open items follow."""
    with writing(office.engine) as session:
        at = load_agencies(session).keyed(agency)
        assert at
        by, calendar = By(actor="cli", now=office.now), load_calendar(session)
        return set_ladder(session, (at.id, kind), said, by, calendar=calendar).items


def resets(office: Office, agency: str) -> None:
    with writing(office.engine) as session:
        at = load_agencies(session).keyed(agency)
        assert at
        by, calendar = By(actor="cli", now=office.now), load_calendar(session)
        assert not isinstance(reset_ladder(session, (at.id, "date"), by, calendar=calendar), NotSet)


async def test_a_commune_has_its_own_days_and_the_other_the_old_ones(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS))
    assert sets(office, DOM, before_days=[5, 2], overdue_after=[0, 2], overdue_every=10) == 1
    dom, lang = await office.officer_of(DOM), await office.officer_of(LANG)

    await office.until("2021-10-15 18:00")
    office.expects(dom, "Còn 5 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-28 07:00")
    office.expects(dom, "Còn 2 ngày làm việc", sent="2021-10-01 07:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.expects(dom, "đôn đốc lần 1", sent="2021-10-06 07:00")
    office.expects(dom, "đôn đốc lần 2", sent="2021-10-08 07:00")
    office.expects(lang, "Còn 7 ngày làm việc: Gửi báo cáo rà soát", sent="2021-09-24 07:00")
    office.expects(lang, "Còn 3 ngày làm việc", sent="2021-09-30 07:00")
    office.expects(lang, "Còn 1 ngày làm việc", sent="2021-10-04 07:00")
    office.expects(lang, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.expects(lang, "đôn đốc lần 1", sent="2021-10-06 07:00")
    office.expects(lang, "đôn đốc lần 2", sent="2021-10-07 07:00")
    office.expects(lang, "đôn đốc lần 3", "Đề nghị UBND xã Ia Lang giải trình lý do chậm", sent="2021-10-11 07:00")
    office.nothing_else()


@on_telegram
async def test_one_commune_is_told_above_from_the_second_alert_on(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS))
    sets(office, DOM, None, escalates_from=2)
    head, coordinator = await office.officer_of(DOM, Role.HEAD), await office.coordinator()
    dom, lang = await office.officer_of(DOM), await office.officer_of(LANG)

    await office.until("2021-10-06 18:00")
    office.seen(*(message for one in (head, coordinator, dom, lang) for message in one.chat.messages))
    await office.until("2021-10-07 18:00")
    office.expects(dom, "đôn đốc lần 2", "Đề nghị UBND xã Ia Dom giải trình lý do chậm", sent="2021-10-07 07:00")
    office.expects(head, "đôn đốc lần 2: Gửi kế hoạch khắc phục", sent="2021-10-07 07:00")
    told = office.expects(coordinator, "Đã đôn đốc từ 2 lần, chưa có kết quả: 1 việc", sent="2021-10-07 07:00")
    assert "UBND xã Ia Dom – Gửi kế hoạch khắc phục – hạn trước ngày 06/10/2021, đôn đốc lần 2" in told.text
    assert "giải trình" not in office.expects(lang, "đôn đốc lần 2", sent="2021-10-07 07:00").text
    office.nothing_else()


async def test_set_in_the_middle_of_an_item_nothing_is_told_late_or_twice_or_left_out(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-29 09:00")
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    assert sets(office, DOM, before_days=[6, 5, 2]) == 1  # 6 and 5 days are over: they are not told now

    await office.until("2021-10-07 09:00")
    office.expects(dom, "Còn 2 ngày làm việc", sent="2021-10-01 07:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.expects(dom, "đôn đốc lần 1", sent="2021-10-06 07:00")
    office.expects(dom, "đôn đốc lần 2", sent="2021-10-07 07:00")
    sets(office, DOM, overdue_after=[4], overdue_every=3)  # by which not even the first would have come
    colleague = await office.officer_of(DOM, name="Siu Hyin")

    await office.until("2021-10-18 09:00")
    for number, day in ((3, "2021-10-12"), (4, "2021-10-15")):
        office.expects(dom, f"đôn đốc lần {number}", sent=f"{day} 07:00")
        office.expects(colleague, f"đôn đốc lần {number}", sent=f"{day} 07:00")
    office.nothing_else()


async def test_taken_back_the_old_ladder_goes_on(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    sets(office, DOM, before_days=[], overdue_after=[0], overdue_every=20)
    dom = await office.officer_of(DOM)
    await office.until("2021-10-06 12:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-05 07:00")
    office.expects(dom, "đôn đốc lần 1", sent="2021-10-06 07:00")
    resets(office, DOM)

    await office.until("2021-10-12 12:00")
    office.expects(dom, "đôn đốc lần 2", sent="2021-10-07 07:00")
    office.expects(dom, "đôn đốc lần 3", sent="2021-10-11 07:00")
    office.nothing_else()


@on_telegram
async def test_more_time_begins_the_whole_ladder_anew(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator, dom = await office.coordinator(), await office.officer_of(DOM)
    await office.until("2021-10-07 09:00")
    sets(office, DOM, before_days=[4], overdue_after=[0, 3])
    await dom.writes("gia hạn 1 đến 15/10")
    await coordinator.writes("duyệt 1")
    office.seen(*dom.chat.messages, *coordinator.chat.messages)

    await office.until("2021-10-21 09:00")
    office.expects(dom, "Còn 4 ngày làm việc", sent="2021-10-11 07:00")
    office.expects(dom, "Hôm nay đến hạn", sent="2021-10-15 07:00")
    office.expects(dom, "đôn đốc lần 3", sent="2021-10-18 07:00")  # the third of the item, the first by this deadline
    office.expects(dom, "đôn đốc lần 4", sent="2021-10-21 07:00")
    office.seen(*coordinator.chat.messages)
    office.nothing_else()


@on_telegram
async def test_the_leaders_week_counts_what_was_told_above_by_its_own_ladder(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS))
    sets(office, DOM, escalates_from=2)
    sets(office, LANG, escalates_from=None)
    dom, lang = await office.officer_of(DOM), await office.officer_of(LANG)
    leader = await office.officer_of("ubnd-huyen", Role.LEADER)
    await office.until("2021-10-08 18:00")
    office.seen(*dom.chat.messages, *lang.chat.messages, *leader.chat.messages)

    await office.until("2021-10-11 08:00")
    office.expects(dom, "đôn đốc lần 3")
    assert "giải trình" not in office.expects(lang, "đôn đốc lần 3").text
    office.expects(leader, "Mới đôn đốc đến lần 2: 1 việc\n• UBND xã Ia Dom – Gửi kế hoạch khắc phục")
    office.nothing_else()


@on_telegram
async def test_who_gives_a_duty_reads_the_days_of_the_agency_that_gets_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    sets(office, LANG, before_days=[4, 2], overdue_after=[2], overdue_every=6)
    coordinator = await office.coordinator()
    await coordinator.writes("/giaoviec Ia Lang: báo cáo số liệu hộ nghèo, trước 15 giờ ngày 12/10")
    office.expects(
        coordinator,
        "Nhắc trước hạn 4, 2 ngày làm việc và sáng ngày cuối; quá hạn thì đôn đốc sau 2 rồi mỗi 6 ngày làm việc",
    )
    await coordinator.writes("/giaoviec Ia Dom: báo cáo số liệu hộ nghèo, trước 15 giờ ngày 12/10")
    office.expects(coordinator, "Nhắc trước hạn 7, 3, 1 ngày", "đôn đốc ngay, sau 1, 3 rồi mỗi 5 ngày làm việc")
    office.nothing_else()
