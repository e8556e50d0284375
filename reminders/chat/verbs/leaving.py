"""Shell: "/huylienket": an officer gives up the chat; asked once more, for silence is easily ordered by mistake."""

from dataclasses import replace

from reminders.chat.conversation import Answer, Conversation, button_of, to_self
from reminders.people.chats import unlink_chat
from reminders.replies import Unlink, button_command


def unlink(talk: Conversation, wish: Unlink) -> list[Answer]:
    """Ask whether it is meant, or do it: the chat is a stranger's again."""
    agency, officer = talk.agency, talk.officer.name
    if not wish.is_confirmed or wish.chat not in (None, talk.chat_id):
        button = button_of("unlink", button_command("huylienket", talk.chat_id))
        return [replace(to_self(talk, "unlink_asked", agency=agency, officer=officer), buttons=((button,),))]
    unlink_chat(talk.session, talk.binding, talk.officer, talk.by())
    return [to_self(talk, "unlinked", agency=agency, officer=officer)]
