"""A process is killed at every commit and every request of a burst, each in turn: nothing is lost, little repeated."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Engine, event
from sqlmodel import select

from bots.channel import Button
from db import claims
from db.engine import reading, writing
from db.statuses import NoticeStatus
from db.tables import Notification, Occurrence
from reminders.clock import SteppedClock
from reminders.delivery.cycle import Cycle
from reminders.delivery.dispatch import AT_ONCE
from tests.fakes import RecordingChannel
from tests.rows import NOW, a_district, chat, notice

CHATS = AT_ONCE + 1
BOUNDARIES = 200
"""More than one burst has; the last ones kill nothing."""


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Killer:
    """Lets so many boundaries pass; after them nothing is done any more."""

    left: int
    is_dead: bool = False

    def passes(self, _: object = None) -> None:
        self.left -= 1
        self.is_dead = self.is_dead or self.left < 0
        if self.is_dead:
            raise Killed


@dataclass
class Platform(RecordingChannel):
    """Takes every message; before and after each the process may be killed."""

    boundary: Callable[[], None] = lambda: None

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        self.boundary()
        message_id = await super().send(chat_id, text, buttons, thread=thread)
        self.boundary()
        return message_id


def a_burst(engine: Engine) -> list[str]:
    """Owe a text to each of some chats, and nothing else; return the chats."""
    with writing(engine) as session:
        for earlier in session.exec(select(Notification)).all():
            session.delete(earlier)
        chats = [chat(session, None) for _ in range(CHATS)]
        for there in chats:
            notice(session, there, text="Đã ghi")
        return [there.chat_id for there in chats]


async def killed_at(engine: Engine, boundary: int, platform: Platform) -> bool:
    """Run one start of the service that is killed there; return whether it was."""
    killer = Killer(boundary)

    def passes(_: Connection) -> None:
        killer.passes()

    platform.boundary = killer.passes
    event.listen(engine, "commit", passes)
    try:
        await Cycle(engine, {"telegram": platform}, SteppedClock(NOW)).run()
    except Killed:
        pass
    finally:
        event.remove(engine, "commit", passes)
        platform.boundary = lambda: None
    return killer.is_dead


async def test_a_kill_at_any_commit_or_request_loses_nothing(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        district = a_district(session)
        district.duty.extended_until = NOW + timedelta(days=3650)
        session.get_one(Occurrence, district.item.id).wake_at = None
    kills = 0
    for boundary in range(BOUNDARIES):
        chats, platform = a_burst(either_engine), Platform()
        was_killed = await killed_at(either_engine, boundary, platform)
        # PostgreSQL may have other processes: there what was claimed is free when its lease ends.
        is_alone = either_engine.dialect.name == "sqlite"
        later = NOW if is_alone else NOW + claims.LEASE
        await Cycle(either_engine, {"telegram": platform}, SteppedClock(later)).run()
        arrived = Counter([one.chat_id for one in platform.sent])
        assert sorted(arrived) == sorted(chats), f"lost after boundary {boundary}"
        assert arrived.total() <= CHATS + AT_ONCE, f"repeated after boundary {boundary}"
        with reading(either_engine) as session:
            assert {row.status for row in session.exec(select(Notification)).all()} == {NoticeStatus.SENT}
        kills += was_killed
        if not was_killed:
            break
    assert kills >= 4 * CHATS  # each message is begun, requested, answered and settled
