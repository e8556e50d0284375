"""Pure: joins the pieces of one day: "ngày 15" and "tháng 11", "tháng 11" and "năm 2021"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from schedules.phrases.pieces import Piece, Point, Points
from schedules.rules import LAST_DAY


def joined(pieces: list[Piece], plain: str) -> Iterator[Piece]:
    """Join "ngày 15" and "tháng 11", "tháng 11" and "năm 2021", "ngày 10, 20" and "tháng 3, 6"."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is None:
            waiting = piece
            continue
        both = None
        if re.fullmatch(
            r"[ ,~`]*(?:(?:cua|trong|thuoc|vao|va|cac)[ ,]*)*", plain[waiting.end : piece.start]
        ) or _comma_between(waiting, piece):
            both = _together(waiting, piece, plain)
        if both is None:
            yield waiting
            waiting = piece
        else:
            waiting = both
    if waiting is not None:
        yield waiting


def _comma_between(first: Piece, second: Piece) -> bool:
    return first.end == second.start


def _together(first: Piece, second: Piece, plain: str) -> Piece | None:
    gap = plain[first.end : second.start]
    match first.value, second.value:
        case Point() as a, Point() as b if " va " not in f"{gap} ":
            point = _both(a, b)
            return Piece(first.start, second.end, point) if point else None
        case Points(points), Point() as b if all(p.names_day and p.month is None for p in points) and b.names_day:
            if b.month is None and b.month_of_quarter is None:
                return None
            filled = (*(replace(b, day=p.day) for p in points), b)
            return Piece(first.start, second.end, Points(filled))
        case Points(points), Point() as b:
            all_of = [_both(p, b) for p in points]
            return Piece(first.start, second.end, Points(tuple(p for p in all_of if p))) if all(all_of) else None
        case Point() as a, Points(points) if " va " not in f"{gap} ":
            all_of = [_both(a, p) for p in points]
            return Piece(first.start, second.end, Points(tuple(p for p in all_of if p))) if all(all_of) else None
    return None


def _both(a: Point, b: Point) -> Point | None:
    """Return the day of one with the month of the other, or the month of one with the year of the other."""
    has_month = a.month is not None or a.months_after is not None or a.month_of_quarter or a.periods_after is not None
    if a.names_day and not has_month and not b.names_day:
        if b.quarter is not None and a.day == LAST_DAY:
            return replace(b, day=a.day, month=3 * b.quarter, quarter=None)
        if a.day == LAST_DAY and b == Point(year=b.year) and b.year:
            return Point(day=31, month=12, year=b.year)
        names_month = (
            b.month is not None or b.months_after is not None or b.month_of_quarter or b.periods_after is not None
        )
        return replace(b, day=a.day) if names_month else None
    year_open = a.year is None and a.years_after is None and (a.month or a.quarter or a.half)
    if year_open and b in (Point(year=b.year), Point(years_after=b.years_after, year_of=b.year_of, now=b.now)):
        return replace(a, year=b.year, years_after=b.years_after, year_of=b.year_of, now=b.now)
    return None
