"""Shell: Zalo over the Zalo Bot Platform's HTTP interface (bot-api.zaloplatforms.com), with httpx.

It is neither Telegram nor the Official Account interface. What its documentation says, and what this file relies on:

- HTTP 200 is no success: `ok` in the body is. 401 is a wrong token, 403 is called "Internal server error", 408 is how a
  poll says that nothing happened, 429 is the bot's quota (no number and no waiting time are published).
- `getUpdates` hands out one event. There is no offset, so nothing can be confirmed, and that Zalo ever repeats an event
  is not documented. A message is therefore kept here until `receive` took it, and no other is fetched meanwhile. What a
  crash can lose is the one message in hand, and one whose answer was on its way when the connection broke. That cannot
  be helped from here: the officer gets no reply and writes again. An event that does come twice has one `update_id`.
- No buttons and no editing of messages: the text has to say the commands.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bots.channel import (
    Attachment,
    Button,
    ChannelError,
    ChatGone,
    Incoming,
    NotAnUpdate,
    Polled,
    Receiver,
    Rejected,
    TooFast,
    Unanswered,
    Unreachable,
    WrongToken,
    split_text,
)
from bots.dates import hearing, nobody_hears
from bots.downloading import download
from bots.tls import tls
from bots.trouble import LONGEST_PAUSE_SECONDS, keep_polling, network_error, nobody_asks, silence, without
from bots.zalo.events import NAME, file_address, read

PUBLIC_SERVER = "https://bot-api.zaloplatforms.com"
FILE_HOSTS = ("zaloplatforms.com",)
TEXT_LIMIT = 2000
CONNECTIONS = 9  # eight to send, one to poll
IDLE_SECONDS = 2.0  # a server that closes an idle connection as we send leaves us without an answer
EMPTY_PAUSE_SECONDS = 0.2  # so that a server which says "nothing" at once is not asked without pause
NAMES = ("display_name", "account_name")  # of getMe; documented is the second, which may be no name that people see
QUOTA_PAUSE_SECONDS = 60.0  # Zalo does not say how long to wait

Json = dict[str, Any]


class _Nothing(Unanswered):
    """Answered with 408, which to a poll says that nothing happened."""


class ZaloChannel:
    """One bot on Zalo. `proxy` is the only proxy used: the environment's is ignored. `sleep` waits between polls.

    `file_hosts`: the hosts, with all below them, from which files are fetched besides the server itself.
    """

    name = NAME
    text_limit = TEXT_LIMIT
    secret_header = "X-Bot-Api-Secret-Token"

    def __init__(
        self,
        token: str,
        *,
        base_url: str = PUBLIC_SERVER,
        proxy: str | None = None,
        file_hosts: Collection[str] = FILE_HOSTS,
        timeout_seconds: float = 10.0,
        poll_seconds: int = 30,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Make the channel without touching the network. Raises WrongToken when `token` cannot stand in a URL."""
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise WrongToken("The Zalo token is empty or has characters that no token has.")
        silence(["httpx"])  # it logs the URL, which holds the token
        self._token = token
        self._poll_seconds = poll_seconds
        self._sleep = sleep
        self._server = urlsplit(base_url)
        self._file_hosts = tuple(file_hosts)
        self._names: list[str] = []
        self._in_hand: Incoming | None = None
        self._timeout_seconds = timeout_seconds
        self.hear: Callable[[datetime], None] = nobody_hears
        self.polled: Polled = nobody_asks
        self._client = httpx.AsyncClient(
            base_url=f"{base_url.rstrip('/')}/bot{token}/",
            proxy=proxy,
            verify=tls(),
            trust_env=False,
            timeout=httpx.Timeout(timeout_seconds, pool=LONGEST_PAUSE_SECONDS),
            limits=httpx.Limits(max_connections=CONNECTIONS, keepalive_expiry=IDLE_SECONDS),
            event_hooks=hearing(lambda date: self.hear(date)),
        )

    async def open(self) -> None:
        """Ask Zalo whether it knows us. Raises WrongToken, or another ChannelError when it cannot be asked."""
        me = await self._call("getMe", {})
        if isinstance(me, dict):
            found = [me.get(field) for field in NAMES]
            self._names = [name for name in found if isinstance(name, str) and name.strip()]

    async def probe(self) -> None:
        """Ask who we are, once more."""
        await self._call("getMe", {})

    async def close(self) -> None:
        """Close the connections; safe to call twice."""
        await self._client.aclose()

    async def send(
        self,
        chat_id: str,
        text: str,
        buttons: Sequence[Sequence[Button]] = (),  # noqa: ARG002
        *,
        thread: str | None = None,  # noqa: ARG002
    ) -> str:
        """Send plain text, without `buttons` and not in a `thread`: Zalo has none; see Channel.send.

        A refusal that says nothing else counts as ChatGone, in Zalo's words: whether a bot may write unprompted for
        ever, and how Zalo says that it may not, is not documented. An empty text is Rejected unsent.
        """
        parts = text_parts(text)
        if not parts:
            raise Rejected("The text is empty.")
        sent = [await self._call("sendMessage", {"chat_id": chat_id, "text": part}, refusal=ChatGone) for part in parts]
        return str(sent[-1].get("message_id", "")) if isinstance(sent[-1], dict) else ""

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        """Return a file's content; see Channel.fetch. Raises Rejected when it is on no host that may be asked."""
        url = file_address(attachment.reference, self._server, self._file_hosts)
        try:
            return await download(self._client, url, limit)
        except ChannelError as error:
            raise without(self._token, error) from None

    async def listen(self, receive: Receiver) -> None:
        """Poll until cancelled; see Channel.listen, and this file's first lines for what a crash can lose."""
        await keep_polling("Zalo", lambda: self._poll(receive), self._sleep, lambda trouble: self.polled(trouble))

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have events posted to `url` (https) with `secret` (8 to 256 characters) in `secret_header`.

        Raises ChannelError. Polling gives nothing while a webhook is set.
        """
        await self._call("setWebhook", {"url": url, "secret_token": secret})

    async def delete_webhook(self) -> None:
        """Go back to polling. Raises ChannelError."""
        await self._call("deleteWebhook", {})

    async def webhook(self) -> str:
        """Return where events are posted to, "" where they are not. Raises ChannelError."""
        info = await self._call("getWebhookInfo", {})
        return str(info.get("url") or "") if isinstance(info, dict) else ""

    async def take_webhook(self, body: bytes, receive: Receiver) -> None:
        """Hand on the event in a webhook's body (its secret was compared by the caller).

        Raises NotAnUpdate when the body is no event, and whatever `receive` raises. Answer 5xx then; but whether Zalo
        posts an event again that was not taken is not documented.
        """
        try:
            event = json.loads(body)["result"]
        except (ValueError, KeyError, TypeError, RecursionError):
            event = None
        if not isinstance(event, dict):
            raise NotAnUpdate("The webhook's body is not a Zalo event.")
        if message := read(event, self._names):
            await receive(message)

    async def _poll(self, receive: Receiver) -> None:
        """Receive the message in hand, fetching one first if there is none."""
        if self._in_hand is None:
            self._in_hand = await self._fetch()
        if self._in_hand is not None:
            await receive(self._in_hand)
            self._in_hand = None

    async def _fetch(self) -> Incoming | None:
        try:
            event = await self._call("getUpdates", {"timeout": self._poll_seconds}, waits_seconds=self._poll_seconds)
        except _Nothing:
            event = None
        if not event:
            await self._sleep(EMPTY_PAUSE_SECONDS)
            return None
        return read(event, self._names)

    async def _call(
        self, method: str, given: Json, *, refusal: type[ChannelError] = Rejected, waits_seconds: float = 0.0
    ) -> object:
        """Return the result of a call that Zalo may answer `waits_seconds` late. Raises as `result_of` does."""
        timeout = httpx.Timeout(
            self._timeout_seconds, read=self._timeout_seconds + waits_seconds, pool=LONGEST_PAUSE_SECONDS
        )
        try:
            answer = await self._client.post(method, json=given, timeout=timeout)
            return result_of(answer.status_code, answer.content, refusal)
        except (httpx.HTTPError, RuntimeError) as error:
            trouble = network_error(error, f"{type(error).__name__}: {error}")
        except ChannelError as error:
            trouble = error
        raise without(self._token, trouble) from None


def text_parts(text: str) -> list[str]:
    """Return `text` in parts that Zalo takes, cut at line ends; none when there is nothing to read in it.

    Zalo counts its text styles in UTF-16 units, in which an emoji is two, and does not say how it counts 2,000
    "characters": a part is within the limit either way. Parts of nothing but spaces are left out.
    """
    parts: list[str] = []
    for part in split_text(text, TEXT_LIMIT):
        is_short = sum(1 + (letter > "\uffff") for letter in part) <= TEXT_LIMIT
        parts += [part] if is_short else split_text(part, TEXT_LIMIT // 2)
    return [part for part in parts if part.strip()]


def result_of(status: int, body: bytes, refusal: type[ChannelError]) -> object:
    """Return the result in an answer, None when it has none. Raises ChannelError, `refusal` if nothing better is known.

    Without Zalo's envelope it is not Zalo that speaks but something in between, whatever its HTTP status says.
    """
    try:
        answer = json.loads(body)
        is_ok, words = answer["ok"], answer.get("description")
        result, code = answer.get("result"), answer.get("error_code", status)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise gateway_error(status) from None
    if is_ok:
        return result
    raise zalo_error(code, f"{words} ({code})", refusal)


def zalo_error(code: object, words: str, refusal: type[ChannelError]) -> ChannelError:
    """Return the port's error for a refusal with `code`: the documented ones, a server's trouble, else `refusal`."""
    match code:
        case 401:
            return WrongToken("Zalo does not accept the bot's token.")
        case 403 if "server error" in words.lower():
            return Unreachable(words)
        case 408:
            return _Nothing(words)
        case 429:
            return TooFast(QUOTA_PAUSE_SECONDS)
        case 504:
            return Unanswered(words)
        case int() if code >= 500:
            return Unreachable(words)
    return refusal(words)


def gateway_error(status: int) -> ChannelError:
    """Return the port's error for an answer that is not Zalo's."""
    words = f"Something before Zalo answered, with status {status}."
    # A success that does not say what Zalo said of the message says nothing.
    other = Unanswered if status < 300 else Unreachable
    return zalo_error(status, words, other) if status in (408, 429, 504) else other(words)
