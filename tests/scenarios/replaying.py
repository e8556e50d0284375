"""One run of the demo over the real plan, and everything that the tests of it ask about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from bots.sandbox.chats import Message
from db.engine import reading
from db.statuses import NoticeStatus, Role
from db.tables import Agency, ChatBinding, Notification, Obligation, Occurrence, Officer
from reminders.demo.replay import report
from reminders.demo.running import running_demo
from schedules.zone import LOCAL

STOPS = [datetime(2021, 10, day, 23, 59, 59, tzinfo=LOCAL) for day in (1, 12)]
"""Instants on the way at which a report is made, too."""

END = datetime(2021, 12, 31, 23, 59, 59, tzinfo=LOCAL)
COORDINATOR = "Phòng Nội vụ (đầu mối)"


@dataclass(frozen=True)
class Row:
    """An outbox row about an item, and whom it went to."""

    clause: str
    period: str
    stage: str
    owing: str
    told: str
    role: Role
    status: NoticeStatus
    sent_at: datetime | None
    completed_at: datetime | None


@dataclass(frozen=True, repr=False)
class Replay:
    """What was sent and received, the outbox behind it, and what the coordinator was answered at the end."""

    report: dict[str, Any]
    reports_on_the_way: list[dict[str, Any]]
    messages: list[Message]
    titles: dict[str, str]
    rows: list[Row]
    asked: list[str]

    def told(self, chat: str, clause: str, period: str | None = None) -> list[str]:
        """Return "27/09 before:7" for each message of a chat that speaks of a clause; all leave at 07:00."""
        found = []
        for message in self.report["sent"]:
            for about in message["about"] if message["chat"] == chat else []:
                if about["obligation"] == clause and period in (None, about["period"]):
                    at = datetime.fromisoformat(message["at"])
                    assert f"{at:%H:%M}" == "07:00"
                    found.append(f"{at:%d/%m} {about['stage']}")
        return found


async def replayed() -> Replay:
    """Return the replay up to END; then the coordinator asks everything there is to ask."""
    async with running_demo(answers_by_itself=True) as (demo, _):
        on_the_way = []
        for stop in STOPS:
            await demo.run_until(stop)
            on_the_way.append(report(demo))
        await demo.run_until(END)
        told, last = report(demo), max(message.id for message in demo.world.sent())
        messages = demo.world.sent()
        for question in ("/quahan", "/quahan Ia Pnôn", "/saphan 30", "/tiendo", "/viec"):
            await demo.write(demo.chats[COORDINATOR].id, question)
            await demo.run_until(demo.now() + timedelta(seconds=2))
        asked = [message.text for message in demo.world.sent(last)]
        with reading(demo.service.engine) as session:
            names = {agency.id: agency.name for agency in session.exec(select(Agency)).all()}
            query = (
                select(Notification, Occurrence, Obligation, Officer)
                .join(Occurrence, col(Occurrence.id) == Notification.occurrence_id)
                .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
                .join(ChatBinding, col(ChatBinding.id) == Notification.binding_id)
                .join(Officer, col(Officer.id) == ChatBinding.officer_id)
            )
            rows = [
                Row(
                    duty.clause,
                    item.period,
                    row.stage,
                    names[item.agency_id],
                    names[officer.agency_id],
                    officer.role,
                    row.status,
                    row.sent_at,
                    item.completed_at,
                )
                for row, item, duty, officer in session.exec(query).all()
            ]
        return Replay(told, on_the_way, messages, {chat.id: chat.title for chat in demo.chats.values()}, rows, asked)
