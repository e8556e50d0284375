"""Shell: the channels that the settings ask for: made of the platforms' descriptions, and opened."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from typing import Any

import structlog

from bots.channel import Channel, ChannelError, LinkedChannel, WebhookChannel, WrongToken
from bots.platforms import PLATFORMS
from bots.trouble import pause_seconds
from reminders.clock import Clock
from reminders.settings import Settings

log = structlog.get_logger()


def make_channels(settings: Settings, **options: Any) -> tuple[dict[str, Channel], dict[str, str]]:
    """Return the configured channels by name, and what is wrong with a token that cannot be one. Touches no network."""
    channels: dict[str, Channel] = {}
    problems: dict[str, str] = {}
    for name, token in settings.tokens.items():
        platform = PLATFORMS[name]
        given = {key: getattr(settings, f"{name}_{key}") for key in ("base_url", "proxy", *platform.further)}
        try:
            channels[name] = platform.make(token.get_secret_value(), **given, **options)
        except WrongToken as error:
            problems[name] = token_problem(name, error)
    return channels, problems


def code_link(channels: Mapping[str, Channel]) -> str | None:
    """Return the address that opens a bot with a link code, "{code}" in its place; None while no such bot is known."""
    for name, channel in channels.items():
        pattern = PLATFORMS[name].code_link
        if pattern and isinstance(channel, LinkedChannel) and channel.username:
            return pattern.replace("{bot}", channel.username)
    return None


def group_call(channel: str, *, is_group: bool) -> str:
    """Return how a message in a chat begins that is sure to reach the bot, see `Platform.group_call`; "" in private."""
    return PLATFORMS[channel].group_call if is_group and channel in PLATFORMS else ""


def token_names() -> str:
    """Return the settings that hold a token, one of which is needed."""
    return " hay ".join(f"NHACHAN_{name.upper()}_TOKEN" for name in PLATFORMS)


def token_problem(name: str, error: WrongToken) -> str:
    """Return in Vietnamese what is wrong with a channel's token and how to mend it."""
    return (
        f"{name.capitalize()} không chấp nhận NHACHAN_{name.upper()}_TOKEN ({error}). "
        f"Lấy mã mới: {PLATFORMS[name].new_token}, rồi ghi vào tệp .env."
    )


async def until_open(channel: Channel, webhook: tuple[str, str] | None, clock: Clock) -> None:
    """Connect, waiting out a missing network: a service that starts before its network must not give up."""
    for failures in count(1):
        try:
            await channel.open()
            await _choose_webhook(channel, webhook)
        except WrongToken:
            raise
        except ChannelError as error:
            log.warning(
                "a channel cannot be reached yet", action="channel_unreachable", channel=channel.name, error=str(error)
            )
            await clock.sleep(pause_seconds(failures))
        else:
            log.info("a channel is open", action="channel_open", channel=channel.name)
            return


async def _choose_webhook(channel: Channel, webhook: tuple[str, str] | None) -> None:
    if not isinstance(channel, WebhookChannel):
        return
    if webhook:
        await channel.set_webhook(*webhook)
        return
    with suppress(ChannelError):  # the platforms give nothing to poll while a webhook is set
        await channel.delete_webhook()


def say_refused(name: str, problem: str) -> None:
    """Say in the log that a channel does not accept its token, and what to do."""
    log.error("a token was refused", action="token_refused", channel=name, problem=problem)
