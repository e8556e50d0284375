"""Pure: Zalo's events: the message in one, and the address of the file in a message.

A picture (`photo`) and a voice message (`voice_url`) come as an address; on which hosts Zalo keeps them is not
documented. So an address is followed only to the configured server itself, or over HTTPS to the hosts that the
administrator named: whatever gets into an event, this machine's own network is not explored with it.
"""

import hashlib
import json
import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bots.addressing import said_to
from bots.channel import Attachment, Incoming, Rejected

log = logging.getLogger(__name__)

NAME = "zalo"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Where the words are, by event; the last three have none, or withhold them.
WORDS = {
    "message.text.received": "text",
    "message.image.received": "caption",
    "message.sticker.received": "",
    "message.voice.received": "",
    "message.unsupported.received": "",
}

# Where the address of a file is, by event.
FILES = {"message.image.received": "photo", "message.voice.received": "voice_url"}


def read(event: object, names: Sequence[str] = ()) -> Incoming | None:
    """Return the message in an event as `incoming` does; one that is malformed as it came."""
    try:
        return incoming(event, names)
    except ValueError as error:
        log.error("A message from Zalo cannot be read and is skipped: %s", error)
    letters = json.dumps(event)
    number = hashlib.sha256(letters.encode()).hexdigest()
    return Incoming(channel=NAME, update_id=number, chat_id="", text="", sent_at=None, unreadable=letters)


def incoming(event: object, names: Sequence[str] = ()) -> Incoming | None:
    """Return the message in an event, None when there is none for us: another bot's, an unknown event.

    `names` are those of our bot: in a group Zalo hands over only what it is named in.

    The same event again has the same `update_id`: its name and message id. Raises ValueError when it is malformed.
    """
    try:
        name = event["event_name"]  # type: ignore[index]
        message = event["message"] if name in WORDS else {}  # type: ignore[index]
        # Two bots would answer each other for ever.
        if not message or message["from"].get("is_bot"):
            log.debug("An event from Zalo is no message for us: %s", name)
            return None
        text = (message.get(WORDS[name]) if WORDS[name] else None) or ""
        message_id, chat_id = message["message_id"], message["chat"]["id"]
        sender_id, sender_name = message["from"].get("id"), message["from"].get("display_name")
        is_group = message["chat"].get("chat_type") == "GROUP"
    except (KeyError, TypeError, AttributeError):
        raise ValueError("The event is not in the form that Zalo documents.") from None
    if not (isinstance(text, str) and message_id and chat_id):
        raise ValueError("The event has an odd text, or lacks a message id or a chat id.")
    text, is_addressed = said_to(text, names)
    return Incoming(
        channel=NAME,
        update_id=f"{name}:{message_id}",
        message_id=str(message_id),
        chat_id=str(chat_id),
        text=text,
        sent_at=instant(message.get("date")),
        is_group=is_group,
        is_addressed=is_addressed,
        attachments=attachments(name, message),
        sender_id=str(sender_id) if sender_id else None,
        sender_name=sender_name if isinstance(sender_name, str) else None,
    )


def instant(milliseconds: object) -> datetime | None:
    """Return the instant (UTC) that Zalo's milliseconds since 1970 mean, None when they mean none."""
    if not isinstance(milliseconds, int):
        return None
    try:
        return EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def attachments(event_name: str, message: dict[str, Any]) -> tuple[Attachment, ...]:
    """Return the file in a message, none where there is no address. Zalo states neither name, kind nor size."""
    url = message.get(FILES.get(event_name, ""))
    return (Attachment(reference=url),) if isinstance(url, str) and url else ()


def file_address(url: str, server: SplitResult, file_hosts: Collection[str]) -> str:
    """Return the address of a file, if it is on the server itself, or over HTTPS on one of the hosts or below it.

    Raises Rejected, naming the host. Only a plain address is followed: where it has a user name, a port or odd
    characters two programs may read two hosts in it.
    """
    try:
        wanted = urlsplit(url if url.isascii() and url.isprintable() else "")
    except ValueError:
        wanted = urlsplit("")
    if (wanted.scheme, wanted.netloc) == (server.scheme, server.netloc):
        return url
    host = wanted.hostname or ""
    is_plain = wanted.scheme == "https" and wanted.netloc.lower() == host and "\\" not in url
    if is_plain and any(host == known or host.endswith(f".{known}") for known in file_hosts):
        return url
    raise Rejected(f"The file is on {host or 'an odd address'}, where no files are fetched from.")
