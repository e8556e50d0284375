"""Pure: a plan that was read, as plain values for `plan check --json`; a register seen the same way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reminders.plans.documents.document import Source
from reminders.plans.documents.duties import Duty, Ledger, PlanHead, ReadPlan
from reminders.plans.documents.marks import marks
from reminders.plans.register.register import ObligationEntry, Register
from schedules.notation import rule_from_dict
from schedules.phrases import next_deadlines
from schedules.phrases.reading import reading_of
from schedules.working_days import WorkingCalendar

SHOWN_DEADLINES = 3


def checked(plan: ReadPlan, *, today: date, calendar: WorkingCalendar) -> dict[str, Any]:
    """Return a plan as plain values: its head, the duties in their order, what is asked, and the ledger of its places.

    `next` holds the first deadlines from the day the plan was issued on; from today where it does not say.
    """
    head = plan.head
    since = head.issued_on or today
    return {
        "plan": {
            "number": head.number,
            "issued_on": head.issued_on.isoformat() if head.issued_on else None,
            "issuer": head.issuer,
            "title": head.title,
        },
        "duties": [_duty(duty, since, calendar) for duty in plan.duties],
        "questions": list(plan.questions),
        "warnings": list(plan.warnings),
        "new_names": [{"name": new.name, "nearest": new.nearest} for new in plan.new_names],
        "ledger": _ledger(plan.ledger),
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    unread = [
        {"source": _source(place.source), "section": place.clause, "words": place.words, "sentence": place.sentence}
        | {"bodies": list(place.bodies)}
        for place in ledger.unread
    ]
    return {"in_duties": ledger.in_duties, "other": dict(ledger.other), "unread": unread}


def _source(source: Source) -> dict[str, int | str]:
    return {name: value for name, value in vars(source).items() if value is not None}


def _duty(duty: Duty, since: date, calendar: WorkingCalendar) -> dict[str, Any]:
    rule = duty.reading.rule if duty.reading else None
    return {
        "key": duty.key,
        "source": _source(duty.source),
        "section": duty.section,
        "title": duty.title,
        "goal": duty.goal,
        "lead": list(duty.lead),
        "cooperating": list(duty.cooperating),
        "implementing": list(duty.implementing),
        "recipient": duty.recipient,
        "phrase": duty.phrase,
        "status": duty.status,
        "kind": duty.kind,
        "next": next_deadlines(rule, since=since, count=SHOWN_DEADLINES, calendar=calendar),
        "same_as": list(duty.same_as),
        "questions": list(duty.questions),
        "marks": marks(duty),
    }


def register_as_read(register: Register) -> ReadPlan:
    """Return a register as if its document had been read, with the names its keys stand for."""
    names = {agency.key: agency.name for agency in register.agencies}
    names |= {group.key: group.name for group in register.groups}
    duties = tuple(_as_duty(entry, names) for entry in register.obligations)
    head = PlanHead(
        number=register.plan.number,
        issued_on=register.plan.issued_on,
        issuer=names[register.plan.issuer],
        title=register.plan.title,
    )
    return ReadPlan(head=head, duties=duties, questions=tuple(asked for duty in duties for asked in duty.questions))


def _as_duty(entry: ObligationEntry, names: Mapping[str, str]) -> Duty:
    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[key] for key in keys)

    return Duty(
        key=entry.clause,
        source=Source(line=entry.sources[0].line if entry.sources else None),
        section=entry.clause,
        title=entry.title,
        heading=entry.title,
        goal=entry.goal,
        lead=named(entry.lead),
        cooperating=named(entry.cooperating),
        implementing=named(entry.implementing),
        recipient=names[entry.recipient] if entry.recipient else "",
        phrase=entry.phrase,
        reading=reading_of(rule_from_dict(entry.rule)),
        questions=tuple(f"Mục {entry.clause}: {question}" for question in entry.questions),
    )
