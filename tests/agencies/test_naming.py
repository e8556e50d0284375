"""What an agency may be called, and when it may end: nobody could tell two of one name apart."""

from datetime import date

import pytest
from sqlmodel import Session

from db import audit
from db.audit import By
from db.tables import Agency
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.ending import NotEnded, end_agencies
from reminders.agencies.loading import load_agencies
from reminders.agencies.naming import NotNamed, add_agency, add_alias
from tests.rows import NOW, agency

CLI = By(actor="cli", now=NOW)
TODAY, TOMORROW = date(2021, 10, 4), date(2021, 10, 5)


@pytest.fixture
def dom(session: Session) -> Agency:
    return agency(session, "UBND xã Ia Dom")


def added(session: Session, key: str, name: str, *, since: date | None = None) -> Agency | NotNamed:
    return add_agency(session, key, name, CLI, parent=None, since=since)


def facts(session: Session, row: Agency) -> AgencyFacts:
    return load_agencies(session)[row.id]


@pytest.mark.parametrize("key", ["", "Phòng", "phong-", "-phong", "phong--y-te", "phong y te", "phong_y_te"])
def test_a_key_is_small_plain_letters_joined_by_hyphens(session: Session, key: str) -> None:
    assert added(session, key, "Phòng Y tế") == NotNamed("bad_key")
    assert isinstance(added(session, "phong-y-te-2", "Phòng Y tế"), Agency)


def test_two_agencies_in_force_share_neither_key_nor_name(session: Session, dom: Agency) -> None:
    assert added(session, dom.key, "UBND xã Mới") == NotNamed("known_key", facts(session, dom))
    assert added(session, "xa-moi", "ubnd xa IA DOM") == NotNamed("known", facts(session, dom))
    assert added(session, "xa-moi", " ") == NotNamed("blank")
    new = added(session, "xa-moi", " UBND xã Mới ")
    assert isinstance(new, Agency)
    assert new.name == "UBND xã Mới"
    assert add_alias(session, new, "Ia Dom", CLI) is True
    assert add_alias(session, new, " Ia Dom ", CLI) is False
    assert add_alias(session, dom, "ia dom", CLI) == NotNamed("known", facts(session, new))
    assert facts(session, new).names == ("UBND xã Mới", "Ia Dom")
    assert [entry.action for entry in audit.trail(session, "agency", new.id)] == ["agency_added", "alias_added"]


def test_the_name_of_an_agency_returns_on_the_day_it_ends(session: Session, dom: Agency) -> None:
    assert end_agencies(session, [dom], CLI, on=TOMORROW) is None
    assert added(session, "xa-moi", dom.name) == NotNamed("known", facts(session, dom))
    assert isinstance(added(session, "xa-moi", dom.name, since=TOMORROW), Agency)


def test_an_agency_ends_once_it_was_there_and_becomes_one_that_is(session: Session, dom: Agency) -> None:
    nan = agency(session, "UBND xã Ia Nan")
    dom.valid_from, nan.valid_until = TODAY, TOMORROW
    assert end_agencies(session, [dom], CLI, on=TOMORROW, heir=dom) == NotEnded("itself", dom)
    assert end_agencies(session, [dom], CLI, on=TOMORROW, heir=nan) == NotEnded("ended", nan)
    assert end_agencies(session, [nan, dom], CLI, on=TODAY) == NotEnded("younger", dom)
    assert (dom.valid_until, nan.valid_until) == (None, TOMORROW)
    nan.valid_until = None
    assert end_agencies(session, [dom], CLI, on=TOMORROW, heir=nan) is None
    assert (dom.valid_until, dom.successor_id) == (TOMORROW, nan.id)
    [entry] = audit.trail(session, "agency", dom.id)
    assert (entry.action, entry.details) == ("agency_merged", {"on": "2021-10-05", "successor": nan.key})
