"""Shell: a question about an item in plain words: "việc 3 là việc gì", "hạn là ngày nào?". Nothing is changed by it."""

from db.queries.items import Item
from reminders.chat.conversation import Answer, Conversation, about
from reminders.chat.named import of_each
from reminders.replies import Tell


def tell(talk: Conversation, wish: Tell) -> list[Answer]:
    """Say of each item that the officer may see what it is, by when, and where it stands."""

    def told(item: Item) -> list[Answer]:
        return [about(talk, item, "item_told", coordinator=talk.coordinator_of(item.plan))]

    return of_each(talk, wish.codes, talk.scope, told)
