"""Pure: from plain letters to the pieces of time in them, in order; letters that are no time are passed over."""

import re
from collections.abc import Callable, Iterator

from schedules.phrases import days, rhythms
from schedules.phrases.patterns import Entry, Match, any_of
from schedules.phrases.pieces import Limit, Mark, Piece, Point, Value
from schedules.rules import Bound

_BEFORE, _BY = Bound.BEFORE, Bound.BY
_AT_THE_LATEST = any_of(
    "cham nhat", "muon nhat", "khong qua", "khong muon hon", "khong cham hon", "khong de qua", "toi da"
)
_LIMITS: tuple[Entry, ...] = (
    (rf"(?:{_AT_THE_LATEST}|han chot|han cuoi)(?: la| vao)* truoc(?: ngay(?= ngay))?", lambda _: Limit(_BEFORE)),
    (r"truoc (?:hoac|va) (?:trong|den)", lambda _: Limit(_BY)),
    (r"truoc", lambda _: Limit(_BEFORE)),
    (rf"{_AT_THE_LATEST}(?: den het| den| vao| trong| het| la| khong qua)*", lambda _: Limit(_BY)),
    (r"(?:thoi )?han (?:chot|cuoi)(?: cung)?(?: la| vao| den)*", lambda _: Limit(_BY)),
    (r"(?:cho |keo dai )?(?:den|toi) truoc(?= ngay| \d)", lambda _: Limit(_BEFORE, until=True)),
    (r"(?:cho |keo dai )?(?:den|toi)(?: het| cuoi(?= ngay))*|het", lambda _: Limit(_BY, until=True)),
    (r"trong(?: suot)?|vao|luc", lambda _: Limit(_BY, within=True)),
)
_NOT_STANDING = (
    "(?<!chi )(?<!duc )(?<!phi )(?<!khong )(?<!toan )(?<!von )"  # "chi thường xuyên", "giáo dục thường xuyên"
)
_MARKS: tuple[Entry, ...] = (
    (r"(?:bat dau |ke |tinh )?tu", lambda _: Mark.FROM),
    (r"(?:va )?(?:cac|nhung|moi) nam (?:tiep theo|sau|tiep|ke tiep|tiep sau)(?: do)?", lambda _: Mark.FOLLOWING),
    (r"(?:(?<=\d{4} )va hang nam|(?<=\d{4}, )hang nam)(?: tiep theo| sau do)?", lambda _: Mark.FOLLOWING),
    (r"tro di|ve sau", lambda _: Mark.ONWARD),
    (
        rf"{_NOT_STANDING}thuong xuyen(?!, lien tuc)|lien tuc|quanh nam|xuyen suot"
        r"|(?:trong )?suot (?:ca |qua trinh |thoi gian )?[a-z]*",
        lambda _: Mark.STANDING,
    ),
    (r"rieng|ngoai tru|tru(?= thang| quy| thu| chu| ngay| cac)", lambda _: Mark.EXCEPT),
    (r"va|cung", lambda _: Mark.AND),
    (r"hoac", lambda _: Mark.OR),
)
_THIS_YEAR: tuple[Entry, ...] = (
    (r"^ca nam$", lambda _: Point(years_after=0, year_of="danh gia")),
    (
        r"(?:(?<![a-zA-Z] )|(?<=xuyen )|(?<=tuc ))trong nam(?! hoc| \d)(?= *[,;/().`~-]|$| va (?:cac|nhung) nam)",
        lambda _: Point(years_after=0, year_of="danh gia"),
    ),
)
# Days these rules cannot say, or not for sure: asked.
_UNCLEAR: tuple[Entry, ...] = (
    (
        r"thu (?:[0189]|\d\d+)(?= hang tuan)|(?:dau|giua|cuoi)(?: moi| hang)? (?:tuan|ky)"
        r"|tuan (?:thu|cuoi|dau)[a-z ]*|tuan \d+",
        lambda _: Mark.UNCLEAR,
    ),
    (r"ngay lam viec (?:dau|thu)[a-z ]*|am lich|(?:dip|trong|truoc|sau) (?:dip )?(?:tet|le)", lambda _: Mark.UNCLEAR),
    (
        r"(?:thu (?:[a-záư]+|\d)|chu nhat) (?:cuoi|dau|thu)(?: cung| tien| \w+)?"
        r"(?= (?:cua |trong )?(?:moi |hang )?thang)",
        lambda _: Mark.UNCLEAR,
    ),
    (r"(?:cua )?(?:thang|quy|nam)(?: lien)? truoc(?! ngay| khi| \d)", lambda _: Mark.UNCLEAR),
    (r"ngay \d+ (?:cua )?quy(?! \w)", lambda _: Mark.UNCLEAR),
    (r"\d+ ngay (?:cuoi|dau(?! (?:tien )?(?:cua |trong )?thang))(?: tien| cung)?", lambda _: Mark.UNCLEAR),
)
_SIGNS = {
    ",": Mark.COMMA,
    ":": Mark.COMMA,
    ";": Mark.STOP,
    ".": Mark.STOP,
    "(": Mark.OPEN,
    ")": Mark.CLOSE,
    "-": Mark.UNTIL,
    "/": Mark.OR,
}

_ENTRIES = (*_THIS_YEAR, *_UNCLEAR, *_MARKS[1:3], *days.ENTRIES, *rhythms.ENTRIES, *_MARKS, *_LIMITS)
_WORDS = any_of(*(rf"({pattern})(?!\w)" for pattern, _ in _ENTRIES))

# Every first word of an entry: the other words of a sentence are passed over at once, which doubles the speed.
_FIRST_WORDS = any_of(
    "am", "ba", "bao", "bat", "bon", "ca", "cac", "cach", "cham", "chin", "cho", "chu", "cn", "cua", "cung", "cuoi",
    "dau", "den", "dinh", "dip", "giao", "giua", "hai", "han", "hang", "het", "hoac", "i", "ii", "iii", "it", "iv",
    "ke", "keo", "khong", "lien", "luc", "moi", "mong", "mot", "mung", "muon", "nam", "ngay", "ngoai", "nhieu",
    "nhung", "nua", "quanh", "quy", "rieng", "sau", "so", "suot", "sáu", "thang", "theo", "thoi", "thu", "thuong",
    "tinh", "to", "toi", "tong", "tro", "trong", "tru", "truoc", "tu", "tuan", "tung", "tư", "va", "vao", "ve",
    "xuyen",
)  # fmt: skip
_SCAN = re.compile(rf"(?<!\w)(?=\d|{_FIRST_WORDS}\b){_WORDS}|[,;().:/-]")


def _by_group(entries: tuple[Entry, ...]) -> Iterator[tuple[int, tuple[re.Pattern[str], Callable[[Match], Value]]]]:
    """Yield each entry with the number of its own group in the joined pattern."""
    group = 1
    for pattern, read in entries:
        alone = re.compile(rf"(?:{pattern})(?!\w)")
        yield group, (alone, read)
        group += 1 + alone.groups


_READERS = dict(_by_group(_ENTRIES))


def scanned(plain: str) -> list[Piece]:
    """Return the pieces of time in the plain letters, in order."""
    return [Piece(found.start(), found.end(), _value(found, plain)) for found in _SCAN.finditer(plain)]


def _value(found: Match, plain: str) -> Value:
    if found.lastindex is None:
        return _SIGNS[found[0]]
    alone, read = _READERS[found.lastindex]
    again = alone.match(plain, found.start())
    if again is None:
        raise AssertionError(f"{alone.pattern} read {found[0]!r} once and not again")
    return read(again)
