"""Shell: an item goes to another agency: a copy with its deadlines, nothing answered yet; the first one is closed."""

from sqlmodel import Session, select

from db import audit
from db.audit import By
from db.statuses import Action
from db.tables import Agency, Occurrence
from reminders.agencies.agencies import AgencyFacts
from reminders.items.changing import Change, Said, change
from reminders.items.ladders import renew
from schedules.working_days import WorkingCalendar

NOT_HANDED = {"id", "agency_id", "status", "revision", "created_at", "wake_at", "completed_at", "trouble"}


def has_it(session: Session, occurrence: Occurrence, agency: AgencyFacts) -> bool:
    """Return whether an agency has an item of the same duty and period."""
    query = select(Occurrence.id).where(
        Occurrence.obligation_id == occurrence.obligation_id,
        Occurrence.agency_id == agency.id,
        Occurrence.period == occurrence.period,
    )
    return session.exec(query).first() is not None


def hand_over(
    session: Session,
    before: Occurrence,
    agency: AgencyFacts,
    by: By,
    *,
    action: str,
    said: Said,
    calendar: WorkingCalendar,
) -> Occurrence | None:
    """Give an item to an agency and close it where it was; None, and only closed, when the agency has it already.

    `action` is how the audit log calls it: "assigned" by a coordinator, "succeeded" from an agency that has
    ended; `said` is what it says of the one that is closed.
    """
    given = None if has_it(session, before, agency) else _copy(session, before, agency, by)
    if given:
        gone = session.get_one(Agency, before.agency_id)
        audit.record(session, by, action, given, agency=agency.name, agency_before=gone.name)
    change(session, Action.CANCEL, [Change(before)], by, calendar=calendar, said=said)
    return given


def _copy(session: Session, before: Occurrence, agency: AgencyFacts, by: By) -> Occurrence:
    same = before.model_dump(exclude=NOT_HANDED | {"assigned_from_id"})
    given = Occurrence(**same, agency_id=agency.id, created_at=by.now, wake_at=by.now, assigned_from_id=before.id)
    renew(session, [given])
    session.add(given)
    session.flush()
    return given
