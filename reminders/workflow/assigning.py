"""Shell: the coordinator gives an item to another agency; the item of the one that had it is kept and closed."""

from sqlmodel import select

from db import audit
from db.queries import items, people, register
from db.queries.items import Item
from db.statuses import ItemStatus, Role
from db.tables import Agency, Occurrence
from reminders.delivery.parcels import SHOWN
from reminders.desk.scope import scope_of
from reminders.messages import render
from reminders.plans.agencies import find
from reminders.workflow.actions import act, wake
from reminders.workflow.replies import Reassign
from reminders.workflow.talk import Answer, Conversation, named, to_agency, to_self
from reminders.workflow.transitions import Action

REASSIGNABLE = (ItemStatus.OPEN, ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED, ItemStatus.NOT_OURS)


def reassign(talk: Conversation, wish: Reassign) -> list[Answer]:
    """Give the item to the agency that was named, in the coordinator's scope; tell both agencies."""
    if talk.officer.role is not Role.COORDINATOR:
        return [to_self(talk, "not_allowed")]
    scope = scope_of(talk.session, talk.officer)
    item = named(talk, [wish.code])[0].item
    if item is None or item.occurrence.agency_id not in scope:
        return [to_self(talk, "no_such_code", code=wish.code)]
    spellings = {key: names for key, names in register.spellings(talk.session).items() if key in scope}
    meant = find(wish.agency, spellings)
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
    given = _copy(talk, item.occurrence, agency)
    _audit(talk, given, item.agency, agency)
    told = to_agency(talk, item, "taken_from_you", agency=agency.name, coordinator=talk.agency)
    act(
        talk.session,
        talk.officer,
        Action.CANCEL,
        item.occurrence,
        now=talk.now,
        calendar=talk.calendar,
        inbound_id=talk.inbound_id,
        reason=render("words/given_to", agency=agency.name),
    )
    new = items.by_ids(talk.session, [given.id or 0])[given.id or 0]
    own = to_self(talk, "reassigned", item=talk.facts([new])[0], before=item.agency.name)
    return [own, *told, *to_agency(talk, new, "assigned_to_you", coordinator=talk.agency)]


def _copy(talk: Conversation, before: Occurrence, agency: Agency) -> Occurrence:
    left_out = {"id", "agency_id", "status", "revision", "created_at", "wake_at", "completed_at", "trouble"}
    given = Occurrence(
        **before.model_dump(exclude=left_out | {"assigned_from_id"}),
        agency_id=agency.id or 0,
        created_at=talk.now,
        wake_at=talk.now,
        assigned_from_id=before.id,
    )
    talk.session.add(given)
    talk.session.flush()
    if people.recipients(talk.session, given.agency_id):
        wake(given, talk.now, talk.calendar)  # it is told by an answer; without a chat the coordinator is told
    return given


def _audit(talk: Conversation, given: Occurrence, before: Agency, agency: Agency) -> None:
    audit.record(
        talk.session,
        now=talk.now,
        actor=f"officer:{talk.officer.id}",
        action="assigned",
        subject="occurrence",
        subject_id=given.id or 0,
        inbound_id=talk.inbound_id,
        agency=agency.name,
        agency_before=before.name,
    )
