"""A channel that keeps what it is given, and does to a chat what it is told to do."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bots.channel import Attachment, Button, Receiver, Rejected, TooLarge


@dataclass(frozen=True)
class Sent:
    chat_id: str
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()


@dataclass
class RecordingChannel:
    """`troubles` are raised one after the other, by chat; `before_sending` runs while a message is under way."""

    name: str = "telegram"
    text_limit: int = 4096
    troubles: dict[str, list[Exception]] = field(default_factory=dict)
    before_sending: Callable[[], object] = lambda: None
    round_trip_seconds: float = 0.0
    sent: list[Sent] = field(default_factory=list)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)  # of attachments, by reference
    file_limit: int = 1000
    tried: list[str] = field(default_factory=list)
    openings: list[Exception] = field(default_factory=list)
    is_open: bool = False
    on_open: Callable[[], object] = lambda: None

    async def open(self) -> None:
        self.on_open()
        if self.openings:
            raise self.openings.pop(0)
        self.is_open = True

    async def close(self) -> None:
        self.is_open = False

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        assert not thread, "The recording channel has no topics."
        self.tried.append(chat_id)
        await asyncio.to_thread(self.before_sending)
        await asyncio.sleep(self.round_trip_seconds)
        if troubles := self.troubles.get(chat_id):
            raise troubles.pop(0)
        self.sent.append(Sent(chat_id, text, tuple(tuple(button.command for button in row) for row in buttons)))
        return f"message-{len(self.sent)}"

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        if attachment.reference not in self.contents:
            raise Rejected("There is no such file.")
        if len(self.contents[attachment.reference]) > limit:
            raise TooLarge
        return self.contents[attachment.reference]

    async def listen(self, receive: Receiver) -> None:  # noqa: ARG002
        await asyncio.Event().wait()

    async def send_file(
        self, chat_id: str, name: str, content: bytes, caption: str, *, thread: str | None = None
    ) -> str:
        message_id = await self.send(chat_id, caption, thread=thread)
        self.files[message_id] = (name, content)
        return message_id

    def take(self) -> list[Sent]:
        """Return what was sent since the last call."""
        taken, self.sent = self.sent, []
        return taken
