"""Shell: the claims on outbox rows: a process takes what is due, begins one message after another, and settles each.

    pending → taken → sending → sent | pending (retry at t) | failed | cancelled | unknown

Of what is taken nothing has left, so that it is free again when its process has died; only what is being sent may have
arrived without an answer, and is tried again. The claim is one statement on SQLite and PostgreSQL alike, so any number
of processes may share the outbox.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Integer, bindparam, case, func, update
from sqlmodel import Session, col, select

from db.outbox import UNDER_WAY, given_up, unless_secret
from db.statuses import NoticeStatus
from db.tables import ChatBinding, Notification

LEASE = timedelta(seconds=60)
"""How long a claimed row may take to be settled; longer than any time-out of a channel."""

LOST = "the answer to a request was lost"


def claim(
    session: Session, *, now: datetime, claim: str, channel: str, chats: int, held: Collection[int] = ()
) -> list[Notification]:
    """Take every due row of up to `chats` chats of a channel, none of them `held`, until `now` + LEASE; return them.

    Chats with something urgent (an answer, due today, just late) come first, then the longest waiting.

    `claim` names this very call, so that a row claimed again after its lease ran out is not settled by the first hand.
    """
    asked = {"now": now, "hand": claim, "until": now + LEASE, "channel": channel, "chats": chats, "held": list(held)}
    claimed = session.scalars(_CLAIM, asked, execution_options={"populate_existing": True}).all()
    return sorted(claimed, key=lambda row: (row.send_at, row.id))


def begin(session: Session, ids: Collection[int], *, claim: str, now: datetime) -> bool:
    """Write down that the request for some taken rows is about to leave, until `now` + LEASE; return whether it may.

    It may not where one of them was settled meanwhile: then the others wait for a message of their own.
    """
    taken = _of(ids, claim).where(col(Notification.status) == NoticeStatus.TAKEN)
    begun = session.execute(taken.values(status=NoticeStatus.SENDING, lease_until=now + LEASE))
    assert isinstance(begun, CursorResult)
    if begun.rowcount == len(ids):
        return True
    settle(session, ids, claim=claim, status=NoticeStatus.PENDING)
    return False


def settle(
    session: Session,
    ids: Collection[int | None],
    *,
    claim: str,
    status: NoticeStatus,
    reason: str | None = None,
    send_at: datetime | None = None,
    has_failed: bool = False,
    is_lost: bool = False,
    sent_at: datetime | None = None,
    message_id: str | None = None,
) -> None:
    """Record the outcome of claimed rows; rows that another hand has claimed since are left alone.

    `has_failed`: the platform could not be reached, so the next pause is longer; `is_lost`: it may have been, and have
    taken the message, so that what becomes needless now is not known to have been told.
    """
    values: dict[str, Any] = {"status": status, "reason": reason, "lease_until": None}
    if status is NoticeStatus.CANCELLED:
        values["status"] = given_up
    if status is not NoticeStatus.PENDING:
        values["text"] = unless_secret
    if send_at is not None:
        values["send_at"] = send_at
    if has_failed or is_lost:
        values["attempts"] = col(Notification.attempts) + 1
    if is_lost:
        values["is_repeat"] = True
    if sent_at is not None:
        values |= {"sent_at": sent_at, "message_id": message_id}
    session.execute(_of(ids, claim).where(col(Notification.status).in_(UNDER_WAY)).values(values))


def release_stale(session: Session, *, now: datetime) -> int:
    """Free the rows whose lease ran out: they wait again, those whose request may have left as repeats; return how
    many.
    """
    lease_end = next_lease_end(session)
    if lease_end is None or lease_end > now:
        return 0
    return _release(session, col(Notification.lease_until) <= now)


def take_over(session: Session) -> int:
    """Free what a process has claimed that is known to have died, see `release_stale`; return how many rows."""
    return _release(session, col(Notification.lease_until).is_not(None))


def _release(session: Session, which: Any) -> int:
    is_lost = col(Notification.status) == NoticeStatus.SENDING
    freed = session.execute(
        update(Notification)
        .where(col(Notification.status).in_(UNDER_WAY), which)
        .values(
            status=NoticeStatus.PENDING,
            lease_until=None,
            is_repeat=case((is_lost, True), else_=Notification.is_repeat),
            attempts=case((is_lost, Notification.attempts + 1), else_=Notification.attempts),
            reason=case((is_lost, LOST), else_=Notification.reason),
        )
    )
    assert isinstance(freed, CursorResult)
    return freed.rowcount


def next_lease_end(session: Session) -> datetime | None:
    """Return the earliest instant at which a claimed row becomes stale, or None."""
    query = select(Notification.lease_until).where(col(Notification.status).in_(UNDER_WAY))
    return session.exec(query.order_by(col(Notification.lease_until)).limit(1)).first()


def _of(ids: Collection[int | None], claim: str) -> Any:
    return update(Notification).where(col(Notification.id).in_(ids), col(Notification.claim) == claim)


_urgency = case((col(Notification.is_urgent), 1), else_=0)
# Built once: to build it takes longer than to ask.
_IS_DUE = (col(Notification.status) == NoticeStatus.PENDING, col(Notification.send_at) <= bindparam("now"))
_CHATS = (
    select(Notification.binding_id)
    .join(ChatBinding, col(ChatBinding.id) == Notification.binding_id)
    .where(*_IS_DUE, col(ChatBinding.channel) == bindparam("channel"))
    .where(col(Notification.binding_id).not_in(bindparam("held", expanding=True)))
    .group_by(col(Notification.binding_id))
    .order_by(func.max(_urgency).desc(), func.min(Notification.send_at), col(Notification.binding_id))
    .limit(bindparam("chats", type_=Integer))
)
# PostgreSQL passes over rows that another process is claiming; SQLite has one writer at a time anyway.
_ROWS = select(Notification.id).where(*_IS_DUE, col(Notification.binding_id).in_(_CHATS))
_CLAIM = (
    update(Notification)
    .where(col(Notification.id).in_(_ROWS.with_for_update(skip_locked=True)))
    .values(status=NoticeStatus.TAKEN, claim=bindparam("hand"), lease_until=bindparam("until"))
    .returning(Notification)
)
