"""Pure: minimal content: what is taken out of the facts of a chat's text, so that a foreign platform does not learn it.

Filtered are the facts, not the sentences: a template says what it has, and may ask whether a fact `is withheld`.
"""

from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import Any

LONGEST_DUTY = 40
"""What a duty is called is cut to this many characters, at a word where there is one."""

PEOPLE = frozenset(
    ["officer", "officers", "by", "gone", "readers", "left", "deputy", "sender", "instead_of", "responsible"]
)
SOURCES = frozenset({"plan", "clause"})
WRITTEN = frozenset({"reason", "text", "explanation", "document", "heard"})
AGENCIES = frozenset(
    [
        "agency",
        "agency_before",
        "for_agency",
        "coordinator",
        "scope",
        "before",
        "named",
        "suggested",
        "untold",
        "candidates",
        "about",
    ]
)
AGENCIES |= {"silent_names", "debts", "whose", "still"}

_TO_OVERSEERS = """
    accepted desk extension_asked extension_decided no_request not_ours not_reassigned ours_again reassigned returned
    unreachable urged request_withdrawn waiting morning weekly cancelled given link_codes no_codes order_draft
    order_unclear officer_added officer_draft officer_refused dissolved nobody_left responsible_left duty duties
    no_such_duty urge_which whether_for which_for reported_for not_theirs denied behalf_refused
"""  # the coordinator tells the agencies apart by their names
_ASKED = "due_soon overdue progress"  # whoever asked for such a list: it may hold several agencies
_TO_CHOOSE = "unknown_agency deputy_refused responsible_unclear which_role"  # between agencies, or people of one name
NAMES_AGENCIES = frozenset(f"{_TO_OVERSEERS} {_ASKED} {_TO_CHOOSE}".split())
"""The texts that name agencies with minimal content, too. Nothing else is let through anywhere."""

_OF_DUTIES = "awaiting_event undated no_such_clause event_draft event_recorded date_draft date_assigned date_unclear"
_ASKED_OF_DUTIES = "duty duties no_such_duty"
NAMES_CLAUSES = frozenset(f"{_OF_DUTIES} {_ASKED_OF_DUTIES}".split())
"""The texts of duties that have no item yet, or those of many agencies, and so no code: one speaks of them by their
clause.
"""

NAMES_FILES = frozenset({"evidence", "evidence_lost", "story"})
"""The texts in which a `name` is a file's."""


class Withheld(str):
    """A text that is not told: empty, and no text there is."""

    __slots__ = ()


WITHHELD = Withheld()


def is_withheld(fact: object) -> bool:
    """Return whether there is such a fact and it is not told."""
    return isinstance(fact, Withheld)


def told(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return what a chat's text of this name is told of its facts; what is empty stays empty, a number a number."""
    private = PEOPLE | WRITTEN
    private |= frozenset() if name in NAMES_CLAUSES else SOURCES
    private |= frozenset() if name in NAMES_AGENCIES else AGENCIES
    private |= {"name"} if name in NAMES_FILES else frozenset()
    return {fact: _kept(private, fact, value) for fact, value in facts.items()}


def shortened(words: str, longest: int) -> str:
    """Return words as one line, cut at a word where there is one."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _without(private: frozenset[str], fact: Any) -> Any:
    if isinstance(fact, list):
        return [_without(private, one) for one in fact]
    if isinstance(fact, dict):
        kept = copy(fact)
        kept.update({name: _kept(private, name, value) for name, value in fact.items()})
        return kept
    if is_dataclass(fact) and not isinstance(fact, type):
        facts = {field.name: getattr(fact, field.name) for field in fields(fact)}
        kept = {name: _kept(private, name, value) for name, value in facts.items() if not _is_of_time(value)}
        return replace(fact, **kept)
    return fact


def _is_of_time(value: Any) -> bool:
    """Return whether a value is a rule, a due or a calendar, which name nobody."""
    return type(value).__module__.startswith("schedules.")


def _kept(private: frozenset[str], name: str, fact: Any) -> Any:
    if name in private:
        return _hidden(fact)
    if name == "duty" and isinstance(fact, str):
        return shortened(fact, LONGEST_DUTY)
    return _without(private, fact)


def _hidden(fact: Any) -> Any:
    if isinstance(fact, str):
        return WITHHELD if fact else fact
    if isinstance(fact, list | tuple):
        return type(fact)(_hidden(one) for one in fact)
    return fact
