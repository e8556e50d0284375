"""Who becomes an officer of an agency: a person with a name, once, where the coordinator who asks decides."""

import pytest
from sqlmodel import Session

from db import audit
from db.audit import By
from db.queries import people
from db.statuses import Role
from db.tables import Agency, Officer
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.loading import load_agencies
from reminders.people.adding import NotAdded, add_officer
from reminders.people.moving import NotMoved, move_officer
from tests.rows import NOW, a_district, agency, officer

CLI = By(actor="cli", now=NOW)


@pytest.fixture
def dom(session: Session) -> AgencyFacts:
    return known(session, agency(session, "UBND xã Ia Dom"))


def known(session: Session, row: Agency) -> AgencyFacts:
    return load_agencies(session)[row.id]


def why_not(added: Officer | NotAdded) -> str:
    assert isinstance(added, NotAdded)
    return added.why


def test_a_person_is_added_once_however_the_name_is_typed(session: Session, dom: AgencyFacts) -> None:
    added = add_officer(session, dom, "Rơ Mah H'Bơ", CLI, asker=None)
    assert isinstance(added, Officer)
    assert (added.name, added.role, added.agency_id) == ("Rơ Mah H'Bơ", Role.OFFICER, dom.id)
    assert [entry.action for entry in audit.trail(session, "officer", added.id)] == ["officer_added"]
    assert add_officer(session, dom, "rơ mah h’bơ", CLI, asker=None, role=Role.HEAD) == NotAdded("known", added)
    assert list(people.of_agency(session, dom.id)) == [added]


def test_who_has_left_or_works_elsewhere_holds_up_no_namesake(session: Session, dom: AgencyFacts) -> None:
    nan = known(session, agency(session, "UBND xã Ia Nan"))
    first = add_officer(session, dom, "Siu Hyin", CLI, asker=None)
    assert isinstance(first, Officer)
    first.left_at = NOW
    assert isinstance(add_officer(session, dom, "Siu Hyin", CLI, asker=None), Officer)
    assert isinstance(add_officer(session, nan, "Siu Hyin", CLI, asker=None), Officer)


@pytest.mark.parametrize(
    "name", ["", "12345 :::", "H", "An 0905", "H 2", "12", "An2", "Nguyễn <An>", "A\u0301n\nBình", "An" * 41]
)
def test_what_is_no_name_adds_nobody(session: Session, dom: AgencyFacts, name: str) -> None:
    assert why_not(add_officer(session, dom, name, CLI, asker=None)) == "no_name"
    assert list(people.of_agency(session, dom.id)) == []


@pytest.mark.parametrize("name", ["Siu H\u2019Bia", "Nguyễn Văn An 2", "Cán bộ 0"])
def test_a_small_number_after_a_name_tells_two_of_one_name_apart(session: Session, dom: AgencyFacts, name: str) -> None:
    assert isinstance(add_officer(session, dom, name, CLI, asker=None), Officer)


def test_a_coordinator_adds_officers_and_heads_below_and_nobody_else(session: Session) -> None:
    district = a_district(session)
    desk = officer(session, district.desk, Role.COORDINATOR, scope=district.district)
    clerk = officer(session, district.desk)
    commune, stranger = known(session, district.commune), known(session, agency(session, "Sở Nội vụ"))
    by = By(actor=f"officer:{desk.id}", now=NOW)
    assert isinstance(add_officer(session, commune, "Siu Thủy", by, asker=desk, role=Role.HEAD), Officer)
    assert why_not(add_officer(session, commune, "Siu Hyin", by, asker=clerk)) == "not_theirs"
    assert why_not(add_officer(session, stranger, "Siu Hyin", by, asker=desk)) == "not_theirs"
    assert why_not(add_officer(session, commune, "Siu Hyin", by, asker=desk, role=Role.LEADER)) == "not_theirs"


def test_a_scope_is_for_roles_that_oversee(session: Session, dom: AgencyFacts) -> None:
    above = known(session, agency(session, "UBND huyện Đức Cơ"))
    assert why_not(add_officer(session, dom, "Siu Hyin", CLI, asker=None, scope=above)) == "oversees_nothing"
    added = add_officer(session, dom, "Siu Hyin", CLI, asker=None, role=Role.COORDINATOR, scope=above)
    assert isinstance(added, Officer)
    assert added.scope_id == above.id
    assert move_officer(session, added, above, CLI, role=Role.OFFICER, scope=dom) == NotMoved("oversees_nothing")
    assert move_officer(session, added, above, CLI, role=Role.LEADER, scope=dom) == session.get_one(Agency, dom.id)
    assert move_officer(session, added, above, CLI, role=Role.LEADER, scope=dom) == NotMoved("there")
