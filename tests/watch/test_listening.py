"""Another reader and a refused token are troubles that begin once and end once, also those of an earlier start."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from bots.channel import ChannelError, OtherReader, Unreachable
from db.engine import reading
from db.statuses import TroubleKind
from db.tables import Trouble
from reminders.clock import SteppedClock
from reminders.watch.listening import Listening
from tests.rows import NOW

CONFLICT = OtherReader("Conflict: terminated by other getUpdates request")


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW)


@pytest.fixture
def listening(engine: Engine, clock: SteppedClock) -> Listening:
    return Listening(engine, clock, "telegram")


def noted(listening: Listening) -> list[tuple[TroubleKind, float, float | None]]:
    """Return the troubles: the kind, after how many seconds it began and, if it has, ended."""
    with reading(listening.engine) as session:
        rows = session.exec(select(Trouble).order_by(col(Trouble.id))).all()
    assert {row.subject for row in rows} <= {"telegram"}
    return [
        (row.kind, (row.began_at - NOW).total_seconds(), (row.ended_at - NOW).total_seconds() if row.ended_at else None)
        for row in rows
    ]


async def polls(listening: Listening, clock: SteppedClock, *ends: tuple[int, ChannelError | None]) -> None:
    for seconds, trouble in ends:
        clock.move_to(NOW + timedelta(seconds=seconds))
        await listening.polled(trouble)


async def test_another_reader_is_a_trouble_from_the_third_conflict_on_until_polling_works(
    listening: Listening, clock: SteppedClock
) -> None:
    await polls(listening, clock, (0, CONFLICT), (1, CONFLICT), (2, None))
    assert noted(listening) == []
    await polls(listening, clock, (3, CONFLICT), (7, CONFLICT), (8, None), (127, None))
    assert noted(listening) == [(TroubleKind.OTHER_READER, 3, None)]
    await polls(listening, clock, (128, None), (160, None))
    assert noted(listening) == [(TroubleKind.OTHER_READER, 3, 128)]


async def test_it_is_logged_once_a_minute(
    listening: Listening, clock: SteppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    await polls(listening, clock, *((seconds, CONFLICT) for seconds in range(0, 121, 10)))
    assert capsys.readouterr().out.count("other_reader channel=telegram") == 3


async def test_other_trouble_with_the_network_is_none_of_these(listening: Listening, clock: SteppedClock) -> None:
    await polls(listening, clock, *((seconds, Unreachable("no network")) for seconds in range(5)))
    assert noted(listening) == []


async def test_a_refused_token_is_a_trouble_until_a_poll_is_good(listening: Listening, clock: SteppedClock) -> None:
    await listening.refused()
    clock.move_to(NOW + timedelta(seconds=60))
    await listening.refused()
    await polls(listening, clock, (120, None), (150, None))
    await listening.refused()
    assert noted(listening) == [(TroubleKind.TOKEN_REFUSED, 0, 120), (TroubleKind.TOKEN_REFUSED, 150, None)]


async def test_what_an_earlier_start_noted_is_over_with_the_first_good_poll(
    listening: Listening, clock: SteppedClock
) -> None:
    await listening.refused()
    await polls(listening, clock, (0, CONFLICT), (1, CONFLICT), (3, CONFLICT))
    await polls(Listening(listening.engine, clock, "telegram"), clock, (10, None))
    assert noted(listening) == [(TroubleKind.TOKEN_REFUSED, 0, 10), (TroubleKind.OTHER_READER, 3, 10)]


async def test_what_cannot_be_noted_now_is_noted_later(listening: Listening, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    with monkeypatch.context() as patched:
        patched.setattr(Listening, "_write", locked)
        await listening.refused()
    assert noted(listening) == []
    await listening.refused()
    assert noted(listening) == [(TroubleKind.TOKEN_REFUSED, 0, None)]
