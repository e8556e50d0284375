"""Shell: the channels that the settings ask for, made of the platforms' descriptions."""

from collections.abc import Mapping
from typing import Any

from bots.channel import Channel, LinkedChannel, WrongToken
from bots.platforms import PLATFORMS
from reminders.settings import Settings


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
