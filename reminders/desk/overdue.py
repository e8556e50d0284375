"""Shell: items with their facts, as lists of what is late, due soon or waiting show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.queries import items
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
