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


@dataclass(frozen=True)
class Passing:
    """A period beside the others of its duty: where it stands among them, from when it is late (None: it never is), and
    from when on it is owed no more (None: it is owed).
    """

    item: int
    stands_at: datetime
    late_from: datetime | None
    settled_at: datetime | None = None

    def is_owed_late(self, at: datetime) -> bool:
        """Return whether it was late and owed at an instant."""
        has_begun = self.late_from is not None and self.late_from <= at
        return has_begun and (self.settled_at is None or at < self.settled_at)


def passing(session: Session, pairs: Collection[Pair]) -> dict[Pair, list[Passing]]:
    """Return the periods of some duties as some agencies have them, given or not, without those that were cancelled.

    What an agency says is another's is owed at no time.
    """
    found: dict[Pair, list[Passing]] = {pair: [] for pair in pairs}
    place = func.coalesce(Occurrence.first_nominal_at, Occurrence.nominal_at)
    facts = (Occurrence.id, Occurrence.status, Occurrence.overdue_from, Occurrence.completed_at)
    query = sqlalchemy.select(col(Occurrence.obligation_id), col(Occurrence.agency_id), place, *map(col, facts)).where(
        col(Occurrence.status) != ItemStatus.CANCELLED, *_of(pairs)
    )
    for duty, agency, stands_at, item, status, late_from, done_at in session.execute(query).all() if pairs else ():
        if (duty, agency) in found:
            settled_at = None if status in OWED else done_at or late_from
            found[duty, agency].append(Passing(item, stands_at, late_from, settled_at))
    return found


def _of(pairs: Collection[Pair]) -> tuple[Any, Any]:
    """Return a condition that holds for these pairs, and for others of their duties and agencies."""
    duties, agencies = ({pair[at] for pair in pairs} for at in (0, 1))
    return col(Occurrence.obligation_id).in_(duties), col(Occurrence.agency_id).in_(agencies)
