"""Tables as text with separators: each separator and code page an office's Excel writes."""

import codecs
import unicodedata

import pytest

from reminders.plans.documents.document import Row, Source, Table
from reminders.plans.documents.readers.csv import read_csv
from reminders.plans.documents.reading_files import read_plan

ROWS = (
    ("UBND XÃ TÂN PHÚ",),
    ("Số: 01/KH-UBND",),
    ("Tân Phú, ngày 05 tháng 01 năm 2026",),
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
    ("1", "Ban hành kế hoạch, báo cáo", "Phòng Nội vụ", "Văn phòng", "trước ngày 20/02/2026"),
    ("2", "Báo cáo; gửi UBND xã", "Phòng Tài chính", "", "trước ngày 15/6/2026"),
)


def written(separator: str) -> str:
    quoted = (tuple(f'"{cell}"' if separator in cell else cell for cell in row) for row in ROWS)
    return "\r\n".join(separator.join(row) for row in quoted)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_duties_of_a_table_with_separators(separator: str, mark: str) -> None:
    plan = read_plan(f"{mark}{written(separator)}".encode(), "ke-hoach.csv")
    assert [(duty.key, duty.lead, duty.phrase, duty.source.line) for duty in plan.duties] == [
        ("1", ("Phòng Nội vụ",), "trước ngày 20/02/2026", 5),
        ("2", ("Phòng Tài chính",), "trước ngày 15/6/2026", 6),
    ]
    assert plan.head.number == "01/KH-UBND"


def windows_1258(text: str) -> bytes:
    """Return a text in Windows' Vietnamese code page, in which tones are letters of their own."""
    content = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"), "")
        content += (unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts) + tone).encode("cp1258")
    return content


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF16_LE + written("\t").encode("utf-16-le"),
        written("\t").encode("utf-16"),
        windows_1258(written(";")),
    ],
)
def test_same_duties_in_other_code_pages(content: bytes) -> None:
    assert [duty.lead for duty in read_plan(content, "ke-hoach.csv").duties] == [
        ("Phòng Nội vụ",),
        ("Phòng Tài chính",),
    ]


def test_separator_that_excel_announces_and_line_ends_inside_a_cell() -> None:
    assert read_csv('sep=,\na,"b\nc",d\n\n1,2,#REF!\n').blocks == (
        Table(
            (
                Row(("a", "b\nc", "d"), Source(line=2)),
                Row(("1", "2", ""), Source(line=5, doubt="ô dòng 5, cột 3 báo lỗi #REF!. Nội dung đúng là gì?")),
            )
        ),
    )
