"""Files and photos as evidence: done with a photo, a photo first, albums, and what must not be stored."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from bots.sandbox.chats import Kind
from bots.sandbox.faults import Call, FaultKind
from bots.sandbox.files import ChatFile
from db import audit
from db.engine import reading
from db.tables import Evidence
from reminders.items.evidence.storage import Condition, Storage, condition
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

TWO = (SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021")))


def photo(content: bytes = b"\xff\xd8 an image") -> ChatFile:
    return ChatFile(name="anh.jpg", content=content, media_type="image/jpeg")


def paper(content: bytes = b"%PDF", name: str = "bao-cao.pdf") -> ChatFile:
    return ChatFile(name=name, content=content, media_type="application/pdf")


async def two_items(office: Office) -> Person:
    """Return the officer of Ia Dom, two hours after "Gửi kế hoạch khắc phục" was named as 1; a second item is open."""
    office.import_plan(plan(*TWO))
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục")
    return dom


def stored(office: Office) -> list[tuple[str | None, str]]:
    """Return the clause ("" as long as it is not known) and the name of each file, having compared it with the disk."""
    clauses = {item.occurrence.id: item.obligation.clause for clause in "12" for item in office.items(clause)}
    with reading(office.engine) as session:
        rows = session.exec(select(Evidence).order_by(col(Evidence.id))).all()
    assert all(condition(office.storage.folder, row.path, row.sha256) is Condition.GOOD for row in rows)
    return [(clauses[row.occurrence_id] if row.occurrence_id else "", row.name) for row in rows]


def on_disk(office: Office) -> list[Path]:
    return [path for path in office.storage.folder.rglob("*") if path.is_file()]


def status(office: Office, clause: str = "1") -> str:
    return office.items(clause)[0].occurrence.status.value


async def test_done_with_a_photo_and_the_coordinator_sees_that_there_is_one(office: Office) -> None:
    dom = await two_items(office)
    desk = await office.coordinator()
    await dom.sends("xong 1", photo())
    office.expects(dom, "Đã ghi nhận hoàn thành lúc 09:00 24/09/2021 – đúng hạn", "Có 1 tệp minh chứng.")
    assert (status(office), [clause for clause, _ in stored(office)]) == ("submitted", ["1"])

    await dom.sends("", photo(b"another image"))
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1: Gửi kế hoạch khắc phục", "có 2 tệp minh chứng")
    await desk.writes("/choduyet")
    office.expects(desk, "Gửi kế hoạch khắc phục", "báo hoàn thành 24/09, đúng hạn – có 2 tệp minh chứng")
    await desk.writes("/visao 1")
    office.expects(desk, "Rơ Mah H'Bơ (UBND xã Ia Dom) gửi tệp minh chứng: (không tên) (1 KB)", "báo hoàn thành")
    office.nothing_else()


async def test_photo_first_and_then_which(office: Office) -> None:
    dom = await two_items(office)
    await office.until("2021-09-24 10:00")
    await dom.sends("", photo())
    office.expects(
        dom, "Tệp này là minh chứng cho việc nào? Trả lời: TỆP <mã>\n1) Trước 06/10 – Gửi kế hoạch khắc phục"
    )
    assert stored(office) == [("", "")]
    await dom.writes("tep 1")
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1: Gửi kế hoạch khắc phục (hạn trước ngày 06/10/2021).")
    assert stored(office) == [("1", "")]
    assert status(office) == "open"
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Có 1 tệp minh chứng.")
    office.nothing_else()


@pytest.mark.parametrize(
    "text", ["1", "#1.", "việc 1", "Minh chứng 1", "minh chung cho viec 1", "/tệp 1", "/minhchung 1"]
)
async def test_the_question_is_answered_in_many_ways(office: Office, text: str) -> None:
    dom = await two_items(office)
    await office.until("2021-09-24 10:00")
    await dom.sends("", photo())
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")
    await dom.writes(text)
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1")
    assert stored(office) == [("1", "")]
    office.nothing_else()


async def test_a_code_alone_answers_the_question_only_right_after_it(office: Office) -> None:
    dom = await two_items(office)
    await office.until("2021-09-24 10:00")
    await dom.writes("1")
    office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì")
    await dom.sends("", photo())
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")
    await office.until("2021-09-24 10:11")
    await dom.writes("1")
    office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì")
    await dom.writes("tệp 1")
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1")
    await dom.writes("tệp 1")
    office.expects(dom, "Không có tệp nào đang chờ trong chat này nên chưa ghi nhận gì")
    office.nothing_else()


async def test_a_photo_without_words_right_after_a_reminder_of_one_item_is_evidence_of_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 07:05")
    office.expects(dom, "Còn 7 ngày làm việc", sent="2021-09-24 07:00")
    await dom.sends("", photo())
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1: Gửi kế hoạch khắc phục", "Khi xong, trả lời XONG 1")
    assert (stored(office), status(office)) == ([("1", "")], "open")
    office.nothing_else()


@pytest.mark.parametrize(
    ("caption", "answer"),
    [
        ("ảnh minh chứng việc 1", "Đã lưu 1 tệp minh chứng cho việc 1"),
        ("1", "Đã lưu 1 tệp minh chứng cho việc 1"),
        ("nhận 1", "Đã ghi: UBND xã Ia Dom đã nhận việc 1"),
        ("việc 1 được 70%", "Đã ghi: việc 1 đang làm, được 70%"),
        ("việc 1 chưa xong, mất điện", "Đã ghi: việc 1 chưa xong"),
    ],
)
async def test_a_caption_that_names_an_item_makes_it_evidence_of_that_item(
    office: Office, caption: str, answer: str
) -> None:
    dom = await two_items(office)
    await dom.sends(caption, photo())
    office.expects(dom, answer, "Đã lưu 1 tệp minh chứng cho việc 1")
    assert stored(office) == [("1", "")]
    assert status(office) in ("open", "acknowledged")
    office.nothing_else()


@pytest.mark.parametrize(
    "caption", ["xong 1 chưa?", "chắc là xong 1", "sắp xong 1", "xong", "ảnh họp sáng nay", "ảnh 1"]
)
async def test_a_caption_in_doubt_completes_nothing_and_the_file_waits(office: Office, caption: str) -> None:
    dom = await two_items(office)
    await dom.writes("/viec")
    office.expects(dom, "2 việc đang mở")
    await dom.sends(caption, photo())
    answer = office.expects(dom, "tệp")
    assert status(office) == status(office, "2") == "open"
    if "sắp" not in caption:  # "sắp xong 1" is clear: not done yet
        assert "Chưa rõ ý nên chưa ghi nhận việc nào; tệp đã được giữ lại." in answer.text
        assert stored(office) == [("", "")]
    office.nothing_else()


async def test_several_items_get_the_same_file_which_is_stored_once(office: Office) -> None:
    dom = await two_items(office)
    await dom.writes("/viec")
    office.expects(dom, "2 việc đang mở")
    await dom.sends("xong 1, 2 và 7", photo())
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc", "đúng hạn – có 1 tệp minh chứng\n2)", "Không có việc mã 7")
    assert stored(office) == [("1", ""), ("2", "")]
    assert len(on_disk(office)) == 1

    await dom.sends("", photo(b"more"))  # two were completed: it has to be asked
    office.expects(dom, "Tệp này là minh chứng cho việc nào?", "1) ", "2) ")
    await dom.sends("", photo(b"more"))
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")
    await dom.writes("minh chứng 1, 2, 9")
    office.expects(dom, "Đã lưu 2 tệp minh chứng cho 2 việc", "có 2 tệp minh chứng", "Không có việc mã 9")
    assert len(on_disk(office)) == 2
    office.nothing_else()


@on_telegram
async def test_an_album_belongs_together_whatever_comes_first(office: Office) -> None:
    dom = await two_items(office)
    await dom.sends("xong 1", photo(b"1"), album="a")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Có 1 tệp minh chứng")
    for content in (b"2", b"3"):
        await dom.sends("", photo(content), album="a")
    assert [clause for clause, _ in stored(office)] == ["1", "1", "1"]

    await office.until("2021-09-24 10:00")
    for content in (b"4", b"5"):
        await dom.sends("", photo(content), album="b")
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")  # once
    await dom.writes("tệp 1")
    office.expects(dom, "Đã lưu 2 tệp minh chứng cho việc 1")

    await office.until("2021-09-24 11:00")
    await dom.sends("", photo(b"6"), album="c")
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")
    await dom.sends("việc 1", photo(b"7"), album="c")
    office.expects(dom, "Đã lưu 2 tệp minh chứng cho việc 1", "có 7 tệp minh chứng")
    assert [clause for clause, _ in stored(office)] == ["1"] * 7
    office.nothing_else()


async def test_a_file_that_is_too_large_is_told_and_the_words_count(office: Office) -> None:
    office.storage = Storage(folder=office.storage.folder, file_limit=1000, day_limit=1500)
    await office.restarts()
    dom = await two_items(office)
    await dom.sends("xong 1", photo(b"x" * 1001))
    office.expects(dom, "Đã ghi nhận hoàn thành", "Chưa lưu được tệp (không tên): lớn hơn", "Lời nhắn kèm tệp vẫn được")
    assert (status(office), stored(office), on_disk(office)) == ("submitted", [], [])
    await dom.sends("", photo(b"x" * 1001))
    office.expects(dom, "Chưa lưu được tệp (không tên)", "Chưa ghi nhận gì khác.")
    await dom.sends("tệp 1", photo(b"x" * 1001))
    office.expects(dom, "Chưa lưu được tệp (không tên)")
    office.nothing_else()


async def test_a_flood_of_files_does_not_fill_the_disk_and_ends_with_the_day(office: Office) -> None:
    office.storage = Storage(folder=office.storage.folder, file_limit=1000, day_limit=1500)
    await office.restarts()
    dom = await two_items(office)
    await dom.sends("xong 1", photo(b"a" * 1000))
    office.expects(dom, "Có 1 tệp minh chứng")
    for _ in range(3):
        await dom.sends("", photo(b"b" * 600))
        office.expects(dom, "hôm nay chat này đã gửi gần hết")
    await dom.sends("", photo(b"c" * 500))
    office.expects(dom, "có 2 tệp minh chứng")
    await dom.sends("", photo(b"d"))
    office.expects(dom, "hôm nay chat này đã gửi gần hết")
    assert sum(path.stat().st_size for path in on_disk(office)) == 1500
    await office.until("2021-09-25 00:00")
    await dom.sends("minh chứng 1", photo(b"d"))
    office.expects(dom, "có 3 tệp minh chứng")
    office.nothing_else()


async def test_what_is_not_acted_on_is_not_fetched(office: Office) -> None:
    dom = await two_items(office)
    await dom.sends("/start ABCD2345", photo())
    office.expects(dom, "Chat này đã liên kết với UBND xã Ia Dom")
    await office.until("2021-09-24 10:00")
    await dom.floods("/viec", 30)
    await dom.sends("xong 1", photo())
    await office.until("2021-09-24 10:02")
    assert dom.chat.messages[-1].text.startswith("Nhận quá nhiều tin trong một phút")
    assert (status(office), stored(office), on_disk(office)) == ("open", [], [])


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER])
async def test_a_download_that_fails_loses_no_words(office: Office, kind: FaultKind) -> None:
    dom = await two_items(office)
    office.world.faults.set(kind, call=Call.FILE)
    await dom.sends("xong 1", photo())
    platform = dom.chat.bot.channel.capitalize()
    office.expects(dom, "Đã ghi nhận hoàn thành", f"Chưa lưu được tệp (không tên): không tải được từ {platform}.")
    assert (status(office), on_disk(office)) == ("submitted", [])
    await dom.sends("", photo())
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1")
    office.nothing_else()


async def test_a_disk_that_takes_nothing_loses_no_words(office: Office) -> None:
    office.storage.folder.write_bytes(b"a file where the folder should be")
    dom = await two_items(office)
    await dom.sends("xong 1", photo())
    office.expects(dom, "Đã ghi nhận hoàn thành", "máy chủ của hệ thống không ghi được")
    assert status(office) == "submitted"
    office.nothing_else()


async def test_an_empty_file_is_no_evidence(office: Office) -> None:
    dom = await two_items(office)
    await dom.sends("xong 1", photo(b""))
    office.expects(dom, "Đã ghi nhận hoàn thành", "tệp rỗng")
    assert (stored(office), on_disk(office)) == ([], [])
    office.nothing_else()


async def test_a_strangers_photo_is_never_fetched(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    stranger = office.stranger("Người lạ")
    office.world.faults.set(FaultKind.SERVER_ERROR, call=Call.FILE)
    for text in ("", "xong 1", "tệp 1"):
        await stranger.sends(text, photo())
        office.expects(stranger, "Chat này chưa liên kết với cơ quan nào")
    assert len(office.world.faults.active()) == 1  # nobody asked for a file
    assert (stored(office), on_disk(office)) == ([], [])
    office.nothing_else()


async def test_a_message_delivered_twice_is_fetched_and_stored_once(office: Office) -> None:
    dom = await two_items(office)
    await dom.sends("xong 1", photo())
    office.expects(dom, "Đã ghi nhận hoàn thành", "Có 1 tệp minh chứng")
    office.world.faults.set(FaultKind.SERVER_ERROR, call=Call.FILE)
    await office.restarts_before_confirming(dom)
    assert len(office.world.faults.active()) == 1
    assert stored(office) == [("1", "")]
    office.nothing_else()


async def test_another_agencys_item_gets_no_file(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Gửi kế hoạch khắc phục")
    office.expects(pnon, "Việc của Ia Pnôn")
    await dom.sends("xong 2", photo())
    office.expects(dom, "Không có việc mã 2 trong chat này", "Tệp này là minh chứng cho việc nào?")
    await dom.writes("tệp 2")
    answer = office.expects(dom, "Không có việc mã 2 trong chat này")
    assert "Pnôn" not in answer.text
    await pnon.writes("tệp 1")  # what waits in another chat does not wait in this one
    office.expects(pnon, "Không có tệp nào đang chờ trong chat này")
    assert stored(office) == [("", "")]
    office.nothing_else()


@on_telegram
async def test_a_picture_among_colleagues_is_ignored_unless_it_answers_the_bot(office: Office) -> None:
    office.import_plan(plan(*TWO))
    group = await office.link(office.add_officer(DOM), kind=Kind.GROUP)
    await office.until("2021-09-24 07:05")
    reminder = office.expects(group, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục")
    await group.sends("", photo())
    await group.sends("", photo(), album="a")
    assert (stored(office), on_disk(office)) == ([], [])
    await group.sends("cả nhà xem ảnh", photo())
    office.expects(group, "Chưa rõ ý nên chưa ghi nhận gì")
    assert on_disk(office) == []

    await group.sends("", photo(b"1"), reply_to=reminder)
    office.expects(group, "Đã lưu 1 tệp minh chứng cho việc 1")
    await group.sends("xong 1", photo(b"2"), album="b")
    office.expects(group, "Đã ghi nhận hoàn thành", "Có 2 tệp minh chứng")
    await group.sends("", photo(b"3"), album="b")
    assert [clause for clause, _ in stored(office)] == ["1", "1", "1"]
    office.nothing_else()


@on_telegram
@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\System32\\calc.exe", "calc.exe"),
        ("bao\u202egpj.exe\x00\x1b[31m\n.pdf", "baogpj.exe[31m .pdf"),
        ("..", ""),
        ("<b>&{{ 7 * 7 }}.pdf", "<b>&{{ 7 * 7 }}.pdf"),
    ],
)
async def test_a_files_name_goes_nowhere_but_to_readers(office: Office, sent: str, shown: str) -> None:
    dom = await two_items(office)
    await dom.sends("xong 1", paper(name=sent))
    office.expects(dom, "Đã ghi nhận hoàn thành", "Có 1 tệp minh chứng")
    assert stored(office) == [("1", shown)]
    [path] = on_disk(office)
    assert path.parent.parent == office.storage.folder / "evidence"
    assert len(path.name) == 64
    await dom.writes("/visao 1")
    office.expects(dom, f"gửi tệp minh chứng: {shown or '(không tên)'} (1 KB)")
    office.nothing_else()


@on_telegram
async def test_the_audit_log_has_hash_size_and_name(office: Office) -> None:
    dom = await two_items(office)
    await dom.sends("", paper())
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")
    await dom.writes("tệp 1")
    office.expects(dom, "Đã lưu 1 tệp minh chứng cho việc 1")
    details = {"name": "bao-cao.pdf", "size": 4, "sha256": on_disk(office)[0].name}
    with reading(office.engine) as session:
        [row] = session.exec(select(Evidence)).all()
        for subject, key in (("evidence", row.id), ("occurrence", row.occurrence_id)):
            assert [(e.action, e.details) for e in audit.trail(session, subject, key or 0)] == [("evidence", details)]
    office.nothing_else()


async def test_a_document_on_zalo_is_withheld_by_zalo_and_that_is_said(two_channels: Office) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    dom = await office.link(office.add_officer(DOM), channel="zalo")
    await dom.sends("xong 1", paper())
    office.expects(dom, "Hệ thống không đọc được loại tin này nên chưa ghi nhận gì", "kèm ảnh")
    assert status(office) == "open"
    office.nothing_else()
