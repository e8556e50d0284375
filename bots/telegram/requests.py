"""Shell: a request to Telegram, what it answers, and which of the port's errors that is."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bots.channel import (
    ChannelError,
    ChatGone,
    ChatMoved,
    OtherReader,
    Rejected,
    TooFast,
    TooLarge,
    Unanswered,
    Unreachable,
    WrongToken,
)
from bots.dates import hearing
from bots.telegram.updates import readable
from bots.tls import tls
from bots.trouble import LONGEST_PAUSE_SECONDS, network_error

UNTOLD_WAIT_SECONDS = 30.0  # for a 429 that names no time, as from a proxy in between

# Descriptions of 400 answers that concern the chat, not the message. "Forbidden" (403) always means the chat.
CHAT_IS_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "not enough rights",
    "have no rights to send",
)
TOO_LARGE = "file is too big"  # the description of a 400 answer to getFile: over 20 MB


def channel_error(error: TelegramError) -> ChannelError:
    """Return the port's error for a Telegram error, narrowest first (there BadRequest is a NetworkError)."""
    words = str(error)
    match error:
        case InvalidToken():
            return WrongToken("Telegram does not accept the bot's token.")
        case Conflict():
            return OtherReader(words)
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case Forbidden():
            return ChatGone(words)
        case BadRequest():
            if TOO_LARGE in words.lower():
                return TooLarge()
            return ChatGone(words) if any(sign in words.lower() for sign in CHAT_IS_GONE) else Rejected(words)
        case Refused(status=429):
            return TooFast(error.retry_after_seconds)
        case Refused(status=status) if status == 504 or status < 300:
            # A gateway passed the request on and got no answer in time, or says nothing of what became of it.
            return Unanswered(words)
        case Refused():
            # Telegram (or a gateway before it) answered that it could not: the message was not taken.
            return Unreachable(words)
    return network_error(error.__cause__, words)


class Refused(TelegramError):
    """Telegram answered 429 or 5xx, or something before it answered in its place."""

    def __init__(self, status: int, payload: bytes, *, whose: str = "Telegram") -> None:
        super().__init__(f"{whose} answered with status {status}.")
        self.status = status
        self.retry_after_seconds = _retry_after(payload)


class Request(HTTPXRequest):
    """The library forgets the status of a 5xx, its RetryAfter cannot be made without a deprecation warning, and it
    takes whatever comes with the status 403 for Telegram's word that the chat is gone.
    """

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        return answer_of(*await super().do_request(*args, **kwargs))


class Polling(Request):
    """What comes for the library to read is readable."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        return readable(HTTPXRequest.parse_json_payload(payload))


def answer_of(status: int, payload: bytes) -> tuple[int, bytes]:
    """Return an answer of Telegram with the status that its envelope says. Raises Refused for 429 and 5xx, and where
    there is no envelope: then it is not Telegram that speaks but something in between, whatever its status says.

    https://core.telegram.org/bots/api#making-requests
    """
    try:
        envelope = json.loads(payload)
        is_ok = envelope["ok"] is True and "result" in envelope
        code = status if is_ok else int(envelope["error_code"])
        is_told = is_ok or isinstance(envelope["description"], str)
    except (ValueError, KeyError, TypeError, RecursionError):
        code, is_told = status, False
    if not is_told or (is_ok and not 200 <= status < 300):
        raise Refused(status, payload, whose="Something before Telegram")
    if code == 429 or code >= 500:
        raise Refused(code, payload)
    return code, payload


def request(
    connections: int,
    timeout_seconds: float,
    proxy: str | None,
    say: Callable[[datetime], None],
    kind: type[Request] = Request,
) -> Request:
    """Return the library's way to Telegram over so many connections, which says what time it is there."""
    return kind(
        connection_pool_size=connections,
        connect_timeout=timeout_seconds,
        read_timeout=timeout_seconds,
        write_timeout=timeout_seconds,
        pool_timeout=LONGEST_PAUSE_SECONDS,
        proxy=proxy,
        httpx_kwargs={"verify": tls(), "trust_env": False, "event_hooks": hearing(say)},
    )


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNTOLD_WAIT_SECONDS
