"""Pure: what a notice is: its kind and which of that kind, as the stage of its outbox row names it."""

from dataclasses import dataclass

from db.statuses import NoticeKind

TO_DESK = frozenset({NoticeKind.UNREACHABLE, NoticeKind.GONE, NoticeKind.ESCALATED, NoticeKind.ACCEPTING})
"""What is told to the coordinator and not to the agency."""

TO_OVERSEERS = TO_DESK | {NoticeKind.DIGEST}


@dataclass(frozen=True)
class Kind:
    """What a notice is. Its `text` is the stage of its row: an item's chat is told each only once.

    `number`: of working days before the deadline, of a đôn đốc, of the chat that is gone,
    of the audit entry of a change; `is_asked`: of the message in
    which the coordinator asked for it. `of`: the đôn đốc that is told to the coordinator too. `said`: the command that
    goes on with a list, the day or week of a digest, the day of an announcement.
    """

    what: NoticeKind
    number: int | None = None
    is_asked: bool = False
    of: "Kind | None" = None
    said: str = ""

    @property
    def text(self) -> str:
        """The stage as it is stored, which `read` reads: "before:3", "overdue:asked-7", "escalated:overdue:3"."""
        number = "" if self.number is None else f"{_ASKED if self.is_asked else ''}{self.number}"
        which = self.of.text if self.of else self.said or number
        return f"{self.what}:{which}" if which else self.what.value

    @classmethod
    def read(cls, text: str) -> "Kind":
        """Return what a stored stage says. Raises ValueError when it is none."""
        name, _, which = text.partition(":")
        what = NoticeKind(name)
        if what is NoticeKind.ESCALATED:
            return cls(what, of=cls.read(which))
        if what in (NoticeKind.LIST, NoticeKind.DIGEST, NoticeKind.ACCEPTING):
            return cls(what, said=which)
        number = which.removeprefix(_ASKED)
        return cls(what, int(number) if number else None, is_asked=number != which)


_ASKED = "asked-"
ANSWER = Kind(NoticeKind.ANSWER)
UNREACHABLE = Kind(NoticeKind.UNREACHABLE)
