"""Shell: posts the events of bots with a webhook to it, one by one and in order, as the platforms do."""

from collections.abc import Mapping

import httpx

from bots.sandbox.chats import Bot
from bots.sandbox.dialect import Dialect
from bots.sandbox.state import World
from bots.tls import tls

RETRY_SECONDS = 1.0
ANSWER_SECONDS = 10.0


async def deliver(world: World, dialects: Mapping[str, Dialect]) -> None:
    """Deliver until the server closes; an event that was not answered with 2xx is repeated if its platform does."""
    async with httpx.AsyncClient(verify=tls(), trust_env=False, timeout=ANSWER_SECONDS) as client:
        while not world.is_closing:
            owing = [bot for bot in world.bots.values() if bot.webhook_url and bot.events]
            for bot in owing:
                if not await _post_first(world, bot, dialects[bot.channel], client):
                    await world.rest(RETRY_SECONDS)
            if not owing:
                await world.changed(60)


async def _post_first(world: World, bot: Bot, dialect: Dialect, client: httpx.AsyncClient) -> bool:
    event = bot.events[0]
    headers = {dialect.secret_header: bot.webhook_secret} if bot.webhook_secret else {}
    try:
        answer = await client.post(bot.webhook_url, json=dialect.event_json(world, event), headers=headers)
        is_done = answer.is_success
    except httpx.HTTPError:
        is_done = False
    is_done = is_done or not dialect.repeats_events
    if is_done:
        bot.events = [waiting for waiting in bot.events if waiting is not event]
    return is_done
