"""Shell: the sheet that hangs beside an officer's desk: how to link a chat and what to answer, on one page of A4."""

import io
from dataclasses import dataclass
from typing import Any

from db.statuses import Action, RemarkKind, Role
from reminders.chat.menu import usages
from reminders.commands.paper import element, set_page, write
from reminders.people.linking import CODE_LENGTH
from reminders.replies import Act, Extend, Link, Note, Prove, Reply, Undo

TITLE = "Nhắc Hạn – tờ hướng dẫn cho cán bộ"
HEADING, SECTION, WORDS = 18, 12, 10
"""Points."""

WHEN_WIDTH, SAID_WIDTH = 100, 88
"""Millimetres of the two columns; with the margins less than the 210 of the page."""

LINE = {"val": "single", "sz": "4", "space": "0", "color": "808080"}
BLANK = "…" * 34


@dataclass(frozen=True)
class Example:
    """When something is written, the words, and what the bot takes them for: a test holds that it does."""

    when: str
    said: str
    meant: Reply


LINKING = Example("Liên kết chat lần đầu: mở bot, gửi mã trên thẻ (hoặc quét mã QR)", "VW87WNGB", Link("VW87WNGB"))
ANSWERS = (
    Example("Đã nhận việc (đã biết, chưa làm xong)", "NHẬN 12", Act(Action.ACKNOWLEDGE, (12,))),
    Example("Đã hoàn thành", "XONG 12", Act(Action.COMPLETE, (12,))),
    Example("Hoàn thành nhiều việc một lần", "XONG 9, 12", Act(Action.COMPLETE, (9, 12))),
    Example(
        "Hoàn thành, kèm số văn bản", "XONG 12 số 45/BC-UBND", Act(Action.COMPLETE, (12,), document="số 45/BC-UBND")
    ),
    Example("Kỳ này không có gì để báo", "việc 12 không phát sinh", Act(Action.COMPLETE, (12,), is_nil=True)),
    Example(
        "Chưa xong, nói rõ lý do",
        "việc 12 chưa xong vì chờ số liệu",
        Note(kind=RemarkKind.NOT_DONE, codes=(12,), text="chờ số liệu"),
    ),
    Example("Xin gia hạn, chờ đơn vị đầu mối đồng ý", "GIA HẠN 12 thêm 3 ngày", Extend(codes=(12,), days=3)),
    Example(
        "Giải trình việc quá hạn",
        "LÝ DO 12 chờ số liệu",
        Note(kind=RemarkKind.EXPLANATION, codes=(12,), text="chờ số liệu"),
    ),
    Example("Không phải việc của cơ quan mình", "việc 12 không phải việc của phòng em", Act(Action.REJECT, (12,))),
    Example("Gửi ảnh, tệp minh chứng: gửi tệp kèm lời nhắn", "TỆP 12", Prove((12,))),
    Example("Báo nhầm: rút lại trong 10 phút", "HỦY 12", Undo((12,))),
    Example("Trong nhóm Telegram: trả lời vào tin của bot, hoặc viết", "/xong 12", Act(Action.COMPLETE, (12,))),
)
NOTES = (
    "Số 12 là mã của việc trong chat này (“Mã 12” trong tin nhắc). Mỗi chat có số riêng: xem tin mới nhất hoặc /viec.",
    "Trả lời thẳng vào tin nhắc của một việc thì không cần ghi số. Trên Telegram có thể bấm nút thay cho viết.",
    "Có dấu hay không dấu, chữ hoa hay chữ thường đều được. Chưa rõ ý thì bot hỏi lại và không ghi nhận gì.",
    "Đúng hạn hay quá hạn tính theo lúc báo hoàn thành, không theo lúc đơn vị đầu mối xác nhận.",
    "“Nhận” không phải là xong: việc đã nhận mà quá hạn vẫn bị đôn đốc. Trên Zalo, minh chứng chỉ gửi được ảnh.",
)


def officer_sheet(*, bot: str | None, ask: str) -> bytes:
    """Return the Word document of one page; `bot`: its address, None where it is not known; `ask`: whom to ask."""
    from docx import Document

    document = Document()
    set_page(document, TITLE)
    write(document.paragraphs[0] if document.paragraphs else document.add_paragraph(), TITLE, HEADING, bold=True)
    if bot:
        write(document.add_paragraph(), f"Bot: {bot}", SECTION)
    _section(document, "Liên kết", [(LINKING.when, LINKING.said)])
    once = f"Mã có {CODE_LENGTH} ký tự, dùng một lần, cho đúng một người. Hết hạn thì xin mã mới của đơn vị đầu mối."
    write(document.add_paragraph(), once, WORDS)
    _section(document, "Trả lời tin nhắc", [(one.when, one.said) for one in ANSWERS])
    for note in NOTES:
        write(document.add_paragraph(), f"• {note}", WORDS)
    _section(document, "Xem và đặt", [(usage.description, usage.line) for usage in usages(Role.OFFICER)])
    write(document.add_paragraph(), f"Hỏi ai: {ask or BLANK}", SECTION, bold=bool(ask))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _section(document: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    """Write a heading and below it what is wanted and what is written, side by side."""
    from docx.shared import Mm

    write(document.add_paragraph(), heading, SECTION, bold=True)
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (WHEN_WIDTH, SAID_WIDTH), strict=True):
        column.width = Mm(width)
    for when, said in rows:
        cells = table.add_row().cells
        for cell, words, width, bold in zip(cells, (when, said), (WHEN_WIDTH, SAID_WIDTH), (False, True), strict=True):
            cell.width = Mm(width)
            borders = element("tcBorders", {})
            borders.append(element("bottom", LINE))
            cell._tc.get_or_add_tcPr().append(borders)
            write(cell.paragraphs[0], words, WORDS, bold=bold)
