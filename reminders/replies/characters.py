"""Pure: the characters of a message made plain: one form, visible, and a folded copy aligned letter by letter."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[\s]*")
_OVERRIDES = frozenset("\u202d\u202e")


class _Plain(dict[int, str]):
    """Each letter's lower-case letter without marks, made when first met: `str.translate` keeps the length."""

    def __missing__(self, point: int) -> str:
        letter = "d" if point in (0x110, 0x111) else unicodedata.normalize("NFD", chr(point))[0].lower()[0]
        if len(self) < 4096:
            self[point] = letter
        return letter


class _Visible(dict[int, str]):
    """Digits of any script as ASCII digits, wide letters as narrow ones, controls dropped, odd spaces as spaces."""

    def __missing__(self, point: int) -> str:
        shown = _visible(chr(point))
        if len(self) < 4096:
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
    if kind in ("Cc", "Cf", "Cs", "Mn", "Me", "Co"):
        return ""
    wide = unicodedata.normalize("NFKC", char) if 0xFF01 <= ord(char) <= 0xFF5E else char
    return wide if len(wide) == 1 else char


_PLAIN = _Plain()
_VISIBLE = _Visible()


def clean(text: str) -> str:
    """Return the text in NFC with ASCII digits, single spaces, no control characters and no blank lines."""
    text = unicodedata.normalize("NFC", text).translate(_VISIBLE)
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def plain(text: str) -> str:
    """Return cleaned text in lower case without diacritics: "Đã Xong" → "da xong". The length stays the same."""
    return text.translate(_PLAIN)


def is_disguised(text: str) -> bool:
    """Return whether the text is shown in another order than it is written (bidirectional overrides)."""
    return not _OVERRIDES.isdisjoint(text)
