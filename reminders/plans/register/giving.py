"""Shell: a coordinator gives a duty beside every plan; it is stored under their agency's own plan of the year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlmodel import Session, func, select

from db import audit
from db.audit import By
from db.queries import items, register
from db.queries.items import Item
from db.statuses import Cause, Part
from db.tables import Agency, Obligation, ObligationParty, ObligationSource, Officer, Plan
from reminders.agencies.directory import Party
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import coordinated
from reminders.items.making import realign
from reminders.items.waking import sleep
from reminders.messages import render
from reminders.plans.register.dues import next_due
from reminders.plans.register.reserved import given_key
from schedules.notation import rule_to_dict, terms_to_dict
from schedules.occurrences import Due
from schedules.rules import Rule, Terms
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date


@dataclass(frozen=True, kw_only=True)
class NewDuty:
    """A duty as it is ordered: what, from whom (names are not needed), and by when, in words and as a rule."""

    title: str
    parties: tuple[Party, ...]
    phrase: str
    rule: Rule


@dataclass(frozen=True)
class Given:
    """The duty that was made, its first due, and all its items, the earliest first."""

    duty: Obligation
    due: Due
    items: list[Item]


@dataclass(frozen=True)
class NotGiven:
    """Why no duty is made: its deadline is "past", or somebody would owe it whom the giver does not coordinate."""

    why: Literal["past", "not_theirs"]


def give_duty(
    session: Session, giver: Officer, new: NewDuty, by: By, *, calendar: WorkingCalendar, confirmed_by: int | None
) -> Given | NotGiven:
    """Make a duty and its items; or say why not. `confirmed_by` is the message that confirmed the one it came by.

    Whoever calls tells the agencies: no stage of its ladder that is owed by now will be news.
    """
    due = next_due(new.rule, now=by.now, calendar=calendar)
    if due is None:
        return NotGiven("past")
    owing = owing_of(session, giver, new.parties, on=local_date(by.now))
    if not owing or not set(owing) <= coordinated(load_agencies(session), [giver]):
        return NotGiven("not_theirs")
    duty = _duty(session, giver, new, by)
    audit.record(session, by, "duty_given", duty, confirmed_by=confirmed_by)
    duty.extended_until = max(by.now, due.nominal + timedelta(days=1))  # also beyond the horizon
    realign(session, [duty], by, calendar=calendar, cause=Cause.DATE)
    made = items.of_duty(session, duty.id)
    for item in made:
        sleep(item.occurrence, now=by.now, calendar=calendar)
        audit.record(session, by, "given", item.occurrence)
    return Given(duty, due, made)


def owing_of(session: Session, giver: Officer, parties: tuple[Party, ...], *, on: date) -> list[int]:
    """Return who would owe the duty: groups resolved, what has ended to its successor, without the giver's own
    agency unless it is named.
    """
    agencies = load_agencies(session)
    after = agencies.heirs(on)
    found: list[int] = []
    for party in parties:
        if party.is_group:
            found += [key for key in agencies.groups[party.id].members if key != giver.agency_id]
        else:
            found.append(party.id)
    return list(dict.fromkeys(heir for key in found if (heir := after.get(key, key)) is not None))


def _duty(session: Session, giver: Officer, new: NewDuty, by: By) -> Obligation:
    """Store the duty with the next number of its plan."""
    plan = _plan(session, giver, by)
    count = session.exec(select(func.count()).where(Obligation.plan_id == plan.id)).one()
    is_own = any(not party.is_group and party.id == giver.agency_id for party in new.parties)
    duty = Obligation(
        plan_id=plan.id,
        clause=str(count + 1),
        title=new.title,
        recipient_id=None if is_own else giver.agency_id,
        phrase=new.phrase,
        rule=rule_to_dict(new.rule),
        terms=terms_to_dict(Terms()),
        starts_at=by.now,
        extended_until=by.now,
    )
    session.add(duty)
    session.flush()
    for party in new.parties:
        owner = {"group_id": party.id} if party.is_group else {"agency_id": party.id}
        session.add(ObligationParty(obligation_id=duty.id, part=Part.LEAD, **owner))
    session.add(ObligationSource(obligation_id=duty.id, clause=duty.clause, phrase=duty.phrase))
    session.flush()
    return duty


def _plan(session: Session, giver: Officer, by: By) -> Plan:
    # The agency's row is locked: two first orders of a year must not both make the plan, nor take one number twice.
    agency, today = session.get_one(Agency, giver.agency_id, with_for_update=True), local_date(by.now)
    key = given_key(agency.key, today.year)
    plan = register.plan_by_key(session, key)
    if plan is None:
        number, short, title = (
            render("words/given_plan", name=name, year=today.year, agency=agency.name)
            for name in ("number", "short", "title")
        )
        before = register.plan_by_key(session, given_key(agency.key, today.year - 1))
        plan = Plan(
            key=key,
            number=number,
            short=short,
            title=title,
            issuer_id=agency.id,
            coordinator_id=agency.id,
            issued_on=today,
            imported_at=by.now,
            accepts_after_days=before.accepts_after_days if before else None,
        )
        session.add(plan)
        session.flush()
    return plan
