"""Pure: what a message may say about an item, worked out from its rows and `now`."""

from dataclasses import dataclass, replace
from datetime import datetime

from db.queries.items import Item
from db.statuses import CLOSED, OWED, ItemStatus
from db.tables import Obligation, Occurrence
from schedules.notation import RuleError, rule_from_dict
from schedules.occurrences import Due
from schedules.periods import period_label
from schedules.rules import Rule, Undated
from schedules.wording import act_by_words, deadline, short_deadline
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local_date

LONGEST_TITLE = 120
"""Longer titles are cut, at a word where there is one."""


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """The facts of one item in one chat. Days are working days; `alert` is the number of this đôn đốc, 0 before.

    `original` is the deadline before `extensions` of it were granted, "" when none was. `evidence` counts files.
    """

    id: int
    code: int
    title: str
    agency: str
    source: str
    period: str
    deadline: str
    short_deadline: str
    last_day: str
    days_left: int
    is_last_day: bool
    is_overdue: bool
    days_overdue: int
    alert: int
    status: ItemStatus
    standing: str
    completed: str = ""
    original: str = ""
    extensions: int = 0
    explanation: str = ""
    evidence: int = 0


def due_of(occurrence: Occurrence) -> Due:
    """Return the due instants of an occurrence, in the local zone."""
    return Due(
        period=occurrence.period,
        nominal=occurrence.nominal_at.astimezone(LOCAL),
        act_by=occurrence.act_by_at.astimezone(LOCAL),
        overdue_from=occurrence.overdue_from.astimezone(LOCAL) if occurrence.overdue_from else None,
    )


def item_facts(item: Item, *, code: int, alert: int, now: datetime, calendar: WorkingCalendar) -> ItemFacts:
    """Return what may be said of an item now."""
    due, rule = due_of(item.occurrence), _rule_of(item.obligation)
    today = local_date(now)
    late = due.overdue_from is not None and due.overdue_from <= now and item.occurrence.status in OWED
    label = period_label(due.period)
    title = _shortened(item.obligation.title)
    return ItemFacts(
        id=item.occurrence.id or 0,
        code=code,
        title=f"{title} ({label})" if label else title,
        agency=item.agency.name,
        source=f"{item.plan.short}, mục {item.obligation.clause}",
        period=label,
        deadline=deadline(rule, due),
        short_deadline=short_deadline(due, today),
        last_day=act_by_words(due.act_by, calendar),
        days_left=calendar.working_days_between(today, due.act_by.date()),
        is_last_day=today == due.act_by.date(),
        is_overdue=late,
        days_overdue=calendar.working_days_between(local_date(due.overdue_from), today)
        if late and due.overdue_from
        else 0,
        alert=alert,
        status=item.occurrence.status,
        standing=standing(item.occurrence, now),
        completed=_completed(item.occurrence),
        original=_original(item.occurrence, rule),
        extensions=item.occurrence.extension_count,
    )


def _original(occurrence: Occurrence, rule: Rule) -> str:
    if occurrence.first_nominal_at is None:
        return ""
    return deadline(rule, replace(due_of(occurrence), nominal=occurrence.first_nominal_at))


def _completed(occurrence: Occurrence) -> str:
    """Return when an item was reported done and whether in time; "" before."""
    if occurrence.completed_at is None:
        return ""
    at, first, due = occurrence.completed_at, occurrence.first_overdue_from, occurrence.overdue_from
    words = "quá hạn" if due is not None and at >= due else "đúng hạn"
    if first is not None:
        words += f" đã gia hạn, {'quá' if at >= first else 'đúng'} hạn gốc"
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}, {words}"


def _rule_of(obligation: Obligation) -> Rule:
    """Return the rule for the wording; a damaged one must not hide the item, whose instants are known."""
    try:
        return rule_from_dict(obligation.rule)
    except RuleError:
        return Undated(reason=obligation.phrase)


def _shortened(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def standing(occurrence: Occurrence, now: datetime) -> str:
    """Return where an item stands in the government's own words.

    On time or late is judged by the completion reply, not by its acceptance.
    """
    if occurrence.status is ItemStatus.CANCELLED:
        return "Đã hủy"
    if occurrence.status is ItemStatus.NOT_OURS:
        return "Chờ phân công lại"
    judged_at = occurrence.completed_at or now
    is_late = occurrence.overdue_from is not None and judged_at >= occurrence.overdue_from
    if occurrence.status is ItemStatus.SUBMITTED:
        return "Chờ xác nhận"
    if occurrence.status in CLOSED:
        return "Hoàn thành quá hạn" if is_late else "Hoàn thành đúng hạn"
    if is_late:
        return "Quá hạn"
    if occurrence.status is ItemStatus.RETURNED:
        return "Trả lại"
    is_soon = (occurrence.act_by_at - now).days < SOON_DAYS
    return "Sắp đến hạn" if is_soon else "Chưa đến hạn"


SOON_DAYS = 7
"""An item to be done within this many days is "sắp đến hạn"."""
