"""Words in TCVN3 and VNI are turned into Unicode where they stand; what is unsure is asked."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from reminders.cells import put_text
from reminders.plans.documents.document import Document, Paragraph, Table, tidy
from reminders.plans.documents.old_letters import Converted, converted, is_syllable
from reminders.plans.documents.readers.legacy import in_unicode
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.reading_files import read_plan
from schedules.letters import clean, fold, plain
from schedules.phrases import Status
from tests.plans.documents.making import plan_text
from tests.plans.documents.word_files import p, tbl, tr, word

TCVN3 = (
    "Uû ban nh©n d©n tØnh, KÕ ho¹ch c¶i c¸ch hµnh chÝnh n¨m 2005 cña huyÖn, ngµy 20 th¸ng 10; C«ng viÖc cña c¸c phßng"
)
VNI = "Uyû ban nhaân daân, Keá hoaïch caûi caùch haønh chính naêm 2005 cuûa huyeän, ngaøy 20; caùc phoøng cuûa huyeän"
TCVN3_READ = (
    "Uỷ ban nhân dân tỉnh, Kế hoạch cải cách hành chính năm 2005 của huyện, ngày 20 tháng 10; Công việc của các phòng"
)
VNI_READ = "Uỷ ban nhân dân, Kế hoạch cải cách hành chính năm 2005 của huyện, ngày 20; các phòng của huyện"


@pytest.mark.parametrize(
    ("old", "code", "new"),
    [
        (TCVN3, "TCVN3", TCVN3_READ),
        ("Phßng Néi vô", "TCVN3", "Phòng Nội vụ"),
        ("tr\u00adíc ngµy 15/7/2026", "TCVN3", "trước ngày 15/7/2026"),
        ("TH«NG B¸O", "TCVN3", "THÔNG BÁO"),
        ("®· ®­îc ®ång ý cña §¶ng uû", "TCVN3", "đã được đồng ý của Đảng uỷ"),
        (VNI, "VNI", VNI_READ),
        ("tröôùc ngaøy 15/7", "VNI", "trước ngày 15/7"),
        ("UÛY BAN NHAÂN DAÂN TÆNH ÑOÀNG NAI", "VNI", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"),
        ("Phoøng Noäi vuï gôûi baùo caùo", "VNI", "Phòng Nội vụ gởi báo cáo"),
    ],
)
def test_old_letters_are_read(old: str, code: str, new: str) -> None:
    assert converted(old) == Converted(new, code, is_sure=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Y tÕ", "Y tế"),
        ("tr\u00adíc 15/7", "trước 15/7"),
        ("Phòng Nội vụ b¸o c¸o tr\u00adíc ngµy 15/7", "Phòng Nội vụ báo cáo trước ngày 15/7"),
        ("Văn phòng gôûi baùo caùo tröôùc ngaøy 15/7", "Văn phòng gởi báo cáo trước ngày 15/7"),
    ],
)
def test_one_word_alone_and_a_mixed_text_are_unsure(old: str, new: str) -> None:
    found = converted(old)
    assert found is not None
    assert (found.text, found.is_sure) == (new, False)


@pytest.mark.parametrize(
    "text",
    [
        *("Xã Hoà Bình báo cáo", "HOÀ BÌNH", "Café Müller, José, Citroën, São Paulo", "« Plan » ® © § 5 µ"),
        *("dày 5µm, 20 m²", "Nestl® Inc", "à la carte", "Thuỷ, thuý, quý, giặt, gì, khuỷu"),
    ],
)
def test_unicode_stays(text: str) -> None:
    assert converted(text) is None
    assert tidy(text) == text


@pytest.mark.parametrize(
    "name", ["ke-hoach-135-KH-UBND.md", "ke-hoach-141-bac-ninh-2025.md", "ke-hoach-7360-lai-chau-2025.md"]
)
def test_nothing_of_a_real_plan_is_taken_for_old_letters(name: str) -> None:
    text = plan_text(name)
    assert [line for line in text.split("\n") if converted(line)] == []
    words = {one for one in text.lower().replace("*", " ").split() if one.isalpha() and not one.isascii()}
    assert sum(map(is_syllable, words)) > 0.97 * len(words)


def test_a_row_in_old_letters_is_read_and_its_place_told() -> None:
    header = tr("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành")
    row = tr("1", "B¸o c¸o kÕt qu¶ kiÓm tra", "Phßng Néi vô", "tr\u00adíc ngµy 15/7/2026")
    plan = read_plan(word(p("I. NHIỆM VỤ") + tbl(header, row)), "a.docx")
    (duty,) = plan.duties
    assert (duty.title, duty.lead) == ("Báo cáo kết quả kiểm tra", ("Phòng Nội vụ",))
    assert duty.phrase == "trước ngày 15/7/2026"
    assert plan.warnings[0] == "Chữ theo bảng mã TCVN3 đã đổi sang Unicode ở 1 chỗ: đoạn 6. Kiểm tra lại các chỗ này."


def test_a_deadline_among_mixed_letters_is_asked() -> None:
    header = tr("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành")
    row = tr("1", "Báo cáo kết quả", "Phòng Nội vụ", "Chậm nhất tr\u00adíc ngµy 15/7/2026")
    (duty,) = read_plan(word(p("I. NHIỆM VỤ") + tbl(header, row)), "a.docx").duties
    assert duty.reading is not None
    assert duty.reading.status is Status.AMBIGUOUS
    assert any("bảng mã TCVN3" in question for question in duty.questions)


@pytest.mark.parametrize(("old", "new"), [(TCVN3, TCVN3_READ), (VNI, VNI_READ)])
def test_a_text_file_of_old_bytes_is_read(old: str, new: str) -> None:
    document = read_document(f"I. MOT\n\n{old}\n".encode("latin-1"), "a.txt")
    second = document.blocks[1]
    assert isinstance(second, Paragraph)
    assert second.text == new
    assert "dòng 3" in document.warnings[0]


def test_many_places_are_counted_and_the_first_ten_named() -> None:
    text = "\n\n".join([TCVN3] * 12)
    (warning,) = read_document(text.encode(), "a.txt").warnings
    assert "ở 12 chỗ: dòng 1; " in warning
    assert "dòng 19; …. " in warning


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("UBND xã Ðăk Đoa", "UBND xã Đăk Đoa"),
        ("Ɖã ðến", "Đã đến"),
        ("trước\u00a0ngày\u200b 06\u2060/10", "trước ngày 06/10"),
        ("１５／７／２０２６ Ａ", "15/7/2026 A"),
        ("trước ngày_x000D_\n06/10/2026", "trước ngày\n06/10/2026"),
        ("Báo\ufffe cáo\uffff", "Báo cáo"),
        ("Ba\u0301o ca\u0301o", "Báo cáo"),
        ("một\x0b\x00\x1b hai", "một hai"),
    ],
)
def test_letters_are_tidied(written: str, read: str) -> None:
    assert tidy(written) == read


def test_a_document_without_old_letters_stays() -> None:
    document = Document((Table(()),))
    assert in_unicode(document) is document


@pytest.mark.parametrize("eth", ["Ðắk Ðoa", "Ɖắk Ɖoa", "ÐẮK ÐOA"])
def test_a_name_with_another_alphabets_d_is_the_same_name(eth: str) -> None:
    assert fold(eth) == fold("Đắk Đoa")
    assert plain(eth) == plain("Đắk Đoa")
    assert clean(eth).lower() == "đắk đoa"


@pytest.mark.parametrize("letter", ["\ufffe", "\uffff", "\ud800", "\x0b", "\x1f"])
def test_what_excel_cannot_hold_is_written_into_no_cell(letter: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    put_text(sheet.cell(1, 1), f"lý do {letter}mất điện")
    stream = io.BytesIO()
    book.save(stream)
    assert load_workbook(stream).worksheets[0].cell(1, 1).value == "lý do mất điện"
