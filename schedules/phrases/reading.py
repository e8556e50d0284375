"""Pure: what a phrase was understood to say, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum

from schedules.rules import Event, Rule, Standing, Undated


class Status(StrEnum):
    """How sure a reading is. Better to ask than to be wrong."""

    UNDERSTOOD = "understood"
    NEEDS_EVENT = "needs_event"  # counted from something whose day must be recorded
    NEEDS_DATE = "needs_date"  # no day in the words: the coordinator sets one
    STANDING = "standing"
    AMBIGUOUS = "ambiguous"  # the words leave a choice; `readings` are what they may mean
    NOT_A_DEADLINE = "not_a_deadline"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A deadline as it was read. `why` says in Vietnamese what is asked; `also` are further deadlines of the phrase."""

    status: Status
    rule: Rule | None = None
    readings: tuple[Rule, ...] = ()
    also: tuple["Reading", ...] = ()
    why: str = ""

    @property
    def kind(self) -> str | None:
        """Return the kind of the rule; of an ambiguous phrase the kind its readings share, else "undated".

        None only where there is no deadline.
        """
        if self.rule is not None:
            return self.rule.kind
        kinds = {rule.kind for rule in self.readings}
        return next(iter(kinds)) if len(kinds) == 1 else Undated.kind if kinds else None

    @property
    def event(self) -> Event | None:
        """Return the event the deadline is counted from: its trigger, offset, unit, and before or after."""
        return self.rule if isinstance(self.rule, Event) else None


NOT_A_DEADLINE = Reading(status=Status.NOT_A_DEADLINE)


def reading_of(rule: Rule) -> Reading:
    """Return the reading of a rule the words leave no doubt about."""
    if isinstance(rule, Undated):
        return Reading(status=Status.NEEDS_DATE, rule=rule, why=rule.reason)
    statuses = {Event: Status.NEEDS_EVENT, Standing: Status.STANDING}
    return Reading(status=statuses.get(type(rule), Status.UNDERSTOOD), rule=rule)
