"""Shell: the outbox: rows are added once, and cancelled when they become needless; who is told what, and when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, func, literal, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from db.statuses import NoticeKind, NoticeStatus
from db.tables import ChatBinding, Notification, NotificationFile
from db.types import UtcDateTime

WAITING = (NoticeStatus.PENDING, NoticeStatus.TAKEN)
"""Of what stands so nothing has left."""

UNDER_WAY = (NoticeStatus.TAKEN, NoticeStatus.SENDING)
LOOKED_AT = 20
"""So many messages back an answer is looked for."""

GONE = "the chat is gone"
"""Why what waited for a chat is not sent that refuses the bot."""

BLOTTED = "(blotted out)"
"""What stands in the place of a secret text once it needs not be sent any more."""


def add_once(session: Session, rows: Iterable[Notification]) -> int:
    """Insert the rows that are not there yet (by occurrence, revision, stage, binding); return how many were new."""
    values = [row.model_dump(exclude={"id"}) for row in rows]
    if not values:
        return 0
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Notification).on_conflict_do_nothing().returning(Notification.id)
    return len(session.execute(statement, values, execution_options={"render_nulls": True}).all())


def add_with_file(session: Session, row: Notification, name: str, content: bytes) -> None:
    """Insert a row whose text is the caption of a file."""
    session.add(row)
    session.flush()
    session.add(NotificationFile(notification_id=row.id, name=name, content=content))


def file_of(session: Session, row: Notification) -> NotificationFile | None:
    """Return the file that goes with a row."""
    return session.get(NotificationFile, row.id)


def forget_files(session: Session) -> None:
    """Delete the files of rows that will not be sent any more, or were."""
    settled = (
        select(Notification.id)
        .where(Notification.id == NotificationFile.notification_id)
        .where(col(Notification.status).not_in((*WAITING, NoticeStatus.SENDING)))
    )
    session.execute(delete(NotificationFile).where(settled.exists()))


def cancel_pending(session: Session, *, reason: str, binding_id: int) -> None:
    """Cancel what has not left for a chat; what is under way is left to its claim."""
    _cancel_pending(session, col(Notification.binding_id) == binding_id, reason)


def cancel_about(
    session: Session, occurrence_ids: Collection[int], *, reason: str, binding_id: int | None = None
) -> None:
    """Cancel what has not left about some items (for one chat); what is under way is left to its claim."""
    if occurrence_ids:
        about = col(Notification.occurrence_id).in_(occurrence_ids)
        there = col(Notification.binding_id) == binding_id
        _cancel_pending(session, and_(about, there) if binding_id else about, reason)


def _cancel_pending(session: Session, which: Any, reason: str) -> None:
    statement = update(Notification).where(col(Notification.status).in_(WAITING), which)
    session.execute(statement.values(status=given_up, reason=reason, text=unless_secret))


def revive(session: Session, binding: ChatBinding, *, since: datetime, send_at: datetime) -> None:
    """Owe a chat anew, from `send_at` on, what it was not sent because it was gone: what is about items, and what else
    is not older than `since`. Right before it leaves it is asked whether it still says something.
    """
    is_about_items, is_new = col(Notification.occurrence_id).is_not(None), col(Notification.created_at) >= since
    unsent = update(Notification).where(
        col(Notification.binding_id) == binding.id,
        col(Notification.status).in_((NoticeStatus.FAILED, NoticeStatus.CANCELLED, NoticeStatus.UNKNOWN)),
        col(Notification.reason).in_([GONE, *([binding.trouble] if binding.trouble else [])]),
        col(Notification.is_secret).is_(False),
        or_(is_about_items, is_new),
    )
    later = case((col(Notification.send_at) < send_at, literal(send_at, UtcDateTime)), else_=Notification.send_at)
    session.execute(unsent.values(status=NoticeStatus.PENDING, reason=None, send_at=later))


def drop_waiting(session: Session, stage: str) -> None:
    """Delete what has not been taken of one stage, so that it can be owed anew when it holds again."""
    is_waiting = col(Notification.status) == NoticeStatus.PENDING
    session.execute(delete(Notification).where(col(Notification.stage) == stage, is_waiting))


def look_again(session: Session, *, now: datetime) -> None:
    """Have what waits for a later hour looked at anew as soon as it is owed: a wrong clock may have named that hour."""
    is_pending = col(Notification.status) == NoticeStatus.PENDING
    waits = update(Notification).where(is_pending, col(Notification.send_at) > now)
    due_at = col(Notification.due_at)
    session.execute(waits.where(due_at <= now).values(send_at=now))
    session.execute(waits.where(due_at > now).values(send_at=due_at))


def items_of(session: Session, ids: Collection[int]) -> set[int]:
    """Return the items that these rows are about."""
    query = select(Notification.occurrence_id).where(col(Notification.id).in_(ids))
    return {item for item in session.exec(query).all() if item is not None}


def items_waiting(session: Session, binding_id: int) -> set[int]:
    """Return the items of which a chat still has to be told."""
    query = select(Notification.id).where(
        Notification.binding_id == binding_id, Notification.status == NoticeStatus.PENDING
    )
    return items_of(session, [row for row in session.exec(query).all() if row is not None])


def stalled(session: Session, channels: Collection[str], *, now: datetime) -> Sequence[Notification]:
    """Return the notices (no answers) on some channels that are due or were tried in vain, the longest owed first."""
    query = select(Notification).where(
        Notification.status == NoticeStatus.PENDING,
        col(Notification.text).is_(None),
        or_(col(Notification.send_at) <= now, col(Notification.attempts) > 0, col(Notification.is_repeat)),
        _on(channels),
    )
    return session.exec(query.order_by(col(Notification.due_at), col(Notification.id))).all()


def elsewhere(
    session: Session, beside: Mapping[int, tuple[Notification, Collection[int]]]
) -> dict[int, set[NoticeStatus]]:
    """Return what became of the same notice in other chats, for those of some notices (by id, each with the other
    chats) that were sent there or are being sent.
    """
    chats = {binding_id for _, others in beside.values() for binding_id in others}
    if not chats:
        return {}
    query = select(Notification).where(
        col(Notification.binding_id).in_(chats),
        col(Notification.status).in_((NoticeStatus.SENT, *UNDER_WAY)),
        col(Notification.stage).in_({row.stage for row, _ in beside.values()}),
        or_(
            col(Notification.occurrence_id).in_({row.occurrence_id for row, _ in beside.values() if row.occurrence_id}),
            col(Notification.occurrence_id).is_(None),
        ),
    )
    there = {(_same(one), one.binding_id): one.status for one in session.exec(query).all()}
    return {
        key: {there[_same(row), chat] for chat in others if (_same(row), chat) in there}
        for key, (row, others) in beside.items()
    }


def _same(row: Notification) -> tuple[int | None, int, str]:
    """Return what a notice has in common with the same one in another chat."""
    return row.occurrence_id, row.revision, row.stage


def last_messages(session: Session, binding_id: int, *, since: datetime) -> Sequence[Notification]:
    """Return a row for each of the newest messages that reached a chat since an instant (exclusive), the last first:
    the one that says what the message showed.
    """
    query = select(Notification).where(
        Notification.binding_id == binding_id, col(Notification.sent_at) > since, col(Notification.shown).is_not(None)
    )
    newest = query.order_by(col(Notification.sent_at).desc(), col(Notification.id).desc())
    return session.exec(newest.limit(LOOKED_AT)).all()


def shown_by(session: Session, binding_id: int, message_id: str | None, *, is_notice: bool = False) -> list[int]:
    """Return the items that a message in a chat showed, by the platform's id of it; none when it is none of ours.

    `is_notice`: nor when it is no notice about them, but an answer that names them.
    """
    if message_id is None:
        return []
    query = select(Notification).where(Notification.binding_id == binding_id, Notification.message_id == message_id)
    if is_notice:
        query = query.where(col(Notification.occurrence_id).is_not(None))
    rows = session.exec(query.order_by(col(Notification.id))).all()
    shown = next((row.shown for row in rows if row.shown is not None), None)
    return [row.occurrence_id for row in rows if row.occurrence_id] if shown is None else shown


def last_list(session: Session, binding_id: int) -> str | None:
    """Return the stage of the list which a chat was answered last, None when there was none."""
    query = select(Notification.stage).where(
        Notification.binding_id == binding_id, Notification.kind == NoticeKind.LIST
    )
    return session.exec(query.order_by(col(Notification.id).desc()).limit(1)).first()


def next_send_at(session: Session) -> dict[str, datetime]:
    """Return the earliest instant at which a pending row may leave on each channel that has any."""
    return dict(session.exec(_NEXT_SEND_AT).all())


def messages_sent_since(session: Session, binding_ids: Collection[int], since: datetime) -> dict[int, int]:
    """Return how many messages other than answers were delivered to each of some chats since an instant (inclusive)."""
    if not binding_ids:
        return {}
    query = select(Notification.binding_id, func.count(func.distinct(Notification.message_id))).where(
        col(Notification.binding_id).in_(binding_ids),
        Notification.status == NoticeStatus.SENT,
        col(Notification.sent_at) >= since,
        col(Notification.occurrence_id).is_not(None),
    )
    return dict.fromkeys(binding_ids, 0) | dict(session.exec(query.group_by(col(Notification.binding_id))).all())


def of_item(session: Session, occurrence_id: int) -> Sequence[Notification]:
    """Return every row about one item, in the order they were owed."""
    query = select(Notification).where(Notification.occurrence_id == occurrence_id)
    return session.exec(query.order_by(col(Notification.due_at), col(Notification.id))).all()


unless_secret = case((col(Notification.is_secret), BLOTTED), else_=Notification.text)
"""Of a row that is settled."""

given_up = case((col(Notification.is_repeat), NoticeStatus.UNKNOWN.value), else_=NoticeStatus.CANCELLED.value)
"""What becomes of a row that became needless: where the answer to a request was lost it may have arrived."""


def _on(channels: Collection[str]) -> Any:
    return col(Notification.binding_id).in_(select(ChatBinding.id).where(col(ChatBinding.channel).in_(channels)))


# The questions of every cycle are built once: to build them takes longer than to ask.
_NEXT_SEND_AT = (
    select(ChatBinding.channel, func.min(Notification.send_at))
    .join(Notification, col(Notification.binding_id) == ChatBinding.id)
    .where(Notification.status == NoticeStatus.PENDING)
    .group_by(col(ChatBinding.channel))
)
