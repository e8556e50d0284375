"""Shell: whose duties a coordinator speaks of."""

from sqlmodel import Session

from db.tables import Obligation, Officer, Plan
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import coordinated


def coordinates(session: Session, officer: Officer, duty: Obligation) -> bool:
    """Return whether an officer may speak of a duty at this moment: it is in force, and its plan is theirs."""
    plan = session.get_one(Plan, duty.plan_id)
    return duty.ended_at is None and plan.coordinator_id in coordinated(load_agencies(session), [officer])
