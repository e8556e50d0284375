"""Pure: a duty of the body that comes back in the annex is one obligation with two sources."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from reminders.plans.documents.duties import Duty
from reminders.plans.documents.spellings import spelling_key
from schedules.letters import fold

SAME = 0.82
"""How alike two titles with the same lead must be; measured on the real plan, where unlike ones stay below 0.8."""

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_CODE = re.compile(r"^(?:tctp|tc|tieu chi(?: thanh phan)?|chi so)\b[\s\d.]*|^[\d. ]+(?=[a-z])")
_ABBREVIATED = re.compile(r"((?:[^\W\d_]+[ ,–-]+){1,9}?[^\W\d_]+) ?\(([A-ZĐ&]{2,10})\)")
_TAIL = re.compile(r"\s(?:trong nam|thuoc chi so \w+)\b.*$")


def abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Return what the document abbreviates, folded words → letters: "thu tuc hanh chinh" → "tthc"."""
    found: dict[str, str] = {}
    for text in texts:
        for words, letters in _ABBREVIATED.findall(text):
            taken = fold(words).split()[-len(letters) :]
            if [word[0] for word in taken] == list(fold(letters)):
                found[" ".join(taken)] = fold(letters)
    return found


def same_duties(duties: Sequence[Duty], short: dict[str, str]) -> dict[str, list[str]]:
    """Return for each duty that comes back in the annex the keys of its other places, both ways.

    Two are the same when their leads share a body and their titles are alike: each annex row goes to the duty of the
    body it is most alike, each duty (each title of one that quotes several) keeps its most alike row.
    """
    body = [duty for duty in duties if not duty.in_annex]
    rows = [(row.key, _lead(row), _titles(row.heading, short)[0]) for row in duties if row.in_annex]
    pairs = [
        (_alike(title, other), part, duty.key, key)
        for duty in body
        for own in [_lead(duty)]
        for part, title in enumerate(_titles(duty.heading, short))
        for key, lead, other in rows
        if lead & own
    ]
    same: dict[str, list[str]] = {}
    taken: set[tuple[str, int]] = set()
    for score, part, key, other in sorted(pairs, reverse=True, key=lambda pair: pair[0]):
        if score < SAME or (key, part) in taken or (other, -1) in taken:
            continue
        taken |= {(key, part), (other, -1)}
        same.setdefault(key, []).append(other)
        same.setdefault(other, []).append(key)
    return same


def _titles(title: str, short: dict[str, str]) -> list[str]:
    """Return the titles to compare: the quoted ones, else the whole, folded, without codes and with abbreviations."""
    titles = []
    for text in _QUOTED.findall(title) or [title]:
        folded = _CODE.sub("", fold(re.sub(r"\([^)]*\)", " ", text))).strip()
        for words, letters in short.items():
            folded = folded.replace(words, letters)
        titles.append(folded)
    return titles


def _alike(left: str, right: str) -> float:
    if not left or not right:
        return 0.0
    left, right = _TAIL.sub("", f" {left}").strip(), _TAIL.sub("", f" {right}").strip()
    words = SequenceMatcher(None, left.split(), right.split(), autojunk=False).ratio()
    return max(words, 0.9 if len(left.split()) > 4 and left in right else 0.0)


def _lead(duty: Duty) -> set[str]:
    return {spelling_key(name) for name in duty.lead}
