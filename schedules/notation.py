"""Pure: rules and terms ⇄ plain values, as they stand in TOML registers and JSON columns.

    {kind = "date", on = "06/10/2021", bound = "before", at = "15:00"}
    {kind = "weekly", weekdays = ["mon", "thu"], at = "14:00"}
    {kind = "monthly", day = "last_working", bound = "by"}
    {kind = "monthly", day = 30, bound = "by", start_day = 25}
    {kind = "yearly", due = {month = 1, day = 31, years_after = 1}}

The field names are those of the rule; a field that has its default is not written. Dates are written as 2021-10-06.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from typing import Any, TypeVar, get_args

from schedules.fields import (
    DAY_NAMES,
    WEEKDAY_NAMES,
    YEARS,
    Reader,
    choice,
    number,
    read_date,
    read_day,
    read_flag,
    read_month,
    read_text,
    read_time,
    read_weekdays,
)
from schedules.rules import (
    Bound,
    Daily,
    DayOff,
    Event,
    HalfYearly,
    Monthly,
    Quarterly,
    Rule,
    Standing,
    Terms,
    Unit,
    Weekly,
    Window,
    YearDay,
    Yearly,
)

JSON = str | int | list["JSON"] | dict[str, "JSON"]

KINDS: Mapping[str, type[Rule]] = {cls.kind: cls for cls in get_args(Rule)}


class RuleError(ValueError):
    """The written rule cannot be used; `problems` says in Vietnamese all that is wrong, and what is allowed."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def rule_to_dict(rule: Rule) -> dict[str, JSON]:
    """Return the plain form of a rule; `rule_from_dict` reads it back to an equal rule."""
    return {"kind": rule.kind} | _written_fields(rule)


def rule_from_dict(data: object) -> Rule:
    """Return the rule of a plain form. RuleError with every problem, also of words that contradict each other."""
    if not isinstance(data, Mapping):
        raise RuleError([f'{data!r} không phải là quy định thời hạn (viết {{kind = "date", on = "06/10/2021"}})'])
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        wrong = f"loại {kind!r} không có" if "kind" in data else "thiếu trường kind"
        raise RuleError([f"{wrong} (các loại: {', '.join(KINDS)})"])
    rule = _read(KINDS[kind], {name: value for name, value in data.items() if name != "kind"}, _RULE_FIELDS)
    if problems := list(_contradictions(rule)):
        raise RuleError(problems)
    return rule


def terms_to_dict(terms: Terms) -> dict[str, JSON]:
    """Return the plain form of terms; {} for the default ones."""
    return _written_fields(terms)


def terms_from_dict(data: object) -> Terms:
    """Return the terms of a plain form. RuleError with every problem."""
    return _read(Terms, data, _TERMS_FIELDS)


def _written_fields(value: Rule | YearDay | Terms) -> dict[str, JSON]:
    given = ((field, getattr(value, field.name)) for field in fields(value))
    return {field.name: _written(field.name, content) for field, content in given if content != field.default}


def _written(name: str, content: object) -> JSON:
    match content:
        case YearDay():
            return _written_fields(content)
        case date():
            return content.isoformat()
        case time():
            return f"{content:%H:%M}"
        case tuple():
            return [word for word, weekday in WEEKDAY_NAMES.items() if weekday in content]
        case int() if name == "day":
            return next((word for word, day in DAY_NAMES.items() if day == content), content)
        case str() | int():
            return content
        case _:
            raise TypeError(f"{name} = {content!r} has no plain form")


_Value = TypeVar("_Value", bound=Rule | YearDay | Terms)


def _read(cls: type[_Value], data: object, readers: Mapping[str, Reader]) -> _Value:
    if not isinstance(data, Mapping):
        raise RuleError([f"{data!r} không phải là một bảng các trường"])
    known = {field.name: field for field in fields(cls)}
    values: dict[str, Any] = {}
    problems = [
        f"thiếu trường {name}" for name, field in known.items() if field.default is MISSING and name not in data
    ]
    for name, written in data.items():
        if name not in known:
            problems.append(f"trường {name!r} không dùng được ở đây (được dùng: {', '.join(known) or 'không có'})")
            continue
        try:
            values[name] = readers[name](written)
        except RuleError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
        except ValueError as error:
            problems.append(f"{name}: {error}")
    if problems:
        raise RuleError(problems)
    return cls(**values)


def _read_year_day(written: object) -> YearDay:
    due = _read(YearDay, written, _YEAR_DAY_FIELDS)
    if due.day > monthrange(LEAP_YEAR, due.month)[1]:
        raise ValueError(f"ngày {due.day:02}/{due.month:02} không có trong lịch")
    return due


def _contradictions(rule: Rule) -> Iterator[str]:
    """Find words that mean nothing together; refusing them keeps one written form, and one sentence, for each rule."""
    match rule:
        case Window() if rule.starts_on > rule.ends_on:
            yield f"ends_on: {rule.ends_on:%d/%m/%Y} đứng trước ngày bắt đầu {rule.starts_on:%d/%m/%Y}"
        case Daily(at=None, bound=Bound.BEFORE):
            yield 'bound: "before" cần giờ (at)'
        case Weekly(weekdays=()):
            yield from _unused(rule, "bound", "at", because="không nêu thứ (weekdays)")
        case Monthly(day=None):
            yield from _unused(rule, "bound", "at", "start_day", because="không nêu ngày (day)")
        case Monthly(start_day=int(start)):
            yield from _unused(rule, "at", because="có ngày bắt đầu (start_day)")
            if rule.bound is Bound.BEFORE:
                yield 'start_day: chỉ dùng với bound = "by"'
            if rule.day is not None and 0 < rule.day < start:
                yield f"start_day: ngày {start:02} đứng sau ngày {rule.day:02}"
        case Quarterly(day=None):
            yield from _unused(rule, "month", "bound", "at", because="không nêu ngày (day)")
        case HalfYearly(first=None, second=None):
            yield from _unused(rule, "bound", "at", because="không nêu ngày (first, second)")
        case Yearly(due=None):
            yield from _unused(rule, "bound", "at", because="không nêu ngày (due)")
        case Standing(year=None):
            yield from _unused(rule, "and_following", because="không nêu năm (year)")
        case Event(offset=0):
            yield from _unused(rule, "unit", "bound", because="không có số để đếm (offset 0)")


def _unused(rule: Rule, *names: str, because: str) -> Iterator[str]:
    return (f"{name}: không dùng được khi {because}" for name in names if name in _written_fields(rule))


LEAP_YEAR = 2024

_YEAR_DAY_FIELDS: Mapping[str, Reader] = {"month": read_month, "day": read_day, "years_after": number(0, 9)}
_TERMS_FIELDS: Mapping[str, Reader] = {"day_off": choice(DayOff), "grace_days": number(0, 365)}
_RULE_FIELDS: Mapping[str, Reader] = {
    "on": read_date,
    "starts_on": read_date,
    "ends_on": read_date,
    "at": read_time,
    "bound": choice(Bound),
    "working_days_only": read_flag,
    "weekdays": read_weekdays,
    "day": read_day,
    "months_after": number(0, 12),
    "start_day": number(1, 31),
    "month": number(1, 4),
    "first": _read_year_day,
    "second": _read_year_day,
    "due": _read_year_day,
    "year": number(YEARS[0], YEARS[-1]),
    "and_following": read_flag,
    "trigger": read_text,
    "offset": number(0, 3650),
    "unit": choice(Unit),
    "before": read_flag,
    "reason": read_text,
}
