"""Shell: questions about plans, agencies and groups."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import exists
from sqlmodel import Session, col, select

from db.statuses import ItemStatus, Part
from db.tables import (
    Agency,
    AgencyAlias,
    AgencyGroup,
    AgencyGroupMember,
    EventRecord,
    Obligation,
    ObligationParty,
    ObligationQuestion,
    ObligationSource,
    Occurrence,
    Plan,
)


def plan_by_key(session: Session, key: str) -> Plan | None:
    """Return the plan imported under a key."""
    return session.exec(select(Plan).where(Plan.key == key)).first()


def has_begun(session: Session) -> bool:
    """Return whether there is a plan or an agency: an office works with this database."""
    return bool(session.execute(sqlalchemy.select(exists().select_from(Plan) | exists().select_from(Agency))).scalar())


def agencies(session: Session) -> Sequence[Agency]:
    """Return every agency, in the order they were entered."""
    return session.exec(select(Agency).order_by(col(Agency.id))).all()


_COLUMNS = ("id", "key", "name", "parent_id", "valid_from", "valid_until", "successor_id")
# Built once and without rows of their own: nearly every use case begins with these two.
_AGENCIES = (
    sqlalchemy.select(*(getattr(Agency, name) for name in _COLUMNS), col(AgencyAlias.name).label("alias"))
    .join(AgencyAlias, col(AgencyAlias.agency_id) == col(Agency.id), isouter=True)
    .order_by(col(Agency.id), col(AgencyAlias.id))
)
_GROUPS = (
    select(AgencyGroup.id, AgencyGroup.key, AgencyGroup.name, AgencyGroupMember.agency_id)
    .join(AgencyGroupMember, col(AgencyGroupMember.group_id) == col(AgencyGroup.id), isouter=True)
    .order_by(col(AgencyGroup.id), col(AgencyGroupMember.agency_id))
)


def with_aliases(session: Session) -> Sequence[Any]:
    """Return the columns of every agency with each `alias` (None: it has none), in the order they were entered."""
    return session.execute(_AGENCIES).all()


def with_members(session: Session) -> Sequence[tuple[int, str, str, int | None]]:
    """Return the id, key and name of every group with each agency in it (None: it is empty)."""
    return session.exec(_GROUPS).all()


def last_days(session: Session) -> Sequence[date]:
    """Return the days (exclusive) on which agencies have ended or are to end, each once, in their order."""
    ends = col(Agency.valid_until)
    return [day for day in session.exec(select(ends).where(ends.is_not(None)).distinct().order_by(ends)).all() if day]


def lead_parties(session: Session, duties: Iterable[Obligation]) -> dict[int, list[ObligationParty]]:
    """Return the agencies and groups that lead each of some duties, by its id, in the document's order."""
    return _of(session, ObligationParty, [duty.id for duty in duties], ObligationParty.part == Part.LEAD)


@dataclass(frozen=True)
class Details:
    """What belongs to an obligation, in the document's order."""

    parties: list[ObligationParty]
    sources: list[ObligationSource]
    questions: list[ObligationQuestion]


def details(session: Session, duties: Iterable[Obligation]) -> dict[int, Details]:
    """Return the parties, sources and questions of some duties, by the duty's id."""
    ids = [duty.id for duty in duties]
    parties, sources = _of(session, ObligationParty, ids), _of(session, ObligationSource, ids)
    questions = _of(session, ObligationQuestion, ids)
    return {key: Details(parties[key], sources[key], questions[key]) for key in ids}


_Part = TypeVar("_Part", ObligationParty, ObligationSource, ObligationQuestion, EventRecord)


def _of(session: Session, table: type[_Part], ids: Iterable[int], *which: Any) -> dict[int, list[_Part]]:
    """Return the rows of each of some duties, by its id, in the order they were entered."""
    found: dict[int, list[_Part]] = {key: [] for key in ids}
    query = select(table).where(col(table.obligation_id).in_(found), *which).order_by(col(table.id))
    for row in session.exec(query).all() if found else ():
        found[row.obligation_id].append(row)
    return found


def obligations(session: Session, plan_id: int | None = None) -> Sequence[Obligation]:
    """Return the duties in force, of one plan or of all, in the document's order."""
    query = select(Obligation).where(col(Obligation.ended_at).is_(None))
    if plan_id is not None:
        query = query.where(Obligation.plan_id == plan_id)
    return session.exec(query.order_by(col(Obligation.plan_id), col(Obligation.id))).all()


def outlived(session: Session, *, on: date) -> Sequence[Obligation]:
    """Return the duties in force of plans that have ended by a day."""
    query = select(Obligation).join(Plan, col(Plan.id) == Obligation.plan_id)
    query = query.where(col(Obligation.ended_at).is_(None), col(Plan.ends_on) <= on)
    return session.exec(query.order_by(col(Obligation.id))).all()


def coordinated(session: Session, agency_ids: Collection[int]) -> list[tuple[Obligation, Plan]]:
    """Return the duties in force of the plans that some agencies coordinate, in the document's order."""
    query = (
        select(Obligation, Plan)
        .join(Plan, col(Plan.id) == Obligation.plan_id)
        .where(col(Obligation.ended_at).is_(None), col(Plan.coordinator_id).in_(agency_ids))
    )
    return list(session.exec(query.order_by(col(Obligation.plan_id), col(Obligation.id))).all())


def with_items(session: Session, agency_ids: Collection[int]) -> list[tuple[Obligation, Plan]]:
    """Return the duties of which some agencies have an item that was not cancelled, in the document's order."""
    has_item = exists().where(
        col(Occurrence.obligation_id) == Obligation.id,
        col(Occurrence.agency_id).in_(agency_ids),
        col(Occurrence.status) != ItemStatus.CANCELLED,
    )
    query = select(Obligation, Plan).join(Plan, col(Plan.id) == Obligation.plan_id).where(has_item)
    return list(session.exec(query.order_by(col(Obligation.plan_id), col(Obligation.id))).all())


def events(session: Session, duty_ids: Iterable[int]) -> dict[int, list[date]]:
    """Return the days on which the event happened that arms each of some duties, as they were recorded."""
    return {key: [one.happened_on for one in found] for key, found in _of(session, EventRecord, duty_ids).items()}


def groups(session: Session) -> Sequence[AgencyGroup]:
    """Return every group of agencies, in the order they were entered."""
    return session.exec(select(AgencyGroup).order_by(col(AgencyGroup.id))).all()


def to_extend(session: Session, *, before: datetime) -> Sequence[Obligation]:
    """Return the duties in force whose occurrences do not reach an instant yet."""
    query = select(Obligation).where(col(Obligation.ended_at).is_(None), col(Obligation.extended_until) < before)
    return session.exec(query.order_by(col(Obligation.id))).all()
