"""Shell: questions about who of an agency is responsible for which of its duties."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from db.statuses import OWED
from db.tables import Obligation, Occurrence, Officer, Responsible

Place = tuple[int, int]
"""A duty and an agency that owes it."""


def of_agencies(session: Session, agency_ids: Collection[int]) -> dict[Place, int]:
    """Return which officer is responsible for each duty of some agencies for which somebody is."""
    query = select(Responsible).where(col(Responsible.agency_id).in_(agency_ids))
    rows = session.exec(query).all() if agency_ids else ()
    return {(row.obligation_id, row.agency_id): row.officer_id for row in rows}


def of_duty(session: Session, obligation_id: int, agency_id: int) -> tuple[Responsible, Officer] | None:
    """Return who is responsible for a duty in an agency, with the person."""
    query = select(Responsible, Officer).join(Officer, col(Officer.id) == Responsible.officer_id)
    query = query.where(Responsible.obligation_id == obligation_id, Responsible.agency_id == agency_id)
    return session.exec(query).first()


def of_officer(session: Session, officer_id: int) -> Sequence[tuple[Responsible, Obligation]]:
    """Return what an officer is responsible for, with the duties, in the document's order."""
    query = select(Responsible, Obligation).join(Obligation, col(Obligation.id) == Responsible.obligation_id)
    query = query.where(Responsible.officer_id == officer_id)
    return session.exec(query.order_by(col(Obligation.plan_id), col(Obligation.id))).all()


def owed(session: Session, places: Collection[Place]) -> Sequence[Occurrence]:
    """Return what is owed now of some duties by an agency each."""
    duties, agencies = {duty for duty, _ in places}, {agency for _, agency in places}
    query = select(Occurrence).where(col(Occurrence.obligation_id).in_(duties), col(Occurrence.agency_id).in_(agencies))
    rows = session.exec(query.where(col(Occurrence.status).in_(OWED))).all() if places else ()
    return [row for row in rows if (row.obligation_id, row.agency_id) in places]
