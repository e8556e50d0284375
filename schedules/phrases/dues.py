"""Pure: gives every moment of a phrase the frequency it comes back with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schedules.phrases.groups import Due
from schedules.phrases.moments import Item, Moment
from schedules.phrases.once import own_frequency
from schedules.phrases.pieces import Every, Frequency, Mark, Piece, Point

_SEPARATORS = (Mark.COMMA, Mark.AND, Mark.OR, Mark.OPEN, Mark.CLOSE)
_BELONGING = re.compile(
    r"[ ,(]*(?:(?:cua|vao|dinh ky|theo|doi voi|gui|cac|nop|cho|ky|bao cao|tong ket|so ket|ket qua|la)[ ,(]*)*"
)


def dues_of(items: Sequence[Item], plain: str) -> list[Due]:
    """Return the moments of a phrase, and the frequencies alone, in their order."""
    kept = list(_without_labels([item for item in items if not _is_stray(item)]))
    return _listed(list(_dues(kept, plain)), kept)


def _without_labels(items: Sequence[Item]) -> Iterator[Item]:
    """Leave out what only names a report where a day is given: "báo cáo năm 2021 trước ngày 15/12/2021".

    Where several reports are named, "báo cáo quý I trước ngày 15/3, 6 tháng trước ngày 15/6", they come every year.
    """
    items = list(_with_years(items))
    moments = [item for item in items if isinstance(item, Moment)]
    fine = [moment for moment in moments if not moment.is_span or moment.starts]
    frequencies = [item for item in items if isinstance(item, Piece) and isinstance(item.value, Frequency)]
    several = len(moments) - len(fine) + len(frequencies) > 1
    for item in items:
        if not isinstance(item, Moment) or not _only_names(item, fine):
            yield item
        elif several and _is_of_every_year(item.point):
            yield Piece(item.start, item.end, Frequency((Every.YEAR,), label=True))


def _only_names(moment: Moment, days: list[Moment]) -> bool:
    """Say whether a span beside days names what is due on them; "trong năm 2021" beside a day of 2022 does not."""
    if not days or moment.following or not moment.is_span or moment.starts:
        return False
    return not moment.within or any(_within(moment, day) for day in days)


def _is_of_every_year(point: Point | None) -> bool:
    return point is not None and point.year is None and bool(point.quarter or point.half)


def _with_years(items: Sequence[Item]) -> Iterator[Item]:
    """Give a day without a year that of the span it stands with: "trong quý IV/2021 (xong trước ngày 15/12)"."""
    moments = [item for item in items if isinstance(item, Moment) and item.is_span and item.within]
    spans = [moment.point for moment in moments if moment.point and moment.point.year]
    for item in items:
        point = item.point if isinstance(item, Moment) else None
        if isinstance(item, Moment) and point and len(spans) == 1 and _is_day_of_year(item) and _holds(spans[0], point):
            yield replace(item, point=replace(point, year=spans[0].year))
        else:
            yield item


def _holds(span: Point, day: Point) -> bool:
    first, last = span.months or (1, 12)
    return day.month is not None and day.years_after is None and first <= day.month <= last


def _is_stray(item: Item) -> bool:
    """Say whether "trong tháng" in the middle of a sentence stands without a day."""
    return isinstance(item, Moment) and item.point == Point(months_after=0) and item.start > 0


def _within(span: Moment, moment: Moment) -> bool:
    a, b = span.point, moment.point
    return bool(a and b and (b.year is None or a.year is None or a.year == b.year))


def _dues(items: list[Item], plain: str) -> Iterator[Due]:
    """Give each moment the frequency that stands with it: behind it, else the ones before it."""
    left: list[Frequency] = []
    left_start = taken = -1
    for n, item in enumerate(items):
        if isinstance(item, Piece) and isinstance(item.value, Frequency):
            if n != taken:
                left_start = left_start if left else item.start
                left.append(item.value)
        elif isinstance(item, Moment):
            right, taken = _right_of(items, n, plain)
            right, rest = _shared(right, items[taken + 1 :])
            every = tuple(dict.fromkeys(unit for frequency in (*left, *right) for unit in frequency.every))
            strong = any(not frequency.label for frequency in (*left, *right))
            before = tuple(unit for frequency in left for unit in frequency.every)
            start = left_start if left else item.start
            yield Due(start=start, moment=item, every=every, strong=strong, before=before)
            left, left_start = rest, items[taken].start
        elif item.value is Mark.STOP and left:
            yield from _alone(left, left_start)
            left = []
    yield from _alone(left, left_start)


def _right_of(items: list[Item], n: int, plain: str) -> tuple[list[Frequency], int]:
    """Return the frequency behind a moment and its place: "… hàng tháng", "… đối với báo cáo năm"."""
    moment = items[n]
    for k in range(n + 1, min(n + 4, len(items))):
        item = items[k]
        if isinstance(item, Moment) or (
            isinstance(item.value, Mark) and item.value not in (Mark.OPEN, Mark.COMMA, Mark.CLOSE)
        ):
            return [], -1
        if isinstance(item.value, Frequency):
            gap = plain[moment.end : item.start]
            after_comma = "," in gap or ")" in gap
            leads = k + 1 < len(items) and _leads(items[k + 1 :])
            if _BELONGING.fullmatch(gap.replace(")", " ")) and not (after_comma and (leads or item.value.label)):
                return [item.value], k
            return [], -1
    return [], -1


def _shared(right: list[Frequency], after: list[Item]) -> tuple[list[Frequency], list[Frequency]]:
    """Return what a list of frequencies gives the moment before it and the one behind: "…, hàng quý trước ngày 18"."""
    if not right or len(right[0].every) == 1 or not _leads(after):
        return right, []
    first, *others = right[0].every
    return [right[0]._replace(every=(first,))], [right[0]._replace(every=tuple(others))]


def _leads(rest: list[Item]) -> bool:
    """Say whether a frequency opens a deadline of its own: "…, hàng quý (trước ngày 20)"."""
    for item in rest:
        if isinstance(item, Moment):
            return True
        if item.value not in (Mark.OPEN, Mark.COMMA):
            return False
    return False


def _alone(left: list[Frequency], start: int) -> Iterator[Due]:
    units = tuple(dict.fromkeys(unit for frequency in left for unit in frequency.every))
    if units:
        yield Due(start=start, moment=None, every=units, strong=any(not frequency.label for frequency in left))


def _listed(dues: list[Due], items: list[Item]) -> list[Due]:
    """Give the members of a list the limit of the one before and the frequency of the list."""
    listed: list[Due] = []
    for due in dues:
        listed.append(_beside(listed[-1], due, items) if listed else due)
    listed = _with_list_frequency(_with_trailing_frequency(listed), items)
    many = [due for due in listed if due.moment and not due.every and _is_day_of_year(due.moment)]
    return [replace(due, every=(Every.YEAR,)) if due in many else due for due in listed] if len(many) > 2 else listed


def _beside(before: Due, due: Due, items: list[Item]) -> Due:
    """Give a due the limit and the frequency of the one right before it, where it has none."""
    moment = due.moment
    if not before.moment or not moment or not _adjacent(before.moment, moment, items):
        return due
    if moment.bound is None and before.moment.bound is not None:
        moment = replace(moment, bound=before.moment.bound, at=moment.at or before.moment.at)
    due = replace(due, moment=moment)
    if due.every or not before.every or not _open(moment):
        return due
    return replace(due, every=before.every, strong=before.strong)


def _is_day_of_year(moment: Moment) -> bool:
    """Say whether a day and month stand without a year; three of them in a phrase come every year."""
    point = moment.point
    return bool(point and point.names_day and point.month and not point.year and not moment.starts)


def _with_trailing_frequency(dues: list[Due]) -> list[Due]:
    """Give days without a year the frequency that closes their list, a little apart."""
    given: list[Due] = []
    for due in dues:
        before = given[-1] if given else None
        if before and before.moment and not before.every and due.moment is None and _open(before.moment):
            given[-1] = replace(before, every=due.every, strong=due.strong)
        else:
            given.append(due)
    return given


def _with_list_frequency(listed: list[Due], items: list[Item]) -> list[Due]:
    for n in range(len(listed) - 2, -1, -1):
        due, after = listed[n], listed[n + 1]
        if due.every or not due.moment or not _open(due.moment):
            continue
        if after.moment and after.every and _adjacent(due.moment, after.moment, items):
            listed[n] = replace(due, every=after.every, strong=after.strong)
    return listed


def _open(moment: Moment) -> bool:
    """Say whether a moment does not tell by itself how often it comes, or in which year."""
    return own_frequency(moment) is None and (moment.point is None or moment.point.year is None)


def _adjacent(first: Moment, second: Moment, items: list[Item]) -> bool:
    between = [item for item in items if first.end <= item.start and item.end <= second.start]
    return all(
        isinstance(item, Piece) and (item.value in _SEPARATORS or isinstance(item.value, Frequency)) for item in between
    )
