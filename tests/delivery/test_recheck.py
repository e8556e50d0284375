"""Is a notice still worth sending? One row of the table per reason."""

from typing import Any

import pytest
from sqlmodel import Session

from db.queries import items
from db.statuses import BindingStatus, ItemStatus, Role
from db.tables import Officer
from reminders.delivery.recheck import needless
from reminders.notices.kinds import TO_DESK, Kind
from tests.rows import NOW, a_district, agency, at, chat, chat_of, notice


def reason(
    session: Session, *, stage: str = "before:1", is_reachable: bool = True, days: int | None = None, **changes: Any
) -> str | None:
    """Return why a notice of a stage is needless after some changes to its item, chat or officer."""
    district = a_district(session)
    district.plan.accepts_after_days = days
    to = district.coordinator if Kind.read(stage).what in TO_DESK else district.officer
    row = notice(session, to, district.item, stage=stage)
    officer = session.get_one(Officer, to.officer_id)
    for name, value in changes.items():
        setattr(
            {"binding": to, "officer": officer}.get(name.split("_")[0], district.item), name.partition("_")[2], value
        )
    session.flush()
    found = items.by_ids(session, [district.item.id])[district.item.id]
    return needless(row, found, binding=to, officers=[officer], is_reachable=is_reachable, now=NOW)


@pytest.mark.parametrize("stage", ["before:7", "same-day", "overdue:1", "overdue:9", "escalated:overdue:3"])
def test_what_is_still_owed_is_sent(session: Session, stage: str) -> None:
    assert reason(session, stage=stage) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"item_status": ItemStatus.SUBMITTED}, "the item is submitted"),
        ({"item_status": ItemStatus.ACCEPTED}, "the item is accepted"),
        ({"item_status": ItemStatus.CANCELLED}, "the item is cancelled"),
        ({"item_status": ItemStatus.NOT_OURS}, "the item is not_ours"),
        ({"item_status": ItemStatus.ACKNOWLEDGED}, "the item was acknowledged"),
        ({"item_status": ItemStatus.ACKNOWLEDGED, "stage": "same-day"}, None),
        ({"item_status": ItemStatus.ACKNOWLEDGED, "stage": "overdue:1"}, None),
        ({"item_status": ItemStatus.RETURNED}, None),
        ({"item_revision": 2}, "the deadline was changed"),
        ({"item_overdue_from": NOW}, "the deadline has passed; an overdue alert follows"),
        ({"item_overdue_from": NOW, "stage": "same-day"}, "the deadline has passed; an overdue alert follows"),
        ({"item_overdue_from": NOW, "stage": "overdue:1"}, None),
        ({"item_overdue_from": NOW, "stage": "unreachable", "is_reachable": False}, None),
        ({"item_overdue_from": at("2021-10-04", "09:01"), "stage": "same-day"}, None),
        ({"binding_status": BindingStatus.GONE}, "the chat is gone"),
        ({"stage": "unreachable"}, "the agency has a chat now"),
        ({"stage": "unreachable", "is_reachable": False}, None),
        (
            {"stage": "unreachable", "is_reachable": False, "officer_role": Role.OFFICER},
            "the officer oversees it no more",
        ),
        ({"stage": "escalated:overdue:3", "officer_role": Role.LEADER}, "the officer oversees it no more"),
    ],
)
def test_a_notice_that_became_needless_says_why(
    session: Session, changes: dict[str, Any], expected: str | None
) -> None:
    assert reason(session, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "days", "expected"),
    [
        ({}, 5, None),
        ({"item_revision": 2}, 5, None),
        ({"item_status": ItemStatus.RETURNED}, 5, "the item is returned"),
        ({"item_status": ItemStatus.ACCEPTED}, 5, "the item is accepted"),
        ({}, None, "the plan accepts nothing by itself now"),
        ({"item_completed_at": at("2021-10-04", "09:01")}, 5, "the item was reported anew"),
        ({"officer_role": Role.LEADER}, 5, "the officer oversees it no more"),
    ],
)
def test_an_acceptance_is_announced_as_long_as_it_comes(
    session: Session, changes: dict[str, Any], days: int | None, expected: str | None
) -> None:
    reported: dict[str, Any] = {"item_status": ItemStatus.SUBMITTED, "item_completed_at": at("2021-09-27", "09:00")}
    told = reason(session, stage="accepting:2021-10-04", days=days, **reported | changes)
    assert told == expected


def test_an_officer_who_changed_office_is_not_told_of_the_old_one(session: Session) -> None:
    elsewhere = agency(session, "UBND xã Ia Nan")
    assert reason(session, officer_agency_id=elsewhere.id) == "the officer does not answer for this agency now"


def test_a_chat_without_an_officer_is_told_of_no_item(session: Session) -> None:
    district = a_district(session)
    found = items.by_ids(session, [district.item.id])[district.item.id]
    row = notice(session, district.officer, district.item)
    assert needless(row, found, binding=chat(session, None), officers=[], is_reachable=True, now=NOW) == (
        "the chat is no longer linked"
    )


def test_an_answer_is_always_sent_unless_its_chat_is_gone(session: Session) -> None:
    district = a_district(session)
    row = notice(session, district.officer)
    assert needless(row, None, binding=district.officer, officers=[], is_reachable=False, now=NOW) is None
    district.officer.status = BindingStatus.GONE
    assert needless(row, None, binding=district.officer, officers=[], is_reachable=False, now=NOW) == (
        "the chat is gone"
    )


def test_a_head_of_the_agency_is_told_as_its_officers_are(session: Session) -> None:
    district = a_district(session)
    head = chat_of(session, district.commune, Role.HEAD)
    row = notice(session, head, district.item, stage="overdue:3")
    found = items.by_ids(session, [district.item.id])[district.item.id]
    officer = session.get_one(Officer, head.officer_id)
    assert needless(row, found, binding=head, officers=[officer], is_reachable=True, now=NOW) is None
