"""How many statements a use case sends does not grow with the agencies, the duties, the items or the chats.

The real plan with its 26 agencies and 140 duties, each agency linked, half of it answered, three months after it was
signed. Many rows written at once are one statement.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bots.channel import Incoming
from db import claims
from db.audit import By
from db.engine import make_engine, writing
from db.queries import register
from db.statuses import BindingStatus, ItemStatus, NoticeStatus, Role
from db.tables import Agency, CalendarDay, ChatBinding, ItemCode, Notification, Occurrence, Officer
from db.upgrade import upgrade
from reminders.agencies.loading import load_agencies
from reminders.calendar import load_calendar
from reminders.chat.incoming import handle
from reminders.delivery.enqueue import BATCH, enqueue
from reminders.delivery.parcels import Parcel, pack
from reminders.desk.deadlines import deadlines
from reminders.items.making import extend, realign_all
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from schedules.zone import local
from tests.rows import at
from tests.statements import noted

REGISTER = files("reminders") / "plans/registers/ke-hoach-135.toml"
SIGNED, NOW = at("2021-09-27", "07:00"), at("2021-12-29", "09:00")
MOST, MOST_OF_AN_ANSWER = 30, 20
COORDINATOR, OFFICER = "coordinator", "ubnd-xa-ia-pnon"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database in which notices of hundreds of items wait; no test commits anything."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('district')}/nhachan.sqlite3")
    upgrade(engine)
    with writing(engine) as session:
        import_register(session, read_register(REGISTER.read_bytes()), now=SIGNED, since=None, actor="cli")
        link_everybody(session)
        tell(session, SIGNED)
        for item in session.exec(select(Occurrence).where(col(Occurrence.id) % 2 == 0)).all():
            item.status, item.completed_at, item.wake_at = ItemStatus.SUBMITTED, SIGNED + timedelta(hours=2), None
    with writing(engine) as session:
        extend(session, now=NOW, calendar=load_calendar(session))
        tell(session, NOW - timedelta(days=14))
        prepare(session, NOW)
    yield engine
    engine.dispose()


def link_everybody(session: Session) -> None:
    """Add a chat for an officer of each agency that owes a duty, and for the coordinator; it is named by the key."""
    known, duties = load_agencies(session), register.obligations(session)
    owing = known.owing(duties, register.lead_parties(session, duties), on=SIGNED.date())
    ids = {row.key: row.id for row in session.exec(select(Agency)).all()}
    officers = {one.key: Officer(agency_id=one.id, name=one.name) for one in known.by_id.values() if one.id in owing}
    officers[COORDINATOR] = Officer(
        agency_id=ids["phong-noi-vu"], scope_id=ids["ubnd-huyen"], name="Đầu mối", role=Role.COORDINATOR
    )
    session.add_all(officers.values())
    session.flush()
    session.add_all(
        ChatBinding(channel="telegram", chat_id=key, officer_id=one.id, status=BindingStatus.LINKED, linked_at=SIGNED)
        for key, one in officers.items()
    )
    session.flush()


def prepare(session: Session, now: datetime) -> None:
    """Put into the outbox what is owed."""
    for row in session.exec(select(Occurrence).where(col(Occurrence.wake_at) > now)).all():
        row.wake_at = now
    while enqueue(session, now=now, calendar=load_calendar(session)) == BATCH:
        pass


def worded(session: Session, now: datetime) -> list[Parcel]:
    """Word whatever is due, in all chats."""
    rows = claims.claim(session, now=now, claim="hand", channel="telegram", chats=100)
    return pack(session, rows, claim="hand", now=now, calendar=load_calendar(session))


def tell(session: Session, now: datetime) -> None:
    """Send what is owed, one message to each chat."""
    prepare(session, now)
    for parcel in worded(session, now):
        claims.settle(session, parcel.notices, claim="hand", status=NoticeStatus.SENT, sent_at=now, message_id="1")


def asked(engine: Engine, ask: Callable[[Session], object]) -> int:
    """Return how many statements it takes, and undo what was written."""
    with noted(engine) as found, Session(engine, expire_on_commit=False) as session:
        ask(session)
        session.flush()
        count = len(found)
        session.rollback()
    return count


def answers(session: Session, chat: str, text: str) -> list[str]:
    """Return what the bot answers to a message of a chat."""
    before = session.exec(select(Notification.id).order_by(col(Notification.id).desc())).first() or 0
    handle(session, Incoming(channel="telegram", update_id=text, chat_id=chat, text=text, sent_at=None), now=NOW)
    query = select(Notification.text).where(col(Notification.id) > before).order_by(col(Notification.id))
    return [text or "" for text in session.exec(query).all()]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/khonglienlac", "không trả lời từ 14 ngày"),
        ("/quahan", "Quá hạn: "),
        ("/tiendo", "Tiến độ"),
        ("/tiendo quý IV", "Tiến độ UBND huyện Đức Cơ, hạn từ 01/10/2021 đến 31/12/2021"),
        ("/choduyet", "Chờ xác nhận: "),
        ("/ai III.1", "Gửi kế hoạch khắc phục"),
        ("ai chưa nộp báo cáo", "mục khớp"),
        ("/saphan 30", "việc"),
    ],
)
def test_a_question_of_the_coordinator(district: Engine, text: str, answer: str) -> None:
    told: list[str] = []
    count = asked(district, lambda session: told.extend(answers(session, COORDINATOR, text)))
    assert answer in told[-1]
    assert count - 2 <= MOST  # the two are the test's own


def test_the_deadlines_of_a_year(district: Engine) -> None:
    def ask(session: Session) -> None:
        span = {"since": local(date(2021, 1, 1)), "until": local(date(2022, 1, 1))}
        calendar = load_calendar(session)
        assert len(deadlines(session, **span, agency_ids=None, now=NOW, calendar=calendar)) > 500

    assert asked(district, ask) <= MOST


def test_a_changed_calendar(district: Engine) -> None:
    def ask(session: Session) -> None:
        session.add(CalendarDay(day=date(2021, 12, 31), is_working=False))
        session.flush()
        assert realign_all(session, By(actor="cli", now=NOW)) > 20

    assert asked(district, ask) <= MOST


def test_the_wording_of_what_waits_in_all_chats(district: Engine) -> None:
    def ask(session: Session) -> None:
        parcels = worded(session, NOW)
        assert len(parcels) > 20
        assert sum(len(parcel.notices) for parcel in parcels) > 153

    assert asked(district, ask) <= MOST


def test_an_officer_reports_an_item_done(district: Engine) -> None:
    with Session(district) as session:
        code = session.exec(
            select(ItemCode.code)
            .join(ChatBinding, col(ChatBinding.id) == ItemCode.binding_id)
            .join(Occurrence, col(Occurrence.id) == ItemCode.occurrence_id)
            .where(ChatBinding.chat_id == OFFICER, Occurrence.status == ItemStatus.OPEN)
        ).first()
    told: list[str] = []
    count = asked(district, lambda session: told.extend(answers(session, OFFICER, f"xong {code}")))
    assert told[-1].startswith("Đã ghi nhận hoàn thành")
    # The item is late and comes again: one statement more asks whether its number stands for several periods.
    assert count - 2 <= MOST_OF_AN_ANSWER + 1
