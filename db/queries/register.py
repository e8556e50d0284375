"""Shell: questions about plans, agencies and groups."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from db.statuses import Part
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
    Plan,
)


def plan_by_key(session: Session, key: str) -> Plan | None:
    """Return the plan imported under a key."""
    return session.exec(select(Plan).where(Plan.key == key)).first()


def agencies(session: Session) -> Sequence[Agency]:
    """Return every agency, in the order they were entered."""
    return session.exec(select(Agency).order_by(col(Agency.id))).all()


def spellings(session: Session) -> dict[int, list[str]]:
    """Return every name and alias of each agency, by its id."""
    names: dict[int, list[str]] = {agency.id: [agency.name] for agency in agencies(session)}
    for alias in session.exec(select(AgencyAlias).order_by(col(AgencyAlias.id))).all():
        names[alias.agency_id].append(alias.name)
    return names


def subtree(session: Session, root_id: int) -> set[int]:
    """Return an agency and everything below it."""
    children: dict[int | None, list[int]] = {}
    for agency in agencies(session):
        children.setdefault(agency.parent_id, []).append(agency.id)
    found, waiting = set(), [root_id]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += children.get(current, [])
    return found


def and_above(session: Session, agency_id: int) -> set[int]:
    """Return an agency and everything above it."""
    found: set[int] = set()
    agency = session.get(Agency, agency_id)
    while agency is not None and agency.id and agency.id not in found:
        found.add(agency.id)
        agency = session.get(Agency, agency.parent_id) if agency.parent_id else None
    return found


def heirs(session: Session, *, on: date) -> dict[int, int | None]:
    """Return every agency that has ended by a day, and the agency that stands in its place then (None: nobody does)."""
    rows = session.exec(select(Agency).where(col(Agency.valid_until) <= on).order_by(col(Agency.id))).all()
    after = {row.id: row.successor_id for row in rows}
    found: dict[int, int | None] = {}
    for ended in after:
        heir, seen = after[ended], {ended}
        while heir in after and heir not in seen:
            seen.add(heir)
            heir = after[heir]
        found[ended] = None if heir in seen else heir
    return found


def next_end(session: Session, *, after: date) -> date | None:
    """Return the next day after one on which an agency is to end."""
    query = select(Agency).where(col(Agency.valid_until) > after).order_by(col(Agency.valid_until)).limit(1)
    agency = session.exec(query).first()
    return agency.valid_until if agency else None


def leads(session: Session, obligation: Obligation, *, on: date) -> list[int]:
    """Return the agencies that owe a duty on a day: its leads, groups resolved to their members, what has ended to
    its successor (each once, nobody without one), without the recipient.
    """
    after = heirs(session, on=on)
    recipient = after.get(obligation.recipient_id or 0, obligation.recipient_id)
    found = [after.get(agency, agency) for agency in named_leads(session, obligation)]
    return [agency for agency in dict.fromkeys(found) if agency is not None and agency != recipient]


def unled(session: Session, *, on: date) -> dict[int, int]:
    """Return the agencies that ended by a day without a successor, and how many duties each still leads by name."""
    gone = [agency for agency, heir in heirs(session, on=on).items() if heir is None]
    counts = dict.fromkeys(gone, 0)
    for duty in obligations(session) if gone else ():
        for agency in set(named_leads(session, duty)).intersection(gone):
            counts[agency] += 1
    return {agency: count for agency, count in counts.items() if count}


def named_leads(session: Session, obligation: Obligation) -> list[int]:
    """Return the leads of a duty as its plan names them, groups resolved to their members."""
    query = select(ObligationParty).where(
        ObligationParty.obligation_id == obligation.id, ObligationParty.part == Part.LEAD
    )
    found: list[int] = []
    for party in session.exec(query.order_by(col(ObligationParty.id))).all():
        found += [party.agency_id] if party.agency_id else members(session, party.group_id)
    return found


@dataclass(frozen=True)
class Details:
    """What belongs to an obligation, in the document's order."""

    parties: Sequence[ObligationParty]
    sources: Sequence[ObligationSource]
    questions: Sequence[ObligationQuestion]


def details(session: Session, obligation: Obligation) -> Details:
    """Return the parties, sources and questions of a duty."""
    parties = select(ObligationParty).where(ObligationParty.obligation_id == obligation.id)
    sources = select(ObligationSource).where(ObligationSource.obligation_id == obligation.id)
    questions = select(ObligationQuestion).where(ObligationQuestion.obligation_id == obligation.id)
    return Details(
        parties=session.exec(parties.order_by(col(ObligationParty.id))).all(),
        sources=session.exec(sources.order_by(col(ObligationSource.id))).all(),
        questions=session.exec(questions.order_by(col(ObligationQuestion.id))).all(),
    )


def members(session: Session, group_id: int | None) -> list[int]:
    """Return the agencies of a group, in the order they were entered."""
    query = select(AgencyGroupMember.agency_id).where(AgencyGroupMember.group_id == group_id)
    return list(session.exec(query.order_by(col(AgencyGroupMember.agency_id))).all())


def obligations(session: Session, plan_id: int | None = None) -> Sequence[Obligation]:
    """Return the duties in force, of one plan or of all, in the document's order."""
    query = select(Obligation).where(col(Obligation.ended_at).is_(None))
    if plan_id is not None:
        query = query.where(Obligation.plan_id == plan_id)
    return session.exec(query.order_by(col(Obligation.plan_id), col(Obligation.id))).all()


def coordinated(session: Session, agency_ids: Collection[int]) -> list[tuple[Obligation, Plan]]:
    """Return the duties in force of the plans that some agencies coordinate, in the document's order."""
    query = (
        select(Obligation, Plan)
        .join(Plan, col(Plan.id) == Obligation.plan_id)
        .where(col(Obligation.ended_at).is_(None), col(Plan.coordinator_id).in_(agency_ids))
    )
    return list(session.exec(query.order_by(col(Obligation.plan_id), col(Obligation.id))).all())


def events(session: Session, obligation_id: int) -> Sequence[date]:
    """Return the days on which the event happened that arms a duty, as far as they were recorded."""
    query = select(col(EventRecord.happened_on)).where(EventRecord.obligation_id == obligation_id)
    return session.exec(query.order_by(col(EventRecord.happened_on))).all()


def groups(session: Session) -> Sequence[AgencyGroup]:
    """Return every group of agencies, in the order they were entered."""
    return session.exec(select(AgencyGroup).order_by(col(AgencyGroup.id))).all()


def to_extend(session: Session, *, before: datetime) -> Sequence[Obligation]:
    """Return the duties in force whose occurrences do not reach an instant yet."""
    query = select(Obligation).where(col(Obligation.ended_at).is_(None), col(Obligation.extended_until) < before)
    return session.exec(query.order_by(col(Obligation.id))).all()
