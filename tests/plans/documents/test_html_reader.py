"""Web pages: paragraphs, lists, tables with spans, layout by tables, what is hidden; under every name and code page."""

import base64

import pytest

from reminders.plans.documents.document import Paragraph, Table
from reminders.plans.documents.readers.html import read_html
from reminders.plans.documents.reading_files import read_plan

HEAD = "<tr><th>TT<th>Nội dung nhiệm vụ<th>Cơ quan chủ trì<th>Thời gian hoàn thành</tr>"
ROW = "<tr><td>1<td>Báo cáo kết quả kiểm tra<td>Phòng Nội vụ<td>trước ngày 06/10/2026</tr>"
TABLE = f"<table>{HEAD}{ROW}</table>"


def said(page: str) -> list[str | list[tuple[str, ...]]]:
    """Return the text of each paragraph, and the rows of each table."""
    return [
        block.text if isinstance(block, Paragraph) else [row.cells for row in block.rows]
        for block in read_html(page.encode()).blocks
    ]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>một<p>hai</p>ba<br>bốn", ["một", "hai", "ba", "bốn"]),
        ("<div>một\nhai &amp; <b>b</b>a&nbsp;bốn</div>", ["một hai & ba bốn"]),
        ("<ol start=3><li>một<li>hai<li value=7>bảy</ol>", ["3. một", "4. hai", "7. bảy"]),
        ("<ul><li>một<ol><li>hai</ol><li>ba</ul>", ["- một", "1. hai", "- ba"]),
        ("<title>x</title><style>p {}</style><script>y</script><p>một", ["một"]),
        ("<p>&#272;&#7871;n ng&agrave;y", ["Đến ngày"]),
        ("<p><![if !supportLists]>1.<![endif]> một<!--[if gte mso 9]>x<![endif]-->", ["1. một"]),
    ],
)
def test_paragraphs_and_lists(page: str, texts: list[str]) -> None:
    assert said(page) == texts


def test_heading_is_one() -> None:
    first, second = read_html(b"<h2>I. NHIEM VU</h2>x").blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.is_heading, second.is_heading) == (True, False)


def test_cells_that_span_stand_first_across_and_are_repeated_down() -> None:
    page = "<table><tr><td colspan=2>a<td rowspan=3>b<tr><td>c<td>d<tr><td rowspan=9>e<td>f</table>"
    assert said(page) == [[("a", "", "b"), ("c", "d", "b"), ("e", "f", "b")]]


def test_table_that_lays_out_a_page_is_its_content() -> None:
    page = f"<table><tr><td>menu<td><p>KẾ HOẠCH</p>{TABLE}<p>sau</p></table>"
    assert [one if isinstance(one, str) else len(one) for one in said(page)] == ["menu", "KẾ HOẠCH", 2, "sau"]


def test_table_inside_a_cell_of_a_real_table_is_text_of_the_cell() -> None:
    inner = "<table><tr><td>Phòng Nội vụ<td>Văn phòng</table>"
    assert said(f"<table>{HEAD}<tr><td>1<td>Báo cáo<td>{inner}<td>06/10/2026</table>") == [
        [
            ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
            ("1", "Báo cáo", "Phòng Nội vụ\nVăn phòng", "06/10/2026"),
        ]
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">ẩn</p>',
        "<p hidden>ẩn<b>",
        "<s>ẩn</s>",
        "<del>ẩn</del>",
        '<span style="color:red; text-decoration:line-through">ẩn</span>',
        "<div style='mso-hide:all'><div>ẩn</div></div>",
        "<table><tr style='display:none'><td>ẩn<table><tr><td></table><tr><td></table>",
        "<table><tr style='display:none'><td>ẩn</table>",
    ],
)
def test_what_is_hidden_or_struck_out_is_left_out_and_told(hidden: str) -> None:
    document = read_html(f"<p>một</p>{hidden}<p>hai</p>".encode())
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["một", "hai"]
    assert document.warnings == ("Bỏ qua 1 đoạn bị gạch bỏ hoặc ẩn: “ẩn”.",)


def test_error_of_a_formula_is_asked() -> None:
    plan = read_plan(f"<html>{TABLE.replace('Phòng Nội vụ', '#N/A')}".encode(), "a.html")
    assert plan.duties[0].lead == ()
    assert plan.questions[0] == "Mục 1: ô dòng 1, cột 3 báo lỗi #N/A. Nội dung đúng là gì?"


def archive(encoding: str) -> bytes:
    page = f"<html><body>{TABLE}</body></html>".encode(encoding)
    return (
        b"From: <Saved by Windows>\r\nSubject: =?utf-8?B?S+G6vw==?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\tboundary="B"\r\n\r\n--B\r\n'
        + f'Content-Type: text/html; charset="{encoding}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'.encode()
        + base64.encodebytes(page)
        + b"\r\n--B--\r\n"
    )


WINDOWS = "<html><meta charset=windows-1252>" + "".join(
    letter if ord(letter) < 256 else f"&#{ord(letter)};" for letter in TABLE
)


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (f"\ufeff<html>{TABLE}".encode(), "a.html"),
        (f"<!-- x --><table border=1>{HEAD}{ROW}".encode(), "a.html"),
        (f"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>{TABLE}</html>".encode(), "a.htm"),
        (f"<html>{TABLE}".encode("utf-16"), "a.html"),
        (WINDOWS.encode("cp1252"), "a.htm"),
        (archive("utf-8"), "a.mht"),
        (archive("utf-16"), "a.mht"),
    ],
)
def test_same_duty_from_every_kind_of_web_page(content: bytes, filename: str) -> None:
    plan = read_plan(content, filename)
    assert [(duty.key, duty.lead, duty.phrase, duty.kind) for duty in plan.duties] == [
        ("1", ("Phòng Nội vụ",), "trước ngày 06/10/2026", "date")
    ]
    assert not any("Tên tệp" in warning for warning in plan.warnings)


@pytest.mark.parametrize("filename", ["ke-hoach.xls", "ke-hoach.doc", "ke-hoach.txt"])
def test_web_page_under_another_name_is_read_and_told(filename: str) -> None:
    plan = read_plan(f"<meta charset=utf-8>{TABLE}".encode(), filename)
    assert len(plan.duties) == 1
    assert plan.warnings[0] == (
        f"Tên tệp “{filename}” không đúng loại: nội dung là trang web (HTML). Đã đọc theo nội dung."
    )


def test_page_of_many_open_tags_is_read_in_time() -> None:
    table = next(block for block in read_html(b"<table>" + b"<tr><td>a<td>b" * 20_000).blocks)
    assert isinstance(table, Table)
    assert len(table.rows) == 20_000
