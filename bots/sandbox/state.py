"""Shell: the sandbox's world in memory: bots, chats, messages, and what each bot has yet to collect.

It knows no platform: a dialect (`telegram/dialect.py`, `zalo/dialect.py`) words it. `now` is given: the demo's clock
dates everything.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from bots.channel import Button
from bots.sandbox.chats import Bot, Buttons, Chat, ChatBlocked, Event, Kind, Message, UnknownChat
from bots.sandbox.faults import Faults
from bots.sandbox.files import ChatFile
from bots.sandbox.limits import Limits

FIRST_PRIVATE_ID = 1001
FIRST_GROUP_ID = -2001
FIRST_SUPERGROUP_ID = -1003001


class World:
    """Everything the sandbox remembers. `now` dates the messages; nothing is read from the real clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.faults = Faults()
        self.bots: dict[str, Bot] = {}
        self.version = 0
        self.url = ""  # where the server is, which gives files an address
        self.is_closing = False
        self.tells_time = False  # says in its answers what time it is here, as platforms do
        self._chats: dict[str, Chat] = {}
        self._moved: dict[str, str] = {}
        self._message_ids = count(1)
        self._event_ids = count(1)
        self._wake = asyncio.Event()

    def add_bot(
        self, token: str, username: str = "nhachan_thu_bot", channel: str = "telegram", *, limits: Limits | None = None
    ) -> Bot:
        """Register a bot account under `token`; with `limits` it is refused when it sends too fast."""
        bot = Bot(id=len(self.bots) + 1, token=token, username=username, channel=channel, limits=limits)
        self.bots[token] = bot
        return bot

    def add_chat(
        self,
        title: str,
        *,
        person: str = "",
        kind: Kind = Kind.PRIVATE,
        channel: str = "telegram",
        pinned: bool = False,
    ) -> Chat:
        """Open a chat with the first bot of `channel`; it gets the next free id. Raises UnknownChat without a bot."""
        bot = next((bot for bot in self.bots.values() if bot.channel == channel), None)
        if bot is None:
            raise UnknownChat(f"The sandbox has no bot on {channel}.")
        chat_id = self._free_id(kind, channel)
        chat = Chat(id=chat_id, bot=bot, kind=kind, title=title, person=person or title, is_pinned=pinned)
        self._chats[chat_id] = chat
        self.touch()
        return chat

    def chats(self) -> list[Chat]:
        """Return the chats, pinned ones first, then the one that spoke last, then in order of creation."""
        return sorted(
            self._chats.values(), key=lambda chat: (not chat.is_pinned, -chat.messages[-1].id if chat.messages else 0)
        )

    def chat(self, chat_id: str, bot: Bot | None = None) -> Chat:
        """Return the chat with this id (of `bot`, if given). Raises UnknownChat, also for a moved group's old id."""
        if chat_id not in self._chats or (bot and self._chats[chat_id].bot is not bot):
            raise UnknownChat(f"The sandbox has no chat {chat_id}.")
        return self._chats[chat_id]

    def moved_to(self, chat_id: str) -> str | None:
        """Return the new id of a group that became a supergroup, None for every other chat."""
        return self._moved.get(chat_id)

    def write(
        self,
        chat_id: str,
        text: str,
        author: str | None = None,
        *,
        file: ChatFile | None = None,
        album: str | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """A person writes to the bot, or sends a file with `text` under it. Raises UnknownChat, ChatBlocked."""
        chat = self._open_chat(chat_id)
        more = {"file": file, "album": album, "reply_to": reply_to, "thread": thread}
        message = self._add(chat, text, author or chat.person, (), **more)
        if chat.reaches_the_bot(message):
            self._happened(chat, message, author)
        return message

    def edit(self, chat_id: str, message_id: int, text: str) -> Message:
        """A person gives a message of theirs other words. Raises UnknownChat (no such message too), ChatBlocked."""
        chat = self._open_chat(chat_id)
        place = next((at for at, one in enumerate(chat.messages) if one.id == message_id and one.author), None)
        if place is None:
            raise UnknownChat(f"Nobody wrote a message {message_id}.")
        message = chat.messages[place] = replace(chat.messages[place], text=text)
        if chat.reaches_the_bot(message):
            self._happened(chat, message, message.author, is_edit=True)
        return message

    def forward(self, chat_id: str, message: Message, author: str | None = None) -> Message:
        """A person forwards a message of any chat to the bot. Raises UnknownChat, ChatBlocked."""
        chat = self._open_chat(chat_id)
        said = {"file": message.file, "forwarded_from": message.author or ""}
        forwarded = self._add(chat, message.text, author or chat.person, (), **said)
        if chat.reaches_the_bot(forwarded):
            self._happened(chat, forwarded, author)
        return forwarded

    def react(self, chat_id: str, message_id: int, sign: str, author: str | None = None) -> None:
        """A person puts a sign under a message in the place of their last one, or ("") takes it away.

        Raises UnknownChat (no such message too), ChatBlocked.
        """
        chat = self._open_chat(chat_id)
        message = next((one for one in chat.messages if one.id == message_id), None)
        if message is None:
            raise UnknownChat(f"There is no message {message_id}.")
        place = (message_id, author or chat.person)
        before, chat.reactions[place] = chat.reactions.get(place, ""), sign
        if chat.kind is Kind.PRIVATE or chat.has_administrator:
            self._happened(chat, message, author, reactions=(before, sign))

    def tell(self, chat_id: str, raw: Mapping[str, Any]) -> Event:
        """The platform tells a chat's bot something to the letter, whatever it is. Raises UnknownChat."""
        chat = self.chat(chat_id)
        return self._happened(chat, self._message(chat.id, "", chat.person), None, raw=raw)

    def press(self, chat_id: str, message_id: int, command: str, author: str | None = None) -> Event:
        """A person presses the button with `command`. Raises UnknownChat (also for no such button), ChatBlocked."""
        chat = self._open_chat(chat_id)
        message = next((m for m in chat.messages if m.id == message_id and m.has_button(command)), None)
        if message is None:
            raise UnknownChat(f"Message {message_id} has no button {command!r}.")
        event = self._happened(chat, message, author, command=command)
        chat.bot.unanswered[str(event.id)] = message.id
        return event

    def begin_topic(self, chat_id: str) -> int:
        """Begin a topic in a group and return its number. Raises UnknownChat."""
        topic = next(self._message_ids)
        self.chat(chat_id).topics.add(topic)
        return topic

    def send(
        self,
        chat: Chat,
        text: str,
        buttons: Sequence[Sequence[Button]] = (),
        file: ChatFile | None = None,
        thread: int | None = None,
    ) -> Message:
        """The bot writes to a chat (the dialect has checked that it may); with a file, `text` is its caption."""
        chat.unread += 1
        return self._add(chat, text, None, tuple(tuple(row) for row in buttons), file=file, thread=thread)

    def sent(self, after: int = 0) -> list[Message]:
        """Return what the bots sent, in order, with a message id above `after`."""
        messages = (message for chat in self._chats.values() for message in chat.messages)
        return sorted((m for m in messages if m.author is None and m.id > after), key=lambda message: message.id)

    def file(self, bot: Bot | None, message_id: int) -> ChatFile | None:
        """Return the file of a message that `bot` was sent, None when there is none."""
        messages = (message for chat in self._chats.values() if chat.bot is bot for message in chat.messages)
        return next((message.file for message in messages if message.id == message_id), None)

    def read(self, chat_id: str) -> None:
        """Mark a chat as read. Raises UnknownChat."""
        chat = self.chat(chat_id)
        if chat.unread:
            chat.unread = 0
            self.touch()

    def block(self, chat_id: str, is_blocked: bool) -> None:
        """The person blocks the bot (a group removes it), or takes it back. Raises UnknownChat."""
        self.chat(chat_id).is_blocked = is_blocked
        self.touch()

    def migrate(self, chat_id: str, *, is_told: bool = True) -> Chat:
        """Make a group a supergroup: it gets a new id and the old one only points there. Raises UnknownChat.

        The bot is told of it in both chats, or only when it writes to the old one.
        """
        chat = self._chats.pop(self.chat(chat_id).id)
        chat.kind, chat.id = Kind.SUPERGROUP, self._free_id(Kind.SUPERGROUP, chat.bot.channel)
        chat.messages = [replace(message, chat_id=chat.id) for message in chat.messages]
        self._chats[chat.id] = chat
        self._moved[chat_id] = chat.id
        if is_told:
            self._happened(chat, self._message(chat_id, "", chat.person, moved_to=chat.id), None)
            self._happened(chat, self._message(chat.id, "", chat.person, moved_from=chat_id), None)
        self.touch()
        return chat

    def touch(self) -> None:
        """Something changed: wake everyone who waits for it."""
        self.version += 1
        self.wake()

    def wake(self) -> None:
        """Make everyone who waits look again."""
        self._wake.set()
        self._wake = asyncio.Event()

    async def changed(self, seconds: float) -> None:
        """Return at the next change, or after `seconds`; at once when the server is closing."""
        if not self.is_closing:
            # Not wait_for: in Python 3.11 it forgets a cancellation that comes together with the wake-up.
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._wake.wait()

    async def until(self, is_so: Callable[[], bool], seconds: float) -> None:
        """Return as soon as `is_so` after a change, or after `seconds`; at once when the server is closing."""
        now = asyncio.get_running_loop().time
        over_at = now() + seconds
        while not is_so() and now() < over_at and not self.is_closing:
            await self.changed(over_at - now())

    async def rest(self, seconds: float) -> None:
        """Return after `seconds`, whatever changes; at once when the server is closing."""
        await self.until(lambda: False, seconds)

    def _open_chat(self, chat_id: str) -> Chat:
        chat = self.chat(chat_id)
        if chat.is_blocked:
            raise ChatBlocked(f"The bot is blocked in chat {chat_id}; unblock it first.")
        return chat

    def _add(self, chat: Chat, text: str, author: str | None, buttons: Buttons, **more: Any) -> Message:
        message = self._message(chat.id, text, author, buttons=buttons, **more)
        chat.messages.append(message)
        self.touch()
        return message

    def _message(self, chat_id: str, text: str, author: str | None, **more: Any) -> Message:
        written = {"text": text, "sent_at": self.now(), "author": author, **more}
        return Message(id=next(self._message_ids), chat_id=chat_id, **written)

    def _happened(self, chat: Chat, message: Message, author: str | None, **more: Any) -> Event:
        event = Event(id=next(self._event_ids), message=message, author=author or chat.person, **more)
        chat.bot.events.append(event)
        self.touch()
        return event

    def _free_id(self, kind: Kind, channel: str) -> str:
        taken = self._chats.keys() | self._moved.keys()
        first, step = {
            Kind.PRIVATE: (FIRST_PRIVATE_ID, 1),
            Kind.GROUP: (FIRST_GROUP_ID, -1),
            Kind.SUPERGROUP: (FIRST_SUPERGROUP_ID, -1),
        }[kind]
        ids = (str(number) if channel == "telegram" else f"{abs(number):020x}" for number in count(first, step))
        return next(chat_id for chat_id in ids if chat_id not in taken)
