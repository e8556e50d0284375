"""Shell: what is news of some agencies: what happened to their items in a span of time, and what is often chased."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlmodel import Session, col, select

from db.queries.items import alert_count, is_sent_alert
from db.queries.periods import Pair
from db.statuses import OWED, ItemStatus, NoticeKind, NoticeStatus
from db.tables import Agency, Extension, Notification, Obligation, Occurrence

LOOKED_BACK = 40
"""Digests: more than a month of mornings, so that a week's is among them."""

OFTEN = ("daily", "weekly")
"""Kinds of rules by which something falls due each week: that it does is no news."""


@dataclass(frozen=True)
class Happened:
    """What happened to one duty: what it is called, in which agencies, and to how many items."""

    duty: str
    agencies: tuple[str, ...]
    count: int


def digests_before(session: Session, digest: Notification) -> Sequence[Notification]:
    """Return the digests that the same chat got before this one, of mornings and of weeks, the last one first."""
    query = select(Notification).where(
        col(Notification.binding_id) == digest.binding_id,
        col(Notification.kind) == NoticeKind.DIGEST,
        col(Notification.status) == NoticeStatus.SENT,
        col(Notification.due_at) < digest.due_at,
    )
    return session.exec(query.order_by(col(Notification.due_at).desc()).limit(LOOKED_BACK)).all()


def late_since(
    session: Session, agency_ids: Collection[int], *, since: datetime, until: datetime, is_rare: bool = False
) -> list[Happened]:
    """Return what became late in [since, until) and is still owed; `is_rare`: without what falls due each week."""
    return _of(session, agency_ids, _is_owed(), *_rarely(is_rare), *_within(Occurrence.overdue_from, since, until))


def due(
    session: Session, agency_ids: Collection[int], *, since: datetime, until: datetime, is_rare: bool = False
) -> list[Happened]:
    """Return what is owed and to be done from `since` up to `until` (exclusive)."""
    return _of(session, agency_ids, _is_owed(), *_rarely(is_rare), *_within(Occurrence.act_by_at, since, until))


def done_since(
    session: Session, agency_ids: Collection[int], *, since: datetime, until: datetime, is_rare: bool = False
) -> list[Happened]:
    """Return what was reported done in [since, until), accepted since or not."""
    is_done = col(Occurrence.status).in_((ItemStatus.SUBMITTED, ItemStatus.ACCEPTED))
    return _of(session, agency_ids, is_done, *_rarely(is_rare), *_within(Occurrence.completed_at, since, until))


def asked_since(session: Session, agency_ids: Collection[int], *, since: datetime, until: datetime) -> list[Happened]:
    """Return for what more time was asked in [since, until) and is not decided."""
    asked = select(Extension.occurrence_id).where(
        col(Extension.decision).is_(None), *_within(Extension.requested_at, since, until)
    )
    return _of(session, agency_ids, _is_owed(), col(Occurrence.id).in_(asked))


@dataclass(frozen=True)
class Chased:
    """A late item of a duty and an agency, its ladder, and how many đôn đốc of it were sent."""

    item: int
    duty: int
    agency: int
    ladder: dict[str, Any]
    alerts: int

    @property
    def pair(self) -> Pair:
        """Of which duty it is, and who owes it."""
        return self.duty, self.agency


def chased(session: Session, agency_ids: Collection[int], *, now: datetime) -> list[Chased]:
    """Return the late items of which a đôn đốc was sent, the longest late first."""
    of_item = (Occurrence.id, Occurrence.obligation_id, Occurrence.agency_id, Occurrence.ladder)
    query = (
        sqlalchemy.select(*map(col, of_item), alert_count())
        .join(Notification, col(Notification.occurrence_id) == Occurrence.id)
        .where(_is_owed(), col(Occurrence.overdue_from) <= now, col(Occurrence.agency_id).in_(agency_ids))
        .where(is_sent_alert())
        .group_by(col(Occurrence.id), col(Occurrence.overdue_from))
        .order_by(col(Occurrence.overdue_from), col(Occurrence.id))
    )
    return [Chased(*row) for row in session.execute(query).all()]


def alerts_since(session: Session, occurrence_ids: Collection[int], *, since: datetime) -> dict[int, int]:
    """Return how many đôn đốc of each of these items were due since an instant (inclusive); none is left out."""
    alerts = (
        select(Notification.occurrence_id, alert_count())
        .where(col(Notification.occurrence_id).in_(occurrence_ids), is_sent_alert())
        .where(col(Notification.due_at) >= since)
        .group_by(col(Notification.occurrence_id))
    )
    return {item or 0: number for item, number in session.exec(alerts).all()} if occurrence_ids else {}


def _of(session: Session, agency_ids: Collection[int], *conditions: Any) -> list[Happened]:
    """Return what happened to the items that meet the conditions, the duties of most items first."""
    query = (
        select(Obligation.id, Obligation.title, Agency.name)
        .join(Occurrence, col(Occurrence.obligation_id) == Obligation.id)
        .join(Agency, col(Agency.id) == Occurrence.agency_id)
        .where(col(Occurrence.agency_id).in_(agency_ids), *conditions)
        .order_by(col(Occurrence.obligation_id), col(Occurrence.agency_id))
    )
    titles: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    for duty, title, agency in session.exec(query).all():
        titles[duty] = title
        names.setdefault(duty, []).append(agency)
    found = [Happened(titles[duty], tuple(dict.fromkeys(each)), len(each)) for duty, each in names.items()]
    return sorted(found, key=lambda one: -one.count)


def _within(column: Any, since: datetime, until: datetime) -> tuple[Any, Any]:
    return col(column) >= since, col(column) < until


def _rarely(is_rare: bool) -> list[Any]:
    return [col(Obligation.rule)["kind"].as_string().not_in(OFTEN)] if is_rare else []


def _is_owed() -> Any:
    return col(Occurrence.status).in_(OWED)
