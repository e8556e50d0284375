"""Shell: a question about an item in plain words: "việc 3 là việc gì", "hạn là ngày nào?". Nothing is changed by it."""

from reminders.chat.conversation import Answer, Conversation, coordinator_name, named, to_self
from reminders.replies import Tell


def tell(talk: Conversation, wish: Tell) -> list[Answer]:
    """Say of each item that the officer may see what it is, by when, and where it stands."""
    answers = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or item.occurrence.agency_id not in talk.scope:
            answers.append(to_self(talk, "no_such_code", code=one.code))
        else:
            coordinator = coordinator_name(talk, item.plan)
            answers.append(to_self(talk, "item_told", item=talk.facts([item])[0], coordinator=coordinator))
    return answers
