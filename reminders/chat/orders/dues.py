"""Shell: what is said of a deadline that a coordinator is about to set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from db.tables import Obligation
from reminders.chat.conversation import Conversation
from reminders.chat.orders.choosing import leads_of
from reminders.chat.orders.timing import Deadline
from reminders.items.ladder import stages
from reminders.items.ladders import load_ladders
from schedules.occurrences import Due
from schedules.rules import Rule, is_once
from schedules.working_days import WorkingCalendar


@dataclass(frozen=True, kw_only=True)
class DueFacts:
    """A rule and its first due. `before`: the reminders still to come; `after`, `every`: the alerts when it is late."""

    rule: Rule
    due: Due
    now: datetime
    calendar: WorkingCalendar
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    every: int = 0

    @property
    def is_recurring(self) -> bool:
        """Whether it falls due more than once."""
        return not is_once(self.rule)

    @property
    def is_past(self) -> bool:
        """Whether the deadline itself is over."""
        return self.due.nominal <= self.now

    @property
    def is_office_over(self) -> bool:
        """Whether no working time is left before the deadline."""
        return self.due.act_by <= self.now


def duty_facts(talk: Conversation, duty: Obligation, found: Deadline) -> dict[str, Any]:
    """Return what is said of a plan's duty and the deadline it is given."""
    leads = leads_of(talk, [duty])[duty.id]
    due = due_facts(talk, found, list(leads))
    return {"clause": duty.clause, "title": duty.title[:300], "leads": list(leads.values()), "due": due}


def due_facts(talk: Conversation, found: Deadline, owing: Sequence[int]) -> DueFacts:
    """Return the facts of a deadline with the ladder that its items will have, of those who owe it the first one's."""
    ladder = load_ladders(talk.session, talk.all_agencies).of(found.rule.kind, next(iter(owing), None))
    earlier = takewhile(lambda stage: stage.is_reminder, stages(ladder, found.due, talk.calendar))
    reminders = zip(sorted(ladder.before_days, reverse=True), earlier, strict=True)
    return DueFacts(
        rule=found.rule,
        due=found.due,
        now=talk.now,
        calendar=talk.calendar,
        before=tuple(days for days, stage in reminders if stage.at > talk.now or not is_once(found.rule)),
        after=ladder.overdue_after,
        every=ladder.overdue_every,
    )
