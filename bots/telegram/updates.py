"""Pure: what Telegram tells of a chat, read: an update, the message or the press in it, the file of a message."""

import json
from collections.abc import Mapping

from telegram import Chat, Message, Update, User
from telegram.constants import ChatType

from bots.channel import Attachment, Incoming, NotAnUpdate

NAME = "telegram"


def update_of(body: bytes) -> Update:
    """Return the update in a webhook's body. Raises NotAnUpdate."""
    try:
        content = json.loads(body)
        if not isinstance(content, Mapping):
            raise TypeError
        return Update.de_json(dict(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAnUpdate("The webhook's body is not a Telegram update.") from None


def incoming(update: Update) -> Incoming | None:
    """Return the message or the press of a button in `update`, None for everything else, as when somebody joins.

    Edited messages do not count: an answer was understood as it was first sent. Nor do a bot's own words: two bots
    would answer each other for ever. (An anonymous administrator comes as a bot too, with the group as `sender_chat`.)
    """
    query, message = update.callback_query, update.message
    if message is not None and message.from_user and message.from_user.is_bot and message.sender_chat is None:
        return None
    if query is not None and query.message is not None and query.data is not None:
        chat, text, sent_at = query.message.chat, query.data, None
        sender: Chat | User | None = query.from_user
    elif message is not None and ((words := message.text or message.caption) or message.effective_attachment):
        chat, text, sent_at = message.chat, words or "", message.date
        sender = message.sender_chat or message.from_user
    else:
        return None
    written = None if query else message
    answered = written and written.reply_to_message
    return Incoming(
        channel=NAME,
        update_id=str(update.update_id),
        chat_id=str(chat.id),
        text=text,
        sent_at=sent_at,
        is_group=chat.type in (ChatType.GROUP, ChatType.SUPERGROUP),
        pressed=query is not None,
        attachments=attachments(written) if written else (),
        album=written.media_group_id if written else None,
        reply_to=str(answered.message_id) if answered else None,
        sender_id=str(sender.id) if sender else None,
        sender_name=(sender.title if isinstance(sender, Chat) else sender.full_name) if sender else None,
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
