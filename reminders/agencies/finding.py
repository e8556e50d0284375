"""Pure: who is meant by a name: of agencies, of groups of them, of people."""

from collections.abc import Hashable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from schedules.letters import fold

One = TypeVar("One", bound=Hashable)
folded = lru_cache(maxsize=4096)(fold)
"""The names of an office are few and asked about again and again."""


def find(words: str, names: Mapping[One, Sequence[str]]) -> list[One]:
    """Return whom these words may mean: those with exactly this spelling, else those that contain the words.

    Spellings are compared without case, diacritics and punctuation. Several answers mean: ask which.
    """
    wanted = fold(words)
    exact = called(words, names)
    if exact or not wanted:
        return exact
    return [one for one, spelled in names.items() if any(f" {wanted} " in f" {folded(name)} " for name in spelled)]


def called(words: str, names: Mapping[One, Sequence[str]]) -> list[One]:
    """Return those of whom this is a whole spelling."""
    wanted = fold(words)
    return [one for one, spelled in names.items() if wanted and wanted in map(folded, spelled)]


def similar(words: str, names: Mapping[One, Sequence[str]]) -> list[One]:
    """Return up to three whose names look like a misspelt one, the likeliest first."""
    owners = {folded(name): one for one, spelled in names.items() for name in spelled}
    return list(dict.fromkeys(owners[name] for name in get_close_matches(fold(words), owners, n=3)))
