"""A row that cannot be handled is postponed and shown; everything else goes on."""

from collections.abc import Callable

from sqlmodel import select

from db.engine import writing
from db.tables import Obligation, Occurrence
from reminders.doctor import Check, examine
from reminders.settings import Settings
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, on_date, plan

OTHER = duty("3", "Rà soát thủ tục", on_date("06/10/2021"))


def change(office: Office, clause: str, what: Callable[[Obligation, Occurrence], None]) -> None:
    """Change the rows of a clause behind the product's back."""
    with writing(office.engine) as session:
        obligation = session.exec(select(Obligation).where(Obligation.clause == clause)).one()
        for item in session.exec(select(Occurrence).where(Occurrence.obligation_id == obligation.id)).all():
            what(obligation, item)


async def troubles(office: Office) -> Check:
    """Return what `nhachan doctor` says of rows that cannot be handled."""
    url = office.engine.url.render_as_string(hide_password=False)
    checks = await examine(Settings(_env_file=None, database_url=url), now=office.now)  # type: ignore[call-arg]
    return next(check for check in checks if check.name == "Việc gặp lỗi")


async def test_an_item_with_a_bad_ladder_is_shown_and_tried_again_each_hour(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, OTHER))
    dom = await office.officer_of(DOM)
    good = office.items("1")[0].occurrence.ladder

    def broken(_: Obligation, item: Occurrence) -> None:
        item.ladder = {"before_days": "không có"}

    def mended(_: Obligation, item: Occurrence) -> None:
        item.ladder = good

    change(office, "1", broken)
    await office.until("2021-09-24 09:10")
    office.expects(dom, "Còn 7 ngày làm việc: Rà soát thủ tục", sent="2021-09-24 07:00")
    found = await troubles(office)
    assert found.is_good is False
    assert found.finding.startswith(f"việc {office.items('1')[0].occurrence.id}: ")

    change(office, "1", mended)
    await office.until("2021-09-24 17:00")
    office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-24 10:00")
    assert (await troubles(office)).is_good is True
    office.nothing_else()


async def test_an_item_that_cannot_be_worded_stops_no_other_of_the_same_agency(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, WEEKLY, duty("3", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)

    def broken(_: Obligation, item: Occurrence) -> None:
        item.period = f"tuần thứ chín {item.id}"

    change(office, "2", broken)
    await office.until("2021-09-30 12:00")
    for day, left in (("2021-09-24", 7), ("2021-09-30", 3)):
        office.expects(dom, f"Còn {left} ngày làm việc: Gửi kế hoạch khắc phục", sent=f"{day} 07:00")
        office.expects(pnon, f"Còn {left} ngày làm việc", sent=f"{day} 07:00")
    found = await troubles(office)
    assert found.is_good is False
    assert "thứ chín" in found.finding
    held = {rung.stage: rung.state for rung in office.why(office.items("2")[0])}
    assert held == {"before:1": "held", "same-day": "held", "overdue:1": "due"}
    office.nothing_else()


async def test_a_bad_rule_hides_no_item_whose_instants_are_known(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, WEEKLY))
    dom = await office.officer_of(DOM)

    def broken(duty: Obligation, _: Occurrence) -> None:
        duty.rule = {"kind": "weekly", "weekdays": ["thứ chín"]}

    change(office, "2", broken)
    await dom.writes("/viec")
    office.expects(dom, "Thứ Năm 30/09, 15 giờ – Báo cáo tiến độ giải ngân", "Trước 06/10 – Gửi kế hoạch khắc phục")
    office.nothing_else()
