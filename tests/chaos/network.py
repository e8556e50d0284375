"""Faults of the network: each kind for a while, when the notices of a morning are due; Tuesday 05/10/2021."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine

from bots.sandbox.chats import Chat
from tests.chaos.count import Count, Outcome, arrived, counted, exceeded
from tests.chaos.front import Front, Trouble
from tests.chaos.office import WAYS_OUT, Office, opened
from tests.scenarios.small_plans import on_date

URGENT, EARLY, ANSWERING = range(20), range(20, 40), range(40, 45)
DUTIES = [(on_date("06/10/2021"), URGENT), (on_date("09/10/2021"), EARLY), (on_date("14/10/2021"), ANSWERING)]
"""On the morning of the test: due today, due in three working days; told yesterday and silent today."""

TODAY, SOON, DONE = "Hôm nay đến hạn", "Còn 3 ngày làm việc", "Đã ghi nhận hoàn thành"
LONGEST_PAUSE = 300.0
"""How long a message is left alone at most after many failures (seconds)."""


@dataclass
class Morning:
    """An office whose notices of yesterday were told, just before those of today leave."""

    office: Office
    since: int
    """The number of the last message of yesterday."""

    @property
    def answering(self) -> list[Chat]:
        """The chats that are told nothing today, and answer what they were told yesterday."""
        return self._chats(ANSWERING)

    def notices(self) -> Count:
        """Return the count of what is due today, and of what is due soon."""
        return counted(self._chats(URGENT), TODAY, self.since) + counted(self._chats(EARLY), SOON, self.since)

    def answers(self) -> Count:
        """Return the count of the confirmations."""
        return counted(self.answering, DONE, self.since)

    def is_told(self) -> bool:
        """Return whether everything that is owed has come."""
        return not (self.notices().lost or self.answers().lost)

    def _chats(self, which: range) -> list[Chat]:
        return self.office.chats[which.start : which.stop]


@asynccontextmanager
async def morning(engine: Engine, folder: Path) -> AsyncIterator[Morning]:
    """Yield an office on the morning of the test, seconds before seven."""
    async with opened(engine, folder, "2021-10-04 08:00", ANSWERING.stop, DUTIES, is_strict=True) as office:
        async with office.served() as yesterday:
            assert await office.until(lambda: all(arrived(chat, "") for chat in office.chats), 60), yesterday.log
            assert await office.at_rest(60)
            await yesterday.is_stopped()
        office.clock.move_to("2021-10-05 06:59:50")
        yield Morning(office, max(message.id for message in office.world.sent()))


async def network(engine: Engine, folder: Path, trouble: Trouble, seconds: float) -> Outcome:
    """Return what became of the morning when a trouble began before seven and lasted so long."""
    async with morning(engine, folder) as today, Front(today.office.server.url) as front:
        office = today.office
        async with office.served(telegram_base_url=f"{front.url}/telegram") as served:
            await front.begin(trouble)
            await asyncio.sleep(seconds / 2)
            for chat in today.answering:
                office.world.write(chat.id, "xong 1")
            await asyncio.sleep(seconds / 2)
            asked, closed = front.sends, office.closed()
            await front.end()
            healed = monotonic()
            await office.until(today.is_told, LONGEST_PAUSE + 60)
            after = monotonic() - healed
            await office.at_rest(LONGEST_PAUSE + 60, ahead_seconds=LONGEST_PAUSE + 60)
            code = await served.is_stopped()
        return Outcome(
            fault=f"network {trouble}",
            done=f"{seconds:g} s from before 07:00",
            notices=today.notices(),
            bound=WAYS_OUT,
            answers=today.answers(),
            closed=max(closed, office.closed()),
            broken=exceeded("exit code", code, 0),
            seen=f"{asked} sends asked meanwhile; the last came {after:.0f} s after it healed",
        )
