"""Pure: find an agency by what people call it."""

from collections.abc import Mapping, Sequence

from reminders.folding import fold


def find(query: str, spellings: Mapping[int, Sequence[str]]) -> list[int]:
    """Return the agencies that a name may mean: those with exactly this spelling, else those that contain its words.

    Spellings are compared without case, diacritics and punctuation. Several answers mean: ask which.
    """
    wanted = fold(query)
    folded = {agency: [fold(name) for name in names] for agency, names in spellings.items()}
    exact = [agency for agency, names in folded.items() if wanted in names]
    if exact or not wanted:
        return exact
    return [agency for agency, names in folded.items() if any(f" {wanted} " in f" {name} " for name in names)]
