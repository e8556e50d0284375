"""Shell: questions about the periods of a duty as one agency owes them, beside each other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from db.statuses import OWED, ItemStatus
from db.tables import Occurrence

Pair = tuple[int, int]
"""A duty and an agency."""


@dataclass(frozen=True)
class LatePeriod:
    """A period that is owed late, and how many `later` ones of its duty have passed for its agency, given or not."""

    item: Occurrence
    later: int

    @property
    def pair(self) -> Pair:
        """Of which duty it is, and who owes it."""
        return self.item.obligation_id, self.item.agency_id

    @property
    def place(self) -> tuple[datetime, int]:
        """Where it stands among the periods of its duty, whatever more time it was given."""
        return self.item.first_nominal_at or self.item.nominal_at, self.item.id


def late(session: Session, beside: Iterable[Occurrence], *, now: datetime) -> list[LatePeriod]:
    """Return what is owed late of the duties of those of some items that are late, by the same agencies; no statement
    where none is.
    """
    pairs = {(row.obligation_id, row.agency_id) for row in beside if row.overdue_from and row.overdue_from <= now}
    if not pairs:
        return []
    other = aliased(Occurrence)
    has_passed = (col(other.overdue_from) <= now, col(other.status) != ItemStatus.CANCELLED)
    later = select(func.count()).where(
        other.obligation_id == Occurrence.obligation_id,
        other.agency_id == Occurrence.agency_id,
        func.coalesce(other.first_nominal_at, other.nominal_at)
        > func.coalesce(Occurrence.first_nominal_at, Occurrence.nominal_at),
        *has_passed,
    )
    query = select(Occurrence, later.scalar_subquery()).where(
        col(Occurrence.status).in_(OWED), col(Occurrence.overdue_from) <= now, *_of(pairs)
    )
    found = (LatePeriod(row, count) for row, count in session.exec(query).all())
    return [one for one in found if one.pair in pairs]


def passing(session: Session, pairs: Collection[Pair]) -> dict[Pair, list[tuple[datetime, datetime]]]:
    """Return of each period of some duties as some agencies owe them where it stands among them, and when it passes."""
    found: dict[Pair, list[tuple[datetime, datetime]]] = {pair: [] for pair in pairs}
    place = func.coalesce(Occurrence.first_nominal_at, Occurrence.nominal_at)
    pair = (col(Occurrence.obligation_id), col(Occurrence.agency_id))
    has_end = (col(Occurrence.overdue_from).is_not(None), col(Occurrence.status) != ItemStatus.CANCELLED)
    query = sqlalchemy.select(*pair, place, col(Occurrence.overdue_from)).where(*has_end, *_of(pairs))
    for duty, agency, stands_at, overdue_from in session.execute(query).all() if pairs else ():
        if (duty, agency) in found:
            found[duty, agency].append((stands_at, overdue_from))
    return found


def _of(pairs: Collection[Pair]) -> tuple[Any, Any]:
    """Return a condition that holds for these pairs, and for others of their duties and agencies."""
    duties, agencies = ({pair[at] for pair in pairs} for at in (0, 1))
    return col(Occurrence.obligation_id).in_(duties), col(Occurrence.agency_id).in_(agencies)
