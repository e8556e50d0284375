"""Shell: what the database holds of earlier imports, as the values of a register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.queries import register as stored
from db.statuses import Part
from db.tables import Agency, AgencyGroup, Obligation, Plan
from reminders.plans.register.register import AgencyEntry, GroupEntry, ObligationEntry, PlanEntry, Register, SourceEntry
from reminders.plans.review.known import Known
from schedules.letters import fold


@dataclass(frozen=True)
class Imported:
    """A plan as it was imported last, and its duties that ended before."""

    register: Register
    ended: tuple[ObligationEntry, ...]


def recall_parties(session: Session) -> Known:
    """Return every agency and group."""
    rows, spellings = stored.agencies(session), stored.spellings(session)
    keys = {row.id: row.key for row in rows}
    in_force = {fold(name) for row in rows if row.valid_until is None for name in spellings[row.id]}
    groups = session.exec(select(AgencyGroup).order_by(col(AgencyGroup.id))).all()
    return Known(
        agencies=tuple(_agency(row, keys, spellings[row.id], in_force) for row in rows),
        groups=tuple(
            GroupEntry(key=row.key, name=row.name, members=tuple(keys[one] for one in stored.members(session, row.id)))
            for row in groups
        ),
    )


def _agency(row: Agency, keys: Mapping[int, str], spellings: list[str], in_force: set[str]) -> AgencyEntry:
    """Return an agency. Names return for other bodies: one that has ended and shares a name is told by its last day."""
    parent = keys[row.parent_id] if row.parent_id else None
    if row.valid_until and not in_force.isdisjoint(map(fold, spellings)):
        return AgencyEntry(key=row.key, name=f"{row.name} (đến {row.valid_until:%d/%m/%Y})", parent=parent, aliases=())
    aliases = tuple(name for name in spellings if name != row.name)
    return AgencyEntry(key=row.key, name=row.name, parent=parent, aliases=aliases)


def recall_numbered(session: Session, number: str, issued_on: date | None) -> Imported | None:
    """Return the plan with a number; numbers begin anew each year, so the year of issue counts where it is known."""
    same = [
        plan
        for plan in session.exec(select(Plan).order_by(col(Plan.id))).all()
        if plan.number == number and (issued_on is None or plan.issued_on.year == issued_on.year)
    ]
    return _recalled(session, same[-1]) if same else None


def recall_keyed(session: Session, key: str) -> Imported | None:
    """Return the plan imported under a key."""
    plan = stored.plan_by_key(session, key)
    return _recalled(session, plan) if plan else None


def _recalled(session: Session, plan: Plan) -> Imported:
    known = recall_parties(session)
    keys = {agency.id: agency.key for agency in stored.agencies(session)}
    rows = session.exec(select(Obligation).where(Obligation.plan_id == plan.id).order_by(col(Obligation.id))).all()
    head = PlanEntry(
        key=plan.key,
        number=plan.number,
        short=plan.short,
        title=plan.title,
        issuer=keys[plan.issuer_id],
        issued_on=plan.issued_on,
        coordinator=keys[plan.coordinator_id] if plan.coordinator_id else None,
    )
    in_force = tuple(_obligation(session, row) for row in rows if row.ended_at is None)
    return Imported(
        register=Register(plan=head, agencies=known.agencies, groups=known.groups, obligations=in_force),
        ended=tuple(_obligation(session, row) for row in rows if row.ended_at is not None),
    )


def _obligation(session: Session, row: Obligation) -> ObligationEntry:
    details = stored.details(session, row)

    def named(part: Part) -> tuple[str, ...]:
        return tuple(
            session.get_one(Agency, party.agency_id).key
            if party.agency_id
            else session.get_one(AgencyGroup, party.group_id).key
            for party in details.parties
            if party.part is part
        )

    return ObligationEntry(
        clause=row.clause,
        title=row.title,
        goal=row.goal,
        lead=named(Part.LEAD),
        cooperating=named(Part.COOPERATING),
        implementing=named(Part.IMPLEMENTING),
        recipient=session.get_one(Agency, row.recipient_id).key if row.recipient_id else None,
        phrase=row.phrase,
        rule=row.stated_rule or row.rule,
        terms=row.terms,
        ladder=row.ladder,
        sources=tuple(SourceEntry(clause=one.clause, phrase=one.phrase, line=one.line) for one in details.sources),
        questions=tuple(question.text for question in details.questions),
    )
