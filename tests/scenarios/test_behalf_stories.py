"""A coordinator reports for an agency that phoned: recorded and told as such, on both channels."""

from db.statuses import Role
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, LANG, PNON, SUBMISSION, duty, on_date, plan

THEIRS = duty("3", "Gửi báo cáo quý III", on_date("12/10/2021"), lead=PNON)
ALSO = duty("4", "Lập danh sách hộ nghèo", on_date("13/10/2021"), lead=PNON)


async def office_of_three(office: Office, *duties: str) -> tuple[Person, Person, Person]:
    """Return coordinator, Ia Dom and Ia Pnôn on Friday 08/10/2021, 10 o'clock, all shown what comes."""
    office.import_plan(plan(*(duties or (SUBMISSION, THEIRS))))
    people = await office.coordinator(), await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-08 10:00")
    await people[0].writes("/saphan 7")
    await people[0].writes("/quahan")
    for person in people:
        office.seen(*(message for message in person.chat.messages if message.author is None))
    return people


def standing(office: Office, clause: str) -> str:
    return office.items(clause)[0].occurrence.status.value


async def test_done_for_an_agency_that_phoned_is_accepted_at_once_and_the_agency_is_told(office: Office) -> None:
    coordinator, _, pnon = await office_of_three(office)
    await coordinator.writes("xong 1 thay Ia Pnôn, gọi điện lúc 9h")
    office.expects(
        coordinator,
        "Đã báo hoàn thành thay UBND xã Ia Pnôn lúc 10:00 08/10/2021: gọi điện lúc 9h.",
        "1) Gửi báo cáo quý III (trước ngày 12/10/2021) – hoàn thành đúng hạn",
        "Nhầm? Trả lời HỦY 1 trong 10 phút.",
    )
    office.expects(
        pnon,
        "Phòng Nội vụ đã báo hoàn thành thay UBND xã Ia Pnôn: Gửi báo cáo quý III (gọi điện lúc 9h).",
        "Nếu không đúng, trả lời: CHƯA XONG 1",
    )
    assert standing(office, "3") == "accepted"
    office.nothing_else()
