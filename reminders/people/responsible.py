"""Shell: who of an agency is responsible for a duty: named, ended, and what follows when that person is gone."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db import audit, outbox
from db.audit import By
from db.queries import people
from db.queries import responsible as places
from db.statuses import Role
from db.tables import Agency, Obligation, Officer, Plan, Responsible
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.loading import load_agencies
from reminders.items.facts import LONGEST_DUTY
from reminders.items.waking import look_again
from reminders.messages import render
from reminders.minimal import shortened
from reminders.notices.rows import text_notice
from reminders.people.deputies import tell
from schedules.zone import local_date

ANSWERING = (Role.OFFICER, Role.HEAD, Role.COORDINATOR)
"""Who of an agency may be responsible: those who are told of what it owes."""

SHOWN = 10


def name_responsible(session: Session, duty: Obligation, officer: Officer, by: By) -> bool:
    """Have one person of their agency be responsible for a duty from now on; False when they are already.

    They are told, and who was before, unless it is their own doing. Who was not reminded yet is at once.
    """
    session.refresh(duty, with_for_update={"key_share": True})  # one hand at a time, so that each duty has one person
    found = places.of_duty(session, duty.id, officer.agency_id)
    before = found[1] if found else None
    if before and before.id == officer.id:
        return False
    place = {"obligation_id": duty.id, "agency_id": officer.agency_id}
    row = session.merge(Responsible(**place, officer_id=officer.id, named_at=by.now, named_by_id=_officer_of(by)))
    session.flush()
    audit.record(session, by, "responsible_named", duty, agency=officer.agency_id, officer=officer.id)
    facts = _facts(session, duty, officer.agency_id) | {"by": _name_of(session, by), "officer": officer.name}
    _tell(session, officer, "responsible_you", by, facts)
    if before:
        _tell(session, before, "responsible_no_more", by, facts)
    _look_again(session, [row], by.now)
    return True


def end_responsible(session: Session, duty: Obligation, agency_id: int, by: By) -> Officer | None:
    """Have nobody of an agency be responsible for a duty by themselves; return who was, who is told, or None."""
    found = places.of_duty(session, duty.id, agency_id)
    if found is None:
        return None
    row, officer = found
    _tell(session, officer, "responsible_no_more", by, _facts(session, duty, agency_id) | {"officer": ""})
    _drop(session, duty, row, by)
    _look_again(session, [row], by.now)
    return officer


def lapse(session: Session, officer: Officer, agency: Agency, by: By) -> None:
    """What somebody who has left an agency was responsible for is all its officers' again, who are told at once; the
    agency's head, else the coordinators, are told that somebody else should be named.
    """
    found = [(row, duty) for row, duty in places.of_officer(session, officer.id) if row.agency_id == agency.id]
    if not found:
        return
    for row, duty in found:
        _drop(session, duty, row, by)
    _look_again(session, [row for row, _ in found], by.now)
    told = people.told(session, [agency.id], on=local_date(by.now))
    chats = told.heads(agency.id) or told.coordinators(load_agencies(session).above(agency.id))
    duties = [_facts(session, duty, agency.id) for _, duty in found]
    text = render("chat/responsible_left", agency=agency.name, left=officer.name, duties=duties, shown=SHOWN)
    outbox.add_once(session, [text_notice(chat.id, text, now=by.now) for chat in chats])


def pass_on_if_silent(session: Session, officer_id: int, *, now: datetime) -> None:
    """The others are told at once of what somebody is responsible for who has no chat any more."""
    if not people.chats_of(session, officer_id):
        _look_again(session, [row for row, _ in places.of_officer(session, officer_id)], now)


def inherit(session: Session, ended: AgencyFacts, heir: AgencyFacts) -> None:
    """Who was responsible in an agency that has ended is so in its successor, unless somebody is there."""
    taken = {duty for duty, _ in places.of_agencies(session, [heir.id])}
    for duty, _ in places.of_agencies(session, [ended.id]):
        row = session.get_one(Responsible, (duty, ended.id))
        if duty not in taken:
            session.add(Responsible(**row.model_dump(exclude={"agency_id"}), agency_id=heir.id))
        session.delete(row)
    session.flush()


def _drop(session: Session, duty: Obligation, row: Responsible, by: By) -> None:
    audit.record(session, by, "responsible_ended", duty, agency=row.agency_id, officer=row.officer_id)
    session.delete(row)
    session.flush()


def _look_again(session: Session, rows: Collection[Responsible], now: datetime) -> None:
    look_again(places.owed(session, {(row.obligation_id, row.agency_id) for row in rows}), now=now)


def _tell(session: Session, officer: Officer, template: str, by: By, facts: dict[str, Any]) -> None:
    if _officer_of(by) != officer.id:
        tell(session, officer, render(f"chat/{template}", **facts), now=by.now)


def _facts(session: Session, duty: Obligation, agency_id: int) -> dict[str, Any]:
    return {
        "duty": shortened(duty.title, LONGEST_DUTY),
        "agency": session.get_one(Agency, agency_id).name,
        "plan": session.get_one(Plan, duty.plan_id).short,
        "clause": duty.clause,
    }


def _officer_of(by: By) -> int | None:
    kind, _, number = by.actor.partition(":")
    return int(number) if kind == "officer" else None


def _name_of(session: Session, by: By) -> str:
    officer = _officer_of(by)
    return session.get_one(Officer, officer).name if officer else ""
