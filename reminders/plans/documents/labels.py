"""Pure: labelled parts of a paragraph or cell: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …", "Sản phẩm: …"."""

import re
from enum import StrEnum
from typing import NamedTuple

from schedules.letters import plain


class Role(StrEnum):
    """What a label or the head of a column announces."""

    NUMBER = "number"
    TITLE = "title"
    GOAL = "goal"
    LEAD = "lead"
    DOER = "doer"  # "đơn vị thực hiện": the lead where nobody is said to lead, else an implementing body
    COOPERATING = "cooperating"
    COOPERATING_OR_DOING = "cooperating/doing"  # before the slash those cooperate, behind it those carry out
    TIME = "time"
    OTHER = "other"  # a column that states no part of the duty: notes, money


class Part(NamedTuple):
    """A piece of text behind its label; `role` None is what stands before the first label."""

    role: Role | None
    text: str


_WHO = (
    r"(?:(?:cac )?(?:co quan|don vi|bo phan|to chuc|ca nhan)(?: ?[,/] ?(?:co quan|don vi|to chuc|ca nhan|"
    r"dia phuong))* )"
)
_LABELS = {
    Role.COOPERATING_OR_DOING: rf"{_WHO}?phoi hop ?/ ?(?:to chuc )?thuc hien",
    Role.COOPERATING: (
        rf"(?:{_WHO}|su )?(?:tham gia )?(?:cung )?phoi hop(?: (?:tham muu|thuc hien|trien khai|to chuc))*"
    ),
    Role.LEAD: (
        rf"(?:{_WHO}|phan cong |giao )?(?:duoc giao )?chu tri(?: ?, ?)?(?: (?:tham muu|thuc hien|trien khai|"
        rf"to chuc|soan thao))*"
        rf"|{_WHO}(?:dau moi|tham muu|phu trach|chiu trach nhiem|duoc giao)(?: thuc hien)?|trach nhiem(?: thuc hien)?"
        r"|phan cong(?: thuc hien| trach nhiem)?"
    ),
    Role.DOER: rf"{_WHO}(?:to chuc )?(?:thuc hien|trien khai)|(?:to chuc )?thuc hien",
    Role.TIME: (
        r"thoi (?:gian|han|diem)(?: (?:to chuc|du kien|bat dau|thuc hien|hoan thanh|trien khai|bao cao|gui|"
        r"trinh|ban hanh))*"
        r"(?: ?[/,] ?(?:thoi han )?hoan thanh)?|tien do(?: (?:thuc hien|hoan thanh))*|lo trinh(?: thuc hien)?"
        r"|han (?:hoan thanh|cuoi|chot|thuc hien|bao cao)|hoan thanh|thoi gian, tien do"
    ),
    Role.GOAL: (
        r"(?:muc tieu|yeu cau|san pham|ket qua|dau ra)(?: (?:cu the|can dat|dau ra|du kien|dat duoc|"
        r"hoan thanh|thuc hien))*(?: ?[,/] ?(?:muc tieu|yeu cau|san pham|ket qua|dau ra))*"
    ),
    Role.TITLE: (
        r"(?:ten )?(?:noi dung|nhiem vu|cong viec)(?: (?:cong viec|thuc hien|nhiem vu|"
        r"cu the))?(?: ?[,/] ?(?:giai phap|nhiem vu))*"
    ),
}
_ANY = "|".join(f"(?P<r{number}>{pattern})" for number, pattern in enumerate(_LABELS.values()))
_LABEL = re.compile(rf"(?:^|(?<=[.;,(\n])|(?<= [-–+]))\s*[-–+*(]*\s*(?:{_ANY})(?: ?\([^)]*\))? ?:")
_TIME_WITHOUT_COLON = re.compile(r"(?:thoi gian|thoi han) (?:thuc hien|hoan thanh)(?: ?/ ?hoan thanh)? (?=\S)")
_ROLES = tuple(_LABELS)


def split_labels(text: str) -> list[Part]:
    """Return the labelled parts of a text in order; a text without labels is one part without a role."""
    flat = plain(text)
    found = list(_LABEL.finditer(flat))
    if not found and (bare := _TIME_WITHOUT_COLON.match(flat)):
        return [Part(Role.TIME, text[bare.end() :].strip(" ."))]
    before = text[: found[0].start()].rstrip(" (–-") if found else text.strip()
    parts = [Part(None, before)] if before or not found else []
    for at, label in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        parts.append(Part(_ROLES[int((label.lastgroup or "r0")[1:])], _content(text[label.end() : end])))
    return parts


def _content(text: str) -> str:
    stripped = text.strip().rstrip(";,.").strip()
    return stripped[:-1].rstrip(" .;") if stripped.endswith(")") and "(" not in stripped else stripped


_COLUMNS = (
    (
        Role.OTHER,
        r"ghi chu|noi nhan|noi gui|hinh thuc|so luong|don vi tinh|kinh phi|lanh dao|can cu|cap trinh|"
        r"nguon von|dia diem|ngay thang ban hanh|so, ky hieu|so ky hieu",
    ),
    (Role.NUMBER, r"^(?:tt|stt|so tt|s ?tt|so thu tu|muc)\.?$"),
    (
        Role.TIME,
        r"thoi (?:gian|han|diem)|tien do|lo trinh|^han\b|han hoan thanh|^(?:ngay )?hoan thanh|^bat dau|^ket thuc|"
        r"^(?:khi|luc|bao gio|ngay) nao",
    ),
    (Role.COOPERATING_OR_DOING, r"phoi hop ?/ ?(?:to chuc )?thuc hien"),
    (Role.LEAD, r"chu tri|dau moi|chiu trach nhiem|phu trach|trach nhiem chinh|^ai (?:lam|chiu|phu trach)"),
    (Role.COOPERATING, r"phoi hop"),
    (
        Role.DOER,
        r"(?:co quan|don vi|ca nhan|bo phan|to chuc|nguoi)[ ,/\w]* (?:thuc hien|tham muu|trien khai)|"
        r"^(?:thuc hien|phan cong)",
    ),
    (Role.GOAL, r"^(?:muc tieu|yeu cau|san pham|ket qua|dau ra|muc can dat|chi tieu phai dat)"),
    (
        Role.TITLE,
        r"noi dung|nhiem vu|cong viec|tieu chi|hoat dong|giai phap|cong tac|ten |linh vuc|danh muc|chi tieu|"
        r"van ban|bao cao",
    ),
    (Role.GOAL, r"muc tieu|yeu cau|san pham|ket qua|dau ra"),
)
_COLUMN_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _COLUMNS)
_LONGEST_HEADER = 90


def column_role(header: str) -> Role | None:
    """Return what a column holds by its header, None when it is no header."""
    flat = " ".join(plain(header).split()).strip(" :()")
    if not flat or len(flat) > _LONGEST_HEADER:
        return None
    return next((role for role, pattern in _COLUMN_PATTERNS if pattern.search(flat)), None)
