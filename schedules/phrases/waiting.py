"""Pure: times that hang on something else: counted from an event, after it, or left to a plan or a request."""

import re
from collections.abc import Callable

from schedules.phrases.patterns import QUY_DINH, any_of
from schedules.phrases.pieces import Piece, Undecided, Waiting
from schedules.phrases.spelling import Phrase
from schedules.rules import Bound, Unit

_TAKEN = "`"  # stands in the place of what has been read

_WORDS = ("mot", "hai", "ba", "bon", "nam", "sáu", "bay", "tam", "chin", "muoi")
_NUMBERS = {word: n for n, word in enumerate(_WORDS, start=1)} | {
    "sau": 6,
    "muoi lam": 15,
    "hai muoi": 20,
    "ba muoi": 30,
}
_NUMBER = rf"(?P<n>\d{{1,3}}|muoi lam|hai muoi|ba muoi|{'|'.join(_WORDS)})"
_UNIT = r"(?P<unit>ngay lam viec|ngay \(lam viec\)|ngay|thang|gio(?: lam viec)?|h\b|tuan|nam)"
_SPAN = rf"(?!(?:0?[69]|sau|sáu|chin) thang truoc ngay \d){_NUMBER} ?{_UNIT}\b"
_LEAD = any_of(
    "(?:ngay |NGAY )?trong(?: thoi (?:han|gian))?(?: vong)?", "cham nhat", "muon nhat", "khong qua", "khong muon hon",
    "khong cham hon", "toi da", "toi thieu", "it nhat", "thoi han", "la", "vao", "sau", "vong", "truoc khi tron",
    "truoc khi con", "truoc",
)  # fmt: skip
_AFTER = any_of(
    r"(?:ke|tinh)(?: ke)? tu(?: sau)? ", r"tu (?=ngay|khi|luc|thoi diem)", r"sau (?=khi|ngay|thoi diem|ket thuc)"
)
_NOUNS = any_of("ky hop", "hoi nghi", "dai hoi", "dot ", "cuoc ", "phien ", "buoi ")
_BACK = any_of(rf"truoc (?=khi|ngay|thoi diem|{_NOUNS})", "tinh den ", "so voi ", "(?:den|toi) (?=ngay|khi)")
_COUNTED = re.compile(rf"(?P<lead>\b(?:{_LEAD} )*){_SPAN},? (?:(?P<after>{_AFTER})|(?P<back>{_BACK}))")

# A span without its event: "trong thời hạn 10 ngày làm việc". An hour of the day is not one: "trước 16 giờ".
_BARE = re.compile(
    rf"(?P<lead>\b(?:{_LEAD} )+)(?:(?P<n>\d{{1,3}}) ?(?P<unit>ngay lam viec|ngay|thang|tuan)"
    r"|(?<=trong )(?P<hours>\d{1,3}) ?(?:gio|h)|(?<=vong )(?P<hours2>\d{1,3}) ?(?:gio|h))\b"
    r"(?! ?(?:\d|/|(?:dau|cuoi|nam|mot lan|lan|thu|hang|sang|chieu|trua|ngay|cung|truoc ngay)\b))"
)
_FIRST = re.compile(
    r"\b(?:(?:ngay |NGAY )?sau khi |(?:ngay|NGAY)(?: tu)? khi |sau (?=ket thuc|moi (?:dot|ky|lan|cuoc)|khi )"
    rf"|(?P<noun>sau (?={_NOUNS})))(?=.)"
    rf"|(?P<before>\btruoc (?:khi |thoi diem (?!ngay \d|\d)|(?={_NOUNS}|ngay khai|mua ))(?=.))"
    r"|(?:^|(?<=[,;/(] )|(?<=[/(])|(?<=hoac )|(?<=xuyen )|(?<=va ))khi (?!can\b)(?=.)"
    r"|\bkhi (?=co |duoc |nhan |phat sinh|xay ra)"
)
_NEW_DEADLINE = any_of(
    "truoc", "cham nhat", "muon nhat", "den ngay", "trong thoi han", "hang", "dinh ky", "theo", "hoac", "khong qua",
    "trong vong", "trong thang", "trong quy", "hoan thanh",
)  # fmt: skip
_STOP = re.compile(
    r"[;\n]|\.(?=\s[^a-z]|\s?$)|,? (?:doi voi|nhung khong|nhung cham nhat|dong thoi) | thi (?!hanh|tuyen|dua)"
    rf"|/(?=theo|sau|khi|thuong|trong|ket thuc|hang)|[,(] ?(?={_NEW_DEADLINE}\b)"
    rf"| (?:hoac|va|hoac la) (?={_NEW_DEADLINE} |khi co|dot xuat|\d+ (?:ngay|gio|thang)\b)|{_TAKEN}"
)
_OTHERS = any_of(
    "yeu cau", "de nghi", "ke hoach", "tien do", QUY_DINH, "huong dan", "chi dao", "lich", "chuong trinh", "nhiem vu",
    "thoi gian", "thoi han", "dinh ky", "tinh hinh", "nhu cau", "thuc te", "thong bao", "phan cong", "dot", "su",
    "tung", "de xuat", "nghi quyet", "ket luan", "thoi diem", "luat", "dung", "noi dung",
)  # fmt: skip
_LIMIT_AHEAD = r"(?! (?:truoc|cham nhat|muon nhat|den ngay|hang ngay|hoac|trong thang|trong quy|ngay \d))"
_LISTED = any_of("vien chuc", "don vi", "dia phuong", "to chuc", "ca nhan")  # as in "công chức, viên chức"
_LEFT = re.compile(
    r"\b"
    + any_of(
        rf"(?:dinh ky |thuc hien )*(?<!kem )theo {_OTHERS}(?:{_LIMIT_AHEAD}[^,;/()`]|, (?={_LISTED}))*",
        "kip thoi",
        "khan truong",
        "dot xuat",
        "bat thuong",
        "(?:ngay )?som(?: nhat)?(?: co the)?",
        rf"(?:^|(?<=[,;/(] )|(?<=thanh ))dung (?:thoi (?:gian|han)|han|tien do|{QUY_DINH}|ke hoach)(?: {QUY_DINH})?",
        rf"(?:trong )?thoi gian (?:som nhat|toi|gan nhat|qua|{QUY_DINH})",
        "khi can(?: thiet)?",
        "tuy (?:theo|thuoc)[^,;/()]*",
        "can cu (?:tinh hinh|dieu kien|nhu cau|thuc te|ket qua|yeu cau)[^,;/()]*",
        "(?:bao cao )?dinh ky(?= *$)",
        "lau dai",
        "dai han",
        "(?:chua|khong) (?:xac dinh|ghi thoi han)",
        "(?:ca|trong) nhiem ky",
        "hom nay|ngay mai|ngay kia",
        "(?:trong )?(?:tuan (?:nay|sau|toi)|quy nay)",
        "ket thuc (?:nam|quy|thang)(?= *$)",
        "trong (?:quy|tuan)(?= *$)",
        r"(?:ngay |NGAY )?trong (?:cung )?ngay(?: lam viec)?(?: tiep theo| hom sau)?(?! \d| thu| cuoi| dau| mung)",
        "ngay lam viec (?:tiep theo|ke tiep|lien ke|lien sau)",
        r"(?:trong )?nam hoc[^,;/()]*",
        r"(?:trong )?(?:hoc ky|ky|dot|vong|nien do)(?: thu)? (?:\d|i{1,3}\b|iv\b|mot|hai|dau|cuoi)"
        r"(?:(?! (?:truoc|cham|den|trong|ngay))[^,;/()])*?\d{4}(?:-\d{4})?",
        r"(?:dot|lan|phien|khoa|vong)(?: thu)? \d+/\d{4}",
        r"(?:tu )?sau ngay \d[^,;()]*",
        r"(?<!khong )(?<!de )qua ngay \d[^,;()]*",
        r"(?<!gio )(?<!\d[hg] )(?<!\d h )(?:trong )?(?:vong )?\d+ phut(?: (?:ke tu|sau|tu)[^,;()]*)?(?! ngay)",
    )
    + r"(?!\w)"
)
_SENTENCE = re.compile(r"^chua an dinh han \((?P<reason>.*)\)$")
_BACK_AT_END = re.compile(rf"(?P<what>.+?),? (?:it nhat |toi thieu |truoc )?{_SPAN}$")


def undated_reason(phrase: Phrase) -> str | None:
    """Return the reason in wording's sentence of an undated rule, "chưa ấn định hạn (theo kế hoạch)"."""
    found = _SENTENCE.match(phrase.plain)
    return phrase.text[found.start("reason") : found.end("reason")] if found else None


def take_waiting(text: str, plain: str) -> tuple[list[Piece], str]:
    """Return what hangs on an event or on others, in order, and the plain letters without it."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str], Piece]], ...] = (
        (_COUNTED, _counted),
        (_BARE, _bare),
        (_FIRST, _first),
        (_LEFT, _left),
    )
    pieces: list[Piece] = []
    for pattern, read in readers:
        while found := pattern.search(plain):
            piece = read(found, text, plain)
            pieces.append(piece)
            plain = plain[: piece.start] + _TAKEN * (piece.end - piece.start) + plain[piece.end :]
    return _with_events_before(sorted(pieces)), plain


def _counted(found: re.Match[str], text: str, plain: str) -> Piece:
    offset, unit = _offset(found["n"], found["unit"])
    end = _trigger_end(found.end(), text, plain)
    exact = "truoc khi tron" in found["lead"] or "truoc khi con" in found["lead"]
    bound = Bound.BEFORE if exact else Bound.BY
    return Piece(found.start(), end, Waiting(_words(text, found.end(), end), offset, unit, bool(found["back"]), bound))


def _bare(found: re.Match[str], _text: str, _plain: str) -> Piece:
    hours = found["hours"] or found["hours2"]
    offset, unit = (int(hours), Unit.HOUR) if hours else _offset(found["n"], found["unit"])
    return Piece(found.start(), found.end(), Waiting("", offset, unit, before="truoc" in found["lead"]))


def _offset(figures: str, unit: str) -> tuple[int, Unit]:
    number = _NUMBERS.get(figures) or int(figures)
    if unit.startswith("ngay"):
        return number, Unit.WORKING_DAY if "lam viec" in unit else Unit.DAY
    times, counted = {"tuan": (7, Unit.DAY), "thang": (1, Unit.MONTH), "nam": (12, Unit.MONTH)}.get(
        unit, (1, Unit.HOUR)
    )
    return times * number, counted


def _first(found: re.Match[str], text: str, plain: str) -> Piece:
    end = _trigger_end(found.end(), text, plain)
    if found["before"] and (late := _BACK_AT_END.match(plain[found.end() : end].rstrip(" ."))):
        offset, unit = _offset(late["n"], late["unit"])
        what = _words(text, found.end(), found.end() + late.end("what"))
        event = f"khi {what}" if found["before"].startswith("truoc khi") else what
        return Piece(found.start(), end, Waiting(event, offset, unit, before=True))
    trigger = _words(text, found.end(), end)
    if found["noun"]:
        trigger = f"kết thúc {trigger}"
    return Piece(found.start(), end, Waiting(trigger, 0, before=bool(found["before"])))


def _left(found: re.Match[str], text: str, _plain: str) -> Piece:
    return Piece(found.start(), found.end(), Undecided(_words(text, found.start(), found.end())))


def _trigger_end(start: int, text: str, plain: str) -> int:
    """Return where the words of an event end: at a stop, or where the sentence goes on: "…, Cục Trồng trọt …"."""
    stop = _STOP.search(plain, start)
    end = stop.start() if stop else len(plain)
    for comma in re.finditer(", (?=[^ ])", text[:end]):
        if comma.start() >= start and text[comma.end()].isupper() and " " in text[start : comma.start()].strip():
            return comma.start()
    return end


def _words(text: str, start: int, end: int) -> str:
    words = text[start:end].strip(" .,:;/-")
    return words.removesuffix(")") if "(" not in words else words


def _with_events_before(pieces: list[Piece]) -> list[Piece]:
    """Give a span alone the event named before it: "Sau khi nhận hồ sơ, trong thời hạn 05 ngày làm việc"."""
    given: list[Piece] = []
    for piece in pieces:
        match given[-1:], piece.value:
            case [Piece(start, _, Waiting(event, 0, before=False))], Waiting(trigger="") as span if span.offset:
                given[-1] = Piece(start, piece.end, span._replace(trigger=f"khi {event}"))
            case _:
                given.append(piece)
    return given
