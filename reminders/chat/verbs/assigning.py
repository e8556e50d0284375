"""Shell: the coordinator gives an item to another agency; the item of the one that had it is kept and closed."""

from sqlmodel import select

from db.queries import items, people, register
from db.queries.items import Item
from db.statuses import Action, ItemStatus
from db.tables import Agency, Occurrence
from reminders.agencies.finding import find
from reminders.chat.conversation import Answer, Conversation, named, to_agency, to_self
from reminders.delivery.wording import SHOWN
from reminders.items.acts import act, wake
from reminders.people.succession import copy_for
from reminders.replies import Reassign

REASSIGNABLE = (ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED, ItemStatus.NOT_OURS)


def reassign(talk: Conversation, wish: Reassign) -> list[Answer]:
    """Give the item to the agency that was named, in the coordinator's scope; tell both agencies."""
    scope = talk.coordinated
    if not scope:
        return [to_self(talk, "not_allowed")]
    item = named(talk, [wish.code])[0].item
    if item is None or item.occurrence.agency_id not in scope:
        return [to_self(talk, "no_such_code", code=wish.code)]
    spellings = {key: names for key, names in register.spellings(talk.session).items() if key in scope}
    after = register.heirs(talk.session, on=talk.on)
    meant = [key for key in find(wish.agency, spellings, after=after) if key in scope]
    if len(meant) != 1:
        names = [spellings[key][0] for key in meant[:SHOWN]]
        return [to_self(talk, "unknown_agency", about=wish.agency, candidates=names, command=f"/giaolai {wish.code}")]
    agency = talk.session.get_one(Agency, meant[0])
    talk.session.refresh(item.occurrence, with_for_update=True)
    if item.occurrence.status not in REASSIGNABLE or _has_it(talk, item.occurrence, agency):
        return [to_self(talk, "not_reassigned", item=talk.facts([item])[0], agency=agency.name)]
    return _give(talk, item, agency)


def _has_it(talk: Conversation, occurrence: Occurrence, agency: Agency) -> bool:
    query = select(Occurrence.id).where(
        Occurrence.obligation_id == occurrence.obligation_id,
        Occurrence.agency_id == agency.id,
        Occurrence.period == occurrence.period,
    )
    return talk.session.exec(query).first() is not None


def _give(talk: Conversation, item: Item, agency: Agency) -> list[Answer]:
    given = copy_for(talk.session, item.occurrence, agency, now=talk.now)
    if people.recipients(talk.session, given.agency_id, on=talk.on):
        wake(given, talk.now, talk.calendar)  # it is told by an answer; without a chat the coordinator is told
    talk.record(given, "assigned", decides=True, agency=agency.name, agency_before=item.agency.name)
    told = to_agency(talk, item, "taken_from_you", agency=agency.name, coordinator=talk.agency)
    act(
        talk.session,
        talk.officer,
        Action.CANCEL,
        item.occurrence,
        now=talk.now,
        calendar=talk.calendar,
        inbound_id=talk.inbound_id,
        heir=agency.name,
        instead_of=talk.instead_of(item.occurrence, decides=True),
    )
    new = items.by_ids(talk.session, [given.id])[given.id]
    own = to_self(talk, "reassigned", item=talk.facts([new])[0], before=item.agency.name)
    return [own, *told, *to_agency(talk, new, "assigned_to_you", coordinator=talk.agency)]
