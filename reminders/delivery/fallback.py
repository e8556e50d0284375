"""Shell: when a channel is down, what a person is owed there goes to their chat on another one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from db import outbox
from db.queries import bindings, items, people
from db.queries.people import NOBODY
from db.statuses import NoticeKind
from db.tables import ChatBinding, Notification
from reminders.notices.kinds import TO_OVERSEERS
from schedules.zone import local_date

PATIENCE = timedelta(minutes=15)
"""How long a channel may be unreachable before its notices go elsewhere. What is due today or late never waits."""


def fall_back(session: Session, down: Mapping[str, datetime], *, now: datetime) -> None:
    """Owe a stalled notice to the officer's chats on other channels too; `down` says since when each is unreachable.

    The row on the channel that is down stays: whichever chat is told first, the other row is cancelled (`parcels`).
    What somebody is responsible for who has no other chat goes to the colleagues as well.
    """
    stalled = outbox.stalled(session, down, now=now)
    stalled_in = {one.id: one for one in bindings.by_ids(session, {row.binding_id for row in stalled})}
    others = people.others_of(session, stalled_in.values(), bindings.roles(session, stalled_in))
    patient = [name for name, since in down.items() if now < since + PATIENCE]
    told = [row for row in stalled if _cannot_wait(row) or stalled_in[row.binding_id].channel not in patient]
    elsewhere = {row.id: _up(others[row.binding_id], down) for row in told}
    elsewhere |= _colleagues(session, [row for row in told if not elsewhere[row.id]], down, now=now)
    outbox.add_once(session, [_like(row, chat, now) for row in told for chat in elsewhere[row.id]])


def _up(chats: Sequence[ChatBinding], down: Collection[str]) -> list[ChatBinding]:
    return [chat for chat in chats if chat.channel not in down]


def _colleagues(
    session: Session, rows: Sequence[Notification], down: Collection[str], *, now: datetime
) -> dict[int, list[ChatBinding]]:
    """Return for each notice of a duty for which one person is responsible the chats of the whole agency."""
    agencys = [row for row in rows if row.kind not in TO_OVERSEERS]
    found = items.by_ids(session, {row.occurrence_id for row in agencys if row.occurrence_id})
    on, agencies = local_date(now), {item.agency.id for item in found.values()}
    told = people.reminded(session, agencies, on=on) if found else NOBODY
    about = {row.id: found[row.occurrence_id or 0] for row in agencys}
    return {
        row_id: _up(told.recipients(item.agency.id), down)
        for row_id, item in about.items()
        if (item.obligation.id, item.agency.id) in told.responsible
    }


def _cannot_wait(row: Notification) -> bool:
    return row.is_urgent or row.kind is NoticeKind.OVERDUE


def _like(row: Notification, chat: ChatBinding, now: datetime) -> Notification:
    same = row.model_dump(include={"occurrence_id", "revision", "kind", "stage", "due_at", "is_urgent"})
    return Notification(**same, binding_id=chat.id, created_at=now, send_at=now)
