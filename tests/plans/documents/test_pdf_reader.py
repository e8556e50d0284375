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


EDGES = (40, 70, 260, 400)
ALIGNED = (
    ("TT", "Nội dung nhiệm vụ", "Ai làm", "Khi nào xong"),
    ("1", "Ban hành kế hoạch kiểm\ntra năm 2026", "Phòng Nội vụ", "trước ngày 20/02/2026"),
    ("2", "Báo cáo", "Phòng Tài chính\n- Kế hoạch", "trước ngày 15/6/2026"),
)
JOINED = [tuple(cell.replace("\n", " ") for cell in row) for row in ALIGNED]
GROUP = ("II. KHUYẾN NÔNG VÀ THỦY LỢI CỦA XÃ", "", "", "")


def test_table_without_lines() -> None:
    page = [*paragraphs("DANH MỤC"), *columns(EDGES, ALIGNED, top=80), *paragraphs("Nơi nhận: như trên.", top=200)]
    assert tables(printed(page)) == [JOINED]
    assert texts(read_pdf(printed(page))) == ["DANH MỤC", "Nơi nhận: như trên."]


def test_group_of_rows_without_lines() -> None:
    page = columns(EDGES, [*ALIGNED[:2], GROUP, ALIGNED[2]], top=80)
    assert tables(printed(page)) == [[*JOINED[:2], GROUP, JOINED[2]]]


def test_heading_behind_a_table_without_lines_is_no_row_of_it() -> None:
    page = [*columns(EDGES, ALIGNED, top=80), *paragraphs("III. TỔ CHỨC THỰC HIỆN", "Các phòng làm.", top=200)]
    assert tables(printed(page)) == [JOINED]
    assert texts(read_pdf(printed(page)))[0].startswith("III. TỔ CHỨC THỰC HIỆN")


def test_table_without_lines_goes_on_under_a_repeated_head() -> None:
    third = ("3", "Tổng kết", "Văn phòng", "trước ngày 30/11/2026")
    fourth = ("4", "Rà soát", "Văn phòng", "trước ngày 30/12/2026")
    pages = [columns(EDGES, rows, top=80) for rows in (ALIGNED, [ALIGNED[0], third, fourth])]
    assert tables(printed(*pages)) == [JOINED, [JOINED[0], third, fourth]]


def test_heads_in_the_middle_of_their_columns() -> None:
    head = [Text(left, 80, text) for left, text in zip((40, 130, 300, 430), ALIGNED[0], strict=True)]
    assert tables(printed([*head, *columns(EDGES, ALIGNED[1:], top=100)])) == [JOINED]


NO_TABLES: tuple[list[Text], ...] = (
    paragraphs("TT là số thứ tự của việc.", "1 Phòng Nội vụ báo cáo", "2 Phòng Tài chính báo cáo"),
    columns((40, 70), [("TT", "Nội dung"), ("1", "Báo cáo"), ("2", "Rà soát")], top=80),
    # numbers at half the height of their rows: where a row begins cannot be told
    [
        *columns(EDGES[1:], [row[1:] for row in ALIGNED[:1]], top=80),
        *columns(EDGES[1:], [("Ban hành\nkế hoạch\nnăm", "Phòng", "20/02/2026")] * 2, top=96),
        *(Text(40, top, text) for top, text in ((80, "TT"), (112, "1"), (160, "2"))),
    ],
)


@pytest.mark.parametrize("page", NO_TABLES)
def test_what_is_no_table_for_certain_stays_text(page: list[Text]) -> None:
    assert tables(printed(page)) == []


def test_same_duties_with_and_without_lines() -> None:
    head = (*ALIGNED[0][:2], "Cơ quan chủ trì", "Thời gian hoàn thành")
    rows = columns(EDGES, [head, *ALIGNED[1:]], top=80)
    with_lines: list[Text | Rule] = [*rows, *ruled((36, 66, 256, 396, 560), (66, 84, 116, 148))]
    duties = [
        [(duty.key, duty.title, duty.lead, duty.phrase) for duty in read_plan(content, "a.pdf").duties]
        for content in (printed(rows), printed(with_lines))
    ]
    assert duties[0] == duties[1]
    assert [lead for _, _, lead, _ in duties[0]] == [("Phòng Nội vụ",), ("Phòng Tài chính - Kế hoạch",)]
