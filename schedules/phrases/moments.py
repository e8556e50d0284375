"""Pure: from the pieces of time to moments: a day or a span with its hour, its limit and its beginning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from schedules.phrases.joining import joined
from schedules.phrases.pieces import Hour, Limit, Mark, Piece, Point, Points, Weekdays
from schedules.rules import Bound, Weekday

_FILLER = re.compile(
    r"(?:[ ,:(]|\b(?:la|vao|ngay|luc|thoi diem|het|cac|nhung|khoang|cua|thuoc|trong|buoi|dinh ky|nay|bat dau|ke"
    r"|giai doan|(?:thoi )?han)\b)*"
)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time the words name. `bound` None: no word of limit. `starts` opens a range; `open_ended`: it only begins."""

    start: int
    end: int
    point: Point | None = None
    days: tuple[Weekday, ...] = ()
    at: Hour | None = None
    bound: Bound | None = None
    until: bool = False
    within: bool = False
    begins: bool = False
    starts: Point | None = None
    following: bool = False
    onward: bool = False
    named: bool = False  # may only be part of a name: "chỉ số năm 2021"

    @property
    def is_span(self) -> bool:
        """A whole month, quarter, half or year, or a range of days."""
        return self.starts is not None or (self.point is not None and not self.point.names_day and not self.days)


Item = Moment | Piece


def is_filler(gap: str) -> bool:
    """Say whether the letters between two pieces join them: nothing, a comma, "của", "vào"."""
    return _FILLER.fullmatch(gap) is not None


def moments(pieces: list[Piece], plain: str) -> list[Item]:
    """Return the pieces with every day, hour and limit put together; what is no moment stays a piece."""
    items = list(_limited(joined(pieces, plain), plain))
    return _ranges(_hours_given(items), plain)


def _limited(pieces: list[Piece], plain: str) -> Iterator[Item]:
    """Give each day and hour the limit that stands before it."""
    limit = begin = hour = None
    for piece in pieces:
        match piece.value:
            case Limit():
                if hour is not None and not piece.value.until:  # "từ 8 giờ đến 17 giờ" ends at 17 giờ
                    yield _moment(hour, None, begin, limit, plain)
                hour = None
                limit, begin = _later_limit(limit, piece, plain), begin if piece.value.until else None
            case Mark.FROM:
                begin, limit = piece, None
            case Hour():
                if _stands_apart(hour, piece, plain):
                    yield _moment(hour, None, begin, limit, plain)
                hour = piece
            case Point() | Points() | Weekdays():
                if _stands_apart(hour, piece, plain):
                    yield _moment(hour, None, begin, limit, plain)
                    hour, limit = None, None
                yield from _moments_of(piece, hour, begin, limit, plain)
                limit = begin = hour = None
            case Mark.COMMA | Mark.OPEN | Mark.CLOSE | Mark.AND:
                yield piece
            case _:
                if hour is not None:
                    yield _moment(hour, None, begin, limit, plain)
                    hour = limit = begin = None
                yield piece
    if hour is not None:
        yield _moment(hour, None, begin, limit, plain)


def _later_limit(limit: Piece | None, piece: Piece, plain: str) -> Piece:
    """Return the limit that holds behind two: in "trước vào ngày" the "vào" is none."""
    is_part = isinstance(piece.value, Limit) and piece.value.within and limit is not None
    return limit if is_part and limit and _close(limit, piece, plain) else piece


def _stands_apart(hour: Piece | None, piece: Piece, plain: str) -> TypeGuard[Piece]:
    """Say whether there is an hour that does not belong to the piece behind it."""
    return hour is not None and not _close(hour, piece, plain)


def _close(first: Piece, second: Piece, plain: str) -> bool:
    return is_filler(plain[first.end : second.start])


def _moments_of(
    piece: Piece, hour: Piece | None, begin: Piece | None, limit: Piece | None, plain: str
) -> Iterator[Moment]:
    value = piece.value
    if isinstance(value, Points):
        if _follow_each_other(value.points):
            whole = _moment(Piece(piece.start, piece.end, value.points[-1]), hour, begin, limit, plain)
            yield replace(whole, starts=value.points[0])
            return
        for point in value.points:
            yield _moment(Piece(piece.start, piece.end, point), hour, begin, limit, plain)
    else:
        yield _moment(piece, hour, begin, limit, plain)


def _follow_each_other(points: tuple[Point, ...]) -> bool:
    """Say whether months or quarters make one span: "tháng 10, 11/2021"; "tháng 6, 12" are two."""
    if any(point.names_day for point in points):
        return False
    for name in ("month", "quarter", "year"):
        numbers = [getattr(point, name) for point in points]
        if all(numbers) and len(set(numbers)) == len(numbers):
            return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return False


def _moment(piece: Piece, hour: Piece | None, begin: Piece | None, limit: Piece | None, plain: str) -> Moment:
    """Return the moment of a day or an hour with the hour, the beginning and the limit that stand right before it."""
    first = hour or piece
    limit = _right_before(first, limit, plain)
    begin = _right_before(limit or first, begin, plain)
    bound, until, within = limit.value if limit and isinstance(limit.value, Limit) else (None, False, False)
    value = piece.value
    return Moment(
        start=(begin or limit or first).start,
        end=piece.end,
        point=value if isinstance(value, Point) else None,
        days=value.days if isinstance(value, Weekdays) else (),
        at=first.value if isinstance(first.value, Hour) else None,
        bound=bound,
        until=until,
        within=within,
        named=limit is None and begin is None and _names_something(piece, plain),
        begins=begin is not None and not until and not isinstance(value, Weekdays),
    )


def _right_before(piece: Piece, before: Piece | None, plain: str) -> Piece | None:
    return before if before and _close(before, piece, plain) else None


_BEFORE_SPAN = re.compile(
    r"(?:^|[^a-zA-Z ])$|\b(?:thanh|hien|khai|xong|gian|han|thuc|hanh|chuc|trinh|va|moi|quy|nam|ca|tu|den|cac|dinh)$"
)


def _names_something(piece: Piece, plain: str) -> bool:
    """Say whether a month, quarter or year stands behind a word it may belong to, not behind "hoàn thành"."""
    point = piece.value
    if not isinstance(point, Point) or point.names_day or point.years_after is not None:
        return False
    before = plain[: piece.start].rstrip().removesuffix("giai doan").rstrip()
    return _BEFORE_SPAN.search(before) is None


def _hours_given(items: list[Item]) -> list[Item]:
    """Give an hour that stands behind its day to it: "thứ Sáu hàng tuần, trước 16 giờ"; a weekday to its date."""
    given: list[Item] = []
    for item in items:
        last = next((at for at in range(len(given) - 1, -1, -1) if isinstance(given[at], Moment)), len(given))
        given[last:] = _joined_to(given[last:], item)
    return given


def _joined_to(tail: list[Item], item: Item) -> list[Item]:
    """Return the last moment and what stands behind it, the item joined to that moment if it belongs to it."""
    if tail and not any(isinstance(one, Piece) and one.value is Mark.STOP for one in tail):
        before, *between = tail
        if isinstance(before, Moment) and isinstance(item, Moment):
            if _is_hour_of(item, before):
                return [replace(before, at=item.at, bound=item.bound or before.bound), *between]
            if _is_date_of(item, before) and len(between) < 2:
                return [_dated(before, item)]
            if _is_weekday_of(item, before) and _in_brackets(between):
                return [replace(before, days=item.days), *between]
    return [*tail, item]


def _is_hour_of(item: Moment, day: Moment) -> bool:
    is_hour = item.point is None and not item.days
    return is_hour and day.at is None and (bool(day.days) or _names_day(day))


def _is_date_of(item: Moment, weekday: Moment) -> bool:
    return len(weekday.days) == 1 and weekday.point is None and _names_day(item)


def _dated(weekday: Moment, date: Moment) -> Moment:
    """ "trước 15 giờ thứ Năm, ngày 07/10/2021": the limit and the hour stand with the weekday."""
    return replace(
        date, days=weekday.days, bound=weekday.bound or date.bound, at=weekday.at or date.at, start=weekday.start
    )


def _is_weekday_of(item: Moment, date: Moment) -> bool:
    return len(item.days) == 1 and item.point is None and _names_day(date) and not date.days


def _names_day(moment: Moment) -> bool:
    return moment.point is not None and moment.point.names_day


def _in_brackets(between: list[Item]) -> bool:
    return len(between) == 1 and isinstance(between[0], Piece) and between[0].value in (Mark.OPEN, Mark.COMMA)


def _ranges(items: list[Item], plain: str) -> list[Item]:
    """Join the two ends of "từ … đến …" and of "quý IV/2025 - quý II/2026"; give "trở đi" to its moment."""
    joined: list[Item] = []
    dash = False
    for item in items:
        before = joined[-1] if joined and isinstance(joined[-1], Moment) else None
        is_dash = False
        match item:
            case Moment() if before and before.point and item.point and _closes(item, before, dash, plain):
                starts = _filled(before.point, item.point)
                joined[-1] = replace(item, start=before.start, starts=starts, begins=False, named=before.named)
            case Piece(_, _, Mark.FOLLOWING) if before:
                joined[-1] = replace(before, following=True)
            case Piece(_, _, Mark.ONWARD) if before:
                joined[-1] = replace(before, onward=True)
            case Piece(_, _, Mark.UNTIL) if before and not plain[before.end : item.start].strip():
                is_dash = True
            case Piece(_, _, Mark.UNTIL | Mark.ONWARD | Mark.FOLLOWING | Limit()):
                pass
            case _:
                joined.append(item)
        dash = is_dash
    return joined


def _closes(last: Moment, first: Moment, dash: bool, plain: str) -> bool:
    if last.until:
        return first.begins or is_filler(plain[first.end : last.start])
    return dash and last.bound is None


def _filled(first: Point, last: Point) -> Point:
    """Give the beginning of a range the month and the year that stand with its end."""
    if first.names_day and first.month is None and first.months_after is None and first.month_of_quarter is None:
        return replace(last, day=first.day)
    if first.year is None and first.years_after is None:
        return replace(first, year=last.year, years_after=last.years_after, now=last.now)
    return first
