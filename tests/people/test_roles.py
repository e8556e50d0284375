"""An officer takes another role where they are: who is told changes at once, and a group never oversees."""

from sqlmodel import Session, select

from db import audit
from db.queries import people
from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, Notification, Officer
from reminders.agencies.loading import load_agencies
from reminders.people.adding import give_phone
from reminders.people.moving import give_role
from tests.rows import CLI, NOW, District, a_district


def the_officer(session: Session, chat: ChatBinding) -> Officer:
    return session.get_one(Officer, chat.officer_id)


def told(session: Session, chat: ChatBinding) -> list[str]:
    rows = session.exec(select(Notification).where(Notification.binding_id == chat.id)).all()
    return [(row.text or "").splitlines()[0] for row in rows]


def test_who_takes_another_role_keeps_agency_and_chat_and_the_log_says_so(session: Session) -> None:
    district: District = a_district(session)
    person = the_officer(session, district.officer)
    assert give_role(session, person, Role.HEAD, CLI) is None
    assert (person.role, person.agency_id, person.scope_id) == (Role.HEAD, district.commune.id, None)
    assert list(people.chats_of(session, person.id)) == [district.officer]
    [entry] = audit.trail(session, "officer", person.id)
    assert (entry.action, entry.details) == ("role_given", {"before": "officer", "after": "head"})
    assert told(session, district.coordinator) == []


def test_a_scope_is_only_given_with_a_role_that_oversees(session: Session) -> None:
    district = a_district(session)
    person = the_officer(session, district.officer)
    above = load_agencies(session)[district.district.id]
    assert give_role(session, person, Role.HEAD, CLI, scope=above) == "oversees_nothing"
    assert (person.role, person.scope_id) == (Role.OFFICER, None)
    assert give_role(session, person, Role.LEADER, CLI, scope=above) is None
    assert (person.role, person.scope_id) == (Role.LEADER, above.id)
    assert give_role(session, person, Role.OFFICER, CLI) is None
    assert person.scope_id is None


def test_the_coordinator_hears_that_an_agency_has_nobody_left_who_answers(session: Session) -> None:
    district = a_district(session)
    give_role(session, the_officer(session, district.officer), Role.LEADER, CLI)
    assert len(told(session, district.coordinator)) == 1
    assert "UBND xã Ia Dom" in told(session, district.coordinator)[0]


def test_who_oversees_leaves_the_chat_of_a_group(session: Session) -> None:
    district = a_district(session)
    district.officer.is_group = True
    give_role(session, the_officer(session, district.officer), Role.COORDINATOR, CLI)
    assert (district.officer.officer_id, district.officer.status) == (None, BindingStatus.STRANGER)
    assert len(told(session, district.coordinator)) == 1  # once, though the chat is gone and the role too


def test_what_nobody_was_told_is_looked_at_when_somebody_answers_again(session: Session) -> None:
    district = a_district(session, wake_at=None)
    person = the_officer(session, district.officer)
    person.role = Role.LEADER
    give_role(session, person, Role.OFFICER, CLI)
    assert district.item.wake_at == NOW


def test_the_log_says_that_a_phone_changed_and_not_which_it_is(session: Session) -> None:
    person = the_officer(session, a_district(session).officer)
    give_phone(session, person, "0912345678", CLI)
    assert person.phone == "0912345678"
    [entry] = audit.trail(session, "officer", person.id)
    assert (entry.action, entry.details) == ("phone_given", {})
