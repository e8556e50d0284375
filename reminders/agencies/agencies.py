"""Pure: every agency and group as one value: the tree, the names, who came after whom, who leads a duty."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from db.tables import Obligation, ObligationParty
from reminders.agencies.finding import called, find, folded


@dataclass(frozen=True, kw_only=True)
class AgencyFacts:
    """One agency; `names` are its name and then its aliases, `valid_until` is exclusive."""

    id: int
    key: str
    names: tuple[str, ...]
    parent_id: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    successor_id: int | None = None

    @property
    def name(self) -> str:
        """What it is called where it is spoken of."""
        return self.names[0]


@dataclass(frozen=True, kw_only=True)
class GroupFacts:
    """One group with the ids of its members."""

    id: int
    key: str
    name: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class Agencies:
    """Every agency and group by its id, in the order they were entered, as they stood when they were loaded."""

    by_id: Mapping[int, AgencyFacts]
    groups: Mapping[int, GroupFacts]

    def __getitem__(self, agency_id: int) -> AgencyFacts:
        """Return an agency; KeyError when there is none with this id."""
        return self.by_id[agency_id]

    def keyed(self, key: str) -> AgencyFacts | None:
        """Return the agency with a key."""
        return next((one for one in self.by_id.values() if one.key == key), None)

    def party(self, party: ObligationParty) -> AgencyFacts | GroupFacts:
        """Return the agency or the group that a party of a duty is."""
        return self.by_id[party.agency_id] if party.agency_id else self.groups[party.group_id or 0]

    def subtree(self, root_id: int) -> set[int]:
        """Return an agency and everything below it."""
        found: set[int] = set()
        waiting = [root_id]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting += self._children.get(current, [])
        return found

    def above(self, agency_id: int) -> list[int]:
        """Return an agency and everything above it, the nearest first."""
        found: list[int] = []
        current = self.by_id.get(agency_id)
        while current and current.id not in found:
            found.append(current.id)
            current = self.by_id.get(current.parent_id or 0)
        return found

    def heirs(self, on: date) -> dict[int, int | None]:
        """Return every agency that has ended by a day, and what stands in its place then (None: nothing does)."""
        after = {key: one.successor_id for key, one in self.by_id.items() if one.valid_until and one.valid_until <= on}
        found: dict[int, int | None] = {}
        for ended in after:
            heir, seen = after[ended], {ended}
            while heir in after and heir not in seen:
                seen.add(heir)
                heir = after[heir]
            found[ended] = None if heir in seen else heir
        return found

    def named_leads(self, parties: Iterable[ObligationParty]) -> list[int]:
        """Return the leads of a duty as its plan names them, groups resolved to their members."""
        found: list[int] = []
        for party in parties:
            group = self.groups.get(party.group_id or 0)
            found += [party.agency_id] if party.agency_id else group.members if group else ()
        return found

    def leads(self, duty: Obligation, parties: Iterable[ObligationParty], *, on: date) -> list[int]:
        """Return the agencies that owe a duty on a day, given the parties that lead it: groups resolved, what has
        ended to its successor (each once, nobody without one), without the recipient.
        """
        after = self.heirs(on)
        recipient = after.get(duty.recipient_id or 0, duty.recipient_id)
        found = [after.get(agency, agency) for agency in self.named_leads(parties)]
        return [agency for agency in dict.fromkeys(found) if agency is not None and agency != recipient]

    def owing(
        self, duties: Iterable[Obligation], parties: Mapping[int, Iterable[ObligationParty]], *, on: date
    ) -> set[int]:
        """Return the agencies that owe any of some duties on a day, given the parties that lead each."""
        return {key for duty in duties for key in self.leads(duty, parties[duty.id], on=on)}

    def unled(self, parties: Iterable[Iterable[ObligationParty]], *, on: date) -> dict[int, int]:
        """Return the agencies that ended by a day without a successor, and how many duties each still leads by name,
        given the parties that lead each duty.
        """
        counts = {agency: 0 for agency, heir in self.heirs(on).items() if heir is None}
        for leading in parties if counts else ():
            for agency in counts.keys() & set(self.named_leads(leading)):
                counts[agency] += 1
        return {agency: count for agency, count in counts.items() if count}

    def find(self, words: str, *, on: date, within: Collection[int] | None = None) -> list[int]:
        """Return whom a name may mean, of some (None: of all): who is in force on a day, else who has ended by then."""
        ended = self.heirs(on)
        names = {key: one.names for key, one in self.by_id.items() if within is None or key in within}
        return find(words, {key: each for key, each in names.items() if key not in ended}) or find(words, names)

    def meant(self, words: str, *, on: date, within: Collection[int] | None = None) -> list[int]:
        """Return what `find` does, but for who has ended the successor, if that is one of them too."""
        after = self.heirs(on)
        found = dict.fromkeys(after.get(key) or key for key in self.find(words, on=on, within=within))
        return [key for key in found if within is None or key in within]

    @cached_property
    def spellings(self) -> frozenset[str]:
        """What any of them is called, folded."""
        return frozenset(folded(name) for one in self.by_id.values() for name in one.names)

    def called(self, name: str, *, on: date) -> list[int]:
        """Return those in force on a day whose whole name or alias this is."""
        ended = self.heirs(on)
        return called(name, {key: one.names for key, one in self.by_id.items() if key not in ended})

    @cached_property
    def _children(self) -> dict[int | None, list[int]]:
        children: dict[int | None, list[int]] = {}
        for key, one in self.by_id.items():
            children.setdefault(one.parent_id, []).append(key)
        return children
