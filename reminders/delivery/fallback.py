"""Shell: when a channel is down, what a person is owed there goes to their chat on another one."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from db import outbox
from db.queries import bindings, people
from db.statuses import NoticeKind
from db.tables import ChatBinding, Notification

PATIENCE = timedelta(minutes=15)
"""How long a channel may be unreachable before its notices go elsewhere. What is due today or late never waits."""


def fall_back(session: Session, down: Mapping[str, datetime], *, now: datetime) -> None:
    """Owe a stalled notice to the officer's chats on other channels too; `down` says since when each is unreachable.

    The row on the channel that is down stays: whichever chat is told first, the other row is cancelled (`parcels`).
    """
    stalled = outbox.stalled(session, down, now=now)
    stalled_in = {one.id: one for one in bindings.by_ids(session, {row.binding_id for row in stalled})}
    others = people.others_of(session, stalled_in.values(), bindings.roles(session, stalled_in))
    patient = [name for name, since in down.items() if now < since + PATIENCE]
    told = [row for row in stalled if _cannot_wait(row) or stalled_in[row.binding_id].channel not in patient]
    outbox.add_once(
        session, [_like(row, chat, now) for row in told for chat in others[row.binding_id] if chat.channel not in down]
    )


def _cannot_wait(row: Notification) -> bool:
    return row.is_urgent or row.kind is NoticeKind.OVERDUE


def _like(row: Notification, chat: ChatBinding, now: datetime) -> Notification:
    same = row.model_dump(include={"occurrence_id", "revision", "kind", "stage", "due_at", "is_urgent"})
    return Notification(**same, binding_id=chat.id, created_at=now, send_at=now)
