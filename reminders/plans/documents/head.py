"""Pure: number, date, issuer and title of a plan from the head of its document."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from reminders.plans.documents.document import Block, Document, texts
from reminders.plans.documents.duties import PlanHead
from schedules.calendar_days import exact_day
from schedules.letters import plain

LOOKED_AT = 40
"""Pieces of the document in which its head is looked for."""

_NUMBER = re.compile(
    r"(?i)\bsố\s*:?\s*(\d+[a-z]?)\s*/\s*((?:\d{4}/)?[A-ZĐ]{2,}[A-ZĐ0-9]*(?:\s?-\s?[A-ZĐ]{2,}[A-ZĐ0-9]*)*)"
)
_DATE = re.compile(r"(?i),?\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})")
_KINDS = re.compile("KẾ HOẠCH|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|CÔNG VĂN|THÔNG BÁO|HƯỚNG DẪN|ĐỀ ÁN|PHƯƠNG ÁN|CHỈ THỊ")
_OPENING = re.compile(
    r"^(?:Căn cứ|Thực hiện|Để |Nhằm|Trên cơ sở|Triển khai (?:thực hiện )?(?:Kế|Quyết|Nghị|Công|Chỉ)|Ngày |"
    r"Xét|Theo|Năm \d|Phần|[IVX]+\.|\d+\.|Kính gửi|\(|Tiếp tục thực hiện)"
)
# What every document begins with; in a PDF it stands in one line with the issuing body.
_STATE = re.compile(r"(?i)cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập ?[-–] ?tự do ?[-–] ?hạnh phúc|^[-–—_* ]+$")
_MOTTO = re.compile(r"cong hoa xa hoi|chu nghia viet nam|doc lap|^so\b|^[a-z ,]+, ngay")
_BODY = re.compile(
    r"^(?:UỶ BAN|ỦY BAN|UBND|SỞ|BỘ|BAN|PHÒNG|VĂN PHÒNG|CỤC|CHI CỤC|TỔNG CỤC|HỘI ĐỒNG|TRUNG TÂM|BẢO HIỂM|CÔNG AN)\b"
)
_ISSUES = re.compile(
    r"((?:UBND|[UỦ][ỷy]? ?[Bb]an nhân dân)(?:(?!UBND|"
    r"[UỦ][ỷy]? ?[Bb]an nhân dân)[^,.;()]){0,60}?) (?:ban hành|xây dựng) (?:Kế hoạch|Chương trình|kế hoạch)(?! số)"
)
_ATTACHED = re.compile(r"(?i)kèm theo (?:kế hoạch|quyết định)[^)]*? của ((?:UBND|[UỦ][ỷy] ban nhân dân)[^)]*)")


def read_head(document: Document) -> PlanHead:
    """Return what the head says; "" and None for what it does not."""
    lines = list(_lines(document.blocks[:LOOKED_AT]))
    at = next((at for at, line in enumerate(lines) if _kind(line)), None)
    above = lines[: at if at is not None else 12]
    text = "\n".join(above)
    number = _NUMBER.search(text.replace("\n", " "))
    return PlanHead(
        number=f"{number[1]}/{re.sub(r' ', '', number[2])}" if number else "",
        issued_on=_date(" ".join(above)) or _date(" ".join(lines)),
        issuer=_issuer(above) or _issuer_in_text(document),
        title=_title([lines[at][len(_kind(lines[at])) :].strip(" :"), *lines[at + 1 :]] if at is not None else []),
    )


def _kind(line: str) -> str:
    """Return the kind of document a line names: "KẾ HOẠCH" alone, or in capitals before the title."""
    found = _KINDS.match(line.upper())
    return found[0] if found and (line.upper().strip(" :") == found[0] or line.isupper()) else ""


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for text in texts(blocks):
        yield from filter(None, (_STATE.sub("", line).strip() for line in text.split("\n")))


def _date(text: str) -> date | None:
    days = (exact_day(int(found[3]), int(found[2]), int(found[1])) for found in _DATE.finditer(text))
    return next(filter(None, days), None)


def _title(lines: list[str]) -> str:
    title: list[str] = []
    for line in filter(None, lines):
        if _OPENING.match(line) or len(title) == 4 or re.fullmatch(r"[-_–—* ]+", line):
            break
        title.append(line)
        if line.endswith(".") or (not line.isupper() and len(line) > 60):
            break
    return re.sub(r"^[Vv]ề việc\s+|^[Vv]ề\s+", "", " ".join(title)).strip(" .:")


def _issuer(lines: list[str]) -> str:
    """Return the issuing body: the last one in capitals before the number, with the line that says where."""
    found = ""
    for at, line in enumerate(lines):
        if _MOTTO.search(plain(line)) or not line.isupper() or not _BODY.match(line):
            continue
        found = line
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if following.isupper() and not _BODY.match(following) and not _MOTTO.search(plain(following)):
            found = f"{line} {following}"
    return _cased(found)


def _cased(name: str) -> str:
    """Return a name in capitals as it stands in a sentence: "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" → "UBND tỉnh Bắc Ninh"."""
    text = re.sub(r"^(?:UỶ|ỦY) BAN NHÂN DÂN\b", "UBND", re.sub(r"[-_* ]+$", "", name))
    kind, _, rest = text.partition(" ")
    words = [_word(word) for word in rest.split()]
    return " ".join(filter(None, [kind if kind == "UBND" else kind.capitalize(), *words]))


_SMALL = {"TỈNH", "HUYỆN", "XÃ", "PHƯỜNG", "QUẬN", "THÀNH", "PHỐ", "THỊ", "TRẤN", "VÀ"}


def _word(word: str) -> str:
    return word.lower() if word in _SMALL else word.title() if word.isalpha() else word


def _issuer_in_text(document: Document) -> str:
    for pattern, blocks in ((_ISSUES, document.blocks[:LOOKED_AT]), (_ATTACHED, document.blocks)):
        for text in _lines(blocks):
            if found := pattern.search(text):
                return re.sub(r"^[UỦ][ỷy] [Bb]an nhân dân", "UBND", found[1].strip())
    return ""
