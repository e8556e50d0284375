"""Shell: the audit log: who did what when, by which message. Entries are only ever added."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, func, select

from db.tables import AuditEntry, CalendarDay, CalendarYear


@dataclass(frozen=True, kw_only=True)
class By:
    """Who does something, when, by which message and, as a deputy, in whose place.

    `actor` is "officer:<id>", "cli", "cycle" or "register"; `instead_of` is an officer's id.
    """

    actor: str
    now: datetime
    inbound_id: int | None = None
    instead_of: int | None = None


def record(
    session: Session, by: By, action: str, row: SQLModel, **details: str | int | dict[str, Any] | None
) -> AuditEntry:
    """Add one entry about a row that is in the database, and return it."""
    if by.instead_of:
        details["instead_of"] = by.instead_of
    entry = AuditEntry(
        recorded_at=by.now,
        actor=by.actor,
        action=action,
        subject=str(row.__tablename__),
        subject_id=_key(row),
        inbound_id=by.inbound_id,
        details=details,
    )
    session.add(entry)
    return entry


def _key(row: SQLModel) -> int:
    """Return the number of a row; a day of the calendar has its own."""
    match row:
        case CalendarDay():
            return row.day.toordinal()
        case CalendarYear():
            return row.year
        case _:
            return int(row.model_dump(include={"id"})["id"])


def entries(session: Session, ids: Collection[int]) -> dict[int, AuditEntry]:
    """Return some entries by their ids."""
    found = session.exec(select(AuditEntry).where(col(AuditEntry.id).in_(ids))).all()
    return {entry.id: entry for entry in found}


def counted(session: Session, *, actor: str, action: str, since: datetime) -> int:
    """Return how often somebody did something since an instant (inclusive)."""
    query = select(func.count()).where(
        AuditEntry.actor == actor, AuditEntry.action == action, col(AuditEntry.recorded_at) >= since
    )
    return session.exec(query).one()


def subjects(session: Session, subject: str, ids: Collection[int], *, action: str) -> set[int]:
    """Return those of some rows to which something was done."""
    query = select(AuditEntry.subject_id).where(AuditEntry.subject == subject, AuditEntry.action == action)
    return set(session.exec(query.where(col(AuditEntry.subject_id).in_(ids))).all())


def trail(session: Session, subject: str, subject_id: int) -> Sequence[AuditEntry]:
    """Return the entries about one row, oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject == subject, AuditEntry.subject_id == subject_id)
    return session.exec(query.order_by(col(AuditEntry.id))).all()
