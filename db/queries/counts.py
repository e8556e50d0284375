"""Shell: how many: counts about the items of a scope, worked out by the database, so that no row is loaded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Integer, and_, case, cast, exists, func, or_
from sqlmodel import Session, col, select

from db import audit
from db.queries.bindings import reached
from db.queries.items import alert_count, is_sent_alert
from db.statuses import OWED, ItemStatus, Part, RemarkKind, Role
from db.tables import (
    Agency,
    AgencyGroupMember,
    Extension,
    Notification,
    Obligation,
    ObligationParty,
    Occurrence,
    Officer,
    Remark,
)

Agencies = Collection[int]
DONE = (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Counts of one agency: `due` is every item that is counted, of which `done` are reported done.

    Of these `done_late` were late, `waiting` are what the coordinator has to accept, and `reported_for` what others
    reported for the agency. `overdue` are late and owed,
    `returned` owed again, late or not, `unassigned` said to be another's. `alerts` were sent, `extensions` granted.
    """

    agency: str
    due: int
    done: int
    done_late: int
    overdue: int
    waiting: int
    returned: int
    unassigned: int
    alerts: int
    extensions: int
    reported_for: int = 0

    @property
    def on_time(self) -> int:
        """How many were done on time."""
        return self.done - self.done_late

    @property
    def not_done(self) -> int:
        """How many are not reported done."""
        return self.due - self.done


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What waits for the coordinator: completions, requests for more time, items that are said to be another's."""

    done: int
    extensions: int
    not_ours: int

    @property
    def total(self) -> int:
        """How many items wait."""
        return self.done + self.extensions + self.not_ours


def by_agency(
    session: Session, agency_ids: Agencies, *, now: datetime, span: tuple[datetime, datetime] | None = None
) -> list[Progress]:
    """Return the counts of each agency that has something to count, in the order agencies were entered.

    Counted is what has its deadline in a span (until exclusive) and is not cancelled; without one what is done or late.
    """
    done, late = _is_done(), _is_late(now)
    alerts = select(alert_count()).where(col(Notification.occurrence_id) == Occurrence.id, is_sent_alert())
    counted = {
        "due": func.count(),
        "done": _number(done),
        "done_late": _number(and_(done, _was_late())),
        "overdue": _number(late),
        "waiting": _number(_has(ItemStatus.SUBMITTED)),
        "returned": _number(_has(ItemStatus.RETURNED)),
        "unassigned": _number(_has(ItemStatus.NOT_OURS)),
        "alerts": cast(func.sum(alerts.scalar_subquery()), Integer),  # a sum of counts is no whole number in PostgreSQL
        "extensions": func.sum(col(Occurrence.extension_count)),
        "reported_for": _number(and_(done, audit.reported_for().is_not(None))),
    }
    query = (
        sqlalchemy.select(col(Agency.name).label("agency"), *(count.label(name) for name, count in counted.items()))
        .join(Occurrence, col(Occurrence.agency_id) == Agency.id)
        .where(col(Occurrence.agency_id).in_(agency_ids), _is_due_in(span) if span else or_(done, late))
        .group_by(col(Agency.id), col(Agency.name))
        .order_by(col(Agency.id))
    )
    return [Progress(**row) for row in session.execute(query).mappings()]


@dataclass(frozen=True, kw_only=True)
class DutyPeriod:
    """One period of a duty: how many agencies owe it, of how many it was reported done, and of these late.

    `nominal_at` is the first of their deadlines, before any was extended; `item` is one of their items.
    """

    duty: int
    period: str
    nominal_at: datetime
    item: int
    due: int
    done: int
    done_late: int


def duty_periods(session: Session, agency_ids: Agencies, duty_ids: Collection[int]) -> list[DutyPeriod]:
    """Return the periods of some duties as some agencies owe them, those of a duty in order of their deadlines."""
    nominal_at = func.min(func.coalesce(col(Occurrence.first_nominal_at), col(Occurrence.nominal_at)))
    counted = {
        "duty": col(Occurrence.obligation_id),
        "period": col(Occurrence.period),
        "nominal_at": nominal_at,
        "item": func.min(col(Occurrence.id)),
        "due": func.count(),
        "done": _number(_is_done()),
        "done_late": _number(and_(_is_done(), _was_late())),
    }
    query = (
        sqlalchemy.select(*(count.label(name) for name, count in counted.items()))
        .where(col(Occurrence.agency_id).in_(agency_ids), col(Occurrence.obligation_id).in_(duty_ids))
        .where(col(Occurrence.status) != ItemStatus.CANCELLED)
        .group_by(col(Occurrence.obligation_id), col(Occurrence.period))
        .order_by(col(Occurrence.obligation_id), nominal_at)
    )
    return [DutyPeriod(**row) for row in session.execute(query).mappings()]


def debts(session: Session, agency_ids: Agencies, *, now: datetime) -> list[tuple[str, int]]:
    """Return the agencies that are late with something and with how many items, those with most first."""
    number = func.count(col(Occurrence.id))
    query = (
        select(Agency.name, number)
        .join(Occurrence, col(Occurrence.agency_id) == Agency.id)
        .where(col(Occurrence.agency_id).in_(agency_ids), _is_late(now))
        .group_by(col(Agency.id), col(Agency.name))
        .order_by(number.desc(), col(Agency.id))
    )
    return [(name, count) for name, count in session.exec(query).all()]


def late_of_each(session: Session, agency_ids: Agencies, *, now: datetime) -> dict[int, int]:
    """Return how many items each of some agencies is late with; those that are late with nothing are left out."""
    query = (
        select(Occurrence.agency_id, func.count())
        .where(col(Occurrence.agency_id).in_(agency_ids), _is_late(now))
        .group_by(col(Occurrence.agency_id))
    )
    return dict(session.exec(query).all()) if agency_ids else {}


def overdue(session: Session, agency_ids: Agencies, *, as_of: datetime) -> int:
    """Return how many items were late and not reported done at an instant; what is cancelled now never was."""
    done_since = and_(col(Occurrence.completed_at) > as_of, col(Occurrence.status) != ItemStatus.CANCELLED)
    # What is owed again after it was returned has a completion too: it is counted once.
    late_then = (~_is_owed(), done_since, col(Occurrence.overdue_from) <= as_of)
    return _count(session, agency_ids, _is_late(as_of)) + _count(session, agency_ids, *late_then)


def due(session: Session, agency_ids: Agencies, *, since: datetime, until: datetime, now: datetime) -> int:
    """Return how many owed items that are not late yet are to be done from `since` up to `until` (exclusive)."""
    is_in_time = or_(col(Occurrence.overdue_from).is_(None), col(Occurrence.overdue_from) > now)
    span = and_(col(Occurrence.act_by_at) >= since, col(Occurrence.act_by_at) < until)
    return _count(session, agency_ids, _is_owed(), is_in_time, span)


def waiting(session: Session, agency_ids: Agencies) -> Waiting:
    """Return what waits for the coordinator's decision."""
    asked = exists().where(col(Extension.occurrence_id) == Occurrence.id, col(Extension.decision).is_(None))
    return Waiting(
        done=_count(session, agency_ids, _has(ItemStatus.SUBMITTED)),
        extensions=_count(session, agency_ids, _is_owed(), asked),
        not_ours=_count(session, agency_ids, _has(ItemStatus.NOT_OURS)),
    )


def done_between(session: Session, agency_ids: Agencies, *, since: datetime, until: datetime) -> tuple[int, int]:
    """Return how many items were reported done in [since, until), on time and late."""
    span = and_(_is_done(), col(Occurrence.completed_at) >= since, col(Occurrence.completed_at) < until)
    late = _count(session, agency_ids, span, _was_late())
    return _count(session, agency_ids, span) - late, late


def longest_late(
    session: Session, agency_ids: Agencies, *, without: Collection[int], limit: int, now: datetime
) -> list[int]:
    """Return the items that are late for longest, at most `limit`: of each duty as an agency owes it the one that is,
    and none where one of it is among `without`.
    """
    pair, order = (
        (col(Occurrence.obligation_id), col(Occurrence.agency_id)),
        (col(Occurrence.overdue_from), col(Occurrence.id)),
    )
    place = func.row_number().over(partition_by=pair, order_by=order)
    told = func.count().filter(col(Occurrence.id).in_(without)).over(partition_by=pair)
    columns = (col(Occurrence.id), col(Occurrence.overdue_from), place.label("place"), told.label("told"))
    late = sqlalchemy.select(*columns).where(_is_late(now), col(Occurrence.agency_id).in_(agency_ids)).subquery()
    query = (
        sqlalchemy.select(late.c.id).where(late.c.place == 1, late.c.told == 0).order_by(late.c.overdue_from, late.c.id)
    )
    return list(session.execute(query.limit(limit)).scalars())


def explained_between(session: Session, agency_ids: Agencies, *, since: datetime, until: datetime) -> int:
    """Return of how many items an explanation ("giải trình") was given in [since, until)."""
    given = exists().where(
        col(Remark.occurrence_id) == Occurrence.id,
        col(Remark.kind) == RemarkKind.EXPLANATION,
        col(Remark.recorded_at) >= since,
        col(Remark.recorded_at) < until,
    )
    return _count(session, agency_ids, given)


def unreachable(session: Session, agency_ids: Agencies, *, until: datetime) -> Sequence[str]:
    """Return the names of agencies that owe something to be done before an instant and have no chat to be reminded."""
    owes = exists().where(col(Occurrence.agency_id) == Agency.id, _is_owed(), col(Occurrence.act_by_at) < until)
    is_told = exists().where(
        col(Officer.agency_id) == Agency.id,
        col(Officer.role).in_((Role.OFFICER, Role.COORDINATOR, Role.HEAD)),
        col(Officer.id).in_(reached()),
    )
    query = select(Agency.name).where(col(Agency.id).in_(agency_ids), owes, ~is_told)
    return session.exec(query.order_by(col(Agency.id))).all()


def undated(session: Session, agency_ids: Agencies) -> int:
    """Return how many duties in force, led by one of these agencies, wait for somebody to give them a day."""
    groups = select(AgencyGroupMember.group_id).where(col(AgencyGroupMember.agency_id).in_(agency_ids))
    leads = exists().where(
        col(ObligationParty.obligation_id) == Obligation.id,
        col(ObligationParty.part) == Part.LEAD,
        or_(col(ObligationParty.agency_id).in_(agency_ids), col(ObligationParty.group_id).in_(groups)),
    )
    kind, offset = col(Obligation.rule)["kind"].as_string(), col(Obligation.rule)["offset"].as_integer()
    is_open = or_(kind == "undated", and_(kind == "event", offset == 0))  # an event from which nothing is counted
    query = select(func.count()).select_from(Obligation).where(col(Obligation.ended_at).is_(None), leads)
    return session.exec(query.where(is_open)).one()


def _count(session: Session, agency_ids: Agencies, *conditions: Any) -> int:
    query = select(func.count()).select_from(Occurrence).where(col(Occurrence.agency_id).in_(agency_ids), *conditions)
    return session.exec(query).one()


def _number(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _has(status: ItemStatus) -> Any:
    return col(Occurrence.status) == status


def _is_owed() -> Any:
    return col(Occurrence.status).in_(OWED)


def _is_done() -> Any:
    return col(Occurrence.status).in_(DONE)


def _is_due_in(span: tuple[datetime, datetime]) -> Any:
    nominal = col(Occurrence.nominal_at)
    return and_(nominal >= span[0], nominal < span[1], col(Occurrence.status) != ItemStatus.CANCELLED)


def _is_late(at: datetime) -> Any:
    return and_(_is_owed(), col(Occurrence.overdue_from) <= at)


def _was_late() -> Any:
    return col(Occurrence.completed_at) >= col(Occurrence.overdue_from)
