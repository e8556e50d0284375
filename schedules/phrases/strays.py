"""Pure: times beside the day of a deadline that belong to none: another day, another year, "năm sau" apart."""

from schedules.phrases.moments import is_filler
from schedules.phrases.pieces import Hour, Limit, Mark, Piece, Point, Points, Weekdays
from schedules.phrases.spelling import Phrase


def is_close(pieces: list[Piece], n: int, kept: str) -> bool:
    """Say whether only words that join stand between a piece and the next one."""
    return n + 1 < len(pieces) and is_filler(kept[pieces[n].end : pieces[n + 1].start])


def points_of(piece: Piece) -> tuple[Point, ...]:
    """Return the days, months, quarters and years a piece names."""
    return (piece.value,) if isinstance(piece.value, Point) else getattr(piece.value, "points", ())


def other_time(pieces: list[Piece], phrase: Phrase, kept: str) -> str:
    """Return the words of a time beside a day that belongs to no deadline; "" where there is none."""
    named = [n for n, piece in enumerate(pieces) if _names_day(piece)]
    times = [n for n, piece in enumerate(pieces) if isinstance(piece.value, Point | Points | Hour | Weekdays)]
    years = {point.year for n in named or times[:1] for point in points_of(pieces[n])}
    for n in times:
        is_stray = (
            _is_second(pieces, n, named, kept)
            if n in named
            else (len(times) > 1 and _is_later(pieces[n]))
            or (n > (named or times)[0] and _is_other_year(pieces, n, years, kept))
        )
        if is_stray:
            return phrase.text[pieces[n].start : pieces[n].end]
    return ""


def _names_day(piece: Piece) -> bool:
    return isinstance(piece.value, Weekdays) or any(point.names_day for point in points_of(piece))


def _is_later(piece: Piece) -> bool:
    """ "năm sau", "tháng sau" alone; "của tháng" and "năm báo cáo" name the period itself."""
    return any(
        point.month is None and ((point.years_after and not point.year_of) or point.months_after or point.periods_after)
        for point in points_of(piece)
    )


def _is_other_year(pieces: list[Piece], n: int, years: set[int | None], kept: str) -> bool:
    """Say whether a year alone is not that of the day before it, nor the end of a range."""
    is_led = _is_led(pieces, n, kept) and pieces[n - 1].value not in (Mark.COMMA, Mark.OPEN, Mark.CLOSE)
    return not is_led and any(
        point == Point(year=point.year) and point.year not in years for point in points_of(pieces[n])
    )


def _is_led(pieces: list[Piece], n: int, kept: str) -> bool:
    """Say whether a limit, "từ" or a sign stands right before a time, or before its hour."""
    before = n - 1 - isinstance(pieces[n - 1].value, Hour)
    is_led = before >= 0 and isinstance(pieces[before].value, Limit | Mark)
    return is_led and all(is_close(pieces, at, kept) for at in range(before, n))


def _is_second(pieces: list[Piece], n: int, named: list[int], kept: str) -> bool:
    """Say whether a day without a limit stands in words behind another, or right before the limit of another."""
    if _is_led(pieces, n, kept):
        return False
    at = named.index(n)
    if at:
        earlier = named[at - 1]
        if not all(is_close(pieces, k, kept) for k in range(earlier, n)):
            return True
        if earlier == n - 1 and points_of(pieces[n]) and points_of(pieces[earlier]):
            return True
    after = pieces[n + 1].value if at + 1 < len(named) and is_close(pieces, n, kept) else None
    return isinstance(after, Limit) and not after.until
