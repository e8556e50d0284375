"""Pure: several periods of one duty at once: what they are called ("tuần 39–50"), and which of them words mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from schedules.periods import ONCE, ROMAN, period_label, period_span

MOST_RUNS = 4
"""Of more stretches than these only the first and the last period are named."""

_SHAPES = {
    "kỳ": re.compile(r"\d{4}-\d\d-\d\d"),
    "tuần": re.compile(r"(?P<year>\d{4})-W(?P<number>\d\d)"),
    "tháng": re.compile(r"(?P<year>\d{4})-(?P<number>\d\d)"),
    "quý": re.compile(r"(?P<year>\d{4})-Q(?P<number>\d)"),
    "năm": re.compile(r"(?P<number>(?P<year>\d{4}))"),
}
_PLAIN = {"kỳ": "ky", "tuần": "tuan", "tháng": "thang", "quý": "quy", "năm": "nam"}

_Number = tuple[int, ...]
"""Which one of a year: a month or a week alone, a day with its month."""


def several_label(keys: Sequence[str]) -> str:
    """Return periods, the oldest first, as people write them together: "tuần 39, 41–45", "tháng 12/2021–2/2022".

    The year stands there where it is not one and the same.
    """
    has_year = len({year for key in keys for _, year, _ in [_parts(key)]}) > 1
    of_each = groupby(keys, lambda key: _parts(key)[0])
    return ", ".join(_of_unit(unit, list(found), has_year=has_year) for unit, found in of_each)


def owed_label(keys: Sequence[str]) -> str:
    """Return several periods, the oldest first, as what an agency owes: "nợ 12 kỳ, tuần 39–50"."""
    return f"nợ {len(keys)} kỳ, {several_label(keys)}"


def _parts(key: str) -> tuple[str, int, _Number]:
    """Return the unit of a period, its year and its number there; no unit for a half year, which has no number."""
    for unit, shape in _SHAPES.items():
        if found := shape.fullmatch(key):
            if unit == "kỳ":
                on = date.fromisoformat(key)
                return unit, on.year, (on.month, on.day)
            return unit, 0 if unit == "năm" else int(found["year"]), (int(found["number"]),)
    return "", 0, ()


def _of_unit(unit: str, keys: Sequence[str], *, has_year: bool) -> str:
    if not unit:
        return ", ".join(filter(None, map(period_label, keys)))
    runs = list(_runs(keys))
    if len(runs) > MOST_RUNS:
        return f"từ {unit} {_figure(keys[0], has_year)} đến {unit} {_figure(keys[-1], has_year)}"
    stretches = ("–".join(_figure(key, has_year) for key in dict.fromkeys((run[0], run[-1]))) for run in runs)
    return f"{unit} {', '.join(stretches)}"


def _runs(keys: Sequence[str]) -> Iterator[list[str]]:
    run = [keys[0]]
    for before, key in pairwise(keys):
        if not _follows(before, key):
            yield run
            run = []
        run.append(key)
    yield run


def _follows(before: str, key: str) -> bool:
    """Return whether a period comes next after another; of single days also in the next week, or after a weekend."""
    first, second = period_span(before), period_span(key)
    if first is None or second is None:
        return False
    gap = [first[1] + timedelta(days=days) for days in range(1, min(8, (second[0] - first[1]).days))]
    is_week_later = first[0] == first[1] and second[0] - first[0] == timedelta(days=7)
    return is_week_later or all(day.weekday() >= 5 for day in gap)


def _figure(key: str, has_year: bool) -> str:
    unit, year, number = _parts(key)
    if unit == "kỳ":
        shown = "/".join(f"{part:02}" for part in reversed(number))
    else:
        shown = ROMAN[number[0] - 1] if unit == "quý" else str(number[0])
    return f"{shown}/{year}" if has_year and year else shown


_UNIT = r"(?:(?P<unit{0}>ky|ngay|tuan|thang|quy|nam) (?:ngay |thu )?)?"
_FIGURE = (
    r"(?P<figure{0}>\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?|\d{{1,2}}(?:/20\d\d)?|20\d\d|(?:iv|i{{1,3}})(?:/20\d\d)?)(?![\w/])"
)
_POINT = _UNIT + _FIGURE
_STRETCH = re.compile(rf"(?:tu )?{_POINT.format(1)}(?:(?: ?[-–] ?| den | toi ){_POINT.format(2)})?")
_BETWEEN = re.compile(r" ?, ?(?:va )?| va | ")
_ALL = re.compile(
    r"(?:ca|het|tat ca|toan bo)(?: (?:ca|het|cac|(?P<count>\d{1,3})|ky|tuan|thang|quy|nam|deu xong|roi))*"
)
_NEWEST = re.compile(r"(?:chi )?(?:(?:ky|tuan|thang|quy|nam) )?(?:moi nhat|gan nhat)")
_ROMAN = {letters.lower(): number for number, letters in enumerate(ROMAN, start=1)}


@dataclass(frozen=True)
class _Point:
    """A period as it was said: its unit ("" for none), the year if one was said, its number."""

    unit: str
    year: int | None
    number: _Number


def periods_meant(said: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return which of some periods, given the oldest first, folded words mean; () when it is none of them for sure.

    "ca", "tat ca", "ca 12 ky": all, unless they were miscounted; "ky moi nhat": the last; "tuan 39-45, 50": those.
    """
    if whole := _ALL.fullmatch(said):
        return tuple(keys) if whole["count"] in (None, str(len(keys))) else ()
    if _NEWEST.fullmatch(said):
        return tuple(keys[-1:])
    found = [_within(first, last, keys) for first, last in _stretches(said)]
    return tuple(key for key in keys if any(key in some for some in found)) if all(found) else ()


def _stretches(said: str) -> list[tuple[_Point, _Point]]:
    """Return the first and the last period of each stretch that is said; none when something else is said, too."""
    found: list[tuple[_Point, _Point]] = []
    at, unit = 0, ""
    while match := _STRETCH.match(said, at):
        unit = match["unit1"] or unit
        first = _point(unit, match["figure1"])
        unit = match["unit2"] or unit
        found.append((first, _point(unit, match["figure2"]) if match["figure2"] else first))
        if match.end() == len(said):
            return found
        between = _BETWEEN.match(said, match.end())
        if between is None:
            break
        at = between.end()
    return []


def _point(unit: str, figure: str) -> _Point:
    *number, last = figure.split("/")
    has_year = bool(number) and len(last) == 4
    parts = [_ROMAN.get(part) or int(part) for part in (number if has_year else [*number, last])]
    return _Point("ky" if unit == "ngay" else unit, int(last) if has_year else None, tuple(reversed(parts)))


def _within(first: _Point, last: _Point, keys: Sequence[str]) -> set[str]:
    """Return the periods from one to another, both included; none when they lie in two years and no year was said."""
    found = ((key, _place(key, first.unit or last.unit, first.number)) for key in keys)
    placed = {key: place for key, place in found if place}
    until = last.year or first.year
    if until is None:
        return _within_a_year(first.number, last.number, placed)
    return {
        key for key, place in placed.items() if (first.year or until, first.number) <= place <= (until, last.number)
    }


def _within_a_year(first: _Number, last: _Number, placed: Mapping[str, tuple[int, _Number]]) -> set[str]:
    """Return the periods of one year between two numbers, or "tuần 52-1" over the turn of two."""
    years = {year for year, _ in placed.values()}
    if first > last and len(years) == 2:
        since, until = (min(years), first), (max(years), last)
        return {key for key, place in placed.items() if since <= place <= until}
    found = {key for key, (_, number) in placed.items() if first <= number <= last}
    return found if len({placed[key][0] for key in found}) == 1 else set()


def _place(key: str, unit: str, number: _Number) -> tuple[int, _Number] | None:
    """Return the year and the number of a period, counted by a unit; None where it has none such."""
    own, year, figure = _parts(key)
    if own == "kỳ" and unit in ("tuan", "thang"):
        on = date.fromisoformat(key)
        iso = on.isocalendar()
        return (iso.year, (iso.week,)) if unit == "tuan" else (on.year, (on.month,))
    is_of_unit = unit in ("", "ky", _PLAIN.get(own)) and len(figure) == len(number)
    return (year, figure) if is_of_unit and key != ONCE else None
