"""Shell: what an agency says of an item that stays where it stands: not done, how far it is, why it is late."""

from datetime import date

from sqlmodel import Session

from db import audit
from db.audit import By
from db.statuses import RemarkKind
from db.tables import Occurrence, Officer, Remark


def remark(
    session: Session,
    officer: Officer,
    occurrence: Occurrence,
    kind: RemarkKind,
    by: By,
    *,
    text: str | None = None,
    percent: int | None = None,
    until: date | None = None,
) -> None:
    """Store what was said, in the audit log too."""
    row = Remark(occurrence_id=occurrence.id, officer_id=officer.id, recorded_at=by.now, kind=kind, text=text)
    row.inbound_id, row.percent, row.until_on = by.inbound_id, percent, until
    session.add(row)
    day = until.isoformat() if until else None
    audit.record(session, by, kind.value, occurrence, text=text, percent=percent, until=day)
