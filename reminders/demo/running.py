"""Shell: the real plan in the sandbox: every agency's chat, a stepped clock, the service as offices run it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from bots.channel import Channel, Incoming
from bots.platforms import PLATFORMS
from bots.sandbox.chats import Chat
from bots.sandbox.clock import ClockStatus
from bots.sandbox.server import Running
from bots.sandbox.state import World
from db.audit import By
from db.engine import make_engine, writing
from db.queries import register as stored
from db.statuses import Role
from db.tables import Agency, Officer
from db.upgrade import upgrade
from reminders.agencies.loading import load_agencies
from reminders.chat.menus import keeping_menus
from reminders.clock import SteppedClock
from reminders.demo.personas import Persona, answer_to
from reminders.ending import end
from reminders.items.evidence.storage import Storage
from reminders.people.linking import issue_code
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from reminders.service import Service, make_service
from schedules.zone import local, local_date

START = local(date(2021, 9, 27), time(7))
"""The morning of the day on which Kế hoạch 135 was signed."""

REGISTER = Path(__file__).parent.parent / "plans" / "registers" / "ke-hoach-135.toml"
TOKEN = "135:demo"
PLAYED_STEP_SECONDS = 0.2
A_MOMENT, A_WHILE = timedelta(seconds=1), timedelta(seconds=30)

COORDINATOR = "Phòng Nội vụ (đầu mối)"
PERSONAS = {
    COORDINATOR: Persona.DECIDING,
    "van-phong-hdnd-ubnd": Persona.PROMPT,
    "ubnd-xa-ia-dok": Persona.PROMPT,
    "ubnd-xa-ia-krel": Persona.PROMPT,
    "phong-van-hoa-thong-tin": Persona.LATE,
    "ubnd-xa-ia-nan": Persona.LATE,
    "ubnd-xa-ia-pnon": Persona.SILENT,
}
"""By agency, or the title of a chat that oversees; every other agency is orderly."""

ON_ZALO = {"ubnd-xa-ia-krel", "phong-van-hoa-thong-tin", "phong-tu-phap", "ubnd-xa-ia-lang", "ubnd-xa-ia-din"}
"""The agencies that chat on Zalo; all the others are on Telegram."""


@dataclass
class Demo:
    """A running demo. As the page's clock it can be stepped, played and paused."""

    service: Service
    clock: SteppedClock
    world: World
    answers_by_itself: bool
    chats: dict[str, Chat] = field(default_factory=dict)
    is_open: bool = False
    personas: dict[str, Persona] = field(default_factory=dict)
    _planned: list[tuple[datetime, int, str, str]] = field(default_factory=list)
    _seen: int = 0
    _handled: asyncio.Condition = field(default_factory=asyncio.Condition)
    _received: int = 0
    _player: asyncio.Task[None] | None = None
    _speed: float = 0.0
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    def now(self) -> datetime:
        """Return the simulated instant."""
        return self.clock.now()

    def status(self) -> ClockStatus:
        """Return what the page shows of the clock."""
        return ClockStatus(
            now=self.now(), is_playing=self._player is not None, speed=self._speed, next_event_at=self._next_at()
        )

    async def step_to_next_event(self) -> None:
        """Go to the next instant at which something happens by itself."""
        following = self._next_at()
        if following:
            await self.run_until(following)

    async def step_day(self) -> None:
        """Go one day on, with everything that happens in between."""
        await self.run_until(self.now() + timedelta(days=1))

    async def play(self, speed: float) -> None:
        """Let time run, `speed` simulated seconds per real second."""
        await self.pause()
        self._speed = speed
        self._player = asyncio.create_task(self._play())

    async def pause(self) -> None:
        """Stop time."""
        if self._player:
            await end(self._player)
        self._player = None

    async def run_until(self, until: datetime) -> None:
        """Let everything happen that happens up to an instant (inclusive), each thing at its own time."""
        async with self._moving:
            while True:
                await self.service.cycle.run()
                self._plan_answers()
                following = self._next_at()
                if following is None or following > until:
                    break
                self.clock.move_to(following)
                await self._answer_what_is_due()
            self.clock.move_to(until)
            self.world.touch()

    async def receive(self, message: Incoming) -> None:
        """Handle what a person wrote, and answer at once (not before everybody is linked)."""
        await self.service.receive(message)
        if self.is_open:
            await self.service.cycle.run()
            await self._send_what_follows()
        async with self._handled:
            self._received += 1
            self._handled.notify_all()

    async def write(self, chat_id: str, text: str) -> None:
        """A person writes; return when it has been handled and answered."""
        expected = self._received + 1
        self.world.write(chat_id, text)
        async with self._handled:
            await self._handled.wait_for(lambda: self._received >= expected)

    async def _send_what_follows(self) -> None:
        """Let the seconds that a chat is left alone pass, so that the rest of an answer comes while time stands."""
        if self._moving.locked():
            return
        async with self._moving:
            latest = self.now() + A_WHILE
            while (following := self.service.cycle.next_event_at()) and following <= min(self.now() + A_MOMENT, latest):
                self.clock.move_to(following)
                await self.service.cycle.run()
                self.world.touch()

    def _plan_answers(self) -> None:
        fresh = sorted(self.world.sent(self._seen), key=lambda message: (message.chat_id, message.id))
        self._seen = max([self._seen, *[message.id for message in fresh]])
        for message in fresh if self.answers_by_itself else []:
            persona = self.personas.get(message.chat_id, Persona.SILENT)
            if answer := answer_to(persona, message.text):
                heappush(self._planned, (self.now() + answer.after, len(self._planned), message.chat_id, answer.text))

    async def _answer_what_is_due(self) -> None:
        while self._planned and self._planned[0][0] <= self.now():
            _, _, chat_id, text = heappop(self._planned)
            await self.write(chat_id, text)

    def _next_at(self) -> datetime | None:
        found = [self.service.cycle.next_event_at(), self._planned[0][0] if self._planned else None]
        return min((instant for instant in found if instant), default=None)

    async def _play(self) -> None:
        while True:
            await asyncio.sleep(PLAYED_STEP_SECONDS)
            await self.run_until(self.now() + timedelta(seconds=self._speed * PLAYED_STEP_SECONDS))


@asynccontextmanager
async def running_demo(
    *, answers_by_itself: bool, port: int = 0, opened: Callable[[str], None] = lambda _url: None
) -> AsyncIterator[tuple[Demo, str]]:
    """Yield a demo with the plan imported and every agency linked, and the address of its page.

    `opened` gets the address as soon as the page can be opened, while the chats are still being linked.
    """
    clock = SteppedClock(START)
    world = World(clock.now)
    for name in PLATFORMS:
        world.add_bot(f"{TOKEN}-{name}", channel=name)
    with TemporaryDirectory(prefix="nhachan-demo-") as folder:
        engine = make_engine(f"sqlite:///{folder}/demo.sqlite3")
        upgrade(engine)
        demo = Demo(make_service(engine, {}, clock, Storage(folder=Path(folder))), clock, world, answers_by_itself)
        async with Running(world, clock=demo, port=port) as server:
            channels: dict[str, Channel] = {
                name: platform.make(f"{TOKEN}-{name}", base_url=f"{server.url}/{name}")
                for name, platform in PLATFORMS.items()
            }
            demo.service.channels.update(channels)
            for channel in channels.values():
                await channel.open()
            listening = [asyncio.create_task(channel.listen(demo.receive)) for channel in channels.values()]
            try:
                opened(server.url)
                await _populate(demo)
                async with keeping_menus(engine, channels.values()):
                    yield demo, server.url
            finally:
                await demo.pause()
                await end(*listening)
                for channel in channels.values():
                    await channel.close()
        engine.dispose()


async def _populate(demo: Demo) -> None:
    """Import the plan and link, each with their own code, the coordinator, a leader and an officer of every agency."""
    with writing(demo.service.engine) as session:
        import_register(session, read_register(REGISTER.read_bytes()), now=demo.now(), since=None, actor="demo")
        people = _officers(session)
        codes = [
            (title, key, issue_code(session, officer, By(actor="demo", now=demo.now())))
            for title, key, officer in people
        ]
    for title, key, code in codes:
        channel = "zalo" if key in ON_ZALO else "telegram"
        chat = demo.world.add_chat(title, pinned=not key, channel=channel)
        demo.chats[title] = chat
        demo.personas[chat.id] = PERSONAS.get(key or title, Persona.ORDERLY if key else Persona.SILENT)
        await demo.write(chat.id, f"/start {code}" if PLATFORMS[channel].code_link else code)
    demo.is_open = True


def _officers(session: Session) -> list[tuple[str, str, Officer]]:
    """Return the title of each chat, the agency's key ("" for those who oversee), and the officer."""
    agencies = {agency.id: agency for agency in stored.agencies(session)}
    root = next(agency for agency in agencies.values() if agency.key == "ubnd-huyen")
    office = next(agency for agency in agencies.values() if agency.key == "phong-noi-vu")
    found = [
        (COORDINATOR, "", _officer(office, Role.COORDINATOR, root)),
        ("Lãnh đạo UBND huyện", "", _officer(root, Role.LEADER, root)),
    ]
    known, duties = load_agencies(session), stored.obligations(session)
    parties = stored.lead_parties(session, duties)
    owing = known.owing(duties, parties, on=local_date(START))
    found += [
        (agency.name, agency.key, _officer(agency, Role.OFFICER, None))
        for agency in agencies.values()
        if agency.id in owing
    ]
    session.add_all(officer for _, _, officer in found)
    session.flush()
    return found


def _officer(agency: Agency, role: Role, scope: Agency | None) -> Officer:
    return Officer(agency_id=agency.id, name=f"Cán bộ {agency.name}", role=role, scope_id=scope.id if scope else None)
