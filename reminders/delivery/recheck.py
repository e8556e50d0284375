"""Pure: is a notice still worth sending? Asked right before it leaves, from the facts of that moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from db import outbox
from db.queries.items import Item
from db.statuses import OWED, BindingStatus, ItemStatus, NoticeKind, Role
from db.tables import ChatBinding, Notification, Officer
from reminders.delivery.slots import reader_of
from reminders.items.debts import NOTHING_LATE, Debts
from reminders.notices.kinds import TO_DESK, Kind

NOT_HERE = "the officer does not answer for this agency now"
NOT_OVERSEEN = "the officer oversees it no more"
"""Reasons after which others may have to be told: the officer moved, or a deputy begins or ends."""

TRIED_FOR = timedelta(days=1)
"""So long a text is sent again that may have arrived; what is about items is so until it says nothing any more."""


def needless(
    row: Notification,
    item: Item | None,
    *,
    binding: ChatBinding,
    officers: Sequence[Officer],
    is_reachable: bool,
    now: datetime,
    debts: Debts = NOTHING_LATE,
) -> str | None:
    """Return why a notice need not be sent any more, or None.

    `officers` are told through the chat at this moment; `is_reachable`: the item's agency has a chat; `debts`: what is
    late of the item's duty.
    """
    if binding.status is BindingStatus.GONE:
        return outbox.GONE
    if row.text is not None:
        return _tried_enough(row, now)
    if binding.officer_id is None or (item is None and row.kind is not NoticeKind.DIGEST):
        return "the chat is no longer linked"
    if item is None:
        return _unwanted(row, officers)
    if reason := _not_theirs(row, item, officers):
        return reason
    match row.kind:
        case NoticeKind.CHANGED:
            return None if row.revision == item.occurrence.revision else "the item changed once more"
        case NoticeKind.ACCEPTING:
            return _unannounceable(row, item)
        case NoticeKind.UNREACHABLE if is_reachable:
            return "the agency has a chat now"
    return _not_owed(row, item) or _silenced(row, item, debts) or _superseded(row, item, now)


def _tried_enough(row: Notification, now: datetime) -> str | None:
    return "it was tried for a day" if row.is_repeat and now - row.created_at >= TRIED_FOR else None


def _not_owed(row: Notification, item: Item) -> str | None:
    if item.occurrence.status not in OWED:
        return f"the item is {item.occurrence.status.value}"
    return "the deadline was changed" if item.occurrence.revision != row.revision else None


def _not_theirs(row: Notification, item: Item, officers: Sequence[Officer]) -> str | None:
    if row.kind in TO_DESK:
        return None if any(officer.role is Role.COORDINATOR for officer in officers) else NOT_OVERSEEN
    return None if any(officer.agency_id == item.occurrence.agency_id for officer in officers) else NOT_HERE


def _unwanted(row: Notification, officers: Sequence[Officer]) -> str | None:
    if not any(officer.role is reader_of(row) for officer in officers):
        return NOT_OVERSEEN
    return None if readers(row, officers) else "the officer wants no digest"


def readers(digest: Notification, officers: Sequence[Officer]) -> list[Officer]:
    """Return whose digest is told, of the officers who are told through one chat."""
    return [officer for officer in officers if officer.role is reader_of(digest) and officer.wants_digest]


def _unannounceable(row: Notification, item: Item) -> str | None:
    """Return why it is not said any more that an item will be accepted by itself, or None."""
    if item.occurrence.status is not ItemStatus.SUBMITTED:
        return f"the item is {item.occurrence.status.value}"
    if item.plan.accepts_after_days is None:
        return "the plan accepts nothing by itself now"
    is_anew = item.occurrence.completed_at is not None and item.occurrence.completed_at > row.created_at
    return "the item was reported anew" if is_anew else None


def _silenced(row: Notification, item: Item, debts: Debts) -> str | None:
    """Return why a đôn đốc is not told that nobody asked for; what a coordinator asks for is told all the same."""
    if row.kind not in (NoticeKind.OVERDUE, NoticeKind.ESCALATED) or Kind.read(row.stage).is_asked:
        return None
    if item.occurrence.id in debts.ended:
        return "the period is chased no more"
    return "a newer period of the duty is chased" if item.occurrence.id in debts.behind else None


def _superseded(row: Notification, item: Item, now: datetime) -> str | None:
    if row.kind is NoticeKind.BEFORE and item.occurrence.status is ItemStatus.ACKNOWLEDGED:
        return "the item was acknowledged"
    is_reminder = row.kind is not NoticeKind.OVERDUE and row.kind not in TO_DESK
    if is_reminder and item.occurrence.overdue_from is not None and now >= item.occurrence.overdue_from:
        return "the deadline has passed; an overdue alert follows"
    return None
