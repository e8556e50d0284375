"""What is news, on SQLite and PostgreSQL: of which duties, in which agencies, since when; what is chased often."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.queries import lately
from db.queries.lately import Chased, Happened
from db.statuses import Decision, ItemStatus, NoticeKind, NoticeStatus
from db.tables import Extension
from schedules.notation import rule_to_dict
from schedules.rules import Weekday, Weekly
from tests.rows import District, a_district, agency, at, item, notice

NOW = at("2021-10-08", "07:00")
LATE = at("2021-10-06")
"""From when the item of the district is late: it was to be done before 06/10/2021."""


@pytest.fixture
def session(either_engine: Engine) -> Iterator[Session]:
    with Session(either_engine, expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, status=ItemStatus.OPEN)


def late(
    session: Session, district: District, since: datetime, until: datetime, *, is_rare: bool = False
) -> list[Happened]:
    return lately.late_since(session, [district.commune.id], since=since, until=until, is_rare=is_rare)


def test_what_became_late_is_news_from_its_instant_on_and_only_while_it_is_owed(
    session: Session, district: District
) -> None:
    news = [Happened(district.duty.title, (district.commune.name,), 1)]
    assert late(session, district, LATE, NOW) == news
    assert late(session, district, at("2021-10-06", "00:01"), NOW) == []
    assert late(session, district, at("2021-10-05"), LATE) == []
    district.item.status = ItemStatus.SUBMITTED
    session.flush()
    assert late(session, district, LATE, NOW) == []


def test_of_a_duty_the_agencies_are_named_once_and_all_items_counted(session: Session, district: District) -> None:
    other = agency(session, "UBND xã Ia Nan")
    item(session, district.duty, other, overdue_from=LATE)
    item(session, district.duty, other, overdue_from=LATE, period="2021-W40")
    ids = [district.commune.id, other.id]
    found = lately.late_since(session, ids, since=LATE, until=NOW)
    assert found == [Happened(district.duty.title, (district.commune.name, other.name), 3)]


def test_what_falls_due_each_week_is_no_news_where_the_rare_are_asked_for(session: Session, district: District) -> None:
    assert len(late(session, district, LATE, NOW, is_rare=True)) == 1
    district.duty.rule = rule_to_dict(Weekly(weekdays=(Weekday.SUNDAY,)))
    session.flush()
    assert late(session, district, LATE, NOW, is_rare=True) == []
    assert len(late(session, district, LATE, NOW)) == 1


def test_what_is_due_and_what_was_done_lie_in_the_span(session: Session, district: District) -> None:
    ids, act_by, done_at = [district.commune.id], district.item.act_by_at, at("2021-10-07", "09:00")
    assert len(lately.due(session, ids, since=act_by, until=NOW)) == 1
    assert lately.due(session, ids, since=at("2021-10-01"), until=act_by) == []
    assert lately.done_since(session, ids, since=done_at, until=NOW) == []
    district.item.status, district.item.completed_at = ItemStatus.ACCEPTED, done_at
    session.flush()
    assert lately.due(session, ids, since=act_by, until=NOW) == []
    assert len(lately.done_since(session, ids, since=done_at, until=NOW)) == 1
    assert lately.done_since(session, ids, since=at("2021-10-06"), until=done_at) == []


def test_a_request_is_news_until_it_is_decided(session: Session, district: District) -> None:
    ids, asked_at = [district.commune.id], at("2021-10-07", "09:00")
    asked = Extension(
        occurrence_id=district.item.id,
        requested_by_id=district.officer.officer_id or 0,
        requested_at=asked_at,
        original_at=district.item.nominal_at,
        proposed_at=at("2021-10-15"),
    )
    session.add(asked)
    session.flush()
    assert len(lately.asked_since(session, ids, since=asked_at, until=NOW)) == 1
    assert lately.asked_since(session, ids, since=at("2021-10-06"), until=asked_at) == []
    asked.decision = Decision.RETURNED
    session.flush()
    assert lately.asked_since(session, ids, since=asked_at, until=NOW) == []


def test_an_alert_to_two_chats_is_one(session: Session, district: District) -> None:
    ids, owed = [district.commune.id], district.item
    for number in (1, 2, 3):
        for chat in (district.officer, district.coordinator):
            due_at = at(f"2021-10-0{number}")
            notice(session, chat, owed, stage=f"overdue:{number}", status=NoticeStatus.SENT, sent_at=NOW, due_at=due_at)
    assert lately.chased(session, ids, now=NOW) == [Chased(owed.id, owed.obligation_id, ids[0], owed.ladder, 3)]
    assert lately.alerts_since(session, [owed.id], since=at("2021-10-02")) == {owed.id: 2}
    assert lately.alerts_since(session, [], since=at("2021-10-02")) == {}
    owed.status = ItemStatus.SUBMITTED
    assert lately.chased(session, ids, now=NOW) == []


def test_the_last_digest_of_the_same_kind_that_reached_the_chat_counts(session: Session, district: District) -> None:
    def digest(day: str, stage: str, status: NoticeStatus = NoticeStatus.SENT) -> datetime | None:
        made = notice(session, district.coordinator, status=status, due_at=at(day, "07:00"), text=None)
        made.kind, made.stage = NoticeKind.DIGEST, stage
        session.flush()
        return lately.told_before(session, made)

    assert digest("2021-10-04", "digest:2021-10-04") is None
    assert digest("2021-10-05", "digest:2021-10-05", NoticeStatus.CANCELLED) == at("2021-10-04", "07:00")
    assert digest("2021-10-06", "digest:2021-10-06") == at("2021-10-04", "07:00")
    assert digest("2021-10-11", "digest:2021-W41") is None
    assert digest("2021-10-18", "digest:2021-W42") == at("2021-10-11", "07:00")
    assert digest("2021-10-19", "digest:2021-10-19") == at("2021-10-06", "07:00")
