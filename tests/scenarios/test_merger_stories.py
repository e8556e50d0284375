"""Agencies are merged and dissolved: what they owed goes on once, under whoever stands in their place."""

from datetime import date

from sqlmodel import select

from db.engine import writing
from db.tables import Agency
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, NAN, duty, on_date, plan

NEW = "ubnd-xa-moi"
COMMUNES = f"""
[[agency]]
key = "{NEW}"
name = "UBND xã Đức Cơ"
parent = "ubnd-huyen"

[[group]]
key = "cac-xa"
name = "Các xã"
members = ["{DOM}", "{NAN}"]
"""
DUTIES = (
    duty("1", "Gửi kế hoạch khắc phục", on_date("06/10/2021"), lead="cac-xa"),
    duty("2", "Báo cáo tiến độ giải ngân", EVERY_THURSDAY, lead="cac-xa"),
)


def ends(office: Office, on: date, *keys: str, into: str | None = None) -> None:
    """Write the last day and the successor of agencies, as the command line does; the cycle does the rest."""
    with writing(office.engine) as session:
        rows = {row.key: row for row in session.exec(select(Agency)).all()}
        for key in keys:
            rows[key].valid_until = on
            rows[key].successor_id = rows[into].id if into else None


def statuses(office: Office, clause: str, agency: str) -> list[str]:
    return [item.occurrence.status.value for item in office.items(clause, agency)]


async def test_from_the_day_of_a_merger_the_successor_owes_everything_once(office: Office) -> None:
    office.import_plan(plan(COMMUNES, *DUTIES))
    desk = await office.coordinator()
    bo, hyin = await office.officer_of(DOM, name="Rơ Mah H'Bơ"), await office.officer_of(NAN, name="Siu Hyin")
    ends(office, date(2021, 10, 11), DOM, NAN, into=NEW)
    await office.until("2021-10-10 20:00")
    everybody = (desk, bo, hyin)
    office.seen(*(message for person in everybody for message in person.chat.messages))
    assert office.items("1", NEW) == []
    assert statuses(office, "1", DOM) == statuses(office, "1", NAN) == ["open"]
    before = office.items("1", NAN)[0].occurrence

    await office.until("2021-10-11 07:10")
    for person in (bo, hyin):
        office.expects(person, "Từ hôm nay UBND xã Ia", "sáp nhập vào UBND xã Đức Cơ", sent="2021-10-11 07:00")
        text = office.expects(person, "UBND xã Đức Cơ: ", sent="2021-10-11 07:00").text
        assert text.count("Gửi kế hoạch khắc phục") == 1
    office.expects_digests(desk, "2021-10-11", "2021-10-11", "UBND xã Đức Cơ – Gửi kế hoạch khắc phục")
    [late] = office.items("1", NEW)
    assert (late.occurrence.status.value, late.occurrence.nominal_at) == ("open", before.nominal_at)
    assert statuses(office, "1", DOM) == statuses(office, "1", NAN) == ["cancelled"]
    weeks = [item.occurrence.period for item in office.items("2", NEW)]
    assert len(weeks) == len(set(weeks))
    assert {"open"} == set(statuses(office, "2", NEW))

    await hyin.writes("/viec")
    listed = office.expects(hyin, "UBND xã Đức Cơ").text
    code = next(line.split(")")[0] for line in listed.splitlines() if "Gửi kế hoạch" in line)
    await hyin.writes(f"xong {code}")
    office.expects(hyin, "Đã ghi nhận hoàn thành", "quá hạn")
    office.expects(bo, "Siu Hyin")
    await hyin.writes(f"/visao {code}")
    office.expects(hyin, "do UBND xã Ia Dom sáp nhập vào", "Siu Hyin (UBND xã Đức Cơ) báo hoàn thành")
    office.nothing_else()


async def test_the_duties_of_a_dissolved_agency_stop_and_wait_for_the_coordinator(office: Office) -> None:
    office.import_plan(plan(COMMUNES, *DUTIES))
    desk = await office.coordinator()
    hyin = await office.officer_of(NAN, name="Siu Hyin")
    ends(office, date(2021, 9, 28), DOM)
    await office.until("2021-09-28 06:59")
    office.seen(*desk.chat.messages, *hyin.chat.messages)
    await office.until("2021-09-28 08:00")
    office.expects(desk, "UBND xã Ia Dom đã giải thể, chưa có cơ quan thay thế:", sent="2021-09-28 07:00")
    office.expects_digests(desk, "2021-09-28", "2021-09-28", "13 việc chờ quyết định")
    assert set(statuses(office, "1", DOM)) == {"not_ours"}
    known = len(office.items("2", DOM))

    await desk.writes("/khonglienlac")
    office.expects(desk, "UBND xã Ia Dom: đã giải thể, còn 2 nhiệm vụ ghi tên")
    await desk.writes("/choduyet")
    listed = office.expects(desk, "UBND xã Ia Dom – Gửi kế hoạch khắc phục", "chờ giao lại").text
    code = next(line for line in listed.splitlines() if "Gửi kế hoạch" in line).split(")")[0].removeprefix("• ")
    await desk.writes(f"/giaolai {code} UBND xã Đức Cơ")
    office.expects(desk, "UBND xã Đức Cơ")
    await office.until("2021-11-01 08:00")
    office.seen(*desk.chat.messages, *hyin.chat.messages)
    ends(office, date(2021, 9, 28), DOM, into=NAN)
    await office.until("2021-12-01 08:00")
    assert set(statuses(office, "2", DOM)) == {"cancelled"}
    assert len(office.items("2", DOM)) == known
    assert statuses(office, "1", NEW) == ["open"]
    office.seen(*desk.chat.messages, *hyin.chat.messages)
    office.nothing_else()
