"""PDF files as printers make them: bold by striking twice, pages sideways, what stands at the edge of each page."""

import pytest

from reminders.plans.documents.document import Document, Paragraph, Table
from reminders.plans.documents.readers.pdf import read_pdf
from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents.printing import HEIGHT, WIDTH, Rule, Text, columns, paragraphs, printed, ruled, struck_twice

SENTENCE = "1. Phòng Nội vụ gửi báo cáo về UBND xã trước ngày 20/02/2026."


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(content: bytes) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in block.rows] for block in read_pdf(content).blocks if isinstance(block, Table)]


@pytest.mark.parametrize("apart", [0.0, 0.3, 0.8, 1.2])
def test_letters_struck_twice_are_read_once(apart: float) -> None:
    page = [*paragraphs("I. NHIỆM VỤ"), *struck_twice(Text(60, 100, SENTENCE), apart=apart)]
    assert texts(read_pdf(printed(page))) == ["I. NHIỆM VỤ", SENTENCE]


def test_one_word_of_a_line_struck_twice() -> None:
    day = Text(60 + 6 * len(SENTENCE[:-11]), 100, SENTENCE[-11:])
    page = [*paragraphs("I. NHIỆM VỤ"), Text(60, 100, SENTENCE[:-11]), *struck_twice(day)]
    assert texts(read_pdf(printed(page)))[1] == SENTENCE


LEFTS, TOPS = (40, 80, 380, 540, 800), (60, 80, 100, 120)
ROWS = (
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
    ("1", "Ban hành kế hoạch kiểm tra", "Phòng Nội vụ", "trước ngày 20/02/2026"),
    ("2", "Báo cáo kết quả kiểm tra", "Phòng Tài chính", "trước ngày 15/6/2026"),
)


def sideways(turn: int) -> list[Text | Rule]:
    """Return an annex of landscape shape that stands on a portrait page turned by so many degrees."""
    drawn: list[Text | Rule] = [*columns([left + 2 for left in LEFTS[:-1]], ROWS, top=75), *ruled(LEFTS, TOPS)]

    def place(left: float, top: float) -> tuple[float, float]:
        return (top, HEIGHT - left) if turn == 90 else (WIDTH - top, left)

    return [
        Text(*place(piece.left, piece.top), piece.text, turn)
        if isinstance(piece, Text)
        else Rule(*place(piece.left, piece.top), *place(piece.right, piece.bottom))
        for piece in drawn
    ]


@pytest.mark.parametrize("turn", [90, 270])
@pytest.mark.parametrize("beside", [[], [Text(200, 830, "Trang 2 của kế hoạch năm 2026")]])
def test_annex_that_stands_sideways(turn: int, beside: list[Text]) -> None:
    content = printed(paragraphs("KẾ HOẠCH", "Cải cách hành chính năm 2026"), [*beside, *sideways(turn)])
    assert tables(content) == [list(ROWS)]
    assert [duty.lead for duty in read_plan(content, "a.pdf").duties] == [("Phòng Nội vụ",), ("Phòng Tài chính",)]


def test_page_printed_upside_down() -> None:
    page = [Text(WIDTH - 60, HEIGHT - 100, SENTENCE, 180), Text(WIDTH - 60, HEIGHT - 60, "I. NHIỆM VỤ", 180)]
    assert texts(read_pdf(printed(page))) == ["I. NHIỆM VỤ", SENTENCE]


def test_what_stands_at_the_edge_of_every_page_is_left_out() -> None:
    pages = [
        [
            Text(60, 30, f"KH 12/KH-UBND trang {number}/4"),
            *paragraphs(f"{number}. Phòng Nội vụ báo cáo đợt {number}.", top=100),
            Text(280, 820, f"- {number} -"),
        ]
        for number in range(1, 5)
    ]
    assert texts(read_pdf(printed(*pages))) == [f"{n}. Phòng Nội vụ báo cáo đợt {n}." for n in range(1, 5)]


def test_line_at_the_edge_of_two_pages_is_kept() -> None:
    pages = [[Text(60, 30, "Phòng Nội vụ báo cáo."), *paragraphs("một hai ba bốn năm", top=100)]] * 2
    assert " ".join(texts(read_pdf(printed(*pages)))).count("Phòng Nội vụ báo cáo.") == 2
