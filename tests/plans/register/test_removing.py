"""A plan of which nobody has heard is removed without a trace; any other stays, and says what has happened."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, SQLModel, func, select

from db import audit
from db.audit import By
from db.statuses import BindingStatus, NoticeKind, NoticeStatus
from db.tables import (
    Agency,
    AuditEntry,
    ChatBinding,
    EventRecord,
    ItemCode,
    Notification,
    NotificationFile,
    Obligation,
    ObligationParty,
    ObligationQuestion,
    ObligationSource,
    Occurrence,
    Plan,
)
from reminders.items.removing import History
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from reminders.plans.register.removing import NotRemoved, Removed, remove_plan
from tests.scenarios.small_plans import SUBMISSION, WEEKLY, plan

MONDAY = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)
BY = By(actor="cli", now=MONDAY)
OTHER = plan(SUBMISSION).replace("ke-hoach-9", "ke-hoach-10").replace("9/KH", "10/KH")
ROWS = (Plan, Obligation, ObligationParty, ObligationSource, ObligationQuestion, EventRecord, Occurrence, Notification)


def imported(session: Session, register: str) -> Plan:
    import_register(session, read_register(register.encode()), now=MONDAY, since=None, actor="cli")
    return session.exec(select(Plan).order_by(Plan.id.desc())).first()  # type: ignore[attr-defined,return-value]


def counted(session: Session) -> dict[str, int]:
    return {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in ROWS}


def notice(session: Session, status: NoticeStatus) -> Notification:
    chat = ChatBinding(channel="telegram", chat_id=status, status=BindingStatus.LINKED)
    session.add(chat)
    session.flush()
    return Notification(
        occurrence_id=newest(session, Occurrence),
        kind=NoticeKind.BEFORE,
        stage="before:3",
        binding_id=chat.id,
        status=status,
        created_at=MONDAY,
        due_at=MONDAY,
        send_at=MONDAY,
    )


def newest(session: Session, table: type[SQLModel]) -> int:
    found = session.exec(select(func.max(table.id))).one()  # type: ignore[attr-defined]
    return int(found)


def owed(session: Session, status: NoticeStatus) -> None:
    session.add(row := notice(session, status))
    session.flush()
    session.add(NotificationFile(notification_id=row.id, name="a.xlsx", content=b"PK"))
    session.flush()


def shown(session: Session) -> None:
    session.add(row := notice(session, NoticeStatus.PENDING))
    session.add(
        ItemCode(binding_id=row.binding_id, occurrence_id=newest(session, Occurrence), code=1, shown_at=row.created_at)
    )
    session.flush()


def moved(session: Session) -> None:
    audit.record(session, BY, "deadline_moved", session.get_one(Occurrence, newest(session, Occurrence)))
    session.flush()


def test_everything_of_the_plan_goes_and_another_plan_stays(session: Session) -> None:
    imported(session, OTHER)
    before = counted(session)
    row = imported(session, plan(SUBMISSION, WEEKLY))
    session.add(EventRecord(obligation_id=newest(session, Obligation), happened_on=MONDAY.date(), recorded_at=MONDAY))
    for status in (NoticeStatus.PENDING, NoticeStatus.CANCELLED):
        owed(session, status)
    agencies = len(session.exec(select(Agency)).all())
    assert remove_plan(session, row, BY) == Removed(duties=2, items=14)
    assert counted(session) == before
    assert session.exec(select(NotificationFile)).all() == []
    assert len(session.exec(select(Agency)).all()) == agencies
    last = session.exec(select(AuditEntry).where(AuditEntry.action == "plan_removed")).one()
    assert (last.actor, last.details) == ("cli", {"key": "ke-hoach-9", "number": "9/KH-UBND"})


def test_a_removed_plan_can_be_imported_again(session: Session) -> None:
    remove_plan(session, imported(session, OTHER), BY)
    report = import_register(session, read_register(OTHER.encode()), now=MONDAY, since=None, actor="cli")
    assert (report.added, report.items, report.agencies) == (["1"], 1, [])


@pytest.mark.parametrize(
    ("happens", "history"),
    [
        *(
            (lambda session, status=status: owed(session, status), History(notices=1, shown=0, changed=0))
            for status in (NoticeStatus.SENT, NoticeStatus.SENDING, NoticeStatus.UNKNOWN, NoticeStatus.FAILED)
        ),
        (shown, History(notices=0, shown=1, changed=0)),
        (moved, History(notices=0, shown=0, changed=1)),
    ],
)
def test_a_plan_of_which_somebody_may_have_heard_stays(
    session: Session, happens: Callable[[Session], None], history: History
) -> None:
    row = imported(session, OTHER)
    happens(session)
    before = counted(session)
    assert remove_plan(session, row, BY) == NotRemoved("history", history)
    assert counted(session) == before


def test_what_was_given_in_the_chat_is_not_removed_here(session: Session) -> None:
    row = imported(session, OTHER)
    row.key = "giao-viec-phong-noi-vu-2021"
    assert remove_plan(session, row, BY) == NotRemoved("given")
