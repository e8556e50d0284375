"""Shell: the people of a sheet become officers: who is new, who is changed, who stays; nobody is removed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from db.audit import By
from db.queries import people
from db.statuses import Role
from db.tables import Officer
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import OVERSEERS
from reminders.people.adding import NotAdded, add_officer, give_phone
from reminders.people.deputies import name_deputy
from reminders.people.moving import give_role
from reminders.people.sheet import COLUMNS, PEOPLE, Key, Person, read_people
from reminders.plans.review.workbook import read_sheets
from schedules.letters import fold
from schedules.zone import local_date


class SheetWrong(ValueError):
    """A sheet of officers with problems; `problems` has all of them, each with its cell."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep them all: they are mended in one go."""
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


NO_SHEET = f"không có trang tính “{PEOPLE}”. Tệp mẫu: nhachan officer template can-bo.xlsx"


@dataclass(frozen=True)
class Enrolment:
    """What a sheet changes: who is added, what is changed of whom (by the headings), who stays as they are, and who is
    an officer and not in the sheet; `notes` says what in the sheet does not count.
    """

    agencies: Agencies
    added: tuple[Person, ...]
    changed: tuple[tuple[Officer, Person, tuple[str, ...]], ...]
    unchanged: tuple[Officer, ...]
    missing: tuple[Officer, ...]
    notes: tuple[str, ...]


def compare_sheet(session: Session, content: bytes, *, on: date) -> Enrolment:
    """Return what a workbook's sheet of officers changes, on a day; nothing is written.

    SheetWrong with every problem by cell; PlanUnreadable if the file is no workbook that can be read.
    """
    sheets = read_sheets(content, {PEOPLE: COLUMNS}, needed={PEOPLE})
    if sheets is None:
        raise SheetWrong([NO_SHEET])
    agencies, officers = load_agencies(session), people.present(session)
    found = read_people(sheets, agencies, officers, on=on)
    if found.problems:
        raise SheetWrong(found.problems)
    present = _keyed(officers)
    known = [(present[one.key], one) for one in found.each if one.key in present]
    changes = [(officer, one, _changes(officer, one, present)) for officer, one in known]
    named = {officer.id for officer, _ in known}
    return Enrolment(
        agencies=agencies,
        added=tuple(one for one in found.each if one.key not in present),
        changed=tuple(change for change in changes if change[2]),
        unchanged=tuple(officer for officer, _, fields in changes if not fields),
        missing=tuple(one for one in officers if one.id not in named),
        notes=found.notes,
    )


def _keyed(officers: Sequence[Officer]) -> dict[Key, Officer]:
    """Return officers by who they are; of two whom a merger has made one, the first who was entered."""
    return {(fold(one.name), one.agency_id): one for one in reversed(officers)}


def _changes(officer: Officer, said: Person, present: Mapping[Key, Officer]) -> tuple[str, ...]:
    """Return the columns in which a sheet says something else than what is known of somebody."""
    found = {
        "role": said.role not in (None, officer.role),
        "scope": said.scope_id not in (None, officer.scope_id or officer.agency_id),
        "phone": said.phone not in (None, officer.phone),
        "deputy": said.stand_in is not None and not _stands_in(officer, said, present),
    }
    return tuple(name for name, is_other in found.items() if is_other)


def _stands_in(officer: Officer, said: Person, present: Mapping[Key, Officer]) -> bool:
    """Return whether somebody is stood in for as the sheet says."""
    asked = said.stand_in
    deputy = present.get(asked.key) if asked else None
    if asked is None or deputy is None:
        return False
    same_days = officer.deputy_until == asked.until and asked.since in (None, officer.deputy_from)
    return officer.deputy_id == deputy.id and same_days


def enrol(session: Session, found: Enrolment, by: By) -> None:
    """Write what a sheet changes; those who stand in come last, as they may be new themselves."""
    present = _keyed([*found.unchanged, *found.missing, *(officer for officer, *_ in found.changed)])
    by_key = present | {person.key: _add(session, person, found.agencies, by) for person in found.added}
    for officer, person, fields in found.changed:
        _change(session, officer, person, fields, found.agencies, by)
    for person in (*found.added, *(person for _, person, fields in found.changed if "deputy" in fields)):
        if asked := person.stand_in:
            since = asked.since or local_date(by.now)
            name_deputy(session, by_key[person.key], by_key[asked.key], by, since=since, until=asked.until)


def _add(session: Session, person: Person, agencies: Agencies, by: By) -> Officer:
    home, scope = agencies[person.agency_id], agencies[person.scope_id] if person.scope_id else None
    role = person.role or Role.OFFICER
    added = add_officer(session, home, person.name, by, asker=None, role=role, scope=scope, phone=person.phone)
    if isinstance(added, NotAdded):
        raise SheetWrong([f"{person.name} ({home.name}) vừa được thêm ở nơi khác; nhập lại tệp"])
    return added


def _change(
    session: Session, officer: Officer, person: Person, fields: Collection[str], agencies: Agencies, by: By
) -> None:
    if "role" in fields or "scope" in fields:
        role = person.role or officer.role
        overseen = person.scope_id or (officer.scope_id if role in OVERSEERS else None)
        give_role(session, officer, role, by, scope=agencies[overseen] if overseen else None)
    if person.phone and "phone" in fields:
        give_phone(session, officer, person.phone, by)
