"""Pure: which officers are one person, who is an officer of several agencies."""

from collections.abc import Iterable, Sequence

from db.tables import Officer
from schedules.letters import fold


def is_surely_one(one: Officer, other: Officer) -> bool:
    """Return whether two officers are surely one person: their phone and their name are the same. A name alone is
    not enough, nor the phone of an office.
    """
    return one.phone is not None and one.phone == other.phone and fold(one.name) == fold(other.name)


def by_person(officers: Iterable[Officer]) -> list[list[Officer]]:
    """Return officers grouped by who is surely one person, in the order given."""
    found: list[list[Officer]] = []
    for officer in officers:
        of_one = next((group for group in found if is_surely_one(group[0], officer)), None)
        if of_one is None:
            found.append([officer])
        else:
            of_one.append(officer)
    return found


def others_of_each(officers: Sequence[Officer], sharing: Iterable[Sequence[int]]) -> dict[int, list[int]]:
    """Return for some officers, by their numbers, what else the same person is: surely, or as they share a chat."""
    groups = [*sharing, *([one.id for one in person] for person in by_person(officers))]
    found = {one.id: {key for group in groups if one.id in group for key in group} - {one.id} for one in officers}
    return {key: sorted(others) for key, others in found.items() if others}
