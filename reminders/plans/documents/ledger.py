"""Pure: what became of every place of a document that may state a duty, so that nothing is lost in silence.

A place is a sentence with words of time, a sentence that names a body to do something, or a row of a table. It is in a
duty, or it states none for a reason that is said, or it was not read: then people are shown it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reminders.plans.documents.bodies import leading_bodies
from reminders.plans.documents.document import Document, Paragraph, Row, Source, Table, rejoined
from reminders.plans.documents.duties import Duty, Ledger, PlanHead, Unread
from reminders.plans.documents.labels import column_role, split_labels
from reminders.plans.documents.moments import moments
from reminders.plans.documents.outline import Outline, split_marker
from reminders.plans.documents.prose import is_aim, sentences
from reminders.plans.documents.titles import DATED_SORTS
from schedules.calendar_days import exact_day
from schedules.letters import fold

# Words of time as anybody would see them; what they mean is not asked here.
_TIME = re.compile(
    r"(?i)\b(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}\b"
    r"|\bngày (?:mùng |mồng )?\d{1,2}\b(?: ?[/.-] ?\d{1,2}\b)?|\btháng \d{1,2}\b(?! ?lần)"
    r"|\bquý (?:[IV]+|[1-4])\b|\b(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)\b"
    r"|(?<!lần )\bthứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|\bchủ nhật\b"
    r"|\b(?:chậm nhất|muộn nhất|hạn cuối|hạn chót|định kỳ)\b|\b(?:thời )?hạn(?: \w+){0,3}:"
    r"|\btrước \d{1,2} ?(?:giờ|h)\b|\btrong (?:vòng |thời hạn )?\d{1,3} (?:ngày|tuần|tháng)\b"
)
_DAY = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_LIMIT = re.compile(r"(?i)\b(?:trước|chậm nhất|muộn nhất|hạn|đến hết|hoàn thành|xong|kể từ|bắt đầu)\b")
_ASSIGNS = re.compile(r"(?i)(?:^|[,;:.] )(?:đề nghị|yêu cầu|phân công|giao(?: cho)?)\s+(?=\w)")
_STATE = "cộng hòa xã hội chủ nghĩa", "cộng hoà xã hội chủ nghĩa"

_UNLIMITED = r"(?:(?!\b(?:trước|chậm nhất|muộn nhất|hạn|đến hết|hoàn thành|xong)\b).)*"
_REASONS = (
    ("căn cứ", re.compile(rf"^(?:căn cứ|theo (?:công văn|kế hoạch|nghị quyết|quyết định|chỉ thị))\b{_UNLIMITED}$")),
    ("điều kiện", re.compile(rf"^(?:nếu|trường hợp|trong trường hợp|khi)\b{_UNLIMITED}$")),
    ("nơi và ngày ban hành", re.compile(r"^[^:;]{2,60}, ngày \d{0,2}[ .…]*tháng \d{0,2}[ .…]*năm \d{4}[ .*]*$")),
    (
        "số và ngày của một văn bản",
        re.compile(
            r"\b\d+[a-zđ]? ?(?:/ ?\d{4} ?)?[/-] ?[a-zđ][\w&/-]*(?:(?!\btrước\b)[^.;]){0,80}?"
            r"\bngày \d{1,2}(?: ?[/.-] ?\d{1,2}| tháng \d{1,2})(?: ?[/.-] ?\d{4}| năm \d{4})?"
            r"|\b(?:luật|nghị định|thông tư|pháp lệnh) (?:(?!\btrước\b)[^.;]){0,200}?"
            r"ngày \d{1,2}(?: ?[/.-] ?\d{1,2}| tháng \d{1,2})(?: ?[/.-] ?\d{4}| năm \d{4})"
        ),
    ),
    ("số liệu của một kỳ", re.compile(r"\b(?:số liệu|tính đến|lũy kế|luỹ kế|so với cùng kỳ|kỳ báo cáo)\b[^,;.)]*")),
)
"""What words of time belong to that are no deadline, by how a sentence reads in small letters; nothing else may be left
in it that tells a time.
"""

_ENDS = re.compile(r"(?i)^trên đây là\b")
_BEGINS = re.compile(r"(?i)\bban hành (?:kế hoạch|hướng dẫn|chương trình|quyết định|công điện)\b")
"""What a document says of itself: that it ends; before its first clause, that it is issued."""


@dataclass(frozen=True)
class _Place:
    """A place, and what became of it: "" it is in a duty, None it was not read, else why it states none."""

    unread: Unread
    fate: str | None


def ledger(document: Document, head: PlanHead, duties: Sequence[Duty]) -> Ledger:
    """Return what became of every place of a document that these duties were read from."""
    known = _Known(head, duties)
    places = [place for at in _walked(document) for place in _places(at, known)]
    return Ledger(
        in_duties=sum(place.fate == "" for place in places),
        other=dict(Counter(place.fate for place in places if place.fate)),
        unread=tuple(place.unread for place in places if place.fate is None),
    )


class _Known:
    """What the duties and the head of a document account for."""

    def __init__(self, head: PlanHead, duties: Sequence[Duty]) -> None:
        self.issued_on, self._title = head.issued_on, fold(head.title)
        self._by_source: dict[int, list[Duty]] = {}
        for duty in duties:
            self._by_source.setdefault(id(duty.source), []).append(duty)
        self._sections = {duty.section for duty in duties}
        self._words = [(fold(" ".join((duty.heading, duty.goal, duty.sentence, duty.phrase))), duty) for duty in duties]

    def at(self, source: Source) -> list[Duty]:
        """Return the duties that were read at a place."""
        return self._by_source.get(id(source), [])

    def saying(self, text: str) -> list[Duty]:
        """Return the duties in whose words a text stands."""
        folded = fold(text)
        return [duty for words, duty in self._words if folded in words] if folded else []

    def is_within(self, clause: str) -> bool:
        """Return whether a duty stands in a clause."""
        return bool(clause) and any(f"{section}.".startswith(f"{clause}.") for section in self._sections)

    def is_title(self, text: str) -> bool:
        """Return whether a text is a part of the title of the document."""
        return (folded := fold(text)) != "" and folded in self._title


@dataclass(frozen=True)
class _At:
    """A piece of the document with its clause; `says_why`: it stands under a heading that assigns nothing."""

    piece: Paragraph | Row
    text: str
    clause: str
    says_why: bool
    table: Table | None = None


def _walked(document: Document) -> Iterator[_At]:
    """Yield every paragraph, and every row of a table."""
    outline, aims = Outline(), set[int]()
    for block in rejoined(document.blocks):
        if isinstance(block, Paragraph):
            marker, text = split_marker(block.text)
            if marker:
                node = outline.enter(marker, text)
                aims |= {node.number} if is_aim(node) else set()
        says_why = any(node.number in aims for node in outline.nodes)
        if isinstance(block, Paragraph):
            yield _At(block, text, outline.clause, says_why)
        else:
            rows = ((row, " | ".join(filter(None, row.cells))) for row in block.rows)
            yield from (_At(row, text, outline.clause, says_why, block) for row, text in rows)


def _places(at: _At, known: _Known) -> Iterator[_Place]:
    if isinstance(at.piece, Row):
        yield from _of_row(at, at.piece, known)
        return
    for sentence in sentences(at.text):
        words = _words_of_time(sentence)
        names = () if words or any(part.role for part in split_labels(sentence)) else _told_to(sentence)
        if words or names:
            unread = Unread(source=at.piece.source, clause=at.clause, words=words, sentence=sentence, bodies=names)
            yield _Place(unread, _fate(at, sentence, bool(words), known))


def _fate(at: _At, sentence: str, has_time: bool, known: _Known) -> str | None:
    """Return "" for a sentence that is in a duty, why it states none, None where that is not known."""
    here = known.at(at.piece.source) or known.saying(sentence)
    if here and not _forgotten(sentence, here):
        return ""
    if known.is_title(sentence):
        return "tên văn bản"
    frame = _ENDS if at.clause else _BEGINS
    if frame.search(sentence) and not _LIMIT.search(sentence):
        return "lời ban hành"
    if has_time:
        return _reason(sentence, known.issued_on)
    if at.says_why:
        return "mục đích, yêu cầu"
    return "" if sentence.endswith(":") and known.is_within(at.clause) else None


def _forgotten(sentence: str, here: Sequence[Duty]) -> str:
    """Return the words of time of a sentence that are in none of the duties that were read where it stands."""
    left = sentence
    for phrase in sorted((duty.phrase for duty in here), key=len, reverse=True):
        left = left.replace(phrase, " ") if phrase else left
    return _words_of_time(_without_reasons(left)[0], is_dated=True)


def _words_of_time(text: str, *, is_dated: bool = False) -> str:
    """Return the words of time in a text, each once, between semicolons; "" where there are none. `is_dated`: without
    those that name no day ("thường xuyên").
    """
    found = [(one.start, one.end) for one in moments(text) if one.sort in DATED_SORTS or not is_dated]
    plain = (one.span() for one in _TIME.finditer(text))
    found += [span for span in plain if not any(start < span[1] and span[0] < end for start, end in found)]
    return "; ".join(dict.fromkeys(text[start:end] for start, end in sorted(found)))


def _told_to(sentence: str) -> tuple[str, ...]:
    """Return the bodies that a sentence says are to do something."""
    names, doing = leading_bodies(sentence)
    if not names and (asked := _ASSIGNS.search(sentence)):
        names, doing = leading_bodies(sentence[asked.end() :])
    return names if doing else ()


def _reason(sentence: str, issued_on: date | None) -> str | None:
    """Return why a sentence with words of time states no deadline; None where that is not known."""
    left, whys = _without_reasons(sentence)
    if whys and not _words_of_time(left):
        return whys[0]
    days = [exact_day(*_figures(found)) for found in _DAY.finditer(left)]
    is_past = issued_on and days and all(day and day < issued_on for day in days)
    return "việc trước ngày ban hành" if is_past and not _LIMIT.search(left) else None


def _without_reasons(sentence: str) -> tuple[str, list[str]]:
    """Return a sentence in small letters without the words of time that are no deadline, and why they are none."""
    left, whys = sentence.lower(), []
    for why, pattern in _REASONS:
        left, found = pattern.subn(" ", left)
        whys += [why] * bool(found)
    return left, whys


def _figures(found: re.Match[str]) -> tuple[int, int, int]:
    day, month, year = (int(figure) for figure in found.groups() if figure)
    return year, month, day


def _of_row(at: _At, row: Row, known: _Known) -> Iterator[_Place]:
    """Yield a row of a table, unless it only frames others: headings, numbers of columns, groups."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) < 2 or _is_heading(cells) or at.table is None:
        return
    longest = max(cells, key=len)
    if known.at(row.source) or known.saying(longest):
        fate: str | None = ""
    elif any(state in at.text.lower() for state in _STATE):
        fate = "đầu văn bản"
    elif not any(_assigns(cell) for other in at.table.rows for cell in other.cells):
        fate = "bảng không nêu thời hạn, cơ quan"
    else:
        fate = None if _assigns(at.text) else "dòng không nêu thời hạn, cơ quan"
    yield _Place(Unread(source=row.source, clause=at.clause, words=_words_of_time(at.text), sentence=at.text), fate)


def _is_heading(cells: Sequence[str]) -> bool:
    return all(map(column_role, cells)) or all(len(cell) <= 4 for cell in cells)


def _assigns(text: str) -> bool:
    """Return whether a cell names a time or a body."""
    return bool(_TIME.search(text) or leading_bodies(text)[0])
