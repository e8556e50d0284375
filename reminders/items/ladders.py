"""Shell: the ladder that the items of a duty get: the office's own, else the one the service comes with."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from db.tables import LadderPolicy
from reminders.items.ladder import LADDERS, Ladder, ladder_from_dict


@dataclass(frozen=True)
class Ladders:
    """The ladders that this office has set, by the kind of rule."""

    own: Mapping[str, Ladder]

    def of(self, kind: str) -> Ladder:
        """Return the ladder that new items of a kind of rule get."""
        return self.own.get(kind) or LADDERS.get(kind, LADDERS["date"])


def load_ladders(session: Session) -> Ladders:
    """Return the ladders as the rows have them at this moment."""
    return Ladders({row.kind: ladder_from_dict(row.ladder) for row in session.exec(select(LadderPolicy)).all()})
