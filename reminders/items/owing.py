"""Shell: who owes some duties and when they fall due, asked of the database once for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlmodel import Session, col, select

from db.queries import register
from db.tables import Obligation, ObligationParty, Plan
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from schedules.notation import rule_from_dict, terms_from_dict
from schedules.occurrences import Due, armed, occurrences
from schedules.periods import day_key, period_span
from schedules.rules import Event, Standing
from schedules.working_days import WorkingCalendar
from schedules.zone import local

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Owing:
    """What decides it: the agencies as they stand on a day, the calendar, and the rows of the duties."""

    agencies: Agencies
    calendar: WorkingCalendar
    on: date
    parties: Mapping[int, Sequence[ObligationParty]]
    events: Mapping[int, Sequence[date]]
    plans: Mapping[int, Plan]

    @cached_property
    def heirs(self) -> dict[int, int | None]:
        """What has ended by the day, and what stands in its place."""
        return self.agencies.heirs(self.on)

    def leads(self, duty: Obligation) -> list[int]:
        """Return the agencies that owe a duty on the day."""
        return self.agencies.leads(duty, self.parties[duty.id], on=self.on)

    def dues(self, duty: Obligation, *, since: datetime, until: datetime) -> Iterator[Due]:
        """Yield what falls due in [since, until) from the duty's rule, or from the events recorded for it; nothing
        after its plan has ended.
        """
        rule, terms, plan = rule_from_dict(duty.rule), terms_from_dict(duty.terms), self.plans[duty.plan_id]
        if plan.ends_on:
            until = min(until, local(plan.ends_on) + INSTANT)  # "trước ngày" of that day falls due at its first moment
        if isinstance(rule, Event):
            yield from self._armed(duty, rule, since=since, until=until)
            return
        for due in occurrences(rule, since=since, until=until, calendar=self.calendar, terms=terms):
            if not isinstance(rule, Standing) or _starts_on(due) >= plan.issued_on:
                yield due

    def _armed(self, duty: Obligation, rule: Event, *, since: datetime, until: datetime) -> Iterator[Due]:
        """Yield the due of each recorded event; its period is the event's day, for the same may happen again."""
        for happened_on in self.events[duty.id]:
            if concrete := armed(rule, happened_on, calendar=self.calendar):
                for due in occurrences(concrete, since=since, until=until, calendar=self.calendar):
                    yield replace(due, period=day_key(happened_on))


def load_owing(session: Session, duties: Sequence[Obligation], *, on: date, calendar: WorkingCalendar) -> Owing:
    """Return who owes these duties and when, in five statements."""
    plans = select(Plan).where(col(Plan.id).in_({duty.plan_id for duty in duties}))
    return Owing(
        agencies=load_agencies(session),
        calendar=calendar,
        on=on,
        parties=register.lead_parties(session, duties),
        events=register.events(session, [duty.id for duty in duties]),
        plans={plan.id: plan for plan in session.exec(plans).all()},
    )


def _starts_on(due: Due) -> date:
    """A standing duty is attested for the quarters that began after the plan was issued."""
    span = period_span(due.period)
    return span[0] if span else due.nominal.date()
