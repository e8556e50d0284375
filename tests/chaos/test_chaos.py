"""A short part of `make chaos`: nothing is lost, little comes again, and no chat is closed; no time is measured."""

import signal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bots.sandbox.chats import Bot, Chat, Kind, Message
from tests.chaos.count import Count, Outcome, counted, of_times
from tests.chaos.front import Trouble
from tests.chaos.kill import kill
from tests.chaos.network import network
from tests.chaos.off import SPANS, off
from tests.chaos.stop import stop
from tests.scenarios.office import at


async def test_killed_at_random_instants_it_loses_nothing(engine: Engine, tmp_path: Path) -> None:
    outcome = await kill(engine, tmp_path, kills=3, seed=4, communes=20)
    assert outcome.is_kept, outcome
    assert (outcome.notices.owed, outcome.answers.owed) == (20, 15)


@pytest.mark.parametrize("trouble", [Trouble.FORBIDDEN, Trouble.DROP_BEFORE])
async def test_a_bad_network_costs_no_notice_and_no_chat(engine: Engine, tmp_path: Path, trouble: Trouble) -> None:
    outcome = await network(engine, tmp_path, trouble, seconds=2, begins="2021-10-05 06:59:59")
    assert outcome.is_kept, outcome
    assert (outcome.notices.owed, outcome.answers.owed) == (40, 5)


async def test_a_stop_puts_back_what_has_not_left(engine: Engine, tmp_path: Path) -> None:
    outcome = await stop(engine, tmp_path, sign=signal.SIGINT, slow_seconds=0.3)
    assert (outcome.notices.lost, outcome.answers.lost, outcome.closed) == (0, 0, 0)
    assert outcome.notices.repeated <= outcome.bound


async def test_after_three_weeks_off_each_chat_is_told_once(engine: Engine, tmp_path: Path) -> None:
    (span,) = (one for one in SPANS if one.name == "three-weeks")
    outcome = await off(engine, tmp_path, span, communes=4)
    assert outcome.notices == Count(owed=4, lost=0, repeated=0)


def chat_with(*texts: str) -> Chat:
    bot = Bot(id=1, token="1:x", username="bot", channel="telegram")
    chat = Chat(id="1", bot=bot, kind=Kind.PRIVATE, title="Cán bộ", person="Cán bộ")
    now = at("2021-10-05 07:00")
    chat.messages += [
        Message(id=number, chat_id="1", text=text, sent_at=now, author=None) for number, text in enumerate(texts, 1)
    ]
    return chat


def test_what_never_came_is_lost_and_what_came_twice_is_one_too_many() -> None:
    chats = [chat_with("Hôm nay đến hạn: a", "Đã ghi"), chat_with("Đã ghi"), chat_with(*["Hôm nay đến hạn: b"] * 3)]
    assert counted(chats, "Hôm nay đến hạn") == Count(owed=3, lost=1, repeated=2)
    assert counted(chats, "Hôm nay đến hạn", since=1) == Count(owed=3, lost=2, repeated=1)
    assert of_times([1, 0, 2]) + of_times([1]) == Count(owed=4, lost=1, repeated=1)


@pytest.mark.parametrize(
    ("count", "broken", "is_kept"),
    [
        (Count(9, 0, 8), (), True),
        (Count(9, 0, 9), (), False),
        (Count(9, 1, 0), (), False),
        (Count(9), ("exit code",), False),
    ],
)
def test_an_outcome_is_kept_when_every_bound_holds(count: Count, broken: tuple[str, ...], is_kept: bool) -> None:
    assert Outcome(fault="kill", done="", notices=count, bound=8, broken=broken).is_kept is is_kept
