"""Shell: after how many working days a plan accepts by itself what was reported done."""

from sqlmodel import Session

from db import audit
from db.audit import By
from db.tables import Plan

DAYS = range(1, 61)
"""So many working days a coordinator may be given to decide."""


def set_acceptance(session: Session, plan: Plan, days: int | None, by: By) -> bool:
    """Have a plan accept by itself after so many working days, one of DAYS, or (None) never; False when it did so
    already. It holds for what waits, too; nothing is accepted that was not announced before.
    """
    if plan.accepts_after_days == days:
        return False
    audit.record(session, by, "acceptance_set", plan, before=plan.accepts_after_days, days=days)
    plan.accepts_after_days = days
    return True
