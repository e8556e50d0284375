"""Shell: questions about what was reported done in plans that accept it by themselves when nobody decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from db.statuses import ItemStatus, NoticeKind
from db.tables import Notification, Obligation, Occurrence, Plan


@dataclass(frozen=True)
class Undecided:
    """An item that waits, after how many working days its plan accepts it, and when that was announced last."""

    occurrence: Occurrence
    days: int
    announced_at: datetime | None


def days(session: Session) -> Sequence[int]:
    """Return after how many working days plans accept by themselves, each number once."""
    query = select(Plan.accepts_after_days).where(col(Plan.accepts_after_days).is_not(None)).distinct()
    return [number for number in session.exec(query).all() if number]


def reported(session: Session, before: Mapping[int, datetime], *, unannounced_since: datetime) -> list[Undecided]:
    """Return what waits since before an instant, given for each number of days of a plan, and is not in trouble.

    Left out is what has an announcement that was made since an instant, sent or not. The items are locked until the
    transaction ends.
    """
    is_announcement = (col(Notification.occurrence_id) == Occurrence.id, col(Notification.kind) == NoticeKind.ACCEPTING)
    sent_at = select(func.max(Notification.sent_at)).where(*is_announcement).scalar_subquery()
    is_made = exists().where(*is_announcement, col(Notification.created_at) >= unannounced_since)
    waits = [
        and_(col(Plan.accepts_after_days) == number, col(Occurrence.completed_at) < instant)
        for number, instant in before.items()
    ]
    query = (
        select(Occurrence, Plan.accepts_after_days, sent_at)
        .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
        .join(Plan, col(Plan.id) == Obligation.plan_id)
        .where(Occurrence.status == ItemStatus.SUBMITTED, col(Occurrence.trouble).is_(None), or_(*waits), ~is_made)
        .order_by(col(Occurrence.id))
        .with_for_update(of=Occurrence)
    )
    return [Undecided(row, number or 0, at) for row, number, at in session.exec(query).all()] if before else []


def is_any(session: Session) -> bool:
    """Return whether anything waits in such a plan, however long."""
    query = (
        select(Occurrence.id)
        .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
        .join(Plan, col(Plan.id) == Obligation.plan_id)
        .where(Occurrence.status == ItemStatus.SUBMITTED, col(Plan.accepts_after_days).is_not(None))
    )
    return session.exec(query.limit(1)).first() is not None
