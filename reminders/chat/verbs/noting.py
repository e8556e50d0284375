"""Shell: what an agency says of an item that stays where it stands: not done, how far it is, why it is late."""

from datetime import date

from db.queries.items import Item
from db.statuses import OWED, RemarkKind
from db.tables import Remark
from reminders.chat.conversation import Answer, Conversation, named, to_self
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
            remember(talk, item, wish.kind, text=wish.text, percent=wish.percent, until=wish.until)
            template = "explained" if wish.kind is RemarkKind.EXPLANATION else "noted"
            text = render(f"chat/{template}", item=talk.facts([item])[0], note=wish)
            answers.append(Answer(talk.chat_id, text))
    return answers


def remember(
    talk: Conversation,
    item: Item,
    kind: RemarkKind,
    *,
    text: str | None = None,
    percent: int | None = None,
    until: date | None = None,
) -> None:
    """Store one remark of the officer, in the audit log too."""
    occurrence_id = item.occurrence.id
    talk.session.add(
        Remark(
            occurrence_id=occurrence_id,
            officer_id=talk.officer.id,
            recorded_at=talk.now,
            inbound_id=talk.inbound_id,
            kind=kind,
            percent=percent,
            until_on=until,
            text=text,
        )
    )
    day = until.isoformat() if until else None
    talk.record(item.occurrence, kind.value, text=text, percent=percent, until=day)
