"""After a stop of weeks thousands of items are owed at once: what is ready leaves while the rest is looked at."""

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from db.engine import reading, writing
from db.statuses import NoticeStatus
from db.tables import Agency, ChatBinding, Notification, Occurrence, Officer
from reminders.clock import SteppedClock
from reminders.delivery.cycle import Cycle
from reminders.delivery.enqueue import BATCH, told_later
from tests.fakes import RecordingChannel
from tests.rows import NOW, a_district, agency, at, chat_of, duty

DUTIES = BATCH * 2 // 3
"""How many duties each of two communes has: what one is owed is found in the first batch, the other's is not."""


def two_communes(session: Session) -> tuple[ChatBinding, ChatBinding, ChatBinding]:
    """Return the chats of the first commune, of the second one and of the coordinator."""
    district = a_district(session)
    district.duty.extended_until = at("2030-01-01")
    second = agency(session, "UBND xã Ia Pnôn", parent=session.get_one(Agency, district.district.id))
    facts = district.item.model_dump(exclude={"id", "obligation_id", "agency_id"})
    session.delete(district.item)
    for _ in range(DUTIES):
        both = duty(session, district.plan, district.commune, second, extended_until=at("2030-01-01"))
        owing = (district.commune, second)
        session.add_all(Occurrence(**facts, obligation_id=both.id, agency_id=one.id) for one in owing)
    return district.officer, chat_of(session, second), district.coordinator


async def test_the_first_message_leaves_before_everything_is_prepared_and_each_chat_gets_one(engine: Engine) -> None:
    with writing(engine) as session:
        first, second, _ = two_communes(session)
    left_with: list[int] = []

    def count_what_is_awake() -> None:
        with reading(engine) as session:
            left_with.append(session.exec(select(func.count()).where(col(Occurrence.wake_at) <= NOW)).one())

    channel = RecordingChannel(before_sending=count_what_is_awake)
    assert await Cycle(engine, {"telegram": channel}, SteppedClock(NOW)).run() == 2
    assert [sent.chat_id for sent in channel.sent] == [first.chat_id, second.chat_id]
    assert left_with == [2 * DUTIES - BATCH, 0]
    with reading(engine) as session:
        statuses = session.exec(select(Notification.status, func.count()).group_by(col(Notification.status))).all()
    assert statuses == [(NoticeStatus.SENT, 2 * DUTIES)]


def test_whoever_may_be_told_of_an_item_that_was_not_looked_at_is_told_later(session: Session) -> None:
    first, second, coordinator = two_communes(session)
    assert told_later(session, now=NOW) == {first.id, second.id, coordinator.id}
    owing = session.get_one(Officer, second.officer_id).agency_id
    for item in session.exec(select(Occurrence).where(Occurrence.agency_id != owing)).all():
        item.wake_at = None
    session.flush()
    assert told_later(session, now=NOW) == {second.id, coordinator.id}
