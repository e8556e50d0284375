"""The power goes at the instant at which an officer is told that their report was recorded: is it on the disk?"""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from tests.chaos.count import Count, Outcome, arrived, exceeded
from tests.chaos.disk import TRACED, Disk
from tests.chaos.office import Office, opened
from tests.scenarios.processes import NHACHAN
from tests.scenarios.small_plans import on_date

COMMUNES = 60
DONE = "Đã ghi nhận hoàn thành"
PATIENCE = 120.0


async def power_cut(engine: Engine, folder: Path) -> Outcome:
    """Return how many of the reports that were confirmed a disk had not kept when the confirmation left (SQLite only:
    a PostgreSQL server syncs by itself).
    """
    if engine.dialect.name != "sqlite":
        return Outcome(fault="power cut", done="not played: the server's own disk", notices=Count(), bound=0)
    duties = [(on_date("06/10/2021"), range(COMMUNES))]
    async with opened(engine, folder, "2021-10-04 08:00", COMMUNES, duties, is_strict=True) as office:
        async with office.served() as before:
            await office.until(lambda: all(arrived(chat, "") for chat in office.chats), PATIENCE)
            await office.at_rest(PATIENCE)
            await before.is_stopped()
        at_first = {file.name: bytearray(file.read_bytes()) for file in _files(office)}
        office.clock.move_to("2021-10-04 09:00")
        office.program = _traced(folder)
        async with office.served():
            for chat in office.chats:
                office.world.write(chat.id, "xong 1")
            await office.until(lambda: all(arrived(chat, DONE) for chat in office.chats), PATIENCE)
        missing = list(_missing(folder, at_first))
        return Outcome(
            fault="power cut",
            done=f"at each of {len(missing)} confirmations",
            notices=Count(),
            bound=0,
            answers=Count(COMMUNES, COMMUNES - len(missing), 0),
            closed=office.closed(),
            broken=exceeded("confirmed and not on the disk", max(missing, default=0), 0),
            seen=f"{sum(count > 0 for count in missing)} times something confirmed was not on the disk",
        )


def _files(office: Office) -> Iterator[Path]:
    database = Path(str(office.engine.url.database))
    return (file for file in (database, database.with_name(f"{database.name}-wal")) if file.exists())


def _traced(folder: Path) -> Path:
    """Return a program that runs the product and writes its system calls down."""
    strace = shutil.which("strace")
    assert strace, "the power cut is played with strace: install it"
    program = folder / "traced"
    program.write_text(
        f'#!/bin/sh\nexec {strace} -f -y -xx -s 200000 -e trace={TRACED} -o {folder}/trace {NHACHAN} "$@"\n'
    )
    program.chmod(0o755)
    return program


def _missing(folder: Path, at_first: dict[str, bytearray]) -> Iterator[int]:
    """Yield at each confirmation how many of those that left so far are not in the database that the disk holds."""
    disk, confirmed = Disk(at_first), 0
    database = next(name for name in at_first if not name.endswith("-wal"))
    found = folder / "found"
    with (folder / "trace").open(errors="replace") as trace:
        for sent in disk.follow(trace):
            if DONE.encode() not in sent:
                continue
            confirmed += 1
            shutil.rmtree(found, ignore_errors=True)
            found.mkdir()
            for name, content in disk.held.items():
                if name.startswith(database):
                    (found / name).write_bytes(content)
            with sqlite3.connect(found / database) as connection:
                ((kept,),) = connection.execute("SELECT count(*) FROM completion")
            connection.close()
            yield confirmed - kept
