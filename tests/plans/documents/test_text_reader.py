"""Text and Markdown: wrapped web text, page breaks, three shapes of tables, and the line each piece begins in."""

from reminders.plans.documents.document import Paragraph, Row, Source, Table, rejoined
from reminders.plans.documents.readers.text import read_text


def texts(text: str) -> list[tuple[int | None, str]]:
    blocks = rejoined(read_text(text).blocks)
    return [(block.source.line, block.text) for block in blocks if isinstance(block, Paragraph)]


def table(text: str) -> Table:
    return next(block for block in read_text(text).blocks if isinstance(block, Table))


def test_emphasis_left_open_over_line_ends_is_stripped() -> None:
    wrapped = "**1.****\n**Rà soát văn bản\n\n*Đơn vị chủ trì thực hiện: *Các\nSở, ngành, đơn vị.\n"
    assert texts(wrapped) == [(1, "1. Rà soát văn bản"), (4, "Đơn vị chủ trì thực hiện: Các Sở, ngành, đơn vị.")]


def test_wrapped_line_that_begins_with_a_dash_after_a_year_is_no_list_item() -> None:
    assert texts("4. Trong giai đoạn 2026\n- 2030 phấn đấu đạt 10%.\n") == [
        (1, "4. Trong giai đoạn 2026 - 2030 phấn đấu đạt 10%.")
    ]


def test_list_items_without_empty_lines_are_apart() -> None:
    assert texts("- Cơ quan chủ trì: Phòng Nội vụ.\n- Cơ quan thực hiện: UBND các xã.\n") == [
        (1, "- Cơ quan chủ trì: Phòng Nội vụ."),
        (2, "- Cơ quan thực hiện: UBND các xã."),
    ]


def test_paragraph_cut_by_a_page_break_is_put_together() -> None:
    long = "x" * 130
    text = f"- {long} tại Quyết định số\n\n702/QĐ-UBND ngày 17/12/2020.\n\n- {long} của lãnh đạo\n\ncơ quan, đơn vị.\n"
    assert texts(text) == [
        (1, f"- {long} tại Quyết định số 702/QĐ-UBND ngày 17/12/2020."),
        (5, f"- {long} của lãnh đạo cơ quan, đơn vị."),
    ]


def test_lettered_item_is_not_the_rest_of_the_paragraph_before() -> None:
    assert texts("1. Một việc\n\na) Điểm thứ nhất\n") == [(1, "1. Một việc"), (3, "a) Điểm thứ nhất")]


def test_decomposed_letters_become_nfc() -> None:
    assert texts("Ke\u0302\u0301 hoa\u0323ch\n") == [(1, "Kế hoạch")]


def test_table_of_lone_bars_ends_before_the_text_behind_it() -> None:
    text = "|\n**UỶ BAN**\nTỈNH X\n|\nSố: 1/KH-UBND\n|\n|\nhai\n|\n\n|\n\n\n**KẾ HOẠCH**\n"
    assert table(text) == Table(
        (Row(("UỶ BAN TỈNH X", "Số: 1/KH-UBND"), Source(line=1)), Row(("hai", ""), Source(line=7)))
    )
    assert texts(text) == [(14, "KẾ HOẠCH")]


def test_table_of_tabs_keeps_empty_cells_and_list_items() -> None:
    assert table("TT\tA\tB\n<b>I</b>\t\t<ul><li>- một.</li> <li>- hai</li></ul>\n").rows[1].cells == (
        "I",
        "",
        "- một.\n- hai",
    )


def test_table_of_bars_leaves_out_the_ruler() -> None:
    rows = table("| A | B |\n|---|:--:|\n| 1 | hai<br>ba |\n").rows
    assert [row.cells for row in rows] == [("A", "B"), ("1", "hai\nba")]
