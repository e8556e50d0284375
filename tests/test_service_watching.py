"""The service looks after itself while it serves: what it finds is told, and whoever watches hears that it lives."""

import asyncio
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from sqlalchemy import Engine

from db.engine import writing
from db.statuses import Role
from reminders.service import make_service, serve
from reminders.settings import Settings
from reminders.watch import each_minute
from reminders.watch.guarded_clock import GuardedClock
from schedules.rules import OnDate
from tests.fakes import RecordingChannel
from tests.rows import agency, chat_of, duty, item, plan
from tests.scenarios.processes import eventually
from tests.watch.test_guarded_clock import Machine

YEAR = timedelta(days=365)
SETTINGS = Settings(cycle_seconds=0.02, web_port=0)


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each_minute, "EVERY_SECONDS", 0.02)


@pytest.mark.machine_clock
async def test_a_clock_a_year_ahead_sends_nothing_of_that_year_and_is_told_until_it_is_right(engine: Engine) -> None:
    """By that clock the item would be late."""
    with writing(engine) as session:
        commune = agency(session, "UBND xã Ia Dom")
        chat_of(session, commune)
        admin = chat_of(session, commune, Role.ADMIN).chat_id
        rule = OnDate(on=date(2022, 3, 1))
        item(session, duty(session, plan(session, commune), commune, rule=rule), commune, rule=rule)
    machine, channel, stop = Machine(), RecordingChannel(), asyncio.Event()
    clock = GuardedClock(machine.clock, machine=lambda: machine.clock, running=lambda: machine.running)
    serving = asyncio.create_task(serve(make_service(engine, {"telegram": channel}, clock), SETTINGS, stop))
    await eventually(lambda: channel.is_open, "the channel was not opened")
    machine.clock += YEAR
    await eventually(lambda: len(channel.sent) == 1, "nobody was told")
    machine.clock -= YEAR
    machine.runs(timedelta(minutes=1))
    await eventually(lambda: len(channel.sent) == 2, "nobody was told of the end")
    stop.set()
    await serving
    begun, ended = channel.sent
    assert {begun.chat_id, ended.chat_id} == {admin}
    assert "nhảy quá xa, dịch vụ chưa theo giờ này (nhanh 365 ngày)" in begun.text
    assert ended.text.startswith("Đã hết, lúc 07:01 05/10/2021")


@pytest.mark.machine_clock
async def test_a_heartbeat_address_is_called_at_the_start_and_while_all_is_well(engine: Engine) -> None:
    called: list[str] = []

    class Heartbeats(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    machine, stop = Machine(), asyncio.Event()
    clock = GuardedClock(machine.clock, machine=lambda: machine.clock, running=lambda: machine.running)
    with HTTPServer(("127.0.0.1", 0), Heartbeats) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings = SETTINGS.model_copy(update={"heartbeat_url": f"http://127.0.0.1:{server.server_port}/ping/"})
        serving = asyncio.create_task(
            serve(make_service(engine, {"telegram": RecordingChannel()}, clock), settings, stop)
        )
        await eventually(lambda: len(called) >= 2, "nobody called")
        machine.clock += YEAR
        await eventually(lambda: called[-1] == "/ping/fail", "no failure was told")
        stop.set()
        await serving
        server.shutdown()
    assert called[:2] == ["/ping/start", "/ping"]
    assert set(called[2:]) <= {"/ping", "/ping/fail"}
