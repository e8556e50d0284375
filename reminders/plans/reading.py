"""Pure: a register file (TOML) read into values, or every problem of the file at once, each with its line."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reminders.plans.lines import Lines
from reminders.plans.register import (
    AgencyEntry,
    GroupEntry,
    ObligationEntry,
    PlanEntry,
    Register,
    RegisterError,
    SourceEntry,
)
from schedules.fields import read_date
from schedules.notation import RuleError, rule_from_dict, rule_to_dict, terms_from_dict, terms_to_dict

FORMAT = 1


def read_register(content: bytes) -> Register:
    """Return the register in a file's bytes. RegisterError with every problem."""
    text = _decoded(content)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegisterError([f"Tệp không đúng cú pháp TOML: {error}. Sửa dòng đó rồi nhập lại."]) from error
    version = data.pop("format", None)
    if version != FORMAT:
        raise RegisterError([_version_problem(version)])
    return _Reading(data, Lines(text)).register()


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RegisterError(
            [f"Dòng {line}: tệp không phải UTF-8 (có thể là TCVN3 hoặc VNI). Lưu lại tệp với mã Unicode UTF-8."]
        ) from error
    if not text.strip():
        raise RegisterError(["Tệp trống. Cần ít nhất phần [plan] và một [[obligation]]."])
    return text


def _version_problem(version: object) -> str:
    if isinstance(version, int) and version > FORMAT:
        return f"Tệp theo mẫu phiên bản {version}, bản cài này chỉ đọc được đến {FORMAT}. Hãy nâng cấp Nhắc Hạn."
    return f"Thiếu hoặc sai dòng đầu 'format = {FORMAT}'. Thêm dòng này vào đầu tệp."


class _Reading:
    """One pass over a file that collects every problem before it gives up."""

    def __init__(self, data: dict[str, Any], lines: Lines) -> None:
        self.data, self.lines = data, lines
        self.problems: list[tuple[int, str]] = []

    def register(self) -> Register:
        plan = self._one("plan", 0, self.data.pop("plan", None), PLAN_FIELDS, PlanEntry)
        agencies = self._all("agency", AGENCY_FIELDS, AgencyEntry)
        groups = self._all("group", GROUP_FIELDS, GroupEntry)
        obligations = self._all("obligation", OBLIGATION_FIELDS, ObligationEntry, required=True)
        for name in self.data:
            self.problems.append((self.lines.of_name(name), f"'{name}' không phải là phần của tệp đăng ký."))
        self._check_keys("agency", "key", agencies + groups)
        self._check_keys("obligation", "clause", obligations)
        self._check_names(plan, agencies, groups, obligations)
        if self.problems or plan is None:
            raise RegisterError([f"Dòng {line}: {problem}" for line, problem in sorted(set(self.problems))])
        return Register(plan=plan, agencies=tuple(agencies), groups=tuple(groups), obligations=tuple(obligations))

    def _all(self, table: str, fields: "Fields", make: Callable[..., Any], *, required: bool = False) -> list[Any]:
        rows = self.data.pop(table, [])
        if not isinstance(rows, list) or (required and not rows):
            self.problems.append((1, f"Thiếu phần [[{table}]]."))
            return []
        read = [self._one(table, index, row, fields, make) for index, row in enumerate(rows)]
        return [entry for entry in read if entry is not None]

    def _one(self, table: str, index: int, row: Any, fields: "Fields", make: Callable[..., Any]) -> Any:
        if not isinstance(row, dict):
            self.problems.append((1, f"Thiếu phần [{table}]."))
            return None
        before = len(self.problems)
        values = {}
        for name in row.keys() - fields.keys():
            self._problem(table, index, name, f"'{name}' không phải là trường của {table}; có: {', '.join(fields)}.")
        for name, (read, is_required) in fields.items():
            if name not in row:
                if is_required:
                    self._problem(table, index, None, f"{table} thiếu '{name}'.")
                continue
            try:
                values[name] = read(row[name])
            except RuleError as error:
                for problem in error.problems:
                    self._problem(table, index, name, f"{name}: {problem}.")
            except ValueError as error:
                self._problem(table, index, name, f"{name}: {error}.")
        if len(self.problems) > before:
            return None
        if table == "obligation":
            values["terms"] = terms_to_dict(terms_from_dict(values.pop("day_off", {}) | values.pop("grace_days", {})))
        return make(**values)

    def _check_keys(self, table: str, field: str, entries: list[Any]) -> None:
        seen: dict[str, int] = {}
        for entry in entries:
            key = getattr(entry, field)
            line = self.lines.of_value(field, key, occurrence=seen.get(key, 0))
            if key in seen:
                self.problems.append((line, f"{field} '{key}' bị trùng; mỗi {table} cần một {field} riêng."))
            seen[key] = seen.get(key, 0) + 1

    def _check_names(self, plan: Any, agencies: list[Any], groups: list[Any], obligations: list[Any]) -> None:
        known_agencies = {agency.key for agency in agencies}
        known = known_agencies | {group.key for group in groups}
        for where, names, allowed in _references(plan, agencies, groups, obligations):
            for name in names:
                if name and name not in allowed(known_agencies, known):
                    line = self.lines.of_value(*where)
                    self.problems.append(
                        (line, f"không có cơ quan '{name}' ({where[1]}). Thêm [[agency]] hoặc sửa tên.")
                    )

    def _problem(self, table: str, index: int, name: str | None, problem: str) -> None:
        self.problems.append((self.lines.of_field(table, index, name), problem))


def _references(
    plan: Any, agencies: list[Any], groups: list[Any], obligations: list[Any]
) -> Iterator[tuple[tuple[str, str], tuple[str | None, ...], Callable[[set[str], set[str]], set[str]]]]:
    def only_agencies(agencies: set[str], _all: set[str]) -> set[str]:
        return agencies

    def all_names(_agencies: set[str], everything: set[str]) -> set[str]:
        return everything

    if plan is not None:
        yield ("key", plan.key), (plan.issuer, plan.coordinator), only_agencies
    for agency in agencies:
        yield ("key", agency.key), (agency.parent,), only_agencies
    for group in groups:
        yield ("key", group.key), group.members, only_agencies
    for duty in obligations:
        yield ("clause", duty.clause), (duty.recipient,), only_agencies
        yield ("clause", duty.clause), duty.lead + duty.cooperating + duty.implementing, all_names


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise ValueError("cần một đoạn chữ không trống")


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return tuple(item.strip() for item in value)
    raise ValueError('cần một danh sách chữ, ví dụ ["a", "b"]')


def _some_texts(value: object) -> tuple[str, ...]:
    if found := _texts(value):
        return found
    raise ValueError("cần ít nhất một tên")


def _rule(value: object) -> Mapping[str, Any]:
    return rule_to_dict(rule_from_dict(value))


def _term(name: str) -> Callable[[object], Mapping[str, Any]]:
    return lambda value: terms_to_dict(terms_from_dict({name: value}))


def _sources(value: object) -> tuple[SourceEntry, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("cần ít nhất một nguồn {clause, line, phrase}")
    try:
        return tuple(SourceEntry(**source) for source in value)
    except TypeError as error:
        raise ValueError("mỗi nguồn gồm clause, phrase và có thể có line") from error


Fields = Mapping[str, tuple[Callable[[object], Any], bool]]
"""Name → how it is read, and whether it must be there."""

PLAN_FIELDS: Fields = {
    "key": (_text, True),
    "number": (_text, True),
    "short": (_text, True),
    "title": (_text, True),
    "issuer": (_text, True),
    "issued_on": (read_date, True),
    "coordinator": (_text, False),
}
AGENCY_FIELDS: Fields = {
    "key": (_text, True),
    "name": (_text, True),
    "short": (_text, False),
    "parent": (_text, False),
    "aliases": (_texts, False),
}
GROUP_FIELDS: Fields = {
    "key": (_text, True),
    "name": (_text, True),
    "members": (_texts, False),
    "aliases": (_texts, False),
}
OBLIGATION_FIELDS: Fields = {
    "clause": (_text, True),
    "title": (_text, True),
    "lead": (_some_texts, True),
    "phrase": (_text, True),
    "rule": (_rule, True),
    "sources": (_sources, True),
    "goal": (_text, False),
    "cooperating": (_texts, False),
    "implementing": (_texts, False),
    "recipient": (_text, False),
    "ladder": (_text, False),
    "questions": (_texts, False),
    "day_off": (_term("day_off"), False),
    "grace_days": (_term("grace_days"), False),
}
