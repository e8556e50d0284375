"""Pure: what a platform says of itself, so that nothing else has to know it by name."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from bots.channel import Channel

if TYPE_CHECKING:
    from bots.sandbox.dialect import Dialect


@dataclass(frozen=True, kw_only=True)
class Platform:
    """One platform: light to load, for the adapter and the sandbox's dialect are loaded when they are asked for.

    `per_second`: how many messages it takes from one bot; `stops_all`: asked to wait, the bot waits with every chat.
    `new_token`: how to get a bot's token, in Vietnamese. `code_link`: the address that opens a bot with a link code,
    with "{bot}" and "{code}" in it; None where the code has to be typed.
    `group_call`: how a message in a group begins that reaches a bot which does not hear all that is written there: "/"
    a command, "@" the bot's name. An answer to one of its messages reaches it too. `hear_groups`: how to let it hear
    all, in Vietnamese; "" where that is not known.
    `secret`: what a webhook's secret has to match.
    `make` takes a token, and by name the address of the server, a proxy, a time limit, and the `further` settings.
    """

    name: str
    per_second: int
    stops_all: bool
    new_token: str
    code_link: str | None
    group_call: str
    hear_groups: str
    secret: str
    make: Callable[..., Channel]
    further: tuple[str, ...] = ()

    def dialect(self) -> "Dialect":
        """Return how the sandbox speaks as this platform: `DIALECT`, in the module `dialect` of its folder."""
        spoken: Dialect = import_module(f"bots.{self.name}.dialect").DIALECT
        return spoken

    @property
    def webhook_path(self) -> str:
        """Where our web server takes its events."""
        return f"/{self.name}"
