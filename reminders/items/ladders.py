"""Shell: which ladder an item gets: that of the nearest agency above it, the office's, or the built-in one."""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from db.tables import LadderPolicy, Obligation, Occurrence
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.items.attended import is_attended
from reminders.items.ladder import LADDERS, MEETINGS_CHASED, Ladder, ladder_from_dict, ladder_to_dict

Place = tuple[int | None, str | None]
"""Of which agency and all below it (None: of all), and of which kind of rule (None: of every one)."""


@dataclass(frozen=True)
class Ladders:
    """What has been set, by its place, and the tree in which it holds."""

    own: Mapping[Place, Mapping[str, Any]]
    agencies: Agencies

    def of(self, kind: str, agency_id: int | None, *, is_meeting: bool = False) -> Ladder:
        """Return the ladder that an item gets; each of its fields from the first place that says something of it."""
        said = (dict(said) for _, said in self._said(kind, agency_id, is_meeting=is_meeting))
        return ladder_from_dict(ChainMap(*said))

    def of_duty(self, duty: Obligation, agency_id: int) -> Ladder:
        """Return the ladder that the items of a duty get; a meeting is not chased for ever."""
        return self.of(kind_of(duty), agency_id, is_meeting=is_attended(duty.title))

    def places(self, kind: str, agency_id: int | None) -> list[Place | None]:
        """Return the places that a ladder comes from, the nearest first; None is the built-in ladder."""
        said = self._said(kind, agency_id)
        fields = ladder_to_dict(LADDERS["date"])
        found = {next(at for at, (_, some) in enumerate(said) if field in some) for field in fields}
        return [said[at][0] for at in sorted(found)]

    def _said(
        self, kind: str, agency_id: int | None, *, is_meeting: bool = False
    ) -> list[tuple[Place | None, Mapping[str, Any]]]:
        above = self.agencies.above(agency_id) if agency_id else []
        places = [(agency, which) for agency in (*above, None) for which in (kind, None)]
        built_in = ladder_to_dict(LADDERS.get(kind, LADDERS["date"]))
        if is_meeting:
            built_in["chase_periods"] = MEETINGS_CHASED
        return [*((place, self.own[place]) for place in places if place in self.own), (None, built_in)]


def load_ladders(session: Session, agencies: Agencies) -> Ladders:
    """Return the ladders as the rows have them at this moment."""
    rows = session.exec(select(LadderPolicy).order_by(col(LadderPolicy.id))).all()
    return Ladders({(row.agency_id, row.kind): row.ladder for row in rows}, agencies)


def kind_of(duty: Obligation) -> str:
    """Return the kind whose ladder the items of a duty get: its rule's, unless the register names another."""
    return duty.ladder or str(duty.rule["kind"])


def renew(session: Session, rows: Sequence[Occurrence]) -> None:
    """Give items the ladder that is in force for them now, whole: their deadline is another, or their agency."""
    if not rows:
        return
    ladders = load_ladders(session, load_agencies(session))
    query = select(Obligation).where(col(Obligation.id).in_({row.obligation_id for row in rows}))
    duties = {duty.id: duty for duty in session.exec(query).all()}
    for row in rows:
        row.ladder = ladder_to_dict(ladders.of_duty(duties[row.obligation_id], row.agency_id))
