"""Pure: whom a coordinator may name in an order: agencies and groups, and what a list of names means."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from schedules.letters import fold

MOST_PARTIES = 40
"""Names of one order; nobody lists more instead of naming a group."""

_LONGEST_NAME = 4
"""Parts of a name that itself holds commas or "và": "Phòng Lao động, Thương binh và Xã hội"."""

_BETWEEN = re.compile(r"\s*(?:[,;&+\n]|(?<=\s)(?:và|va|VÀ|Và|với|cùng)(?=\s))\s*")


@dataclass(frozen=True)
class Party:
    """An agency or a group of them, by its row's id."""

    id: int
    name: str
    is_group: bool = False


@dataclass(frozen=True)
class Unknown:
    """A name that means nobody here, or several (`candidates`, the nearest ones when it means nobody)."""

    about: str
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False


class Directory:
    """The agencies and groups in a coordinator's scope with all their spellings."""

    def __init__(self, spellings: Mapping[Party, Sequence[str]], *, foreign: Collection[str] = ()) -> None:
        """Take each party with its names and aliases; `foreign` are the names of agencies outside the scope."""
        self._names = {party: [fold(name) for name in names] for party, names in spellings.items()}
        self._foreign = {fold(name) for name in foreign}

    def named(self, words: str) -> list[Party]:
        """Return whom these words may mean: those with exactly this spelling, else those that contain the words."""
        wanted = fold(words)
        if not wanted:
            return []
        exact = [party for party, names in self._names.items() if wanted in names]
        return exact or [
            party for party, names in self._names.items() if any(f" {wanted} " in f" {name} " for name in names)
        ]

    def is_sure(self, words: str) -> bool:
        """Return whether a name is enough where a task may follow it: a whole spelling, or two words of one."""
        wanted = fold(words)
        return " " in wanted or any(wanted in names for names in self._names.values())

    def is_foreign(self, words: str) -> bool:
        """Return whether these words name an agency outside the scope."""
        wanted = fold(words)
        return " " in wanted and any(f" {wanted} " in f" {name} " for name in self._foreign)

    def parties(self, text: str) -> tuple[Party, ...] | Unknown:
        """Return everybody whom a list of names means, each once; or the first name that is not one of them."""
        cuts = [(0, 0), *(found.span() for found in _BETWEEN.finditer(text)), (len(text), len(text))]
        parts = [(left[1], right[0]) for left, right in pairwise(cuts) if left[1] < right[0]]
        if not parts or len(parts) > MOST_PARTIES:
            return Unknown(text.strip()[:MOST_PARTIES])
        meant: list[Party] = []
        at = 0
        while at < len(parts):
            found = next(self._longest(text, parts[at : at + _LONGEST_NAME]), None)
            if found is None:
                return self._unknown(text[slice(*parts[at])])
            party, taken = found
            meant.append(party)
            at += taken
        return tuple(dict.fromkeys(meant))

    def _longest(self, text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[Party, int]]:
        for taken in range(len(parts), 0, -1):
            found = self.named(text[parts[0][0] : parts[taken - 1][1]])
            if len(found) == 1:
                yield found[0], taken

    def _unknown(self, about: str) -> Unknown:
        if several := self.named(about):
            return Unknown(about, tuple(party.name for party in several), is_ambiguous=True)
        words = fold(about)[:100].split()
        owners = {name: party for party, names in self._names.items() for name in names}
        # "Ia Pnom" is nearer to "ia pnon" than to "ubnd xa ia pnon".
        owners |= {" ".join(name.split()[-len(words) :]): party for name, party in owners.items() if words}
        near = get_close_matches(" ".join(words), owners, n=3)
        return Unknown(about, tuple(dict.fromkeys(owners[name].name for name in near)))
