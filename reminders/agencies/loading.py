"""Shell: the agencies as the rows have them at this moment. Load them anew after rows of theirs were written."""

from itertools import groupby
from operator import attrgetter, itemgetter

from sqlmodel import Session

from db.queries import register
from reminders.agencies.agencies import Agencies, AgencyFacts, GroupFacts


def load_agencies(session: Session) -> Agencies:
    """Return every agency and group, in two statements."""
    agencies: dict[int, AgencyFacts] = {}
    for agency_id, rows in groupby(register.with_aliases(session), attrgetter("id")):
        row, *others = rows
        agencies[agency_id] = AgencyFacts(
            id=agency_id,
            key=row.key,
            names=(row.name, *(one.alias for one in (row, *others) if one.alias is not None)),
            parent_id=row.parent_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            successor_id=row.successor_id,
        )
    groups: dict[int, GroupFacts] = {}
    for (group_id, key, name), found in groupby(register.with_members(session), itemgetter(0, 1, 2)):
        members = tuple(member for *_, member in found if member is not None)
        groups[group_id] = GroupFacts(id=group_id, key=key, name=name, members=members)
    return Agencies(agencies, groups)
