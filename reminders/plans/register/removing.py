"""Shell: a plan that was imported by mistake, or to try, is removed as long as nobody has heard of it."""

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, delete, select

from db import audit
from db.audit import By
from db.tables import EventRecord, Obligation, ObligationParty, ObligationQuestion, ObligationSource, Plan
from reminders.items.removing import History, history_of, remove_items
from reminders.plans.register.reserved import is_given

PARTS = (ObligationParty, ObligationSource, ObligationQuestion, EventRecord)


@dataclass(frozen=True)
class NotRemoved:
    """Why a plan stays: it holds what was "given" in the chat, or has a `history`."""

    why: Literal["given", "history"]
    history: History | None = None


@dataclass(frozen=True)
class Removed:
    """How many duties and items were removed."""

    duties: int
    items: int


def remove_plan(session: Session, plan: Plan, by: By) -> Removed | NotRemoved:
    """Remove a plan with its duties and items. Agencies, groups and officers stay: other plans may know them."""
    if is_given(plan.key):
        return NotRemoved("given")
    duties = session.exec(select(Obligation.id).where(Obligation.plan_id == plan.id)).all()
    if history := history_of(session, duties):
        return NotRemoved("history", history)
    items = remove_items(session, duties)
    for table in PARTS:
        session.exec(delete(table).where(col(table.obligation_id).in_(duties)))
    session.exec(delete(Obligation).where(col(Obligation.id).in_(duties)))
    audit.record(session, by, "plan_removed", plan, key=plan.key, number=plan.number)
    session.flush()
    session.delete(plan)
    session.flush()
    return Removed(len(duties), items)
