"""Shell: the audit log: who did what when, by which message. Entries are only ever added."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from db.tables import AuditEntry


def record(
    session: Session,
    *,
    now: datetime,
    actor: str,
    action: str,
    subject: str,
    subject_id: int,
    inbound_id: int | None = None,
    **details: str | int | dict[str, Any] | None,
) -> None:
    """Add one entry. `actor` is "officer:<id>", "cli" or "cycle"; `subject` is a table's name."""
    session.add(
        AuditEntry(
            recorded_at=now,
            actor=actor,
            action=action,
            subject=subject,
            subject_id=subject_id,
            inbound_id=inbound_id,
            details=details,
        )
    )


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
