"""Shell: a register goes into the database: idempotent by plan and clause, with a report of what changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from db import audit
from db.queries import register as stored
from db.statuses import CLOSED, ItemStatus, Part
from db.tables import (
    Agency,
    AgencyAlias,
    AgencyGroup,
    AgencyGroupMember,
    Obligation,
    ObligationParty,
    ObligationQuestion,
    ObligationSource,
    Occurrence,
    Plan,
)
from reminders.calendar import load_calendar
from reminders.delivery.occurrences import extend, realign
from reminders.plans.register import ObligationEntry, PlanEntry, Register


@dataclass
class ImportReport:
    """What an import did, by clause."""

    plan: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    questions: int = 0


def import_register(
    session: Session, register: Register, *, now: datetime, since: datetime | None, actor: str
) -> ImportReport:
    """Write a register and return what changed. Importing it again changes nothing.

    What falls due before `since` (by default `now`) is not chased: a plan whose dates lie in the past floods nobody.
    A clause that is no longer in the register ends: its open items are cancelled, its history stays. One that
    comes back goes on from `since`.
    """
    agencies = _write_agencies(session, register)
    groups = _write_groups(session, register, agencies)
    plan = _write_plan(session, register.plan, agencies, now)
    report = ImportReport(plan=plan.number)
    known = {row.clause: row for row in session.exec(select(Obligation).where(Obligation.plan_id == plan.id)).all()}
    for entry in register.obligations:
        row = known.pop(entry.clause, None)
        _write_obligation(session, entry, row, plan, agencies, groups, since or now, now, report)
    for clause, row in known.items():
        if row.ended_at is None:
            _end(session, row, now)
            report.ended.append(clause)
    session.flush()
    extend(session, now=now, calendar=load_calendar(session))
    audit.record(
        session,
        now=now,
        actor=actor,
        action="plan_imported",
        subject="plan",
        subject_id=plan.id or 0,
        added=len(report.added),
        changed=len(report.changed),
        ended=len(report.ended),
    )
    return report


def _write_agencies(session: Session, register: Register) -> dict[str, int]:
    rows = {row.key: row for row in session.exec(select(Agency)).all()}
    for entry in register.agencies:
        row = rows.setdefault(entry.key, Agency(key=entry.key, name=entry.name))
        row.name = entry.name
        session.add(row)
    session.flush()
    ids = {key: row.id or 0 for key, row in rows.items()}
    for entry in register.agencies:
        rows[entry.key].parent_id = ids[entry.parent] if entry.parent else rows[entry.key].parent_id
        known = set(session.exec(select(AgencyAlias.name).where(AgencyAlias.agency_id == ids[entry.key])).all())
        for name in dict.fromkeys([entry.short, *entry.aliases]):
            if name and name not in known:
                session.add(AgencyAlias(agency_id=ids[entry.key], name=name))
    session.flush()
    return ids


def _write_groups(session: Session, register: Register, agencies: dict[str, int]) -> dict[str, int]:
    rows = {row.key: row for row in session.exec(select(AgencyGroup)).all()}
    for entry in register.groups:
        row = rows.setdefault(entry.key, AgencyGroup(key=entry.key, name=entry.name))
        row.name = entry.name
        session.add(row)
        session.flush()
        session.exec(delete(AgencyGroupMember).where(col(AgencyGroupMember.group_id) == row.id))
        for member in dict.fromkeys(entry.members):
            session.add(AgencyGroupMember(group_id=row.id or 0, agency_id=agencies[member]))
    session.flush()
    return {key: row.id or 0 for key, row in rows.items()}


def _write_plan(session: Session, entry: PlanEntry, agencies: dict[str, int], now: datetime) -> Plan:
    facts: dict[str, Any] = {
        "number": entry.number,
        "short": entry.short,
        "title": entry.title,
        "issuer_id": agencies[entry.issuer],
        "coordinator_id": agencies[entry.coordinator] if entry.coordinator else None,
        "issued_on": entry.issued_on,
    }
    plan = stored.plan_by_key(session, entry.key) or Plan(key=entry.key, imported_at=now, **facts)
    plan.sqlmodel_update(facts)
    session.add(plan)
    session.flush()
    return plan


def _write_obligation(
    session: Session,
    entry: ObligationEntry,
    row: Obligation | None,
    plan: Plan,
    agencies: dict[str, int],
    groups: dict[str, int],
    since: datetime,
    now: datetime,
    report: ImportReport,
) -> None:
    facts: dict[str, Any] = {
        "title": entry.title,
        "goal": entry.goal,
        "recipient_id": agencies[entry.recipient] if entry.recipient else None,
        "phrase": entry.phrase,
        "rule": dict(entry.rule),
        "terms": dict(entry.terms),
        "ladder": entry.ladder,
    }
    if entry.rule["kind"] in ("undated", "event"):
        report.undated.append(entry.clause)
    report.questions += len(entry.questions)
    parties = _parties(entry, agencies, groups)
    is_known = row is not None
    if row is None:
        row = Obligation(plan_id=plan.id or 0, clause=entry.clause, starts_at=since, extended_until=since, **facts)
        report.added.append(entry.clause)
    elif row.ended_at is not None:
        _take_back(session, row, since, now)
        report.added.append(entry.clause)
    elif _is_same(session, row, facts, parties, entry):
        report.unchanged.append(entry.clause)
        return
    else:
        report.changed.append(entry.clause)
    row.sqlmodel_update(facts)
    session.add(row)
    session.flush()
    _write_details(session, row, parties, entry)
    if is_known:
        realign(session, row, now=now, calendar=load_calendar(session))


def _parties(
    entry: ObligationEntry, agencies: dict[str, int], groups: dict[str, int]
) -> list[tuple[Part, int | None, int | None]]:
    return [
        (part, agencies.get(name), groups.get(name))
        for part, names in (
            (Part.LEAD, entry.lead),
            (Part.COOPERATING, entry.cooperating),
            (Part.IMPLEMENTING, entry.implementing),
        )
        for name in names
    ]


def _is_same(
    session: Session,
    row: Obligation,
    facts: dict[str, Any],
    parties: list[tuple[Part, int | None, int | None]],
    entry: ObligationEntry,
) -> bool:
    details = stored.details(session, row)
    return (
        all(getattr(row, name) == value for name, value in facts.items())
        and [(party.part, party.agency_id, party.group_id) for party in details.parties] == parties
        and [(source.clause, source.line, source.phrase) for source in details.sources]
        == [(source.clause, source.line, source.phrase) for source in entry.sources]
        and tuple(question.text for question in details.questions) == entry.questions
    )


def _end(session: Session, row: Obligation, now: datetime) -> None:
    row.ended_at = now
    query = select(Occurrence).where(Occurrence.obligation_id == row.id, col(Occurrence.status).not_in(CLOSED))
    for occurrence in session.exec(query).all():
        occurrence.status, occurrence.wake_at = ItemStatus.CANCELLED, None


def _take_back(session: Session, row: Obligation, since: datetime, now: datetime) -> None:
    """The clause is in the plan again: what falls due from `since` is owed, and reminded of anew."""
    row.ended_at, row.starts_at, row.extended_until = None, since, since
    query = select(Occurrence).where(Occurrence.obligation_id == row.id, Occurrence.status == ItemStatus.CANCELLED)
    for occurrence in session.exec(query.where(col(Occurrence.nominal_at) >= since)).all():
        occurrence.status, occurrence.wake_at = ItemStatus.OPEN, now
        occurrence.revision += 1


def _write_details(
    session: Session,
    row: Obligation,
    parties: list[tuple[Part, int | None, int | None]],
    entry: ObligationEntry,
) -> None:
    obligation_id = row.id or 0
    for table in (ObligationParty, ObligationSource, ObligationQuestion):
        session.exec(delete(table).where(col(table.obligation_id) == obligation_id))
    for part, agency_id, group_id in parties:
        session.add(ObligationParty(obligation_id=obligation_id, part=part, agency_id=agency_id, group_id=group_id))
    for source in entry.sources:
        session.add(
            ObligationSource(obligation_id=obligation_id, clause=source.clause, line=source.line, phrase=source.phrase)
        )
    for text in entry.questions:
        session.add(ObligationQuestion(obligation_id=obligation_id, text=text))
