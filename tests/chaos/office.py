"""An office of any size, and the platform it speaks on, which remembers what came to each chat and when."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from bots.sandbox.chats import Chat
from bots.sandbox.limits import Limits
from bots.sandbox.server import Running
from bots.sandbox.state import World
from db.engine import reading, writing
from db.statuses import BindingStatus, NoticeStatus, Role
from db.tables import Agency, ChatBinding, Notification, Officer
from db.upgrade import upgrade
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from schedules.zone import LOCAL
from tests.databases import postgresql_database, postgresql_server, sqlite_file
from tests.scenarios.office import TOKEN, at
from tests.scenarios.processes import NHACHAN, Served, process
from tests.scenarios.small_plans import duty, plan

WAYS_OUT = 8
"""How many requests of a channel may be under way: what a kill may repeat."""


class RunningClock:
    """The machine's clock, as the office has it: it begins at a local instant and runs on by itself."""

    def __init__(self, text: str) -> None:
        self.move_to(text)

    def move_to(self, text: str) -> None:
        """Have it another instant now: "2021-10-06 07:00"."""
        self._start, self._began = at(text), monotonic()

    def now(self) -> datetime:
        """Return the present instant."""
        return self._start + timedelta(seconds=monotonic() - self._began)


@dataclass
class Office:
    """What a fault is done to. `chats` are of the communes' officers, in the order of the communes."""

    engine: Engine
    world: World
    server: Running
    clock: RunningClock
    folder: Path
    chats: list[Chat] = field(default_factory=list)
    program: Path = NHACHAN
    _logs: Iterator[int] = field(default_factory=count)

    @asynccontextmanager
    async def served(self, *, until: str = "channel_open", site: str = "", **settings: str) -> AsyncIterator[Served]:
        """Yield a `nhachan serve` of this office that believes this clock, once it has logged `until`."""
        settings = {
            "database_url": self.engine.url.render_as_string(hide_password=False),
            "data_dir": str(self.folder),
            "telegram_token": TOKEN,
            "telegram_base_url": f"{self.server.url}/telegram",
        } | settings
        time = f"{self.clock.now().astimezone(LOCAL):%Y-%m-%d %H:%M:%S.%f}"
        log = self.folder / f"serve-{next(self._logs)}.log"
        async with process(log, self.program, "serve", time=time, site=site, **settings) as started:
            if until:
                await started.logs(until)
            yield started

    async def until(self, is_so: Callable[[], bool], seconds: float) -> bool:
        """Return whether something became so while no longer than `seconds` passed without a new message."""
        while not is_so():
            seen, over_at = self.world.version, monotonic() + seconds
            while self.world.version == seen and monotonic() < over_at:
                await self.world.changed(min(1.0, max(0.0, over_at - monotonic())))
                if is_so():
                    return True
            if self.world.version == seen:
                return False
        return True

    async def at_rest(self, seconds: float, *, ahead_seconds: float = 0) -> bool:
        """Return whether within `seconds` nothing was left in the outbox that is under way, or due so far ahead."""
        over_at = monotonic() + seconds
        while self._busy(ahead_seconds):
            if monotonic() > over_at:
                return False
            await self.world.changed(0.5)
        return True

    def _busy(self, ahead_seconds: float) -> int:
        until = self.clock.now() + timedelta(seconds=ahead_seconds)
        under_way = col(Notification.status).in_((NoticeStatus.TAKEN, NoticeStatus.SENDING))
        is_due = (col(Notification.status) == NoticeStatus.PENDING) & (col(Notification.send_at) <= until)
        with reading(self.engine) as session:
            return session.exec(select(func.count()).where(under_way | is_due).select_from(Notification)).one()

    def closed(self) -> int:
        """Return how many chats the service takes for gone."""
        with reading(self.engine) as session:
            gone = col(ChatBinding.status) != BindingStatus.LINKED
            return session.exec(select(func.count()).where(gone).select_from(ChatBinding)).one()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Engine]:
    """Yield an engine on a new database with the present tables: "sqlite" or "postgresql"."""
    if kind == "sqlite":
        with sqlite_file(folder) as engine:
            yield engine
        return
    with postgresql_server() as url, postgresql_database(url) as engine:
        upgrade(engine)
        yield engine


@asynccontextmanager
async def opened(
    engine: Engine, folder: Path, now: str, communes: int, duties: Sequence[tuple[str, range]], *, is_strict: bool
) -> AsyncIterator[Office]:
    """Yield an office at a local instant with so many communes, a linked officer in each, and one coordinator.

    `duties`: the rule of each, and which of the communes owe it. `is_strict`: the platform refuses what comes too fast.
    """
    clock = RunningClock(now)
    world = World(clock.now)
    world.add_bot(TOKEN, limits=Limits() if is_strict else None)
    async with Running(world) as server:
        office = Office(engine, world, server, clock, folder)
        with writing(engine) as session:
            import_register(
                session, read_register(_register(communes, duties).encode()), now=at(now), since=None, actor="cli"
            )
            _link(session, office)
        yield office


def _register(communes: int, duties: Sequence[tuple[str, range]]) -> str:
    keys = [f"xa-{number:03}" for number in range(communes)]
    agencies = [f'[[agency]]\nkey = "{key}"\nname = "UBND {key}"\nparent = "ubnd-huyen"\n' for key in keys]
    groups, rules = [], []
    for number, (rule, owing) in enumerate(duties, start=1):
        members = [keys[place] for place in owing]
        groups.append(f'[[group]]\nkey = "nhom-{number}"\nname = "Nhóm {number}"\nmembers = {members}\n')
        rules.append(duty(str(number), f"Báo cáo số {number:03}", rule, lead=f"nhom-{number}"))
    return plan(*agencies, *groups, *rules)


def _link(session: Session, office: Office) -> None:
    """Give each commune an officer with a chat, and the district a coordinator."""
    agencies = {row.key: row for row in session.exec(select(Agency)).all()}
    desk = Officer(
        agency_id=agencies["phong-noi-vu"].id,
        name="Điều phối",
        role=Role.COORDINATOR,
        scope_id=agencies["ubnd-huyen"].id,
    )
    keys = sorted(key for key in agencies if key.startswith("xa-"))
    officers = [Officer(agency_id=agencies[key].id, name=f"Cán bộ {key}", role=Role.OFFICER) for key in keys]
    session.add_all([desk, *officers])
    session.flush()
    coordinator, *office.chats = [office.world.add_chat(officer.name) for officer in (desk, *officers)]
    for officer, chat in zip((desk, *officers), (coordinator, *office.chats), strict=True):
        linked = BindingStatus.LINKED
        session.add(ChatBinding(channel="telegram", chat_id=chat.id, officer_id=officer.id, status=linked))
