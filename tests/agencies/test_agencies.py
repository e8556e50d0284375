"""Every agency as one value: the tree, who came after whom, who owes a duty, who is meant by a name."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from db.queries import register
from db.tables import Agency, AgencyAlias, Obligation
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from tests.rows import a_district, agency, duty, group, plan

TODAY = date(2021, 10, 4)
DAY = timedelta(days=1)


def ended(session: Session, name: str, *, on: date = TODAY, heir: Agency | None = None) -> Agency:
    """Add an agency whose first day without it is `on`."""
    made = agency(session, name)
    made.valid_until, made.successor_id = on, heir.id if heir else None
    session.flush()
    return made


def called(agencies: Agencies, ids: list[int]) -> list[str]:
    return [agencies[key].name for key in ids]


def leads(session: Session, owed: Obligation, *, on: date = TODAY) -> list[str]:
    agencies, parties = load_agencies(session), register.lead_parties(session, [owed])
    return called(agencies, agencies.leads(owed, parties[owed.id], on=on))


def test_a_subtree_and_what_is_above(session: Session) -> None:
    province = agency(session, "UBND tỉnh")
    district = agency(session, "UBND huyện", parent=province)
    commune, desk = (agency(session, name, parent=district) for name in ("UBND xã", "Phòng Nội vụ"))
    agencies = load_agencies(session)
    assert agencies.subtree(district.id) == {district.id, commune.id, desk.id}
    assert agencies.subtree(commune.id) == {commune.id}
    assert agencies.above(commune.id) == [commune.id, district.id, province.id]


def test_agencies_that_are_above_each_other_do_not_hang_the_service(session: Session) -> None:
    first = agency(session, "Một")
    second = agency(session, "Hai", parent=first)
    first.parent_id = second.id
    session.flush()
    agencies = load_agencies(session)
    assert agencies.subtree(first.id) == {first.id, second.id}
    assert agencies.above(first.id) == [first.id, second.id]


def test_an_agency_is_succeeded_from_its_last_day_on_through_all_that_ended_since(session: Session) -> None:
    last = agency(session, "Xã mới")
    between = ended(session, "Xã cũ", heir=last)
    first = ended(session, "Xã xưa", on=TODAY - DAY, heir=between)
    nobody = ended(session, "Phòng Y tế")
    agencies = load_agencies(session)
    assert agencies.heirs(TODAY) == {between.id: last.id, first.id: last.id, nobody.id: None}
    assert agencies.heirs(TODAY - DAY) == {first.id: between.id}
    assert agencies.heirs(TODAY - 2 * DAY) == {}


def test_agencies_that_succeed_each_other_have_no_heir(session: Session) -> None:
    first = ended(session, "Một")
    second = ended(session, "Hai", heir=first)
    first.successor_id = second.id
    session.flush()
    assert load_agencies(session).heirs(TODAY) == {first.id: None, second.id: None}


def test_a_group_owes_as_its_members_without_the_recipient_and_nobody_twice(session: Session) -> None:
    district = a_district(session)
    communes = group(session, district.commune, district.desk, agency(session, "UBND xã Ia Nan"))
    owed = duty(session, district.plan, communes, district.commune, recipient_id=district.desk.id)
    assert leads(session, owed) == ["UBND xã Ia Dom", "UBND xã Ia Nan"]


def test_who_has_ended_owes_nothing_and_the_successor_does_once(session: Session) -> None:
    heir = agency(session, "UBND xã Ia Nan")
    old, gone = ended(session, "UBND xã Ia Lang", heir=heir), ended(session, "Phòng Y tế")
    owed = duty(session, plan(session, heir), old, gone, heir)
    assert leads(session, owed) == ["UBND xã Ia Nan"]
    assert leads(session, owed, on=TODAY - DAY) == ["UBND xã Ia Lang", "Phòng Y tế", "UBND xã Ia Nan"]
    parties = register.lead_parties(session, [owed, duty(session, plan(session, heir), group(session, gone, old))])
    assert load_agencies(session).unled(parties.values(), on=TODAY) == {gone.id: 2}


@pytest.mark.parametrize(
    ("words", "found", "meant"),
    [
        ("Ia Dom", ["UBND xã Ia Dom"], ["UBND xã Ia Dom"]),
        ("ia din", ["UBND xã Ia Din"], ["UBND xã Ia Dom"]),  # ended: its successor is meant
        ("phòng y tế", ["Phòng Y tế"], ["Phòng Y tế"]),  # ended, and nothing came after it
        ("trường", ["Trường cũ"], []),  # its successor is none of these
        ("Ban Dân tộc", ["UBND xã Ia Dom"], ["UBND xã Ia Dom"]),
        ("kho bạc", [], []),  # none of these
        ("xã", ["UBND xã Ia Dom"], ["UBND xã Ia Dom"]),  # one in force goes over one that has ended
    ],
)
def test_an_agency_is_found_among_some_by_what_people_call_it(
    session: Session, words: str, found: list[str], meant: list[str]
) -> None:
    dom, treasury = agency(session, "UBND xã Ia Dom"), agency(session, "Kho bạc Nhà nước")
    session.add(AgencyAlias(agency_id=dom.id, name="Ban Dân tộc"))
    within = [dom, ended(session, "UBND xã Ia Din", heir=dom), ended(session, "Phòng Y tế")]
    within.append(ended(session, "Trường cũ", heir=treasury))
    agencies = load_agencies(session)
    scope = {one.id for one in within}
    assert called(agencies, agencies.find(words, on=TODAY, within=scope)) == found
    assert called(agencies, agencies.meant(words, on=TODAY, within=scope)) == meant


def test_a_name_belongs_to_who_is_in_force(session: Session) -> None:
    old, new = ended(session, "Phòng Y tế"), agency(session, "Phòng Y  tế")
    agencies = load_agencies(session)
    assert agencies.called("phong y te", on=TODAY) == [new.id]
    assert agencies.called("phong y te", on=TODAY - DAY) == [old.id, new.id]
    assert agencies.called("phong y", on=TODAY) == []
    assert (agencies.keyed(new.key), agencies.keyed("?")) == (agencies[new.id], None)
