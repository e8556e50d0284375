"""Shell: the files of a message, fetched and put on disk before it is handled: no transaction waits for a network."""

import asyncio
from datetime import datetime, time

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bots.channel import Attachment, Channel, Incoming, TooLarge
from db import outbox
from db.engine import reading
from db.queries import bindings, evidence
from db.statuses import BindingStatus
from db.tables import ChatBinding
from reminders.chat.flood import beyond
from reminders.chat.incoming import understood
from reminders.items.evidence.received import MEGABYTE, Kept, Lost, Received, Why, one_line, shown_name
from reminders.items.evidence.storage import Storage, store
from reminders.replies import Link, Unclear
from schedules.zone import local, local_date

FETCH_SECONDS = 60.0
"""A file that takes longer is given up: the messages behind it wait."""

log = structlog.get_logger()


async def fetch_files(
    engine: Engine, channel: Channel, storage: Storage, message: Incoming, *, now: datetime
) -> tuple[Received, ...]:
    """Return what became of each file of a message, none when its files are not wanted: a stranger's, a repetition.

    Whatever goes wrong with a file is told by it: the officer's words count all the same. Raises what a database does.
    """
    left = await asyncio.to_thread(_bytes_left, engine, storage, message, now)
    received: list[Received] = []
    for attachment in message.attachments if left is not None else ():
        file = await _fetch(channel, storage, attachment, (left or 0) - sum(_size(one) for one in received))
        received.append(file)
    return tuple(received)


def _bytes_left(engine: Engine, storage: Storage, message: Incoming, now: datetime) -> int | None:
    """Return how much the chat may still send today, None when the message's files are not wanted."""
    with reading(engine) as session:
        binding = bindings.chat(session, message.channel, message.chat_id)
        if binding is None or binding.officer_id is None or binding.status is BindingStatus.STRANGER:
            return None
        is_repeated = evidence.is_received(session, message.channel, message.update_id)
        if is_repeated or beyond(session, binding, now=now, coming=1):
            return None
        if not _is_for_us(session, message, binding, now):
            return None
        today = local(local_date(now), time.min)
        return storage.day_limit - evidence.bytes_since(session, binding.id, today)


def _is_for_us(session: Session, message: Incoming, chat: ChatBinding, now: datetime) -> bool:
    """Return whether a file will get a row: not with a link code, and in a group only when the bot is meant.

    It is meant by its name, by words that are clear, by an album that was, or by an answer to a message of the bot's.
    """
    if message.text and not message.is_forwarded:
        reply = understood(session, message, chat, now)
        is_meant = message.is_addressed or not message.is_group or not isinstance(reply, Unclear)
        return is_meant and not isinstance(reply, Link)
    if message.is_addressed or not message.is_group:
        return True
    is_album = bool(evidence.of_album(session, chat.id, message.album))
    return is_album or bool(outbox.shown_by(session, chat.id, message.reply_to))


async def _fetch(channel: Channel, storage: Storage, attachment: Attachment, left: int) -> Received:
    name, limit = shown_name(attachment.name), min(storage.file_limit, left)
    over = Why.TOO_LARGE if limit == storage.file_limit else Why.DAY_FULL
    most = storage.file_limit if over is Why.TOO_LARGE else storage.day_limit
    if limit <= 0:
        return Lost(name=name, why=over, limit_mb=most // MEGABYTE)
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            content = await channel.fetch(attachment, limit)
    except TooLarge:
        return Lost(name=name, why=over, limit_mb=most // MEGABYTE)
    except Exception as error:  # whatever it is, the words of the message are still to be heard
        log.warning("a file was not fetched", action="fetch_failed", error=f"{type(error).__name__}: {error}")
        return Lost(name=name, why=Why.NOT_FETCHED)
    if not content:
        return Lost(name=name, why=Why.EMPTY)
    try:
        sha256, path = await asyncio.to_thread(store, storage.folder, content)
    except OSError as error:
        log.error("a file was not stored", action="store_failed", error=str(error))
        return Lost(name=name, why=Why.NOT_STORED)
    media_type = attachment.media_type and one_line(attachment.media_type)
    return Kept(name=name, media_type=media_type, size=len(content), sha256=sha256, path=path)


def _size(file: Received) -> int:
    return file.size if isinstance(file, Kept) else 0
