"""Pure: the channel port: what a chat platform can do for us, and the errors it may raise.

A channel only translates. It never decides, never retries and never paces: those are rows and rules elsewhere.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, kw_only=True)
class Button:
    """A shortcut under a message: pressing it is the same as sending `command` (at most 64 bytes in UTF-8)."""

    label: str
    command: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that somebody sent, not fetched yet. `reference` is how its platform names it, for `Channel.fetch` only.

    `name`, `media_type` and `size` (bytes) are as the sender's platform states them, hence untrusted: the name may be
    anything. `name` is "" and the others None where it states none.
    """

    reference: str
    name: str = ""
    media_type: str | None = None
    size: int | None = None


@dataclass(frozen=True, kw_only=True)
class Command:
    """A line of a bot's menu: choosing it writes "/<name>". 1–32 of a–z, digits, "_"; 1–256 characters describe it."""

    name: str
    description: str


@dataclass(frozen=True, kw_only=True)
class File:
    """A file on its way out."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One message, or one press of a button, as it came from a platform.

    `update_id` is unique per channel: the same id again is the same message delivered twice.
    `text` is "" when there are no words in it: a sticker, a voice, a picture without a caption. What was written to the
    bot by its name is here without it, and `is_addressed`.
    `pressed` is True when `text` is the command of a button; `is_reaction` when it is the signs that somebody has put
    under the message `reply_to`, with spaces between.
    `sent_at` is the platform's own time, aware, in UTC. It is None where the platform states none: no platform dates
    the press of a button, and the date of the message under it says nothing about when it was pressed.
    `sender_id` and `sender_name` say who wrote or pressed, where the platform does: in a group anybody may.
    `album` is the same for messages that were sent together, a file each; None for all others. `reply_to` is the
    platform's id of the message that this one answers, where the platform tells it.
    `message_id` is the platform's id of this one. With `edited_at` it was written before, in other words, and has no
    attachments: they came with the first. With `is_forwarded` the words are not the sender's.
    `thread` is the platform's id of the topic in which it was written, "" for outside of the topics there are; None
    where the chat has none, or that is not told.
    With `moved_from` nobody wrote: the platform tells that the chat with this address had that one until now.
    With `unreadable` it is not known who wrote what, `chat_id` and `text` are "": that is its content to the letter, to
    be kept, so that what comes after it can be received.
    """

    channel: str
    update_id: str
    chat_id: str
    text: str
    sent_at: datetime | None
    is_group: bool = False
    pressed: bool = False
    is_reaction: bool = False
    sender_id: str | None = None
    sender_name: str | None = None
    attachments: tuple[Attachment, ...] = ()
    album: str | None = None
    reply_to: str | None = None
    is_addressed: bool = False
    message_id: str | None = None
    edited_at: datetime | None = None
    is_forwarded: bool = False
    thread: str | None = None
    moved_from: str | None = None
    unreadable: str | None = None


Receiver = Callable[[Incoming], Awaitable[None]]
"""Takes one incoming message. When it returns, the message is stored and may be confirmed to the platform."""


class Channel(Protocol):
    """A way to reach people. `name` is stored with every binding: "telegram", "zalo"."""

    name: str
    text_limit: int

    async def open(self) -> None:
        """Connect. Raises WrongToken when the platform refuses the token, another ChannelError on network trouble."""

    async def close(self) -> None:
        """Disconnect; safe to call twice."""

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        """Deliver plain text (rows of buttons under it); return the platform's message id. Raises ChannelError.

        A text beyond `text_limit` goes out in parts, buttons under the last one, whose id is returned. `thread` is the
        topic of the chat, where it has any; when it is gone the text stands outside of the topics.
        """

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """Return the content of a file that came in; no more than `limit` bytes are ever taken over the network.

        Raises TooLarge, also when the file proves larger than was said; Rejected when it is not to be had; another
        ChannelError on trouble.
        """

    async def listen(self, receive: Receiver) -> None:
        """Long-poll until cancelled, handing over each message in order; a message is confirmed to the platform
        only after `receive` returned, so a crash loses none (an adapter whose platform takes no confirmation says
        what a crash can lose). Network trouble is waited out, never raised; when `receive` raises, the same message
        comes again after a pause. Raises WrongToken when the token is revoked."""


@runtime_checkable
class WebhookChannel(Channel, Protocol):
    """A channel whose platform can also post to a web address of ours; polling gives nothing meanwhile."""

    secret_header: str
    """The HTTP header in which the platform repeats the webhook's secret."""

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have everything posted to `url`, with `secret` in `secret_header`. Raises ChannelError."""

    async def delete_webhook(self) -> None:
        """Go back to polling. Raises ChannelError."""

    async def webhook(self) -> str:
        """Return the address to which the platform posts, "" where there is none. Raises ChannelError."""

    async def take_webhook(self, body: bytes, receive: Receiver) -> None:
        """Hand on the message in a webhook's body, if there is one; the caller has compared the secret.

        Raises NotAnUpdate when the body is not the platform's, and whatever `receive` raises: answer 5xx then.
        """


@runtime_checkable
class TimedChannel(Channel, Protocol):
    """A channel whose platform says in every answer what time it is there."""

    hear: Callable[[datetime], None]
    """Given that time, aware, whenever the platform answers."""


@runtime_checkable
class FileChannel(Channel, Protocol):
    """A channel whose platform takes files from a bot."""

    file_limit: int
    """The most bytes of one file."""

    async def send_file(
        self, chat_id: str, name: str, content: bytes, caption: str, *, thread: str | None = None
    ) -> str:
        """Deliver a file with a line of plain text under it; return the platform's message id. Raises ChannelError.

        A file that is empty or beyond `file_limit` is Rejected unsent; a caption longer than the platform's limit is
        cut.
        """


@runtime_checkable
class MenuChannel(Channel, Protocol):
    """A channel whose platform shows a bot's commands as a menu."""

    async def set_commands(self, commands: Sequence[Command], chat_id: str | None = None) -> None:
        """Show these commands in one chat, or (None) in every chat that has no menu of its own. Raises ChannelError.

        No commands: the menu is taken away.
        """


@runtime_checkable
class LinkedChannel(Channel, Protocol):
    """A channel whose bot has a user name, known once `open` returned, so that a link can open it."""

    username: str | None


@runtime_checkable
class GroupChannel(Channel, Protocol):
    """A channel whose platform keeps from some bots what is written in groups, known once `open` returned."""

    hears_groups: bool | None
    """Whether all of it reaches the bot; None: not known."""


class ChannelError(Exception):
    """A message could not be delivered."""


Polled = Callable[[ChannelError | None], Awaitable[None]]
"""Is told how a poll has ended; None: well."""


@runtime_checkable
class PollingChannel(Channel, Protocol):
    """A channel that tells how its polls end."""

    polled: Polled
    """Told so of each poll of `listen`, but for a refused token, which is raised."""


@runtime_checkable
class ProbedChannel(Channel, Protocol):
    """A channel whose platform can be asked something that changes nothing."""

    async def probe(self) -> None:
        """Return when the platform has answered. Raises ChannelError as `send` does."""


class OtherReader(ChannelError):
    """Another program takes what people write to the bot: it polls as well, or has set a webhook."""


class WrongToken(ChannelError):
    """The platform does not accept the bot's token."""


class Unreachable(ChannelError):
    """The platform could not be reached, so the message was certainly not accepted; try again later."""


class Unanswered(ChannelError):
    """The request was sent but no answer came: the message may or may not have been delivered."""


class TooFast(ChannelError):
    """The platform asks to wait before the next message."""

    def __init__(self, retry_after_seconds: float) -> None:
        super().__init__(f"The platform asks to wait {retry_after_seconds:g} seconds.")
        self.retry_after_seconds = retry_after_seconds


class ChatGone(ChannelError):
    """This chat can never be written to again: blocked, kicked, deleted, not found."""


class ChatMoved(ChannelError):
    """The group became a supergroup and has a new address."""

    def __init__(self, new_chat_id: str) -> None:
        super().__init__("The chat has a new address.")
        self.new_chat_id = new_chat_id


class Rejected(ChannelError):
    """The platform refuses this very message (too long, malformed); sending it again will not help."""


class TooLarge(ChannelError):
    """The file is larger than what may be fetched."""

    def __init__(self) -> None:
        super().__init__("The file is larger than what may be fetched.")


class NotAnUpdate(ValueError):
    """What a webhook was given is not an update of its platform."""


def split_text(text: str, limit: int) -> list[str]:
    """Return `text` in parts of at most `limit` characters, cut at line ends; a longer line at a space, or anywhere.

    The line end or space at a cut is dropped. There is always at least one part.
    """
    parts = []
    while len(text) > limit:
        cut = text.rfind("\n", 1, limit + 1)
        if cut < 0:
            cut = text.rfind(" ", 1, limit + 1)
        parts.append(text[:cut] if cut > 0 else text[:limit])
        text = text[cut + 1 :] if cut > 0 else text[limit:]
    return [*parts, text]
