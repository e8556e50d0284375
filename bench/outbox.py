"""Shell: claim and settle 1,000 due notices among 100,000 that wait, 30 chats at a time."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from bench.rows import NOW, add, database, drop_indexes
from bench.timing import Comparison, seconds
from db import claims
from db.statuses import NoticeStatus
from db.tables import Notification

DUE, PENDING, CHATS = 1_000, 100_000, 30


def compare() -> Iterator[Comparison]:
    """Measure the outbox with its index on (status, send_at), and the same statements without any."""
    with database(agencies=1, chats=PENDING) as engine:
        add(engine, Notification, (_notice(number) for number in range(PENDING)))
        ours = seconds(lambda: drain(engine))
        drop_indexes(engine, "notification")
        plain = seconds(lambda: drain(engine), times=1)
    yield Comparison(f"outbox: {DUE:,} due among {PENDING:,} pending", ours, plain, "no index")


def drain(engine: Engine) -> None:
    """Claim and settle until nothing is due, then take it all back."""
    with Session(engine) as session:
        while rows := claims.claim(session, now=NOW, claim="bench", channel="telegram", chats=CHATS):
            ids = [row.id for row in rows]
            claims.settle(session, ids, claim="bench", status=NoticeStatus.SENT, sent_at=NOW, message_id="1")
        session.rollback()


def _notice(number: int) -> dict[str, object]:
    send_at = NOW + timedelta(minutes=number - DUE + 1)
    return {
        "kind": "answer",
        "stage": "answer",
        "binding_id": number + 1,
        "created_at": NOW,
        "due_at": send_at,
        "send_at": send_at,
    }
