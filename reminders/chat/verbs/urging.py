"""Shell: "/nhac Ia Pnôn": the coordinator has an agency reminded now; of what is late it counts as a đôn đốc."""

import re
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
from reminders.desk.duties import duties_meant
from reminders.desk.lines import lines
from reminders.items.facts import SOON_DAYS
from reminders.messages import fitted, render
from reminders.notices.kinds import Kind
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import notice
from reminders.replies import Ask
from reminders.replies.context import Question

_CODES = re.compile(r"[0-9]{1,4}(?: [0-9]{1,4})*")


def urge(talk: Conversation, ask: Ask) -> Answer:
    """Remind of items (by their codes), or of what an agency has late, else of what it has due in a week. What a
    sentence asked for is asked again where it may mean several items: nobody wants to be reminded of what is not meant.
    """
    who, _, what = ask.about.partition(" / ")
    found = _meant(talk, who)
    if isinstance(found, str):
        return Answer(talk.chat_id, found)
    found = _called(found, what)
    if ask.is_spoken and len(found) > 1:
        return _asked(talk, found)
    reached = people.told(talk.session, {item.agency.id for item in found}, on=talk.on)
    told = [item for item in found if reached.recipients(item.agency.id)]
    outbox.add_once(talk.session, [row for item in told for row in _rows(talk, item, reached)])
    for item in told:
        audit.record(talk.session, talk.by(item.occurrence, decides=True), "urged", item.occurrence)
    untold = [item.agency.name for item in found if item not in told]
    return to_self(talk, "urged", items=talk.listed(told), untold=list(dict.fromkeys(untold)), shown=SHOWN)


def _meant(talk: Conversation, about: str) -> list[Item] | str:
    """Return the items to be reminded of, or what to ask instead."""
    if _CODES.fullmatch(about):
        chosen = named(talk, [int(code) for code in about.split()])
        found = [one.item for one in chosen if one.item and one.item.occurrence.agency_id in talk.coordinated]
        if len(found) < len(chosen):
            return render("chat/no_such_code", code=next(one.code for one in chosen if one.item not in found))
        return [item for item in found if item.occurrence.status in OWED]
    agencies = agencies_meant(talk, about, "/nhac")
    if isinstance(agencies, str):
        return agencies
    agencies &= talk.coordinated
    until = talk.now + timedelta(days=SOON_DAYS)
    late = lines(talk.session, items.overdue(talk.session, agencies, as_of=talk.now), now=talk.now)
    return [line.item for line in late if not line.has_ended] or items.due_between(
        talk.session, agencies, since=talk.now, until=until
    )


def _called(found: list[Item], what: str) -> list[Item]:
    """Return those in whose titles these words stand; all, where they stand in none."""
    meant = duties_meant(what, {item.occurrence.id: (item.obligation.title,) for item in found}) if what else []
    return [item for item in found if item.occurrence.id in meant] or found


def _asked(talk: Conversation, found: list[Item]) -> Answer:
    facts = talk.facts(found[:SHOWN])
    rows = [*facts, *[None] * (len(found) - len(facts))]
    text, _ = fitted("chat/urge_which", shown=SHOWN, items=rows, agency=found[0].agency.name)
    codes = tuple(fact.code for fact in facts)
    question = Question(said="/nhac", asked_at=talk.now, number=talk.inbound_id, codes=codes, is_all=False)
    return Answer(talk.chat_id, text, question=question)


def _rows(talk: Conversation, item: Item, told: Told) -> list[Notification]:
    """Return the reminder for each chat of the agency."""
    occurrence = item.occurrence
    late = occurrence.overdue_from is not None and occurrence.overdue_from <= talk.now
    kind = Kind(NoticeKind.OVERDUE if late else NoticeKind.ASKED, talk.inbound_id, is_asked=late)
    send_at = leave_at(now=talk.now, deadline=occurrence.nominal_at, calendar=talk.calendar)
    chats = told.recipients(occurrence.agency_id)
    return [notice(occurrence, chat, kind, due_at=talk.now, send_at=send_at, now=talk.now) for chat in chats]
