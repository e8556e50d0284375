"""Pure: what a chat of the sandbox is: messages, what people do in it, and the bot that has yet to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bots.channel import Button, Command
from bots.sandbox.files import ChatFile
from bots.sandbox.limits import Limits

Buttons = tuple[tuple[Button, ...], ...]


class UnknownChat(LookupError):
    """The sandbox has no such chat, message or button."""


class ChatBlocked(Exception):
    """The person blocked the bot; unblock it before writing."""


class Kind(StrEnum):
    """What a chat is."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message; `author` is a person's name, or None for the bot. With a file its text is the caption.

    `album` is the same for files that were sent together; `reply_to` the id of the message that this one answers.
    `thread` is the topic it stands in. `forwarded_from` is who wrote it first, "" for the bot.
    With `moved_from` or `moved_to` nobody wrote: the group tells where it was, or is now.
    """

    id: int
    chat_id: str
    text: str
    sent_at: datetime
    author: str | None
    buttons: Buttons = ()
    file: ChatFile | None = None
    album: str | None = None
    reply_to: int | None = None
    thread: int | None = None
    forwarded_from: str | None = None
    moved_from: str | None = None
    moved_to: str | None = None

    def has_button(self, command: str) -> bool:
        """Return whether a button under this message carries `command`."""
        return any(button.command == command for row in self.buttons for button in row)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something a person did that the bot has to collect: wrote or edited `message`, or pressed `command` under it.

    With `reactions` they put a sign under it: the one that stood there before and the new one, "" for none.
    `raw` is what the platform tells instead, to the letter: something that no bot has met yet.
    """

    id: int
    message: Message
    author: str
    command: str | None = None
    is_edit: bool = False
    reactions: tuple[str, str] | None = None
    raw: Mapping[str, Any] | None = None


@dataclass(kw_only=True)
class Bot:
    """A bot account: its uncollected events in order, the presses it has not answered, and its webhook.

    Unless it `hears_groups`, only this reaches it of what people write in a group: what begins with `group_call` ("@":
    what has the bot's name anywhere), and answers to its own messages.
    """

    id: int
    token: str
    username: str
    channel: str
    events: list[Event] = field(default_factory=list)
    unanswered: dict[str, int] = field(default_factory=dict)  # press id → message id
    hears_groups: bool = True
    group_call: str = "/"
    polls: int = 0
    webhook_url: str = ""
    webhook_secret: str = ""
    limits: Limits | None = None
    commands: dict[str | None, list[Command]] = field(default_factory=dict)  # by chat, None: in all the others


@dataclass(kw_only=True)
class Chat:
    """A conversation of a person (or a group) with a bot. `title` is what the page calls it.

    `topics` are those of a group that has any, by the numbers of the messages with which they began.
    `has_administrator`: the bot is one, and so it is told of the signs that people of the group put under messages.
    """

    id: str
    bot: Bot
    kind: Kind
    title: str
    person: str
    is_pinned: bool = False
    is_blocked: bool = False
    unread: int = 0
    messages: list[Message] = field(default_factory=list)
    has_administrator: bool = False
    topics: set[int] = field(default_factory=set)
    reactions: dict[tuple[int, str], str] = field(default_factory=dict)  # by message and person

    def commands(self) -> list[Command]:
        """Return the commands in this chat's menu."""
        return self.bot.commands.get(self.id, self.bot.commands.get(None, []))

    def reaches_the_bot(self, message: Message) -> bool:
        """Return whether the bot is told of what a person wrote here."""
        if self.kind is Kind.PRIVATE or self.bot.hears_groups:
            return True
        answered = next((one for one in self.messages if one.id == message.reply_to), None)
        if answered is not None and answered.author is None:
            return True
        if self.bot.group_call == "@":
            return f"@{self.bot.username}" in message.text
        return message.text.startswith(self.bot.group_call)
