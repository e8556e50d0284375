"""Pure: which items a duty's rule asks for that are not there, stand elsewhere, or are asked for no more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from db.statuses import OWED, ItemStatus
from db.tables import Occurrence
from reminders.items.facts import due_of
from schedules.occurrences import Due

Key = tuple[int, str]
"""The agency that owes an item, and its period."""


@dataclass
class Alignment:
    """What has to be done: make items, move and restore some to a deadline, drop others."""

    make: list[tuple[int, Due]] = field(default_factory=list)
    move: list[tuple[Occurrence, Due]] = field(default_factory=list)
    restore: list[tuple[Occurrence, Due]] = field(default_factory=list)
    drop: list[Occurrence] = field(default_factory=list)


def align(
    rows: Mapping[Key, Occurrence],
    asked: Iterable[tuple[int, Due]],
    *,
    after: Mapping[int, int | None],
    kept: Collection[int],
    owed_from: datetime,
    now: datetime,
) -> Alignment:
    """Return what brings a duty's items into line with what is asked of which agency.

    1. An item that is missing is made, unless its deadline lay before `owed_from`: nobody owes what was past when it
       was first asked; or unless an agency that this one succeeded (`after`) did it for the whole.
    2. What is owed moves with the rule; one that was given more time only to a still later deadline.
    3. What was dropped and is still to come is owed again; what a coordinator took back (`kept`) is not.
    4. What is owed, still to come and not asked for is dropped; what an agency that has ended left is its successor's
       or the coordinator's. What was finished stays as it was.

    An item that the coordinator gave to another agency is the one that is moved, restored or dropped.
    """
    found, wanted = Alignment(), set[int]()
    given = {row.assigned_from_id: row for row in rows.values() if row.assigned_from_id}
    for agency_id, due in asked:
        first = rows.get((agency_id, due.period))
        row = _holder(first, given)
        if row is None:
            is_done = due.nominal < owed_from or _was_done_before(rows, agency_id, due.period, after)
            found.make += [] if is_done else [(agency_id, due)]
            continue
        wanted.add(row.id)
        if row.status in OWED and _is_moved(row, due):
            found.move.append((row, due))
        elif due.nominal > now and _was_dropped(row, kept):
            found.restore.append((row, due))
    found.drop = _unasked(rows, wanted, after, now)
    return found


def _holder(row: Occurrence | None, given: Mapping[int, Occurrence]) -> Occurrence | None:
    """Return the item of the agency that has the task now."""
    while row is not None and row.id in given:
        row = given[row.id]
    return row


def _was_done_before(
    rows: Mapping[Key, Occurrence], agency_id: int, period: str, after: Mapping[int, int | None]
) -> bool:
    predecessors = (rows.get((old, period)) for old, heir in after.items() if heir == agency_id)
    return any(row and row.status in (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED) for row in predecessors)


def _is_moved(row: Occurrence, due: Due) -> bool:
    return due.nominal > row.nominal_at if row.extension_count else due_of(row) != due


def _was_dropped(row: Occurrence, kept: Collection[int]) -> bool:
    return row.status is ItemStatus.CANCELLED and row.id not in kept


def _unasked(
    rows: Mapping[Key, Occurrence], wanted: Collection[int], after: Collection[int], now: datetime
) -> list[Occurrence]:
    left = [row for row in rows.values() if row.id not in wanted and row.agency_id not in after]
    return [row for row in left if row.status in (*OWED, ItemStatus.NOT_OURS) and row.nominal_at > now]
