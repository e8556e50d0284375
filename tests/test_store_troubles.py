"""The database is full, read-only, locked or away for a while: nothing is lost, and it goes on by itself."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from bots.channel import Incoming
from db.engine import make_engine, reading, writing
from db.queries import item_codes
from db.tables import Completion, InboundMessage, Occurrence
from reminders.clock import SteppedClock
from reminders.delivery.saying import run_and_say
from reminders.logs import set_up_logs
from reminders.service import Service, make_service
from tests.databases import sqlite_file
from tests.fakes import RecordingChannel
from tests.rows import NOW, a_district, agency, chat_of, item

AGENCIES = 200
Trouble = Callable[[Engine], AbstractContextManager[object]]


pytestmark = pytest.mark.usefixtures("own_logs")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Service]:
    """A service on a SQLite file, where many agencies are to be reminded and one officer knows the item by 1."""
    with sqlite_file(tmp_path) as engine:
        yield an_office(engine)


def an_office(engine: Engine) -> Service:
    with writing(engine) as session:
        district = a_district(session)
        item_codes.give(session, district.officer.id, [district.item.id], now=NOW)
        for number in range(AGENCIES):
            commune = agency(session, f"UBND xã {number}")
            chat_of(session, commune)
            item(session, district.duty, commune)
    return make_service(engine, {"telegram": RecordingChannel()}, SteppedClock(NOW))


@contextmanager
def with_pragma(engine: Engine, pragma: str) -> Iterator[None]:
    def prepare(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    engine.dispose()
    event.listen(engine, "connect", prepare)
    yield
    event.remove(engine, "connect", prepare)
    engine.dispose()


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """Let the file grow no more."""
    assert engine.url.database
    engine.dispose()
    with closing(sqlite3.connect(engine.url.database)) as connection:
        connection.execute("VACUUM")
    with with_pragma(engine, "max_page_count=1"):  # SQLite takes what there is for the least
        yield


def read_only(engine: Engine) -> AbstractContextManager[None]:
    """Refuse whatever writes: a file mode would not hold for root."""
    return with_pragma(engine, "query_only=ON")


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Let another program write for long, and nobody wait for it."""
    assert engine.url.database
    with (
        closing(sqlite3.connect(engine.url.database, isolation_level=None)) as other,
        with_pragma(engine, "busy_timeout=0"),
    ):
        other.execute("BEGIN IMMEDIATE")
        yield


def done(service: Service) -> Incoming:
    with reading(service.engine) as session:
        chat_id = session.execute(text("SELECT chat_id FROM chat_binding ORDER BY id LIMIT 1")).scalar()
    return Incoming(channel="telegram", update_id="1", chat_id=str(chat_id), text="xong 1", sent_at=NOW)


def channel_of(service: Service) -> RecordingChannel:
    channel = service.channels["telegram"]
    assert isinstance(channel, RecordingChannel)
    return channel


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (full, "OperationalError: database or disk is full"),
        (read_only, "OperationalError: attempt to write a readonly database"),
        (locked, "OperationalError: database is locked"),
    ],
)
async def test_what_could_not_be_written_is_done_when_it_can_be(
    office: Service, trouble: Trouble, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("INFO")
    message = done(office)
    with trouble(office.engine):
        for _ in range(3):
            await run_and_say(office.cycle, "telegram")
            with suppress(OperationalError):  # a message may still fit onto the pages that there are
                await office.receive(message)
    assert channel_of(office).take() == []
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {(line["action"], line["error"], "exception" in line) for line in logged} == {("cycle_failed", words, False)}
    await office.receive(message)
    await run_and_say(office.cycle, "telegram")
    with reading(office.engine) as session:
        assert [len(session.exec(select(table)).all()) for table in (Completion, InboundMessage)] == [1, 1]
        assert session.exec(select(Occurrence.trouble).where(col(Occurrence.trouble).is_not(None))).all() == []
    sent = [one.text for one in channel_of(office).take()]
    assert len([one for one in sent if one.startswith("🔔")]) == AGENCIES
    assert len([one for one in sent if one.startswith("Đã ghi nhận hoàn thành")]) == 1
    assert capsys.readouterr().err == ""


async def test_a_fault_of_the_program_in_a_cycle_is_logged_with_its_traceback(
    office: Service, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise LookupError("a bug")

    set_up_logs("INFO")
    monkeypatch.setattr("reminders.delivery.cycle.load_calendar", stumble)
    await run_and_say(office.cycle, "telegram")
    logged = json.loads(capsys.readouterr().err)
    assert (logged["action"], logged["error"], logged["level"]) == ("cycle_failed", "LookupError", "error")
    assert "in stumble" in logged["exception"]


@contextmanager
def away(engine: Engine, before: str) -> Iterator[list[str]]:
    """Let the server end all connections before each statement that begins so; yield what was before it."""
    ended: list[str] = []

    def end(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(before):
            ended.append(statement)
            with other.connect() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )

    other = make_engine(engine.url.render_as_string(hide_password=False))
    event.listen(engine, "before_cursor_execute", end)
    yield ended
    event.remove(engine, "before_cursor_execute", end)
    other.dispose()


@pytest.mark.parametrize("either_engine", ["postgresql"], indirect=True)
async def test_a_server_that_goes_away_for_a_while_loses_nothing(
    either_engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("INFO")
    office = an_office(either_engine)
    message = done(office)
    with away(either_engine, "INSERT INTO notification") as ended:
        for _ in range(2):
            await run_and_say(office.cycle, "telegram")
            with pytest.raises(OperationalError):
                await office.receive(message)
    assert len(ended) == 4
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["action"], "exception" in line) for line in logged] == [("cycle_failed", False)]  # once a minute
    assert logged[0]["error"].startswith("OperationalError: ")
    await office.receive(message)
    await run_and_say(office.cycle, "telegram")
    with reading(either_engine) as session:
        assert [len(session.exec(select(table)).all()) for table in (Completion, InboundMessage)] == [1, 1]
    sent = [one.text for one in channel_of(office).take()]
    assert len([one for one in sent if one.startswith("🔔")]) == AGENCIES
    assert capsys.readouterr().err == ""
