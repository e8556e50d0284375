"""Pure: the shapes of what stands in a message: figures, words, marks, as one pattern over its plain letters."""

import re

from reminders.replies.tokens.signs import Sign
from schedules.spoken_days import DATE_PATTERNS
from schedules.spoken_spans import SPAN_PATTERN

_NAMED = "bao cao|cong van|ke hoach|quyet dinh|thong bao|to trinh|van ban|bc|cv|kh|qd|tb|ttr|vb"
_KINDS = "bc|kh|cv|qd|tb|ttr|ct|nq|hd|pa|bb|gm|ubnd|hdnd|to trinh"
_DOCUMENT = (
    rf"(?:(?:{_NAMED}) )?(?:so:? ?)?\d{{1,5}} ?(?:/ ?\d{{4}} ?)?/ ?"
    rf"(?:[a-z]{{2,10}}(?:[-–][a-z0-9]{{1,12}}){{1,4}}|(?:{_KINDS})\b)"
)
_DOCUMENT_DATE = (
    r"(?:,? ?(?:ky |de |phat hanh |ban hanh )?(?:ngay )?"
    r"(?P<dd>\d{1,2})[/.-](?P<dm>\d{1,2})(?:[/.-](?P<dy>\d{4}))?(?!\d))?"
)
_NUMBERED = (
    rf"(?:{_NAMED}|muc|so) "
    r"(?:so:? ?)?\d{1,5}\b(?! ?[/%:.-]\d)(?! ?%| phan tram)"
    r"(?! ?(?:gio|h|ngay|hom|tuan|thang|trieu|ty)\b(?! (?:mai|kia|nay|qua|sau|toi|\d)))"
)
_NOT_A_CODE = r"(?![\d%])(?! ?(?:/|:|-) ?\d)(?! ?(?:%|phan tram|gio\b|h\b|trieu|ty\b|ti\b))"


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_GRAMMAR: dict[str, tuple[Sign, str]] = {
    "document": (Sign.DOCUMENT, f"(?P<number>{_DOCUMENT})" + _DOCUMENT_DATE),
    "percent": (Sign.PERCENT, r"\d{1,4}(?:[.,]\d+)? ?(?:%|phan tram\b|pt\b)"),
    "hour": (
        Sign.FIGURE,
        r"\d{1,2} ?(?::\d{2}\b|(?:gio|h|g)(?: ?\d{1,2}(?: ?(?:p|phut)\b)?)?(?![a-z\d]))|\d{1,3} (?:tieng|phut)\b",
    ),
    "money": (Sign.FIGURE, r"\d[\d.,]*(?:k|tr|d)\b|\d[\d.,]* ?(?:trieu|ty|ti|dong|vnd)\b"),
    "marked": (
        Sign.CODE,
        r"(?:#|(?:(?<!gia )ma viec|ma so|(?<!gia )ma|cong viec|viec so|viec|nhiem vu|nv|item)[ :]{0,2}#?)"
        r"\d{1,4}" + _NOT_A_CODE + r"(?! (?:ngay|hom|bua|tuan|thang)(?: (?:nua|lam viec)|$))",
    ),
    "spelled": (
        Sign.CODE,
        r"(?:ma viec|ma|cong viec|viec|cai|nhiem vu) so (?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\b",
    ),
    "fraction": (
        Sign.PART,
        r"\d{1,3} ?(?:/|tren|trong(?: tong)?(?: so)?) ?\d{1,3} "
        r"(?:viec|nhiem vu|noi dung|chi tieu|bao cao|xa|thon|ho so|ho|don vi|phong|muc|phan)\b(?! \d)",
    ),
    "numbered": (Sign.MAYBE_CODE, _NUMBERED),
    "span": (Sign.SPAN, _without_names(SPAN_PATTERN)),
    "date": (Sign.DATE, "|".join(map(_without_names, DATE_PATTERNS))),
    "part": (
        Sign.PART,
        r"(?:1|mot) (?:phan|nua|so|it|vai)\b|(?:phan|buoc|giai doan|dot|chuong|noi dung thu) \d{1,2}\b(?![/%])",
    ),
    "label": (
        Sign.NOUN,
        r"(?:thang|quy|nam|lan|ky|dieu|khoan|phu luc|mau|bieu|trang|thon|khu|khoi|lop|tuan|khoa|nhom|phuong|quan"
        r"|t) ?\d{1,4}\b(?! ?[/%])|(?:qu[yi]|nam|thang) (?:i{1,3}|iv)\b",
    ),
    "count": (
        Sign.COUNT,
        r"(?:\d{1,4}|hai|ba|bon|nam|sau|bay) (?:viec|nhiem vu)\b|\d{1,4} (?:noi dung|chi tieu|cai|bao cao|ban|bo"
        r"|file|xa|thon|ho so|ho|nguoi|truong hop|don vi|lan|muc|phan|van ban|cuoc|diem|trang|nua|so|khoan|huyen|phong"
        r"|vu|don|cau|bang|dot|loai|nhom)\b(?! \d)",
    ),
    "lettered": (Sign.MAYBE_CODE, r"\d{1,4}[a-z]\b"),
    "big": (Sign.FIGURE, r"0\d{2,3}[ .]\d{3}[ .]\d{3,4}|\+?\d[\d.]{4,}\d|\d+[.]\d+|\d{5,}"),
    "code": (Sign.CODE, r"\d{1,4}"),
    "comrade": (Sign.PERSON, r"d/c\b"),
    "thumb": (Sign.YES, r"/-strong|/-ok|:ok|\(y\)|👍|👌|🆗|🙏|🫡|💪|❤|🙆"),
    "tick": (Sign.TICK, r"✅|☑|✔|💯"),
    "cross": (Sign.NO, r"❌|✖|✗|🚫|⛔|❎|👎|/-weak|/-no\b"),
    "busy": (Sign.DOING, r"⏳|⌛|🔄|🚧|🏃"),
    "query": (Sign.QUERY, r"[?？؟❓❔⁉]"),
    "word": (Sign.UNKNOWN, r"[^\W\d_]+(?:'t\b)?"),
    "joint": (Sign.JOINT, r"[+&/–—-]"),
    "pause": (Sign.PAUSE, r"[,、，(:\[]"),
    "stop": (Sign.STOP, r"[.;!\n…·|•)\]=>]|。"),
}
"""What may stand in a message, the first that fits is read, and what it is a sign of."""

_INSIDE_WORDS = frozenset(
    ["comrade", "document", "thumb", "tick", "cross", "busy", "query", "word", "joint", "pause", "stop", "marked"]
)
TOKEN = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern if kind in _INSIDE_WORDS else rf'(?<![a-z](?=[a-z]))(?:{pattern})'})"
        for kind, (_, pattern) in _GRAMMAR.items()
    )
)
SIGNS = {kind: sign for kind, (sign, _) in _GRAMMAR.items()}
