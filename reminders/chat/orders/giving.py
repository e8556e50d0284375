"""Shell: "/giaoviec": the coordinator gives a duty in one message; confirmed, it is an obligation like any other."""

from db.queries import people
from db.queries.items import Item
from db.statuses import DraftKind
from db.tables import Draft
from reminders.agencies.directory import Party, Unknown
from reminders.chat.conversation import Answer, Conversation, to_agency, to_self
from reminders.chat.naming import coordinating, directory, members, own_scope
from reminders.chat.orders.drafting import Outcome, by_order, propose, refused
from reminders.chat.orders.dues import due_facts
from reminders.chat.orders.reading import LONGEST_TITLE, Order, read_order
from reminders.chat.orders.timing import Deadline
from reminders.delivery.wording import SHOWN
from reminders.plans.register.giving import NewDuty, NotGiven, give_duty, owing_of
from schedules.notation import rule_from_dict, rule_to_dict
from schedules.zone import local_date

EXAMPLE_DAYS = 5


def give(talk: Conversation, text: str) -> list[Answer]:
    """Repeat the order as it was understood and ask to confirm it; or say what is missing, with a whole example."""
    order = read_order(text, directory(talk), now=talk.now, calendar=talk.calendar)
    parties = order.parties if isinstance(order.parties, tuple) else ()
    talk = coordinating(talk, members(talk, parties))
    owing = owing_of(talk.session, talk.officer, parties, on=talk.on)
    if not owing or not order.is_complete or not isinstance(order.deadline, Deadline):
        return [_unclear(talk, order, owing)]
    details = {
        "subject": order.title,
        "parties": [[party.id, party.is_group] for party in parties],
        "phrase": order.phrase,
        "rule": rule_to_dict(order.deadline.rule),
    }
    facts = {"title": order.title, "parties": [party.name for party in parties], "agencies": len(owing)}
    due = due_facts(talk, order.deadline, owing)
    return propose(talk, DraftKind.DUTY, details, "order_draft", shown=SHOWN, due=due, **facts)


def _unclear(talk: Conversation, order: Order, owing: list[int]) -> Answer:
    """Say what the order lacks, with the whole message as it may be sent again."""
    unknown = order.parties if isinstance(order.parties, Unknown) else None
    known = [party.name for party in order.parties] if isinstance(order.parties, tuple) else []
    day = talk.calendar.add_working_days(local_date(talk.now), EXAMPLE_DAYS)
    names = known or (unknown.candidates if unknown else ())[:1] or [_first_in_scope(talk)]
    why = "" if isinstance(order.deadline, Deadline) else order.deadline.why
    return to_self(
        talk,
        "order_unclear",
        unknown=unknown,
        is_nobody=bool(known) and not owing,
        has_title=bool(order.title),
        is_long=len(order.title) > LONGEST_TITLE,
        longest=LONGEST_TITLE,
        why=why,
        phrase=order.phrase,
        example_agency=", ".join(names[:3]),
        example_title=order.title if 0 < len(order.title) <= LONGEST_TITLE // 2 else "",
        example_deadline="" if why else order.phrase,
        example_day=f"{day:%d/%m/%Y}",
        shown=SHOWN,
    )


def _first_in_scope(talk: Conversation) -> str:
    scope = own_scope(talk) - {talk.officer.scope_id, talk.officer.agency_id}
    names = [agency.name for agency in talk.all_agencies.by_id.values() if agency.id in scope]
    return names[-1] if names else talk.agency


def hand_out(talk: Conversation, draft: Draft) -> Outcome:
    """Give the duty as it was confirmed, and tell each agency at once; from then on the ladder reminds."""
    rule, subject = rule_from_dict(draft.details["rule"]), draft.details["subject"]
    parties = tuple(Party(key, "", is_group) for key, is_group in draft.details["parties"])
    order = NewDuty(title=subject, parties=parties, phrase=draft.details["phrase"], rule=rule)
    by, confirmed_by = by_order(talk, draft), talk.inbound_id
    made = give_duty(talk.session, talk.officer, order, by, calendar=talk.calendar, confirmed_by=confirmed_by)
    if isinstance(made, NotGiven):
        why = "past" if made.why == "past" else "scope"
        return refused(talk, draft, why)
    given = _first_of_each(made.items)
    coordinator = talk.all_agencies[talk.officer.agency_id].name
    told = [answer for item in given for answer in to_agency(talk, item, "assigned_to_you", coordinator=coordinator)]
    untold = [
        item.agency.name for item in given if not people.recipients(talk.session, item.occurrence.agency_id, on=talk.on)
    ]
    due = due_facts(talk, Deadline(rule, made.due), [item.occurrence.agency_id for item in given])
    own = to_self(talk, "given", items=talk.listed(given), title=subject, untold=untold, shown=SHOWN, due=due)
    return Outcome([own, *told])


def _first_of_each(found: list[Item]) -> list[Item]:
    """Return the first item of each agency, in the order of the agencies: of what recurs the later ones are no news."""
    first: dict[int, Item] = {}
    for item in found:
        first.setdefault(item.occurrence.agency_id, item)
    return list(first.values())
