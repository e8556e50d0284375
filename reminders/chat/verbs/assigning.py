"""Shell: the coordinator gives an item to another agency; the item of the one that had it is kept and closed."""

from db.queries import items, people
from db.queries.items import Item
from db.statuses import ItemStatus
from reminders.agencies.agencies import AgencyFacts
from reminders.chat.conversation import Answer, Conversation, about, to_agency
from reminders.chat.named import named, unknown
from reminders.chat.naming import agency_meant
from reminders.items.handing import hand_over, has_it
from reminders.items.waking import sleep
from reminders.replies import Reassign

REASSIGNABLE = (ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED, ItemStatus.NOT_OURS)


def reassign(talk: Conversation, wish: Reassign) -> list[Answer]:
    """Give the item to the agency that was named, in the coordinator's scope; tell both agencies."""
    scope = talk.coordinated
    [one] = named(talk, [wish.code])
    item = one.item
    if item is None or item.occurrence.agency_id not in scope:
        return [unknown(talk, one)]
    agency = agency_meant(talk, wish.agency, f"/giaolai {wish.code}", scope)
    if isinstance(agency, str):
        return [Answer(talk.chat_id, agency)]
    items.lock(talk.session, [item.occurrence.id])
    if item.occurrence.status not in REASSIGNABLE or has_it(talk.session, item.occurrence, agency):
        return [about(talk, item, "not_reassigned", agency=agency.name)]
    return _give(talk, item, agency)


def _give(talk: Conversation, item: Item, agency: AgencyFacts) -> list[Answer]:
    coordinator = talk.agency_acting(item.occurrence, decides=True)
    told = to_agency(talk, item, "taken_from_you", agency=agency.name, coordinator=coordinator)
    row, by, said = item.occurrence, talk.by(item.occurrence, decides=True), {"agency": agency.name}
    given = hand_over(talk.session, row, agency, by, action="assigned", said=said, calendar=talk.calendar)
    if given is None:
        return []
    if people.recipients(talk.session, given.agency_id, on=talk.on):
        sleep(given, now=talk.now, calendar=talk.calendar)  # it is told by an answer; else the coordinator is told
    new = items.by_ids(talk.session, [given.id])[given.id]
    own = about(talk, new, "reassigned", before=item.agency.name)
    return [own, *told, *to_agency(talk, new, "assigned_to_you", coordinator=coordinator)]
