"""Pure: whose items officers may see, and whose they decide."""

from collections.abc import Iterable

from db.statuses import Role
from db.tables import Officer
from reminders.agencies.agencies import Agencies

OVERSEERS = (Role.COORDINATOR, Role.LEADER, Role.ADMIN)


def scope_of(agencies: Agencies, officers: Iterable[Officer]) -> set[int]:
    """Return the agencies officers may see: a coordinator's or leader's subtree, for others the own agency."""
    return {key for officer in officers for key in _seen(agencies, officer)}


def coordinated(agencies: Agencies, officers: Iterable[Officer]) -> set[int]:
    """Return the agencies for which coordinators among officers decide."""
    return scope_of(agencies, [officer for officer in officers if officer.role is Role.COORDINATOR])


def _seen(agencies: Agencies, officer: Officer) -> set[int]:
    if officer.role in OVERSEERS:
        return agencies.subtree(officer.scope_id or officer.agency_id)
    return {officer.agency_id}
