"""Pure: a cleaned message cut into words, figures and punctuation, each with its sign and its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reminders.replies.tokens.grammar import SIGNS, TOKEN
from reminders.replies.tokens.lexicon import NAME, Word, phrase_at, words_of
from reminders.replies.tokens.signs import Sign
from schedules.calendar_days import exact_day
from schedules.spoken_days import Day, last_past, read_day
from schedules.spoken_spans import Span, number_in, read_span


@dataclass(frozen=True, slots=True)
class Token:
    """A word, phrase, figure or mark from `start` to `end` of the cleaned text; `value` is what a figure says."""

    sign: Sign
    start: int
    end: int
    plain: str
    value: Day | Span | int | str | tuple[int, ...] | None = None


_SPELLED = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"]
_DIGITS = re.compile(r"\d+")
_TITLE = re.compile(r"(?:^|[^a-z])(?:anh|chi|co|chu|bac|ong|ba|d/c|dong chi|ms|mr) $")
_TODAY = re.compile(r"(?:^|[^a-z])(?:em|e|anh|den|toi|minh|tu|\n|[,.;\d]) ?$")
_LOOKALIKES = """
    bận bạn bàn bán bổ bỏ bộc phấn phân phản hỏi họ hồ lân lẫn bằng bang sổ sợ sở đốt lỗi loài đon đòn cai vú phóng
"""
_LIKE_COUNTED = frozenset(_LOOKALIKES.split())
_GIVEN_NAMES = """
    nam mai ha thu chi bao tinh ky sau tu lan hong quy vu dang dung cuc van hoi tan hien tho hoa phuong tam
"""
_NAMES = frozenset(_GIVEN_NAMES.split())


def tokens_of(text: str, plain_text: str, today: date) -> list[Token]:
    """Return the tokens of a cleaned text and its plain copy (of the same length)."""
    tokens: list[Token] = []
    words: list[Word] = []
    spans: list[tuple[int, int]] = []
    for found in TOKEN.finditer(plain_text):
        kind, (start, end) = found.lastgroup or "", found.span()
        if kind == "word" or (kind in ("date", "span") and _is_no_day(text, plain_text, start, end)):
            named = [NAME] if _is_name(text, plain_text, start, end) else words_of(text[start:end])
            words += named
            spans += [(start, end)] * len(named)
            continue
        if words:
            tokens += _phrases(words, spans)
            words, spans = [], []
        if kind == "marked" and text[start : start + 2].lower() == "mà":
            tokens.append(Token(Sign.BUT, start, start + 2, "ma"))  # "mà 12 xong", not "mã 12"
        if kind == "count" and (code := _uncounted(text, start, end)):
            tokens.append(code)
            words, spans = list(words_of(text[code.end + 1 : end])), [(code.end + 1, end)]
            continue
        tokens.append(Token(SIGNS[kind], start, end, found[0], _value(kind, found, text, today)))
    return [*tokens, *_phrases(words, spans)]


def _phrases(words: list[Word], spans: list[tuple[int, int]]) -> Iterator[Token]:
    start = 0
    while start < len(words):
        length, sign = phrase_at(words, start)
        stop = start + length
        plain = words[start].plain if length == 1 else " ".join([word.plain for word in words[start:stop]])
        yield Token(sign, spans[start][0], spans[stop - 1][1], plain)
        start = stop


def _value(kind: str, found: re.Match[str], text: str, today: date) -> Day | Span | int | str | None:
    match kind:
        case "date":
            return read_day(found[0], today)
        case "span":
            return read_span(found[0])
        case "count":
            return number_in(found[0])
        case "percent":
            return int(_DIGITS.findall(found[0])[0])
        case "marked" | "numbered" | "lettered" | "code":
            return int(_DIGITS.findall(found[0])[-1])
        case "spelled":
            return _SPELLED.index(found[0].split()[-1]) + 1
        case "document":
            return _document(found, text, today)
        case _:
            return None


def _document(found: re.Match[str], text: str, today: date) -> str:
    """Return number and full date: "số 45/BC-UBND ngày 05/10/2021"; a date without a year is the latest past one."""
    first = found.start() + found[0].index(_DIGITS.findall(found[0])[0])
    number = "số " + text[first : found.end("number")].replace(" ", "")
    if not found["dd"]:
        return number
    day, month = int(found["dd"]), int(found["dm"])
    on = exact_day(int(found["dy"]), month, day) if found["dy"] else last_past(day, month, today)
    return f"{number} ngày {on:%d/%m/%Y}" if on else number


def _is_no_day(text: str, plain_text: str, start: int, end: int) -> bool:
    """Return whether "nay" is "này" here ("việc này"), or "Mai" somebody."""
    if plain_text.startswith("sau ngay", start):
        return text.startswith("sau ngày", start)
    typed = text[start:end].lower()
    if typed.endswith(("mãi", "mái", "mài", "mại", "một", "kìa")):
        return True
    if plain_text.endswith(" qua", start, end) and "hom" not in plain_text[start:end]:
        return typed not in ("sáng qua", "trưa qua", "chiều qua", "tối qua", "đêm qua")  # "tôi qua nộp", "đem qua"
    if plain_text[start:end] == "nay":
        is_plain = text.isascii() and not (start == 0 or _TODAY.search(plain_text[max(0, start - 6) : start]))
        return typed != "nay" or is_plain
    return _is_name(text, plain_text, start, end)


def _uncounted(text: str, start: int, end: int) -> Token | None:
    """Return the code in what only looks like a count: "12 bận" is not "12 bản"."""
    digits, _, noun = text[start:end].lower().partition(" ")
    if noun.isascii() or noun not in _LIKE_COUNTED:
        return None
    return Token(Sign.CODE, start, start + len(digits), digits, int(digits))


def _is_name(text: str, plain_text: str, start: int, end: int) -> bool:
    """Return whether a word like "Mai" or "Nam" is somebody here: "chị Mai"; "mai" and "MAI" are tomorrow."""
    written = plain_text[start:end] in _NAMES and text[start].isupper() and text[start + 1 : end].islower()
    return written and bool(_TITLE.search(plain_text[max(0, start - 9) : start]))
