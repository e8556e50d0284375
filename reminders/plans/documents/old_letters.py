"""Pure: words written in TCVN3 or VNI, the letters Vietnamese offices used before Unicode, as they look in Latin-1.

No list of words decides: in the right code every word is a Vietnamese syllable ("kÕ ho¹ch" → "kế hoạch").
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

SURE = 2
"""Different words that are no syllables before and all are syllables after are no accident."""

_NEARLY_ALL = 0.9
"""The share of words that must be syllables in a code; the others are typing errors and foreign names."""

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = _TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh?|ph?|qu|th|tr?|ch?|[bdđhlmnrsvx])?"
    r"(?:(?:uyê|iê|yê|uô|ươ|o[aăeo]|u[âêơy]|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
    r"|a[iouy]|â[uy]|eo|êu|iu|[oôơuư]i|ưu|[iuư]a|iêu|yêu|uôi|ươ[iu]|oa[iyo]|oeo|uây|uy[au])"
)
"""A beginning, a vowel, an end; vowels that end in a glide have no other end."""

_TCVN3_LETTERS = (
    "µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậ®đÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị"
    "ßòáỏâõãóäọ«ôåồæổçỗèốéộ¬ơêờëởìỡíớîợïùñủòũóúôụ\u00adưõừöử÷ữøứùựúỳûỷüỹýýþỵ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ"
)
_TCVN3 = dict(zip(_TCVN3_LETTERS[::2], _TCVN3_LETTERS[1::2], strict=True))


def _vni() -> Iterator[tuple[str, str]]:
    """Yield the letters of VNI: most are a vowel and a sign of its own, "aù" for "á"."""
    singles = dict(zip("ñôöæóòîíì", "đơưỉĩịỵíì", strict=True))
    signs = (("aeouyôö", "", "øùõûï"), ("aeo", "\u0302", "àáãåä"), ("a", "\u0306", "èéüúë"))
    yield from singles.items()
    for bases, mark, tones in signs:
        for base in bases:
            vowel = unicodedata.normalize("NFC", singles.get(base, base) + mark)
            if mark:
                yield base + ("â" if mark == "\u0302" else "ê"), vowel
            for sign, tone in zip(tones, _TONES, strict=True):
                yield base + sign, unicodedata.normalize("NFC", vowel + tone)


_VNI_LOWER = dict(_vni())
_VNI = _VNI_LOWER | {old.upper(): new.upper() for old, new in _VNI_LOWER.items()}
_VNI |= {old[0].upper() + old[1]: new.upper() for old, new in _VNI_LOWER.items() if len(old) == 2}

CODES = {"TCVN3": _TCVN3, "VNI": _VNI}
_PATTERNS = {
    name: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))) for name, table in CODES.items()
}
_SIGNS = re.escape("".join({sign for table in CODES.values() for old in table for sign in old}))
_WORD = re.compile(rf"(?<!\d)[A-Za-z{_SIGNS}\u00c0-\u024f\u1ea0-\u1ef9]+")


@dataclass(frozen=True)
class Converted:
    """A text in Unicode, the code it was written in, and whether there is no doubt about any of its words."""

    text: str
    code: str
    is_sure: bool


def converted(text: str) -> Converted | None:
    """Return a text with its words of TCVN3 or VNI in Unicode; None where it has none.

    One word alone is unsure, and a text that also has words in Unicode: some are right in both ("vô": vô, vụ).
    """
    if text.isascii():
        return None
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    strange = {word for word in words if not is_syllable(word)}
    found = (_in(name, text, words, strange) for name in CODES)
    return max(filter(None, found), key=lambda one: one.is_sure, default=None)


def _in(code: str, text: str, words: set[str], strange: set[str]) -> Converted | None:
    read = {word: _word(code, word) for word in words}
    right = {word for word in strange if is_syllable(read[word]) and any(map(str.isascii, word))}
    if not right:
        return None
    has_unicode = any(max(word) > "\u00ff" and is_syllable(word) for word in words)
    is_sure = (
        len(right) >= SURE and not has_unicode and sum(map(is_syllable, read.values())) >= _NEARLY_ALL * len(words)
    )
    change = {word: read[word] for word in (words if is_sure else right)}
    return Converted(_WORD.sub(lambda match: change.get(match[0], match[0]), text), code, is_sure)


def _word(code: str, word: str) -> str:
    table = CODES[code]
    new = _PATTERNS[code].sub(lambda match: table[match[0]], word)
    plain = [letter for letter in word if letter.isascii()]
    return new.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else new


@lru_cache(maxsize=8_192)
def is_syllable(word: str) -> bool:
    """Return whether a word has the shape of a Vietnamese syllable, whatever it means."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", "".join(letter for letter in parts if letter not in _TONES))
    tones = [letter for letter in parts if letter in _TONES]
    is_cased = word[1:].islower() or word.isupper() or len(word) == 1
    is_stopped = bare.endswith(("c", "ch", "p", "t"))
    has_tone = tones in ([_ACUTE], [_DOT]) if is_stopped else len(tones) <= 1
    return is_cased and has_tone and bool(_SYLLABLE.fullmatch(bare))
