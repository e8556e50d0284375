"""Pure: what happened in a chat of the sandbox, as Telegram writes it."""

from dataclasses import replace

from bots.sandbox.chats import Bot, Chat, Event, Kind, Message
from bots.sandbox.dialect import Json, person_id
from bots.sandbox.files import ChatFile
from bots.sandbox.state import World


def update_json(world: World, event: Event) -> Json:
    """Return an event as a Telegram update."""
    chat = world.chat(world.moved_to(event.message.chat_id) or event.message.chat_id)
    if event.raw is not None:
        return {"update_id": event.id, **event.raw}
    message = message_json(chat, event.message)
    if event.reactions:
        return {"update_id": event.id, "message_reaction": reaction_json(world, chat, event, *event.reactions)}
    if event.is_edit:
        edited_at = int(world.now().timestamp())
        return {"update_id": event.id, "edited_message": message | {"edit_date": edited_at}}
    if event.command is None:
        return {"update_id": event.id, "message": message}
    query = {"id": str(event.id), "from": person_json(chat, event.author), "message": message, "data": event.command}
    return {"update_id": event.id, "callback_query": query | {"chat_instance": chat.id}}


def message_json(chat: Chat, message: Message) -> Json:
    """Return a message as Telegram writes it."""
    named: Json = {"first_name": chat.person} if chat.kind is Kind.PRIVATE else {"title": chat.title}
    named |= {"is_forum": True} if chat.topics else {}
    keys = [[{"text": b.label, "callback_data": b.command} for b in row] for row in message.buttons]
    return {
        "message_id": message.id,
        "from": bot_json(chat.bot) if message.author is None else person_json(chat, message.author),
        "chat": {"id": int(message.chat_id), "type": str(Kind.GROUP if message.moved_to else chat.kind)} | named,
        "date": int(message.sent_at.timestamp()),
        **content_json(message),
        **({"reply_markup": {"inline_keyboard": keys}} if keys else {}),
        **({"reply_to_message": answered_json(chat, message)} if message.reply_to else {}),
        **({"message_thread_id": message.thread, "is_topic_message": True} if message.thread else {}),
        **({"forward_origin": origin_json(chat, message)} if message.forwarded_from is not None else {}),
    }


def reaction_json(world: World, chat: Chat, event: Event, before: str, new: str) -> Json:
    """Return what a person put under a message in the place of what."""
    message = message_json(chat, event.message)
    old_reaction, new_reaction = ([{"type": "emoji", "emoji": sign}] if sign else [] for sign in (before, new))
    who = {"user": person_json(chat, event.author), "date": int(world.now().timestamp())}
    return (
        {key: message[key] for key in ("chat", "message_id")}
        | who
        | {"old_reaction": old_reaction, "new_reaction": new_reaction}
    )


def content_json(message: Message) -> Json:
    """Return what is in a message: words, a file, or where the group moved."""
    if message.moved_to or message.moved_from:
        name, chat_id = "migrate_to_chat_id", message.moved_to
        if message.moved_from:
            name, chat_id = "migrate_from_chat_id", message.moved_from
        return {name: int(chat_id or 0)}
    return file_json(message, message.file) if message.file else {"text": message.text}


def file_json(message: Message, file: ChatFile) -> Json:
    """Return the file of a message: a photo in two sizes and without a name, a voice message, a video, a document."""
    file_id, unique = f"file-{message.id}", {"file_unique_id": str(message.id)}
    said: Json = unique | {"file_id": file_id, "file_size": file.size, "mime_type": file.media_type}
    under = {"caption": message.text} if message.text else {}
    under |= {"media_group_id": message.album} if message.album else {}
    match file.media_type.partition("/")[0]:
        case "image":
            small = {"file_unique_id": f"{message.id}s", "file_id": f"{file_id}-s", "width": 90, "height": 67}
            large = unique | {"file_id": file_id, "file_size": file.size, "width": 1280, "height": 960}
            return under | {"photo": [small, large]}
        case "audio":
            return under | {"voice": said | {"duration": 3}}
        case "video":
            return under | {"video": said | {"duration": 3, "width": 640, "height": 480, "file_name": file.name}}
    return under | {"document": said | {"file_name": file.name}}


def answered_json(chat: Chat, message: Message) -> Json:
    """Return the message that another one answers."""
    answered = next(one for one in chat.messages if one.id == message.reply_to)
    return message_json(chat, replace(answered, reply_to=None))


def origin_json(chat: Chat, message: Message) -> Json:
    """Return who wrote a forwarded message first."""
    name = message.forwarded_from
    sender = person_json(chat, name) if name else bot_json(chat.bot)
    return {"type": "user", "date": int(message.sent_at.timestamp()), "sender_user": sender}


def person_json(chat: Chat, name: str) -> Json:
    """Return a person of a chat as a Telegram user."""
    return {"id": int(person_id(chat, name)), "is_bot": False, "first_name": name}


def bot_json(bot: Bot) -> Json:
    """Return a bot as a Telegram user."""
    return {"id": bot.id, "is_bot": True, "first_name": "Nhắc Hạn", "username": bot.username}
