"""Pure: what Telegram tells of a chat, read: an update, the message or the press in it, the file of a message."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Chat, Message, MessageReactionUpdated, ReactionTypeEmoji, Update, User
from telegram.constants import ChatType

from bots.addressing import is_for_another, said_to
from bots.channel import Attachment, Incoming, NotAnUpdate

log = logging.getLogger(__name__)

NAME = "telegram"
_LETTERS = "letters"  # no field of Telegram's
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def update_of(body: bytes) -> Update:
    """Return the update in a webhook's body, see `readable`. Raises NotAnUpdate."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not isinstance(content.get("update_id"), int):
        raise NotAnUpdate("The webhook's body is not a Telegram update.")
    return _parsed(_readable(content))


def readable(answer: Any) -> Any:
    """Return the answer to getUpdates with no more than the number and the letters of each update that the library
    cannot read.

    It reads them all at once or none, so one would keep all behind it from being received for ever.
    """
    if isinstance(answer, dict) and isinstance(answer.get("result"), list):
        return answer | {"result": [_readable(update) for update in answer["result"]]}
    return answer


def _readable(update: Any) -> Any:
    try:
        _parsed(update)
    except NotAnUpdate:
        number = update.get("update_id") if isinstance(update, dict) else None
        log.error("An update from Telegram cannot be read and is skipped: %s", number)
        return {"update_id": number if isinstance(number, int) else 0, _LETTERS: json.dumps(update)}
    return update


def _parsed(content: object) -> Update:
    """Return an update. Raises NotAnUpdate when it lacks something, or holds what is no date or no number."""
    try:
        if not isinstance(content, Mapping):
            raise TypeError
        return Update.de_json(dict(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, OSError):
        raise NotAnUpdate("It is not a Telegram update.") from None


def incoming(update: Update, names: Sequence[str] = ()) -> Incoming | None:
    """Return the message, press or reaction in `update`, None for everything else, as when somebody joins.

    `names` are those of our bot.
    """
    if _LETTERS in update.api_kwargs:
        return unreadable(update.update_id, update.api_kwargs[_LETTERS])
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.message_reaction is not None:
        return _reacted(update.update_id, update.message_reaction)
    if update.edited_message is not None:
        return _edited(update.update_id, update.edited_message, names)
    if update.message is None:
        return None
    return _moved(update.update_id, update.message) or _written(update.update_id, update.message, names)


def unreadable(update_id: int, letters: str) -> Incoming:
    """Return an update that nobody can read, as it came."""
    return Incoming(channel=NAME, update_id=str(update_id), chat_id="", text="", sent_at=None, unreadable=letters)


def _pressed(update_id: int, query: CallbackQuery) -> Incoming | None:
    if query.message is None or query.data is None:
        return None
    return Incoming(
        channel=NAME,
        update_id=str(update_id),
        chat_id=str(query.message.chat.id),
        text=query.data,
        sent_at=None,
        is_group=query.message.chat.type in _GROUPS,
        pressed=True,
        thread=_thread(query.message) if isinstance(query.message, Message) else None,
        sender_id=str(query.from_user.id),
        sender_name=query.from_user.full_name,
    )


def _reacted(update_id: int, said: MessageReactionUpdated) -> Incoming | None:
    """Only what is new counts: a reaction that is taken away takes nothing back."""
    before = {one.emoji for one in said.old_reaction if isinstance(one, ReactionTypeEmoji)}
    new = [one.emoji for one in said.new_reaction if isinstance(one, ReactionTypeEmoji) and one.emoji not in before]
    sender = said.user or said.actor_chat
    if not new or (said.user and said.user.is_bot):
        return None
    return Incoming(
        channel=NAME,
        update_id=str(update_id),
        chat_id=str(said.chat.id),
        text=" ".join(new),
        sent_at=said.date,
        is_group=said.chat.type in _GROUPS,
        is_reaction=True,
        reply_to=str(said.message_id),
        sender_id=str(sender.id) if sender else None,
        sender_name=_name(sender),
    )


def _name(sender: User | Chat | None) -> str | None:
    return sender.title if isinstance(sender, Chat) else sender.full_name if sender else None


def _moved(update_id: int, message: Message) -> Incoming | None:
    """A group that becomes a supergroup is told of twice, in the old chat and in the new one."""
    old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
    if old == new:
        return None
    return Incoming(
        channel=NAME,
        update_id=str(update_id),
        chat_id=str(new),
        text="",
        sent_at=message.date,
        is_group=True,
        moved_from=str(old),
    )


def _written(update_id: int, message: Message, names: Sequence[str]) -> Incoming | None:
    """A bot's own words do not count: two bots would answer each other for ever. Nor does a command for another bot.

    An anonymous administrator comes as a bot too, with the group as `sender_chat`.
    """
    if message.from_user and message.from_user.is_bot and message.sender_chat is None:
        return None
    written, answered = message.text or message.caption or "", _answered(message)
    is_group = message.chat.type in _GROUPS
    if (not written and not message.effective_attachment) or (is_group and is_for_another(written, names)):
        return None
    text, is_addressed = said_to(written, names)
    sender = message.sender_chat or message.from_user
    return Incoming(
        channel=NAME,
        update_id=str(update_id),
        chat_id=str(message.chat.id),
        text=text,
        sent_at=message.date,
        is_group=is_group,
        is_addressed=is_addressed,
        attachments=attachments(message),
        album=message.media_group_id,
        reply_to=str(answered.message_id) if answered else None,
        message_id=str(message.message_id),
        is_forwarded=message.forward_origin is not None,
        thread=_thread(message),
        sender_id=str(sender.id) if sender else None,
        sender_name=_name(sender),
    )


def _answered(message: Message) -> Message | None:
    """In a topic a message that answers none answers the one with which the topic began."""
    answered = message.reply_to_message
    return None if answered is None or answered.forum_topic_created else answered


def _thread(message: Message) -> str | None:
    """Answers in a group without topics have a thread of their own, which is none to write in."""
    if message.is_topic_message:
        return str(message.message_thread_id)
    return "" if message.chat.is_forum else None


def _edited(update_id: int, message: Message, names: Sequence[str]) -> Incoming | None:
    """A message in new words. Telegram tells of much else as an edit, like where somebody is now."""
    written = _written(update_id, message, names) if message.text or message.caption else None
    return (
        replace(written, edited_at=message.edit_date or message.date, attachments=(), album=None) if written else None
    )


def attachments(message: Message) -> tuple[Attachment, ...]:
    """Return the file in a message: a photo in its largest size, a document, a video or a voice message."""
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return (Attachment(reference=photo.file_id, size=photo.file_size),)
    file = message.document or message.video or message.voice
    if file is None:
        return ()
    name = getattr(file, "file_name", None) or ""  # a voice message has none
    return (Attachment(reference=file.file_id, name=name, media_type=file.mime_type, size=file.file_size),)
