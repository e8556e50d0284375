"""Pure: joins the pieces of one day: "ngày 15" and "tháng 11", "tháng 11" and "năm 2021"."""

import re
from dataclasses import replace

from schedules.phrases.pieces import Mark, Piece, Point, Points, Value
from schedules.rules import LAST_DAY

_GAP = re.compile(r"[ ,(~`]*(?:(?:cua|trong|thuoc|vao|va|cac)[ ,]*)*")


def joined(pieces: list[Piece], plain: str) -> list[Piece]:
    """Join "ngày 15" and "tháng 11", "tháng 11" and "năm 2021", "ngày 10, 20" and "tháng 3, 6"."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and (both := _together(kept[-1], piece, plain)):
            kept[-1] = both
        elif (
            len(kept) > 1
            and kept[-1].value in (Mark.COMMA, Mark.OPEN)
            and _is_later_year(piece.value)
            and (both := _together(kept[-2], piece, plain))
        ):
            kept[-2:] = [both]
        else:
            kept.append(piece)
    return kept


def _together(first: Piece, second: Piece, plain: str) -> Piece | None:
    gap = plain[first.end : second.start]
    if not _GAP.fullmatch(gap):
        return None
    value = _value_of(first.value, second.value, has_and=" va " in f"{gap} ")
    return Piece(first.start, second.end, value) if value else None


def _value_of(first: Value, second: Value, *, has_and: bool) -> Point | Points | None:
    match first, second:
        case Point() as a, Point() as b if not has_and:
            return _both(a, b)
        case Point() as a, Points(points) if not has_and:
            return _all_of([_both(a, point) for point in points])
        case Points(points), Point() as b if b.names_day and all(p.names_day and p.month is None for p in points):
            is_in_month = b.month is not None or b.month_of_quarter is not None
            return Points((*(replace(b, day=p.day) for p in points), b)) if is_in_month else None
        case Points(points), Point() as b:
            return _all_of([_both(point, b) for point in points])
    return None


def _is_later_year(value: Value) -> bool:
    """Say whether the words are "năm sau", which changes the year of the day before it, also in brackets."""
    return isinstance(value, Point) and value == Point(years_after=value.years_after, year_of=value.year_of)


def _all_of(points: list[Point | None]) -> Points | None:
    known = tuple(point for point in points if point)
    return Points(known) if len(known) == len(points) else None


def _both(a: Point, b: Point) -> Point | None:
    """Return the day of one with the month of the other, or the month of one with the year of the other."""
    if a.names_day and not a.names_month and not b.names_day:
        return _day_of(a, b)
    year_open = a.year is None and a.years_after is None and (a.month or a.quarter or a.half)
    if year_open and b in (Point(year=b.year), Point(years_after=b.years_after, year_of=b.year_of, now=b.now)):
        return replace(a, year=b.year, years_after=b.years_after, year_of=b.year_of, now=b.now)
    return None


def _day_of(day: Point, period: Point) -> Point | None:
    """Return a day in a month; "ngày cuối cùng" also in a quarter or a year."""
    if period.quarter is not None and day.day == LAST_DAY:
        return replace(period, day=LAST_DAY, month=3 * period.quarter, quarter=None)
    if period.year and period == Point(year=period.year) and day.day == LAST_DAY:
        return Point(day=31, month=12, year=period.year)
    return replace(period, day=day.day) if period.names_month else None
