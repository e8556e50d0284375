"""Pure: from moments, frequencies and the words between them to decisions, one for each deadline of a phrase."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from schedules.phrases.decisions import WHOLE_PERIOD, Decision, Question
from schedules.phrases.dues import dues_of
from schedules.phrases.groups import Due, group
from schedules.phrases.moments import Item, Moment
from schedules.phrases.once import once, own_frequency
from schedules.phrases.pieces import Every, Mark, Piece, Point
from schedules.phrases.recurring import repeated
from schedules.rules import Rule, Standing, Window, Year


def decided(items: Sequence[Item], plain: str, issued_on: date | None) -> list[tuple[int, Decision]]:
    """Return the decisions on the deadlines of a phrase, each with the place its words begin at."""
    dues = dues_of(items, plain)
    standing = next((item for item in items if isinstance(item, Piece) and item.value is Mark.STANDING), None)
    if standing is not None and (found := _standing(standing, dues, plain, issued_on)):
        return found
    return [*_together(dues, issued_on)]


def _standing(mark: Piece, dues: list[Due], plain: str, issued_on: date | None) -> list[tuple[int, Decision]]:
    """Return a standing duty, with the year that stands with it, and the deadlines beside it.

    Where there is a date, "thường xuyên" in the middle of a sentence only says how.
    """
    rule, rest = Standing(), list(dues)
    for due in dues:
        moment = due.moment
        if moment and not due.every and moment.is_span and not moment.starts and _stands_with(mark, moment, plain):
            decision = once(moment, issued_on)
            if isinstance(decision, Year):
                rule = Standing(year=decision.year, and_following=decision.and_following)
            if isinstance(decision, Year) or (moment.point and moment.point.years_after == 0):
                rest.remove(due)
            break
    others = [*_together(rest, issued_on)]
    apart = not plain[: mark.start].strip() or plain[: mark.start].rstrip()[-1] in ",;/(-`"
    return [*others, (mark.start, rule)] if apart or not others else others


def _stands_with(mark: Piece, moment: Moment, plain: str) -> bool:
    between = plain[mark.end : moment.start] if mark.end <= moment.start else plain[moment.end : mark.start]
    return re.fullmatch(r"[ ,(]*(?:(?:trong|cho|den|suot|het)[ ,]*)*", between) is not None


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
    every, own = _units(due.moment, due.every), own_frequency(due.moment)
    if not every or every == (own,):
        yield from _alone(due.moment, every, issued_on)
    elif _is_dated(due.moment.point):
        yield _dated_and_repeated(due.moment, due.strong, every, issued_on)
    elif own and own not in every:
        yield _own_against(due.moment, own, every, issued_on)
    else:
        yield from _of_each(due.moment, every, own, issued_on)


def _units(moment: Moment, every: tuple[Every, ...]) -> tuple[Every, ...]:
    """Leave out the year of "6 tháng, năm" where the moment names a month."""
    if moment.point and moment.point.month and Every.HALF in every:
        return tuple(unit for unit in every if unit is not Every.YEAR)
    return every


def _alone(moment: Moment, every: tuple[Every, ...], issued_on: date | None) -> Iterator[Decision]:
    decision = repeated(moment, every[0], issued_on) if every else once(moment, issued_on)
    yield decision
    if moment.following and isinstance(decision, Window):
        yield Year(year=decision.ends_on.year + 1, and_following=True)


def _of_each(moment: Moment, every: tuple[Every, ...], own: Every | None, issued_on: date | None) -> Iterator[Decision]:
    """Yield a decision for each frequency; a day with a frequency of its own belongs to that one."""
    is_common = own in (None, Every.MONTH)
    for unit in every:
        if Every.HALF in every and unit is Every.YEAR:
            continue
        yield repeated(moment, unit, issued_on) if is_common or unit is own else WHOLE_PERIOD[unit]


def _is_dated(point: Point | None) -> bool:
    return point is not None and point.year is not None and (point.names_day or bool(point.month or point.quarter))


def _dated_and_repeated(moment: Moment, strong: bool, every: tuple[Every, ...], issued_on: date | None) -> Decision:
    """A full date with "báo cáo năm" is one report; with "hàng tháng" it is a question."""
    one = once(moment, issued_on)
    if not strong or isinstance(one, Question):
        return one
    return Question("một lần hay định kỳ", (one, *(WHOLE_PERIOD[unit] for unit in every)))


def _own_against(moment: Moment, own: Every, every: tuple[Every, ...], issued_on: date | None) -> Decision:
    """ "báo cáo quý … ngày 05 tháng sau" is the month after the quarter; what does not fit is a question."""
    mine = repeated(moment, own, issued_on)
    if own is Every.MONTH and len(every) == 1 and moment.point and moment.point.months_after == 1:
        return repeated(moment, every[0], issued_on)
    if own is Every.QUARTER and every == (Every.YEAR,):
        return mine
    found = tuple(rule for rule in (mine, *(WHOLE_PERIOD[unit] for unit in every)) if not isinstance(rule, Question))
    return Question("thời hạn và chu kỳ không khớp nhau", found)


def _whole_periods(every: tuple[Every, ...]) -> Iterator[Rule]:
    """ "báo cáo quý, 6 tháng, năm": the year's report is the one of its second half."""
    for unit in every:
        if not (unit is Every.YEAR and Every.HALF in every):
            yield WHOLE_PERIOD[unit]
