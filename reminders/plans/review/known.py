"""Pure: the agencies and groups that earlier plans brought in, as a new plan may name them."""

from dataclasses import dataclass
from functools import cached_property

from reminders.plans.documents.spellings import AgencyBook
from reminders.plans.register.register import AgencyEntry, GroupEntry


@dataclass(frozen=True)
class Known:
    """Agencies with every alias, and groups."""

    agencies: tuple[AgencyEntry, ...] = ()
    groups: tuple[GroupEntry, ...] = ()

    @cached_property
    def book(self) -> AgencyBook:
        """Return the names with their spellings."""
        return AgencyBook(
            {agency.name: (agency.short or agency.name, *agency.aliases) for agency in self.agencies}
            | {group.name: group.aliases for group in self.groups}
        )

    def name_of(self, written: str) -> str | None:
        """Return the known name that a written one is a spelling of."""
        return self.book.match(written).known

    def agency(self, written: str) -> AgencyEntry | None:
        """Return the known agency that a written name is a spelling of."""
        name = self.name_of(written)
        return next((entry for entry in self.agencies if entry.name == name), None)
