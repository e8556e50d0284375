"""Pure: is a notice still worth sending? Asked right before it leaves, from the facts of that moment."""

from datetime import datetime

from db.queries.items import Item
from db.statuses import OWED, BindingStatus, ItemStatus, Role
from db.tables import ChatBinding, Notification, Officer
from reminders.delivery.slots import is_digest, reader_of

UNREACHABLE = "unreachable"
"""The stage that tells the coordinator that nobody can be reminded of an item."""

GONE = "gone:"
"""Begins the stage that tells the coordinator that a chat (by its binding) refuses the bot."""


def needless(
    row: Notification,
    item: Item | None,
    *,
    binding: ChatBinding,
    officer: Officer | None,
    is_reachable: bool,
    now: datetime,
) -> str | None:
    """Return why a notice need not be sent any more, or None. `is_reachable`: the item's agency has a chat."""
    if binding.status is BindingStatus.GONE:
        return "the chat is gone"
    if row.text is not None:
        return None
    if officer is None or (item is None and not is_digest(row.stage)):
        return "the chat is no longer linked"
    if item is None:
        return _unwanted(row, officer)
    if is_desk(row.stage):
        if officer.role is not Role.COORDINATOR:
            return "the officer oversees it no more"
    elif officer.agency_id != item.occurrence.agency_id:
        return "the officer is no longer of this agency"
    if item.occurrence.status not in OWED:
        return f"the item is {item.occurrence.status.value}"
    if item.occurrence.revision != row.revision:
        return "the deadline was changed"
    if row.stage == UNREACHABLE and is_reachable:
        return "the agency has a chat now"
    return _superseded(row, item, now)


def _unwanted(row: Notification, officer: Officer) -> str | None:
    if officer.role is not reader_of(row.stage):
        return "the officer oversees it no more"
    return None if officer.wants_digest else "the officer wants no digest"


def _superseded(row: Notification, item: Item, now: datetime) -> str | None:
    if row.stage.startswith("before:") and item.occurrence.status is ItemStatus.ACKNOWLEDGED:
        return "the item was acknowledged"
    is_reminder = not row.stage.startswith("overdue:") and not is_desk(row.stage)
    if is_reminder and item.occurrence.overdue_from is not None and now >= item.occurrence.overdue_from:
        return "the deadline has passed; an overdue alert follows"
    return None


def is_desk(stage: str) -> bool:
    """Return whether a stage is told to the coordinator and not to the agency."""
    return stage == UNREACHABLE or stage.startswith((GONE, "escalated:"))
