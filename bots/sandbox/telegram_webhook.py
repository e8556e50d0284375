"""Shell: posts the updates of bots with a webhook to it, one by one and in order, as Telegram does."""

import httpx

from bots.sandbox.state import Bot, World
from bots.sandbox.telegram_dialect import update_json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
RETRY_SECONDS = 1.0
ANSWER_SECONDS = 10.0


async def deliver(world: World) -> None:
    """Deliver until the server closes; an update is forgotten only when the webhook answered 2xx to it."""
    async with httpx.AsyncClient(trust_env=False, timeout=ANSWER_SECONDS) as client:
        while not world.is_closing:
            owing = [bot for bot in world.bots.values() if bot.webhook_url and bot.events]
            for bot in owing:
                if not await _post_first(world, bot, client):
                    await world.rest(RETRY_SECONDS)
            if not owing:
                await world.changed(60)


async def _post_first(world: World, bot: Bot, client: httpx.AsyncClient) -> bool:
    event = bot.events[0]
    headers = {SECRET_HEADER: bot.webhook_secret} if bot.webhook_secret else {}
    try:
        answer = await client.post(bot.webhook_url, json=update_json(world, event), headers=headers)
    except httpx.HTTPError:
        return False
    if answer.is_success:
        bot.events = [waiting for waiting in bot.events if waiting.id > event.id]
    return answer.is_success
