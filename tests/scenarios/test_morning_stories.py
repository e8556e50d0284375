"""A coordinator's morning: 120 items wait; a handful of messages later they are decided, and the figures are told."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlmodel import col, func, select

from db.engine import reading, writing
from db.queries import item_codes, items
from db.queries.items import Item
from db.statuses import NoticeKind
from db.tables import Agency, ChatBinding, Notification, Occurrence
from schedules.zone import local_date
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, LANG, NAN, PNON, duty, on_date, plan

DAYS = {
    "đất đai": "30/09/2021",
    "hộ tịch": "02/10/2021",
    "hộ nghèo": "04/10/2021",
    "chứng thực": "05/10/2021",
    "người có công": "12/10/2021",
}
VERBS = ("Rà soát", "Thống kê", "Báo cáo", "Lập danh sách", "Cập nhật", "Niêm yết")
COMMUNES = {DOM: "UBND xã Ia Dom", PNON: "UBND xã Ia Pnôn", LANG: "UBND xã Ia Lang", NAN: "UBND xã Ia Nan"}
GROUP = f'[[group]]\nkey = "cac-xa"\nname = "UBND các xã"\nmembers = {[*COMMUNES]}\n'
DUTIES = [
    duty(f"{first}.{second}", f"{verb} {what}", on_date(day), lead="cac-xa")
    for first, (what, day) in enumerate(DAYS.items(), 1)
    for second, verb in enumerate(VERBS, 1)
]
QUARTER, EXTENDED = "2", "5"
"""The clauses from which on duties fall due in the fourth quarter, and more time is asked for."""

MORE_TIME = "gia hạn 25, 26, 27, 28, 29, 30 đến 20/10 vì chờ số liệu"


async def a_hundred_and_twenty_wait(office: Office) -> tuple[Person, dict[str, Person]]:
    """Return the coordinator and the communes' officers on Tuesday 05/10/2021, 8 o'clock: each has reported 24 of 30
    items, Ia Nan only yesterday and 18 of them late, and asked for more time for six.
    """
    office.import_plan(plan(GROUP, *DUTIES))
    people = {key: await office.officer_of(key) for key in COMMUNES}
    for key, person in people.items():
        was_shown_all(office, person, key)
    coordinator = await office.coordinator()
    for key, day in ((DOM, "09-27 09:00"), (PNON, "09-27 10:00"), (LANG, "09-27 11:00"), (NAN, "10-04 16:00")):
        await office.until(f"2021-{day}")
        for text in (f"xong {', '.join(map(str, range(1, 25)))}", MORE_TIME):
            await people[key].writes(text)
        assert "Đã ghi đề nghị gia hạn 6 việc (lý do: chờ số liệu)" in people[key].chat.messages[-1].text
        asked = coordinator.chat.messages[-1].text
        assert f"{COMMUNES[key]} xin gia hạn 6 việc (lý do: chờ số liệu):" in asked
        assert asked.count("– xin đến hết ngày 20/10/2021") == 6
    await office.until("2021-10-05 08:00")
    assert "120 việc chờ quyết định" in coordinator.chat.messages[-1].text
    for person in (coordinator, *people.values()):
        office.seen(*(message for message in person.chat.messages if message.author is None))
    return coordinator, people


def was_shown_all(office: Office, person: Person, key: str) -> None:
    """Have a chat know the thirty items of its commune by the numbers 1 to 30, as after three pages of a list."""
    with writing(office.engine) as session:
        agency = session.exec(select(Agency).where(Agency.key == key)).one()
        ids = [item.occurrence.id for item in items.owed_by(session, [agency.id])]
        chat = session.exec(select(ChatBinding).where(ChatBinding.chat_id == person.chat.id)).one()
        assert [*item_codes.give(session, chat.id, ids, now=office.now).values()] == [*range(1, 31)]


def rows(office: Office, since: str = "1") -> list[Item]:
    """Return the items of every commune, from a clause on."""
    with reading(office.engine) as session:
        found = items.by_ids(session, session.exec(select(Occurrence.id)).all())
        return [item for item in found.values() if item.obligation.clause >= since]


def statuses(office: Office) -> dict[str, int]:
    return dict(Counter(item.occurrence.status.value for item in rows(office)))


def figures(found: Sequence[Item]) -> tuple[int, int, int, int]:
    """Return how many items are given, are due, were given in time and too late, as their rows say."""
    given = [one.occurrence for one in found if one.occurrence.status.value in ("submitted", "accepted")]
    late = sum(
        row.completed_at is not None and row.overdue_from is not None and row.completed_at >= row.overdue_from
        for row in given
    )
    return len(given), len(found), len(given) - late, late


def alerts(office: Office, found: Sequence[Item]) -> int:
    """Return how many đôn đốc of some items were sent."""
    about = [item.occurrence.id for item in found]
    with reading(office.engine) as session:
        chased = select(func.count()).where(
            Notification.kind == NoticeKind.OVERDUE, col(Notification.sent_at).is_not(None)
        )
        return session.exec(chased.where(col(Notification.occurrence_id).in_(about))).one()


def of_agency(found: Sequence[Item], key: str) -> list[Item]:
    return [one for one in found if one.agency.key == key]


def hears_of_more_time(office: Office, person: Person) -> None:
    """Expect what an agency is told of its six requests: one message."""
    told = office.expects(person, "Phòng Nội vụ đồng ý gia hạn 6 việc:", "25) Rà soát người có công", "XONG <mã>")
    assert told.text.count("hạn mới đến hết ngày 20/10/2021") == 6


def passes_over_the_file(office: Office, coordinator: Person) -> None:
    if coordinator.chat.bot.channel == "telegram":
        assert office.expects(coordinator, "Chờ xác nhận: 120 việc").file


async def decides(office: Office, coordinator: Person) -> None:
    """Decide what waits, but one item, which is returned, in five messages."""
    await coordinator.writes("/choduyet")
    office.expects(
        coordinator,
        "Chờ xác nhận: 120 việc của 4 cơ quan (08:00 05/10/2021), việc 1–10",
        "• 25) UBND xã Ia Dom – Rà soát đất đai (trước ngày 30/09/2021) – báo hoàn thành 27/09, đúng hạn",
        "• 28) UBND xã Ia Nan – Rà soát đất đai (trước ngày 30/09/2021) – báo hoàn thành 04/10, quá hạn",
        "… và 110 việc nữa",
    )
    passes_over_the_file(office, coordinator)
    await coordinator.writes("trả lại 25 thiếu phụ lục")
    office.expects(coordinator, "Đã trả lại việc 25 cho UBND xã Ia Dom: Rà soát đất đai", "Lý do: thiếu phụ lục")
    await coordinator.writes("duyệt 1-24, 26-30")
    told = office.expects(
        coordinator, "Đã xác nhận hoàn thành 5 việc:", "26) UBND xã Ia Pnôn", "Đã đồng ý gia hạn 24 việc:\n1) UBND xã"
    )
    assert told.text.endswith("… và 14 việc khác.")
    await coordinator.writes("duyệt tất cả")
    office.expects(
        coordinator,
        "Duyệt cả 90 việc đang chờ của 4 cơ quan (08:00 05/10/2021)? Chưa ghi nhận gì.",
        "Chờ lâu nhất: 33) UBND xã Ia Dom – Báo cáo đất đai – báo hoàn thành 27/09, đúng hạn",
    )
    assert statuses(office) == {"accepted": 5, "returned": 1, "submitted": 90, "open": 24}
    await coordinator.chooses("Đúng", "ĐÚNG")
    office.expects(coordinator, "Đã xác nhận hoàn thành 90 việc:", "… và 80 việc khác.")


async def test_a_hundred_and_twenty_are_decided_in_five_messages_and_the_morning_goes_on(office: Office) -> None:
    coordinator, people = await a_hundred_and_twenty_wait(office)
    await decides(office, coordinator)
    assert statuses(office) == {"accepted": 95, "returned": 1, "open": 24}
    assert office.items("1.1", DOM)[0].occurrence.status.value == "returned"
    asked_for = [one.occurrence for one in rows(office, EXTENDED)]
    assert {(row.extension_count, local_date(row.act_by_at)) for row in asked_for} == {(1, date(2021, 10, 20))}
    office.expects(people[DOM], "Phòng Nội vụ trả lại việc 1: thiếu phụ lục.\nRà soát đất đai", "XONG 1")
    for person in people.values():
        hears_of_more_time(office, person)

    await coordinator.writes("ai chưa nộp rà soát đất đai")
    office.expects(coordinator, "Rà soát đất đai (1.1", "3/4 đã nộp (1 quá hạn)", "Chưa nộp 1: UBND xã Ia Dom (bị trả")
    await coordinator.writes("ai chua nop thong ke nguoi co cong")
    missing = ", ".join(f"{name} (gia hạn đến 20/10)" for name in COMMUNES.values())
    office.expects(coordinator, "0/4 đã nộp (08:00 05/10/2021)", f"Chưa nộp 4: {missing}")

    await coordinator.writes("/tiendo quý IV")
    found = rows(office, QUARTER)
    given, due, in_time, late = figures(found)
    assert (given, due, in_time, late) == (72, 96, 60, 12)
    told = office.expects(
        coordinator,
        f"từ 01/10/2021 đến 31/12/2021 (08:00 05/10/2021): {given}/{due} việc đã hoàn thành, "
        f"{in_time} đúng hạn, {late} quá hạn",
        f"24 chưa hoàn thành, đôn đốc {alerts(office, found)} lần, gia hạn 24 lần",
        "Ia Nan: 18/24 hoàn thành (12 quá hạn), 6 chưa hoàn thành, đôn đốc 12 lần, gia hạn 6 lần",
    )
    for key, name in COMMUNES.items():
        given, due, *_ = figures(of_agency(found, key))
        assert f"• {name}: {given}/{due} hoàn thành" in told.text

    await office.until("2021-10-05 09:05")
    await coordinator.writes("xong 2 thay Ia Dom, gọi điện lúc 9h")
    office.expects(
        coordinator, "Đã báo hoàn thành thay UBND xã Ia Dom lúc 09:05 05/10/2021: gọi điện lúc 9h.", "2) Thống kê người"
    )
    office.expects(people[DOM], "Phòng Nội vụ đã báo hoàn thành thay UBND xã Ia Dom", "(gọi điện lúc 9h)", "Mã 26")
    assert office.items("5.2", DOM)[0].occurrence.status.value == "accepted"
    await coordinator.writes("/tiendo quý 4")
    office.expects(coordinator, "73/96 việc đã hoàn thành", "Ia Dom: 19/24 hoàn thành, 5 chưa hoàn thành, 1 báo thay")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Không có việc nào chờ xác nhận (09:05 05/10/2021).")
    office.nothing_else()


@on_telegram
async def test_a_page_is_decided_then_an_agency_and_then_all_the_rest(office: Office) -> None:
    coordinator, people = await a_hundred_and_twenty_wait(office)
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Chờ xác nhận: 120 việc")
    passes_over_the_file(office, coordinator)
    for text, asked, left in (
        ("duyệt trang này", "Duyệt cả 10 việc 25, 26, 27, 28, 29, 30, 31, 32, 33, 34? Chưa ghi nhận gì.", 86),
        ("duyệt xã Ia Nan", "Duyệt cả 28 việc đang chờ của 1 cơ quan", 64),
        ("duyệt tất cả", "Duyệt cả 82 việc đang chờ của 3 cơ quan", 0),
    ):
        await coordinator.writes(text)
        office.expects(coordinator, asked)
        await coordinator.writes("ĐÚNG")
        office.expects(coordinator, "Đã xác nhận hoàn thành")
        assert statuses(office).get("submitted", 0) == left
    assert statuses(office) == {"accepted": 96, "open": 24}
    for person in people.values():
        hears_of_more_time(office, person)
    office.nothing_else()
