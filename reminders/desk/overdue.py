"""Shell: what is late, what is due soon, and how far each agency is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.queries import evidence, items, register
from db.queries.items import Item
from db.statuses import OWED, ItemStatus
from db.tables import Occurrence
from reminders.facts import ItemFacts, item_facts
from schedules.working_days import WorkingCalendar
from schedules.zone import iso


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Counts of one agency: `due` is everything whose deadline has come or that is finished already."""

    agency: str
    due: int
    done: int
    done_late: int
    overdue: int
    waiting: int


def with_facts(
    session: Session,
    found: Sequence[Item],
    *,
    now: datetime,
    calendar: WorkingCalendar,
    codes: dict[int, int] | None = None,
) -> list[ItemFacts]:
    """Return the facts of items in the order given; `codes` are a chat's, `alert` is the đôn đốc sent so far."""
    ids = [item.occurrence.id or 0 for item in found]
    alerts = items.alerts_sent(session, ids, before=now)
    explained, proven = items.explanations(session, ids), evidence.counts(session, ids)
    facts = [
        item_facts(item, code=(codes or {}).get(id_, 0), alert=alerts.get(id_, 0), now=now, calendar=calendar)
        for id_, item in zip(ids, found, strict=True)
    ]
    return [replace(fact, explanation=explained.get(fact.id, ""), evidence=proven.get(fact.id, 0)) for fact in facts]


def plain(item: Item, fact: ItemFacts) -> dict[str, Any]:
    """Return one late item for scripts; instants in local time with their offset."""
    occurrence = item.occurrence
    return {
        "item": fact.id,
        "plan": item.plan.number,
        "obligation": item.obligation.clause,
        "title": item.obligation.title,
        "agency": fact.agency,
        "agency_key": item.agency.key,
        "period": occurrence.period,
        "phrase": item.obligation.phrase,
        "nominal": iso(occurrence.nominal_at),
        "act_by": iso(occurrence.act_by_at),
        "overdue_from": iso(occurrence.overdue_from),
        "state": occurrence.status.value,
        "days_overdue": fact.days_overdue,
        "alerts": fact.alert,
    }


def progress(session: Session, agency_ids: Collection[int], *, now: datetime) -> list[Progress]:
    """Return the counts of each agency that owes something, the one with most late items first."""
    of_agency: dict[int, list[Occurrence]] = {}
    for occurrence in items.of_agencies(session, agency_ids):
        of_agency.setdefault(occurrence.agency_id, []).append(occurrence)
    names = {agency.id: agency.name for agency in register.agencies(session)}
    rows = [_count(names[agency_id], found, now) for agency_id, found in sorted(of_agency.items())]
    return sorted((row for row in rows if row.due), key=lambda row: (-row.overdue, row.done - row.due))


def total(rows: Sequence[Progress]) -> Progress:
    """Return the sum of several agencies' counts."""
    return Progress(
        agency="",
        due=sum(row.due for row in rows),
        done=sum(row.done for row in rows),
        done_late=sum(row.done_late for row in rows),
        overdue=sum(row.overdue for row in rows),
        waiting=sum(row.waiting for row in rows),
    )


def _count(agency: str, found: list[Occurrence], now: datetime) -> Progress:
    done = [item for item in found if item.status in (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED)]
    late = [item for item in found if item.status in OWED and item.overdue_from and item.overdue_from <= now]
    return Progress(
        agency=agency,
        due=len(done) + len(late),
        done=len(done),
        done_late=sum(_was_late(item) for item in done),
        overdue=len(late),
        waiting=sum(item.status is ItemStatus.SUBMITTED for item in done),
    )


def _was_late(item: Occurrence) -> bool:
    return bool(item.overdue_from and item.completed_at and item.completed_at >= item.overdue_from)
