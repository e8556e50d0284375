"""Shell: how an agency is told of what changed about its items by itself: one message for all of one chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from db import audit
from db.statuses import Action, Cause
from db.tables import Notification
from reminders.delivery.wording import SHOWN
from reminders.items.facts import ItemFacts
from reminders.messages import render
from reminders.notices.kinds import Kind


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """A change of an item: `deadline_before` None: it stayed; `request_until`: of the request that became needless;
    `days`: for how many nobody decided.
    """

    item: ItemFacts
    action: Action
    cause: Cause
    deadline_before: datetime | None
    request_until: date | None
    days: int | None = None


def changes_message(
    session: Session, rows: Sequence[Notification], facts: Mapping[int, ItemFacts], group: str = ""
) -> str:
    """Return the text that tells one chat of the changes that its notices are about; `group` as in `agency_message`."""
    numbers = [Kind.read(row.stage).number or 0 for row in rows]
    entries = audit.entries(session, numbers)
    told = [(entries[number], facts[row.occurrence_id or 0]) for number, row in zip(numbers, rows, strict=True)]
    agencies = {item.agency for _, item in told}
    if len(agencies) > 1:
        told = [(entry, replace(item, whose=item.agency)) for entry, item in told]
    changes = [_change(entry.action, entry.details, item) for entry, item in told]
    agency = changes[0].item.agency if len(agencies) == 1 else ""
    return render("chat/changed", changes=changes, agency=agency, group=group, shown=SHOWN)


def _change(action: str, details: dict[str, Any], item: ItemFacts) -> ChangeFacts:
    before, until = details.get("deadline_before"), details.get("request_until")
    deadline_before = datetime.fromisoformat(before) if before else None
    return ChangeFacts(
        item=item,
        action=Action(action),
        cause=Cause(details["cause"]),
        deadline_before=None if deadline_before == item.due.nominal else deadline_before,
        request_until=date.fromisoformat(until) if until else None,
        days=details.get("days"),
    )
