"""Pure: the tables of a register file and how each of their fields is read and checked by itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reminders.items.ladder import LADDERS
from reminders.plans.register.register import SourceEntry
from schedules.fields import read_date
from schedules.notation import RuleError, rule_from_dict, rule_to_dict, terms_from_dict, terms_to_dict


class ItemsError(ValueError):
    """Some items of a list are wrong; `problems` says which (from 0) and in what."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        super().__init__("; ".join(problem for _, problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Field:
    """How a field is read (ValueError in Vietnamese when it cannot be), how it is written, and whether it must be."""

    read: Callable[[Any], Any]
    example: str
    is_required: bool = False


def read_line(value: object) -> str:
    """Read one line of text that is not blank; spaces around it go."""
    text = read_text(value)
    if "\n" in text:
        raise ValueError("cần viết trong một dòng")
    return text


def read_text(value: object) -> str:
    """Read text that is not blank; spaces around it go. Control characters are refused, for databases refuse them."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("cần một đoạn chữ không trống, trong dấu ngoặc kép")
    if any(letter < " " and letter not in "\n\t" for letter in value):
        raise ValueError("có ký tự điều khiển không dùng được")
    return value.strip()


def read_rule(value: object) -> Mapping[str, Any]:
    """Read a deadline rule into its canonical form. RuleError with every problem."""
    return rule_to_dict(rule_from_dict(value))


def _term(name: str) -> Callable[[object], Mapping[str, Any]]:
    def read(value: object) -> Mapping[str, Any]:
        try:
            return terms_to_dict(terms_from_dict({name: value}))
        except RuleError as error:
            raise ValueError("; ".join(problem.removeprefix(f"{name}: ") for problem in error.problems)) from error

    return read


def _one_of(what: str, choices: Iterable[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise ValueError(f"{what} {value!r} không có (được dùng: {', '.join(choices)})")

    return read


def _list_of(read: Callable[[object], Any], needed: str = "") -> Callable[[object], tuple[Any, ...]]:
    """Return a reader of a list, each item once; one at least where `needed` says what. ItemsError for wrong items."""

    def read_list(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("cần một danh sách trong ngoặc vuông")
        found, problems = [], []
        for index, item in enumerate(value):
            try:
                one = read(item)
            except ValueError as error:
                problems.append((index, str(error)))
                continue
            if one in found:
                problems.append((index, f"{item!r} viết hai lần"))
            found.append(one)
        if problems:
            raise ItemsError(problems)
        if needed and not found:
            raise ValueError(f"cần ít nhất một {needed}")
        return tuple(found)

    return read_list


def _read_source(value: object) -> SourceEntry:
    if not isinstance(value, dict) or not {"clause", "phrase"} <= value.keys() <= {"clause", "phrase", "line"}:
        raise ValueError("mỗi nguồn gồm clause, phrase và có thể có line")
    line = value.get("line")
    if line is not None and (type(line) is not int or line < 1):
        raise ValueError("line cần một số dòng của văn bản, từ 1")
    return SourceEntry(clause=read_line(value["clause"]), phrase=read_line(value["phrase"]), line=line)


_LINES, _NAMES, _SOURCES = _list_of(read_line), _list_of(read_line, "tên"), _list_of(_read_source, "nguồn")
_ALIASES = Field(_LINES, 'aliases = ["Phòng, ban huyện"]')

TABLES: Mapping[str, Mapping[str, Field]] = {
    "plan": {
        "key": Field(read_line, 'key = "ke-hoach-135"', True),
        "number": Field(read_line, 'number = "135/KH-UBND"', True),
        "short": Field(read_line, 'short = "KH 135/KH-UBND"', True),
        "title": Field(read_line, 'title = "Khắc phục tồn tại, hạn chế …"', True),
        "issuer": Field(read_line, 'issuer = "ubnd-huyen"', True),
        "issued_on": Field(read_date, 'issued_on = "27/09/2021"', True),
        "coordinator": Field(read_line, 'coordinator = "phong-noi-vu"'),
    },
    "agency": {
        "key": Field(read_line, 'key = "phong-noi-vu"', True),
        "name": Field(read_line, 'name = "Phòng Nội vụ"', True),
        "short": Field(read_line, 'short = "Phòng NV"'),
        "parent": Field(read_line, 'parent = "ubnd-huyen"'),
        "aliases": _ALIASES,
    },
    "group": {
        "key": Field(read_line, 'key = "xa-thi-tran"', True),
        "name": Field(read_line, 'name = "UBND các xã, thị trấn"', True),
        "members": Field(_LINES, 'members = ["ubnd-xa-ia-dom"]'),
        "aliases": _ALIASES,
    },
    "obligation": {
        "clause": Field(read_line, 'clause = "III.1"', True),
        "title": Field(read_line, 'title = "Gửi kế hoạch khắc phục"', True),
        "lead": Field(_NAMES, 'lead = ["phong-noi-vu"]', True),
        "phrase": Field(read_line, 'phrase = "trước ngày 06/10/2021"', True),
        "rule": Field(read_rule, 'rule = { kind = "date", on = "06/10/2021" }', True),
        "sources": Field(_SOURCES, 'sources = [{ clause = "III.1", line = 615, phrase = "trước ngày …" }]', True),
        "goal": Field(read_text, 'goal = "100% cơ quan có kế hoạch."'),
        "cooperating": Field(_LINES, 'cooperating = ["phong-noi-vu"]'),
        "implementing": Field(_LINES, 'implementing = ["xa-thi-tran"]'),
        "recipient": Field(read_line, 'recipient = "phong-noi-vu"'),
        "ladder": Field(_one_of("bậc nhắc", LADDERS), 'ladder = "weekly"'),
        "acceptance": Field(_one_of("cách xác nhận", ("coordinator", "itself")), 'acceptance = "itself"'),
        "questions": Field(_list_of(read_text), 'questions = ["Áp dụng thời hạn nào?"]'),
        "day_off": Field(_term("day_off"), 'day_off = "keep"'),
        "grace_days": Field(_term("grace_days"), "grace_days = 2"),
    },
}
"""Table → field → how it is read."""
