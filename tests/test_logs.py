"""Logs tell what went wrong and never a token, a name or what somebody wrote."""

import asyncio
import json
import logging
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from bots.channel import ChatGone, Incoming, Rejected, TooFast, Unanswered, Unreachable
from bots.sandbox.faults import FaultKind
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from db.engine import writing
from db.tables import Officer
from reminders.chat.refusals import GIVEN_UP_AFTER
from reminders.clock import SteppedClock
from reminders.logs import Repeats, set_up_logs
from reminders.service import make_service
from tests.fakes import RecordingChannel
from tests.rows import NOW, District, a_district, chat, notice, officer

TOKEN = "4242:CANARY-token-that-must-never-be-logged"
NAME, TITLE, WRITTEN, REASON = "CANARY name", "CANARY title", "CANARY text", "CANARY reason"


pytestmark = pytest.mark.usefixtures("own_logs")


def events(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return what was logged, one event a line in JSON, after looking for what must not be there."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert [line for line in captured.err.splitlines() if "CANARY" in line] == []
    return {json.loads(line)["event"] for line in captured.err.splitlines()}


def a_named_district(session: Session) -> District:
    district = a_district(session)
    district.duty.title = TITLE
    session.get_one(Officer, district.officer.officer_id).name = NAME
    return district


async def test_cycles_full_of_failures_tell_no_name_and_no_text(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs("DEBUG")
    troubles = [Rejected(REASON), TooFast(3), Unanswered(REASON), Unreachable(REASON), KeyError(REASON)]
    channel, clock = RecordingChannel(), SteppedClock(NOW)
    with writing(engine) as session:
        district = a_named_district(session)
        channel.troubles[district.officer.chat_id] = [*troubles, ChatGone(REASON)]
        channel.troubles[district.coordinator.chat_id] = [*troubles]
    service = make_service(engine, {"telegram": channel}, clock)
    written = [f"/viec {WRITTEN}", f"xong 1 {WRITTEN}", WRITTEN, f"trả lại 1 {WRITTEN} \ud800"]
    for step in range(24):
        for chat_id in (district.officer.chat_id, district.coordinator.chat_id, "stranger"):
            update = Incoming(
                channel="telegram", update_id=f"{chat_id} {step}", chat_id=chat_id, text=written[step % 4], sent_at=NOW
            )
            await service.receive(update)
        await service.cycle.run()
        clock.move_to(NOW + step * timedelta(minutes=5))
    assert events(capsys) >= {"a message was not delivered", "a channel failed"}
    assert [chat_id for chat_id, left in channel.troubles.items() if left] == []


async def test_a_database_that_fails_tells_nothing_of_what_was_to_be_stored(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the trigger is written for SQLite")
    set_up_logs("DEBUG")
    with writing(engine) as session:
        chat_id = a_named_district(session).officer.chat_id
    refuse = "CREATE TRIGGER t BEFORE INSERT ON notification BEGIN SELECT RAISE(ABORT, 'refused'); END"
    with engine.begin() as connection:
        connection.exec_driver_sql(refuse)
    service = make_service(engine, {"telegram": RecordingChannel()}, SteppedClock(NOW))
    update = Incoming(channel="telegram", update_id="1", chat_id=chat_id, text="/viec", sent_at=NOW)
    for _ in range(GIVEN_UP_AFTER):
        with pytest.raises(IntegrityError):
            await service.receive(update)
    assert "a message could not be handled" in events(capsys)


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.DROP_AFTER, FaultKind.BLOCKED, FaultKind.TOO_FAST])
async def test_a_platform_that_fails_is_logged_without_the_token(
    engine: Engine, capsys: pytest.CaptureFixture[str], kind: FaultKind
) -> None:
    set_up_logs("DEBUG")
    clock = SteppedClock(NOW)
    world = World(clock.now)
    world.add_bot(TOKEN)
    person = world.add_chat(NAME, person=NAME)
    with writing(engine) as session:
        district = a_named_district(session)
        notice(session, chat(session, officer(session, district.desk), person.id), text=WRITTEN)
    given_up = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        given_up.set()
        await asyncio.Event().wait()

    async def refuse(_message: Incoming) -> None:
        raise ConnectionError

    async with Running(world) as server:
        channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram", poll_seconds=1, sleep=sleep)
        await channel.open()
        world.faults.set(kind)
        await make_service(engine, {"telegram": channel}, clock).cycle.run()
        world.write(person.id, WRITTEN)
        listening = asyncio.create_task(channel.listen(refuse))
        await given_up.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await channel.close()
    assert "a message was not delivered" in events(capsys)


def test_the_same_is_said_once_a_minute_with_how_often_it_was() -> None:
    repeats = Repeats()
    said = [(now, repeats.held_back("full", now)) for now in (0.0, 0.1, 30.0, 59.9, 60.0, 60.1, 119.0, 200.0, 300.0)]
    assert [(now, count) for now, count in said if count is not None] == [(0.0, 0), (60.0, 3), (200.0, 2), (300.0, 0)]
    assert repeats.held_back("locked", 300.1) == 0
    assert repeats.held_back("full", 10.0) == 0  # the machine's clock was put back


def test_a_trouble_that_repeats_for_a_minute_writes_no_more_than_10_kb(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    ours, theirs = structlog.get_logger(), logging.getLogger("bots.trouble")

    def fail(depth: int) -> None:
        if depth:
            fail(depth - 1)
        raise OSError("disk I/O error " + "x" * 2000)

    for number in range(600):
        try:
            fail(number % 20)
        except OSError:
            ours.exception("a message could not be handled", action="handle_failed", update_id=str(number))
            theirs.exception("A message could not be received and will come again in %g s.", number)
        for channel in ("telegram", "zalo"):
            ours.error("a cycle failed", action="cycle_failed", channel=channel, error="disk I/O error", ids=[number])
            theirs.warning("%s gave no messages (%s); next try in %g s.", channel, OSError(number), number)
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert len(written.encode()) < 10_000
    assert len(lines) == 6
    assert [line["exception"][-2000:] for line in lines if "exception" in line] == ["x" * 2000] * 2


def test_what_differs_in_more_than_numbers_is_all_said(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    log = structlog.get_logger()
    for kind in ("disk_low", "token_refused"):
        log.warning("a trouble has begun", action="trouble", kind=kind, admin_chats=1)
    for _ in range(2):
        log.info("stopped", action="serve_stopped")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line.get("kind") for line in lines] == ["disk_low", "token_refused", None, None]


def test_what_was_held_back_is_counted_when_it_is_said_again(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    for at in (0.0, 1.0, 2.0, 61.0):
        values = {"name": "library", "levelno": logging.ERROR, "levelname": "ERROR", "msg": "Failed.", "created": at}
        logging.getLogger().handle(logging.makeLogRecord(values))
        own = values | {"msg": {"event": "a cycle failed", "ids": [at]}, "_logger": None, "_name": "x"}
        logging.getLogger().handle(logging.makeLogRecord(own))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line.get("repeated")) for line in lines] == [
        ("Failed.", None),
        ("a cycle failed", None),
        ("Failed. (repeated: 2)", None),
        ("a cycle failed", 2),
    ]
