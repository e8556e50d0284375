"""Shell: whose items an officer may see."""

from sqlmodel import Session

from db.queries import register
from db.statuses import Role
from db.tables import Officer

OVERSEERS = (Role.COORDINATOR, Role.LEADER, Role.ADMIN)


def scope_of(session: Session, officer: Officer) -> set[int]:
    """Return the agencies an officer may see: a coordinator's or leader's subtree, for others the own agency."""
    if officer.role in OVERSEERS:
        return register.subtree(session, officer.scope_id or officer.agency_id)
    return {officer.agency_id}
