"""Pure: text folded for comparison: no case, no diacritics, no punctuation."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return lower-case ASCII words separated by single spaces: "UBND xã Ia Dơk" → "ubnd xa ia dok"."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return _NOT_WORD.sub(" ", "".join(letter for letter in letters if not unicodedata.combining(letter))).strip()
