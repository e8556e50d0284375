"""Pure: whom a message in a group is meant for: what is said to a bot by its name counts as without it.

A channel knows the names of its bot. Only these are taken out: another's name stays, for it may be what is said.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_COMMAND = re.compile(r"(/\s?\w+)@(\w+)")


def said_to(text: str, names: Sequence[str]) -> tuple[str, bool]:
    """Return a text without the bot's own names, "@bot xong 2" or "/xong@bot 2" as "xong 2", "/xong 2"; and whether
    any stood there. Where none did, the text stays as it is.
    """
    if not names or "@" not in text:
        return text, False
    command, mention = _patterns(tuple(names))
    text = unicodedata.normalize("NFC", text)
    rest, commands = command.subn(r"\1", text)
    rest, mentions = mention.subn(" ", rest)
    return (rest.strip(), True) if commands or mentions else (text, False)


def is_for_another(text: str, names: Sequence[str]) -> bool:
    """Return whether a text is a command for another bot, "/xong@other_bot 3"; not known without names of our own."""
    command = _COMMAND.match(text.lstrip())
    return bool(names and command and command[2].casefold() not in {name.casefold() for name in names})


@lru_cache(maxsize=8)
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A name may have spaces; the longest is tried first, for another may be its beginning."""
    longest_first = sorted((unicodedata.normalize("NFC", name).split() for name in names), key=len, reverse=True)
    called = "|".join(r"\s+".join(re.escape(word) for word in words) for words in longest_first if words)
    command = re.compile(rf"^(\s*/\s?\w+)@(?:{called})(?!\w)", re.IGNORECASE)
    return command, re.compile(rf"(?<![\w@/])@(?:{called})(?![\w@])(?:\s*[,:])?", re.IGNORECASE)
