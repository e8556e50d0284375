"""Which ladder an item gets: of the nearest agency above it, of its kind before every kind, else the built-in one."""

from typing import Any

import pytest
from sqlmodel import Session

from db.statuses import Action
from db.tables import LadderPolicy
from reminders.agencies.agencies import Agencies, AgencyFacts
from reminders.items.changing import Change, change
from reminders.items.facts import due_of
from reminders.items.handing import hand_over
from reminders.items.ladder import LADDERS
from reminders.items.ladders import Ladders, Place
from tests.rows import CALENDAR, CLI, a_district, agency

PROVINCE, DISTRICT, COMMUNE, OTHER = 1, 2, 3, 4
TREE = Agencies(
    {
        key: AgencyFacts(id=key, key=f"a{key}", names=(f"Cơ quan {key}",), parent_id=parent)
        for key, parent in ((PROVINCE, None), (DISTRICT, PROVINCE), (COMMUNE, DISTRICT), (OTHER, DISTRICT))
    },
    {},
)


def every(days: int) -> dict[str, Any]:
    return {"overdue_every": days}


def chosen(own: dict[Place, dict[str, Any]], kind: str = "weekly", agency: int | None = COMMUNE) -> int:
    return Ladders(own, TREE).of(kind, agency).overdue_every


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({}, 5),
        ({(None, "monthly"): every(6)}, 5),
        ({(None, None): every(6)}, 6),
        ({(None, None): every(6), (None, "weekly"): every(7)}, 7),
        ({(None, "weekly"): every(7), (PROVINCE, None): every(8)}, 8),
        ({(PROVINCE, "weekly"): every(8), (DISTRICT, None): every(9)}, 9),
        ({(DISTRICT, None): every(9), (DISTRICT, "weekly"): every(10)}, 10),
        ({(DISTRICT, "weekly"): every(10), (COMMUNE, None): every(11)}, 11),
        ({(COMMUNE, None): every(11), (COMMUNE, "weekly"): every(12)}, 12),
        ({(OTHER, "weekly"): every(13), (None, "weekly"): every(7)}, 7),
    ],
)
def test_the_nearest_agency_wins_and_there_the_kind_before_every_kind(
    own: dict[Place, dict[str, Any]], expected: int
) -> None:
    assert chosen(own) == expected


def test_what_a_place_does_not_say_comes_from_the_next_one() -> None:
    own: dict[Place, dict[str, Any]] = {
        (COMMUNE, "weekly"): {"before_days": [2]},
        (DISTRICT, None): {"escalates_from": None},
        (None, "weekly"): {"before_days": [9], "escalates_from": 4, "overdue_every": 7},
    }
    ladder = Ladders(own, TREE).of("weekly", COMMUNE)
    assert (ladder.before_days, ladder.escalates_from, ladder.overdue_every) == ((2,), None, 7)
    assert ladder.overdue_after == LADDERS["weekly"].overdue_after
    places = [(COMMUNE, "weekly"), (DISTRICT, None), (None, "weekly"), None]
    assert Ladders(own, TREE).places("weekly", COMMUNE) == places
    assert Ladders(own, TREE).places("weekly", None) == [(None, "weekly"), None]


def test_a_kind_without_a_ladder_of_its_own_has_that_of_what_falls_due_once() -> None:
    assert Ladders({}, TREE).of("undated", COMMUNE) == LADDERS["date"]


def test_what_another_agency_takes_over_is_on_its_own_ladder(session: Session) -> None:
    district = a_district(session)
    heir = agency(session, "UBND xã Ia Lang", parent=district.district)
    session.add(LadderPolicy(agency_id=district.commune.id, kind="date", ladder=every(2)))
    session.add(LadderPolicy(agency_id=heir.id, kind="date", ladder=every(9)))
    session.flush()
    facts = AgencyFacts(id=heir.id, key=heir.key, names=(heir.name,))
    given = hand_over(session, district.item, facts, CLI, action="assigned", said={}, calendar=CALENDAR)
    assert given is not None
    assert given.ladder["overdue_every"] == 9


def test_another_deadline_or_agency_leaves_a_meeting_a_meeting(session: Session) -> None:
    district = a_district(session)
    district.duty.title = "Dự giao ban hàng tuần"
    change(session, Action.EXTEND, [Change(district.item, due_of(district.item))], CLI, calendar=CALENDAR)
    assert district.item.ladder["chase_periods"] == 2


def test_another_deadline_begins_the_ladder_in_force_anew(session: Session) -> None:
    district = a_district(session, ladder={"before_days": [], "overdue_after": [0, 2, 9], "overdue_every": 4})
    session.add(LadderPolicy(agency_id=district.district.id, kind=None, ladder=every(9)))
    session.flush()
    change(session, Action.EXTEND, [Change(district.item, due_of(district.item))], CLI, calendar=CALENDAR)
    assert district.item.ladder == {
        "before_days": [7, 3, 1],
        "overdue_after": [0, 1, 3],
        "overdue_every": 9,
        "escalates_from": 3,
        "chase_periods": None,
    }
