"""The coordinator's morning and the leader's week: what they say, when they come, and when they do not."""

from db.statuses import Role
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, LANG, PNON, SUBMISSION, duty, on_date, plan

THEIRS = duty("3", "Việc của Ia Pnôn", on_date("08/10/2021"), lead=PNON)


async def test_a_morning_says_where_all_stands_and_what_is_new_since_the_last_one(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS, duty("4", "Rà soát", on_date("12/10/2021"), lead=LANG)))
    coordinator = await office.coordinator()
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-06 09:00")
    await pnon.writes("xong 1")
    await office.until("2021-10-06 17:00")
    office.seen(*(m for one in (coordinator, dom, pnon) for m in one.chat.messages if m.author is None))

    await office.until("2021-10-08 08:00")
    office.expects(dom, "đôn đốc lần 2", sent="2021-10-07 07:00")
    state = "1 việc quá hạn, 1 việc chờ quyết định, 1 cơ quan chưa liên lạc được"
    told = office.expects(coordinator, sent="2021-10-07 07:00")
    assert told.text == (
        f"⚠️ Bản tin sáng 07/10/2021: {state}\nMới báo hoàn thành (/choduyet): Việc của Ia Pnôn – UBND xã Ia Pnôn"
    )
    # What was late yesterday and what was reported the day before are no news.
    told = office.expects(coordinator, sent="2021-10-08 07:00")
    assert told.text == f"⚠️ Bản tin sáng 08/10/2021: {state}"
    office.nothing_else()


async def test_the_first_morning_of_a_week_says_what_has_stood_for_longest(office: Office) -> None:
    submission = duty("2", "Nộp báo cáo quý", on_date("10/10/2021"))
    office.import_plan(plan(SUBMISSION, THEIRS, submission, duty("4", "Rà soát", on_date("14/10/2021"), lead=LANG)))
    coordinator = await office.coordinator()
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-08 17:00")
    await dom.writes("gia hạn 2 đến 20/10")
    office.seen(*(m for one in (coordinator, dom, pnon) for m in one.chat.messages if m.author is None))
    await office.until("2021-10-11 08:00")
    office.expects(
        coordinator,
        "⚠️ Bản tin sáng 11/10/2021: 3 việc quá hạn, 1 việc chờ quyết định, 1 cơ quan chưa liên lạc được\n"
        "Mới quá hạn (/quahan): Nộp báo cáo quý – UBND xã Ia Dom\n"
        "Mới xin gia hạn (/choduyet): Nộp báo cáo quý – UBND xã Ia Dom\n"
        "Quá hạn ở 2 cơ quan (/quahan), lâu nhất:\n",
        "Sắp tới: 1 việc đến hạn trong 7 ngày tới (/saphan)\n"
        "Chờ quyết định: 1 xin gia hạn (/choduyet)\n"
        "Chưa liên lạc được: UBND xã Ia Lang (/khonglienlac)",
        sent="2021-10-11 07:00",
    )
    office.seen(*(m for one in (dom, pnon) for m in one.chat.messages if m.author is None))
    office.nothing_else()


async def test_what_is_due_today_is_named_by_duty(office: Office) -> None:
    office.import_plan(
        plan(duty("1", "Báo cáo tuần", on_date("13/10/2021")), duty("2", "Rà soát", on_date("13/10/2021")))
    )
    coordinator = await office.coordinator()
    dom = await office.officer_of(DOM)
    await office.until("2021-10-12 08:00")
    told = [m for m in coordinator.chat.messages if m.author is None][-1]
    assert told.text == (
        "🔔 Bản tin sáng 12/10/2021: 2 việc đến hạn hôm nay\n"
        "Hôm nay (/saphan): Báo cáo tuần – UBND xã Ia Dom; Rà soát – UBND xã Ia Dom"
    )
    office.seen(*(m for one in (coordinator, dom) for m in one.chat.messages if m.author is None))
    office.nothing_else()


async def test_the_news_of_the_minute_stand_in_the_digest_and_are_not_said_twice(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator = await office.coordinator()
    dom = await office.officer_of(DOM)
    await office.until("2021-10-08 18:00")
    office.seen(*(m for one in (coordinator, dom) for m in one.chat.messages if m.author is None))
    await office.until("2021-10-11 08:00")
    office.expects(dom, "đôn đốc lần 3")
    told = office.expects(coordinator, "Bản tin sáng 11/10/2021: 1 việc quá hạn\n", "đôn đốc lần 3")
    assert told.text.count("Gửi kế hoạch khắc phục") == 1
    office.nothing_else()


async def test_nothing_to_say_is_not_sent_and_a_week_off_is_one_digest(office: Office) -> None:
    office.import_plan(plan(duty("1", "Báo cáo năm", on_date("01/12/2021"))))
    coordinator = await office.coordinator()
    await office.until("2021-10-15 17:00")
    assert "nothing to say" in office.reasons()
    office.nothing_else()

    office.import_plan(
        plan(duty("1", "Báo cáo năm", on_date("01/12/2021")), duty("2", "Rà soát", on_date("29/10/2021")))
    )
    await office.officer_of(DOM)
    await office.stops()
    office.sleeps_until("2021-10-27 15:00")
    await office.starts()
    await office.until("2021-10-27 17:00")
    office.expects(coordinator, "🔔 Bản tin chiều 27/10/2021: 1 việc đến hạn trong 7 ngày tới", sent="2021-10-27 15:00")
    assert len([m for m in coordinator.chat.messages if m.author is None]) == 2


async def test_the_leader_gets_numbers_once_a_week_and_no_reminder(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS))
    leader = await office.officer_of("ubnd-huyen", Role.LEADER)
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-07 09:00")
    await pnon.writes("xong 1")
    await dom.writes("lý do 1 mất điện")
    await office.until("2021-10-18 08:00")
    office.seen(*(m for one in (dom, pnon) for m in one.chat.messages if m.author is None))
    office.expects(
        leader,
        "⚠️ Bản tin tuần 04/10–10/10/2021: 1 việc hoàn thành, hiện 1 việc quá hạn, tăng 1 (/quahan)\n"
        "Hoàn thành 1 đúng hạn, 0 quá hạn: Việc của Ia Pnôn – UBND xã Ia Pnôn\n"
        "Mới quá hạn: Gửi kế hoạch khắc phục – UBND xã Ia Dom\n"
        "Giải trình trong tuần: 1 việc",
        sent="2021-10-11 07:00",
    )
    office.expects(
        leader,
        "⚠️ Bản tin tuần 11/10–17/10/2021: 0 việc hoàn thành, hiện 1 việc quá hạn, không đổi (/quahan)\n"
        "Mới đôn đốc đến lần 3: 1 việc\n• UBND xã Ia Dom – Gửi kế hoạch khắc phục – đôn đốc lần 3, lý do: mất điện",
        sent="2021-10-18 07:00",
    )
    office.nothing_else()


async def test_who_turns_the_digest_off_gets_none_until_it_is_on_again(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator = await office.coordinator()
    dom = await office.officer_of(DOM)
    await coordinator.writes("/bản tin tắt")
    office.expects(coordinator, "Bản tin sáng đang tắt", "/bantin bat")
    await office.until("2021-09-30 09:00")
    await coordinator.writes("/bantin bat")
    office.expects(coordinator, "Bản tin sáng đang bật")
    await dom.writes("/bantin tat")
    await office.until("2021-10-01 09:00")
    office.expects_digests(coordinator, "2021-10-01", "2021-10-01", "1 việc đến hạn trong 7 ngày tới")
    office.expects(dom, "Còn 7 ngày làm việc")
    office.expects(dom, "Còn 3 ngày làm việc")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    office.nothing_else()
