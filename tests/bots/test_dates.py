"""What time it is at a platform is heard from the Date header of its answers."""

from datetime import UTC, datetime

import pytest

from bots.channel import TimedChannel
from bots.dates import date_of
from bots.sandbox.server import Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.zalo.channel import ZaloChannel

NOON = datetime(2021, 10, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(("name", "make"), [("telegram", TelegramChannel), ("zalo", ZaloChannel)])
async def test_a_platform_tells_its_time_with_every_answer(
    name: str, make: type[TelegramChannel] | type[ZaloChannel]
) -> None:
    world = World(lambda: NOON)
    world.add_bot("135:dates", channel=name)
    heard: list[datetime] = []
    async with Running(world) as server:
        channel = make("135:dates", base_url=f"{server.url}/{name}")
        assert isinstance(channel, TimedChannel)
        channel.hear = heard.append
        await channel.open()
        assert heard == []
        world.tells_time = True
        chat = world.add_chat("Bơ", channel=name)
        await channel.send(chat.id, "Chào")
        await channel.close()
    assert heard == [NOON]


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("Tue, 05 Oct 2021 05:00:00 GMT", NOON),
        ("Tue, 05 Oct 2021 12:00:00 +0700", NOON),
        ("Tue, 05 Oct 2021 05:00:00", NOON),
        ("hôm qua", None),
        ("", None),
        (None, None),
    ],
)
def test_a_header_that_names_no_instant_says_nothing(header: str | None, date: datetime | None) -> None:
    assert date_of(header) == date
