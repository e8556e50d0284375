"""Processes of the program in a test: started at a literal time, killed, waited for; never slept for."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sqlmodel import col, select

from db.engine import reading
from db.statuses import NoticeStatus
from db.tables import Notification
from tests.moved_clock import believing
from tests.patience import PATIENCE_SECONDS
from tests.scenarios.office import TOKENS, Office, at

NHACHAN = Path(sys.executable).with_name("nhachan")


async def eventually(is_so: Callable[[], bool], what: str) -> None:
    """Return as soon as something is so; fail when it takes too long."""
    give_up_at = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not is_so():
        assert asyncio.get_running_loop().time() < give_up_at, f"waited {PATIENCE_SECONDS} s: {what}"
        await asyncio.sleep(0.02)


class Served:
    """A running process and what it logged."""

    def __init__(self, process: Process, log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def log(self) -> str:
        """Everything it wrote so far."""
        return self._log.read_text()

    async def logs(self, words: str) -> None:
        """Wait until it logs something."""
        await eventually(
            lambda: words in self.log or self.process.returncode is not None, f"no {words!r} in {self.log}"
        )
        assert words in self.log, self.log

    async def is_killed(self) -> None:
        """Kill it as a power cut would."""
        self.process.kill()
        await self.process.wait()

    async def is_stopped(self) -> int:
        """Ask it to stop (SIGTERM) and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ends()

    async def ends(self) -> int:
        """Wait until it ends by itself and return its exit code."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE_SECONDS)


@asynccontextmanager
async def process(
    log: Path, *command: str | Path, time: str | None = "2021-09-27 07:30", site: str = "", **settings: str
) -> AsyncIterator[Served]:
    """Yield a process that runs `command` with these settings and nothing else of ours in its environment.

    It starts at a local `time`; None leaves it the clock of the machine. `site` is the folder of
    another sitecustomize than the one that moves the clock.
    """
    given = {name: value for name, value in os.environ.items() if not name.startswith("NHACHAN_")}
    given |= {f"NHACHAN_{name.upper()}": value for name, value in settings.items()}
    given |= (believing(at(time)) if time else {}) | ({"PYTHONPATH": site} if site else {})
    with log.open("w") as output:
        started = await asyncio.create_subprocess_exec(
            *command, stdout=output, stderr=output, env=given, cwd=log.parent
        )
    try:
        yield Served(started, log)
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


@asynccontextmanager
async def served(
    office: Office, time: str | None, folder: Path, *, until: str = "channel_open", **settings: str
) -> AsyncIterator[Served]:
    """Yield the service of an office, started at `time` (None: now, by the machine), once it has logged `until`."""
    if time:
        office.sleeps_until(time)
    log = folder / f"{office.now:%H%M%S}.log"
    settings = {
        "database_url": office.engine.url.render_as_string(hide_password=False),
        **{f"{name}_token": TOKENS[name] for name in office.channels},
        **{f"{name}_base_url": f"{office.server.url}/{name}" for name in office.channels},
        "cycle_seconds": "0.1",
        "web_port": "0",
    } | settings
    async with process(log, NHACHAN, "serve", time=time, **settings) as started:
        await started.logs(until)
        yield started


async def settled(office: Office) -> None:
    """Wait until nothing in the outbox is due or under way."""
    busy = (NoticeStatus.PENDING, NoticeStatus.TAKEN, NoticeStatus.SENDING)

    def is_quiet() -> bool:
        with reading(office.engine) as session:
            return session.exec(select(Notification.id).where(col(Notification.status).in_(busy))).first() is None

    await eventually(is_quiet, "the outbox never came to rest")
