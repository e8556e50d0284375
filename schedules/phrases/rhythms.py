"""Pure: words that name an hour or a weekday, or say how often; each is read by itself, joined in `moments`."""

import re
from datetime import time
from functools import partial

from schedules.phrases.patterns import MORE, NINE, QUARTER, SIX, Entry, Match
from schedules.phrases.pieces import Every, Frequency, Hour, Impossible, Repeated, Value, Weekdays
from schedules.rules import Weekday

_UNITS = {
    "ngay": Every.DAY,
    "ngay lam viec": Every.WORKING_DAY,
    "tuan": Every.WEEK,
    "thang": Every.MONTH,
    "quy": Every.QUARTER,
    "nua nam": Every.HALF,
    "nam": Every.YEAR,
    "ca nam": Every.YEAR,
}
_NAMES_NOT_HOW_OFTEN = (
    rf"(?! ?\d| {QUARTER}\b|/\d| (?:dau nam|cuoi nam|truoc(?! ngay| \d| thu| khi)|nay|tuoi|hoc|sinh|danh gia|ke hoach"
    r"|ngan sach|toi|sau|ke|tiep))"
)
# A unit that says how often, not one that begins a name: "năm 2021", "quý IV", "6 tháng đầu năm", "tháng trước".
_UNIT = rf"(?:ngay lam viec|ngay|tuan|thang|quy|nua nam|ca nam|nam|{SIX}|{NINE})\b{_NAMES_NOT_HOW_OFTEN}"
_WITH_MORE = rf"({_UNIT}(?:(?:, ?| va |/| hoac | ?- ?)(?:dinh ky |hang |moi )*{_UNIT})*)"
_NO_SPAN = r"(?<!sau )(?<!trong )(?<!du )(?<!het )(?<!vong )(?<!han )(?<!qua )"  # "sau 06 tháng" is a span
_ONE = r"(?:mot|0?1)"
_MANY = r"(\d+|hai|ba|bon|nhieu)"
_TIMES_UNIT = rf"(ngay|tuan|thang|quy|nam|{SIX})"
_AT_LEAST = r"(?:it nhat |toi thieu |dinh ky |moi |hang )*"

_DAY_NUMBERS = {"hai": 0, "ba": 1, "tư": 2, "tu": 2, "nam": 3, "sáu": 4, "sau": 4, "bay": 5, "chu nhat": 6, "cn": 6}
_WEEKDAY = r"(?:hai|ba|tư|tu|nam|sáu|sau|bay|[2-7])"


_PARTS_OF_DAY = {"sang": (0, 11), "trua": (10, 14), "chieu": (12, 19), "toi": (17, 23), "dem": (19, 24)}
"""The first and the last hour called so. "12 giờ đêm" ends the day; whose night "1 giờ đêm" is, is open."""


def _hour(found: Match) -> Value:
    """Return an hour of the day; one that its part of the day does not have is none ("13 giờ sáng")."""
    if found[5]:  # "8 giờ kém 15" is before eight, and "kèm 15 bản" looks like it
        return Impossible(found[0])
    minutes = 30 if found[3] else int(found[2] or 0)
    hours = _hours_of(int(found[1]), (found[4] or "").replace("tối", "toi"))
    if (hours, minutes) == (24, 0):
        return Hour(None)
    return Hour(time(hours, minutes)) if hours is not None and hours < 24 and minutes < 60 else Impossible(found[0])


def _hours_of(hours: int, part: str) -> int | None:
    """Return the hour 0–24 that a part of the day makes of the figure; None where it has no such hour."""
    if not part:
        return hours
    first, last = _PARTS_OF_DAY[part]
    return next((hour for hour in (hours, hours + 12) if first <= hour <= last), None)


def _weekdays(found: Match) -> Value:
    words = re.findall(rf"\b(?:{_WEEKDAY}|chu nhat|cn)\b", found[0])
    numbers = [_DAY_NUMBERS[word] if word in _DAY_NUMBERS else int(word) - 2 for word in words]
    if re.search(r" den | ?- ?", found[0]):
        numbers = list(range(numbers[0], numbers[-1] + 1))
    return Weekdays(tuple(Weekday(number) for number in sorted(set(numbers))))


def _unit(word: str) -> Every:
    return _UNITS.get(word) or (Every.HALF if re.fullmatch(SIX, word) else Every.NINE_MONTHS)


def _frequency(found: Match, *, label: bool = False) -> Value:
    units = (_unit(word) for word in re.findall(_UNIT, found[1] or found[0]))
    return Frequency(tuple(dict.fromkeys(units)), label)


_label = partial(_frequency, label=True)


def _at_no_day(_: Match) -> Value:
    return Repeated(None)


def _times(found: Match) -> Value:
    """ "02 lần/năm" may mean twice a year, but the words do not say when."""
    return Repeated(Every.HALF if found[1] in ("2", "02", "hai") and found[2] == "nam" else None)


def _apart(found: Match) -> Value:
    """ "3 tháng một lần" may mean every quarter, but the words do not say from when."""
    return Repeated(Every.QUARTER if found[1] in ("3", "03", "ba") and found[2] == "thang" else None)


_WEEKDAY_NAME = rf"(?:{_WEEKDAY}\b(?! thang| tuan| quy| nam| gio| muoi| toi| sau| ke| tiep| nay)|chu nhat\b|cn\b)"

ENTRIES: tuple[Entry, ...] = (
    (
        r"(\d{1,2})(?: ?gio| ?h| ?g(?=[ \d])|:(?=\d\d))"
        r"(?: ?(\d\d(?!\d|[/.-]\d)|\d(?= ?(?:phut|p|'))(?!\d))| (ruoi))?(?: ?(?:phut|p|''?))?(?::00)?"
        r"(?:,? (?:vao )?(?:buoi )?(sang|trua|chieu|tối|toi|dem))?( kem \d+)?",
        _hour,
    ),
    (
        r"(?<!lan )(?<!hop )(?<!khoa )(?<!so )(?<!phien )"
        rf"(?:(?:cac )?ngay )?(?:thu {_WEEKDAY}|chu nhat|cn)\b(?! tu\b| muoi)"
        rf"(?:(?:{MORE}| den | ?- ?)(?:(?:cac )?ngay )?(?:den )?(?:thu )?{_WEEKDAY_NAME})*",
        _weekdays,
    ),
    (rf"{_AT_LEAST}{_ONE} lan ?(?:/|trong |tren |moi )? ?(?:{_ONE} |moi )?{_TIMES_UNIT}", _frequency),
    (rf"{_AT_LEAST}(?:{_ONE} )?{_TIMES_UNIT} ?(?:/|it nhat |toi thieu )? ?(?:{_ONE} )?lan\b", _frequency),
    (rf"{_MANY} lan ?(?:/|trong |moi )? ?(?:{_ONE} |moi )?{_TIMES_UNIT}", _times),
    (rf"(?:moi |dinh ky )*{_MANY} {_TIMES_UNIT} ?(?:/ ?)?(?:{_ONE} )?lan\b", _apart),
    (rf"(?:moi|hang) {_TIMES_UNIT}(?: it nhat)? (?!{_ONE}){_MANY} lan\b", _at_no_day),
    (r"dinh ky (?!0?[69] thang)\d+ (?:ngay|tuan|thang)|cach (?:ngay|tuan|thang|nam)|(?:hang|moi|tung) ky", _at_no_day),
    (rf"(?:dinh ky )?(?:hang|moi|tung|theo|dinh ky)(?: {_ONE})? {_WITH_MORE}", _frequency),
    (
        r"(?:bao cao|so ket|tong ket|giao ban)"
        rf"(?: dinh ky| cong tac| theo| ket qua| tinh hinh| thuc hien| hoat dong)* {_WITH_MORE}",
        _label,
    ),
    (rf"{_WITH_MORE}(?= ?[(:])|(?<=\), )({_UNIT})$", _label),
    (rf"{_NO_SPAN}({SIX}|{NINE})(?! ke| tu| dau nam| cuoi nam| truoc(?! ngay| \d)| tuoi)", _label),
    (rf"(?<=; )({_UNIT})(?= truoc| cham nhat)|(?<=, )({_UNIT})(?= truoc| cham nhat)", _label),
    (r"(?:moi|(?:trong )?cac) ngay lam viec(?! cuoi| thu| dau)", lambda _: Frequency((Every.WORKING_DAY,))),
)
