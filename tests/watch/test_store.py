"""What watches over the file of the database, and what it says when the file is damaged."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

import reminders.watch.store
from bots.channel import ChatGone, Unreachable
from db.engine import writing
from db.errors import Damaged
from db.statuses import Role
from reminders.clock import SteppedClock
from reminders.watch.store import Admins, night_of, say_damaged, until_lost
from tests.databases import damage, sqlite_file
from tests.fakes import RecordingChannel
from tests.patience import PATIENCE_SECONDS
from tests.rows import NOW, a_district, at, chat, officer


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at("2021-10-05", "01:59"), "2021-10-04"),
        (at("2021-10-05", "02:00"), "2021-10-05"),
        (at("2021-10-05", "23:59"), "2021-10-05"),
        (at("2022-01-01", "00:30"), "2021-12-31"),
    ],
)
def test_a_night_begins_at_two(now: datetime, day: str) -> None:
    assert night_of(now).isoformat() == day


async def test_the_file_is_read_through_each_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders.watch.store, "LOOK_SECONDS", 0.01)
    clock = SteppedClock(at("2021-10-05", "01:30"))
    with sqlite_file(tmp_path) as engine:
        damage(Path(engine.url.database or ""), "evidence")
        watching = asyncio.create_task(until_lost(engine, clock, Admins()))
        await asyncio.wait([watching], timeout=0.1)
        assert not watching.done()
        clock.move_to(at("2021-10-05", "02:00"))
        with pytest.raises(Damaged):
            await asyncio.wait_for(watching, PATIENCE_SECONDS)


def an_office(session: Session) -> tuple[str, str]:
    """Return the chats of an admin on both channels."""
    admin = officer(session, a_district(session).desk, Role.ADMIN)
    return chat(session, admin).chat_id, chat(session, admin, channel="zalo").chat_id


async def test_the_admin_is_told_on_every_channel_that_still_can(engine: Engine) -> None:
    with writing(engine) as session:
        on_telegram, on_zalo = an_office(session)
        admins = Admins()
    admins.learn(engine, NOW)
    dead = RecordingChannel("telegram", openings=[Unreachable("no route")], troubles={on_telegram: [ChatGone("x")]})
    alive = RecordingChannel("zalo")
    assert await say_damaged({"telegram": dead, "zalo": alive}, admins) == 1
    assert (dead.sent, [one.chat_id for one in alive.sent]) == ([], [on_zalo])
    assert alive.sent[0].text.startswith("⚠️ Nhắc Hạn đã dừng: cơ sở dữ liệu trên máy chủ bị hỏng.")
    assert not alive.is_open


async def test_a_platform_that_hangs_does_not_hold_up_the_end(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders.watch.store, "LAST_WORDS_SECONDS", 0.1)
    with writing(engine) as session:
        _, on_zalo = an_office(session)
    admins = Admins()
    admins.learn(engine, NOW)
    hanging, alive = RecordingChannel("telegram", round_trip_seconds=10_000), RecordingChannel("zalo")
    assert await say_damaged({"telegram": hanging, "zalo": alive}, admins) == 1
    assert [one.chat_id for one in alive.sent] == [on_zalo]


def test_who_is_told_is_known_even_when_it_can_be_read_no_more(tmp_path: Path) -> None:
    with sqlite_file(tmp_path) as engine:
        with writing(engine) as session:
            told = {("telegram", an_office(session)[0], None)}
        admins = Admins()
        admins.learn(engine, NOW)
        engine.dispose()
        damage(Path(engine.url.database or ""), "officer")
        admins.learn(engine, NOW)
    assert admins.chats > told
