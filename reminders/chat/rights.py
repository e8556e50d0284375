"""Shell: whether the officer who writes may ask for what they ask for."""

from reminders.chat.conversation import Conversation
from reminders.replies import Reply
from reminders.replies.commands import Whom, command_of


def may_ask(talk: Conversation, wish: Reply) -> bool:
    """Return whether a wish is for this officer, as its command says; whose items it may touch its verb asks itself."""
    command = command_of(wish)
    if command and command.whom is Whom.DECIDERS:
        return bool(talk.coordinated)
    if command and command.whom is Whom.OVERSEERS:
        return any(one.role in command.whom.roles for one in talk.officers)
    return command is None or any(one.role in command.whom.roles for one in talk.roles)
