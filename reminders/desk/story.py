"""Shell: the story of one item, in Vietnamese, as the audit log and the outbox tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from db import audit, outbox
from db.queries.items import Item
from db.statuses import NoticeStatus
from db.tables import Agency, ChatBinding, Notification, Officer
from reminders.evidence.received import shown_size
from schedules.zone import LOCAL


@dataclass(frozen=True)
class Event:
    """One thing that happened to an item."""

    at: datetime
    text: str

    @property
    def line(self) -> str:
        """The event as a line of a list: "08:00 08/10/2021: …"."""
        return f"{self.at.astimezone(LOCAL):%H:%M %d/%m/%Y}: {self.text}"


def story(session: Session, item: Item) -> list[Event]:
    """Return what happened to an item, oldest first: who was told, who answered and decided what."""
    occurrence_id = item.occurrence.id or 0
    told = _told(session, outbox.of_item(session, occurrence_id))
    done = [
        Event(entry.recorded_at, _sentence(session, entry.actor, entry.action, entry.details))
        for entry in audit.trail(session, "occurrence", occurrence_id)
    ]
    return sorted(told + done, key=lambda event: event.at)


def _told(session: Session, rows: Sequence[Notification]) -> list[Event]:
    """Return one event for each stage that was sent, whatever number of chats it went to."""
    sent: dict[tuple[int, str], list[Notification]] = {}
    for row in rows:
        if row.status is NoticeStatus.SENT and row.sent_at:
            sent.setdefault((row.revision, row.stage), []).append(row)
    return [
        Event(
            min(row.sent_at for row in group if row.sent_at),
            f"{_stage(stage)} đến {', '.join(dict.fromkeys(_reader(session, row) for row in group))}",
        )
        for (_, stage), group in sent.items()
    ]


def _stage(stage: str) -> str:
    kind, _, number = stage.partition(":")
    words = {
        "before": f"nhắc trước hạn {number} ngày làm việc",
        "same-day": "nhắc trong ngày đến hạn",
        "overdue": f"đôn đốc lần {number}" if number.isdigit() else "đôn đốc theo yêu cầu của đầu mối",
        "asked": "nhắc theo yêu cầu của đầu mối",
        "unreachable": "báo không gửi được nhắc hạn",
        "gone": "báo chat không nhận tin nữa",
        "escalated": "báo cáo đôn đốc nhiều lần",
    }
    return words.get(kind, stage)


def _reader(session: Session, row: Notification) -> str:
    binding = session.get_one(ChatBinding, row.binding_id)
    officer = session.get(Officer, binding.officer_id) if binding.officer_id else None
    return officer.name if officer else "chat đã bỏ liên kết"


def _sentence(session: Session, actor: str, action: str, details: dict[str, Any]) -> str:
    said = {name: value for name, value in details.items() if value is not None}
    day = f"{date.fromisoformat(said['day']):%d/%m/%Y}" if "day" in said else ""
    words = {
        "acknowledge": "đã nhận việc",
        "complete": "báo hoàn thành",
        "accept": "xác nhận hoàn thành",
        "return": "trả lại",
        "reject": "báo không phải việc của mình",
        "cancel": "thôi giao việc này",
        "undo": "rút lại điều vừa báo",
        "not_done": "báo chưa xong",
        "in_progress": "báo đang làm",
        "nil_report": "báo không phát sinh",
        "explanation": "giải trình",
        "evidence": "gửi tệp minh chứng",
        "extension_requested": f"xin gia hạn đến hết ngày {day}",
        "extension_granted": f"đồng ý gia hạn đến hết ngày {day}",
        "extension_refused": f"không đồng ý gia hạn đến hết ngày {day}",
        "assigned": f"giao lại cho {said.get('agency', '')}, trước là {said.get('agency_before', '')}",
        "urged": "nhắc ngay",
    }.get(action, action)
    extra = [
        f"{said['percent']}%" if "percent" in said else "",
        f"dự kiến {date.fromisoformat(said['until']):%d/%m/%Y}" if "until" in said else "",
        f"văn bản {said['document']}" if "document" in said else "",
        f"{said['name']} ({shown_size(said['size'])})" if action == "evidence" else "",
        str(said.get("reason") or said.get("text") or ""),
    ]
    tail = "; ".join(part for part in extra if part)
    return f"{_actor(session, actor)} {words}" + (f": {tail}" if tail else "")


def _actor(session: Session, actor: str) -> str:
    kind, _, number = actor.partition(":")
    officer = session.get(Officer, int(number)) if kind == "officer" and number.isdigit() else None
    if officer is None:
        return {"register": "Theo quy định của việc, hệ thống", "cli": "Người quản trị"}.get(kind, "Hệ thống")
    return f"{officer.name} ({session.get_one(Agency, officer.agency_id).name})"
