"""An office in a test: the real service over the sandbox's HTTP, a clock that is stepped, people with chats.

A story says what people do, lets time pass with `until`, names every message the bot must have sent with `expects`,
in the order of each chat, and ends with `nothing_else`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from bots.channel import Channel, Incoming
from bots.sandbox.chats import Chat, Event, Kind, Message
from bots.sandbox.faults import FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.zalo.channel import ZaloChannel
from db.audit import By
from db.engine import reading, writing
from db.queries import items, people
from db.queries.items import Item
from db.statuses import BindingStatus, Role
from db.tables import Agency, ChatBinding, Notification, Obligation, Occurrence, Officer
from reminders.calendar import load_calendar
from reminders.clock import SteppedClock
from reminders.desk.why import Rung, why
from reminders.items.evidence.storage import Storage
from reminders.people.linking import issue_code
from reminders.plans.register.importing import ImportReport, import_register
from reminders.plans.register.reading import read_register
from reminders.service import Service, make_service
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL
from tests.patience import PATIENCE_SECONDS

TOKEN = "135:scenarios"
ZALO_TOKEN = "531:scenarios"
MAKERS = {"telegram": TelegramChannel, "zalo": ZaloChannel}
TOKENS = {"telegram": TOKEN, "zalo": ZALO_TOKEN}
NOWHERE = Storage(folder=Path("/dev/null/no files are kept here"))
STANDSTILL = 100  # cycles without the clock moving: the service would spin for ever


on_telegram = pytest.mark.parametrize("office", ["telegram"], indirect=True)
"""For what only Telegram has (buttons, groups that move), or what has nothing to do with a channel."""


def at(text: str) -> datetime:
    """Return a local instant: "2021-10-06 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def when(message: Message) -> str:
    """Return when a message was sent, as `at` reads it."""
    return f"{message.sent_at.astimezone(LOCAL):%Y-%m-%d %H:%M}"


@asynccontextmanager
async def opened(
    engine: Engine, clock: SteppedClock, channels: Sequence[str] = ("telegram",), storage: Storage = NOWHERE
) -> "AsyncIterator[Office]":
    """Yield an office that runs on some channels, with nothing imported and nobody linked."""
    world = World(clock.now)
    for name in channels:
        world.add_bot(TOKENS[name], channel=name)
    async with Running(world) as server:
        office = Office(engine, world, server, clock, tuple(channels), storage)
        await office.starts()
        yield office
        await office.stops()


@dataclass
class Person:
    """Somebody with a chat (or a group of people in one)."""

    office: "Office"
    chat: Chat
    name: str
    event: Event | None = None  # the last thing they wrote, as the platform delivers it

    async def writes(self, text: str, *, by: str | None = None, topic: int | None = None) -> None:
        """Write to the bot (in a group: somebody by name, in a topic), and wait until it has been handled."""
        await self.sends(text, None, by=by, topic=topic)

    async def sends(
        self,
        text: str,
        file: ChatFile | None,
        *,
        album: str | None = None,
        reply_to: Message | None = None,
        by: str | None = None,
        topic: int | None = None,
    ) -> None:
        """Send a file with some words under it, and wait until it has been handled."""

        def write() -> None:
            answered = reply_to.id if reply_to else None
            world = self.office.world
            world.write(self.chat.id, text, by, file=file, album=album, reply_to=answered, thread=topic)
            self.event = self.chat.bot.events[-1]

        await self.office.handled(write)

    async def edits(self, text: str) -> None:
        """Give the last message they wrote other words, and wait until it has been handled."""
        assert self.event
        number = self.event.message.id
        await self.office.handled(lambda: self.office.world.edit(self.chat.id, number, text))

    async def forwards(self, message: Message) -> None:
        """Forward a message to the bot, and wait until it has been handled."""
        await self.office.handled(lambda: self.office.world.forward(self.chat.id, message))

    async def reacts(self, sign: str, to: Message) -> None:
        """Put a sign under a message, and wait until it has been handled."""
        await self.office.handled(lambda: self.office.world.react(self.chat.id, to.id, sign))

    async def floods(self, text: str, times: int) -> None:
        """Write the same many times without waiting for an answer."""
        await self.office.handled(lambda: [self.office.world.write(self.chat.id, text) for _ in range(times)], times)

    async def presses(self, label: str, under: Message | None = None) -> None:
        """Press the button with this label under a message (the last one that has it)."""
        found = [
            (message, button)
            for message in ([under] if under else self.chat.messages)
            for row in message.buttons
            for button in row
            if button.label == label
        ]
        assert found, f"{self.name} sees no button {label!r}"
        message, button = found[-1]
        await self.office.handled(lambda: self.office.world.press(self.chat.id, message.id, button.command))

    async def chooses(self, label: str, words: str, under: Message | None = None) -> None:
        """Press a button where the platform has them, and write the same in words where it has none."""
        await (self.presses(label, under) if self.chat.bot.channel == "telegram" else self.writes(words))

    def blocks_the_bot(self) -> None:
        """Block the bot."""
        self.office.world.block(self.chat.id, True)

    def unblocks_the_bot(self) -> None:
        """Take the block back."""
        self.office.world.block(self.chat.id, False)


@dataclass
class Office:
    """Everything that runs in one office, and what was expected of it so far."""

    engine: Engine
    world: World
    server: Running
    clock: SteppedClock
    channels: tuple[str, ...] = ("telegram",)
    storage: Storage = NOWHERE
    service: Service = field(init=False)
    _expected: set[int] = field(default_factory=set)
    _listening: list[asyncio.Task[None]] = field(default_factory=list)
    _received: int = 0
    _handled: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def starts(self, *, waiting: int = 0) -> None:
        """Start the service: connect, listen, run a first cycle; `waiting` is how many messages wait for it."""
        expected = self._received + waiting
        channels: dict[str, Channel] = {
            name: MAKERS[name](
                TOKENS[name], base_url=f"{self.server.url}/{name}", timeout_seconds=PATIENCE_SECONDS, poll_seconds=5
            )
            for name in self.channels
        }
        self.service = make_service(self.engine, channels, self.clock, self.storage)
        for channel in channels.values():
            await channel.open()
            self._listening.append(asyncio.create_task(channel.listen(self._receive)))
        await self._until_received(expected)
        await self.service.cycle.run()

    async def stops(self) -> None:
        """Stop the service; what people write meanwhile waits at the platform."""
        for listening in self._listening:
            listening.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        for channel in self.service.channels.values() if self._listening else ():
            await channel.close()
        self._listening.clear()

    async def restarts(self) -> None:
        """Stop the service and start it again at the same instant, with nothing in its memory."""
        await self.stops()
        await self.starts()

    def sleeps_until(self, text: str) -> None:
        """Let time pass while the service is off."""
        self.clock.move_to(at(text))

    @property
    def now(self) -> datetime:
        """The simulated instant."""
        return self.clock.now()

    async def until(self, text: str) -> None:
        """Let everything happen that happens up to an instant (inclusive), each thing at its own time."""
        await self.run_until(at(text))

    async def run_until(self, end: datetime) -> None:
        """Let everything happen that happens up to an instant (inclusive), each thing at its own time."""
        standing = 0
        while True:
            await self.service.cycle.run()
            following = self.service.cycle.next_event_at()
            if following is None or following > end:
                break
            standing = 0 if following > self.now else standing + 1
            assert standing < STANDSTILL, f"nothing moves at {self.now}"
            self.clock.move_to(following)
        self.clock.move_to(end)

    async def handled(self, happens: Callable[[], object], messages: int = 1) -> None:
        """Let a person do something; return when the service has received, handled and answered it.

        That takes two seconds, for a chat gets one message a second.
        """
        expected = self._received + messages
        happens()
        await self._until_received(expected)
        await self.run_until(self.now + timedelta(seconds=2))

    def import_plan(self, register: str | Path, *, since: str | None = None) -> ImportReport:
        """Import a register: its text, or its file."""
        content = register.read_bytes() if isinstance(register, Path) else register.encode()
        start = at(since) if since else None
        with writing(self.engine) as session:
            return import_register(session, read_register(content), now=self.now, since=start, actor="cli")

    def add_officer(self, agency: str, role: Role = Role.OFFICER, *, scope: str | None = None, name: str = "") -> int:
        """Add an officer of the agency with this key; return their number."""
        with writing(self.engine) as session:
            ids = {row.key: row for row in session.exec(select(Agency)).all()}
            officer = Officer(
                agency_id=ids[agency].id,
                name=name or f"Cán bộ {ids[agency].name}",
                role=role,
                scope_id=ids[scope].id if scope else None,
            )
            session.add(officer)
            session.flush()
            return officer.id

    def link_code(self, officer: int) -> str:
        """Issue a one-time code for an officer."""
        with writing(self.engine) as session:
            return issue_code(session, session.get_one(Officer, officer), By(actor="cli", now=self.now))

    def stranger(self, name: str, kind: Kind = Kind.PRIVATE, *, channel: str = "") -> Person:
        """Return somebody who has opened a chat with the bot (by default of the first channel) and is not linked."""
        return Person(self, self.world.add_chat(name, kind=kind, channel=channel or self.channels[0]), name)

    async def link(self, officer: int, *, kind: Kind = Kind.PRIVATE, channel: str = "") -> Person:
        """Return the officer after they linked a chat with a code, by deep link or typed; the welcome is expected."""
        with reading(self.engine) as session:
            name = session.get_one(Officer, officer).name
        with reading(self.engine) as session:
            others = [row.chat_id for row in people.chats_of(session, officer)]
        person = self.stranger(name, kind, channel=channel)
        code = self.link_code(officer)
        await person.writes(f"/start {code}" if person.chat.bot.channel == "telegram" else code.lower())
        self.expects(person, "Đã liên kết chat này", name)
        for chat_id in others:
            self.expects(Person(self, self.world.chat(chat_id), name), "khác vừa liên kết với tên", name)
        return person

    def linked_before(self, officer: int) -> Person:
        """Return an officer who linked a chat some time ago."""
        with writing(self.engine) as session:
            name = session.get_one(Officer, officer).name
            person = self.stranger(name)
            channel, chat_id, linked = self.channels[0], person.chat.id, BindingStatus.LINKED
            session.add(ChatBinding(channel=channel, chat_id=chat_id, officer_id=officer, status=linked))
        return person

    async def officer_of(self, agency: str, role: Role = Role.OFFICER, **facts: str) -> Person:
        """Return a linked officer of an agency."""
        return await self.link(self.add_officer(agency, role, **facts))

    async def coordinator(self) -> Person:
        """Return the linked coordinator of the district."""
        return await self.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")

    def expects(self, person: Person, *containing: str, sent: str | None = None) -> Message:
        """Return the next message to a person, which must contain these words (and be sent at this minute)."""
        waiting = [m for m in person.chat.messages if m.author is None and m.id not in self._expected]
        assert waiting, f"{person.name} got no message with {containing}"
        message = waiting[0]
        missing = [words for words in containing if words not in message.text]
        assert not missing, f"{missing} not in what {person.name} got at {when(message)}:\n{message.text}"
        assert sent in (None, when(message)), f"sent at {when(message)}, not {sent}:\n{message.text}"
        self._expected.add(message.id)
        return message

    def expects_digests(
        self, person: Person, first: str, last: str, *containing: str, called: str = "Bản tin sáng"
    ) -> None:
        """The next messages to a person must be the morning digests of every working day of a span."""
        day, until = date.fromisoformat(first), date.fromisoformat(last)
        while (day := WorkingCalendar().next_working_day(day)) <= until:
            self.expects(person, f"{called} {day:%d/%m/%Y}: ", *containing, sent=f"{day} 07:00")
            day += timedelta(days=1)

    def seen(self, *messages: Message) -> None:
        """Take messages as expected that the story does not care about."""
        self._expected.update(message.id for message in messages)

    def nothing_else(self) -> None:
        """Every message of the bot must have been expected."""
        titles = {chat.id: chat.title for chat in self.world.chats()}
        left = [message for message in self.world.sent() if message.id not in self._expected]
        told = "\n\n".join(f"{when(m)} → {titles[m.chat_id]}: {m.text}" for m in left)
        assert not left, f"also sent:\n{told}"

    async def restarts_before_confirming(self, person: Person) -> None:
        """Restart the service as if the last thing a person wrote had not been confirmed: it comes a second time."""
        assert person.event
        await self.stops()
        person.chat.bot.events.append(person.event)
        await self.starts(waiting=1)

    def misbehaves(self, kind: FaultKind, *, to: Person | None = None, times: int = 1, seconds: float = 5.0) -> None:
        """Make the platform misbehave at the next messages (to a person)."""
        self.world.faults.set(kind, chat_id=to.chat.id if to else None, times=times, seconds=seconds)

    def is_down(self, channel: str) -> None:
        """Have a platform answer no message at all until `world.faults.clear()`."""
        for chat in self.world.chats():
            if chat.bot.channel == channel:
                self.world.faults.set(FaultKind.SERVER_ERROR, chat_id=chat.id, times=1_000_000)

    def items(self, clause: str, agency: str | None = None) -> list[Item]:
        """Return the items of a clause (of one agency), in order of their deadline."""
        with reading(self.engine) as session:
            query = (
                select(Occurrence.id)
                .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
                .join(Agency, col(Agency.id) == Occurrence.agency_id)
                .where(Obligation.clause == clause)
                .order_by(col(Occurrence.nominal_at))
            )
            if agency:
                query = query.where(Agency.key == agency)
            ids = [key for key in session.exec(query).all() if key]
            found = items.by_ids(session, ids)
            return [found[key] for key in ids]

    def reasons(self) -> set[str | None]:
        """Return every reason that stands in the outbox."""
        with reading(self.engine) as session:
            return set(session.exec(select(Notification.reason)).all())

    def why(self, item: Item) -> Sequence[Rung]:
        """Return what `nhachan why` would say of an item now."""
        with reading(self.engine) as session:
            fresh = items.by_ids(session, [item.occurrence.id])[item.occurrence.id]
            return why(session, fresh, now=self.now, calendar=load_calendar(session))

    async def _until_received(self, expected: int) -> None:
        async with self._handled:
            waiting = self._handled.wait_for(lambda: self._received >= expected)
            await asyncio.wait_for(waiting, PATIENCE_SECONDS)

    async def _receive(self, message: Incoming) -> None:
        await self.service.receive(message)
        await self.service.cycle.run()
        async with self._handled:
            self._received += 1
            self._handled.notify_all()
