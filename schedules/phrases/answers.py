"""Pure: a reading as plain values, with the next deadlines of its rule."""

from datetime import date
from itertools import islice
from typing import Any

from schedules.fields import YEARS
from schedules.notation import rule_to_dict
from schedules.occurrences import occurrences
from schedules.phrases.reader import read_phrase
from schedules.phrases.reading import Reading
from schedules.rules import Rule
from schedules.wording import sentence
from schedules.working_days import WorkingCalendar
from schedules.zone import iso, local

_UNTIL = local(date(YEARS[-1] + 12, 1, 1))  # no rule begins later


def phrase_json(
    text: str, *, issued_on: date | None, since: date, count: int, calendar: WorkingCalendar, context: str = ""
) -> dict[str, Any]:
    """Return what a phrase says as plain values: `status`, `kind`, `rule`, `vietnamese`, `next`, `also`.

    `next` holds the first `count` deadlines whose nominal instant is not before local day `since`, as ISO instants.
    `kind` is None only for no deadline at all. `event` is there for a rule counted from one, `readings` for an
    ambiguous phrase, `why` where something is asked.
    """
    reading = read_phrase(text, issued_on=issued_on, context=context)
    return _answer(reading, since, count, calendar) | {
        "also": [_answer(also, since, count, calendar) for also in reading.also]
    }


def _answer(reading: Reading, since: date, count: int, calendar: WorkingCalendar) -> dict[str, Any]:
    rule = reading.rule
    answer: dict[str, Any] = {"status": reading.status.value, "kind": reading.kind}
    answer |= _said(rule) if rule else {"rule": None, "vietnamese": None}
    if event := reading.event:
        said = {"trigger": event.trigger, "offset": event.offset, "unit": event.unit.value, "before": event.before}
        answer["event"] = said
    if reading.readings:
        answer["readings"] = [_said(each) for each in reading.readings]
    if reading.why:
        answer["why"] = reading.why
    return answer | {"next": next_deadlines(rule, since=since, count=count, calendar=calendar)}


def next_deadlines(
    rule: Rule | None, *, since: date, count: int, calendar: WorkingCalendar
) -> list[dict[str, str | None]]:
    """Return the first `count` deadlines whose nominal instant is not before local day `since`, as ISO instants."""
    if rule is None:
        return []
    found = islice(occurrences(rule, since=local(since), until=_UNTIL, calendar=calendar), count)
    return [
        {
            "period": due.period,
            "nominal": iso(due.nominal),
            "act_by": iso(due.act_by),
            "overdue_from": iso(due.overdue_from),
        }
        for due in found
    ]


def _said(rule: Rule) -> dict[str, Any]:
    return {"rule": rule_to_dict(rule), "vietnamese": sentence(rule)}
