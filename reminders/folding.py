"""Pure: text folded for comparison: no case, no diacritics, no punctuation."""

import re
import unicodedata
from functools import cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return lower-case ASCII words separated by single spaces: "UBND xã Ia Dơk" → "ubnd xa ia dok"."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return _NOT_WORD.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter))).strip()


def flatten(text: str) -> str:
    """Return text letter by letter without case and diacritics; it keeps its length, so places in it stay places.

    The text must be in NFC. Other signs stay as they are.
    """
    return "".join(_flat(letter) for letter in text)


@cache
def _flat(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[:1]
    return base if base.isascii() and base.isalnum() else letter
