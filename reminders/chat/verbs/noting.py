"""Shell: what an agency says of an item that stays where it stands: not done, how far it is, why it is late."""

from db.queries.items import Item
from db.statuses import OWED, RemarkKind
from reminders.chat.conversation import Answer, Conversation, about, to_coordinators
from reminders.chat.verbs.behalf import each_with_right, reported
from reminders.items.remarks import remark
from reminders.items.undo import deny
from reminders.replies import Behalf, Note


def note(talk: Conversation, wish: Note) -> list[Answer]:
    """Write it down for each item of the officer's agency that is owed, and say so."""
    return each_with_right(talk, wish, lambda item, behalf: _note(talk, item, wish, behalf))


def _note(talk: Conversation, item: Item, wish: Note, behalf: Behalf | None) -> list[Answer]:
    row, is_explanation = item.occurrence, wish.kind is RemarkKind.EXPLANATION
    told_too: list[Answer] = []
    if row.status not in OWED and not is_explanation:
        if behalf or not deny(talk.session, item, talk.by(row), calendar=talk.calendar):
            return [about(talk, item, "unchanged", by="")]
        told_too = to_coordinators(talk, [item], "denied", reason=wish.text or "")
    by, words, officer = talk.by(row, behalf=behalf), wish.text, talk.acting(row, decides=behalf is not None)
    remark(talk.session, officer, row, wish.kind, by, text=words, percent=wish.percent, until=wish.until)
    if behalf:
        return reported(talk, wish, [item], behalf)
    return [about(talk, item, "explained" if is_explanation else "noted", note=wish), *told_too]
