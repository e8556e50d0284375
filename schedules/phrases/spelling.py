"""Pure: the letters of a phrase as the grammar reads them: one plain letter for each letter of the text.

The grammar is written without diacritics, so text typed without them is read as it is. Where the text has them, words
that only look like words of time without them ("quy" of "quy định", "nam" of "Việt Nam") are set in capitals, which
no pattern matches.
"""

import re
import unicodedata
from typing import NamedTuple

from schedules.letters import plain

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u200b\u202f\t\r\n\v\f", " "),  # a zero-width space parts words
        **dict.fromkeys("\u200c\u200d\u2060\ufeff\u00ad", None),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("‘’′`´", "'"),
        "ǎ": "ă",
        "Ǎ": "Ă",
        "：": ":",
        "，": ",",
        "；": ";",
        "⁄": "/",
        "[": "(",
        "]": ")",
        "*": " ",
        "_": " ",
    }
)

# Words of time that other words look like without diacritics, as they are spelt (with the usual slips).
_SPELLINGS = """
    ngày ngầy ngàỵ năm quý qúy từ đến tới thứ hàng hằng hăng hang hẳng tháng thang thàng tuần tuan giờ đầu cuối sau
    khi trong chậm mỗi một hai ba bốn bảy bẩy tám chín mười mươi thì hết vào hạn muộn quá kỳ kỷ nếu tính số cùng cung
    bán trừ phút đúng lần
"""
_SPELT = frozenset(_SPELLINGS.split())
_KEPT = {"tư", "sáu", "tối"}  # Wednesday, six and the evening, not "từ", "sau" and "tới"
_LOOKALIKE = re.compile(rf"\b(?:{'|'.join(map(plain, _SPELT))})\b")
_WORD = re.compile(r"[^\W\d_]+")

_NUMERALS = "một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|mot|bon|nam|lam|sau|bay|tam|chin|muoi"
# Each with a sign it needs.
_SLIPS = (
    ("  ", re.compile(r" {2,}"), " "),
    ("", re.compile(r"(?i)[\"“”«»](?=(?:ngày|ngay|m[ùuồo]ng|thứ|thu|\d))|(?<=\d)[\"“”«»]"), ""),
    ("", re.compile(r"(?i)\b(qu)í\b"), r"\1ý"),
    ("(", re.compile(r"(?i)\b(ngày|ngay) \((\d[\d/.-]*)\)"), r"\1 \2"),
    ("(", re.compile(rf"(?i)(\d) ?\((?!n[ăa]m (?:sau|nam|năm)\))(?:(?:{_NUMERALS}|không|linh|lẻ) ?)+\)"), r"\1"),
    ("", re.compile(r"(?i)\b(ngày|tháng|năm|quý|thứ|ngay|thang|nam|quy|thu)(\d)"), r"\1 \2"),
    ("", re.compile(r"(?i)(\d)(ngày|tháng|năm|tuần|ngay|thang|nam|tuan)\b"), r"\1 \2"),
    ("/", re.compile(r"(?<=\d) ?/ ?(?=\d)"), "/"),
    ("/", re.compile(r"(?<=\d)//(?=\d)"), "/"),
    ("", re.compile(r"(?i)\bngày thứ (\d+),? (?=(?:kể|tính) từ)"), r"\1 ngày "),
    ("/", re.compile(r"(?<=\d) ?/ ?(?=[A-ZĐ]{2})"), "/"),
    ("-", re.compile(r"(?<=\d) - (?=\d\d? - \d{4})|(?<=\d-\d) - (?=\d{4})|(?<=\d-\d\d) - (?=\d{4})"), "-"),
    ("/", re.compile(r"\b[oO](?=\d/)|(?<=/)[oO](?=\d)|(?<=/\d)[oO](?=/)"), "0"),
    ("/", re.compile(r"\b[lI](?=\d/\d)"), "1"),
    ("/", re.compile(r"\bT\.? ?(\d{1,2})(?=/\d{4})"), r"tháng \1"),
    ("/", re.compile(r"\bQ\.? ?(IV|I{1,3}|[1-4])(?=/\d{4})"), r"quý \1"),
    ("", re.compile(r" +(?=[,;.)])|(?<=\() +"), ""),
)


class Phrase(NamedTuple):
    """A phrase in its own letters, and letter by letter in plain ones: `plain[i]` stands for `text[i]`."""

    text: str
    plain: str


def spelled(text: str) -> Phrase:
    """Return the phrase with spaces, dashes, figures and the usual slips put right, and its plain letters."""
    text = unicodedata.normalize("NFC", text).translate(_SIGNS).strip()
    for sign, slip, right in _SLIPS:
        if sign in text:
            text = slip.sub(right, text)
    return Phrase(text, _without_lookalikes(text, plain(text)))


def _without_lookalikes(text: str, plain: str) -> str:
    words = _WORD.findall(text)
    marked = sum(not word.isascii() for word in words)
    bare_text = marked * 4 < len(words)
    letters: list[str] = []
    done = 0
    for found in _LOOKALIKE.finditer(plain):
        start, end = found.span()
        word = text[start:end].lower()
        if word in _SPELT or (word.isascii() and (bare_text or _before_number(plain, start, end))):
            continue
        letters += plain[done:start], word if word in _KEPT else found[0].upper()
        done = end
    return "".join(letters) + plain[done:]


def _before_number(plain: str, start: int, end: int) -> bool:
    """Say whether a word without its diacritics is followed by a figure: "ngay 15", "nam 2021" (not Việt Nam)."""
    return plain[end : end + 1] == " " and plain[end + 1 : end + 2].isdigit() and not plain.endswith("viet ", 0, start)
