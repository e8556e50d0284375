"""Shell: the story of one item, as the audit log and the outbox tell it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from db import audit, outbox
from db.queries.items import Item
from db.statuses import NoticeStatus
from db.tables import Agency, ChatBinding, InboundMessage, Notification, Officer
from reminders.items.evidence.received import shown_size
from reminders.messages import render
from reminders.notices.kinds import Kind
from schedules.zone import LOCAL

DAYS = ("day", "until", "request_until")
INSTANTS = ("deadline", "deadline_before")
"""What the audit log says of an act in ISO 8601."""

ENTRUSTING = ("responsible_named", "responsible_ended")
"""What the audit log says of a duty in one agency."""


@dataclass(frozen=True)
class Event:
    """One thing that happened to an item, as a template under words/ says it with its facts."""

    at: datetime
    words: str
    facts: dict[str, Any]

    @property
    def line(self) -> str:
        """The event as a line of a list: "08:00 08/10/2021: …"."""
        return f"{self.at.astimezone(LOCAL):%H:%M %d/%m/%Y}: {render(f'words/{self.words}', **self.facts)}"


def story(session: Session, item: Item) -> list[Event]:
    """Return what happened to an item, oldest first: who was told, who answered and decided what."""
    occurrence_id = item.occurrence.id
    told = _told(session, outbox.of_item(session, occurrence_id))
    entrusted = [
        entry
        for entry in audit.trail(session, "obligation", item.obligation.id)
        if entry.action in ENTRUSTING and entry.details["agency"] == item.agency.id
    ]
    done = [
        Event(
            entry.recorded_at,
            "act",
            _acted(session, entry.actor, entry.action, entry.details, entry.inbound_id, at=entry.recorded_at),
        )
        for entry in (*audit.trail(session, "occurrence", occurrence_id), *entrusted)
    ]
    return sorted(told + done, key=lambda event: event.at)


def _told(session: Session, rows: Sequence[Notification]) -> list[Event]:
    """Return one event for each stage that was sent, whatever number of chats it went to."""
    sent: dict[tuple[int, str], list[Notification]] = {}
    for row in rows:
        if row.status is NoticeStatus.SENT and row.sent_at:
            sent.setdefault((row.revision, row.stage), []).append(row)
    return [
        Event(min(row.sent_at for row in group if row.sent_at), "told", _stage(session, stage, group))
        for (_, stage), group in sent.items()
    ]


def _stage(session: Session, stage: str, rows: Sequence[Notification]) -> dict[str, Any]:
    readers = list(dict.fromkeys(_reader(session, row) for row in rows))
    return {"notice": Kind.read(stage), "readers": readers}


def _reader(session: Session, row: Notification) -> str:
    """Return who read a notice; "" when that chat is not linked any more."""
    binding = session.get_one(ChatBinding, row.binding_id)
    officer = session.get(Officer, binding.officer_id) if binding.officer_id else None
    return officer.name if officer else ""


def _acted(
    session: Session, actor: str, action: str, details: dict[str, Any], inbound_id: int | None, *, at: datetime
) -> dict[str, Any]:
    """Return who did what: `sender` of a group (its chat is linked to one officer, but everybody in it may answer),
    and the officer `instead_of` whom a deputy did it; "" where there is none. What was said for an agency names it.
    """
    said = _said(session, action, details)
    kind, _, number = actor.partition(":")
    officer = session.get(Officer, int(number)) if kind == "officer" and number.isdigit() else None
    inbound = session.get(InboundMessage, inbound_id) if inbound_id else None
    absent = session.get(Officer, int(said["instead_of"])) if "instead_of" in said else None
    if "for_agency" in said:
        said["for_agency"] = session.get_one(Agency, int(said["for_agency"])).name
    return {
        "actor": kind,
        "officer": officer.name if officer else "",
        "agency": _agency_then(session, officer, at).name if officer else "",
        "sender": inbound.sender_name or "" if inbound else "",
        "instead_of": absent.name if absent else "",
        "action": action,
        "said": defaultdict(str, said),
    }


def _said(session: Session, action: str, details: dict[str, Any]) -> dict[str, Any]:
    """Return what the audit log says besides, as a template may say it."""
    said: dict[str, Any] = {name: str(value) for name, value in details.items() if value is not None}
    if action in ENTRUSTING:
        return said | {"officer": session.get_one(Officer, details["officer"]).name}
    said |= {name: f"{date.fromisoformat(said[name]):%d/%m/%Y}" for name in DAYS if name in said}
    said |= {name: datetime.fromisoformat(said[name]) for name in INSTANTS if name in said}
    return said | ({"size": shown_size(details["size"])} if "size" in details else {})


def _agency_then(session: Session, officer: Officer, at: datetime) -> Agency:
    """Return the agency an officer belonged to at an instant: the one they left first since, else the present one."""
    trail = audit.trail(session, "officer", officer.id)
    left = [entry.details["before"] for entry in trail if entry.action == "officer_moved" and entry.recorded_at > at]
    if left:
        return session.exec(select(Agency).where(Agency.key == left[0])).one()
    return session.get_one(Agency, officer.agency_id)
