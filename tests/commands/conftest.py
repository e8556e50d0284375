"""The command line in this process, on a database of its own, at 07:00 on 27/09/2021 unless a test moves the clock."""

import shutil
import threading
from asyncio import Event, new_event_loop
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from bots.sandbox.server import Running
from bots.sandbox.state import World
from db.engine import make_engine, writing
from db.upgrade import upgrade
from reminders.clock import SystemClock
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from tests.commands.terminals import START, Terminal
from tests.patience import PATIENCE_SECONDS

TOKEN = "123456:sandbox"
REGISTER = files("reminders") / "plans/registers/ke-hoach-135.toml"


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the real plan, imported at START."""
    path = tmp_path_factory.mktemp("imported") / "nhachan.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    with writing(engine) as session:
        import_register(session, read_register(REGISTER.read_bytes()), now=START, since=None, actor="cli")
    engine.dispose()
    return path


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in an empty folder."""
    monkeypatch.chdir(tmp_path)
    made = Terminal(tmp_path)
    monkeypatch.setattr(SystemClock, "now", lambda _: made.now)
    return made


@pytest.fixture
def office(terminal: Terminal, imported: Path) -> Terminal:
    """A terminal in a folder where the real plan was imported."""
    terminal.file.parent.mkdir()
    shutil.copy(imported, terminal.file)
    return terminal


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], str]:
    """Write a register file and return its name."""

    def write(content: bytes) -> str:
        (tmp_path / "register.toml").write_bytes(content)
        return "register.toml"

    return write


@dataclass(frozen=True)
class Telegram:
    """A sandbox that knows the bot of TOKEN; `url` is its address as the channel wants it."""

    world: World
    url: str


@pytest.fixture
def telegram(request: pytest.FixtureRequest) -> Iterator[Telegram]:
    """Telegram's sandbox in a thread of its own; its parameter: whether the bot hears all of a group."""
    world, loop = World(lambda: START), new_event_loop()
    world.add_bot(TOKEN).hears_groups = getattr(request, "param", True)
    started, address = threading.Event(), list[str]()
    stop = Event()

    async def serve() -> None:
        async with Running(world) as server:
            address.append(f"{server.url}/telegram")
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    started.wait(PATIENCE_SECONDS)
    yield Telegram(world, address[0])
    loop.call_soon_threadsafe(stop.set)
    thread.join(PATIENCE_SECONDS)
    loop.close()
