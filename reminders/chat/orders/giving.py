"""Shell: "/giaoviec": the coordinator gives a duty in one message; confirmed, it is an obligation like any other."""

from datetime import date, timedelta

from sqlmodel import func, select

from db import audit
from db.audit import By
from db.queries import items, people, register
from db.queries.items import Item
from db.statuses import Cause, DraftKind, Part
from db.tables import Agency, Draft, Obligation, ObligationParty, ObligationSource, Plan
from reminders.agencies.directory import Party, Unknown
from reminders.chat.conversation import Answer, Conversation, to_agency, to_self
from reminders.chat.naming import directory, own_scope
from reminders.chat.orders.drafting import Outcome, propose
from reminders.chat.orders.dues import due_facts
from reminders.chat.orders.reading import LONGEST_TITLE, Order, read_order
from reminders.chat.orders.timing import Deadline, first_due
from reminders.delivery.wording import SHOWN
from reminders.items.making import realign
from reminders.items.waking import sleep
from reminders.messages import render
from reminders.plans.register.reserved import given_key
from schedules.notation import rule_from_dict, rule_to_dict, terms_to_dict
from schedules.rules import Terms
from schedules.zone import local_date

EXAMPLE_DAYS = 5


def give(talk: Conversation, text: str) -> list[Answer]:
    """Repeat the order as it was understood and ask to confirm it; or say what is missing, with a whole example."""
    order = read_order(text, directory(talk), now=talk.now, calendar=talk.calendar)
    parties = order.parties if isinstance(order.parties, tuple) else ()
    owing = _owing(talk, parties)
    if not owing or not order.is_complete or not isinstance(order.deadline, Deadline):
        return [_unclear(talk, order, owing)]
    details = {
        "subject": order.title,
        "parties": [[party.id, party.is_group] for party in parties],
        "phrase": order.phrase,
        "rule": rule_to_dict(order.deadline.rule),
    }
    facts = {"title": order.title, "parties": [party.name for party in parties], "agencies": len(owing)}
    due = due_facts(talk, order.deadline)
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
    names = [agency.name for agency in register.agencies(talk.session) if agency.id in scope]
    return names[-1] if names else talk.agency


def _owing(talk: Conversation, parties: tuple[Party, ...]) -> list[int]:
    """Return who would owe the duty: groups resolved, what has ended to its successor, without the coordinator's own
    agency unless it is named.
    """
    after = register.heirs(talk.session, on=talk.on)
    found: list[int] = []
    for party in parties:
        if party.is_group:
            found += [key for key in register.members(talk.session, party.id) if key != talk.officer.agency_id]
        else:
            found.append(party.id)
    return list(dict.fromkeys(heir for key in found if (heir := after.get(key, key)) is not None))


def hand_out(talk: Conversation, draft: Draft) -> Outcome:
    """Make the duty and its items, and tell each agency at once; from then on the ladder reminds."""
    rule = rule_from_dict(draft.details["rule"])
    found = first_due(rule, talk.now, talk.calendar)
    parties = tuple(Party(key, "", is_group) for key, is_group in draft.details["parties"])
    owing = _owing(talk, parties)
    if not isinstance(found, Deadline) or not owing or not set(owing) <= own_scope(talk):
        why = "scope" if isinstance(found, Deadline) else "past"
        return Outcome([to_self(talk, "draft_refused", subject=draft.details["subject"], why=why)], is_done=False)
    duty = _duty(talk, draft, parties)
    duty.extended_until = max(talk.now, found.due.nominal + timedelta(days=1))  # also beyond the horizon
    realign(talk.session, duty, talk.by(), calendar=talk.calendar, cause=Cause.DATE)
    given = _first_of_each(_given(talk, draft, duty))
    told = [answer for item in given for answer in to_agency(talk, item, "assigned_to_you", coordinator=talk.agency)]
    untold = [
        item.agency.name for item in given if not people.recipients(talk.session, item.occurrence.agency_id, on=talk.on)
    ]
    due = due_facts(talk, found)
    own = to_self(talk, "given", items=talk.listed(given), title=duty.title, untold=untold, shown=SHOWN, due=due)
    return Outcome([own, *told])


def _given(talk: Conversation, draft: Draft, duty: Obligation) -> list[Item]:
    """Return the duty's items, the earliest first, each with its origin in the audit log."""
    found = items.of_duty(talk.session, duty.id)
    for item in found:
        sleep(item.occurrence, now=talk.now, calendar=talk.calendar)  # it is told by an answer: no stage is news
        audit.record(
            talk.session,
            By(actor=f"officer:{talk.officer.id}", now=talk.now, inbound_id=draft.inbound_id),
            "given",
            item.occurrence,
        )
    return found


def _first_of_each(found: list[Item]) -> list[Item]:
    """Return the first item of each agency, in the order of the agencies: of what recurs the later ones are no news."""
    first: dict[int, Item] = {}
    for item in found:
        first.setdefault(item.occurrence.agency_id, item)
    return list(first.values())


def _duty(talk: Conversation, draft: Draft, parties: tuple[Party, ...]) -> Obligation:
    """Store the duty under the coordinating agency's own plan of this year, with the next number."""
    session, details = talk.session, draft.details
    plan = _plan(talk, local_date(talk.now))
    count = session.exec(select(func.count()).where(Obligation.plan_id == plan.id)).one()
    is_own = any(not party.is_group and party.id == talk.officer.agency_id for party in parties)
    duty = Obligation(
        plan_id=plan.id,
        clause=str(count + 1),
        title=details["subject"],
        recipient_id=None if is_own else talk.officer.agency_id,
        phrase=details["phrase"],
        rule=details["rule"],
        terms=terms_to_dict(Terms()),
        starts_at=talk.now,
        extended_until=talk.now,
    )
    session.add(duty)
    session.flush()
    duty_id = duty.id
    for party in parties:
        owner = {"group_id": party.id} if party.is_group else {"agency_id": party.id}
        session.add(ObligationParty(obligation_id=duty_id, part=Part.LEAD, **owner))
    session.add(ObligationSource(obligation_id=duty_id, clause=duty.clause, phrase=duty.phrase))
    session.flush()
    audit.record(
        session,
        By(actor=f"officer:{talk.officer.id}", now=talk.now, inbound_id=draft.inbound_id),
        "duty_given",
        duty,
        confirmed_by=talk.inbound_id,
    )
    return duty


def _plan(talk: Conversation, today: date) -> Plan:
    # The agency's row is locked: two first orders of a year must not both make the plan, nor take one number twice.
    agency = talk.session.get_one(Agency, talk.officer.agency_id, with_for_update=True)
    key = given_key(agency.key, today.year)
    plan = register.plan_by_key(talk.session, key)
    if plan is None:
        number, short, title = (
            render("words/given_plan", name=name, year=today.year, agency=agency.name)
            for name in ("number", "short", "title")
        )
        plan = Plan(
            key=key,
            number=number,
            short=short,
            title=title,
            issuer_id=agency.id,
            coordinator_id=agency.id,
            issued_on=today,
            imported_at=talk.now,
        )
        talk.session.add(plan)
        talk.session.flush()
    return plan
