"""Shell: more time: an agency asks for it, the coordinator decides, the deadline moves and the first one is kept."""

from datetime import date

from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import items
from db.statuses import OWED, Action, Decision
from db.tables import Extension, Occurrence, Officer
from reminders.items.changing import Change, change
from reminders.items.deadlines import due_by_end_of, is_needed
from schedules.working_days import WorkingCalendar
from schedules.zone import iso, local_date


def request(
    session: Session,
    officer: Officer,
    occurrence: Occurrence,
    day: date,
    by: By,
    *,
    calendar: WorkingCalendar,
    reason: str | None,
) -> Extension:
    """Store what an agency asks for; it takes the place of a request that was not decided yet."""
    withdraw(session, occurrence, by)
    asked = Extension(
        occurrence_id=occurrence.id,
        requested_by_id=officer.id,
        requested_at=by.now,
        reason=reason,
        original_at=occurrence.nominal_at,
        proposed_at=due_by_end_of(day, occurrence.period, calendar).nominal,
    )
    session.add(asked)
    session.flush()
    audit.record(session, by, "extension_requested", occurrence, day=day.isoformat(), reason=reason)
    return asked


def withdraw(session: Session, occurrence: Occurrence, by: By) -> None:
    """A request that nobody has decided is taken back, or made needless by another."""
    if asked := items.pending_extension(session, occurrence.id):
        asked.decision, asked.decided_at = Decision.WITHDRAWN, by.now


def decide(
    session: Session,
    officer: Officer,
    occurrence: Occurrence,
    asked: Extension,
    by: By,
    *,
    is_granted: bool,
    reason: str,
    calendar: WorkingCalendar,
) -> bool:
    """Grant or refuse a request; False when it was decided or has become needless: more time never means less."""
    items.lock(session, [occurrence.id])
    session.refresh(asked)
    if asked.decision is not None or occurrence.status not in OWED or not is_needed(asked, occurrence):
        return False
    asked.decision = Decision.ACCEPTED if is_granted else Decision.RETURNED
    asked.decided_by_id, asked.decided_at, asked.decided_why = officer.id, by.now, reason or None
    day = local_date(asked.proposed_at)
    if is_granted:
        due = due_by_end_of(day, occurrence.period, calendar)
        said = {"day": day.isoformat(), "reason": reason or None}
        if by.for_agency:  # nobody else has decided, so it may be taken back
            said |= {"act_by_before": iso(occurrence.act_by_at), "overdue_before": iso(occurrence.overdue_from)}
        change(session, Action.EXTEND, [Change(occurrence, due)], by, calendar=calendar, said=said)
    else:
        audit.record(session, by, "extension_refused", occurrence, day=day.isoformat(), reason=reason or None)
    return True
