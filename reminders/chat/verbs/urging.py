"""Shell: "/nhac Ia Pnôn": the coordinator has an agency reminded now; of what is late it counts as a đôn đốc."""

from datetime import timedelta

from db import audit, outbox
from db.queries import items, people
from db.queries.items import Item
from db.statuses import OWED
from reminders.chat.conversation import Conversation, named
from reminders.chat.naming import agencies_meant
from reminders.delivery.wording import SHOWN
from reminders.messages import render
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice

SOON_DAYS = 7


def urge(talk: Conversation, about: str) -> str:
    """Remind of one item (by its code), or of what an agency has late, else of what it has due in a week."""
    if not talk.coordinated:
        return render("chat/not_allowed")
    if about.isascii() and about.isdigit():
        item = named(talk, [int(about)])[0].item
        if item is None or item.occurrence.agency_id not in talk.coordinated:
            return render("chat/no_such_code", code=int(about))
        found = [item] if item.occurrence.status in OWED else []
    else:
        agencies = agencies_meant(talk, about, "/nhac")
        if isinstance(agencies, str):
            return agencies
        agencies &= talk.coordinated
        until = talk.now + timedelta(days=SOON_DAYS)
        found = items.overdue(talk.session, agencies, as_of=talk.now) or items.due_between(
            talk.session, agencies, since=talk.now, until=until
        )
    told = [item for item in found if _owe(talk, item)]
    untold = [item.agency.name for item in found if item not in told]
    return render("chat/urged", items=talk.listed(told), untold=list(dict.fromkeys(untold)), shown=SHOWN)


def _owe(talk: Conversation, item: Item) -> bool:
    """Put the reminder into the outbox; False when nobody of the agency can be reached."""
    occurrence = item.occurrence
    late = occurrence.overdue_from is not None and occurrence.overdue_from <= talk.now
    stage = f"overdue:asked-{talk.inbound_id}" if late else f"asked:{talk.inbound_id}"
    send_at = leave_at(now=talk.now, deadline=occurrence.nominal_at, calendar=talk.calendar)
    chats = people.recipients(talk.session, occurrence.agency_id, on=talk.on)
    rows = [notice(occurrence, chat, stage, due_at=talk.now, send_at=send_at, now=talk.now) for chat in chats]
    outbox.add_once(talk.session, rows)
    if rows:
        audit.record(talk.session, talk.by(occurrence, decides=True), "urged", occurrence)
    return bool(rows)
