"""Pure: what a sheet shows and must not be believed: errors of formulas, and days that Excel may have turned over."""

import re
from collections.abc import Sequence
from datetime import date

_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|#+)", re.IGNORECASE)
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_MONTHS = 12


def without_errors(cells: Sequence[str], names: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the cells with errors of formulas left empty, and a question for each; `names` say where they stand."""
    wrong = [at for at, text in enumerate(cells) if _ERROR.fullmatch(text)]
    kept = tuple("" if at in wrong else text for at, text in enumerate(cells))
    return kept, [f"ô {names[at]} báo lỗi {cells[at]}. Nội dung đúng là gì?" for at in wrong]


def turned_days(column: Sequence[object], *, month_first: Sequence[bool]) -> tuple[str, list[int]]:
    """Return which dates of a column Excel may have taken for month before day (by their places), and what shows it.

    An Excel set to American dates keeps 5/10 as 10 May, and 25/10, which it cannot read, as text. `month_first` says
    of each cell whether it is shown so.
    """
    days = {at: value for at, value in enumerate(column) if isinstance(value, date)}
    turnable = [at for at, day in days.items() if day.day <= _MONTHS and day.day != day.month]
    if text := next(filter(None, map(_unread_day, column)), ""):
        return f"lẫn ngày dạng chữ ({text})", turnable
    shown = [at for at in turnable if month_first[at]]
    if all(day.day <= _MONTHS for day in days.values()):
        return "ghi tháng trước ngày", shown
    return "", []


def _unread_day(value: object) -> str:
    """Return a text that is a day and that an American Excel took for no day."""
    typed = _TYPED_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    return typed[0] if typed and int(typed[1]) > _MONTHS else ""
