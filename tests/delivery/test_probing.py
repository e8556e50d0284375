"""A platform that takes messages and does not say so gets no other one with each attempt: it is asked first."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bots.channel import ChannelError, ChatGone, TooFast, Unanswered, Unreachable
from db.engine import writing
from reminders.clock import SteppedClock
from reminders.delivery.cycle import Cycle
from tests.fakes import RecordingChannel
from tests.rows import NOW, chat, notice

HOUR = timedelta(hours=1)


@dataclass
class Probed(RecordingChannel):
    """Answers a probe with the next of `answers`, or well."""

    answers: list[ChannelError] = field(default_factory=list)
    probes: int = 0

    async def probe(self) -> None:
        self.probes += 1
        if self.answers:
            raise self.answers.pop(0)


def silent_chat(engine: Engine) -> str:
    with writing(engine) as session:
        owed = chat(session, None)
        notice(session, owed)
        return owed.chat_id


async def until_sent(cycle: Cycle, clock: SteppedClock, channel: RecordingChannel) -> None:
    while not channel.sent and clock.now() < NOW + HOUR:
        clock.move_to(clock.now() + timedelta(minutes=1))
        await cycle.run()


async def test_while_it_is_silent_no_message_is_handed_over_that_may_arrive_twice(engine: Engine) -> None:
    chat_id = silent_chat(engine)
    channel = Probed(troubles={chat_id: [Unanswered("hangs")]}, answers=[Unanswered("hangs"), Unreachable("no route")])
    clock = SteppedClock(NOW)
    cycle = Cycle(engine, {"telegram": channel}, clock)
    await cycle.run()
    assert (channel.tried, channel.probes) == ([chat_id], 0)
    await until_sent(cycle, clock, channel)
    assert (channel.tried, channel.probes) == ([chat_id, chat_id], 3)
    assert cycle.down() == {}


@pytest.mark.parametrize("answer", [TooFast(1), ChatGone("Forbidden")])
async def test_whatever_it_answers_it_answers(engine: Engine, answer: ChannelError) -> None:
    chat_id = silent_chat(engine)
    channel, clock = Probed(troubles={chat_id: [Unanswered("hangs")]}, answers=[answer]), SteppedClock(NOW)
    cycle = Cycle(engine, {"telegram": channel}, clock)
    await cycle.run()
    await until_sent(cycle, clock, channel)
    assert (len(channel.sent), channel.probes) == (1, 1)


async def test_a_platform_that_answers_is_not_asked(engine: Engine) -> None:
    silent_chat(engine)
    channel = Probed()
    await Cycle(engine, {"telegram": channel}, SteppedClock(NOW)).run()
    assert (len(channel.sent), channel.probes) == (1, 0)
