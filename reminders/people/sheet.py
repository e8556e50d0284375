"""Pure: the sheet "Cán bộ" of a workbook: its columns, and its rows as people, with all that is wrong by cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from db.statuses import Role
from db.tables import Officer
from reminders.agencies.agencies import Agencies
from reminders.agencies.finding import called, similar
from reminders.agencies.scope import OVERSEERS
from reminders.people.adding import is_name
from reminders.plans.review.sheets import Cell, Column, Line, Sheets
from schedules.fields import read_date
from schedules.letters import fold

PEOPLE = "Cán bộ"
ROLE_WORDS = {
    Role.OFFICER: "Cán bộ",
    Role.HEAD: "Thủ trưởng",
    Role.COORDINATOR: "Đầu mối",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}
COLUMNS = {
    "name": Column("Họ tên", 30, True),
    "agency": Column("Cơ quan", 40, True, names_agency=True),
    "role": Column("Vai trò", 14, choices=tuple(ROLE_WORDS.values())),
    "scope": Column("Phạm vi", 40, names_agency=True),
    "phone": Column("Điện thoại", 16),
    "deputy": Column("Người thay", 30),
    "since": Column("Thay từ ngày", 14),
    "last": Column("Thay đến hết ngày", 18),
}
"""Field → column, in their order."""

MOST_NAMED = 5
NOT_OVERSEEING = (
    f"chỉ {', '.join(ROLE_WORDS[role] for role in OVERSEERS)} mới theo dõi cơ quan khác; "
    "đổi vai trò, hoặc để trống ô này"
)

Key = tuple[str, int]
"""Who somebody is: the name as `fold` spells it, and the agency. Twice the same is one person."""

_Said = dict[str, tuple[Any, Cell]]
"""Field → what the sheet says there of one person (None: something wrong), and in which cell."""


@dataclass(frozen=True)
class StandIn:
    """Who stands in for somebody until a day (exclusive), from a day; None: from the day on which it is imported."""

    key: Key
    since: date | None
    until: date


@dataclass(frozen=True)
class Person:
    """Somebody as the sheet says; what is None it does not say, so that it stays as it is."""

    name: str
    agency_id: int
    role: Role | None = None
    scope_id: int | None = None
    phone: str | None = None
    stand_in: StandIn | None = None

    @property
    def key(self) -> Key:
        """Who this is."""
        return fold(self.name), self.agency_id


@dataclass(frozen=True)
class People:
    """Everybody in a sheet, each once; what is wrong with it by cell, so that nothing counts; what does not count."""

    each: tuple[Person, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass
class _Reading:
    """What a sheet is read against: agencies and officers as they are on a day; and what was found."""

    agencies: Agencies
    officers: Mapping[Key, Officer]
    on: date
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, cell: Cell, reader: Callable[[str], Any]) -> Any:
        """Return what a cell says, None when it is empty or wrong; what the reader raises is a problem of the cell."""
        try:
            return reader(cell.text) if cell.text else None
        except ValueError as wrong:
            self.wrong(cell, str(wrong))
            return None

    def wrong(self, cell: Cell, problem: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(f"{_place(cell)}: {problem}")

    def is_wrong(self, cell: Cell) -> bool:
        """Return whether something is wrong with a cell already: it held a formula."""
        return any(problem.startswith(f"{_place(cell)}:") for problem in self.problems)

    def agency(self, words: str) -> int:
        """Return the agency that a name or a key means on the day; ValueError when none or several may be meant."""
        by_key = self.agencies.keyed(words)
        found = [by_key.id] if by_key else self.agencies.meant(words, on=self.on)
        if not found:
            names = {key: one.names for key, one in self.agencies.by_id.items()}
            near = "; ".join(self.agencies[one].name for one in similar(words, names))
            hint = f"có phải: {near}?" if near else "xem: nhachan agency list"
            raise ValueError(f"không có cơ quan '{words}'; {hint}")
        if len(found) > 1:
            several = "; ".join(f"{self.agencies[one].name} ({self.agencies[one].key})" for one in found[:MOST_NAMED])
            more = "; …" if found[MOST_NAMED:] else ""
            raise ValueError(f"'{words}' có thể là {len(found)} cơ quan: {several}{more}; ghi đủ tên, hoặc ghi khóa")
        if found[0] in self.agencies.heirs(self.on):
            raise ValueError(f"{self.agencies[found[0]].name} đã kết thúc hoạt động; ghi cơ quan khác")
        return found[0]


def read_people(sheets: Sheets, agencies: Agencies, officers: Sequence[Officer], *, on: date) -> People:
    """Return everybody in the sheet, and every problem: of cells, of two rows that contradict each other.

    1. Name and agency say who each row is about; two rows about one person become one.
    2. The other cells are read; who stands in is one of the sheet's people or of `officers`, who have not left.
    3. What was said of each person is put together, where it goes together.
    """
    present = {(fold(one.name), one.agency_id): one for one in reversed(officers)}
    reading = _Reading(agencies, present, on, [text.replace(f"{PEOPLE}!", "Ô ") for text in sheets.problems])
    rows = [(who, line) for line in sheets.rows[PEOPLE] if (who := _who(line, reading))]
    names = _names([who for who, _ in rows], reading)
    people: dict[Key, tuple[Person, _Said]] = {}
    for who, line in rows:
        _, said = people.setdefault(who.key, (who, {}))
        _hear(who, line, said, names, reading)
    each = tuple(_person(who, said, reading) for who, said in people.values())
    return People(each, tuple(reading.problems), tuple(reading.notes))


def _who(line: Line, reading: _Reading) -> Person | None:
    for needed in ("name", "agency"):
        if not line[needed].text and not reading.is_wrong(line[needed]):
            reading.wrong(line[needed], f"thiếu {COLUMNS[needed].heading.lower()}")
    name, agency = reading.read(line["name"], _name), reading.read(line["agency"], reading.agency)
    return Person(name, agency) if name and agency else None


def _names(rows: Sequence[Person], reading: _Reading) -> dict[Key, tuple[str, str]]:
    """Return how everybody may be written where somebody stands in: the name, or the name and then the agency."""
    named = {key: one.name for key, one in reading.officers.items()} | {one.key: one.name for one in rows}
    return {key: (name, f"{name} ({reading.agencies[key[1]].name})") for key, name in named.items()}


def _hear(who: Person, line: Line, said: _Said, names: Mapping[Key, tuple[str, str]], reading: _Reading) -> None:
    """Add what a row says of a person to what earlier rows said of them; a contradiction is a problem."""
    readers: dict[str, Callable[[str], Any]] = {
        "role": _role,
        "scope": reading.agency,
        "phone": _phone,
        "deputy": partial(_deputy, who=who.key, names=names),
        "since": read_date,
        "last": read_date,
    }
    for name, reader in readers.items():
        if name in line and line[name].text:
            value = reading.read(line[name], reader)
            first, cell = said.setdefault(name, (value, line[name]))
            if None not in (first, value) and first != value:
                same = f"{who.name}, {reading.agencies[who.agency_id].name}"
                reading.wrong(line[name], f"khác ô {_spot(cell)} của cùng một người ({same}); sửa cho giống nhau")


def _person(who: Person, said: _Said, reading: _Reading) -> Person:
    value = {name: found for name, (found, _) in said.items()}
    known = reading.officers.get(who.key)
    role = value.get("role", known.role if known else Role.OFFICER)
    if "scope" in said and role and role not in OVERSEERS:
        reading.wrong(said["scope"][1], NOT_OVERSEEING)
    return Person(
        name=who.name,
        agency_id=who.agency_id,
        role=value.get("role"),
        scope_id=value.get("scope"),
        phone=value.get("phone"),
        stand_in=_stand_in(said, reading),
    )


def _stand_in(said: _Said, reading: _Reading) -> StandIn | None:
    """Return who stands in; None when nobody does, the days are over, or something is wrong."""
    key, since, last = (said[name][0] if name in said else None for name in ("deputy", "since", "last"))
    if "deputy" not in said:
        for name in said.keys() & {"since", "last"}:
            reading.wrong(said[name][1], f"có ngày mà không có {COLUMNS['deputy'].heading.lower()}")
        return None
    if "last" not in said:
        reading.wrong(said["deputy"][1], f"thiếu ngày cuối (cột {COLUMNS['last'].heading}): chỉ thay có thời hạn")
    elif since and last and last < since:
        reading.wrong(said["last"][1], f"trước ngày đầu ({since:%d/%m/%Y})")
    elif last and last < reading.on:
        reading.notes.append(f"{_place(said['last'][1])}: thời gian thay đã qua nên không ghi")
        return None
    return StandIn(key, since, last + timedelta(days=1)) if key and last else None


def _name(words: str) -> str:
    name = " ".join(words.split())
    if not is_name(name):
        raise ValueError(f"'{name}' không phải là họ tên; viết bằng chữ")
    return name


def _role(words: str) -> Role:
    known = {fold(word): role for role, word in ROLE_WORDS.items()} | {role.value: role for role in Role}
    if fold(words) not in known:
        raise ValueError(f"'{words}' không phải vai trò; chọn {', '.join(ROLE_WORDS.values())}")
    return known[fold(words)]


def _phone(words: str) -> str:
    """Return the digits of a Vietnamese number, from 0. The problem does not repeat the number: it is personal."""
    digits = re.sub(r"^(?:\+|00)?84(?=\d{9,10}$)", "0", re.sub(r"[\s.()-]", "", words))
    digits = re.sub(r"^(?=[1-9]\d{8,9}$)", "0", digits)  # a cell that holds a number has lost it
    if not re.fullmatch(r"0\d{9,10}", digits, re.ASCII):
        raise ValueError("không phải là một số điện thoại; ghi như 0912 345 678")
    return digits


def _deputy(words: str, *, who: Key, names: Mapping[Key, tuple[str, str]]) -> Key:
    found = called(words, names)
    colleagues = [key for key in found if key[1] == who[1]]
    found = colleagues or found
    if not found:
        raise ValueError(f"không có cán bộ '{words}'; thêm một dòng cho người đó, hoặc sửa họ tên")
    if len(found) > 1:
        several = "; ".join(names[key][1] for key in found[:MOST_NAMED])
        raise ValueError(f"'{words}' có thể là {len(found)} người: {several}; ghi cả cơ quan như vậy")
    if found == [who]:
        raise ValueError("không thay cho chính mình được")
    return found[0]


def _place(cell: Cell) -> str:
    """Return "Ô C7"; the sheet is known."""
    return f"Ô {_spot(cell)}"


def _spot(cell: Cell) -> str:
    return cell.place.split("!")[-1]
