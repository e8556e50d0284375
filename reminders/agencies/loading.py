"""Shell: the agencies as the rows have them at this moment. Load them anew after rows of theirs were written."""

from sqlmodel import Session

from db.queries import register
from reminders.agencies.agencies import Agencies, AgencyFacts, GroupFacts


def load_agencies(session: Session) -> Agencies:
    """Return every agency and group, in two statements."""
    agencies: dict[int, AgencyFacts] = {}
    for row, alias in register.with_aliases(session):
        names = agencies[row.id].names if row.id in agencies else (row.name,)
        agencies[row.id] = AgencyFacts(
            id=row.id,
            key=row.key,
            names=names if alias is None else (*names, alias),
            parent_id=row.parent_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            successor_id=row.successor_id,
        )
    groups: dict[int, GroupFacts] = {}
    for group, member in register.with_members(session):
        members = groups[group.id].members if group.id in groups else ()
        members = members if member is None else (*members, member)
        groups[group.id] = GroupFacts(id=group.id, key=group.key, name=group.name, members=members)
    return Agencies(agencies, groups)
