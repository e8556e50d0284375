"""Shell: an agency is added or gets another name; of two in force no name may mean both."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import Session

from db import audit
from db.audit import By
from db.tables import Agency, AgencyAlias
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.loading import load_agencies
from schedules.zone import local_date

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class NotNamed:
    """Why a key or name cannot be: a "bad_key", one that `owner` has ("known_key"), a "blank" name, `owner`'s name."""

    why: Literal["bad_key", "known_key", "blank", "known"]
    owner: AgencyFacts | None = None


def add_agency(
    session: Session, key: str, name: str, by: By, *, parent: AgencyFacts | None, since: date | None
) -> Agency | NotNamed:
    """Add an agency, below another and in being from a day if they are given; or say why not.

    The name of one that has ended by that day (today) may be used again.
    """
    if not KEY.fullmatch(key):
        return NotNamed("bad_key")
    if owner := load_agencies(session).keyed(key):
        return NotNamed("known_key", owner)
    if refused := _why_not(session, name, on=since or local_date(by.now)):
        return refused
    agency = Agency(key=key, name=name.strip(), parent_id=parent.id if parent else None, valid_from=since)
    session.add(agency)
    session.flush()
    audit.record(session, by, "agency_added", agency)
    return agency


def add_alias(session: Session, agency: Agency, name: str, by: By) -> bool | NotNamed:
    """Give an agency another name; False when it has that name already, or why it cannot have it."""
    name = name.strip()
    if name in load_agencies(session)[agency.id].names:
        return False
    if refused := _why_not(session, name, on=local_date(by.now), owner=agency):
        return refused
    session.add(AgencyAlias(agency_id=agency.id, name=name))
    audit.record(session, by, "alias_added", agency, name=name)
    return True


def _why_not(session: Session, name: str, *, on: date, owner: Agency | None = None) -> NotNamed | None:
    """Return why a name cannot be used: it is blank, or another agency's in force on a day."""
    if not name.strip():
        return NotNamed("blank")
    known = load_agencies(session)
    taken = next((known[key] for key in known.called(name, on=on) if not owner or key != owner.id), None)
    return NotNamed("known", taken) if taken else None
