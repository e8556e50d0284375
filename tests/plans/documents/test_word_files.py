"""What Word files of offices hold beside plain paragraphs: none of it is lost, and what does not count is told."""

import io
import zipfile

import pytest

from reminders.plans.documents.document import Document, Paragraph, Source, Table
from reminders.plans.documents.readers import refusals
from reminders.plans.documents.readers.docx import read_docx
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.readers.refusals import PlanUnreadable
from tests.plans.documents.word_files import p, r, sdt, tbl, tc, tr, word

ROW = ("1", "Báo cáo", "Phòng Nội vụ", "trước ngày 20/02/2026")
CELL = '<w:customXml w:element="a">{}</w:customXml>'


def read(content: bytes) -> Document:
    return read_docx(content)


def opened(content: bytes) -> Document:
    """Read a file through the front door: looked at from outside, then in a process of its own."""
    return read_document(content, "a.docx")


def texts(content: bytes) -> list[str]:
    return [block.text for block in read(content).blocks if isinstance(block, Paragraph)]


def rows(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for block in read(content).blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("wrap", [sdt, CELL.format, lambda cell: sdt(sdt(cell))], ids=["control", "custom", "nested"])
def test_a_cell_that_is_wrapped_keeps_its_column(at: int, wrap: object) -> None:
    assert callable(wrap)
    cells = [wrap(tc(text)) if column == at else text for column, text in enumerate(ROW)]
    assert rows(word(tbl(tr(*cells)))) == [ROW]


@pytest.mark.parametrize(
    "inside",
    [
        sdt(p("Một việc")),
        p(sdt(r("Một việc"))),
        p(r("Một ") + f'<w:smartTag w:element="a">{r("việc")}</w:smartTag>'),
        CELL.format(p("Một việc")),
        p(f'<w:hyperlink w:anchor="a">{r("Một việc")}</w:hyperlink>'),
        p(f'<w:fldSimple w:instr="DATE">{r("Một việc")}</w:fldSimple>'),
        p(f"<w:ins>{r('Một việc')}</w:ins>"),
        p(f"<w:moveTo>{r('Một việc')}</w:moveTo>"),
    ],
)
def test_wrapped_letters_are_read(inside: str) -> None:
    assert texts(word(inside)) == ["Một việc"]


def test_rows_in_a_control_are_read() -> None:
    assert rows(word(tbl(tr("Đầu"), sdt(tr("Giữa")), tr("Cuối")))) == [("Đầu",), ("Giữa",), ("Cuối",)]


def box(inside: str) -> str:
    return f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"


ALTERNATE = (
    "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    "run",
    [
        f"<w:drawing>{box(p('Trong khung'))}</w:drawing>",
        f"<w:pict><v:textbox><w:txbxContent>{p('Trong khung')}</w:txbxContent></v:textbox></w:pict>",
        ALTERNATE.format(box(p("Trong khung")), box(p("Trong khung"))),
        ALTERNATE.format("<w:drawing/>", box(p("Trong khung"))),
    ],
)
def test_text_box_is_a_paragraph_of_its_own_once(run: str) -> None:
    assert texts(word(p(r("Ngoài") + f"<w:r>{run}</w:r>" + r(" khung")))) == ["Ngoài khung", "Trong khung"]
    assert rows(word(tbl(tr(f"<w:tc>{p(r('Ngoài') + f'<w:r>{run}</w:r>')}</w:tc>")))) == [("Ngoài\nTrong khung",)]


def test_a_table_in_a_text_box_is_a_table() -> None:
    assert rows(word(p(f"<w:r><w:drawing>{box(tbl(tr(*ROW)))}</w:drawing></w:r>"))) == [ROW]


@pytest.mark.parametrize("main", ["word/document2.xml", "Word/Document.XML", "tai-lieu.xml", "a/b/noi-dung.bin"])
def test_the_document_is_what_the_relationships_name(main: str) -> None:
    assert opened(word(p("Một việc"), main=main)).blocks == (Paragraph("Một việc", Source(paragraph=1)),)


def test_a_template_is_read() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    assert opened(word(p("Một việc"), content_type=kind)).blocks == (Paragraph("Một việc", Source(paragraph=1)),)


def test_entities_in_a_document_of_another_name_are_refused() -> None:
    content = word(p("x"), main="word/a.bin")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            declared = held.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document')
            new.writestr(name, declared if name.endswith(".bin") else held)
    with pytest.raises(PlanUnreadable) as refused:
        opened(stream.getvalue())
    assert str(refused.value) == refusals.ENTITIES


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'
LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + LEVEL.format(0, 1, "decimal", "", "%1.")
    + LEVEL.format(1, 1, "lowerLetter", "", "%2)")
    + LEVEL.format(2, 1, "decimal", "<w:isLgl/>", "%1.%2.%3")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="7"/>'
    f'<w:lvlOverride w:ilvl="0">{LEVEL.format(0, 4, "upperRoman", "", "%1.")}</w:lvlOverride></w:num>'
)


@pytest.mark.parametrize(
    ("lists", "printed"),
    [
        ([(0, 1), (0, 1), (0, 2), (0, 2)], ["1.", "2.", "1.", "2."]),
        ([(0, 1), (0, 3), (0, 3)], ["1.", "2.", "3."]),
        ([(0, 1), (0, 2), (0, 1), (0, 2)], ["1.", "1.", "2.", "3."]),
        ([(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)], ["1.", "a)", "b)", "2.", "a)"]),
        ([(0, 1), (1, 1), (1, 4), (0, 4), (1, 4)], ["1.", "a)", "c)", "2.", "c)"]),
        ([(0, 1), (1, 1), (2, 1)], ["1.", "a)", "1.1.1"]),
        ([(0, 5), (0, 5)], ["IV.", "V."]),
    ],
)
def test_lists_begin_anew_where_word_begins_them_anew(lists: list[tuple[int, int]], printed: list[str]) -> None:
    body = "".join(p("việc", properties=NUMBERED.format(*one)) for one in lists)
    assert texts(word(body, numbering=LISTS)) == [f"{marker} việc" for marker in printed]


def test_a_list_counts_what_is_struck_out_or_empty_and_not_what_is_deleted() -> None:
    one, gone = NUMBERED.format(0, 1), "<w:rPr><w:del/></w:rPr>"
    body = p("Một", properties=one) + p("Hai", properties=one, run="<w:strike/>") + p("Ba", properties=one)
    body += p(f"<w:del>{r('Bỏ', 'deleted')}</w:del>", properties=one + gone) + p("", properties=one)
    assert texts(word(body + p("Bốn", properties=one), numbering=LISTS)) == ["1. Một", "3. Ba", "5. Bốn"]


def test_the_numbers_of_a_style_are_those_of_the_style_below_it() -> None:
    styles = (
        f'<w:style w:styleId="Dieu"><w:name w:val="Dieu"/><w:pPr>{NUMBERED.format(0, 1)}</w:pPr></w:style>'
        '<w:style w:styleId="DieuNho"><w:name w:val="Dieu nho"/><w:basedOn w:val="Dieu"/></w:style>'
    )
    body = p("Một", properties='<w:pStyle w:val="Dieu"/>') + p("Hai", properties='<w:pStyle w:val="DieuNho"/>')
    assert texts(word(body, numbering=LISTS, styles=styles)) == ["1. Một", "2. Hai"]


OFF = '<w:strike w:val="0"/>'
STRUCK_STYLE = '<w:style w:styleId="{}"><w:name w:val="{}"/>{}<w:rPr><w:strike/></w:rPr></w:style>'
STYLES = (
    STRUCK_STYLE.format("Bo", "Bo", "")
    + '<w:style w:styleId="BoCon"><w:name w:val="Bo con"/><w:basedOn w:val="Bo"/></w:style>'
    + '<w:style w:styleId="Cho"><w:name w:val="Placeholder Text"/></w:style>'
)


@pytest.mark.parametrize(
    ("run", "why"),
    [
        ("<w:strike/>", "bị gạch bỏ"),
        ("<w:dstrike/>", "bị gạch bỏ"),
        ('<w:rStyle w:val="Bo"/>', "bị gạch bỏ"),
        ('<w:rStyle w:val="BoCon"/>', "bị gạch bỏ"),
        ("<w:vanish/>", "ẩn"),
        ('<w:rStyle w:val="Cho"/>', "còn chờ điền"),
    ],
)
def test_letters_that_do_not_count_are_left_out_and_told(run: str, why: str) -> None:
    body = p(r("trước ngày 10/02/2026 ", run) + r("trước ngày 20/02/2026"))
    for content in (word(body, styles=STYLES), word(tbl(tr("1", f"<w:tc>{body}</w:tc>")), styles=STYLES)):
        document = read(content)
        assert "20/02/2026" in str(document.blocks)
        assert "10/02/2026" not in str(document.blocks)
        assert document.warnings == (f"Bỏ qua 1 đoạn {why}: “trước ngày 10/02/2026”.",)
        assert [(piece.text, piece.why) for piece in document.left_out] == [("trước ngày 10/02/2026", why)]


@pytest.mark.parametrize("run", [OFF, '<w:vanish w:val="false"/>', f'<w:rStyle w:val="Bo"/>{OFF}', "<w:b/>"])
def test_letters_whose_switch_is_off_count(run: str) -> None:
    assert texts(word(p(r("Một việc", run)), styles=STYLES)) == ["Một việc"]


def test_a_paragraph_of_a_struck_style_does_not_count() -> None:
    struck = p("Một", properties='<w:pStyle w:val="Bo"/>')
    assert texts(word(struck + p("Hai"), styles=STYLES)) == ["Hai"]


def test_deleted_letters_are_told_and_those_moved_away_are_read_where_they_went() -> None:
    body = p(f"<w:del>{r('20/10', 'deleted')}</w:del><w:ins>{r('25/10')}</w:ins>")
    body += p(f"<w:moveFrom>{r('Việc')}</w:moveFrom>") + p(f"<w:moveTo>{r('Việc')}</w:moveTo>")
    document = read(word(body))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["25/10", "Việc"]
    assert document.warnings == ("Bỏ qua 1 đoạn đã xóa (theo dõi thay đổi): “20/10”.",)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (tr(*ROW, properties="<w:del w:id='1' w:author='x'/>"), "đã xóa (theo dõi thay đổi)"),
        (tr(*ROW, properties="<w:hidden/>"), "ẩn"),
        (tr(*(f"<w:tc>{p(text, run='<w:strike/>')}</w:tc>" for text in ROW)), "bị gạch bỏ"),
        (tr(*(tc(f"<w:del>{r(text, 'deleted')}</w:del>") for text in ROW)), "đã xóa (theo dõi thay đổi)"),
    ],
)
def test_a_row_that_does_not_count_is_left_out_and_told_as_one(row: str, why: str) -> None:
    document = read(word(tbl(tr("0", "Đầu"), row, tr("2", "Cuối"))))
    assert [one.cells for block in document.blocks if isinstance(block, Table) for one in block.rows] == [
        ("0", "Đầu"),
        ("2", "Cuối"),
    ]
    assert document.warnings == (f"Bỏ qua 1 đoạn {why}: “1 | Báo cáo | Phòng Nội vụ | trước ngày 20/02/2026”.",)


def test_a_row_that_was_inserted_counts() -> None:
    assert rows(word(tbl(tr(*ROW, properties="<w:ins w:id='1' w:author='x'/>")))) == [ROW]


def test_cells_merged_in_the_old_way_stand_once() -> None:
    merged = tr(tc("A", "<w:hMerge w:val='restart'/>"), tc("A", "<w:hMerge/>"), "B")
    assert rows(word(tbl(merged))) == [("A", "", "B")]


def test_footnotes_are_told() -> None:
    note = f'<w:footnote w:id="2">{p("Theo Luật số 1/2026.")}</w:footnote>'
    document = read(word(p(r("Một việc") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note))
    assert document.warnings == ("Bỏ qua 1 đoạn nằm ở chú thích: “Theo Luật số 1/2026.”.",)


PAGE = "<html><body><p>II. VIỆC</p><table><tr><td>1</td><td>Việc</td></tr></table></body></html>"
ARCHIVE = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{PAGE}"
CHUNK = '<w:altChunk r:id="phan"/>'


@pytest.mark.parametrize(
    "chunk",
    [
        PAGE.encode(),
        PAGE.encode("utf-16"),
        ARCHIVE.encode(),
        word(p("II. VIỆC") + tbl(tr("1", "Việc"))),
        word(CHUNK, chunks={"phan": PAGE.encode()}),
        "II. VIỆC\n\n| 1 | Việc |\n".encode(),
    ],
    ids=["html", "utf-16", "web archive", "word", "word in word", "text"],
)
def test_a_file_put_into_the_document_is_read_where_it_stands(chunk: bytes) -> None:
    document = read(word(p("I. ĐẦU") + CHUNK + p("III. CUỐI"), chunks={"phan": chunk}))
    first, second, table, last = document.blocks
    assert isinstance(table, Table)
    assert [block.text for block in (first, second, last) if isinstance(block, Paragraph)] == [
        "I. ĐẦU",
        "II. VIỆC",
        "III. CUỐI",
    ]
    assert [row.cells for row in table.rows] == [("1", "Việc")]
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("chunk", "reason"),
    [
        (b"{\\rtf1\\ansi x}", refusals.RICH_TEXT),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, refusals.PICTURE),
        (b"%PDF-1.7 x", refusals.UNKNOWN),
        (b" ", refusals.EMPTY),
    ],
)
def test_a_file_put_into_the_document_that_cannot_be_read_is_told_with_its_place(chunk: bytes, reason: str) -> None:
    document = read(word(p("Một") + CHUNK + p("Hai"), chunks={"phan": chunk}))
    assert document.warnings == (f"Phần văn bản chèn vào ở đoạn 2 không đọc được: {reason}",)
    assert len(document.blocks) == 2


def test_a_part_that_is_missing_is_told() -> None:
    assert read(word(p("Một") + CHUNK)).warnings == (
        f"Phần văn bản chèn vào ở đoạn 2 không đọc được: {refusals.DAMAGED}",
    )


def test_strict_open_xml_is_read() -> None:
    body = p("Một", properties=NUMBERED.format(0, 1)) + tbl(tr(*ROW)) + CHUNK + p("Bỏ", run="<w:strike/>")
    usual, strict = (
        opened(word(body, numbering=LISTS, chunks={"phan": b"Hai"}, is_strict=is_strict)) for is_strict in (False, True)
    )
    assert strict == usual
    assert len(strict.blocks) == 3


def test_a_list_that_starts_beyond_reason_costs_nothing() -> None:
    lists = LISTS.replace('<w:start w:val="1"/>', '<w:start w:val="999999999"/>')
    assert texts(word(p("việc", properties=NUMBERED.format(1, 1)), numbering=lists))[0].endswith("việc")


@pytest.mark.parametrize("tag", ["w:sdt", "w:ins", "w:p"])
def test_what_is_nested_without_end_is_damage(tag: str) -> None:
    with pytest.raises(PlanUnreadable):
        opened(word(f"<{tag}>" * 20_000 + f"</{tag}>" * 20_000))
