"""Shell: what is said after a command and means nothing there is said back, with how the command is used."""

from reminders.agencies.scope import OVERSEERS
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.menu import Usage
from reminders.chat.naming import overseer
from reminders.replies.commands import NAMED


def misread(talk: Conversation, name: str, said: str) -> Answer:
    """Return that nothing was understood of what was said ("" for nothing said) after the command of this name."""
    usage = Usage(NAMED[name], is_overseers=overseer(talk).role in OVERSEERS)
    facts = {"command": name, "usage": usage.line, "description": usage.description}
    return to_self(talk, "misread", about=said, **facts)
