"""Shell: Telegram over python-telegram-bot; what it hands over is read in `updates`.

The library's `Bot` is used, not its `Application`: the `Updater` there confirms updates to Telegram as soon as they are
fetched, before anybody processed them, so a kill would lose an officer's "xong". Our loop confirms what was received.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

import httpx
from telegram import (
    Bot,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.constants import FileSizeLimit, MessageLimit, UpdateType
from telegram.error import BadRequest, TelegramError

from bots.channel import (
    Attachment,
    Button,
    Command,
    Polled,
    Receiver,
    Rejected,
    TooLarge,
    Unreachable,
    WrongToken,
    split_text,
)
from bots.dates import nobody_hears
from bots.downloading import download
from bots.telegram.requests import Polling, channel_error, request
from bots.telegram.updates import NAME, incoming, unreadable, update_of
from bots.tls import tls
from bots.trouble import keep_polling, nobody_asks, silence, without

log = logging.getLogger(__name__)

PUBLIC_SERVER = "https://api.telegram.org"
WANTED_UPDATES = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MESSAGE_REACTION,  # of a group only to a bot that is an administrator there
]
TOPIC_IS_GONE = "message thread not found"  # the description of a 400 answer
CONNECTIONS = 8  # the pool is scanned per request: 8 cost 2.0 ms CPU a message, 128 cost 5.0

# They print what must never be in a log: httpx the URL with the token, the others whole messages and answers.
TALKATIVE = ("httpx", "telegram.Bot", "telegram.request.BaseRequest", "telegram.request.HTTPXRequest")


class TelegramChannel:
    """One bot on Telegram. `username` is known once `open` returned; links are t.me/<username>?start=<code>.

    So is `hears_groups`: with group privacy, as a new bot has it, only commands and answers to its messages reach it.

    `proxy` is the only proxy used: the environment's is ignored. `sleep` waits between failed polls.
    """

    name = NAME
    text_limit = int(MessageLimit.MAX_TEXT_LENGTH)
    file_limit = int(FileSizeLimit.FILESIZE_UPLOAD)
    secret_header = "X-Telegram-Bot-Api-Secret-Token"

    def __init__(
        self,
        token: str,
        *,
        base_url: str = PUBLIC_SERVER,
        proxy: str | None = None,
        timeout_seconds: float = 10.0,
        poll_seconds: int = 30,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Make the channel without touching the network. Raises WrongToken when `token` cannot stand in a URL."""
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise WrongToken("The Telegram token is empty or has characters that no token has.")
        silence(TALKATIVE)
        self.username: str | None = None
        self.hears_groups: bool | None = None
        self._token = token
        self._poll_seconds = poll_seconds
        self._sleep = sleep
        self._next_id = 0
        self.hear: Callable[[datetime], None] = nobody_hears
        self.polled: Polled = nobody_asks
        self._sending = request(CONNECTIONS, timeout_seconds, proxy, self._say)
        self._polling = request(1, timeout_seconds, proxy, self._say, Polling)
        # The library's own way to a file takes all of it into memory before anybody can say that it is too much.
        self._files = httpx.AsyncClient(proxy=proxy, verify=tls(), trust_env=False, timeout=timeout_seconds)
        api, files = (f"{base_url.rstrip('/')}/{part}" for part in ("bot", "file/bot"))
        self._bot = Bot(
            token, base_url=api, base_file_url=files, request=self._sending, get_updates_request=self._polling
        )

    def _say(self, date: datetime) -> None:
        self.hear(date)

    async def open(self) -> None:
        """Ask Telegram who we are. Raises WrongToken, or another ChannelError when it cannot be asked."""
        with self._channel_errors():
            await self._bot.initialize()
        self.username = self._bot.username
        self.hears_groups = self._bot.bot.can_read_all_group_messages

    async def probe(self) -> None:
        """Ask who we are, once more."""
        with self._channel_errors():
            await self._bot.get_me()

    async def close(self) -> None:
        """Close the connections; safe to call twice."""
        await self._bot.shutdown()
        # The bot leaves the connections open if `open` was never called.
        await self._sending.shutdown()
        await self._polling.shutdown()
        await self._files.aclose()

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        """Send plain text without link previews; see Channel.send."""
        *parts, last = split_text(text, self.text_limit)
        for part in parts:
            await self._send(chat_id, part, None, thread)
        return await self._send(chat_id, last, _keyboard(buttons), thread)

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """Return a file's content; see Channel.fetch. Telegram gives a bot no file over 20 MB."""
        if attachment.size is not None and attachment.size > limit:
            raise TooLarge
        with self._channel_errors():
            file = await self._bot.get_file(attachment.reference)
        if not file.file_path:
            raise Rejected("Telegram does not say where the file is.")
        return await download(self._files, file.file_path, limit)

    async def send_file(
        self, chat_id: str, name: str, content: bytes, caption: str, *, thread: str | None = None
    ) -> str:
        """Send a document; see FileChannel.send_file."""
        if not 0 < len(content) <= self.file_limit:
            raise Rejected(f"A file must have 1 to {self.file_limit} bytes, not {len(content)}.")
        caption = caption[: MessageLimit.CAPTION_LENGTH]
        return await self._in_topic(
            lambda topic: self._bot.send_document(
                chat_id, content, filename=name, caption=caption, message_thread_id=topic
            ),
            thread,
        )

    async def set_commands(self, commands: Sequence[Command], chat_id: str | None = None) -> None:
        """Set the menu of a chat or of all; see MenuChannel.set_commands."""
        scope = BotCommandScopeChat(chat_id) if chat_id else BotCommandScopeDefault()
        with self._channel_errors():
            if commands:
                await self._bot.set_my_commands([(one.name, one.description) for one in commands], scope)
            else:
                await self._bot.delete_my_commands(scope)

    async def listen(self, receive: Receiver) -> None:
        """Poll until cancelled; see Channel.listen. An update is confirmed by asking for the ones after it."""
        await keep_polling("Telegram", lambda: self._poll(receive), self._sleep, lambda trouble: self.polled(trouble))

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have updates posted to `url` with `secret` in `secret_header`. Raises ChannelError."""
        with self._channel_errors():
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED_UPDATES)

    async def delete_webhook(self) -> None:
        """Go back to polling: Telegram refuses `listen` while a webhook is set. Raises ChannelError."""
        with self._channel_errors():
            await self._bot.delete_webhook()

    async def webhook(self) -> str:
        """Return where updates are posted to, "" where they are not. Raises ChannelError."""
        with self._channel_errors():
            try:
                return (await self._bot.get_webhook_info()).url
            except (AttributeError, KeyError, TypeError):  # the library cannot read what a server says in its own way
                raise Unreachable("Telegram does not say whether a webhook is set.") from None

    async def take_webhook(self, body: bytes, receive: Receiver) -> None:
        """Hand on the update in a webhook's body (its secret was compared by the caller).

        Raises NotAnUpdate, and whatever `receive` raises: answer 5xx, and it comes again.
        """
        await self._take(update_of(body), receive)

    async def _send(self, chat_id: str, text: str, keyboard: InlineKeyboardMarkup | None, thread: str | None) -> str:
        no_preview = LinkPreviewOptions(is_disabled=True)
        return await self._in_topic(
            lambda topic: self._bot.send_message(
                chat_id, text, reply_markup=keyboard, link_preview_options=no_preview, message_thread_id=topic
            ),
            thread,
        )

    async def _in_topic(self, send: Callable[[int | None], Awaitable[Message]], thread: str | None) -> str:
        """Send to a topic, or to the chat itself when the topic is gone; return the message's id."""
        with self._channel_errors():
            try:
                message = await send(int(thread) if thread else None)
            except BadRequest as error:
                if not thread or TOPIC_IS_GONE not in str(error).lower():
                    raise
                message = await send(None)
        return str(message.message_id)

    async def _poll(self, receive: Receiver) -> None:
        with self._channel_errors():
            updates = await self._bot.get_updates(
                offset=self._next_id, timeout=self._poll_seconds, allowed_updates=WANTED_UPDATES
            )
        for update in updates:
            await self._take(update, receive)
            self._next_id = update.update_id + 1

    async def _take(self, update: Update, receive: Receiver) -> None:
        if update.callback_query is not None:
            # Before anything can fail, or the button spins and is pressed again. The press counts even if this fails.
            with suppress(TelegramError):
                await self._bot.answer_callback_query(update.callback_query.id)
        try:
            message = incoming(update, [self.username] if self.username else [])
        except Exception:  # whatever is odd in it, the updates behind it are to be received
            log.error("An update from Telegram is odd and is skipped: %s", update.update_id)
            message = unreadable(update.update_id, update.to_json())
        if message is not None:
            await receive(message)

    @contextmanager
    def _channel_errors(self) -> Iterator[None]:
        """Raise the port's error for Telegram's, cut off from it: its words may hold the token."""
        try:
            yield
        except TelegramError as error:
            raise without(self._token, channel_error(error)) from None


def _keyboard(buttons: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(button.label, callback_data=button.command) for button in row] for row in buttons]
    return InlineKeyboardMarkup(rows) if rows else None
