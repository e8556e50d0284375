"""Pure: times that hang on something else: counted from an event, after it, or left to a plan or a request."""

import re
from collections.abc import Iterator

from schedules.phrases.pieces import Piece, Undecided, Waiting
from schedules.phrases.refusals import BLANK
from schedules.phrases.spelling import Phrase
from schedules.rules import Bound, Unit

_NUMBERS = {
    word: n for n, word in enumerate(("mot", "hai", "ba", "bon", "nam", "sáu", "bay", "tam", "chin", "muoi"), start=1)
} | {"sau": 6, "muoi lam": 15, "ba muoi": 30, "hai muoi": 20, "bay ngay": 7}
_NUMBER = r"(?P<n>\d{1,3}|muoi lam|ba muoi|hai muoi|mot|hai|ba|bon|nam|sáu|bay|tam|chin|muoi)"
_UNIT = r"(?P<unit>ngay lam viec|ngay \(lam viec\)|ngay|thang|gio(?: lam viec)?|h\b|tuan|nam)"
_SPAN = rf"{_NUMBER} ?{_UNIT}"
_LEAD = (
    r"(?:(?:ngay |NGAY )?trong(?: thoi (?:han|gian))?(?: vong)?|cham nhat|muon nhat|khong qua|khong muon hon|khong cham hon|"
    r"toi da|toi thieu|it nhat|thoi han|la|vao|sau|vong|cham|truoc khi tron|truoc khi con|truoc)"
)
_AFTER = r",? (?:(?:ke|tinh)(?: ke)? tu(?: sau)? |tu(?= ngay| khi| luc| thoi diem) |sau (?=khi|ngay|thoi diem|ket thuc)|sau khi )"
_BACK = r",? (?:tinh den |truoc (?=khi|ngay|thoi diem|ky hop|hoi nghi|dai hoi|dot|cuoc|le)|so voi |(?:den|toi) (?=ngay|khi))"
_COUNTED = re.compile(
    rf"(?P<lead>\b(?:{_LEAD} )*){_SPAN}\b(?:(?P<after>{_AFTER})|(?P<back>{_BACK}))"
    rf"|(?P<lead0>\b(?:{_LEAD} )+)(?P<n0>\d{{1,3}}) ?(?P<unit0>ngay lam viec|ngay|thang|tuan|gio|h\b)(?! ?(?:\d|dau|cuoi|nam|mot lan|lan|/|thu|hang|sang|chieu|trua|ngay|cung|het))"
)
_FIRST = re.compile(
    r"\b(?:(?:NGAY |ngay )?sau khi |(?:NGAY|ngay)(?: tu)? khi |sau (?=ket thuc|moi (?:dot|ky|lan|cuoc)|ky hop|hoi nghi|dai hoi|dot |cuoc |khi ))(?=.)"
    r"|(?P<before>\btruoc (?:khi |thoi diem (?!ngay|\d)|(?=ky hop|hoi nghi|dai hoi|tet|ngay khai|mua |dot |cuoc |phien |le ))(?=.))"
    r"|(?:^|(?<=[,;/(] )|(?<=[/(])|(?<=hoac )|(?<=xuyen )|(?<=va ))khi (?=.)|\bkhi (?=co |duoc |nhan |phat sinh|xay ra|can)"
)
_STOP = re.compile(
    r"[;\n]|\.(?= [A-Z]?|$)(?!\d)|,? (?:doi voi|nhung khong|nhung cham nhat|dong thoi) | thi (?!hanh|tuyen|dua)|/(?=theo|sau|khi|thuong|trong|ket thuc|hang)"
    r"|[,(] ?(?=(?:truoc|cham nhat|muon nhat|den ngay|trong thoi han|hang|dinh ky|theo|hoac|khong qua|trong vong|trong thang|trong quy)\b)"
    r"| (?:hoac|va|hoac la) (?=(?:truoc|cham nhat|muon nhat|theo|dinh ky|hang|khi co|dot xuat|trong thoi han|\d))|"
    + BLANK
)
_LEFT = re.compile(
    r"\b(?:(?:dinh ky |thuc hien |thuc hien )*theo (?:yeu cau|de nghi|ke hoach|tien do|quy dinh|huong dan|chi dao|lich|chuong trinh|nhiem vu"
    r"|thoi gian|thoi han|dinh ky|tinh hinh|nhu cau|thuc te|thong bao|phan cong|dot|su|tung|de xuat|nghi quyet|ket luan|thoi diem|luat|dung|noi dung)"
    r"(?:(?! (?:truoc|cham nhat|muon nhat|den ngay|hang ngay|hoac|trong thang|trong quy|ngay \d))[^,;/()~])*"
    r"|kip thoi|khan truong|dot xuat|bat thuong|(?:ngay )?som(?: nhat)?(?: co the)?|dung (?:thoi (?:gian|han)|han|tien do|quy dinh|ke hoach)(?: quy dinh)?"
    r"|trong thoi gian (?:som nhat|toi|quy dinh|gan nhat|qua)|(?:trong )?thoi gian (?:toi|gan nhat|quy dinh)|khi can(?: thiet)?|tuy (?:theo|thuoc)[^,;/()]*|can cu[^,;/()]*|lau dai|dai han|chua xac dinh"
    r"|(?:khong ghi thoi han|chua ghi thoi han)|ca nhiem ky|trong nhiem ky|am lich|trong nam hoc[^,;/()]*|(?:dip|truoc|sau|trong) (?:tet|le|dip)\b[^,;/()]*"
    r"|ngay lam viec (?:dau tien|thu \w+)[^,;/()]*|(?:tuan|thu \w+|chu nhat) (?:thu \w+|dau tien|cuoi cung|dau|cuoi)(?= (?:cua|trong|moi|hang|thang))[^,;/()]*"
    r"|sau ngay \d[^,;()]*|(?<!khong )qua ngay \d[^,;()]*|\d+ phut (?:ke tu|sau|tu)[^,;()]*|trong (?:vong )?\d+ phut)"
)

_SENTENCE = re.compile(r"^chua an dinh han \((?P<reason>.*)\)$")


def undated_reason(phrase: Phrase) -> str | None:
    """Return the reason in wording's sentence of an undated rule, "chưa ấn định hạn (theo kế hoạch)"."""
    found = _SENTENCE.match(phrase.plain)
    return phrase.text[found.start("reason") : found.end("reason")] if found else None


def take_waiting(text: str, plain: str) -> tuple[list[Piece], str]:
    """Return what hangs on an event or on others, and the plain letters without it."""
    pieces: list[Piece] = []
    for pattern, read in ((_COUNTED, _counted), (_FIRST, _first), (_LEFT, _left)):
        while found := pattern.search(plain):
            piece = read(found, text, plain)
            pieces.append(piece)
            plain = plain[: piece.start] + BLANK * (piece.end - piece.start) + plain[piece.end :]
    return sorted(_with_events_before(pieces)), plain


def _counted(found: re.Match[str], text: str, plain: str) -> Piece:
    linked = found["n"] is not None
    lead, figures, unit = (
        (found["lead"], found["n"], found["unit"]) if linked else (found["lead0"], found["n0"], found["unit0"])
    )
    number = _NUMBERS.get(figures) or int(figures)
    offset, counted_in = _units(number, unit)
    end = _trigger_end(found.end(), text, plain) if linked else found.end()
    trigger = _words(text, found.end(), end) if linked else ""
    before = bool(found["back"]) or (not linked and "truoc" in lead)
    exact = "truoc khi tron" in lead or "truoc khi con" in lead
    value = Waiting(trigger, offset, counted_in, before, Bound.BEFORE if exact else Bound.BY)
    return Piece(found.start(), max(end, found.end()), value)


def _units(number: int, unit: str) -> tuple[int, Unit]:
    if "lam viec" in unit and unit.startswith("ngay"):
        return number, Unit.WORKING_DAY
    match unit:
        case "thang":
            return number, Unit.MONTH
        case "nam":
            return 12 * number, Unit.MONTH
        case "tuan":
            return 7 * number, Unit.DAY
        case "ngay":
            return number, Unit.DAY
        case _:
            return number, Unit.HOUR


def _first(found: re.Match[str], text: str, plain: str) -> Piece:
    end = _trigger_end(found.end(), text, plain)
    return Piece(found.start(), end, Waiting(_words(text, found.end(), end), 0, before=bool(found["before"])))


def _left(found: re.Match[str], text: str, _plain: str) -> Piece:
    return Piece(found.start(), found.end(), Undecided(_words(text, found.start(), found.end())))


def _trigger_end(start: int, text: str, plain: str) -> int:
    """Return where the words of an event end: at a stop, or where the sentence goes on: "…, Cục Trồng trọt …"."""
    end = next((found.start() for found in _STOP.finditer(plain, start)), len(plain))
    for comma in re.finditer(", (?=[^ ])", text[:end]):
        if comma.start() >= start and text[comma.end()].isupper() and " " in text[start : comma.start()].strip():
            return comma.start()
    return end


def _words(text: str, start: int, end: int) -> str:
    return text[start:end].strip(" .,:;/-")


def _with_events_before(pieces: list[Piece]) -> Iterator[Piece]:
    """Give a bare span the event named before it: "Sau khi nhận hồ sơ, trong thời hạn 05 ngày làm việc"."""
    firsts = [piece for piece in pieces if isinstance(piece.value, Waiting) and piece.value.offset == 0]
    for piece in pieces:
        value = piece.value
        if isinstance(value, Waiting) and value.offset and not value.trigger and len(firsts) == 1:
            event = firsts[0].value
            if isinstance(event, Waiting) and firsts[0].end <= piece.start and not event.before:
                yield Piece(piece.start, piece.end, value._replace(trigger=f"khi {event.trigger}"))
                continue
        elif (
            piece in firsts
            and any(_is_bare(other) and other.start >= piece.end for other in pieces)
            and len(firsts) == 1
        ):
            continue
        yield piece


def _is_bare(piece: Piece) -> bool:
    return isinstance(piece.value, Waiting) and piece.value.offset > 0 and not piece.value.trigger
