"""The platform asks to wait, fails, drops connections, is strict: nothing is lost, nothing is refused."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bots.sandbox.faults import FaultKind
from bots.sandbox.limits import Limits
from reminders.clock import SteppedClock
from tests.scenarios.office import TOKEN, Office, at, on_telegram, opened
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, for_many, on_date, plan

THEIRS = duty("3", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)


@on_telegram
async def test_asked_to_wait_it_waits_exactly_as_told_and_others_go_on(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    office.misbehaves(FaultKind.TOO_FAST, to=dom, seconds=37)

    await office.until("2021-09-24 12:00")
    assert office.expects(dom, "Còn 7 ngày làm việc").sent_at == at("2021-09-24 07:00:37")
    assert office.expects(pnon, "Còn 7 ngày làm việc").sent_at == at("2021-09-24 07:00:00")
    office.nothing_else()


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.MIGRATED])
async def test_an_error_of_the_server_is_tried_again_in_seconds(office: Office, kind: FaultKind) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    office.misbehaves(kind, to=dom, times=3)

    await office.until("2021-09-24 12:00")
    assert office.expects(dom, "Còn 7 ngày làm việc").sent_at <= at("2021-09-24 07:00:14")
    office.nothing_else()


async def test_an_hour_without_the_platform_loses_nothing_and_repeats_nothing(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, THEIRS, WEEKLY))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    office.misbehaves(FaultKind.SERVER_ERROR, times=10_000)
    await office.until("2021-09-24 08:00")
    office.world.faults.clear()

    await office.until("2021-09-24 17:00")
    for person in (dom, pnon):
        assert at("2021-09-24 08:00") <= office.expects(person, "Còn 7 ngày làm việc").sent_at <= at("2021-09-24 08:05")
    office.nothing_else()


@pytest.mark.parametrize(("kind", "arrivals"), [(FaultKind.DROP_BEFORE, 1), (FaultKind.DROP_AFTER, 2)])
async def test_a_message_whose_answer_was_lost_is_sent_again_in_seconds(
    office: Office, kind: FaultKind, arrivals: int
) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-05 06:00")
    office.seen(*office.world.sent())
    office.misbehaves(kind, to=dom)

    await office.until("2021-10-05 17:00")
    for _ in range(arrivals):
        office.expects(dom, "Hôm nay đến hạn: Gửi kế hoạch khắc phục")
    assert office.world.sent()[-1].sent_at == at("2021-10-05 07:00:02")
    office.nothing_else()


async def test_an_early_stage_whose_answer_was_lost_comes_too(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    office.misbehaves(FaultKind.DROP_BEFORE, to=dom, times=3)

    await office.until("2021-09-24 17:00")
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    states = {rung.stage: rung.state for rung in office.why(office.items("1")[0])}
    assert states == {"before:7": "sent", "before:3": "due"}
    office.nothing_else()


async def test_what_was_done_while_no_answer_came_is_not_told_again_and_not_said_to_be_told(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 06:59")
    office.misbehaves(FaultKind.DROP_BEFORE, to=dom)
    await office.service.cycle.run()
    await office.run_until(at("2021-09-24 07:00:00"))
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.until("2021-09-24 17:00")
    assert {rung.stage: rung.state for rung in office.why(office.items("1")[0])}["before:7"] == "unknown"
    office.nothing_else()


async def test_an_answer_to_an_officer_that_gets_no_answer_is_repeated_until_it_gets_one(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    office.misbehaves(FaultKind.DROP_AFTER, to=dom, times=2)
    await dom.writes("xong 1")
    await office.until("2021-09-23 17:00")
    for _ in range(3):
        office.expects(dom, "Đã ghi nhận hoàn thành")
    office.nothing_else()


class BusyClock(SteppedClock):
    """Every look at it takes two milliseconds, so that sending and answering take time here too."""

    def now(self) -> datetime:
        self.move_to(super().now() + timedelta(milliseconds=2))
        return super().now()


async def test_two_hundred_chats_due_at_one_instant_arrive_as_fast_as_the_strict_limits_allow(engine: Engine) -> None:
    register, communes = for_many(200, on_date("06/10/2021"))
    async with opened(engine, BusyClock(at("2021-09-23 16:00"))) as office:
        office.import_plan(register)
        people = [office.linked_before(office.add_officer(key)) for key in communes]
        await office.until("2021-09-24 06:59")
        office.world.bots[TOKEN].limits = Limits()

        await office.until("2021-09-24 07:10")
        sent = sorted(office.expects(person, "Còn 7 ngày làm việc", "Mã 1").sent_at for person in people)
        assert 6 < (sent[-1] - at("2021-09-24 07:00")).total_seconds() < 200 / 30 * 1.1
        assert office.reasons() == {None}  # none was asked to wait
        office.nothing_else()
