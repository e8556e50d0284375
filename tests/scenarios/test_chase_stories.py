"""How long an old period is chased: a missed meeting until the next two have passed, a report until it is given."""

from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, LANG, duty, plan

MEETING = duty("1", "Họp giao ban tuần", EVERY_THURSDAY)
REPORT = duty("2", "Báo cáo giao ban tuần", EVERY_THURSDAY, lead=LANG)


async def keep_a_week(office: Office, code: int, thursday: str, *people: Person) -> None:
    """Let a week be reported done by each on its morning."""
    await office.until(f"{thursday} 09:00")
    for person in people:
        office.expects(person, "Còn 1 ngày làm việc", f"Mã {code}")
        office.expects(person, "Hôm nay đến hạn", f"Mã {code}", sent=f"{thursday} 07:00")
        await person.writes(f"xong {code}")
        office.expects(person, "Đã ghi nhận hoàn thành", "đúng hạn")


async def test_a_missed_meeting_ends_when_the_next_two_have_passed_and_a_report_does_not(office: Office) -> None:
    office.import_plan(plan(MEETING, REPORT))
    dom, lang = await office.officer_of(DOM), await office.officer_of(LANG)
    await office.until("2021-10-05 18:00")
    office.seen(*dom.chat.messages, *lang.chat.messages)

    await keep_a_week(office, 2, "2021-10-07", dom, lang)
    await office.until("2021-10-12 18:00")
    for person in (dom, lang):
        office.expects(person, "đôn đốc lần 4", "(kỳ 30/09/2021)", sent="2021-10-12 15:00")
    await keep_a_week(office, 3, "2021-10-14", dom, lang)
    await office.until("2021-10-19 18:00")
    office.expects(lang, "đôn đốc lần 5: Báo cáo giao ban tuần (kỳ 30/09/2021)", sent="2021-10-19 15:00")
    await keep_a_week(office, 4, "2021-10-21", dom, lang)
    await office.until("2021-10-26 18:00")
    office.expects(lang, "đôn đốc lần 6: Báo cáo giao ban tuần (kỳ 30/09/2021)", sent="2021-10-26 15:00")
    office.nothing_else()


async def test_a_meeting_whose_chase_ended_is_shown_as_not_done_and_may_still_be_reported(office: Office) -> None:
    office.import_plan(plan(MEETING))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-15 09:00")
    office.seen(*dom.chat.messages)
    await dom.writes("/viec")
    office.expects(
        dom,
        "Họp giao ban tuần: nợ 2 kỳ, kỳ 07/10–14/10 – quá hạn\n",
        "1) Thứ Năm 30/09, 15 giờ – Họp giao ban tuần – quá hạn, không đôn đốc nữa",
    )
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1", "quá hạn")
    office.nothing_else()
