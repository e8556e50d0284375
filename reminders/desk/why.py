"""Shell: every reminder of an item: due, sent, held, suppressed, and why."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sqlmodel import Session

from db import outbox
from db.queries import bindings, items, periods
from db.queries.items import Item
from db.statuses import OWED, NoticeStatus
from db.tables import ChatBinding, Notification, Officer
from reminders.items.debts import Debts, debts_of
from reminders.items.facts import due_of
from reminders.items.ladder import Stage, ladder_from_dict, stages
from schedules.working_days import WorkingCalendar


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One stage of the ladder in one chat: what became of it and why. `chat` is None when it went to nobody."""

    stage: str
    at: datetime
    state: str
    why: str
    chat: str | None = None
    sent_at: datetime | None = None


def why(session: Session, item: Item, *, now: datetime, calendar: WorkingCalendar) -> list[Rung]:
    """Return every stage that has come and the next one to come, with what became of each."""
    occurrence = item.occurrence
    rows: dict[str, list[Notification]] = {}
    for row in outbox.of_item(session, occurrence.id):
        if row.revision == occurrence.revision:
            rows.setdefault(row.stage, []).append(row)
    ladder = (ladder_from_dict(occurrence.ladder), due_of(occurrence), calendar)
    seen_at = items.acknowledged_at(session, occurrence.id)
    linked_at = bindings.first_linked_at(session, occurrence.agency_id)
    debts = debts_of(periods.late(session, [occurrence], now=now))
    come = list(takewhile(lambda stage: stage.at <= now, stages(*ladder)))
    rungs: list[Rung] = []
    for place, stage in enumerate(come):
        sent = rows.pop(stage.name, [])
        following = come[place + 1] if place + 1 < len(come) else None
        reason = _silenced(debts, occurrence.id, stage) or _reason(stage, following, item, seen_at, linked_at)
        untold = Rung(stage=stage.name, at=stage.at, state="suppressed", why=reason)
        rungs += [_told(session, row) for row in sent] or [untold]
    rungs += [_told(session, row) for left in rows.values() for row in left]
    coming = next((stage for stage in stages(*ladder) if stage.at > now), None)
    if coming and occurrence.status in OWED:
        rungs.append(_coming(coming, _silenced(debts, occurrence.id, coming)))
    return sorted(rungs, key=lambda rung: rung.at)


def _coming(stage: Stage, silent: str) -> Rung:
    state, reason = ("suppressed", silent) if silent else ("due", "sẽ gửi khi đến giờ, nếu việc chưa xong")
    return Rung(stage=stage.name, at=stage.at, state=state, why=reason)


def _silenced(debts: Debts, item: int, stage: Stage) -> str:
    """Return why a late item is not chased by itself at this moment; "" when it is, and for what is no đôn đốc."""
    if not stage.is_overdue:
        return ""
    if item in debts.ended:
        return "kỳ cũ, không đôn đốc nữa"
    return "đang đôn đốc kỳ mới hơn của nhiệm vụ này" if item in debts.behind else ""


def _told(session: Session, row: Notification) -> Rung:
    binding = session.get_one(ChatBinding, row.binding_id)
    officer = session.get(Officer, binding.officer_id) if binding.officer_id else None
    state, words = _WORDS[row.status]
    is_held = row.status is NoticeStatus.PENDING and row.send_at > row.due_at
    return Rung(
        stage=row.stage,
        at=row.due_at,
        state="held" if is_held else state,
        why="; ".join(part for part in (words, row.reason) if part),
        chat=f"{binding.channel}: {officer.name if officer else binding.chat_id}",
        sent_at=row.sent_at,
    )


_WORDS = {
    NoticeStatus.PENDING: ("due", "đang chờ gửi"),
    NoticeStatus.TAKEN: ("due", "đang chờ gửi"),
    NoticeStatus.SENDING: ("sending", "đang gửi"),
    NoticeStatus.SENT: ("sent", "đã gửi"),
    NoticeStatus.FAILED: ("failed", "không gửi được"),
    NoticeStatus.CANCELLED: ("suppressed", "không cần gửi nữa"),
    NoticeStatus.UNKNOWN: ("unknown", "đã gửi đi nhưng không rõ có đến không"),
}


def _reason(
    stage: Stage, following: Stage | None, item: Item, seen_at: datetime | None, linked_at: datetime | None
) -> str:
    occurrence = item.occurrence
    if occurrence.completed_at and occurrence.completed_at <= stage.at:
        return "đã báo hoàn thành trước đó"
    if occurrence.created_at > stage.at and following and following.at <= occurrence.created_at:
        return "trước khi việc có trong hệ thống"
    if occurrence.status not in OWED and not occurrence.completed_at:
        return "việc không còn phải làm"
    if seen_at and seen_at <= stage.at and stage.is_reminder:
        return "đã nhận việc nên bớt nhắc trước hạn"
    if following and linked_at and linked_at <= stage.at:
        return f"gộp vào lần nhắc sau ({following.name})"
    return "chưa có cán bộ nào liên kết chat"
