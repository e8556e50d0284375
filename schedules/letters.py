"""Pure: the letters people write, folded for comparison: in one form, visible, without case and marks."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[\s]*")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_OVERRIDES = frozenset("\u202d\u202e")
_LOOKALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
"""The letters of other alphabets that texts converted from old encodings have for Đ."""
_TABLE_SIZE = 4096


class _Plain(dict[int, str]):
    """Each letter without case and marks, made when first met: `str.translate` keeps the length."""

    def __missing__(self, point: int) -> str:
        lower = chr(point).lower()
        base = "d" if lower in "đðɖ" else unicodedata.normalize("NFD", lower)[0]
        letter = base if (base.isascii() and base.isalnum()) or len(lower) > 1 else lower
        if len(self) < _TABLE_SIZE:
            self[point] = letter
        return letter


class _Visible(dict[int, str]):
    """Digits of any script as ASCII digits, wide letters as narrow ones, controls dropped, odd spaces as spaces."""

    def __missing__(self, point: int) -> str:
        shown = _visible(chr(point))
        if len(self) < _TABLE_SIZE:
            self[point] = shown
        return shown


def _visible(char: str) -> str:
    if char == "\n":
        return char
    if char in "\r\u2028\u2029":
        return "\n"
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if char.isspace():
        return " "
    if kind in ("Cc", "Cf", "Cs", "Mn", "Me", "Co") or is_no_character(char):
        return ""
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    wide = unicodedata.normalize("NFKC", char) if 0xFF01 <= ord(char) <= 0xFF5E else char
    return wide if len(wide) == 1 else char


_PLAIN = _Plain()
_VISIBLE = _Visible()


def is_no_character(char: str) -> bool:
    """Return whether this is what Unicode promises never to be a character; XML, and so Excel, cannot hold it."""
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def plain(text: str) -> str:
    """Return a text in NFC letter by letter without case and marks: "Đã Xong" → "da xong".

    Its length stays, so that places in it stay places. Letters of other scripts only lose their case.
    """
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Return lower-case ASCII words separated by single spaces: "UBND xã Ia Dơk" → "ubnd xa ia dok"."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain(letters)).strip()


def clean(text: str) -> str:
    """Return the text in NFC with ASCII digits, Vietnamese Đ, single spaces, nothing invisible and no blank lines."""
    text = unicodedata.normalize("NFC", text).translate(_VISIBLE)
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def is_disguised(text: str) -> bool:
    """Return whether the text is shown in another order than it is written (bidirectional overrides)."""
    return not _OVERRIDES.isdisjoint(text)
