"""How the service is, asked over HTTP: it lives, it can do its work, and the figures of it."""

import socket
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from db.engine import writing
from db.statuses import TroubleKind
from reminders.clock import SteppedClock
from reminders.health import add_health
from reminders.watch.signs import tell_systemd
from reminders.watch.troubles import Finding, begin
from reminders.watch.watching import Watch
from tests.rows import NOW, a_district, chat, notice

HOUR = timedelta(hours=1)


def watching(engine: Engine, down: Mapping[str, datetime] = {}, *, started_at: datetime = NOW - HOUR) -> Watch:
    clock = SteppedClock(started_at)
    watch = Watch(engine, clock, ["telegram"], down=lambda: down, succeeded_at=lambda: NOW)
    clock.move_to(NOW)
    return watch


async def asked(watch: Watch, path: str) -> httpx.Response:
    app = FastAPI()
    add_health(app, watch)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        return await client.get(path)


async def test_a_service_that_lives_and_can_do_its_work_says_so(engine: Engine) -> None:
    for path, body in (("/healthz", "ok\n"), ("/readyz", '{"ready":true,"troubles":[]}')):
        answer = await asked(watching(engine), path)
        assert (answer.status_code, answer.text) == (200, body)


async def test_it_is_not_ready_while_a_channel_is_silent_or_notices_are_stuck(engine: Engine) -> None:
    answer = await asked(watching(engine, {"telegram": NOW - HOUR}), "/readyz")
    assert (answer.status_code, answer.json()["troubles"][0]["kind"]) == (503, "channel_silent")
    with writing(engine) as session:
        notice(session, chat(session, None), send_at=NOW - HOUR)
    answer = await asked(watching(engine), "/readyz")
    assert (answer.status_code, answer.json()["troubles"][0]["kind"]) == (503, "notices_stuck")


async def test_what_was_noticed_elsewhere_is_told_too_and_what_can_wait_leaves_it_ready(engine: Engine) -> None:
    with writing(engine) as session:
        begin(session, Finding(kind=TroubleKind.OTHER_READER, subject="telegram"), now=NOW)
    answer = await asked(watching(engine), "/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert [one["kind"] for one in answer.json()["troubles"]] == ["other_reader"]


async def test_a_database_that_cannot_be_asked_makes_it_unready_and_not_dead(engine: Engine) -> None:
    watch = watching(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE notification")
    assert (await asked(watch, "/healthz")).status_code == 200
    assert (await asked(watch, "/readyz")).status_code == 503


async def test_the_figures_are_those_of_the_moment_and_name_nobody(engine: Engine) -> None:
    with writing(engine) as session:
        a_district(session)
        notice(session, chat(session, None, "chat-of-nobody"), send_at=NOW - HOUR)
    text = (await asked(watching(engine, {"telegram": NOW - HOUR}), "/metrics")).text
    for line in (
        'nhachan_notices{status="pending"} 1.0',
        'nhachan_waiting_notices{channel="telegram"} 1.0',
        'nhachan_oldest_waiting_seconds{channel="telegram"} 3600.0',
        'nhachan_channel_silent_seconds{channel="telegram"} 3600.0',
        'nhachan_trouble{kind="channel_silent"} 1.0',
        "nhachan_cycle_age_seconds 0.0",
        "nhachan_clock_ahead_seconds 0.0",
    ):
        assert line in text.splitlines(), text
    assert "chat-of-nobody" not in text


@pytest.fixture
async def systemd(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(tmp_path_factory.mktemp("s") / "notify"))
        told.setblocking(False)
        yield told


async def test_systemd_is_told_in_its_own_words(systemd: socket.socket) -> None:
    tell_systemd(systemd.getsockname(), "READY=1")
    assert systemd.recv(100) == b"READY=1"
    tell_systemd(None, "READY=1")
    tell_systemd(f"{systemd.getsockname()}-gone", "READY=1")
    with pytest.raises(BlockingIOError):
        systemd.recv(100)
