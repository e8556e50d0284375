"""Pure: readers of the single fields of a written rule; each returns the value or raises ValueError in Vietnamese."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum

from schedules.rules import LAST_DAY, LAST_WORKING_DAY, Weekday

YEARS = range(1900, 2201)
DAY_NAMES = {"last": LAST_DAY, "last_working": LAST_WORKING_DAY}
WEEKDAY_NAMES = {weekday.name[:3].lower(): weekday for weekday in Weekday}

Reader = Callable[[object], object]


def read_date(value: object) -> date:
    """Read 06/10/2021, 2021-10-06 or a TOML date."""
    if isinstance(value, datetime):
        raise ValueError(f"{value} kèm giờ: ở đây chỉ ghi ngày (06/10/2021)")
    day = value if isinstance(value, date) else _written_date(value)
    if day.year not in YEARS:
        raise ValueError(f"năm {day.year} không dùng được ({YEARS[0]}–{YEARS[-1]})")
    return day


def read_time(value: object) -> time:
    """Read 15:00 or a TOML local time. Hours are always Vietnam time, to the minute."""
    text = value.isoformat() if isinstance(value, time) else value if isinstance(value, str) else ""
    found = re.fullmatch(r"(\d{1,2}):(\d\d)(?::00)?(.*)", text, re.ASCII)
    if found and re.match(r"\s*([+-]\d|Z$|UTC|GMT|[A-Z][a-z]+/)", found[3]):
        raise ValueError(f"giờ {text!r} kèm múi giờ: giờ luôn là giờ Việt Nam, chỉ ghi {found[1]}:{found[2]}")
    if not found or found[3] or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"{(text or value)!r} không phải là giờ (viết 15:00, từ 00:00 đến 23:59)")
    return time(int(found[1]), int(found[2]))


def read_month(value: object) -> int:
    """Read a month of the year."""
    if type(value) is int and 1 <= value <= 12:
        return value
    raise ValueError(f"tháng {value} không phải là tháng (1–12)")


def read_day(value: object) -> int:
    """Read a day of a month: 1–31, "last" or "last_working"."""
    if isinstance(value, str) and value in DAY_NAMES:
        return DAY_NAMES[value]
    if type(value) is int and 1 <= value <= 31:
        return value
    raise ValueError(f'{value!r} không phải là ngày trong tháng (1–31, "last" hoặc "last_working")')


def read_weekdays(value: object) -> tuple[Weekday, ...]:
    """Read a list of weekdays, each once; they are returned in the order of the week."""
    if not isinstance(value, list) or not all(isinstance(name, str) and name in WEEKDAY_NAMES for name in value):
        raise ValueError(f"{value!r} không phải là danh sách thứ trong tuần ({', '.join(WEEKDAY_NAMES)})")
    if len(set(value)) < len(value):
        raise ValueError(f"{value!r} nêu một thứ hai lần")
    return tuple(sorted(WEEKDAY_NAMES[name] for name in value))


def read_flag(value: object) -> bool:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    raise ValueError(f"{value!r} không phải là true hoặc false")


def read_text(value: object) -> str:
    """Read one line of text that is not blank; spaces around it go."""
    if isinstance(value, str) and len(value.strip().splitlines()) == 1:
        return value.strip()
    raise ValueError(f"{value!r} không phải là một dòng chữ")


def number(first: int, last: int) -> Reader:
    """Return a reader of whole numbers from `first` through `last`."""

    def read(value: object) -> int:
        if type(value) is int and first <= value <= last:
            return value
        raise ValueError(f"{value!r} không phải là số nguyên từ {first} đến {last}")

    return read


def choice(choices: type[StrEnum]) -> Reader:
    """Return a reader of one of the values of `choices`."""

    def read(value: object) -> StrEnum:
        if isinstance(value, str) and value in list(choices):
            return choices(value)
        raise ValueError(f"{value!r} không có (được dùng: {', '.join(choices)})")

    return read


def _written_date(value: object) -> date:
    text = value if isinstance(value, str) else ""
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII):
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII):
        year, month, day = map(int, found.groups())
    else:
        raise ValueError(f"{value!r} không phải là ngày (viết 06/10/2021 hoặc 2021-10-06)")
    read_month(month)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"ngày {day:02}/{month:02}/{year:04} không có trong lịch") from None
