"""Compare what is read from a plan with the register an expert made of it: found, missed, wrong, asked."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reminders.plans.documents.duties import Duty, ReadPlan
from reminders.plans.documents.spellings import AgencyBook
from schedules.letters import fold
from schedules.notation import rule_from_dict
from schedules.rules import Event, Undated

REGISTER = Path(__file__).parents[3] / "reminders/plans/registers/ke-hoach-135.toml"


@dataclass(frozen=True)
class Expected:
    """One place of the register."""

    clause: str
    phrase: str
    kind: str
    rule: Mapping[str, Any]
    lead: frozenset[str]
    line: int
    is_first: bool


@dataclass
class Comparison:
    """Counts by what is compared, and a line for each difference."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    extra: list[Duty] = field(default_factory=list)


def register() -> dict[str, Any]:
    return tomllib.loads(REGISTER.read_text(encoding="utf-8"))


def book(data: Mapping[str, Any]) -> AgencyBook:
    """Return the register's names: agencies and groups."""
    return AgencyBook(
        {
            entry["name"]: [*entry.get("aliases", []), *filter(None, [entry.get("short")])]
            for entry in (*data["agency"], *data["group"])
        }
    )


def expected(data: Mapping[str, Any]) -> list[Expected]:
    names = {entry["key"]: entry["name"] for entry in (*data["agency"], *data["group"])}
    return [
        Expected(
            clause=source["clause"].split(" (")[0],
            phrase=source["phrase"],
            kind=duty["rule"]["kind"],
            rule=duty["rule"],
            lead=frozenset(names[key] for key in duty["lead"]),
            line=source.get("line", 0),
            is_first=at == 0,
        )
        for duty in data["obligation"]
        for at, source in enumerate(duty["sources"])
    ]


def compare(plan: ReadPlan, data: Mapping[str, Any]) -> Comparison:
    """Compare place by place: the clause, the words of time, the lead, and the rule where the register gives one."""
    result = Comparison()
    left = list(plan.duties)
    for place in expected(data):
        part = _part(place)
        duty = _match(place, left, plan.duties)
        if duty is None:
            result.missed[part] += 1
            result.notes.append(f"missed  {place.clause} ({place.line}) “{place.phrase}” {sorted(place.lead)}")
            continue
        if duty in left:
            left.remove(duty)
        if frozenset(duty.lead) != place.lead:
            result.wrong[part] += 1
            result.notes.append(f"lead    {place.clause} {sorted(place.lead)} read {list(duty.lead)}")
        elif place.is_first and not _same_rule(place, duty):
            result.asked[part] += bool(duty.questions)
            result.wrong[part] += not duty.questions
            result.found[part] += bool(duty.questions)
            rule = duty.reading.rule if duty.reading else None
            result.notes.append(
                f"rule    {place.clause} “{place.phrase}” {place.rule} read {rule} asked {bool(duty.questions)}"
            )
        else:
            result.found[part] += 1
            result.asked[part] += bool(duty.questions)
    result.extra = left
    return result


def _part(place: Expected) -> str:
    if place.clause.startswith("PL"):
        return "annex rows"
    if place.clause.startswith("II.") and place.clause.count(".") == 2:
        return "criteria"
    return f"prose {'dated' if place.kind in DATED else place.kind}"


UNSTATED = "(không ghi thời hạn)"
OPEN = ("undated", "event")
"""Both wait for the coordinator; the expert called "khi …" undated, the phrase reader calls it an event."""
DATED = ("date", "window", "daily", "weekly", "monthly", "quarterly", "halfyearly", "yearly")


def _match(place: Expected, left: Sequence[Duty], everything: Sequence[Duty]) -> Duty | None:
    for pool in (left, () if place.is_first else everything):
        here = [duty for duty in pool if duty.section == _section(place.clause)]
        if place.phrase == UNSTATED and (open_ := [duty for duty in here if not duty.phrase]):
            return open_[0]
        best = [duty for duty in here if _overlap(duty.phrase, place.phrase) and _same_rule(place, duty)]
        best = best or [duty for duty in here if _overlap(duty.phrase, place.phrase)]
        if best:
            return best[0]
    return None


def _section(clause: str) -> str:
    return "III.4" if clause == "III.cuối" else clause


def _overlap(left: str, right: str) -> bool:
    a, b = fold(left), fold(right)
    return bool(a and b) and (a in b or b in a)


def _same_rule(place: Expected, duty: Duty) -> bool:
    rule = duty.reading.rule if duty.reading else None
    if rule is None:
        return False
    told = rule_from_dict(place.rule)
    if place.kind in OPEN:
        return type(rule) in (Event, Undated)
    return type(rule) is type(told) if place.kind == "standing" else rule == told
