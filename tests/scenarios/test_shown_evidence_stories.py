"""What an item has as evidence, shown: the list on every channel, the files where the channel takes them."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bots.sandbox.files import ChatFile
from bots.telegram.channel import TelegramChannel
from db.engine import reading, writing
from db.statuses import Role
from db.tables import Evidence, Officer
from reminders.messages import speaking
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

TWO = (SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021")))
PHOTO = ChatFile(name="anh.jpg", content=b"\xff\xd8 an image", media_type="image/jpeg")


def paper(number: int = 0) -> ChatFile:
    return ChatFile(name=f"bao-cao-{number}.pdf", content=b"%PDF" + bytes([number]), media_type="application/pdf")


async def submitted(office: Office, *files: ChatFile) -> tuple[Person, Person]:
    """Return the officer of Ia Dom, who sent these files as evidence of item 1, and the coordinator."""
    office.import_plan(plan(*TWO))
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục")
    desk = await office.coordinator()
    for file in files:
        await dom.sends("xong 1", file)
        office.seen(*dom.chat.messages)
    if files:
        await desk.writes("/choduyet")
        office.expects(desk, "Gửi kế hoạch khắc phục", "tệp minh chứng", "Xem minh chứng: /xemtep <mã>")
    return dom, desk


async def files_sent(office: Office, person: Person) -> list[tuple[str, bytes]]:
    """Return name and content of the files that a person was sent just now, one a second."""
    await office.run_until(office.now + timedelta(seconds=10))
    found = [(message, message.file) for message in person.chat.messages if message.author is None and message.file]
    new = [(message, file) for message, file in found if message.sent_at > office.now - timedelta(seconds=15)]
    office.seen(*(message for message, _ in new))
    return [(file.name, file.content) for _, file in new]


def rows(office: Office) -> list[Evidence]:
    with reading(office.engine) as session:
        return list(session.exec(select(Evidence)).all())


async def test_the_coordinator_sees_the_list_and_the_files_where_the_channel_takes_them(office: Office) -> None:
    dom, desk = await submitted(office, PHOTO)
    [photo] = rows(office)
    await desk.writes("/xemtep 1")
    on_the_list = ("Việc 1 có 1 tệp minh chứng", "1) (không tên) (1 KB) – Rơ Mah H'Bơ, 09:00 24/09/2021")
    if "telegram" in office.channels:
        answer = office.expects(desk, *on_the_list, "Gửi kèm: 1 tệp.")
        assert "người quản trị" not in answer.text
        file = office.expects(desk, "Minh chứng của việc 1: Gửi kế hoạch khắc phục")
        assert file.file == ChatFile(name=f"minh-chung-{photo.id}.jpg", content=PHOTO.content)
    else:
        answer = office.expects(desk, *on_the_list, f"nhờ người quản trị lấy ra (việc số {photo.occurrence_id})")
        assert "Gửi kèm" not in answer.text
    await dom.writes("xem tệp 2")
    office.expects(dom, "Việc 2 chưa có tệp minh chứng nào.\nBáo cáo quý III – hạn")
    office.nothing_else()


async def test_only_who_may_see_an_item_sees_its_files(office: Office) -> None:
    dom, desk = await submitted(office)
    await dom.sends("nhận 1", PHOTO)
    office.expects(dom, "đã nhận việc 1", "Đã lưu 1 tệp minh chứng")
    pnon = await office.officer_of(PNON)
    await pnon.writes("/xemtep 1")
    office.expects(pnon, "Không có việc mã 1 trong chat này")
    await pnon.writes("/xemtep")
    office.expects(pnon, "Chưa rõ ý nên chưa ghi nhận gì")
    await desk.writes("/saphan 30")
    office.expects(desk, "Gửi kế hoạch khắc phục")
    with writing(office.engine) as session:
        for officer in session.exec(select(Officer).where(Officer.role == Role.COORDINATOR)):
            officer.role = Role.OFFICER
    await desk.writes("/xemtep 1")  # a code of this chat, but the officer oversees nobody any more
    office.expects(desk, "Không có việc mã 1 trong chat này")
    office.nothing_else()


async def test_to_look_at_an_item_gives_it_no_file_that_waits(office: Office) -> None:
    dom, _ = await submitted(office)
    await office.until("2021-09-24 10:00")
    await dom.sends("/xemtep 1", PHOTO)
    answer = office.expects(dom, "Việc 1 chưa có tệp minh chứng nào", "Tệp này là minh chứng cho việc nào?")
    assert answer.file is None
    await dom.writes("xem tệp 1")
    office.expects(dom, "Việc 1 chưa có tệp minh chứng nào")
    assert [row.occurrence_id for row in rows(office)] == [None]
    await dom.writes("/minhchung 1")
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1")
    await dom.writes("/minhchung 1")
    office.expects(dom, "Không có tệp nào đang chờ trong chat này", "Xem 1 tệp đã có: /xemtep 1")
    office.nothing_else()


@on_telegram
async def test_five_files_come_at_a_time_the_newest_first_each_content_once(office: Office) -> None:
    dom, desk = await submitted(office, *(paper(number) for number in range(7)), paper(3))
    await desk.writes("/xemtep 1")
    office.expects(desk, "Việc 1 có 7 tệp minh chứng, tệp 1–5", "1) bao-cao-6.pdf", "… và 2 tệp nữa", "Gửi kèm: 5 tệp.")
    assert await files_sent(office, desk) == [(paper(n).name, paper(n).content) for n in (6, 5, 4, 3, 2)]
    await desk.presses("Xem tiếp")
    office.expects(desk, "Việc 1 có 7 tệp minh chứng, tệp 6–7", "6) bao-cao-1.pdf", "7) bao-cao-0.pdf", "Gửi kèm: 2")
    assert await files_sent(office, desk) == [(paper(n).name, paper(n).content) for n in (1, 0)]
    await desk.writes("/xem tệp 1 trang 2")
    office.expects(desk, "tệp 6–7", "Gửi kèm: 2 tệp.")
    assert len(await files_sent(office, desk)) == 2
    await desk.writes("xem tiếp")
    office.expects(desk, "Đã hết danh sách")
    assert await files_sent(office, desk) == []
    assert dom.chat.unread
    office.nothing_else()


@on_telegram
async def test_a_file_that_cannot_be_sent_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    large = ChatFile(name="lon.pdf", content=b"%PDF, and more than is taken", media_type="application/pdf")
    _, desk = await submitted(office, paper(1), paper(2), paper(3), large)
    lost, spoilt, _, _ = (office.storage.folder / row.path for row in rows(office))
    lost.unlink()
    spoilt.write_bytes(b"something else")
    monkeypatch.setattr(TelegramChannel, "file_limit", 10)
    await desk.writes("/xemtep 1")
    answer = office.expects(
        desk,
        "1) lon.pdf (1 KB) – Rơ Mah H'Bơ, 09:00 24/09/2021 – không gửi kèm được vì quá lớn",
        "Gửi kèm: 1 tệp.\nTệp chưa gửi kèm: nhờ người quản trị lấy ra",
    )
    damaged = [line[:16] for line in answer.text.splitlines() if line.endswith(" – tệp lưu không còn nguyên vẹn")]
    assert damaged == ["3) bao-cao-2.pdf", "4) bao-cao-1.pdf"]
    assert await files_sent(office, desk) == [("bao-cao-3.pdf", paper(3).content)]
    office.nothing_else()


@on_telegram
async def test_with_minimal_content_neither_names_nor_files_leave(office: Office) -> None:
    _, desk = await submitted(office, paper(1))
    with speaking(minimal=True):
        await desk.writes("/xemtep 1")
    answer = office.expects(desk, "1) 1 KB, 09:00 24/09/2021", "Tệp chưa gửi kèm: nhờ người quản trị lấy ra")
    assert "bao-cao" not in answer.text
    assert "H'Bơ" not in answer.text
    office.nothing_else()
