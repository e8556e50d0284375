"""A channel without a network: it reads and writes the sandbox's world itself and keeps the same promises."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bots.channel import (
    Attachment,
    Button,
    ChannelError,
    ChatGone,
    Incoming,
    Receiver,
    Rejected,
    TooFast,
    TooLarge,
    Unanswered,
    Unreachable,
    WrongToken,
    split_text,
)
from bots.sandbox.chats import Bot, Chat, Kind, UnknownChat
from bots.sandbox.dialect import person_id
from bots.sandbox.faults import Call, Fault, FaultKind
from bots.sandbox.files import ChatFile
from bots.sandbox.state import World
from bots.trouble import keep_polling, nobody_asks

AFTER_STORING = (FaultKind.HANG, FaultKind.DROP_AFTER)


class FakeChannel:
    """The bot under `token` in `world`; it is out of reach while the world is closing."""

    name = "fake"
    text_limit = 1000
    file_limit = 1_000_000

    def __init__(self, token: str, world: World, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        if not token:
            raise WrongToken("The fake's token is empty.")
        self._token = token
        self._world = world
        self._sleep = sleep
        self._is_closed = False

    async def open(self) -> None:
        self._bot()

    async def close(self) -> None:
        self._is_closed = True

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        assert not thread, "The fake has no topics."
        parts = [part for part in split_text(text, self.text_limit) if part.strip()]
        if not parts:
            raise Rejected("The text is empty.")
        sent = [self._send(chat_id, part, buttons if part is parts[-1] else ()) for part in parts]
        return sent[-1]

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        bot = self._bot()
        if fault := self._world.faults.take(Call.FILE):
            raise error_of(fault)
        file = self._world.file(bot, int(attachment.reference)) if attachment.reference.isdecimal() else None
        if file is None:
            raise Rejected("The fake has no such file.")
        if len(file.content) > limit:
            raise TooLarge
        return file.content

    async def send_file(
        self, chat_id: str, name: str, content: bytes, caption: str, *, thread: str | None = None
    ) -> str:
        assert not thread, "The fake has no topics."
        if not 0 < len(content) <= self.file_limit:
            raise Rejected("The file is empty or too long.")
        return self._send(chat_id, caption[: self.text_limit], (), ChatFile(name=name, content=content))

    async def listen(self, receive: Receiver) -> None:
        await keep_polling("The fake", lambda: self._poll(receive), self._sleep, nobody_asks)

    def _bot(self) -> Bot:
        if self._is_closed or self._world.is_closing:
            raise Unreachable("The fake is closed.")
        if self._token not in self._world.bots:
            raise WrongToken("The fake does not know the token.")
        return self._world.bots[self._token]

    def _send(self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]], file: ChatFile | None = None) -> str:
        bot = self._bot()
        chat = self._chat(chat_id)
        fault = self._world.faults.take(Call.SEND, chat_id)
        if fault and fault.kind not in AFTER_STORING:
            raise error_of(fault)
        if bot.limits and (wait := bot.limits.wait_seconds(chat_id, is_group=False, now=self._world.now())):
            raise TooFast(wait)
        message = self._world.send(chat, text, buttons, file)
        if fault:
            raise error_of(fault)
        return str(message.id)

    def _chat(self, chat_id: str) -> Chat:
        try:
            chat = self._world.chat(chat_id)
        except UnknownChat as error:
            raise ChatGone(str(error)) from None
        if chat.is_blocked:
            raise ChatGone("The person blocked the bot.")
        return chat

    async def _poll(self, receive: Receiver) -> None:
        bot = self._bot()
        if fault := self._world.faults.take(Call.POLL):
            raise error_of(fault)
        if not bot.events:
            await self._world.changed(5)
            return
        event = bot.events[0]
        message, file = event.message, event.message.file
        await receive(
            Incoming(
                channel=self.name,
                update_id=str(event.id),
                message_id=str(message.id),
                chat_id=message.chat_id,
                text=event.command or message.text,
                sent_at=None if event.command else message.sent_at,
                is_group=self._world.chat(message.chat_id).kind is not Kind.PRIVATE,
                pressed=event.command is not None,
                sender_id=person_id(self._world.chat(message.chat_id), event.author),
                sender_name=event.author,
                attachments=(Attachment(reference=str(message.id)),) if file else (),
                album=message.album,
                reply_to=str(message.reply_to) if message.reply_to else None,
            )
        )
        bot.events = [waiting for waiting in bot.events if waiting is not event]


def error_of(fault: Fault) -> ChannelError:
    match fault.kind:
        case FaultKind.TOO_FAST:
            return TooFast(fault.seconds)
        case FaultKind.SERVER_ERROR:
            return Unreachable("The fake's server has trouble.")
        case FaultKind.BLOCKED | FaultKind.NOT_FOUND | FaultKind.MIGRATED:
            return ChatGone("The fake has no such chat.")
    return Unanswered("The fake did not answer.")
