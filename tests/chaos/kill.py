"""kill -9 at random instants while bursts leave and people answer; then the service is started again, and so on.

A burst is the morning of one stage: one duty of many communes climbs its ladder, and each burst waits until all of it
has come, so that nothing is superseded. In each some officers report their item done as soon as they were told.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from sqlalchemy import Engine
from sqlmodel import func, select

from bots.sandbox.chats import Chat
from db.engine import reading
from db.tables import Completion
from schedules.working_days import WorkingCalendar
from tests.chaos.count import Count, Outcome, arrived, counted, exceeded, of_times
from tests.chaos.office import WAYS_OUT, Office, opened
from tests.scenarios.small_plans import on_date

COMMUNES = 500
ANSWERS = 15
"""How many officers answer in each burst."""

DONE = "Đã ghi nhận hoàn thành"
LONGEST_LIFE = 3.0
"""Seconds after it spoke to the platform, or (each tenth) after it was started, within which a process is killed."""

PATIENCE = 90.0
"""What has not come when nothing came for so long (seconds) is lost."""


def bursts() -> Iterator[tuple[str, str]]:
    """Yield the morning of each stage of what is due before 06/10/2021, and the words of its notices; without end."""
    yield from [("2021-09-24", "Còn 7 ngày"), ("2021-09-30", "Còn 3 ngày"), ("2021-10-04", "Còn 1 ngày")]
    yield from [("2021-10-05", "Hôm nay đến hạn"), ("2021-10-06", "đôn đốc lần 1:"), ("2021-10-07", "đôn đốc lần 2:")]
    day, number = date(2021, 10, 11), 3
    while True:
        yield str(day), f"đôn đốc lần {number}:"
        day, number = WorkingCalendar().add_working_days(day, 5), number + 1


@dataclass
class Killing:
    """What was done so far. `owing` are the chats whose items nobody has reported done."""

    office: Office
    random: Random
    wanted: int
    owing: list[Chat]
    kills: int = 0
    notices: Count = field(default_factory=Count)
    answers: Count = field(default_factory=Count)
    done: list[Chat] = field(default_factory=list)

    async def burst(self, words: str) -> None:
        """Have one stage told to all who owe, through as many starts of the service as it takes."""
        since = max((message.id for message in self.office.world.sent()), default=0)
        told, answering = list(self.owing), self.random.sample(self.owing, ANSWERS)

        def is_over() -> bool:
            return not (counted(told, words, since).lost or counted(answering, DONE, since).lost)

        people = asyncio.create_task(self._answer(answering, words, since))
        while self.kills < self.wanted and not is_over():
            await self._live_and_die()
        async with self.office.served() as served:
            await self.office.until(is_over, PATIENCE)
            await self.office.at_rest(PATIENCE)
            await served.is_stopped()
        people.cancel()
        self.notices += counted(told, words, since)
        self.answers += counted(answering, DONE, since)
        self.done += answering
        self.owing = [chat for chat in told if chat not in answering]

    async def _live_and_die(self) -> None:
        is_starting = self.random.random() < 0.1
        async with self.office.served(until="" if is_starting else "channel_open") as served:
            await asyncio.sleep(self.random.uniform(0, LONGEST_LIFE))
            await served.is_killed()
        self.kills += 1

    async def _answer(self, answering: list[Chat], words: str, since: int) -> None:
        """Have each of some officers write that it is done as soon as they were told."""
        waiting = list(answering)
        while waiting:
            for chat in [chat for chat in waiting if arrived(chat, words, since)]:
                self.office.world.write(chat.id, "xong 1")
                waiting.remove(chat)
            await self.office.world.changed(1.0)


async def kill(engine: Engine, folder: Path, kills: int, seed: int, communes: int = COMMUNES) -> Outcome:
    """Return what became of the bursts of an office in which the service was killed so often."""
    duties = [(on_date("06/10/2021"), range(communes))]
    async with opened(engine, folder, "2021-09-23 16:00", communes, duties, is_strict=True) as office:
        killing = Killing(office, Random(seed), kills, list(office.chats))
        for day, words in bursts():
            office.clock.move_to(f"{day} 06:59:58")
            await killing.burst(words)
            if killing.kills >= kills or len(killing.owing) <= ANSWERS:
                break
        acted = of_times(_completions(office)) if killing.done else Count()
        lost_acts = len(killing.done) - (acted.owed - acted.lost)
        return Outcome(
            fault="kill",
            done=f"{killing.kills} × kill -9, seed {seed}",
            notices=killing.notices,
            bound=WAYS_OUT * killing.kills,
            answers=killing.answers,
            closed=office.closed(),
            broken=exceeded("answers not acted on", lost_acts, 0) + exceeded("acted on twice", acted.repeated, 0),
            seen=f"{killing.notices.repeated / max(1, killing.kills):.2f} again per kill",
        )


def _completions(office: Office) -> list[int]:
    """Return how many completions each item has that has any."""
    with reading(office.engine) as session:
        each = select(func.count()).select_from(Completion).group_by(Completion.occurrence_id)  # type: ignore[arg-type]
        return list(session.exec(each).all())
