"""Lists longer than a message: page by page in words, by button, and after things have changed in between."""

import io
import re
from collections.abc import Sequence
from datetime import datetime

from openpyxl import load_workbook

from bots.sandbox.chats import Message
from db.engine import reading
from db.queries import item_codes
from db.statuses import Role
from db.tables import ChatBinding
from reminders.messages import speaking
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, for_many, on_date, plan

DAY = on_date("06/10/2021")
HEADING = (
    *("Mã", "Cơ quan", "Nhiệm vụ", "Kỳ", "Hạn", "Chậm nhất", "Tình trạng"),
    *("Báo hoàn thành lúc", "Đúng hay quá hạn", "Số văn bản báo cáo", "Tệp minh chứng", "Báo thay", "Đang đề nghị"),
    "Quá hạn (ngày làm việc)",
    *("Đôn đốc (lần)", "Giải trình", "Văn bản", "Mục"),
)


async def sixty_late(office: Office) -> Person:
    """Return the coordinator on Friday 08/10/2021, when 60 communes are late and none of them has a chat."""
    office.import_plan(for_many(60, DAY)[0])
    coordinator = await office.coordinator()
    await office.until("2021-10-08 08:00")
    office.seen(*(message for message in coordinator.chat.messages if message.author is None))
    return coordinator


def communes(message: Message) -> list[int]:
    """Return the numbers of the communes that a list shows."""
    return [int(number) for number in re.findall(r"UBND xa-(\d+)", message.text)]


def takes_the_file(office: Office, person: Person) -> Sequence[tuple[object, ...]]:
    """Expect the whole list as a file where the channel takes files; return its rows without the heading."""
    if person.chat.bot.channel == "zalo":
        assert "tệp" not in person.chat.messages[-1].text
        return []
    message = office.expects(person)
    assert message.file
    assert message.file.name.endswith(".xlsx")
    [sheet] = load_workbook(io.BytesIO(message.file.content)).worksheets
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading == HEADING
    return rows


async def test_sixty_late_items_are_read_page_by_page_to_the_end(office: Office) -> None:
    coordinator = await sixty_late(office)
    await coordinator.writes("/quahan")
    first = office.expects(coordinator, "Quá hạn: 60 việc của 60 cơ quan", "việc 1–10", "… và 50 việc nữa")
    assert "XEM TIẾP" in first.text
    takes_the_file(office, coordinator)
    shown = communes(first)
    for words in ("xem tiếp", "tiếp", "/tiep", "Xem Tiep ạ", "/xem tiếp"):
        await coordinator.writes(words)
        shown += communes(office.expects(coordinator, "Quá hạn: 60 việc của 60 cơ quan"))
    assert shown == list(range(60))
    assert "XEM TIẾP" not in coordinator.chat.messages[-1].text

    await coordinator.writes("xem tiếp")
    office.expects(coordinator, "Đã hết danh sách, có 60 dòng", "TRANG 1")
    await coordinator.writes("xem tiếp")
    office.expects(coordinator, "Đã hết danh sách")
    await coordinator.writes("trang 1")
    assert communes(office.expects(coordinator, "việc 1–10")) == list(range(10))
    takes_the_file(office, coordinator)
    office.nothing_else()


async def test_a_page_is_named_after_the_command(office: Office) -> None:
    coordinator = await sixty_late(office)
    await coordinator.writes("/quahan trang 3")
    assert communes(office.expects(coordinator, "việc 21–30")) == list(range(20, 30))
    await coordinator.writes("tiếp")
    assert communes(office.expects(coordinator, "việc 31–40")) == list(range(30, 40))
    await coordinator.writes("/quahan trang 99")
    office.expects(coordinator, "Đã hết danh sách")
    await coordinator.writes("/quahan UBND xa-059 trang 1")
    assert communes(office.expects(coordinator, "Quá hạn: 1 việc")) == [59]
    await coordinator.writes("/tiendo trang 3")
    assert len(communes(office.expects(coordinator, "Tiến độ UBND huyện Đức Cơ", "cơ quan 41–60"))) == 20
    await coordinator.writes("/khonglienlac")
    office.expects(coordinator, "Chưa liên lạc được: 60 cơ quan", "… và 40 cơ quan nữa")
    await coordinator.writes("trang 3")
    assert communes(office.expects(coordinator, "cơ quan 41–60")) == list(range(40, 60))
    office.nothing_else()


@on_telegram
async def test_the_button_of_an_old_message_goes_on_where_that_message_ended(office: Office) -> None:
    coordinator = await sixty_late(office)
    await coordinator.writes("/quahan")
    first = office.expects(coordinator, "việc 1–10")
    takes_the_file(office, coordinator)
    await coordinator.writes("/tiendo")
    office.expects(coordinator, "Tiến độ", "cơ quan 1–20")
    await office.restarts()
    await coordinator.presses("Xem tiếp", under=first)
    assert communes(office.expects(coordinator, "Quá hạn: 60 việc")) == list(range(10, 20))
    await coordinator.writes("tiếp")
    assert communes(office.expects(coordinator, "Quá hạn: 60 việc")) == list(range(20, 30))
    office.nothing_else()


async def test_what_is_done_between_two_pages_hides_nothing_of_the_second(office: Office) -> None:
    coordinator = await sixty_late(office)
    people = [await office.officer_of(f"xa-{number:03}") for number in (3, 9)]
    await coordinator.writes("/quahan")
    first = office.expects(coordinator, "việc 1–10")
    takes_the_file(office, coordinator)
    for person in people:
        await person.writes("xong 1")
        assert "Đã ghi nhận hoàn thành" in person.chat.messages[-1].text
    await coordinator.writes("tiếp")
    second = office.expects(coordinator, "Quá hạn: 58 việc")
    assert communes(first) + communes(second) == list(range(20))


async def test_pages_that_a_message_cannot_hold_are_shorter_and_skip_nothing(office: Office) -> None:
    title = "Báo cáo kết quả khắc phục những tồn tại, hạn chế trong công tác cải cách hành chính năm {}"
    duties = [duty(str(number), title.format(2000 + number), DAY) for number in range(25)]
    office.import_plan(plan(*duties))
    coordinator = await office.coordinator()
    await office.until("2021-10-08 08:00")
    office.seen(*(message for message in coordinator.chat.messages if message.author is None))
    await coordinator.writes("/quahan")
    shown: list[list[str]] = []
    while True:
        page = office.expects(coordinator, "Quá hạn: 25 việc")
        if not shown:
            takes_the_file(office, coordinator)
        assert len(page.text) <= 2000
        shown.append(re.findall(r"năm 20(\d\d)", page.text))
        if "XEM TIẾP" not in page.text:
            break
        await coordinator.writes("xem tiếp")
    assert [int(number) for page in shown for number in page] == list(range(25))
    assert max(len(page) for page in shown) < 10
    await coordinator.writes("/quahan trang 2")
    assert re.findall(r"năm 20(\d\d)", office.expects(coordinator, "Quá hạn").text) == shown[1]
    office.nothing_else()


async def test_an_agency_pages_through_its_own_items_only_and_only_what_is_shown_gets_a_code(office: Office) -> None:
    theirs = [duty(f"9{number}", f"Của Ia Pnôn {number}", DAY, lead=PNON) for number in range(30)]
    office.import_plan(plan(*(duty(str(n), f"Của Ia Dom {n}", DAY) for n in range(25)), *theirs))
    dom = await office.officer_of(DOM)
    await dom.writes("/viec")
    office.expects(dom, "UBND xã Ia Dom: 25 việc đang mở", "\n10) ", "… và 15 việc nữa, hạn xa hơn: trả lời XEM TIẾP")
    rows = takes_the_file(office, dom)
    assert [row[2] for row in rows] == [f"Của Ia Dom {n}" for n in range(25)] * bool(rows)
    assert [row[0] for row in rows] == [*range(1, 11), *[None] * 15] * bool(rows)
    with reading(office.engine) as session:
        chat = session.get_one(ChatBinding, 1)
        assert sorted(item_codes.of_chat(session, chat.id).values()) == list(range(1, 11))
    await dom.writes("/viec trang 3")
    office.expects(dom, "việc 21–25", "Của Ia Dom 24")
    await dom.writes("/quahan Ia Pnôn trang 2")
    office.expects(dom, "Không tìm thấy cơ quan")
    assert not [message for message in dom.chat.messages if "Của Ia Pnôn" in message.text]


@on_telegram
async def test_the_button_of_one_who_oversees_no_more_shows_only_the_own_agency(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, *(duty(f"9{n}", f"Việc {n}", DAY, lead=PNON) for n in range(30))))
    pnon = await office.officer_of(PNON, Role.COORDINATOR, scope=PNON)
    dom = await office.officer_of(DOM)
    await office.until("2021-10-08 08:00")
    office.seen(*(m for person in (pnon, dom) for m in person.chat.messages if m.author is None))
    await pnon.writes("/quahan Ia Pnôn")
    page = office.expects(pnon, "Quá hạn: 30 việc của 1 cơ quan", "việc 1–10")
    takes_the_file(office, pnon)
    [[button]] = page.buttons
    # The same command under a message of another agency's chat: the rights of this moment count.
    message = office.world.send(dom.chat, "…", page.buttons)
    office.seen(message)
    await office.handled(lambda: office.world.press(dom.chat.id, message.id, button.command))
    office.expects(dom, "Không có việc nào quá hạn")
    office.nothing_else()


async def test_there_is_nothing_to_go_on_with_before_a_list_was_shown(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    for words in ("xem tiếp", "trang 2"):
        await dom.writes(words)
        office.expects(dom, "Chưa có danh sách nào để xem tiếp")
    office.nothing_else()


@on_telegram
async def test_the_file_of_a_long_list_says_of_every_item_what_the_rows_say(office: Office) -> None:
    tricky = ["=1+1", "+84 900", "-5", "@SUM(A1)"]
    duties = [duty(str(number), title, DAY) for number, title in enumerate([*tricky, *["Việc thường"] * 17])]
    office.import_plan(plan(*duties))
    dom = await office.officer_of(DOM)
    coordinator = await office.coordinator()
    await office.until("2021-10-08 08:00")
    office.seen(*(m for person in (dom, coordinator) for m in person.chat.messages if m.author is None))
    await dom.writes("LÝ DO 2 mất điện")
    office.expects(dom, "mất điện")

    await coordinator.writes("/quahan")
    office.expects(coordinator, "Quá hạn: 21 việc", "Danh sách đầy đủ: tệp kèm theo")
    rows = takes_the_file(office, coordinator)
    file = coordinator.chat.messages[-1].file
    assert file
    assert (coordinator.chat.messages[-1].text, file.name) == (
        "Quá hạn: 21 việc (08:00 08/10/2021)",
        "qua-han-2021-10-08-08h00.xlsx",
    )
    assert [row[2] for row in rows] == ["=1+1", "+84 900", "-5", "@SUM(A1)", *["Việc thường"] * 17]
    assert rows[1] == (
        2,
        "UBND xã Ia Dom",
        "+84 900",
        None,
        "trước ngày 06/10/2021",
        datetime(2021, 10, 5, 17, 0),  # noqa: DTZ001
        "Quá hạn",
        *[None] * 6,
        2,
        2,
        "mất điện",
        "9/KH-UBND",
        "1",
    )
    sheet = load_workbook(io.BytesIO(file.content)).worksheets[0]
    assert {cell.data_type for cell in sheet["C"]} == {"s"}
    office.nothing_else()


@on_telegram
async def test_with_minimal_content_no_file_leaves(office: Office) -> None:
    coordinator = await sixty_late(office)
    with speaking(minimal=True):
        await coordinator.writes("/quahan")
    told = office.expects(coordinator, "Quá hạn: 60 việc", "XEM TIẾP")
    assert "tệp kèm theo" not in told.text
    office.nothing_else()
