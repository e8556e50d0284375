"""Pure: the parts that patterns over plain letters are built of, and the form of an entry in a table of words."""

import re
from collections.abc import Callable

from schedules.phrases.pieces import Value

Match = re.Match[str]
Entry = tuple[str, Callable[[Match], Value]]
"""A pattern over plain letters, and what its words mean. Tables are tried from the top; the first that fits is read."""


def any_of(*words: str) -> str:
    """Return a pattern of any one of the words (which are patterns themselves)."""
    return f"(?:{'|'.join(words)})"


MORE = any_of(", ?", " va ", "; ?", " & ")
"""Between the members of a list."""

QUARTER = r"(?:iv|i{1,3}|0?[1-4]|mot|hai|ba|bon|tư)"
SIX, NINE = r"(?:0?6|sáu|sau) thang", r"(?:0?9|chin) thang"
LATER = (
    r"(?:tiep theo|ke tiep|tiep sau|ke sau|lien ke sau|sau lien ke|sau do|lien sau|lien ke|sau|toi)"
    r"(?: lien ke| tiep theo)?"
)
QUY_DINH = "(?:quy|QUY) dinh"  # "quy định" is no quarter, and set in capitals where the text has diacritics
