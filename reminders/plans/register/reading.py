"""Pure: a register file (TOML) read into values, or every problem of the file at once, each with its line."""

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any
from unicodedata import normalize

from reminders.plans.register.consistency import Place, inconsistencies
from reminders.plans.register.fields import TABLES, Field, ItemsError
from reminders.plans.register.lines import Lines
from reminders.plans.register.register import (
    AgencyEntry,
    GroupEntry,
    ObligationEntry,
    PlanEntry,
    Register,
    RegisterError,
)
from reminders.plans.register.syntax import in_vietnamese, refusal
from schedules.notation import RuleError

FORMAT = 1


def read_register(content: bytes) -> Register:
    """Return the register in a file's bytes. RegisterError with every problem, in the order of the lines."""
    if problem := refusal(content):
        raise RegisterError([problem])
    # One spelling for each letter: "ế" may also be written as an e and two marks, which looks the same.
    text = normalize("NFC", content.decode("utf-8-sig"))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegisterError([in_vietnamese(error, text)]) from error
    version = data.pop("format", None)
    if type(version) is int and version > FORMAT:
        problem = (
            f"tệp theo mẫu phiên bản {version}, bản cài này đọc được đến {FORMAT}. Nâng cấp Nhắc Hạn rồi nhập lại."
        )
        raise RegisterError([f"Dòng {Lines(text).of('format')}: {problem}"])
    return _Reading(data, Lines(text), has_format=type(version) is int and version == FORMAT).register()


class _Reading:
    """One pass over a file that collects every problem before it gives up."""

    def __init__(self, data: dict[str, Any], lines: Lines, *, has_format: bool) -> None:
        self.lines = lines
        self.problems: set[tuple[int, str]] = set()
        if not has_format:
            self._add(Place("format"), f"thiếu hoặc sai mẫu phiên bản; viết ở đầu tệp: format = {FORMAT}")
        for name in data.keys() - TABLES.keys():
            self._add(Place(name), f"'{name}' không phải là phần của tệp đăng ký; có: {', '.join(TABLES)}")
        self.rows = {table: list(self._table(table, data.get(table))) for table in TABLES}

    def register(self) -> Register:
        for place, problem, other in inconsistencies(self.rows):
            self._add(place, problem.replace("{other}", f"dòng {self.lines.of(*other)}") if other else problem)
        if self.problems:
            raise RegisterError([f"Dòng {line}: {problem}" for line, problem in sorted(self.problems)])
        return Register(
            plan=PlanEntry(**self.rows["plan"][0]),
            agencies=tuple(AgencyEntry(**row) for row in self.rows["agency"]),
            groups=tuple(GroupEntry(**row) for row in self.rows["group"]),
            obligations=tuple(_obligation(row) for row in self.rows["obligation"]),
        )

    def _table(self, table: str, written: object) -> Iterator[dict[str, Any]]:
        if table == "plan" and isinstance(written, dict):
            yield self._row(table, 0, written)
        elif table == "plan":
            self._add(Place(table), "cần đúng một phần [plan], trong một cặp ngoặc vuông")
        elif isinstance(written, list) and (written or table != "obligation"):
            for index, row in enumerate(written):
                if isinstance(row, dict):
                    yield self._row(table, index, row)
                else:
                    self._add(Place(table, index), f"{table} phải là các phần [[{table}]]")
        elif isinstance(written, dict):
            self._add(Place(table), f"viết [[{table}]], trong hai cặp ngoặc vuông")
            yield self._row(table, 0, written)
        elif written is not None and written != []:
            self._add(Place(table), f"{table} phải là các phần [[{table}]]")
        elif table == "obligation":
            self._add(Place(table), "không có nhiệm vụ nào; thêm ít nhất một phần [[obligation]]")

    def _row(self, table: str, index: int, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that can be read; the others are problems."""
        known, values = TABLES[table], {}
        for name in row.keys() - known.keys():
            meant = get_close_matches(name, known, n=1)
            hint = f"sửa thành '{meant[0]}'?" if meant else f"bỏ đi, hoặc dùng: {', '.join(known)}"
            self._add(Place(table, index, name), f"'{name}' không phải là trường của phần {table}; {hint}")
        for name, field in known.items():
            if name in row:
                try:
                    values[name] = field.read(row[name])
                except ValueError as error:
                    self._add_wrong(Place(table, index, name), field, error)
            elif field.is_required:
                self._add(Place(table, index), f"phần {table} thiếu '{name}'; thêm: {field.example}")
        return values

    def _add_wrong(self, place: Place, field: Field, error: ValueError) -> None:
        match error:
            case ItemsError():
                found = [(place._replace(item=item), problem) for item, problem in error.problems]
            case RuleError():
                found = [(place, problem) for problem in error.problems]
            case _:
                found = [(place, str(error))]
        for where, problem in found:
            self._add(where, f"{place.field}: {problem}; viết như: {field.example}")

    def _add(self, place: Place, problem: str) -> None:
        self.problems.add((self.lines.of(*place), problem))


def _obligation(row: dict[str, Any]) -> ObligationEntry:
    terms = row.pop("day_off", {}) | row.pop("grace_days", {})
    return ObligationEntry(**row, terms=terms)
