"""Shell: "/nhac Ia Pnôn": the coordinator has an agency reminded now; of what is late it counts as a đôn đốc."""

from datetime import timedelta

from db import audit, outbox
from db.queries import items, people
from db.queries.items import Item
from db.queries.people import Told
from db.statuses import OWED, NoticeKind
from db.tables import Notification
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.named import named
from reminders.chat.naming import agencies_meant
from reminders.delivery.wording import SHOWN
from reminders.desk.lines import lines
from reminders.items.facts import SOON_DAYS
from reminders.messages import render
from reminders.notices.kinds import Kind
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice
from reminders.replies import Ask


def urge(talk: Conversation, ask: Ask) -> Answer:
    """Remind of one item (by its code), or of what an agency has late, else of what it has due in a week."""
    found = _meant(talk, ask.about)
    if isinstance(found, str):
        return Answer(talk.chat_id, found)
    reached = people.told(talk.session, {item.agency.id for item in found}, on=talk.on)
    told = [item for item in found if reached.recipients(item.agency.id)]
    outbox.add_once(talk.session, [row for item in told for row in _rows(talk, item, reached)])
    for item in told:
        audit.record(talk.session, talk.by(item.occurrence, decides=True), "urged", item.occurrence)
    untold = [item.agency.name for item in found if item not in told]
    return to_self(talk, "urged", items=talk.listed(told), untold=list(dict.fromkeys(untold)), shown=SHOWN)


def _meant(talk: Conversation, about: str) -> list[Item] | str:
    """Return the items to be reminded of, or what to ask instead."""
    if about.isascii() and about.isdigit():
        item = named(talk, [int(about)])[0].item
        if item is None or item.occurrence.agency_id not in talk.coordinated:
            return render("chat/no_such_code", code=int(about))
        return [item] if item.occurrence.status in OWED else []
    agencies = agencies_meant(talk, about, "/nhac")
    if isinstance(agencies, str):
        return agencies
    agencies &= talk.coordinated
    until = talk.now + timedelta(days=SOON_DAYS)
    late = lines(talk.session, items.overdue(talk.session, agencies, as_of=talk.now), now=talk.now)
    return [line.item for line in late if not line.has_ended] or items.due_between(
        talk.session, agencies, since=talk.now, until=until
    )


def _rows(talk: Conversation, item: Item, told: Told) -> list[Notification]:
    """Return the reminder for each chat of the agency."""
    occurrence = item.occurrence
    late = occurrence.overdue_from is not None and occurrence.overdue_from <= talk.now
    kind = Kind(NoticeKind.OVERDUE if late else NoticeKind.ASKED, talk.inbound_id, is_asked=late)
    send_at = leave_at(now=talk.now, deadline=occurrence.nominal_at, calendar=talk.calendar)
    chats = told.recipients(occurrence.agency_id)
    return [notice(occurrence, chat, kind, due_at=talk.now, send_at=send_at, now=talk.now) for chat in chats]
