"""Pure: whether a rule that was read is the deadline a person read; the deadlines of the gold files."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from schedules.notation import rule_from_dict
from schedules.rules import Bound, Event, OnDate, Rule, Standing, Undated, Window

OPEN = ("vague", "continuous")
"""Types of the gold without a last day: read as no date, as standing, or as waiting for an event."""


def meets(gold: Mapping[str, Any], rule: Rule | None) -> bool:
    """Return whether `rule` says what a gold deadline says, or is of another type that the gold accepts.

    A gold deadline has a `type` of its own, or is a rule as registers write it (with `kind`), or only its kind (`is`).
    """
    if "kind" in gold:
        return rule == rule_from_dict(gold)
    if "is" in gold:
        return (rule.kind if rule else Undated.kind) == str(gold["is"])
    others = (kind for kind in gold.get("accept_types", ()) if kind != gold["type"])
    return _is(gold, rule) or any(_is_of_type(kind, rule) for kind in others)


def _is(gold: Mapping[str, Any], rule: Rule | None) -> bool:
    kind = gold["type"]
    if kind in OPEN:
        return _is_of_type(kind, rule)
    if kind == "event":
        return isinstance(rule, Event) and (-rule.offset if rule.before else rule.offset) == int(gold["offset"])
    return last_moment(rule) == _gold_end(gold)


def _is_of_type(kind: str, rule: Rule | None) -> bool:
    """Return whether a rule is of a type, whatever its days."""
    if kind in OPEN:
        return rule is None or isinstance(rule, Undated | Standing | Event)
    return isinstance(rule, Event) if kind == "event" else isinstance(rule, OnDate | Window)


Moment = tuple[date, bool, time | None]
"""A last day, whether it is late itself, and the hour."""


def last_moment(rule: Rule | None) -> Moment | None:
    """Return where a rule of one date ends; None for every other rule. "Trong tháng 4" and "đến 30/4" end alike."""
    if isinstance(rule, Window):
        return rule.ends_on, False, None
    if isinstance(rule, OnDate):
        return rule.on, rule.bound is Bound.BEFORE, rule.at
    return None


def _gold_end(gold: Mapping[str, Any]) -> Moment:
    kind, at = gold["type"], gold.get("time")
    if kind == "in_month":
        return _month_end(gold["year"], gold["month"]), False, None
    if kind == "in_quarter":
        return _month_end(gold["year"], gold["quarter"] * 3), False, None
    day = date.fromisoformat(gold["end" if kind == "range" else "date"])
    return day, bool(gold.get("exclusive")), time.fromisoformat(at) if at else None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
