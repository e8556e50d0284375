"""Shell: what an agency says of an item that stays where it stands: not done, how far it is, why it is late."""

from db.queries.items import Item
from db.statuses import OWED, RemarkKind
from reminders.chat.conversation import Answer, Conversation, about
from reminders.chat.named import of_each
from reminders.items.remarks import remark
from reminders.replies import Note


def note(talk: Conversation, wish: Note) -> list[Answer]:
    """Write it down for each item of the officer's agency that is owed, and say so."""
    return of_each(talk, wish.codes, talk.agencies, lambda item: _note(talk, item, wish))


def _note(talk: Conversation, item: Item, wish: Note) -> list[Answer]:
    row, is_explanation = item.occurrence, wish.kind is RemarkKind.EXPLANATION
    if row.status not in OWED and not is_explanation:
        return [about(talk, item, "unchanged", by="")]
    by, words = talk.by(row), wish.text
    remark(talk.session, talk.acting(row), row, wish.kind, by, text=words, percent=wish.percent, until=wish.until)
    return [about(talk, item, "explained" if is_explanation else "noted", note=wish)]
