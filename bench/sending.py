"""Shell: messages through the real adapter, over HTTP, to the sandbox on this machine."""

import asyncio
from collections.abc import Iterator
from time import perf_counter

from bench.rows import NOW
from bench.timing import Comparison
from bots.sandbox.faults import FaultKind
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from reminders.delivery.dispatch import AT_ONCE

TOKEN = "1:bench"
MESSAGES = 200
ROUND_TRIP_SECONDS = 0.05


def compare() -> Iterator[Comparison]:
    """Measure AT_ONCE requests side by side against one after another, on a server 50 ms away; then without a way."""
    ours, plain = asyncio.run(_measure(AT_ONCE, ROUND_TRIP_SECONDS)), asyncio.run(_measure(1, ROUND_TRIP_SECONDS))
    what = f"sending: {MESSAGES / ours:.0f} messages/s, 50 ms to the server"
    yield Comparison(what, ours, plain, f"one at a time: {MESSAGES / plain:.0f}/s")
    ours, plain = asyncio.run(_measure(AT_ONCE, 0)), asyncio.run(_measure(1, 0))
    what = f"sending: {MESSAGES / ours:.0f} messages/s, adapter and sandbox alone"
    yield Comparison(what, ours, plain, f"one at a time: {MESSAGES / plain:.0f}/s")


async def _measure(at_once: int, round_trip_seconds: float) -> float:
    world = World(lambda: NOW)
    world.add_bot(TOKEN)
    if round_trip_seconds:
        world.faults.set(FaultKind.HANG, times=MESSAGES, seconds=round_trip_seconds)
    chats = [world.add_chat(f"Cơ quan {number}").id for number in range(MESSAGES)]
    gate = asyncio.Semaphore(at_once)
    async with Running(world) as server:
        channel = TelegramChannel(TOKEN, base_url=f"{server.url}/telegram")
        await channel.open()

        async def deliver(chat: str) -> None:
            async with gate:
                await channel.send(chat, "🔔 Còn 2 ngày làm việc: Gửi kế hoạch")

        start = perf_counter()
        await asyncio.gather(*[deliver(chat) for chat in chats])
        spent = perf_counter() - start
        await channel.close()
    return spent
