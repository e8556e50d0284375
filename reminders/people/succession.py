"""Shell: what an agency that has ended owed goes to its successor; without one, to the coordinator."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session, col, select

from db import audit, outbox
from db.audit import By
from db.queries import items, people, register
from db.queries.items import Item
from db.statuses import Action
from db.tables import Agency, ChatBinding, Occurrence, Officer
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.loading import load_agencies
from reminders.items.changing import Change, change
from reminders.items.handing import hand_over, has_it
from reminders.messages import render
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import text_notice
from reminders.people.responsible import inherit
from schedules.working_days import WorkingCalendar
from schedules.zone import local_date

LONG = timedelta(days=30)
"""News of a merger waits for office hours, however long the holidays."""

log = structlog.get_logger()


@dataclass
class Succession:
    """What moved: items to the successor, items it had already, items that wait for the coordinator, officers."""

    moved: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    officers: list[str] = field(default_factory=list)


def succeed(session: Session, *, now: datetime, calendar: WorkingCalendar, actor: str = "cycle") -> Succession:
    """Hand over what agencies that have ended by now still have. Derived from the rows: done again, it does nothing.

    1. An item goes to the successor with its deadlines; of several for one period the strictest does, once.
    2. Offices below, and officers with their chats, belong to the successor.
    3. Without a successor the items wait for the coordinator, who is told.
    """
    report, by, on = Succession(), By(actor=actor, now=now), local_date(now)
    if all(day > on for day in register.last_days(session)):
        return report
    known = load_agencies(session)
    after = known.heirs(on)
    found = items.owed_by(session, list(after))
    waiting = [item for item in items.disowned(session, list(after)) if _was_left(session, item)]
    for item in sorted(found + waiting, key=lambda item: (item.occurrence.nominal_at, item.occurrence.id)):
        if heir_id := after[item.agency.id]:
            with _resilient(session, item.occurrence):
                _hand_over(session, item, known[heir_id], report, by, calendar)
    for agency_id, heir_id in after.items():
        agency = known[agency_id]
        if heir_id:
            _adopt(session, agency, known[heir_id], report, by, calendar)
        else:
            left = [item for item in found if item.agency.id == agency_id]
            _leave_to_coordinators(session, agency, left, report, by, calendar)
    session.flush()
    return report


@contextmanager
def _resilient(session: Session, occurrence: Occurrence) -> Iterator[None]:
    """Write the trouble of one item down and go on: a bad row must not stop the others."""
    try:
        with session.begin_nested():
            yield
    except Exception as error:
        log.error("an item could not be handed over", action="succession_failed", occurrence_id=occurrence.id)
        occurrence.trouble = f"{type(error).__name__}: {error}"


def _was_left(session: Session, item: Item) -> bool:
    """Return whether an item waits since its agency was dissolved; what the agency disowned itself is decided first."""
    trail = audit.trail(session, "occurrence", item.occurrence.id)
    return bool(trail) and trail[-1].action == "dissolved"


def _hand_over(
    session: Session, item: Item, heir: AgencyFacts, report: Succession, by: By, calendar: WorkingCalendar
) -> None:
    row = item.occurrence
    is_merged = has_it(session, row, heir)
    said: dict[str, str | int | None] = {"agency": heir.name, "agency_before": item.agency.name, "has_it": is_merged}
    label = f"{item.agency.name} – {item.obligation.title} ({row.period})"
    (report.merged if is_merged else report.moved).append(label)
    hand_over(session, row, heir, by, action="succeeded", said=said, calendar=calendar)


def _adopt(
    session: Session, agency: AgencyFacts, heir: AgencyFacts, report: Succession, by: By, calendar: WorkingCalendar
) -> None:
    for below in session.exec(select(Agency).where(Agency.parent_id == agency.id, Agency.id != heir.id)).all():
        if below.valid_until is None or below.valid_until > local_date(by.now):
            below.parent_id = heir.id
    for overseer in session.exec(select(Officer).where(Officer.scope_id == agency.id)).all():
        overseer.scope_id = heir.id
    inherit(session, agency, heir)
    query = select(Officer).where(Officer.agency_id == agency.id, col(Officer.left_at).is_(None))
    for officer in session.exec(query.order_by(col(Officer.id))).all():
        officer.agency_id = heir.id
        report.officers.append(f"{officer.name} ({agency.name})")
        audit.record(session, by, "officer_moved", officer, before=agency.key, after=heir.key)
        text = render("chat/succeeded", agency=heir.name, before=agency.name, officer=officer.name)
        _tell(session, people.chats_of(session, officer.id), text, now=by.now, calendar=calendar)


def _leave_to_coordinators(
    session: Session, agency: AgencyFacts, left: list[Item], report: Succession, by: By, calendar: WorkingCalendar
) -> None:
    report.left += [f"{agency.name} – {item.obligation.title} ({item.occurrence.period})" for item in left]
    if left:
        change(session, Action.DISSOLVE, [Change(item.occurrence) for item in left], by, calendar=calendar)
        above = load_agencies(session).above(agency.id)  # anew: heirs have adopted
        chats = people.coordinator_chats(session, above, on=local_date(by.now))
        text = render("chat/dissolved", agency=agency.name, count=len(left))
        _tell(session, chats, text, now=by.now, calendar=calendar)


def _tell(
    session: Session, chats: Sequence[ChatBinding], text: str, *, now: datetime, calendar: WorkingCalendar
) -> None:
    send_at = leave_at(now=now, deadline=now + LONG, calendar=calendar)
    rows = [text_notice(chat.id, text, now=now) for chat in chats]
    for row in rows:
        row.send_at = send_at
    outbox.add_once(session, rows)
