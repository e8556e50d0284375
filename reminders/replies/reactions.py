"""Pure: what a sign means that somebody puts under a message of ours."""

from enum import Enum, auto

_SEEN = frozenset("👍❤👌🆗🙏🫡🤝")
_DONE = frozenset("✅☑✔💯")
_LOOKS = dict.fromkeys([0xFE0F, *range(0x1F3FB, 0x1F400)])
"""How a sign looks: in colour, and the colour of a hand."""


class Reaction(Enum):
    """What is meant: "seen", or perhaps "done"."""

    SEEN = auto()
    DONE = auto()


def reaction(signs: str) -> Reaction | None:
    """Return what signs (with spaces between) mean; "done" before "seen", as it is asked about; None: nothing."""
    given = {sign.translate(_LOOKS) for sign in signs.split()}
    if given & _DONE:
        return Reaction.DONE
    return Reaction.SEEN if given & _SEEN else None
