"""SIGTERM and SIGINT while a burst leaves to a platform that needs its time for each message."""

import asyncio
import signal
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine

from bots.sandbox.faults import FaultKind
from tests.chaos.count import Outcome, exceeded
from tests.chaos.network import morning
from tests.chaos.office import WAYS_OUT

SLOW_SECONDS = (0.3, 1.0, 3.0)
STOPS = 4
LONGEST_STOP = 10.0
"""Seconds within which a service that was asked to stop has ended; systemd kills it after 90."""

PATIENCE = 60.0


async def stop(engine: Engine, folder: Path, sign: signal.Signals, slow_seconds: float) -> Outcome:
    """Return what became of a morning in which the service was asked to stop some times, and started again."""
    codes, longest = set(), 0.0
    async with morning(engine, folder) as today:
        office = today.office
        office.clock.move_to("2021-10-05 07:00:00")
        office.world.faults.set(FaultKind.HANG, seconds=slow_seconds, times=1_000_000)
        for chat in today.answering:
            office.world.write(chat.id, "xong 1")
        for _ in range(STOPS):
            async with office.served() as served:
                await asyncio.sleep(0.5 + slow_seconds / 2)  # some are answered, some under way, most have not left
                asked = monotonic()
                served.process.send_signal(sign)
                codes.add(await served.ends())
                longest = max(longest, monotonic() - asked)
        async with office.served() as served:
            await office.until(today.is_told, PATIENCE)
            await office.at_rest(PATIENCE)
            codes.add(await served.is_stopped())
        return Outcome(
            fault=f"stop {sign.name} {slow_seconds:g} s",
            done=f"{STOPS} × {sign.name}, {slow_seconds:g} s a message",
            notices=today.notices(),
            bound=WAYS_OUT * STOPS,
            answers=today.answers(),
            closed=office.closed(),
            broken=exceeded("exit code", max(codes, key=abs), 0)
            + exceeded("stopped after", longest, LONGEST_STOP, " s"),
            seen=f"stopped after {longest:.1f} s at most",
        )
