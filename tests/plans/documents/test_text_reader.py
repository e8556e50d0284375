"""Text and Markdown: wrapped web text, page breaks, three shapes of tables, and the line each piece begins in."""

import pytest

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


HEAD = ("STT", "Tên nhiệm vụ", "Ai làm", "Khi nào xong")
FIRST = ("1", "Rà soát diện tích lúa", "Phòng Kinh tế", "Trước ngày 30/4/2026")
SECOND = ("2", "Tập huấn kỹ thuật", "Hội Nông dân xã", "Trước ngày 15/5/2026")
GROUP = ("II. KHUYẾN NÔNG",)


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in table(text).rows]


def lone_bars(*rows: tuple[str, ...]) -> str:
    return "|\n" + "".join("".join(f"**{cell}**\n|\n" for cell in row) + "|\n" for row in rows)


@pytest.mark.parametrize("group", ["**II. KHUYẾN NÔNG**", "II. KHUYẾN\nNÔNG", "**B. KHUYẾN NÔNG**", "I. CHUNG"])
def test_group_between_lone_bars_ends_no_table(group: str) -> None:
    named = (" ".join(group.replace("*", "").split("\n")),)
    assert cells(lone_bars(HEAD, FIRST, (group,), SECOND)) == [HEAD, FIRST, named, SECOND]


@pytest.mark.parametrize("group", ["**II. KHUYẾN NÔNG**", "KHUYẾN NÔNG", "2. Khuyến nông", "|II. KHUYẾN NÔNG|"])
def test_group_without_bars_between_rows_ends_no_table(group: str) -> None:
    rows = ["| " + " | ".join(row) + " |" for row in (HEAD, FIRST, SECOND)]
    assert cells("\n".join([*rows[:2], group, rows[2]])) == [HEAD, FIRST, (group.strip("*|"),), SECOND]


def test_sentence_between_two_tables_is_no_group() -> None:
    rows = ["| " + " | ".join(row) + " |" for row in (HEAD, FIRST)]
    assert texts("\n".join([*rows, "Ghi chú cho bảng trên.", *rows])) == [(3, "Ghi chú cho bảng trên.")]


@pytest.mark.parametrize("between", ["** **\n**PHỤ LỤC**\nDANH MỤC", "PHỤ LỤC I\nDANH MỤC", "\n**PHỤ LỤC**"])
def test_annex_that_follows_signatures_between_lone_bars(between: str) -> None:
    text = lone_bars(("Nơi nhận:\n- Như trên;", "**TM. ỦY BAN\nNHÂN DÂN**")).removesuffix("|\n")
    document = read_text(f"{text}{between}\n{lone_bars(HEAD, FIRST)}")
    found = [block for block in document.blocks if isinstance(block, Table)]
    assert [row.cells for row in found[1].rows] == [HEAD, FIRST]
    assert any(isinstance(block, Paragraph) and block.text.startswith("PHỤ LỤC") for block in document.blocks)


def on_lines(*rows: tuple[str, ...], gap: str) -> str:
    return gap.join(cell for row in rows for cell in row)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_cells_on_lines_of_their_own(gap: str) -> None:
    text = on_lines(("KẾ HOẠCH",), HEAD, FIRST, GROUP, SECOND, ("Nơi nhận:",), gap=gap)
    assert cells(text) == [HEAD, FIRST, (*GROUP, "", "", ""), SECOND]
    assert [text for _, text in texts(text)] == ["KẾ HOẠCH", "Nơi nhận:"]


def test_cells_on_lines_under_counted_columns_and_with_wrapped_cells() -> None:
    wrapped = ("2", "Tập huấn\nkỹ thuật", "Hội Nông dân xã", "Trước ngày\n15/5/2026")
    assert cells(on_lines(HEAD, ("1", "2", "3", "4"), FIRST, wrapped, gap="\n\n")) == [HEAD, FIRST, SECOND]


def test_row_with_other_cells_than_the_head_is_doubted() -> None:
    fewer, more = ("2", "Tập huấn", "Trước ngày 15/5/2026"), ("3", "Báo cáo", "Gửi xã", *FIRST[2:])
    rows = table(on_lines(HEAD, FIRST, fewer, more, ("4", *FIRST[1:]), gap="\n\n")).rows
    assert [row.source.doubt for row in rows] == [
        None,
        None,
        "dòng của bảng có 3 ô, đầu bảng có 4 cột. Nội dung từng cột đúng chưa?",
        "dòng của bảng có 5 ô, đầu bảng có 4 cột. Nội dung từng cột đúng chưa?",
        None,
    ]
    assert rows[3].cells == ("3", "Báo cáo Gửi xã", "Phòng Kinh tế", "Trước ngày 30/4/2026")


@pytest.mark.parametrize("text", ["STT\n\nMột đoạn văn.\n\n1. Việc", "STT\nA\n1\n", "TT\n", "STT\n\n1\n\n2\n"])
def test_what_only_begins_like_a_table_of_lines_is_text(text: str) -> None:
    assert not any(isinstance(block, Table) for block in read_text(text).blocks)
