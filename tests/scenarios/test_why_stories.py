"""`why` tells of every reminder of an item what became of it, and the reason."""

from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, SUBMISSION, plan


def told(office: Office) -> list[tuple[str, str, str]]:
    """Return stage, state and reason of every rung, in order."""
    return [(rung.stage, rung.state, rung.why) for rung in office.why(office.items("1")[0])]


async def test_sent_and_what_comes_next(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    assert told(office) == [
        ("before:7", "sent", "đã gửi"),
        ("before:3", "due", "sẽ gửi khi đến giờ, nếu việc chưa xong"),
    ]
    rung = office.why(office.items("1")[0])[0]
    assert (rung.chat, rung.sent_at) == (f"{office.channels[0]}: Cán bộ UBND xã Ia Dom", rung.at)


async def test_suppressed_because_it_was_acknowledged_and_then_done(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    await dom.writes("nhận 1")
    await office.until("2021-10-04 09:00")
    assert told(office) == [
        ("before:7", "sent", "đã gửi"),
        ("before:3", "suppressed", "đã nhận việc nên bớt nhắc trước hạn"),
        ("before:1", "suppressed", "đã nhận việc nên bớt nhắc trước hạn"),
        ("same-day", "due", "sẽ gửi khi đến giờ, nếu việc chưa xong"),
    ]
    await dom.writes("xong 1")
    await office.until("2021-10-07 09:00")
    assert told(office) == [
        ("before:7", "sent", "đã gửi"),
        ("before:3", "suppressed", "đã nhận việc nên bớt nhắc trước hạn"),
        ("before:1", "suppressed", "đã nhận việc nên bớt nhắc trước hạn"),
        ("same-day", "suppressed", "đã báo hoàn thành trước đó"),
        ("overdue:1", "suppressed", "đã báo hoàn thành trước đó"),
        ("overdue:2", "suppressed", "đã báo hoàn thành trước đó"),
    ]


async def test_collapsed_while_the_service_was_off(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    await office.officer_of(DOM)
    await office.stops()
    office.sleeps_until("2021-10-05 09:00")
    await office.starts()
    assert told(office) == [
        ("before:7", "suppressed", "gộp vào lần nhắc sau (before:3)"),
        ("before:3", "suppressed", "gộp vào lần nhắc sau (before:1)"),
        ("before:1", "suppressed", "gộp vào lần nhắc sau (same-day)"),
        ("same-day", "sent", "đã gửi"),
        ("overdue:1", "due", "sẽ gửi khi đến giờ, nếu việc chưa xong"),
    ]


async def test_before_the_plan_was_imported(office: Office) -> None:
    await office.until("2021-10-01 08:00")
    office.import_plan(plan(SUBMISSION))
    await office.officer_of(DOM)
    await office.until("2021-10-04 09:00")
    assert told(office) == [
        ("before:7", "suppressed", "trước khi việc có trong hệ thống"),
        ("before:3", "sent", "đã gửi"),  # on linking
        ("before:1", "sent", "đã gửi"),
        ("same-day", "due", "sẽ gửi khi đến giờ, nếu việc chưa xong"),
    ]


async def test_held_at_night(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    await office.officer_of(DOM)
    await office.stops()
    office.sleeps_until("2021-09-24 20:00")  # Friday
    await office.starts()
    (rung, _) = office.why(office.items("1")[0])
    assert (rung.stage, rung.state, rung.sent_at) == ("before:7", "held", None)
    await office.until("2021-09-27 08:00")
    (rung, _) = office.why(office.items("1")[0])
    assert (rung.stage, rung.state) == ("before:7", "sent")


async def test_superseded_by_a_moved_deadline(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    await office.officer_of(DOM)
    await office.until("2021-09-24 09:00")
    office.import_plan(plan(SUBMISSION.replace("06/10/2021", "20/10/2021")))
    await office.until("2021-09-24 10:00")
    [change, coming] = told(office)
    assert (change[0].partition(":")[0], *change[1:]) == ("changed", "sent", "đã gửi")
    assert coming == ("before:7", "due", "sẽ gửi khi đến giờ, nếu việc chưa xong")


async def test_nobody_was_linked(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    await office.until("2021-10-04 09:00")
    await office.officer_of(DOM)
    assert told(office) == [
        ("before:7", "suppressed", "chưa có cán bộ nào liên kết chat"),
        ("before:3", "suppressed", "chưa có cán bộ nào liên kết chat"),
        ("before:1", "sent", "đã gửi"),  # on linking
        ("same-day", "due", "sẽ gửi khi đến giờ, nếu việc chưa xong"),
    ]
