"""Pure: what a person reads out of a message: which number stands for which item, by its title, agency and days.

Nothing here knows how the numbers are given, nor what a row of ours says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

_HEAD = re.compile(r"^(?:• |Chờ lâu nhất: )?(\d+)\) ")
_NAMED = re.compile(r"\b(?:Mã|[Vv]iệc|mã mới|Số) (\d+)\b(?![–/])")
_AGENCY = re.compile(r"UBND xã Ia \w+")
_GROUP = re.compile(r"nợ \d+ kỳ, (.*?)(?= – |\.|\n|$)")
_PERIOD = re.compile(r"\b(\d\d/\d\d|\d{1,2})(?:/\d{4})?")
_LABEL = re.compile(r"\b\d\d/\d\d(?=/\d{4}|\b(?!/))|tháng \d{1,2}(?=/\d{4})")
_OTHER_DAYS = re.compile(
    r"\d\d:\d\d \d\d/\d\d/\d{4}|chậm nhất [^)]*\)|báo hoàn thành \d\d/\d\d|đã nhận \d\d/\d\d"
    r"|(?:xin gia hạn|đề nghị gia hạn|Đề nghị gia hạn|không đồng ý gia hạn) .*?\d\d/\d\d(?:/\d{4})?"
)
_NO_ITEM = re.compile(r"^(Trả lời|Nhầm|Ví dụ|Chưa đến kỳ|Báo cùng lúc|Không có việc mã|Cần thêm|Đúng việc này)")


@dataclass(frozen=True)
class Shown:
    """An item as a text names it: its number, title, the agencies, days and months beside it.

    `is_group`: it stands for several late periods, of which the newest is the item named.
    """

    number: int
    title: str
    agencies: frozenset[str]
    labels: frozenset[str]
    is_group: bool = False


@dataclass(frozen=True)
class Text:
    """What arrived in a chat; `is_answer`: right after somebody wrote there."""

    at: datetime
    chat: str
    said: str
    number: str
    is_answer: bool
    commands: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks before it records something."""
        return self.is_answer and "hưa ghi nhận gì" in self.said and "ĐÚNG" in self.said


def read(text: str, titles: Sequence[str]) -> list[Shown]:
    """Return the items that a text names by a number. AssertionError for a number whose item it does not name."""
    return [one for paragraph in text.split("\n\n") for one in _of_paragraph(paragraph, titles)]


def _of_paragraph(paragraph: str, titles: Sequence[str]) -> Iterator[Shown]:
    head, rest = "", []
    for line in paragraph.split("\n"):
        title = _title(line, titles)
        if found := _HEAD.match(line):
            assert title or head, f"what is {found[1]} in\n{paragraph}"
            yield _shown(int(found[1]), title or head, line)
        elif not _NO_ITEM.match(line):
            head = title or head
            rest.append(line)
    if head:
        said = "\n".join(rest)
        for number in dict.fromkeys(_NAMED.findall(said)):
            yield _shown(int(number), head, said)


def _title(line: str, titles: Sequence[str]) -> str:
    return next((title for title in titles if re.search(rf"{title}(?!\w)", line)), "")


def _shown(number: int, title: str, words: str) -> Shown:
    whose = frozenset(_AGENCY.findall(words))
    if group := _GROUP.search(words):
        periods = [figure if "/" in figure else f"tháng {int(figure)}" for figure in _PERIOD.findall(group[1])]
        return Shown(number, title, whose, frozenset(periods[-1:]), is_group=True)
    return Shown(number, title, whose, frozenset(_LABEL.findall(_OTHER_DAYS.sub("", words))))
