"""Pure: words that name a day, a month, a quarter, a half or a year; each is read by itself, joined in `moments`."""

import re
from calendar import monthrange

from schedules.fields import YEARS
from schedules.phrases.patterns import LATER, MORE, QUARTER, SIX, Entry, Match
from schedules.phrases.pieces import Impossible, Mark, Point, Points, Value
from schedules.rules import LAST_DAY, LAST_WORKING_DAY

LEAP_YEAR = 2024
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tư": 4}
_YEAR = r"(?:(?:,? (?:cua )?nam |/|-| )(\d{4}))"
_OF = r"(?: (?:cua|trong|thuoc|vao))?"
_PERIOD_YEAR = r"(danh gia|ke hoach|bao cao|phat sinh|tai chinh|ngan sach|ke)"
# A bare "15/11" is a day after these words and at a start; after others it numbers a thing: "mục 3/4".
_NO_WORD_BEFORE = (
    r"(?:(?<![a-zA-Z] )|(?<=truoc )|(?<=den )|(?<=toi )|(?<=nhat )|(?<=vao )|(?<=het )|(?<=qua )|(?<=\btu )|(?<=\bva ))"
)
_NO_COUNT = r"(?:(?<!\d )|(?<=gio \d\d )|(?<=[hg:]\d\d ))"  # not "10 ngày cuối", but "7 giờ 30 ngày cuối cùng"
_HOUR = r" ?gio| ?[hg](?:\d|\b)|:\d"
_DAY_WORD = r"(?:ngay )?(?:m[uo]ng )?"
_AFTER_LIMIT = r"(?:(?<=truoc )|(?<=den )|(?<=nhat ))"


def year_of(figures: str | None) -> int | None:
    """Return the year of two or four figures; None where there are none or no register would hold it."""
    year = int(figures or 0)
    year += 2000 if year < 100 else 0
    return year if figures and year in YEARS else None


def _day_and_month(day: str, month: str, year: str | None, words: str) -> Value:
    on, of, in_year = int(day), int(month), year_of(year)
    if (year and not in_year) or not 1 <= of <= 12 or not 1 <= on <= monthrange(in_year or LEAP_YEAR, of)[1]:
        return Impossible(words)
    return Point(day=on, month=of, year=in_year)


def _date(found: Match) -> Value:
    return _day_and_month(found[1], found[2], found[3], found[0])


def _day(found: Match) -> Value:
    day = int(found[1])
    return Point(day=day) if 1 <= day <= 31 else Impossible(found[0])


def _days(found: Match) -> Value:
    days = [int(figures) for figures in re.findall(r"\d+", found[0])]
    return (
        Points(tuple(Point(day=day) for day in days)) if all(1 <= day <= 31 for day in days) else Impossible(found[0])
    )


def _days_of_month(found: Match) -> Value:
    days = [*re.findall(r"\d+", found[1]), found[2]]
    return _all_of([_day_and_month(day, found[3], found[4], found[0]) for day in days], found[0])


def _day_of_months(found: Match) -> Value:
    months = re.findall(r"\d+", found[2])
    return _all_of([_day_and_month(found[1], month, found[3], found[0]) for month in months], found[0])


def _all_of(points: list[Value], words: str) -> Value:
    good = tuple(point for point in points if isinstance(point, Point))
    return Points(good) if len(good) == len(points) else Impossible(words)


def _month(found: Match) -> Value:
    month = int(found[1])
    return Point(month=month, year=year_of(found[2])) if 1 <= month <= 12 else Impossible(found[0])


def _months(found: Match) -> Value:
    months = [int(figures) for figures in re.findall(r"\d+", found[1])]
    points = tuple(Point(month=month, year=year_of(found[2])) for month in months)
    return Points(points) if all(1 <= month <= 12 for month in months) else Impossible(found[0])


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _quarter(found: Match) -> Value:
    return Point(quarter=_number(found[1]), year=year_of(found[2]))


def _quarters(found: Match) -> Value:
    numbers = [_number(word) for word in re.findall(rf"\b{QUARTER}\b", found[1])]
    return Points(tuple(Point(quarter=number, year=year_of(found[2])) for number in numbers))


def _half(found: Match) -> Value:
    return Point(half=1 if found[1] == "dau" else 2, year=year_of(found[2]))


def _year(found: Match) -> Value:
    year = year_of(found[1] or found[0])
    return Point(year=year) if year else Impossible(found[0])


def _years(found: Match) -> Value:
    years = [year_of(figures) for figures in re.findall(r"\d{4}", found[0])]
    return Points(tuple(Point(year=year) for year in years)) if all(years) else Impossible(found[0])


def _position(words: str) -> int:
    if words.startswith(("cuoi", "thu ba", "thu 3")):
        return 3
    return 1 if words.startswith(("dau", "thu nhat", "thu 1")) else 2


def _month_of_quarter(found: Match) -> Value:
    position = _position(found[1])
    if not found[2]:
        return Point(month_of_quarter=position)
    return Point(month_of_quarter=4) if position == 1 else Impossible(found[0])


def _month_of_period(found: Match) -> Value:
    position, later = _position(found[1]), found[2] or found[3]
    if position == 3 and not later:
        return Point(periods_after=0)
    return Point(periods_after=1) if position == 1 and later else Impossible(found[0])


def _next_month(found: Match) -> Value:
    """ "tháng sau tháng phát sinh" follows a month; "tháng sau kỳ báo cáo", "tháng tiếp theo của quý" a period."""
    return Point(periods_after=1) if re.search(r" quy| nam|^ (?:cua |sau )?ky", found[1]) else Point(months_after=1)


def _part_of_month(found: Match) -> Value:
    """Civil Code 2015 art. 146: "giữa tháng" is the 15th, "cuối tháng" the last day; "đầu" in a plan is no one day."""
    if found[1] == "dau" or (found[2] and not 1 <= int(found[2]) <= 12):
        return Mark.UNCLEAR
    month = int(found[2]) if found[2] else None
    every = 0 if re.search(r"\b(?:moi|hang)\b", found[0]) else None
    day = LAST_DAY if found[1] == "cuoi" else 15
    return Point(day=day, month=month, year=year_of(found[3]), months_after=every)


def _part_of_quarter(found: Match) -> Value:
    if found[1] != "cuoi":
        return Mark.UNCLEAR
    if not found[2]:
        return Point(day=LAST_DAY, month_of_quarter=3)
    return Point(day=LAST_DAY, month=3 * _number(found[2]), year=year_of(found[3]))


def _part_of_year(found: Match) -> Value:
    """Civil Code 2015 art. 146: "giữa năm" is 30/6, "cuối năm" 31/12."""
    if found[1] == "dau":
        return Mark.UNCLEAR
    return Point(day=30 if found[1] == "giua" else 31, month=6 if found[1] == "giua" else 12, year=year_of(found[2]))


ENTRIES: tuple[Entry, ...] = (
    # figures
    (r"(\d{4})-(\d\d)-(\d\d)", lambda found: _day_and_month(found[3], found[2], found[1], found[0])),
    (rf"{_DAY_WORD}(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d\d)(?!/)", _date),
    (rf"{_DAY_WORD}(\d{{1,2}})-(\d{{1,2}})-(\d{{4}}|\d\d)(?![\d-])", _date),
    (r"(?:ngay )?(\d{1,2})\.(\d{1,2})\.(\d{4})", _date),
    (
        rf"(?:cac )?ngay (\d{{1,2}}(?:{MORE}(?:ngay )?\d{{1,2}})*){MORE}(?:ngay )?(\d{{1,2}})"
        r"(?:/| thang )(\d{1,2})(?:(?:/|,? nam )(\d{4}))?(?![/%])",
        _days_of_month,
    ),
    (
        r"ngay (\d{1,2})(?: (?:cua )?(?:cac )?thang |/)"
        rf"(\d{{1,2}}(?:{MORE}(?:thang )?\d{{1,2}}(?!\d|[/.%]| thang|{_HOUR}))+)"
        r"(?:(?:/|,? nam )(\d{4}))?",
        _day_of_months,
    ),
    (r"(?:ngay )?(\d{1,2})(?:/|,? thang )(\d{1,2})(?:,? (?:cua )?nam |/)(\d{4})", _date),
    (r"(?:ngay (?:m[uo]ng )?|m[uo]ng )(\d{1,2})(?:/|,? (?:cua )?thang )(\d{1,2})()(?![/%])", _date),
    (rf"{_AFTER_LIMIT}ngay (\d{{1,2}})[-.](\d{{1,2}})()(?![/%]|[-.]\d| thang)", _date),
    (r"(\d{1,2}) thang (\d{1,2})()(?![/%])", _date),
    (rf"{_NO_WORD_BEFORE}([1-9]|0[1-9]|[12]\d|3[01])/([1-9]|0[1-9]|1[0-2])()(?![/%])", _date),
    (r"(\d{1,2})[/-](\d{4})(?!/)", _month),
    # a day of a month
    (rf"(?:cac )?ngay \d{{1,2}}(?:{MORE}(?:ngay )?\d{{1,2}}(?![/.%\d]|,\d| (?:ngay|thang|nam|lan|%)|{_HOUR}))+", _days),
    (r"(?:ngay (?:m[uo]ng |thu (?!\d,? (?:(?:hang|moi) )?tuan))?|m[uo]ng )(\d{1,2})(?![/.]\d|%)", _day),
    (r"ngay lam viec cuoi(?: cung)?", lambda _: Point(day=LAST_WORKING_DAY)),
    (r"(\d{1,2}) ngay dau(?: tien)?(?=(?: cua| trong)? thang)", _day),
    (rf"{_NO_COUNT}ngay cuoi(?: cung)?(?! (?:cua )?(?:tuan|dot|ky))", lambda _: Point(day=LAST_DAY)),
    (rf"{_NO_COUNT}ngay dau(?: tien)?(?= (?:cua )?(?:thang|quy|nam))", lambda _: Point(day=1)),
    # a month
    (
        rf"(?:cac )?thang (\d{{1,2}}(?:{MORE}(?:thang )?\d{{1,2}}(?!/\d{{1,2}}(?!\d)|[.%\d]| ngay| thang))+){_YEAR}?",
        _months,
    ),
    (rf"thang (\d{{1,2}}){_YEAR}?(?![/%])", _month),
    (r"thang thu (\d{1,2}) sau do", lambda found: Point(months_after=int(found[1]))),
    (
        rf"thang (cuoi cung|cuoi|dau tien|dau|giua|thu (?:nhat|hai|ba|[123])){_OF}(?: moi| hang| tung)? quy"
        rf"( {LATER})?(?:(?: (?:sau|lien ke))* quy)?(?: bao cao| phat sinh)?(?! {QUARTER}\b)",
        _month_of_quarter,
    ),
    (rf"thang (cuoi cung|cuoi|dau tien|dau){_OF}(?: moi)? ky( {LATER})?(?: bao cao)?( {LATER})?", _month_of_period),
    (
        rf"thang {LATER}((?:(?: cua| sau)? (?:ky|thang|quy|nam)(?: ky)?(?: bao cao| phat sinh| truoc| do)?)?)",
        _next_month,
    ),
    (r"(?:cua |trong )?thang (?:nay|hien tai)", lambda _: Point(months_after=0, now=True)),
    (
        r"(?:trong )?cung thang|(?:cua |trong )?thang(?: thuoc)?(?: ky)? (?:bao cao|phat sinh)",
        lambda _: Point(months_after=0),
    ),
    (
        rf"(?:cua|trong)(?: moi| tung)? thang(?! (?:\d|cuoi|dau|giua|thu|truoc|{LATER}))",
        lambda _: Point(months_after=0),
    ),
    # a quarter
    (rf"(?:cac )?quy ({QUARTER}(?:{MORE}(?:quy )?{QUARTER}\b(?!/\d\d?\b))+){_YEAR}?", _quarters),
    (rf"quy ({QUARTER})\b{_YEAR}?", _quarter),
    (rf"(?:(?<=-)|(?<=- ))({QUARTER})\b(?:/| nam )(\d{{4}})", _quarter),
    (r"(?:(?<=cung )|(?<=cuoi ))(?:cua|trong)(?: moi)? quy(?! \w)", lambda _: Point(month_of_quarter=3)),
    (rf"(?:cua|trong) quy {LATER}(?: quy(?: bao cao| phat sinh)?)?", lambda _: Point(month_of_quarter=4)),
    # a half and a year
    (rf"{SIX} (dau|cuoi)(?: cua)?(?: nam)?(?:(?: |/)(\d{{4}}))?", _half),
    (rf"(?:cac )?nam \d{{4}}(?:{MORE}(?:nam )?\d{{4}}(?![/\d]))+", _years),
    (r"(?:ca )?nam (\d{4})", _year),
    (rf"nam {LATER}(?: (?:cua )?(?:nam|ky) {_PERIOD_YEAR})?", lambda found: Point(years_after=1, year_of=found[1])),
    (r"nam thu (\d) sau do", lambda found: Point(years_after=int(found[1]))),
    (r"(?<=\d )cua ky (bao cao)", lambda found: Point(years_after=0, year_of=found[1])),
    (rf"nam {_PERIOD_YEAR}", lambda found: Point(years_after=0, year_of=found[1])),
    (r"nam (?:nay|hien tai|hien hanh)", lambda _: Point(years_after=0, now=True)),
    # a part of them
    (r"(dau|giua|cuoi)(?: moi| hang)? thang(?: (\d{1,2})(?:(?:,? nam |/)(\d{4}))?)?(?!/)", _part_of_month),
    (rf"(dau|giua|cuoi)(?: moi| hang)? quy(?: ({QUARTER})\b{_YEAR}?)?", _part_of_quarter),
    (r"(dau|giua|cuoi)(?: moi| hang)? nam(?: (\d{4}))?", _part_of_year),
    (r"(\d{4})(?= ?- ?\d{4})|(?<=\d{4}-)(\d{4})|(?<=\d{4} - )(\d{4})", _year),
    (r"^(20\d\d)(?=$| va (?:cac|nhung) nam)|(?<=: )(20\d\d)(?=\W*$)", _year),
)
