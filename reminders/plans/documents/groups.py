"""Pure: labelled parts that belong together and the clause they are about: one duty each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reminders.plans.documents.labels import Role
from reminders.plans.documents.outline import Node
from reminders.plans.documents.prose import Item, is_heading_of_parts

STATED = (Role.LEAD, Role.DOER, Role.COOPERATING, Role.COOPERATING_OR_DOING, Role.TIME)
"""Parts that make a duty; an aim alone does not."""


@dataclass
class Group:
    """Parts of one duty: their words by role, the item each stands in, and the clause (`scope`) they are about."""

    scope: tuple[Node, ...]
    parts: dict[Role, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    about: list[Item] = field(default_factory=list)

    @property
    def is_duty(self) -> bool:
        return any(role in self.parts for role in STATED)

    def add(self, item: Item) -> None:
        """Take an item's parts in; the first words of a role stay."""
        self.items.append(item)
        for part in item.parts:
            if part.role and part.text:
                self.parts.setdefault(part.role, part.text)
            elif part.text:
                self.about.append(item)


def grouped(items: Sequence[Item]) -> list[Group]:
    """Return the groups of labelled parts in the order they begin.

    Parts belong together while they are about the same clause and none comes twice. What a group is about: a part with
    a letter or a number of its own ("d) Thời gian: …") is about the clause around it, a dashed part about the clause
    its list stands in, an unmarked one about the item before it.
    """
    groups: list[Group] = []
    for item in items:
        is_labelled = any(part.role and part.text for part in item.parts)
        if is_labelled and (group := _group_for(item, groups)):
            group.add(item)
    duties = [group for group in groups if group.is_duty]
    _tell_what_about(duties, items)
    return duties


def _group_for(item: Item, groups: list[Group]) -> Group | None:
    """Return the group an item's parts go on with, else a new one; None where they cannot begin one."""
    scope, roles = _scope(item), {part.role for part in item.parts if part.role}
    numbers = [node.number for node in scope]
    same = (group for group in reversed(groups) if [node.number for node in group.scope] == numbers)
    current = next(same, None)
    if current and not any(role in current.parts for role in roles.intersection(STATED)):
        return current
    if roles.isdisjoint((*STATED, Role.GOAL)):
        return None
    groups.append(Group(scope))
    return groups[-1]


def _scope(item: Item) -> tuple[Node, ...]:
    nodes = item.nodes
    if item.parts and item.parts[0].role is None and item.parts[0].text:
        return nodes
    if item.marker is None:
        return nodes
    outer = nodes[:-1]
    if item.marker.is_list_item:
        while outer and is_heading_of_parts(outer[-1].text):
            outer = outer[:-1]
    return outer


def _tell_what_about(groups: list[Group], items: Sequence[Item]) -> None:
    """Give each group of several in one clause the items before it; one alone is about the clause itself."""
    places = {id(item): at for at, item in enumerate(items)}
    by_clause: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        clause = _clause_node(group)
        by_clause[clause.number if clause else 0].append(group)
    for several in by_clause.values():
        if len(several) == 1:
            several[0].scope = _without_list_items(several[0])
            continue
        start = 0
        for group in several:
            first, last = places[id(group.items[0])], places[id(group.items[-1])]
            about = [item for item in items[start:first] if not item.roles and _is_inside(item, group)]
            if not group.about:
                group.about = about
            start = last + 1


def _without_list_items(group: Group) -> tuple[Node, ...]:
    clause = _clause_node(group)
    return group.scope[: group.scope.index(clause) + 1] if clause else group.scope


def _clause_node(group: Group) -> Node | None:
    return next((node for node in reversed(group.scope) if not node.marker.is_list_item), None)


def _is_inside(item: Item, group: Group) -> bool:
    """Say whether an item is a list item or plain paragraph of the clause a group stands in."""
    clause = _clause_node(group)
    inner = next((node for node in reversed(item.nodes) if not node.marker.is_list_item), None)
    if clause is None or inner is None or clause.number != inner.number:
        return False
    return item.marker is None or item.marker.is_list_item
