"""Pure: from moments, frequencies and the words between them to decisions, one for each deadline of a phrase."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from schedules.phrases.decisions import WHOLE_PERIOD, Decision, Question
from schedules.phrases.groups import Due, group
from schedules.phrases.moments import Item, Moment
from schedules.phrases.once import once, own_frequency
from schedules.phrases.pieces import Every, Frequency, Mark, Piece, Point
from schedules.phrases.recurring import repeated
from schedules.rules import Rule, Standing, Window, Year

_SEPARATORS = (Mark.COMMA, Mark.AND, Mark.OR, Mark.OPEN, Mark.CLOSE)
_BELONGING = re.compile(
    r"[ ,(]*(?:(?:cua|vao|dinh ky|theo|doi voi|gui|cac|nop|cho|ky|bao cao|tong ket|so ket|ket qua|la)[ ,(]*)*"
)


def decided(items: Sequence[Item], plain: str, issued_on: date | None) -> list[tuple[int, Decision]]:
    """Return the decisions on the deadlines of a phrase, each with the place its words begin at."""
    kept = list(_without_labels(items))
    dues = _listed(list(_dues(kept, plain)), kept)
    standing = next((item for item in items if isinstance(item, Piece) and item.value is Mark.STANDING), None)
    if standing is not None and (found := _standing(standing, dues, items, issued_on)):
        return found
    return [*_together(dues, issued_on)]


def _without_labels(items: Sequence[Item]) -> Iterator[Item]:
    """Leave out what only names a report where a day is given: "báo cáo năm 2021 trước ngày 15/12/2021".

    Where several reports are named, "báo cáo quý I trước ngày 15/3, 6 tháng trước ngày 15/6", they come every year.
    """
    moments = [item for item in items if isinstance(item, Moment)]
    fine = [moment for moment in moments if not moment.is_span or moment.starts]
    frequencies = [item for item in items if isinstance(item, Piece) and isinstance(item.value, Frequency)]
    several = len(moments) - len(fine) + len(frequencies) > 1
    for item in items:
        label = isinstance(item, Moment) and item not in fine and fine and not item.following
        if not isinstance(item, Moment) or not label or (item.within and not any(_within(item, day) for day in fine)):
            yield item
        elif several and item.point and item.point.year is None and (item.point.quarter or item.point.half):
            yield Piece(item.start, item.end, Frequency((Every.YEAR,), label=True))


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
        before = listed[-1] if listed else None
        if before and before.moment and due.moment and _adjacent(before.moment, due.moment, items):
            moment = due.moment
            if moment.bound is None and before.moment.bound is not None:
                moment = replace(moment, bound=before.moment.bound, at=moment.at or before.moment.at)
            due = replace(due, moment=moment)
            if (
                not due.every
                and not own_frequency(moment)
                and before.every
                and moment.point
                and moment.point.year is None
            ):
                due = replace(due, every=before.every, strong=before.strong)
        listed.append(due)
    listed = _with_list_frequency(_with_trailing_frequency(listed), items)
    many = [due for due in listed if due.moment and not due.every and _is_day_of_year(due.moment)]
    return [replace(due, every=(Every.YEAR,)) if due in many else due for due in listed] if len(many) > 2 else listed


def _is_day_of_year(moment: Moment) -> bool:
    """Say whether a day and month stand without a year; three of them in a phrase come every year."""
    point = moment.point
    return (
        point is not None and point.names_day and point.month is not None and point.year is None and not moment.starts
    )


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
        if (
            due.moment
            and after.moment
            and not due.every
            and after.every
            and _open(due.moment)
            and _adjacent(due.moment, after.moment, items)
        ):
            listed[n] = replace(due, every=after.every, strong=after.strong)
    return listed


def _open(moment: Moment) -> bool:
    return own_frequency(moment) is None and (
        bool(moment.days) or (moment.point is not None and moment.point.year is None)
    )


def _adjacent(first: Moment, second: Moment, items: list[Item]) -> bool:
    between = [item for item in items if first.end <= item.start and item.end <= second.start]
    return all(
        isinstance(item, Piece) and (item.value in _SEPARATORS or isinstance(item.value, Frequency)) for item in between
    )


def _standing(
    mark: Piece, dues: list[Due], items: Sequence[Item], issued_on: date | None
) -> list[tuple[int, Decision]]:
    """Return a standing duty when nothing but a year or the start of a sentence stands with it; else nothing."""
    years = [due for due in dues if due.moment and due.moment.is_span and due.moment.starts is None and not due.every]
    first = next((item for item in items if isinstance(item, Piece) and item.value is Mark.STANDING), mark)
    others = [due for due in dues if due not in years]
    rule = Standing()
    used: list[Due] = []
    for due in years:
        decision = once(due.moment, issued_on) if due.moment else None
        if isinstance(decision, Year):
            rule, used = Standing(year=decision.year, and_following=decision.and_following), [*used, due]
        elif due.moment and due.moment.point and due.moment.point.years_after == 0:
            used.append(due)
    rest = [*others, *(due for due in years if due not in used)]
    return [*_together(rest, issued_on), (first.start, rule)]


def _together(dues: list[Due], issued_on: date | None) -> Iterator[tuple[int, Decision]]:
    dues = [due for due in dues if due.moment is not None or not _repeats_another(due, dues)]
    while dues:
        count, decision = group(dues)
        if decision is not None:
            yield dues[0].start, decision
            dues = dues[count:]
            continue
        for single in _single(dues[0], issued_on):
            yield dues[0].start, single
        dues = dues[1:]


def _repeats_another(due: Due, dues: list[Due]) -> bool:
    others = {unit for other in dues if other.moment for unit in (*other.every, own_frequency(other.moment))}
    return bool(due.every) and all(unit in others for unit in due.every)


def _single(due: Due, issued_on: date | None) -> Iterator[Decision]:
    if due.moment is None:
        yield from _whole_periods(due.every)
        return
    every = tuple(
        unit
        for unit in due.every
        if not (unit is Every.YEAR and Every.HALF in due.every and due.moment.point and due.moment.point.month)
    )
    own = own_frequency(due.moment)
    if not every or (own and own in every and len(every) == 1):
        decision = repeated(due.moment, every[0], issued_on) if every else once(due.moment, issued_on)
        yield decision
        if due.moment.following and isinstance(decision, Window):
            yield Year(year=decision.ends_on.year + 1, and_following=True)
        return
    if _is_dated(due.moment.point):
        yield _dated_and_repeated(due, every, issued_on)
        return
    if own and own not in every:
        yield _own_against(due, own, every, issued_on)
        return
    if Every.HALF in every and Every.YEAR in every:
        every = tuple(unit for unit in every if unit is not Every.YEAR)
    for unit in every:
        yield (
            repeated(due.moment, unit, issued_on)
            if not own or unit is own or own is Every.MONTH
            else WHOLE_PERIOD[unit]
        )


def _is_dated(point: Point | None) -> bool:
    return (
        point is not None
        and point.year is not None
        and (point.names_day or point.month is not None or point.quarter is not None)
    )


def _dated_and_repeated(due: Due, every: tuple[Every, ...], issued_on: date | None) -> Decision:
    """A full date with "báo cáo năm" is one report; with "hàng tháng" it is a question."""
    if due.moment is None:
        return Question("chưa có ngày")
    one = once(due.moment, issued_on)
    if not due.strong or isinstance(one, Question):
        return one
    return Question("một lần hay định kỳ", (one, *(WHOLE_PERIOD[unit] for unit in every)))


def _own_against(due: Due, own: Every, every: tuple[Every, ...], issued_on: date | None) -> Decision:
    """ "báo cáo quý … ngày 05 tháng sau" is the month after the quarter; what does not fit is a question."""
    if due.moment is None:
        return Question("chưa có ngày")
    mine = repeated(due.moment, own, issued_on)
    if own is Every.MONTH and len(every) == 1 and due.moment.point and due.moment.point.months_after == 1:
        return repeated(due.moment, every[0], issued_on)
    if own is Every.QUARTER and every == (Every.YEAR,):
        return mine
    found = tuple(rule for rule in (mine, *(WHOLE_PERIOD[unit] for unit in every)) if not isinstance(rule, Question))
    return Question("thời hạn và chu kỳ không khớp nhau", found)


def _whole_periods(every: tuple[Every, ...]) -> Iterator[Rule]:
    """ "báo cáo quý, 6 tháng, năm": the year's report is the one of its second half."""
    for unit in every:
        if not (unit is Every.YEAR and Every.HALF in every):
            yield WHOLE_PERIOD[unit]
