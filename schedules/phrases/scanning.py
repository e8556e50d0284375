"""Pure: from plain letters to the pieces of time in them, in order; letters that are no time are passed over."""

import re
from collections.abc import Iterator

from schedules.phrases import days, rhythms
from schedules.phrases.days import Entry, Match
from schedules.phrases.pieces import Limit, Mark, Piece, Point, Value
from schedules.rules import Bound

_BEFORE, _BY = Bound.BEFORE, Bound.BY
_LIMITS: tuple[Entry, ...] = (
    (
        r"(?:cham nhat|muon nhat|khong qua|han chot|han cuoi)(?: la| vao)* truoc(?: ngay(?= ngay))?",
        lambda _: Limit(_BEFORE),
    ),
    (r"truoc (?:hoac|va) (?:trong|den)", lambda _: Limit(_BY)),
    (r"truoc", lambda _: Limit(_BEFORE)),
    (
        r"(?:(?:cham nhat|muon nhat|khong qua|khong muon hon|khong cham hon|khong de qua|toi da)(?: den het| den| vao| trong| het| la| khong qua)*)",
        lambda _: Limit(_BY),
    ),
    (r"(?:thoi )?han (?:chot|cuoi)(?: cung)?(?: la| vao| den)*", lambda _: Limit(_BY)),
    (r"(?:cho |keo dai )?(?:den|toi)(?: truoc)(?= ngay| \d)", lambda _: Limit(_BEFORE, until=True)),
    (r"(?:cho |keo dai )?(?:den|toi)(?: het| cuoi(?= ngay))*", lambda _: Limit(_BY, until=True)),
    (r"het", lambda _: Limit(_BY, until=True)),
    (r"trong(?: suot)?|vao|luc", lambda _: Limit(_BY, within=True)),
)
_MARKS: tuple[Entry, ...] = (
    (r"(?:bat dau |ke |tinh )?tu", lambda _: Mark.FROM),
    (r"(?:va )?(?:cac|nhung|moi) nam (?:tiep theo|sau|tiep|ke tiep|tiep sau)(?: do)?", lambda _: Mark.FOLLOWING),
    (r"tro di|ve sau", lambda _: Mark.ONWARD),
    (
        r"(?<!chi )(?<!duc )(?<!phi )(?<!khong )(?<!toan )(?<!von )thuong xuyen(?!, lien tuc)|lien tuc|quanh nam"
        r"|(?:trong )?suot (?:ca |qua trinh |thoi gian )?[a-z]*|xuyen suot",
        lambda _: Mark.STANDING,
    ),
    (r"(?:dau|giua|cuoi)(?: moi| hang)? tuan|tuan (?:thu|cuoi|dau)|tuan \d", lambda _: Mark.UNCLEAR),
    (r"rieng|ngoai tru|tru(?= thang| quy| thu| chu| ngay| cac)", lambda _: Mark.EXCEPT),
    (r"(?:va|cung)", lambda _: Mark.AND),
    (r"hoac", lambda _: Mark.OR),
    (
        r"(?:(?<![a-z] )|(?<=xuyen )|(?<=tuc ))trong nam(?! hoc| \d)(?= *[,;/().~-]|$| trong nam| va (?:cac|nhung) nam)",
        lambda _: Point(years_after=0, assessed=True),
    ),
)
_SIGNS = {
    ",": Mark.COMMA,
    ";": Mark.STOP,
    ".": Mark.STOP,
    "(": Mark.OPEN,
    ")": Mark.CLOSE,
    "-": Mark.UNTIL,
    "/": Mark.OR,
    ":": Mark.COMMA,
}

_ENTRIES = (*_MARKS[-1:], *days.ENTRIES, *rhythms.ENTRIES, *_MARKS[:-1], *_LIMITS)


def _numbered(entries: tuple[Entry, ...]) -> Iterator[tuple[int, Entry]]:
    """Yield each entry with the number of its own group in the joined pattern."""
    group = 1
    for pattern, read in entries:
        yield group, (pattern, read)
        group += 1 + re.compile(pattern).groups


_WORDS = "|".join(rf"({pattern})(?!\w)" for pattern, _ in _ENTRIES)
_SCAN = re.compile(rf"(?<!\w)(?:{_WORDS})|[,;().:/-]")
_READERS = {group: (re.compile(pattern), read) for group, (pattern, read) in _numbered(_ENTRIES)}


def scanned(plain: str) -> list[Piece]:
    """Return the pieces of time in the plain letters, in order."""
    return [Piece(found.start(), found.end(), _value(found, plain)) for found in _SCAN.finditer(plain)]


def _value(found: Match, plain: str) -> Value:
    if found.lastindex is None:
        return _SIGNS[found[0]]
    pattern, read = _READERS[found.lastindex]
    again = pattern.match(plain, found.start(), found.end()) or pattern.match(plain, found.start())
    if again is None:
        raise AssertionError(f"{pattern.pattern} read {found[0]!r} once and not again")
    return read(again)
