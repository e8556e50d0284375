"""Pure: words as typed, with or without marks, matched to the phrases of the lexicon."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reminders.replies.tokens.signs import Sign
from reminders.replies.tokens.words import LEXICON, PLAINLY, SHORTENED
from schedules.letters import plain

_SHORT = {typed: meant for meant, forms in SHORTENED.items() for typed in forms.split()}
_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "3", "\u0323": "5"}  # ngã is often typed as hỏi
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED_END = re.compile(r"(.)\1$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its plain letters, and its letters with marks in one spelling (equal when it was typed without)."""

    plain: str
    marked: str


NAME = Word("", "")
"""Somebody's name, whatever else the word may mean."""

Entry = tuple[tuple[str, ...], Sign]


def phrase_at(words: list[Word], start: int) -> tuple[int, Sign]:
    """Return how many words from `start` make the longest known phrase, and its sign (1, UNKNOWN if none)."""
    first = words[start].plain
    for length in range(min(_LONGEST.get(first, 0), len(words) - start), 0, -1):
        taken = words[start : start + length]
        key = first if length == 1 else " ".join([word.plain for word in taken])
        for marked, sign in _PHRASES.get(key, ()):
            if all(word.marked in (word.plain, typed) for word, typed in zip(taken, marked, strict=True)):
                return length, sign
    return 1, Sign.UNKNOWN


@lru_cache(maxsize=8192)
def words_of(typed: str) -> tuple[Word, ...]:
    """Return the words that one typed word stands for: "xog" → xong, "kdc" → không được, "rồiiii" → rồi."""
    typed = unicodedata.normalize("NFC", typed.lower())
    for shape in (typed, _STRETCHED.sub(r"\1", typed), _DOUBLED_END.sub(r"\1", _STRETCHED.sub(r"\1", typed))):
        known = _SHORT.get(shape, shape)
        words = tuple(Word(plain(word), _marked(word)) for word in known.split())
        if shape in _SHORT or words[0].plain in _LONGEST:
            return words
    return (Word(plain(typed), _marked(typed)),)


def _marked(word: str) -> str:
    """Return the word with its tone written last, so that "hòa" and "hoà" are one spelling."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def _phrases() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for sign, listed in LEXICON.items():
        for phrase in " ".join(listed.split()).split(", "):
            words = phrase.split()
            entry = (tuple(_marked(word) for word in words), sign)
            found.setdefault(plain(phrase), []).append(entry)
            if len(words) > 1 and len(joined := "".join(words)) > 5:
                found.setdefault(plain(joined), []).append(((_marked(joined),), sign))
    for key, entries in found.items():
        entries.sort(key=lambda entry: " ".join(entry[0]) != key)  # what is written without marks comes first
    for sign, listed in PLAINLY.items():
        for key in listed.split():
            found.setdefault(key, []).insert(0, ((key,), sign))
    return found


def _longest(phrases: dict[str, list[Entry]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in phrases:
        first, *rest = key.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


_PHRASES = _phrases()
_LONGEST = _longest(_PHRASES)
