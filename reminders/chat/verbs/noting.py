"""Shell: what an agency says of an item that stays where it stands: not done, how far it is, why it is late."""

from db.statuses import OWED, RemarkKind
from reminders.chat.conversation import Answer, Conversation, named, to_self
from reminders.items.remarks import remark
from reminders.messages import render
from reminders.replies import Note


def note(talk: Conversation, wish: Note) -> list[Answer]:
    """Write it down for each item of the officer's agency that is owed, and say so."""
    answers = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or item.occurrence.agency_id not in talk.agencies:
            answers.append(to_self(talk, "no_such_code", code=one.code))
        elif item.occurrence.status not in OWED and wish.kind is not RemarkKind.EXPLANATION:
            answers.append(to_self(talk, "unchanged", item=talk.facts([item])[0], by=""))
        else:
            remark(
                talk.session,
                talk.officer,
                item.occurrence,
                wish.kind,
                talk.by(item.occurrence),
                text=wish.text,
                percent=wish.percent,
                until=wish.until,
            )
            template = "explained" if wish.kind is RemarkKind.EXPLANATION else "noted"
            text = render(f"chat/{template}", item=talk.facts([item])[0], note=wish)
            answers.append(Answer(talk.chat_id, text))
    return answers
