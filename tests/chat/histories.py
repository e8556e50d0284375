"""Shell: an office whose officers' chats and coordinator's live through any history, and keep every text they get."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bots.channel import Button, Incoming, Receiver
from db.engine import make_engine, reading, writing
from db.statuses import BindingStatus, ItemStatus, Role
from db.tables import Acknowledgement, Agency, ChatBinding, Extension, Obligation, Occurrence, Officer, Remark
from reminders.chat.incoming import handle
from reminders.clock import SteppedClock
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from reminders.service import make_service
from schedules.zone import LOCAL, local_date
from tests.chat.reading_texts import Shown, Text
from tests.databases import migrated_file
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, PNON, duty, on_date, plan

START = datetime(2021, 9, 27, 8, 0, tzinfo=LOCAL)
COORDINATOR = "an"
CHATS = {"hoa": DOM, "lan": DOM, "nam": PNON}
NAMES = {DOM: "UBND xã Ia Dom", PNON: "UBND xã Ia Pnôn"}

_DOMS = ("Cầu", "Chợ", "Trạm", "Rừng", "Nước", "Điện", "Thuế", "Đất")
_PNONS = ("Sổ", "Thẻ", "Quỹ", "Đội")
_MONTHLY = 'kind = "monthly", day = 20, bound = "before"'
_DAYS = ("05/10/2021", "08/10/2021", "19/10/2021", "26/10/2021", "08/11/2021", "19/11/2021", "03/12/2021", "15/12/2021")
TITLES = tuple(f"Báo cáo {name}" for name in (*_DOMS, *_PNONS, "Tuần", "Tháng", "Kỳ"))


def _register() -> str:
    once = [duty(f"1.{at}", f"Báo cáo {name}", on_date(_DAYS[at])) for at, name in enumerate(_DOMS)]
    once += [duty(f"2.{at}", f"Báo cáo {name}", on_date(_DAYS[2 * at]), lead=PNON) for at, name in enumerate(_PNONS)]
    often = [duty("3.1", "Báo cáo Tuần", EVERY_THURSDAY), duty("3.2", "Báo cáo Tháng", _MONTHLY)]
    return plan(*once, *often, duty("3.3", "Báo cáo Kỳ", EVERY_THURSDAY, lead=PNON))


@cache
def _opened() -> bytes:
    """Return a database with the plan and everybody's chat."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "opened.sqlite3"
        file.write_bytes(migrated_file())
        engine = make_engine(f"sqlite:///{file}")
        with writing(engine) as session:
            import_register(session, read_register(_register().encode()), now=START, since=None, actor="cli")
            ids = {row.key: row.id for row in session.exec(select(Agency)).all()}
            for chat, agency in CHATS.items():
                _link(session, chat, Officer(agency_id=ids[agency], name=chat, role=Role.OFFICER))
            scope = ids["ubnd-huyen"]
            coordinator = Officer(agency_id=ids["phong-noi-vu"], name="An", role=Role.COORDINATOR, scope_id=scope)
            _link(session, COORDINATOR, coordinator)
        engine.dispose()
        return file.read_bytes()


def _link(session: Session, chat: str, officer: Officer) -> None:
    session.add(officer)
    session.flush()
    linked = BindingStatus.LINKED
    session.add(ChatBinding(channel="telegram", chat_id=chat, officer_id=officer.id, status=linked))


@dataclass(frozen=True)
class State:
    """Where an item stands; `facts`: whatever an answer may change of it, and what is recorded beside it."""

    title: str
    agency: str
    status: ItemStatus
    is_asked: bool
    facts: tuple[object, ...]

    @property
    def is_owed(self) -> bool:
        """Whether its agency has to do it."""
        return self.status in (ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED)

    @property
    def waits(self) -> bool:
        """Whether the coordinator is to accept something of it."""
        return self.status is ItemStatus.SUBMITTED or self.is_asked


@dataclass
class Recorder:
    """A channel that keeps what arrives, in order; `writer`: the chat that is answered now. It takes no files."""

    clock: SteppedClock
    texts: list[Text] = field(default_factory=list)
    writer: str = ""
    name: str = "telegram"
    text_limit: int = 4096

    async def open(self) -> None:
        """Nothing is to be opened."""

    async def close(self) -> None:
        """Nothing is to be closed."""

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        assert thread is None
        number, commands = f"m{len(self.texts)}", tuple(button.command for row in buttons for button in row)
        self.texts.append(Text(self.clock.now(), chat_id, text, number, chat_id == self.writer, commands))
        return number

    async def fetch(self, attachment: object, limit: int) -> bytes:
        raise NotImplementedError((attachment, limit))

    async def listen(self, receive: Receiver) -> None:
        raise NotImplementedError(receive)


@dataclass
class Office:
    """The office, and what its days were called so far: an item keeps the days that it once had."""

    engine: Engine
    runner: asyncio.Runner
    clock: SteppedClock = field(default_factory=lambda: SteppedClock(START))
    labels: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.channel = Recorder(self.clock)
        self.service = make_service(self.engine, {"telegram": self.channel}, self.clock)

    def passes(self, span: timedelta, *, answering: str = "") -> None:
        """Let time pass, and let leave what is to leave then."""
        self.clock.move_to(self.clock.now() + span)
        self.channel.writer = answering
        self.runner.run(self.service.cycle.run())

    def hears(self, message: Incoming) -> None:
        """Act on what somebody writes; the answers have not left yet."""
        with writing(self.engine) as session:
            handle(session, message, now=self.clock.now())

    def states(self) -> dict[int, State]:
        """Return where every item stands."""
        query = select(Occurrence, Obligation.title, Agency.name).select_from(Occurrence).join(Obligation)
        with reading(self.engine) as session:
            asked = dict(session.exec(_pending).all())
            beside = [Counter(session.exec(select(table.occurrence_id)).all()) for table in _BESIDE]
            rows = session.exec(query.join(Agency, col(Agency.id) == Occurrence.agency_id)).all()
        states = {}
        for row, title, agency in rows:
            self.labels.setdefault(row.id, _called(row.period)).update(_days(row.nominal_at))
            facts = (row.nominal_at, asked.get(row.id), *(count[row.id] for count in beside))
            states[row.id] = State(title, agency, row.status, row.id in asked, facts)
        return states

    def meant(self, shown: Shown, chat: str, states: dict[int, State]) -> frozenset[int]:
        """Return the items that a line may be about, as far as its reader can tell."""
        agencies = {NAMES[CHATS[chat]]} if chat in CHATS else shown.agencies
        found = (key for key, one in states.items() if one.title == shown.title)
        found = (key for key in found if not agencies or states[key].agency in agencies)
        return frozenset(key for key in found if not shown.labels or shown.labels & self.labels[key])


_pending = select(Extension.occurrence_id, Extension.proposed_at).where(col(Extension.decided_at).is_(None))
_BESIDE = (Remark, Acknowledgement, Extension)


def _called(period: str) -> set[str]:
    """Return how people call a period, as far as it has a name: by its day, or its month."""
    year, *rest = period.split("-")
    if not year.isdigit():
        return set()
    return {"/".join(reversed(rest))} if len(rest) > 1 else {f"tháng {int(rest[0])}"}


def _days(deadline: datetime) -> set[str]:
    """Return the days that may be said of a deadline: "trước ngày 06/10" and "đến hết ngày 05/10" are one instant."""
    return {f"{local_date(instant):%d/%m}" for instant in (deadline, deadline - timedelta(seconds=1))}


@contextmanager
def an_office() -> Iterator[Office]:
    """Yield an office of its own, on its first morning."""
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        file = Path(folder) / "office.sqlite3"
        file.write_bytes(_opened())
        engine = make_engine(f"sqlite:///{file}")
        try:
            yield Office(engine, runner)
        finally:
            engine.dispose()
