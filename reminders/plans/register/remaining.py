"""Shell: what an imported plan still lacks: who decides, members of groups; and which duties another plan has too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.queries import people, register
from db.tables import Obligation, ObligationParty, Plan
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.agencies.scope import coordinated
from schedules.letters import fold


@dataclass(frozen=True)
class Twin:
    """A duty that another plan has too: the same words, an agency that owes both; and whether it is due at the same
    time. `plan` is the other one's short name.
    """

    clause: str
    title: str
    plan: str
    other_clause: str
    is_due_alike: bool


@dataclass(frozen=True, kw_only=True)
class Remaining:
    """What people still have to do. `coordinator`: the agency that has no coordinator yet, None where there is one;
    "" when the plan names no such agency. `empty_groups`: those that lead duties and have no members.
    """

    issuer: str
    coordinator: str | None
    empty_groups: list[str]
    twins: list[Twin]


def remaining(session: Session, plan: Plan, *, on: date) -> Remaining:
    """Return what a plan lacks on a day."""
    agencies, duties = load_agencies(session), register.obligations(session)
    parties = register.lead_parties(session, duties)
    leading = {party.group_id or 0 for duty in duties if duty.plan_id == plan.id for party in parties[duty.id]}
    empty = [group.name for key, group in agencies.groups.items() if key in leading and not group.members]
    owing = _Owing(agencies, duties, parties, on)
    plans = {one.id: one.short for one in session.exec(select(Plan).order_by(col(Plan.id))).all()}
    return Remaining(
        issuer=agencies[plan.issuer_id].name,
        coordinator=_missing_coordinator(session, agencies, plan, on),
        empty_groups=empty,
        twins=[
            Twin(duty.clause, duty.title, plans[other.plan_id], other.clause, duty.rule == other.rule)
            for duty, other in owing.twins(plan.id)
        ],
    )


def _missing_coordinator(session: Session, agencies: Agencies, plan: Plan, on: date) -> str | None:
    if plan.coordinator_id is None:
        return ""
    officers = people.told(session, [], on=on).officers
    return None if plan.coordinator_id in coordinated(agencies, officers) else agencies[plan.coordinator_id].name


@dataclass(frozen=True)
class _Owing:
    agencies: Agencies
    duties: Sequence[Obligation]
    parties: dict[int, list[ObligationParty]]
    on: date

    def twins(self, plan_id: int) -> Iterator[tuple[Obligation, Obligation]]:
        """Yield each duty of a plan with each one of another plan that has its title and an agency that owes both."""
        others: dict[str, list[Obligation]] = {}
        for duty in self.duties:
            if duty.plan_id != plan_id:
                others.setdefault(fold(duty.title), []).append(duty)
        for duty in self.duties:
            if duty.plan_id == plan_id:
                alike = others.get(fold(duty.title), ())
                yield from ((duty, other) for other in alike if self._owed(duty) & self._owed(other))

    def _owed(self, duty: Obligation) -> set[int]:
        return set(self.agencies.leads(duty, self.parties[duty.id], on=self.on))
