"""Pure: a plan that comes again: which duty is which, and what was added, changed, ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reminders.folding import fold
from reminders.plans.register import ObligationEntry, Register
from reminders.plans.reviewing import Obligation
from schedules.notation import rule_from_dict

SAME_TITLE = 0.75
"""How alike two titles must be for one to be the other, reworded."""

FIELDS = ("title", "goal", "lead", "cooperating", "implementing", "recipient", "phrase", "rule")
"""What makes a duty different; where it stands in the document, and what is asked about it, does not."""


@dataclass(frozen=True)
class Difference:
    """The clauses that are new, those that differ with the names of what differs, those that are gone."""

    added: tuple[str, ...]
    changed: dict[str, tuple[str, ...]]
    ended: tuple[str, ...]


def difference(before: Register, after: Register) -> Difference:
    """Return what importing `after` would change in the plan that was imported as `before`."""
    old = {entry.clause: entry for entry in before.obligations}
    new = {entry.clause: entry for entry in after.obligations}
    changed = {clause: _changed(old[clause], entry) for clause, entry in new.items() if clause in old}
    return Difference(
        added=tuple(clause for clause in new if clause not in old),
        changed={clause: names for clause, names in changed.items() if names},
        ended=tuple(clause for clause in old if clause not in new),
    )


def _changed(old: ObligationEntry, new: ObligationEntry) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if getattr(old, name) != getattr(new, name))


def kept_clauses(duties: Sequence[Obligation], before: Sequence[ObligationEntry]) -> dict[str, str]:
    """Return for each duty read now the clause it is to have, by its key.

    A duty keeps the clause it was imported under, so that its items keep their history although an amendment moved
    the numbers. The most alike pairs come first; a new duty gets its own key, or one nobody has had.
    """
    pairs = sorted(_pairs(duties, before), key=lambda pair: -pair[0])
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for _, key, clause in pairs:
        if key not in kept and clause not in taken:
            kept[key] = clause
            taken.add(clause)
    used = {entry.clause for entry in before} | set(kept.values())
    for each in duties:
        if each.key not in kept:
            free = (f"{each.key}-{number}" for number in range(2, len(used) + 3))
            kept[each.key] = each.key if each.key not in used else next(name for name in free if name not in used)
            used.add(kept[each.key])
    return kept


def _pairs(duties: Sequence[Obligation], before: Sequence[ObligationEntry]) -> Iterator[tuple[float, str, str]]:
    """Yield how alike each duty and each clause are; the words of the title decide, the rest parts equal titles."""
    old = [(entry, fold(entry.title), fold(entry.phrase), rule_from_dict(entry.rule)) for entry in before]
    for each in duties:
        title, phrase = fold(each.duty.title), fold(each.duty.phrase)
        rule = each.reading.rule if each.reading else None
        for entry, other, printed, was in old:
            alike = _alike(title, other)
            if alike >= SAME_TITLE:
                rest = 2 * (each.key == entry.clause) + (phrase == printed) + (rule == was)
                yield alike + rest / 8, each.key, entry.clause


def _alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    words, others = left.split(), right.split()
    shared = len(set(words) & set(others))
    if 2 * shared < SAME_TITLE * (len(set(words)) + len(set(others))) * 0.9:
        return 0.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()
