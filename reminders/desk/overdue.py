"""Shell: items with their facts, as lists of what is late, due soon or waiting show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db import audit
from db.queries.items import Item
from db.queries.said import Said, said
from db.statuses import OWED, ItemStatus
from reminders.items.facts import Disowned, ItemFacts, Requested, item_facts
from schedules.working_days import WorkingCalendar
from schedules.zone import iso, local_date


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
    told = said(session, ids, before=now)
    facts = [
        item_facts(item, code=(codes or {}).get(id_, 0), alert=told[id_].alerts, now=now, calendar=calendar)
        for id_, item in zip(ids, found, strict=True)
    ]
    not_ours = [fact.id for fact in facts if fact.status is ItemStatus.NOT_OURS]
    disowned = audit.disowned(session, not_ours)
    return [_told(fact, told[fact.id], disowned.get(fact.id)) for fact in facts]


def _told(fact: ItemFacts, of: Said, disowned: dict[str, Any] | None) -> ItemFacts:
    """Return the facts of an item with what was said of it, also when it was said to be another's."""
    asked = Requested(local_date(of.request_at), of.request_reason or "") if of.request_at else None
    whose = Disowned(disowned.get("agency") or "", disowned.get("reason") or "") if disowned is not None else None
    return replace(
        fact,
        explanation=of.explanation or "",
        responsible=of.responsible or "",
        evidence=of.evidence,
        document=(of.document or "") if fact.reported else "",
        requested=asked if fact.status in OWED else None,
        disowned=whose,
        is_reported_for=fact.reported is not None and of.reported_for is not None,
    )


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
