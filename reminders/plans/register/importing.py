"""Shell: a register goes into the database: idempotent by plan and clause, with a report of what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from db import audit
from db.audit import By
from db.queries import register as stored
from db.statuses import Cause, Part
from db.tables import Obligation, ObligationParty, ObligationQuestion, ObligationSource, Plan
from reminders.calendar import load_calendar
from reminders.items.making import end, extend, realign
from reminders.plans.register.parties import Parties, write_parties
from reminders.plans.register.register import ObligationEntry, PlanEntry, Register, RegisterError
from reminders.plans.register.reserved import is_given
from schedules.notation import rule_from_dict
from schedules.rules import is_open
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

OWING = {"recipient_id", "rule", "terms", "parties", "members"}
"""What decides who owes an obligation and when."""


@dataclass
class ImportReport:
    """What an import did, by clause. `agencies`: keys of the new ones. `items`: occurrences that were made.

    `overruled`: the register now gives a deadline where the coordinator had assigned one; the register's counts.
    """

    plan: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    questions: int = 0
    items: int = 0


@dataclass(frozen=True)
class _Import:
    session: Session
    plan: Plan
    parties: Parties
    calendar: WorkingCalendar
    by: By
    since: datetime | None
    report: ImportReport
    details: Mapping[int, stored.Details]
    moved: list[Obligation] = field(default_factory=list)


def import_register(
    session: Session, register: Register, *, now: datetime, since: datetime | None, actor: str
) -> ImportReport:
    """Write a register and return what changed. Importing it again changes nothing.

    What falls due before `since` (by default `now`), or before the plan was issued, is not chased: a plan whose dates
    lie in the past floods nobody. Importing again with an earlier `since` adds what lies between. A clause that is no
    longer in the register ends: what is still owed is cancelled, the history stays; it may come back, as may a plan
    that has ended.
    RegisterError when the register contradicts what was imported before; then nothing is written.
    """
    if is_given(register.plan.key):
        raise RegisterError([f"Khóa '{register.plan.key}' dành cho việc giao trong chat. Đặt key khác cho kế hoạch."])
    parties = write_parties(session, register)
    plan = _write_plan(session, register.plan, parties, now)
    earliest = max(since, local(plan.issued_on)) if since else None
    report = ImportReport(plan=plan.number, agencies=parties.added)
    known = {row.clause: row for row in session.exec(select(Obligation).where(Obligation.plan_id == plan.id)).all()}
    details = stored.details(session, known.values())
    by, calendar = By(actor=actor, now=now), load_calendar(session)
    work = _Import(session, plan, parties, calendar, by, earliest, report, details)
    for entry in register.obligations:
        _write_obligation(work, entry, known.pop(entry.clause, None))
    for row in known.values():
        _end(work, row)
    session.flush()
    report.items += realign(session, work.moved, by, calendar=calendar, cause=Cause.PLAN).total()
    report.items += extend(session, now=now, calendar=calendar)
    counts = {name: len(getattr(report, name)) for name in ("added", "changed", "ended")}
    audit.record(session, by, "plan_imported", plan, **counts)
    return report


def _write_plan(session: Session, entry: PlanEntry, parties: Parties, now: datetime) -> Plan:
    facts: dict[str, Any] = {
        "number": entry.number,
        "short": entry.short,
        "title": entry.title,
        "issuer_id": parties.agencies[entry.issuer],
        "coordinator_id": parties.agencies[entry.coordinator] if entry.coordinator else None,
        "issued_on": entry.issued_on,
    }
    plan = stored.plan_by_key(session, entry.key) or Plan(key=entry.key, imported_at=now, **facts)
    plan.sqlmodel_update(facts)
    if plan.ends_on and plan.ends_on <= local_date(now):
        plan.ends_on = None
    session.add(plan)
    session.flush()
    return plan


def _write_obligation(work: _Import, entry: ObligationEntry, row: Obligation | None) -> None:
    report, facts = work.report, _facts(entry, work.parties)
    if row is not None and row.stated_rule is not None:
        facts |= _beside_assigned(work, entry, row)
    if facts["rule"]["kind"] in ("undated", "event"):
        report.undated.append(entry.clause)
    report.questions += len(entry.questions)
    start = work.since or max(work.by.now, local(work.plan.issued_on))
    if row is None:
        row = Obligation(plan_id=work.plan.id, clause=entry.clause, starts_at=start, extended_until=start, **facts)
        report.added.append(entry.clause)
        _write(work, entry, row, facts)
    else:
        _rewrite(work, entry, row, facts, start)


def _rewrite(work: _Import, entry: ObligationEntry, row: Obligation, facts: dict[str, Any], start: datetime) -> None:
    """Bring a known obligation to what the register says now; one that had ended begins anew."""
    has_returned = row.ended_at is not None
    if has_returned or (work.since and work.since < row.starts_at):
        row.starts_at = row.extended_until = start
    row.ended_at = None
    differences, report = _differences(work, entry, row, facts), work.report
    (report.added if has_returned else report.changed if differences else report.unchanged).append(entry.clause)
    if has_returned or differences:
        _write(work, entry, row, facts)
        audit.record(work.session, work.by, "obligation_changed", row, fields=", ".join(differences))
    if has_returned or OWING.intersection(differences):
        work.moved.append(row)


def _beside_assigned(work: _Import, entry: ObligationEntry, row: Obligation) -> dict[str, Any]:
    """Return what becomes of a deadline the coordinator assigned: it stays while the register still names none."""
    if is_open(rule_from_dict(entry.rule)):
        return {"rule": row.rule, "stated_rule": dict(entry.rule)}
    work.report.overruled.append(entry.clause)
    return {"stated_rule": None, "assigned_by_id": None, "assigned_at": None}


def _facts(entry: ObligationEntry, parties: Parties) -> dict[str, Any]:
    return {
        "title": entry.title,
        "goal": entry.goal,
        "recipient_id": parties.agencies[entry.recipient] if entry.recipient else None,
        "phrase": entry.phrase,
        "rule": dict(entry.rule),
        "terms": dict(entry.terms),
        "ladder": entry.ladder,
        "accepts_itself": entry.acceptance == "itself",
    }


def _differences(work: _Import, entry: ObligationEntry, row: Obligation, facts: dict[str, Any]) -> list[str]:
    """Return the names of what is not as it was; a group whose members changed makes its duties different."""
    details = work.details[row.id]
    named = [(party.part, party.agency_id, party.group_id) for party in details.parties]
    sources = [(source.clause, source.line, source.phrase) for source in details.sources]
    is_same = {name: getattr(row, name) == value for name, value in facts.items()} | {
        "parties": named == _parties(entry, work.parties),
        "members": not work.parties.changed_groups.intersection(entry.lead),
        "sources": sources == [(source.clause, source.line, source.phrase) for source in entry.sources],
        "questions": tuple(question.text for question in details.questions) == entry.questions,
    }
    return [name for name, same in is_same.items() if not same]


def _parties(entry: ObligationEntry, parties: Parties) -> list[tuple[Part, int | None, int | None]]:
    names = ((part, name) for part in Part for name in getattr(entry, part))
    return [(part, parties.agencies.get(name), parties.groups.get(name)) for part, name in names]


def _write(work: _Import, entry: ObligationEntry, row: Obligation, facts: dict[str, Any]) -> None:
    session = work.session
    row.sqlmodel_update(facts)
    session.add(row)
    session.flush()
    obligation_id = row.id
    for table in (ObligationParty, ObligationSource, ObligationQuestion):
        session.exec(delete(table).where(col(table.obligation_id) == obligation_id))
    for part, agency_id, group_id in _parties(entry, work.parties):
        session.add(ObligationParty(obligation_id=obligation_id, part=part, agency_id=agency_id, group_id=group_id))
    for source in entry.sources:
        session.add(ObligationSource(obligation_id=obligation_id, **vars(source)))
    for text in entry.questions:
        session.add(ObligationQuestion(obligation_id=obligation_id, text=text))
    session.flush()


def _end(work: _Import, row: Obligation) -> None:
    """What was reported done stays for the coordinator to accept; only what is still to be done is cancelled."""
    if row.ended_at:
        return
    row.ended_at = work.by.now
    end(work.session, [row], work.by, calendar=work.calendar)
    work.report.ended.append(row.clause)
    audit.record(work.session, work.by, "obligation_ended", row)
