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
from db.statuses import Decision, ItemStatus
from db.tables import Agency, ChatBinding, Occurrence, Officer
from reminders.messages import render
from reminders.notices.office_hours import leave_at
from reminders.notices.rows import text_notice
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
    report = Succession()
    after = register.heirs(session, on=local_date(now))
    found = items.owed_by(session, list(after)) if after else []
    waiting = [item for item in items.disowned(session, list(after)) if _was_left(session, item)] if after else []
    for item in sorted(found + waiting, key=lambda item: (item.occurrence.nominal_at, item.occurrence.id)):
        if heir_id := after[item.agency.id]:
            heir = session.get_one(Agency, heir_id)
            with _resilient(session, item.occurrence):
                _hand_over(session, item, heir, report, now=now, actor=actor)
    for agency_id, heir_id in after.items():
        agency = session.get_one(Agency, agency_id)
        if heir_id:
            heir = session.get_one(Agency, heir_id)
            _adopt(session, agency, heir, report, now=now, calendar=calendar, actor=actor)
        else:
            left = [item for item in found if item.agency.id == agency_id]
            _leave_to_coordinators(session, agency, left, report, now=now, calendar=calendar, actor=actor)
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


def _hand_over(session: Session, item: Item, heir: Agency, report: Succession, *, now: datetime, actor: str) -> None:
    before = item.occurrence
    query = select(Occurrence.id).where(
        Occurrence.obligation_id == before.obligation_id,
        Occurrence.agency_id == heir.id,
        Occurrence.period == before.period,
    )
    label = f"{item.agency.name} – {item.obligation.title} ({before.period})"
    is_merged = session.exec(query).first() is not None
    if is_merged:
        report.merged.append(label)
    else:
        report.moved.append(label)
        given = copy_for(session, before, heir, now=now)
        _record(session, given, "succeeded", now=now, actor=actor, agency=heir.name, agency_before=item.agency.name)
    close(session, before, ItemStatus.CANCELLED, now=now)
    where: dict[str, str | int] = {"agency": heir.name, "agency_before": item.agency.name, "has_it": is_merged}
    _record(session, before, "cancel", now=now, actor=actor, **where)


def copy_for(session: Session, before: Occurrence, agency: Agency, *, now: datetime) -> Occurrence:
    """Return the same item as another agency has it from now on: with its deadlines, and nothing answered yet."""
    left_out = {"id", "agency_id", "status", "revision", "created_at", "wake_at", "completed_at", "trouble"}
    given = Occurrence(
        **before.model_dump(exclude=left_out | {"assigned_from_id"}),
        agency_id=agency.id,
        created_at=now,
        wake_at=now,
        assigned_from_id=before.id,
    )
    session.add(given)
    session.flush()
    return given


def close(session: Session, occurrence: Occurrence, status: ItemStatus, *, now: datetime) -> None:
    """Owe an item no more: what waits about it is cancelled, a request for more time is needless."""
    occurrence.status, occurrence.wake_at = status, None
    outbox.cancel_pending(session, occurrence_id=occurrence.id, reason="the agency has ended")
    if request := items.pending_extension(session, occurrence.id):
        request.decision, request.decided_at = Decision.WITHDRAWN, now


def _adopt(
    session: Session,
    agency: Agency,
    heir: Agency,
    report: Succession,
    *,
    now: datetime,
    calendar: WorkingCalendar,
    actor: str,
) -> None:
    for below in session.exec(select(Agency).where(Agency.parent_id == agency.id, Agency.id != heir.id)).all():
        if below.valid_until is None or below.valid_until > local_date(now):
            below.parent_id = heir.id
    for overseer in session.exec(select(Officer).where(Officer.scope_id == agency.id)).all():
        overseer.scope_id = heir.id
    query = select(Officer).where(Officer.agency_id == agency.id, col(Officer.left_at).is_(None))
    for officer in session.exec(query.order_by(col(Officer.id))).all():
        officer.agency_id = heir.id
        report.officers.append(f"{officer.name} ({agency.name})")
        audit.record(session, By(actor=actor, now=now), "officer_moved", officer, before=agency.key, after=heir.key)
        text = render("chat/succeeded", agency=heir.name, before=agency.name, officer=officer.name)
        _tell(session, people.chats_of(session, officer.id), text, now=now, calendar=calendar)


def _leave_to_coordinators(
    session: Session,
    agency: Agency,
    left: list[Item],
    report: Succession,
    *,
    now: datetime,
    calendar: WorkingCalendar,
    actor: str,
) -> None:
    for item in left:
        report.left.append(f"{agency.name} – {item.obligation.title} ({item.occurrence.period})")
        close(session, item.occurrence, ItemStatus.NOT_OURS, now=now)
        _record(session, item.occurrence, "dissolved", now=now, actor=actor)
    if left:
        chats = people.coordinator_chats(session, register.and_above(session, agency.id), on=local_date(now))
        text = render("chat/dissolved", agency=agency.name, count=len(left))
        _tell(session, chats, text, now=now, calendar=calendar)


def _tell(
    session: Session, chats: Sequence[ChatBinding], text: str, *, now: datetime, calendar: WorkingCalendar
) -> None:
    send_at = leave_at(now=now, deadline=now + LONG, calendar=calendar)
    rows = [text_notice(chat.id, text, now=now) for chat in chats]
    for row in rows:
        row.send_at = send_at
    outbox.add_once(session, rows)


def _record(
    session: Session, item: Occurrence, action: str, *, now: datetime, actor: str, **details: str | int | None
) -> None:
    audit.record(session, By(actor=actor, now=now), action, item, **details)
