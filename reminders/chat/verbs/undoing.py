"""Shell: "HỦY 3": an agency takes back what it did last to an item."""

from reminders.chat.conversation import Answer, Conversation, named, to_coordinators, to_self
from reminders.items.undo import Undone
from reminders.items.undo import undo as take_back
from reminders.replies import Undo


def undo(talk: Conversation, wish: Undo) -> list[Answer]:
    """Take back the last act on each item of the officer's agency, as far as it can be; say what stands now."""
    answers = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or item.occurrence.agency_id not in talk.agencies:
            answers.append(to_self(talk, "no_such_code", code=one.code))
            continue
        undone = take_back(talk.session, item, talk.by(item.occurrence), calendar=talk.calendar)
        facts = talk.facts([item])[0]
        if undone is Undone.REQUEST:
            answers.append(to_self(talk, "request_withdrawn", item=facts, is_own=True))
            answers += to_coordinators(talk, item, "request_withdrawn", is_own=False)
            continue
        answers.append(to_self(talk, "undone" if undone else "not_undone", item=facts))
        if undone is Undone.REJECTION:
            answers += to_coordinators(talk, item, "ours_again")
    return answers
