"""Pure: a plan that comes again: which duty is which, and what was added, changed, ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reminders.plans.documents.spellings import spelling_key
from reminders.plans.register.register import ObligationEntry, Register
from reminders.plans.review.reviewing import UNSTATED, Obligation
from schedules.letters import fold
from schedules.notation import rule_from_dict

SAME_TITLE = 0.75
"""How alike two titles must be for one to be the other, reworded."""
SHARED_WORDS = 0.4
"""How much of the shorter title the longer must have where lead, place and words of time are the same."""

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


def kept_clauses(
    duties: Sequence[Obligation], before: Sequence[ObligationEntry], called: Mapping[str, str]
) -> dict[str, str]:
    """Return for each duty read now the clause it is to have, by its key; `called` are the names of agencies by key.

    A duty keeps the clause it was imported under, so that its items keep their history although an amendment moved
    the numbers. The most alike pairs come first; a new duty gets its own key, or one nobody has had.
    """
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for _, key, clause in sorted(_pairs(duties, before, called), key=lambda pair: -pair[0]):
        if key not in kept and clause not in taken:
            kept[key] = clause
            taken.add(clause)
    used = {entry.clause for entry in before}
    for each in duties:
        if each.key not in kept:
            names = (each.key, *(f"{each.key}-{number}" for number in range(2, len(used) + 3)))
            kept[each.key] = next(name for name in names if name not in used)
            used.add(kept[each.key])
    return kept


def _pairs(
    duties: Sequence[Obligation], before: Sequence[ObligationEntry], called: Mapping[str, str]
) -> Iterator[tuple[float, str, str]]:
    """Yield how alike each duty and each clause are, where they may be the same.

    That is where the titles are alike, or where place, words of time and lead are the same and so is the rule, or the
    titles share words: people shorten titles. The rest parts duties with equal titles.
    """
    old = [_features(entry.title, entry.phrase, [called.get(key, "") for key in entry.lead]) for entry in before]
    rules = [rule_from_dict(entry.rule) for entry in before]
    for each in duties:
        title, phrase, lead = _features(each.duty.title, each.duty.phrase or UNSTATED, each.duty.lead)
        rule = each.reading.rule if each.reading else None
        for entry, was, (other, printed, owing) in zip(before, rules, old, strict=True):
            alike = _alike(title, other)
            is_here = each.key == entry.clause or each.duty.section in {source.clause for source in entry.sources}
            same = (is_here, phrase == printed, lead == owing, rule == was)
            if alike >= SAME_TITLE or all(same) or (all(same[:3]) and _shared(title, other) >= SHARED_WORDS):
                yield alike + sum(same) / 8 + (each.key == entry.clause) / 8, each.key, entry.clause


def _features(title: str, phrase: str, lead: Sequence[str]) -> tuple[list[str], str, frozenset[str]]:
    return fold(title).split(), fold(phrase), frozenset(map(spelling_key, lead))


def _shared(left: list[str], right: list[str]) -> float:
    """Return how much of the shorter title's words the other has."""
    return len(set(left) & set(right)) / max(1, min(len(set(left)), len(set(right))))


def _alike(left: list[str], right: list[str]) -> float:
    if left == right or _shared(left, right) < SHARED_WORDS:
        return float(left == right)
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
