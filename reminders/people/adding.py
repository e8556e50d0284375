"""Shell: somebody becomes an officer of an agency, once; under which number they are called."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import people
from db.statuses import Role
from db.tables import Officer
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import OVERSEERS, coordinated
from reminders.people.linking import LINKABLE
from schedules.letters import fold

LONGEST_NAME = 80


@dataclass(frozen=True)
class NotAdded:
    """Why nobody is added: "no_name"; "known", the agency has somebody `like` that; "not_theirs", agency or role are
    not for who asks; "oversees_nothing", a scope was named for a role that has none.
    """

    why: Literal["no_name", "known", "not_theirs", "oversees_nothing"]
    like: Officer | None = None


def why_not_added(
    session: Session,
    agency: AgencyFacts,
    name: str,
    *,
    asker: Officer | None,
    role: Role = Role.OFFICER,
    scope: AgencyFacts | None = None,
) -> NotAdded | None:
    """Return why a person cannot be added to an agency, None when they can. No `asker`: the command line, which may
    add anybody; a coordinator adds who oversees nothing, where they coordinate.
    """
    if not is_name(name):
        return NotAdded("no_name")
    if asker and (role not in LINKABLE or agency.id not in coordinated(load_agencies(session), [asker])):
        return NotAdded("not_theirs")
    if scope and role not in OVERSEERS:
        return NotAdded("oversees_nothing")
    known = next((one for one in people.of_agency(session, agency.id) if fold(one.name) == fold(name)), None)
    return NotAdded("known", known) if known else None


def add_officer(
    session: Session,
    agency: AgencyFacts,
    name: str,
    by: By,
    *,
    asker: Officer | None,
    role: Role = Role.OFFICER,
    scope: AgencyFacts | None = None,
    phone: str | None = None,
) -> Officer | NotAdded:
    """Add a person with a role, who oversees a scope if the role does (by default the own agency); or say why not."""
    if refused := why_not_added(session, agency, name, asker=asker, role=role, scope=scope):
        return refused
    officer = Officer(agency_id=agency.id, name=name, role=role, scope_id=scope.id if scope else None, phone=phone)
    session.add(officer)
    session.flush()
    audit.record(session, by, "officer_added", officer)
    return officer


def give_phone(session: Session, officer: Officer, phone: str, by: By) -> None:
    """Note the number under which an officer is called; the audit log says that it changed, not what it is."""
    officer.phone = phone
    audit.record(session, by, "phone_given", officer)


_NUMBER = re.compile(r"(?<=\S) [0-9]{1,2}$")


def is_name(name: str) -> bool:
    """Return whether this may be a person's name: letters above all, not too long, at most a small number after it,
    which tells two of one name apart ("Cán bộ 2").
    """
    name = _NUMBER.sub("", name)
    letters = sum(letter.isalpha() for letter in name)
    is_plain = all(unicodedata.category(sign)[0] in "LMZ" or sign in "'’.-" for sign in name)
    return letters >= 2 and len(name) <= LONGEST_NAME and is_plain
