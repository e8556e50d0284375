"""Shell: what is late, what is due soon, and how far each agency is."""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.queries import counts, items
from db.queries.counts import Progress
from db.queries.items import Item
from reminders.items.facts import ItemFacts, item_facts
from schedules.working_days import WorkingCalendar
from schedules.zone import iso


def with_facts(
    session: Session,
    found: Sequence[Item],
    *,
    now: datetime,
    calendar: WorkingCalendar,
    codes: dict[int, int] | None = None,
) -> list[ItemFacts]:
    """Return the facts of items in the order given; `codes` are a chat's, `alert` is the đôn đốc sent so far."""
    ids = [item.occurrence.id for item in found]
    said = items.said(session, ids, before=now)
    facts = [
        item_facts(item, code=(codes or {}).get(id_, 0), alert=said[id_].alerts, now=now, calendar=calendar)
        for id_, item in zip(ids, found, strict=True)
    ]
    return [replace(fact, explanation=said[fact.id].explanation, evidence=said[fact.id].evidence) for fact in facts]


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
    rows = counts.by_agency(session, agency_ids, now=now)
    return sorted(rows, key=lambda row: (-row.overdue, row.done - row.due))


def total(rows: Sequence[Progress]) -> Progress:
    """Return the sum of several agencies' counts."""
    counted = [field.name for field in fields(Progress) if field.name != "agency"]
    return Progress(agency="", **{name: sum(getattr(row, name) for row in rows) for name in counted})
