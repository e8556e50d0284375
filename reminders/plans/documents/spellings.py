"""Pure: tell a spelling of a known agency from the name of a new one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reminders.plans.documents.bodies import without_person
from schedules.letters import fold

NEAR = 0.75
"""How alike two folded names must be for one to be suggested for the other; a suggestion is never a match."""

_WORDS = (
    (re.compile(r"\b(?:uy ban nhan dan|uy ban nd)\b"), "ubnd"),
    (re.compile(r"\bhoi dong nhan dan\b"), "hdnd"),
    (re.compile(r"\b(?:uy ban mat tran to quoc|uy ban mttq|ubmttq|uy ban mttqvn|mttq)\b(?: viet nam)?"), "mttq"),
    (re.compile(r"^vp\b"), "van phong"),
    (re.compile(r"^(?:cac|nhung|toan the|tat ca(?: cac)?|moi|tung) "), ""),
    (re.compile(r"\b(?:va|cung)\b"), " "),
    (re.compile(r"\bco lien quan\b"), "lien quan"),
    (re.compile(r"\bkbnn\b"), "kho bac nha nuoc"),
    (re.compile(r"\bbhxh\b"), "bao hiem xa hoi"),
    (re.compile(r" +"), " "),
)
_FIGURES = str.maketrans("01", "ol")


def spelling_key(name: str) -> str:
    """Return what all spellings of one name share.

    Case, diacritics, dashes, spacing, "và", the post of a person ("Chủ tịch UBND …"), the usual abbreviations and the
    figures a scan reads for letters do not count. The level does: "… tỉnh" is not "… huyện"; so does the first word.
    """
    key = fold(without_person(name)).translate(_FIGURES)
    for pattern, same in _WORDS:
        key = pattern.sub(same, key)
    return key.strip()


@dataclass(frozen=True)
class Match:
    """What a written name means: a known name, or nothing known and the nearest one to ask about."""

    written: str
    known: str | None
    nearest: str | None = None


class AgencyBook:
    """Known names with all their spellings; a name it does not know stays new, whatever it looks like."""

    def __init__(self, spellings: Mapping[str, Sequence[str]]) -> None:
        """Take each known name with its aliases; the name itself is one of its spellings."""
        self._known: dict[str, str | None] = {}
        for name, aliases in spellings.items():
            for key in {spelling_key(spelling) for spelling in (name, *aliases)}:
                self._known[key] = name if self._known.get(key, name) == name else None

    def match(self, written: str) -> Match:
        """Return the one known name with this spelling, else the nearest known name as a suggestion."""
        key = spelling_key(written)
        if known := self._known.get(key):
            return Match(written, known)
        scores = {other: _alike(key, other) for other, name in self._known.items() if name}
        best = max(scores, key=lambda other: scores[other], default=None)
        return Match(written, None, self._known[best] if best and scores[best] >= NEAR else None)


def _alike(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
