"""One phase of the cycle that fails keeps nothing from leaving that is owed already, and is no success."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from db.engine import writing
from reminders.clock import SteppedClock
from reminders.delivery import cycle
from reminders.delivery.cycle import Cycle
from reminders.notices.rows import text_notice
from tests.fakes import RecordingChannel
from tests.rows import NOW, chat


def breaks(_: object, **__: object) -> None:
    raise KeyError("x")


def is_locked(_: object, **__: object) -> None:
    raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))


@pytest.mark.parametrize("phase", ["succeed", "extend", "enqueue", "settle_undecided", "owe_digests"])
async def test_what_is_owed_leaves_though_a_phase_fails(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    with writing(engine) as session:
        session.add(text_notice(chat(session, None).id, "Chào", now=NOW))
    channel = RecordingChannel()
    run = Cycle(engine, {"telegram": channel}, SteppedClock(NOW))
    monkeypatch.setattr(cycle, phase, breaks)
    await run.run()
    assert (len(channel.sent), run.succeeded_at) == (1, None)
    monkeypatch.undo()
    await run.run()
    assert run.succeeded_at == NOW


async def test_trouble_of_the_database_ends_the_cycle(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Cycle(engine, {"telegram": RecordingChannel()}, SteppedClock(NOW))
    monkeypatch.setattr(cycle, "extend", is_locked)
    with pytest.raises(OperationalError):
        await run.run()
    assert run.succeeded_at is None
