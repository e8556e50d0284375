"""Pure: find an agency by what people call it."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from schedules.letters import fold

Spellings = Mapping[int, Sequence[str]]
"""The names and aliases of each agency, by its id."""


def find(query: str, spellings: Spellings, *, after: Mapping[int, int | None] | None = None) -> list[int]:
    """Return the agencies that a name may mean: those with exactly this spelling, else those that contain its words.

    Spellings are compared without case, diacritics and punctuation. Several answers mean: ask which. `after` are the
    agencies that have ended, each with its successor: a name means one in force if it can, else who came after.
    """
    if after:
        in_force = _find(query, {agency: names for agency, names in spellings.items() if agency not in after})
        heirs = [after.get(agency) or agency for agency in _find(query, spellings)]
        return in_force or list(dict.fromkeys(heirs))
    return _find(query, spellings)


def _find(query: str, spellings: Spellings) -> list[int]:
    wanted = fold(query)
    folded = {agency: [fold(name) for name in names] for agency, names in spellings.items()}
    exact = [agency for agency, names in folded.items() if wanted in names]
    if exact or not wanted:
        return exact
    return [agency for agency, names in folded.items() if any(f" {wanted} " in f" {name} " for name in names)]


def similar(query: str, spellings: Spellings) -> list[int]:
    """Return up to three agencies whose names look like a misspelt one, the likeliest first."""
    owners = {fold(name): agency for agency, names in spellings.items() for name in names}
    return list(dict.fromkeys(owners[name] for name in get_close_matches(fold(query), owners, n=3)))
