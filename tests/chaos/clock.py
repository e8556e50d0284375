"""The machine's clock leaps while the notices of a morning wait for seven o'clock, and is put right again; or the
machine sleeps for weeks.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine
from sqlmodel import select

from bots.sandbox.chats import Chat
from db.engine import writing
from db.statuses import BindingStatus, Role
from db.tables import Agency, ChatBinding, Officer
from schedules.zone import LOCAL
from tests.chaos.count import Count, Outcome, exceeded, of_times
from tests.chaos.leaping import HERE, leap
from tests.chaos.network import Morning, morning
from tests.chaos.office import Office
from tests.scenarios.office import at
from tests.scenarios.processes import Served

WRONG_SECONDS = 75.0
"""For how long the clock is wrong: the service looks after itself each minute."""

BEGINS, SEVEN = "2021-10-05 06:58:00", "2021-10-05 07:00"
OWED_WITHIN, STOPPED_WITHIN, MEGABYTES = 60.0, 10.0, 20.0
"""Seconds within which what is owed has left once the clock is right, and within which it stops when it is asked to;
how many megabytes it may grow while the clock is wrong.
"""

DAY = 86_400.0


@dataclass(frozen=True)
class Leap:
    """The clock is so many seconds ahead (behind: negative); from the start of the service, or while it runs; for good
    where the machine only slept.
    """

    name: str
    seconds: float
    from_start: bool = False
    is_sleep: bool = False


LEAPS = (
    Leap("back-7h", -7 * 3600),
    Leap("back-24h", -DAY),
    Leap("year-ahead", 365 * DAY),
    Leap("booted-2020", (at("2020-01-01 00:00") - at(BEGINS)).total_seconds(), from_start=True),
    Leap("slept-21-days", 21 * DAY, is_sleep=True),
)


async def clock(engine: Engine, folder: Path, jump: Leap) -> Outcome:
    """Return what became of a morning before which the clock leapt."""
    async with morning(engine, folder, BEGINS) as today:
        office, admin = today.office, _admin(today.office)
        leap(folder, jump.seconds if jump.from_start else 0)
        async with office.served(until="web_open", site=HERE, web_port="0") as served:
            before = _megabytes(served)
            meanwhile = await _wrong(today, jump)
            grown, told = _megabytes(served) - before, len(admin.messages)
            after = await _told(today, jump)
            await office.at_rest(OWED_WITHIN)
            asked = monotonic()
            code = await served.is_stopped()
            stopped = monotonic() - asked
        chats = {chat.id for chat in office.chats}
        notices = _once_each(today) if jump.is_sleep else today.notices()
        others = sum(one.chat_id in chats for one in office.world.sent(today.since)) - notices.owed
        return Outcome(
            fault=f"clock {jump.name}",
            done=f"{WRONG_SECONDS:g} s before {SEVEN}" if not jump.is_sleep else f"at {BEGINS}",
            notices=notices,
            bound=0,
            closed=office.closed(),
            broken=(
                *exceeded("sent by a wrong clock", meanwhile, 0),
                *exceeded("sent besides", others, 0),
                *exceeded("what was owed left after", after, OWED_WITHIN, " s"),
                *exceeded("grew by", grown, MEGABYTES, " MB"),
                *exceeded("stopped after", stopped, STOPPED_WITHIN, " s"),
                *exceeded("exit code", abs(code), 0),
                *(() if told or jump.is_sleep else ("nobody was told",)),
            ),
            seen=f"the admin was told {told} times; the last left {after:.1f} s after it was due; {grown:.1f} MB more; "
            f"stopped in {stopped:.1f} s",
        )


async def _wrong(today: Morning, jump: Leap) -> int:
    """Let the clock be wrong for a while and put it right; return how many notices left meanwhile."""
    office = today.office
    if jump.is_sleep:
        leap(office.folder, jump.seconds, asleep=jump.seconds)
        office.clock.move_to((office.clock.now() + timedelta(seconds=jump.seconds)).strftime("%Y-%m-%d %H:%M:%S"))
        return 0
    leap(office.folder, jump.seconds)
    await asyncio.sleep(WRONG_SECONDS)
    sent = sum(one.chat_id in {chat.id for chat in office.chats} for one in office.world.sent(today.since))
    leap(office.folder, 0)
    return sent


async def _told(today: Morning, jump: Leap) -> float:
    """Wait until everything owed has come; return the seconds to the last from when it was due."""
    office = today.office
    now = office.clock.now()
    due = max(now, now.astimezone(LOCAL).replace(hour=7, minute=0, second=0, microsecond=0))
    count = partial(_once_each, today) if jump.is_sleep else today.notices
    await office.until(lambda: not count().lost, (due - now).total_seconds() + OWED_WITHIN)
    chats = {chat.id for chat in office.chats}
    last = max((one.sent_at for one in office.world.sent(today.since) if one.chat_id in chats), default=due)
    return max(0.0, (last - due).total_seconds())


def _once_each(today: Morning) -> Count:
    """Return the count of one message for each chat."""
    chats = today.office.chats
    return of_times(sum(one.author is None and one.id > today.since for one in chat.messages) for chat in chats)


def _admin(office: Office) -> Chat:
    """Give the office an officer who installed the service, and return their chat."""
    chat = office.world.add_chat("Quản trị")
    with writing(office.engine) as session:
        agency = session.exec(select(Agency).where(Agency.key == "phong-noi-vu")).one()
        officer = Officer(agency_id=agency.id, name="Quản trị", role=Role.ADMIN)
        session.add(officer)
        session.flush()
        linked = BindingStatus.LINKED
        session.add(ChatBinding(channel="telegram", chat_id=chat.id, officer_id=officer.id, status=linked))
    return chat


def _megabytes(served: Served) -> float:
    """Return how much memory a process has now."""
    status = Path(f"/proc/{served.process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
