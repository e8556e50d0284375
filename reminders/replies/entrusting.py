"""Pure: a whole message that says who is responsible for an item: "đ/c Hoa phụ trách việc 5", "bỏ phụ trách việc 5"."""

import re
from itertools import takewhile

from reminders.replies.kinds import Entrust
from reminders.replies.tokens.lexicon import phrase_at, words_of
from reminders.replies.tokens.signs import Sign
from schedules.letters import plain

_CODES = r"#?\d{1,4}(?:(?: ?, ?| va )#?\d{1,4})*"
_ITEM = (
    rf"(?P<item>(?:(?:cong )?viec|nhiem vu|muc|ma(?: viec)?)(?: so| ma)? ?{_CODES}"
    rf"|(?:cong viec|viec|nhiem vu) (?:nay|do|tren)|{_CODES})"
)
_TITLE = r"(?:(?:d/c|đ/c|dc|dong chi|anh|chi|co|chu|bac|ong|ba|em|chau|thay|can bo|chuyen vien|[ace]) )"
_WHO = rf"(?P<who>(?:can bo )?so #?\d{{1,6}}|{_TITLE}?[a-z][a-z'’-]*(?: [a-z][a-z'’-]*){{0,4}}?)"
_SELF = r"(?P<self>em|e|toi|minh|tui|chau)"
_CHARGE = r"(?:phu trach|dam nhiem|dam trach|chiu trach nhiem)(?: chinh| rieng| luon)?"
_DO = rf"(?:{_CHARGE}|lam|lo|thuc hien|xu ly|giai quyet)"
_GIVE = r"(?:giao|phan cong|chuyen|cu)"
_SINCE = r"(?:ke )?tu (?:nay|gio|hom nay|ky nay|ky sau|thang nay|thang sau)(?: tro di)?"
_CALL = r"(?:anh|chi|em|sep|bot|co|chu|bac)"
_HEAD = re.compile(rf"(?:(?:da|vang|ok|bao cao|xin bao|{_SINCE})[ ,:.]+|{_CALL}(?: oi[ ,:.]+|[,:] ?))*")
_TAIL = rf"(?P<tail>(?:[ ,]+(?:nhe|nha|nghe|nghen|a|di|giup|voi|luon|ve sau|lau dai|{_CALL}|{_SINCE}))*[.! ]*)"
_PART = r"(?:[ :,]+(?:thi|la|nay))?[ :,]+"
_NOT = r"(?:khong|ko|k|chang)"

_TAKES = rf"(?:xin |se |nhan |xin nhan |la nguoi )?{_CHARGE}"
_NAMES = [
    re.compile(form + _TAIL)
    for form in (
        rf"(?:de )?(?:{_SELF}|{_WHO}) {_TAKES}(?: cho)? {_ITEM}",
        rf"{_ITEM}{_PART}(?:do |de )?(?:{_SELF}|{_WHO}) {_TAKES}",
        rf"{_GIVE} {_ITEM}(?: cho)? {_WHO}(?: {_DO})?",
        rf"{_ITEM}{_PART}{_GIVE}(?: cho)? {_WHO}(?: {_DO})?",
        rf"{_GIVE}(?: cho)? {_WHO} (?:{_DO} )?{_ITEM}",
        rf"{_WHO} {_TAKES}",
    )
]
_ENDS = [
    re.compile(form + _TAIL)
    for form in (
        rf"(?:bo|thoi|huy|dung|ket thuc)(?: nguoi)? phu trach(?: rieng)?(?: cua| cho)? {_ITEM}(?: nua)?",
        rf"{_ITEM}{_PART}(?:bo|thoi|huy)(?: nguoi)? phu trach(?: rieng)?(?: nua)?",
        rf"{_ITEM}{_PART}{_NOT}(?: con)?(?: (?:can )?(?:ai|nguoi))? phu trach (?:rieng(?: nua)?|nua)",
        rf"(?=.* (?:con|rieng|nua)\b){_NOT} (?:con )?(?:ai|nguoi nao) phu trach (?:rieng )?{_ITEM}(?: nua)?",
        rf"(?=.* (?:thoi|con|nua)\b)(?:{_SELF}|{_WHO}) (?:thoi|{_NOT})(?: con)? phu trach {_ITEM}(?: nua)?",
    )
]
_SPOKEN_OF = re.compile(r"phu trach|giao |phan cong|dam nhiem|dam trach|trach nhiem|chuyen |cu ")
_TITLED = re.compile(_TITLE)
_NUMBER = re.compile(r"(?:can bo )?so #?(\d+)")


def entrusted(text: str, said: str, about: tuple[int, ...]) -> Entrust | None:
    """Return whom a cleaned message makes responsible, or None when it says anything more or less; `said` is its plain
    copy. "Việc này" is the one item that it is `about`.
    """
    if not _SPOKEN_OF.search(said):
        return None
    begin = _HEAD.match(said)
    rest = begin.end() if begin else 0
    for form in (*_NAMES, *_ENDS):
        if (found := form.fullmatch(said, rest)) and (who := _who(found, text, said)) is not None:
            codes = _codes(found, about)
            return Entrust(codes, None if form in _ENDS else who) if codes else None
    return None


def without_title(who: str) -> str:
    """Return a name without what somebody is called before it: "đ/c Hoa" is "Hoa"; "số 7" is "7"."""
    said = plain(who)
    if number := _NUMBER.fullmatch(said):
        return number[1]
    title = _TITLED.match(said)
    return who[title.end() :] if title else who


def _codes(found: re.Match[str], about: tuple[int, ...]) -> tuple[int, ...]:
    """Return the codes that are named, else the one item that is spoken of."""
    named = tuple(dict.fromkeys(int(code) for code in re.findall(r"\d+", found.groupdict().get("item") or "")))
    return named or (about if len(about) == 1 else ())


def _who(found: re.Match[str], text: str, said: str) -> str | None:
    """Return who is named, as it was written, "" for the writer or for nobody; None where the words are nobody's name:
    "ai", "bên kia", "chị ấy".
    """
    if not found.groupdict().get("who"):
        return ""
    begin, end = found.span("who")
    if _NUMBER.fullmatch(said, begin, end):
        return text[begin:end]
    title = _TITLED.match(said, begin, end)
    if end == found.start("tail"):  # "giao chị Hoa Anh": the last name is no "anh" that is spoken to
        following = takewhile(lambda word: word.istitle(), text[end:].split())
        end += sum(1 + len(word) for word in following)
    first, *others = text[title.end() if title else begin : end].split() or [""]
    is_named = _is_name(first, text, is_sure=bool(title)) and all(_is_name(one, text, is_sure=True) for one in others)
    return text[begin:end] if is_named else None


def _is_name(word: str, text: str, *, is_sure: bool) -> bool:
    """Return whether a word may be a name: it begins large, or (after a title, in small letters) means nothing else.

    Not `is_sure`: it begins a message, where every word begins large.
    """
    is_large = word[:1].isupper() and not text.isupper()
    means_nothing = bool(word) and phrase_at(list(words_of(word)), 0)[1] is Sign.UNKNOWN
    return (is_large or means_nothing) if is_sure else (is_large and means_nothing)
