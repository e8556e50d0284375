"""`nhachan officer template`, `import` and `codes`: from an empty workbook to chats that are linked from paper."""

import io
import logging
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook
from sqlmodel import Session, col, select
from typer.testing import CliRunner

from bots.channel import Incoming
from db.tables import AuditEntry, LinkCode, Notification
from reminders.chat.incoming import handle
from reminders.cli import app
from reminders.commands import enrolling
from reminders.people.linking import ALPHABET, CODE_LENGTH
from tests.commands.qr_reading import of_png, read_png
from tests.commands.terminals import Terminal
from tests.people.sheets import filled

LINK = "https://t.me/nhac_han_duc_co_bot?start={code}"
SHEET = (
    ("Nguyễn Văn A", "Phòng Nội vụ", "Đầu mối", "UBND huyện Đức Cơ", "0912 345 678"),
    ("Rơ Mah H'Lan", "UBND xã Ia Dom"),
    ("Siu Hyin", "UBND xã Ia Nan", "Thủ trưởng"),
)


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Telegram bot that tells its name, without a network."""
    monkeypatch.setattr(enrolling, "code_address", lambda: LINK)


@pytest.fixture
def staffed(office: Terminal) -> Terminal:
    """An office with three officers, none of whom has a chat."""
    (office.folder / "can-bo.xlsx").write_bytes(filled(*SHEET))
    office.run("officer", "import", "can-bo.xlsx")
    return office


def cards(file: Path) -> list[tuple[list[str], bytes]]:
    """Return the lines of each card and the picture beside them, in the order in which they are cut."""
    document = Document(str(file))
    found = []
    for row in document.tables[0].rows:
        for text, picture in zip(row.cells[::2], row.cells[1::2], strict=True):
            blips = picture._tc.findall(f".//{qn('a:blip')}")
            if blips:
                image = document.part.related_parts[blips[0].get(qn("r:embed"))]
                found.append(([paragraph.text for paragraph in text.paragraphs], image.blob))
    return found


def codes_on(file: Path) -> dict[str, str]:
    """Return the code of each person on a sheet."""
    return {name: code for (_, name, code, _), _ in cards(file)}


def say(session: Session, terminal: Terminal, chat_id: str, text: str) -> str:
    """Write into a chat and return the answer."""
    known = set(session.exec(select(Notification.id)).all())
    update = f"{chat_id}-{len(known)}-{text}"
    sent = Incoming(channel="telegram", update_id=update, chat_id=chat_id, text=text, sent_at=terminal.now)
    handle(session, sent, now=terminal.now)
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    [answer] = [row.text or "" for row in rows if row.id not in known]
    return answer


def fill_in(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """Type rows below the examples of a template, as people do in Excel."""
    book = load_workbook(file)
    for row in rows:
        book["Cán bộ"].append(list(row))
    book.save(file)


@pytest.mark.usefixtures("bot")
def test_from_the_empty_workbook_to_chats_that_are_linked_from_paper(office: Terminal) -> None:
    assert office.run("officer", "template", "can-bo.xlsx") == (
        "Đã ghi can-bo.xlsx. Điền, lưu rồi nhập: nhachan officer import can-bo.xlsx\n"
    )
    fill_in(office.folder / "can-bo.xlsx", SHEET)
    assert office.run("officer", "import", "can-bo.xlsx").splitlines() == [
        "Thêm 3, đổi 0, giữ nguyên 0 cán bộ.",
        "  + Nguyễn Văn A – Phòng Nội vụ (Đầu mối)",
        "  + Rơ Mah H'Lan – UBND xã Ia Dom (Cán bộ)",
        "  + Siu Hyin – UBND xã Ia Nan (Thủ trưởng)",
        "Mã liên kết để in: nhachan officer codes --output ma-lien-ket.docx",
    ]
    assert office.run("officer", "import", "can-bo.xlsx") == "Thêm 0, đổi 0, giữ nguyên 3 cán bộ.\n"
    assert office.run("officer", "codes", "--output", "ma.docx").splitlines() == [
        "Đã ghi 3 thẻ vào ma.docx; mã dùng được đến 07:00 ngày 04/10/2021.",
        "Ai có tệp này đều liên kết được: in, cắt, phát tận tay từng người, rồi xóa tệp.",
    ]
    codes = codes_on(office.folder / "ma.docx")
    assert set(codes) == {"Nguyễn Văn A", "Rơ Mah H'Lan", "Siu Hyin"}
    office.wait(days=6, hours=23)
    with office.database() as session:
        code = codes["Rơ Mah H'Lan"]
        linked = say(session, office, "lan", f"/start {code}")
        assert linked.startswith("Đã liên kết chat này với UBND xã Ia Dom (Rơ Mah H'Lan).")
        assert "không đúng hoặc đã hết hạn" in say(session, office, "other", code)
    office.wait(hours=1)
    with office.database() as session:
        assert "không đúng hoặc đã hết hạn" in say(session, office, "hyin", codes["Siu Hyin"])


@pytest.mark.usefixtures("bot")
def test_a_card_says_agency_name_code_how_and_its_picture_opens_the_bot(staffed: Terminal) -> None:
    staffed.run("officer", "codes", "--output", "ma.docx", "--days", "3")
    found = {lines[1]: (lines, picture) for lines, picture in cards(staffed.folder / "ma.docx")}
    lines, picture = found["Rơ Mah H'Lan"]
    agency, _, code, how = lines
    assert (agency, len(code), set(code) <= set(ALPHABET)) == ("UBND xã Ia Dom", CODE_LENGTH, True)
    assert how == (
        "Quét mã QR rồi bấm Bắt đầu trong Telegram, hoặc gửi mã cho bot t.me/nhac_han_duc_co_bot. "
        "Dùng một lần, trước 07:00 ngày 30/09/2021; không đưa cho người khác."
    )
    assert read_png(of_png(picture)) == LINK.replace("{code}", code)


def test_without_a_bot_that_has_an_address_the_picture_says_the_code(staffed: Terminal) -> None:
    staffed.run("officer", "codes", "--output", "ma.docx")
    [(lines, picture), *_] = cards(staffed.folder / "ma.docx")
    assert lines[3].startswith("Gửi mã này cho bot Nhắc Hạn của cơ quan (quét mã QR để chép mã). Dùng một lần,")
    size = len(of_png(picture)) // 8 - 8
    assert size == 21  # version 1: eight letters and no address


def test_cards_are_cut_along_dashed_lines_on_a4_and_never_stand_on_two_pages(staffed: Terminal) -> None:
    staffed.run("officer", "codes", "--output", "ma.docx")
    document = Document(str(staffed.folder / "ma.docx"))
    page = document.sections[0]
    assert [round((side or 0) / Mm(1)) for side in (page.page_width, page.page_height)] == [210, 297]
    assert [round((column.width or 0) / Mm(1)) for column in document.tables[0].columns] == [61, 34] * 2
    rows = document.tables[0].rows
    assert [len(row._tr.findall(f".//{qn('w:cantSplit')}")) for row in rows] == [1, 1]
    sides = [
        [(side.tag.split("}")[1], side.get(qn("w:val"))) for side in borders]
        for borders in document.tables[0]._tbl.iter(qn("w:tcBorders"))
    ]
    assert (
        sides
        == [
            [("top", "dashed"), ("left", "dashed"), ("bottom", "dashed")],
            [("top", "dashed"), ("bottom", "dashed"), ("right", "dashed")],
        ]
        * 3
    )


def test_a_second_sheet_ends_the_first_and_who_has_a_chat_gets_no_card(staffed: Terminal) -> None:
    staffed.run("officer", "codes", "--output", "ma.docx")
    first = codes_on(staffed.folder / "ma.docx")
    with staffed.database() as session:
        say(session, staffed, "lan", first["Rơ Mah H'Lan"])
    staffed.run("officer", "codes", "--output", "ma2.docx")
    second = codes_on(staffed.folder / "ma2.docx")
    assert set(second) == {"Nguyễn Văn A", "Siu Hyin"}
    with staffed.database() as session:
        assert "không đúng hoặc đã hết hạn" in say(session, staffed, "hyin", first["Siu Hyin"])
        assert "Đã liên kết" in say(session, staffed, "hyin", second["Siu Hyin"])
    assert staffed.run("officer", "codes", "--output", "ma3.docx", "--all").startswith("Đã ghi 3 thẻ")


def test_codes_of_one_agency_are_those_of_it_and_of_all_below(staffed: Terminal) -> None:
    staffed.run("officer", "codes", "--output", "nan.docx", "--agency", "Ia Nan")
    assert set(codes_on(staffed.folder / "nan.docx")) == {"Siu Hyin"}
    staffed.run("officer", "codes", "--output", "huyen.docx", "--agency", "UBND huyện Đức Cơ")
    assert set(codes_on(staffed.folder / "huyen.docx")) == {"Nguyễn Văn A", "Rơ Mah H'Lan", "Siu Hyin"}
    problem = staffed.fails("officer", "codes", "--output", "kb.docx", "--agency", "Kho bạc")
    assert problem == "Không có ai cần mã: mọi cán bộ đã có chat. Cấp lại cho cả họ: thêm --all\n"


def test_a_sheet_that_cannot_be_written_gives_no_codes(staffed: Terminal) -> None:
    (staffed.folder / "ma.docx").write_bytes(b"somebody's")
    assert "Đã có tệp ma.docx" in staffed.fails("officer", "codes", "--output", "ma.docx")
    assert staffed.fails("officer", "codes", "--output", "ma.pdf") == "ma.pdf: tên tệp cần đuôi .docx.\n"
    assert "30" in staffed.fails("officer", "codes", "--output", "x.docx", "--days", "31", code=2)
    with staffed.database() as session:
        assert session.exec(select(LinkCode)).all() == []
    assert (staffed.folder / "ma.docx").read_bytes() == b"somebody's"


@pytest.mark.usefixtures("bot")
def test_codes_stand_on_the_sheet_and_nowhere_else(
    staffed: Terminal, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    printed = staffed.run("officer", "codes", "--output", "ma.docx")
    codes = codes_on(staffed.folder / "ma.docx").values()
    with staffed.database() as session:
        kept = [str(row.model_dump()) for row in [*session.exec(select(LinkCode)), *session.exec(select(AuditEntry))]]
    seen = "\n".join([printed, caplog.text, *capfd.readouterr(), *kept])
    assert [code for code in codes if code in seen] == []
    assert stat.S_IMODE((staffed.folder / "ma.docx").stat().st_mode) == 0o600


@pytest.mark.usefixtures("staffed")
def test_a_bot_that_does_not_tell_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", "4242:CANARY-token-that-must-never-be-logged")
    monkeypatch.setattr(enrolling, "code_address", lambda: None)
    result = CliRunner().invoke(app, ["officer", "codes", "--output", "ma.docx"])
    assert (result.exit_code, result.stderr) == (0, f"{enrolling.NO_NAME_OF_BOT}\n")


def test_a_trial_says_what_would_change_and_writes_nothing(office: Terminal) -> None:
    (office.folder / "can-bo.xlsx").write_bytes(filled(*SHEET))
    office.run("officer", "add", "UBND xã Ia Lang", "Kpuih Thanh")
    office.run("officer", "add", "UBND xã Ia Dom", "Rơ Mah H'Lan", "--role", "head")
    told = office.run("officer", "import", "can-bo.xlsx", "--dry-run").splitlines()
    assert told == [
        "Chưa ghi gì; sẽ thêm 2, đổi 0, giữ nguyên 1 cán bộ.",
        "  + Nguyễn Văn A – Phòng Nội vụ (Đầu mối)",
        "  + Siu Hyin – UBND xã Ia Nan (Thủ trưởng)",
        "Không có trong tệp nhưng vẫn là cán bộ: 1 người",
        "  số 1 Kpuih Thanh – UBND xã Ia Lang",
        'Đã nghỉ: nhachan officer remove <số>; đã chuyển: nhachan officer move <số> "Cơ quan mới"',
    ]
    assert len(office.json("officer", "list")) == 2


def test_what_an_import_did_is_told_to_programs(staffed: Terminal) -> None:
    (staffed.folder / "can-bo.xlsx").write_bytes(filled(("Siu Hyin", "Ia Nan", "Cán bộ", "", "0912345678")))
    answer: dict[str, Any] = staffed.json("officer", "import", "can-bo.xlsx")
    hyin = {"id": 3, "name": "Siu Hyin", "agency": "UBND xã Ia Nan"}
    assert answer["changed"] == [hyin | {"columns": ["Vai trò", "Điện thoại"]}]
    assert [one["name"] for one in answer["missing"]] == ["Nguyễn Văn A", "Rơ Mah H'Lan"]
    assert (answer["added"], answer["unchanged"], answer["notes"]) == ([], [], [])
    [listed] = [row for row in staffed.json("officer", "list") if row["id"] == 3]
    assert (listed["role"], listed["phone"]) == ("officer", "0912345678")


def test_every_mistake_is_said_with_its_cell_and_nothing_is_written(office: Terminal) -> None:
    rows = [SHEET[0], ("Siu Hyin", "Ia Nan", "truong phong"), ("An", "Ia Don", "", "", "12")]
    (office.folder / "can-bo.xlsx").write_bytes(filled(*rows, others=("Kế hoạch", "Nhiệm vụ")))
    assert office.fails("officer", "import", "can-bo.xlsx").splitlines() == [
        "can-bo.xlsx: 2 lỗi, chưa ghi gì.",
        "Ô B4: không có cơ quan 'Ia Don'; xem: nhachan agency list",
        "Ô C3: 'truong phong' không phải vai trò; chọn Cán bộ, Thủ trưởng, Đầu mối, Lãnh đạo, Quản trị",
    ]
    assert office.json("officer", "list") == []


@pytest.mark.parametrize(
    ("content", "problem"), [(b"", "can-bo.xlsx: Tệp hỏng hoặc tải chưa hết"), (None, "Không có tệp can-bo.xlsx.")]
)
def test_a_file_that_is_no_workbook_is_refused(office: Terminal, content: bytes | None, problem: str) -> None:
    if content is not None:
        (office.folder / "can-bo.xlsx").write_bytes(content)
    assert problem in office.fails("officer", "import", "can-bo.xlsx")


def test_the_template_offers_roles_and_the_agencies_there_are(office: Terminal) -> None:
    office.run("officer", "template", "can-bo.xlsx")
    book = load_workbook(io.BytesIO((office.folder / "can-bo.xlsx").read_bytes()))
    assert book.sheetnames == ["Cán bộ", "Cơ quan", "Hướng dẫn"]
    listed = [cell.value for cell in book["Cơ quan"]["A"]][1:]
    assert len(listed) == 30
    assert "UBND xã Ia Dom" in listed
    offered = {str(one.sqref): one.formula1 for one in book["Cán bộ"].data_validations.dataValidation}
    assert offered == {
        "B2:B303": "'Cơ quan'!$A$2:$A$1000",
        "C2:C303": '"Cán bộ,Thủ trưởng,Đầu mối,Lãnh đạo,Quản trị"',
        "D2:D303": "'Cơ quan'!$A$2:$A$1000",
    }
    assert office.run("officer", "import", "can-bo.xlsx") == "Thêm 0, đổi 0, giữ nguyên 0 cán bộ.\n"


def test_a_template_is_written_before_there_is_a_database(terminal: Terminal) -> None:
    terminal.run("officer", "template", "can-bo.xlsx")
    assert not terminal.file.exists()
    assert "Đã có tệp can-bo.xlsx" in terminal.fails("officer", "template", "can-bo.xlsx")
