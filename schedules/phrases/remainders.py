"""Pure: the words of a phrase that no rule has read, and whether they may change its day.

Words of the task before the limit are free. From the limit on, every word is part of a piece of time, joins two of
them, or stands in a clause of its own: behind a sign, behind a word that opens a clause, or with a name. A word that
does not, and a word of doubt wherever it stands, may change the day: the phrase is asked.
"""

import re

from schedules.letters import plain as plain_letters
from schedules.phrases.joining import joined
from schedules.phrases.moments import is_filler
from schedules.phrases.patterns import any_of
from schedules.phrases.pieces import Frequency, Hour, Limit, Mark, Piece, Point, Points, Undecided, Waiting, Weekdays
from schedules.phrases.refusals import BLANK
from schedules.phrases.spelling import Phrase
from schedules.phrases.strays import is_close, other_time, points_of
from schedules.rules import Bound

_DAYS = Point | Points | Hour | Weekdays
_SIGNS = (Mark.COMMA, Mark.OPEN, Mark.CLOSE, Mark.STOP, Mark.UNTIL, Mark.AND, Mark.OR, Mark.STANDING)

# Words that open a clause about the task, behind a day or between a limit and its day.
_OPENERS = re.compile(
    r"\W*(?:ngay )?"
    + any_of(
        "de", "nham", "cho", "phuc vu", "bao dam", "dam bao", "kip",  # what for
        "ve", "gui", "toi", "len", "voi", "cung", "doi voi",  # to whom
        "qua", "bang", "tren", "theo", "kem", "thong qua",  # by what means
        "tai", "o", "noi",  # where
        "do", "cac", "moi", "tung", "nhung", "ubnd", "phong", "ban", "so",  # who
        "bao cao", "so ket", "tong ket", "danh gia", "ket qua", "cua", "viec", "ket thuc", "nghia vu",  # of what
        "lien ke", "dot", "ky",
        "hoan thanh", "xong", "phai", "se", "co ban", "dat", "nop", "trinh", "lap", "giao", "cap", "to chuc",  # to do
        "tong hop", "thuc hien", "trien khai", "ban hanh", "cong bo", "thong bao", "giai ngan", "cong khai",
        "cap nhat", "nhu", "la", "thi", "deu", "dong thoi", "hang", "dinh ky", "cu the", "tinh hinh",
    )
    + r"\b"
)  # fmt: skip
# Words that take back, except, guess, choose, or name another day.
_DOUBTFUL = (
    r"không|chưa|đừng|hủy|huỷ|bãi bỏ"  # a negation
    r"|trừ|ngoài|ngoại trừ|riêng|nhưng|tuy|tuy nhiên|loại trừ"  # an exception
    r"|dự kiến|khoảng|tạm(?! (?:dừng|hoãn|ứng|trú|giữ|đình))|ước|có thể|phấn đấu|gần|hơn"  # a guess
    r"|sớm nhất|ít nhất|tối thiểu"
    r"|hoặc|hay"  # a choice
    r"|âm lịch|âl|(?:hôm|tuần|tháng|quý|năm) (?:sau|trước|tới|kia|qua|ngoái)|(?:trước|sau) (?:đó|đây)"
    r"|trở (?:đi|lại|về(?: sau| trước)?)|về sau|gia hạn|lùi|(?:đổi|chuyển|dời) sang|tết|lễ|ngày nghỉ"  # another time
    r"|giờ hành chính"
    r"|nếu(?! có\b(?! \w))|với điều kiện|miễn là|chỉ khi"  # a condition
)
_DOUBTS = re.compile(rf"\b(?:{_DOUBTFUL})\b")
_BARE_DOUBTS = re.compile(rf"\b(?:{plain_letters(_DOUBTFUL)})\b")
_RELATIVE = re.compile(r"(?:ngay )?(?:trong )?(?:tuần|tuan|(?:ngày |ngay )?(?:hôm|hom|mai)|quý|quy)\b")
_PERIOD_BEFORE = re.compile(r"[ ,()]*(?:cua )?(?:nam|quy|thang|tuan)(?: lien)? truoc\b(?! ngay| khi| \d)")
_BEFORE_LIMIT = re.compile(r"(?:[ .,(:]|\b(?:phải|phai|xong|hoàn thành|hoan thanh|(?:thời )?hạn|là|la|trong)\b)*")
_HOPED = re.compile("hoàn thành|hoan thanh|:")
_CONDITION = re.compile(r"\bneu(?! co\b(?! [a-z])|[^;,.()]* trung )")


def unread(pieces: list[Piece], phrase: Phrase, kept: str) -> str:
    """Return the first words from the limit on that may change the day; "" where there are none."""
    pieces = joined(pieces, kept)
    days = [n for n, piece in enumerate(pieces) if isinstance(piece.value, _DAYS)]
    if not days:
        return ""
    first = _limit_of(pieces, days[0], kept)
    if found := _doubt_in(pieces, first, phrase, kept) or other_time(pieces, phrase, kept):
        return found
    is_free = False
    for piece, after in zip(pieces[first:], [*pieces[first + 1 :], None], strict=True):
        end = max(after.start if after else len(kept), piece.end)
        if isinstance(piece.value, _DAYS | Frequency | Waiting | Undecided | Limit):
            is_free = False
        is_free = is_free or piece.value in _SIGNS
        is_joined = is_filler(kept[piece.end : end])
        if not is_free and not is_joined and not _opens_clause(phrase, kept, piece, end):
            return phrase.text[piece.end : end].strip()
        is_free = is_free or not is_joined
    return ""


def _limit_of(pieces: list[Piece], day: int, kept: str) -> int:
    """Return the place of the limit a day stands behind; a "đến" or "vào" apart from it is of the task."""
    for n in range(day - 1, -1, -1):
        value = pieces[n].value
        if isinstance(value, Limit) and (not (value.within or value.until) or is_close(pieces, n, kept)):
            return n
        if value is Mark.STOP:
            break
    return day


def _opens_clause(phrase: Phrase, kept: str, piece: Piece, end: int) -> bool:
    gap = phrase.text[piece.end : end]
    words = gap.strip()
    if not re.search(r"\w", words) or not kept[piece.end : end].strip("~` "):
        return True
    if isinstance(piece.value, Limit) and piece.value.bound is Bound.BEFORE:  # "trước Hội đồng ngày 15/3" is no limit
        return False
    return words[0].isupper() or _OPENERS.match(phrase.plain.lower(), piece.end, end) is not None


def _doubt_in(pieces: list[Piece], first: int, phrase: Phrase, kept: str) -> str:
    """Return a word of doubt behind the limit, right before it, or a condition anywhere."""
    if found := _CONDITION.search(phrase.plain) or _period_before(pieces, phrase):
        return phrase.text[found.start() :].strip(" ,()")
    is_bare = phrase.text.isascii()
    rest, start = _not_read(pieces, phrase.plain if is_bare else phrase.text, kept), pieces[first].start
    for doubt in (_BARE_DOUBTS if is_bare else _DOUBTS).finditer(rest):
        if doubt.start() >= start or _is_right_before(rest, doubt, start):
            return phrase.text[doubt.start() : doubt.end()]
    return ""


def _period_before(pieces: list[Piece], phrase: Phrase) -> re.Match[str] | None:
    """Return "năm trước" right behind a time; elsewhere it is the year of a report or of data."""
    ends = (piece.end for piece in pieces if isinstance(piece.value, _DAYS | Frequency))
    return next((found for end in ends if (found := _PERIOD_BEFORE.match(phrase.plain, end))), None)


def _not_read(pieces: list[Piece], text: str, kept: str) -> str:
    """Return small letters with dots for what the pieces say and for times that were refused."""
    letters = [small if len(small := letter.lower()) == 1 else "." for letter in text]
    for n, piece in enumerate(pieces):
        if _is_read(pieces, n, kept):
            letters[piece.start : piece.end] = "." * (piece.end - piece.start)
    return "".join("." if sign == BLANK else letter for letter, sign in zip(letters, kept, strict=True))


def _is_right_before(rest: str, doubt: re.Match[str], start: int) -> bool:
    """Say whether a doubt leads to a limit; "dự kiến hoàn thành trước …" and "Dự kiến: trước …" are a plan's way."""
    is_hoped = doubt[0] in ("dự kiến", "du kien") and _HOPED.search(rest, doubt.end(), max(start, doubt.end()))
    return doubt.end() <= start and not is_hoped and _BEFORE_LIMIT.fullmatch(rest, doubt.end(), start) is not None


def _is_read(pieces: list[Piece], n: int, kept: str) -> bool:
    """Say whether a piece says a time: its words are no doubt. "hoặc" is none before what is left to others."""
    value = pieces[n].value
    after = pieces[n + 1].value if is_close(pieces, n, kept) else None
    if isinstance(value, Limit):
        return isinstance(after, _DAYS | Limit | Frequency) or after is Mark.OPEN
    if value is Mark.OR:
        return isinstance(after, Waiting | Undecided)
    if isinstance(value, Undecided):
        return not _RELATIVE.match(value.words.lower()) or (n > 0 and pieces[n - 1].value is Mark.OR)
    if value is Mark.ONWARD:
        return n > 0 and any(
            point.year and not point.names_day and not point.months for point in points_of(pieces[n - 1])
        )
    return not isinstance(value, Mark) or value is Mark.FOLLOWING
