"""Shell: what was said of items besides their deadlines, in one question for all of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from db import audit
from db.queries.items import alert_count, is_sent_alert
from db.statuses import RemarkKind
from db.tables import Completion, Evidence, Extension, Notification, Occurrence, Officer, Remark, Responsible


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of an item besides its deadline: đôn đốc sent, the latest explanation, who is `responsible` for its
    duty in its agency, files sent as evidence, the `document` of the latest completion; until when more time is asked
    for, and why; for which agency others reported it done.
    """

    alerts: int
    explanation: str | None
    responsible: str | None
    evidence: int
    document: str | None
    request_at: datetime | None
    request_reason: str | None
    reported_for: int | None


def said(session: Session, occurrence_ids: Collection[int], *, before: datetime) -> dict[int, Said]:
    """Return what was said of each of some items; đôn đốc are those due before an instant, each counted once for all
    its chats.
    """
    alerts = select(alert_count()).where(
        col(Notification.occurrence_id) == Occurrence.id, is_sent_alert(), col(Notification.due_at) < before
    )
    is_explained = and_(col(Remark.occurrence_id) == Occurrence.id, col(Remark.kind) == RemarkKind.EXPLANATION)
    is_completed = col(Completion.occurrence_id) == Occurrence.id
    is_asked = and_(col(Extension.occurrence_id) == Occurrence.id, col(Extension.decision).is_(None))
    files = select(func.count(func.distinct(Evidence.sha256))).where(col(Evidence.occurrence_id) == Occurrence.id)
    responsible = select(Officer.name).where(
        col(Responsible.obligation_id) == Occurrence.obligation_id,
        col(Responsible.agency_id) == Occurrence.agency_id,
        col(Responsible.officer_id) == Officer.id,
    )
    told = {
        "alerts": alerts.scalar_subquery(),
        "explanation": _latest(Remark.text, Remark.id, is_explained),
        "responsible": responsible.scalar_subquery(),
        "evidence": files.scalar_subquery(),
        "document": _latest(Completion.document, Completion.id, is_completed),
        "request_at": _latest(Extension.proposed_at, Extension.id, is_asked),
        "request_reason": _latest(Extension.reason, Extension.id, is_asked),
        "reported_for": audit.reported_for(),
    }
    query = sqlalchemy.select(col(Occurrence.id), *(value.label(name) for name, value in told.items()))
    rows = session.execute(query.where(col(Occurrence.id).in_(occurrence_ids))).mappings()
    return {row["id"]: Said(**{name: row[name] for name in told}) for row in rows}


def _latest(column: Any, number: Any, which: Any) -> Any:
    """Return a column of the latest row of some, inside a question about an occurrence."""
    return select(col(column)).where(which).order_by(col(number).desc()).limit(1).scalar_subquery()
