"""Shell: "/huylienket": an officer gives up the chat; asked once more, for silence is easily ordered by mistake."""

from bots.channel import Button
from reminders.chat.conversation import Answer, Conversation
from reminders.messages import render
from reminders.people.chats import unlink_chat
from reminders.replies import Unlink, button_command


def unlink(talk: Conversation, wish: Unlink) -> list[Answer]:
    """Ask whether it is meant, or do it: the chat is a stranger's again."""
    agency, officer = talk.agency, talk.officer.name
    if not wish.is_confirmed or wish.chat not in (None, talk.chat_id):
        text = render("chat/unlink_asked", agency=agency, officer=officer)
        button = Button(
            label=render("words/button", verb="unlink", code=0), command=button_command("huylienket", talk.chat_id)
        )
        return [Answer(talk.chat_id, text, ((button,),))]
    unlink_chat(talk.session, talk.binding, talk.officer, talk.by())
    return [Answer(talk.chat_id, render("chat/unlinked", agency=agency, officer=officer))]
