"""Pure: what may be said of an item, worked out from its rows and `now`."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from db.queries.items import Item
from db.statuses import CLOSED, OWED, ItemStatus
from db.tables import Obligation, Occurrence
from reminders.items.ladder import ESCALATES_FROM, escalates_from
from reminders.minimal import shortened
from schedules.notation import RuleError, rule_from_dict
from schedules.occurrences import Due
from schedules.periods import period_label
from schedules.rules import Rule, Undated
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL, local_date

SOON_DAYS = 7
"""An item to be done within this many days is due soon."""

LONGEST_DUTY = 120
"""What a duty is called is cut to this many characters, at a word where there is one."""


class Stand(StrEnum):
    """Where an item stands, as the government's reports tell it apart; `words/standing` says it."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"
    RETURNED = "returned"
    WAITING = "waiting"
    DONE = "done"
    DONE_LATE = "done_late"
    UNASSIGNED = "unassigned"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Reported:
    """When an item was reported done, and whether late; by the first deadline too if it was extended, else None."""

    at: datetime
    is_late: bool
    is_late_at_first: bool | None = None


@dataclass(frozen=True)
class Requested:
    """Up to which day (inclusive) an agency asks for more time, and why ("" for no word)."""

    until: date
    reason: str


@dataclass(frozen=True)
class Disowned:
    """Whose an item is as its agency said when it said that it is not its own, and why ("" for no word)."""

    agency: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """The facts of one item in one chat. Days are working days; `alert` is the number of this đôn đốc, 0 before.

    `first_nominal` is the deadline before `extensions` of it were granted. `evidence` counts files.
    `document` is the number of what was sent; `is_reported_for`: others reported it done for its agency. `requested`
    and `disowned` wait for the coordinator. `period` is its name, "" for what falls due once; `escalates_from` its
    ladder's. The templates say the rest, by filters.
    """

    id: int
    code: int
    duty: str
    agency: str
    plan: str
    clause: str
    rule: Rule
    due: Due
    today: date
    calendar: WorkingCalendar
    days_left: int
    is_last_day: bool
    is_overdue: bool
    days_overdue: int
    alert: int
    status: ItemStatus
    stand: Stand
    reported: Reported | None = None
    first_nominal: datetime | None = None
    extensions: int = 0
    explanation: str = ""
    evidence: int = 0
    document: str = ""
    requested: Requested | None = None
    disowned: Disowned | None = None
    is_reported_for: bool = False
    period: str = ""
    escalates_from: int | None = ESCALATES_FROM

    @property
    def title(self) -> str:
        """What is to be done, and of which period."""
        duty = shortened(self.duty, LONGEST_DUTY)
        return f"{duty} ({self.period})" if self.period else duty

    @property
    def is_escalated(self) -> bool:
        """Whether this đôn đốc is told above the officers, too."""
        return self.escalates_from is not None and self.alert >= self.escalates_from


def due_of(occurrence: Occurrence) -> Due:
    """Return the due instants of an occurrence, in the local zone."""
    return Due(
        period=occurrence.period,
        nominal=occurrence.nominal_at.astimezone(LOCAL),
        act_by=occurrence.act_by_at.astimezone(LOCAL),
        overdue_from=occurrence.overdue_from.astimezone(LOCAL) if occurrence.overdue_from else None,
    )


def item_facts(item: Item, *, code: int, alert: int, now: datetime, calendar: WorkingCalendar) -> ItemFacts:
    """Return what may be said of an item now; ValueError for a damaged one that no sentence can be made of."""
    due, today = due_of(item.occurrence), local_date(now)
    is_late = due.overdue_from is not None and due.overdue_from <= now and item.occurrence.status in OWED
    late_from = due.overdue_from if is_late else None
    return ItemFacts(
        id=item.occurrence.id,
        code=code,
        duty=item.obligation.title,
        period=period_label(due.period),
        agency=item.agency.name,
        plan=item.plan.short,
        clause=item.obligation.clause,
        rule=_rule_of(item.obligation),
        due=due,
        today=today,
        calendar=calendar,
        days_left=calendar.working_days_between(today, due.act_by.date()),
        is_last_day=today == due.act_by.date(),
        is_overdue=is_late,
        days_overdue=calendar.working_days_between(local_date(late_from), today) if late_from else 0,
        alert=alert,
        status=item.occurrence.status,
        stand=standing(item.occurrence, now),
        reported=_reported(item.occurrence),
        first_nominal=item.occurrence.first_nominal_at,
        extensions=item.occurrence.extension_count,
        escalates_from=escalates_from(item.occurrence.ladder),
    )


def _reported(occurrence: Occurrence) -> Reported | None:
    at, due, first = occurrence.completed_at, occurrence.overdue_from, occurrence.first_overdue_from
    if at is None:
        return None
    return Reported(at, due is not None and at >= due, at >= first if first else None)


def _rule_of(obligation: Obligation) -> Rule:
    """Return the rule for the wording; a damaged one must not hide the item, whose instants are known."""
    try:
        return rule_from_dict(obligation.rule)
    except RuleError:
        return Undated(reason=obligation.phrase)


def standing(occurrence: Occurrence, now: datetime) -> Stand:
    """Return where an item stands. On time or late is judged by the completion reply, not by its acceptance."""
    if occurrence.status is ItemStatus.CANCELLED:
        return Stand.CANCELLED
    if occurrence.status is ItemStatus.NOT_OURS:
        return Stand.UNASSIGNED
    judged_at = occurrence.completed_at or now
    is_late = occurrence.overdue_from is not None and judged_at >= occurrence.overdue_from
    if occurrence.status is ItemStatus.SUBMITTED:
        return Stand.WAITING
    if occurrence.status in CLOSED:
        return Stand.DONE_LATE if is_late else Stand.DONE
    if is_late:
        return Stand.OVERDUE
    if occurrence.status is ItemStatus.RETURNED:
        return Stand.RETURNED
    return Stand.SOON if (occurrence.act_by_at - now).days < SOON_DAYS else Stand.LATER
