"""Pure: the review workbook as values: which sheets and columns it has, and rows of cells as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PLAN, DUTIES, AGENCIES, GROUPS, GUIDE = "Kế hoạch", "Nhiệm vụ", "Cơ quan", "Nhóm", "Hướng dẫn"


class Decision(StrEnum):
    """What the coordinator decides about a duty."""

    TAKE = "Nhận"
    LEAVE = "Bỏ"
    ASK = "Hỏi lại"
    UNREAD = "Chưa đọc"


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, how wide it is in letters, whether the table needs it, what may stand in it."""

    heading: str
    width: int
    is_needed: bool = False
    choices: tuple[str, ...] = ()
    names_agency: bool = False


COLUMNS: dict[str, dict[str, Column]] = {
    PLAN: {"label": Column("Mục", 26, True), "value": Column("Nội dung", 90, True, names_agency=True)},
    DUTIES: {
        "clause": Column("Mã", 12, True),
        "section": Column("Mục", 10),
        "title": Column("Nhiệm vụ", 44, True),
        "goal": Column("Mục tiêu/sản phẩm", 32),
        "lead": Column("Chủ trì", 24, True),
        "cooperating": Column("Phối hợp", 24),
        "implementing": Column("Thực hiện", 24),
        "recipient": Column("Nơi nhận", 18, names_agency=True),
        "phrase": Column("Thời hạn ghi trong văn bản", 26, True),
        "rule": Column("Hiểu là", 30, True),
        "status": Column("Trạng thái", 16),
        "rõ việc": Column("Rõ việc", 7),
        "rõ người": Column("Rõ người", 7),
        "rõ trách nhiệm": Column("Rõ trách nhiệm", 8),
        "rõ thời gian": Column("Rõ thời gian", 7),
        "rõ kết quả": Column("Rõ kết quả", 7),
        "questions": Column("Câu hỏi", 44),
        "decision": Column("Quyết định", 12, True, tuple(Decision)),
        "sources": Column("Nguồn", 34),
    },
    AGENCIES: {
        "name": Column("Tên", 40, True),
        "state": Column("Tình trạng", 40),
        "same_as": Column("Cùng là", 40, names_agency=True),
        "parent": Column("Cấp trên", 40, names_agency=True),
        "aliases": Column("Tên khác", 50),
    },
    GROUPS: {
        "name": Column("Tên nhóm", 40, True),
        "members": Column("Thành viên", 60),
        "aliases": Column("Tên khác", 50),
    },
}
"""Sheet → field → column, in their order."""

PLAN_LABELS = {
    "key": "Khóa",
    "number": "Số, ký hiệu",
    "short": "Tên ngắn",
    "title": "Tên kế hoạch",
    "issuer": "Cơ quan ban hành",
    "issued_on": "Ngày ban hành",
    "coordinator": "Đơn vị đầu mối",
}
"""The rows of the sheet of the plan's head, in their order."""

EXAMPLE = "Ví dụ"
"""A row whose first cell begins so is an example and is not imported."""


@dataclass(frozen=True)
class Cell:
    """The text of a cell and where it stands: "Nhiệm vụ!J14"."""

    text: str
    place: str


Line = dict[str, Cell]
"""A row that was read: field → cell."""

Tables = Mapping[str, Mapping[str, Column]]
"""Sheet → field → column: what a workbook is made of."""

Written = dict[str, list[dict[str, str]]]
"""Sheet → rows → field → text, to be written."""


@dataclass(frozen=True)
class Sheets:
    """A workbook that was read: rows that are not empty and no examples, and what is wrong with its cells."""

    rows: dict[str, list[Line]]
    problems: tuple[str, ...] = ()


def listed(text: str) -> tuple[str, ...]:
    """Return the names in a cell: one a line, or between semicolons; each once."""
    return tuple(dict.fromkeys(name.strip() for name in text.replace(";", "\n").split("\n") if name.strip()))


def as_read(written: Written) -> Sheets:
    """Return written rows as if nobody had changed them and they had been read back."""
    return Sheets(
        {
            sheet: [
                {field: Cell(row.get(field, "").strip(), f"{sheet}!{at}") for field in columns}
                for at, row in enumerate(written[sheet], start=2)
            ]
            for sheet, columns in COLUMNS.items()
        }
    )
