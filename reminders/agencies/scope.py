"""Shell: whose items officers may see, and whose they decide."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from db.queries import people, register
from db.statuses import Role
from db.tables import Officer

OVERSEERS = (Role.COORDINATOR, Role.LEADER, Role.ADMIN)


def answering(session: Session, officer: Officer, *, on: date, is_group: bool = False) -> list[Officer]:
    """Return an officer and whom they stand in for on a day; not in a group, which may not see another agency."""
    return [officer, *([] if is_group else people.stood_in_for(session, officer.id, on=on))]


def scope_of(session: Session, officers: Iterable[Officer]) -> set[int]:
    """Return the agencies officers may see: a coordinator's or leader's subtree, for others the own agency."""
    return {key for officer in officers for key in _seen(session, officer)}


def coordinated(session: Session, officers: Iterable[Officer]) -> set[int]:
    """Return the agencies for which coordinators among officers decide."""
    return scope_of(session, [officer for officer in officers if officer.role is Role.COORDINATOR])


def _seen(session: Session, officer: Officer) -> set[int]:
    if officer.role in OVERSEERS:
        return register.subtree(session, officer.scope_id or officer.agency_id)
    return {officer.agency_id}
