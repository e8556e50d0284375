"""Shell: questions about occurrences."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, cast, func, or_, true
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from db.statuses import CLOSED, OWED, Decision, ItemStatus, NoticeKind, RemarkKind
from db.tables import (
    Acknowledgement,
    Agency,
    Completion,
    Extension,
    ItemCode,
    Notification,
    Obligation,
    Occurrence,
    Plan,
    Remark,
)


@dataclass(frozen=True)
class Item:
    """An occurrence with the rows that say what it is."""

    occurrence: Occurrence
    obligation: Obligation
    plan: Plan
    agency: Agency


def awake(session: Session, *, now: datetime, limit: int) -> Sequence[Occurrence]:
    """Return items whose next stage may have come, those of one agency together, the longest waiting of them first."""
    in_order = select(Occurrence).order_by(col(Occurrence.agency_id), col(Occurrence.wake_at), col(Occurrence.id))
    return session.exec(in_order.where(col(Occurrence.wake_at) <= now).limit(limit)).all()


def awake_agencies(session: Session, *, now: datetime) -> Sequence[int]:
    """Return the agencies that owe items whose next stage may have come."""
    return session.exec(select(Occurrence.agency_id).where(col(Occurrence.wake_at) <= now).distinct()).all()


def next_wake_at(session: Session) -> datetime | None:
    """Return the earliest instant at which an item wants to be looked at, or None."""
    query = select(Occurrence.wake_at).where(col(Occurrence.wake_at).is_not(None))
    return session.exec(query.order_by(col(Occurrence.wake_at)).limit(1)).first()


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Item]:
    """Return the items with these occurrence ids."""
    rows = session.exec(_joined().where(col(Occurrence.id).in_(ids))).all() if ids else ()
    return {row[0].id: Item(*row) for row in rows}


def lock(session: Session, ids: Collection[int]) -> None:
    """Lock occurrences until the transaction ends, and read them anew: somebody may have changed them meanwhile."""
    query = select(Occurrence).where(col(Occurrence.id).in_(ids)).order_by(col(Occurrence.id)).with_for_update()
    session.exec(query.execution_options(populate_existing=True)).all()


def owed_by(session: Session, agency_ids: Collection[int], *, act_by_until: datetime | None = None) -> list[Item]:
    """Return what some agencies still have to do (before an instant, exclusive), earliest first."""
    query = _joined().where(col(Occurrence.agency_id).in_(agency_ids), col(Occurrence.status).in_(OWED))
    if act_by_until is not None:
        query = query.where(col(Occurrence.act_by_at) < act_by_until)
    return _in_order(session, query)


def disowned(session: Session, agency_ids: Collection[int]) -> list[Item]:
    """Return what some agencies say is another's, or can no longer do themselves, earliest first."""
    return _in_order(
        session, _joined().where(col(Occurrence.agency_id).in_(agency_ids), Occurrence.status == ItemStatus.NOT_OURS)
    )


def overdue(session: Session, agency_ids: Collection[int] | None, *, as_of: datetime) -> list[Item]:
    """Return the items of some agencies (None: of all) that were late and not reported done at an instant.

    An item that was completed later than `as_of` was late then; the earliest deadline comes first.
    """
    owed = select(Occurrence.id).where(col(Occurrence.status).in_(OWED), col(Occurrence.overdue_from) <= as_of)
    done_since = select(Occurrence.id).where(
        col(Occurrence.completed_at) > as_of,
        col(Occurrence.status) != ItemStatus.CANCELLED,
        col(Occurrence.overdue_from) <= as_of,
    )
    # Two questions, each with an index of its own: asked as one "or", both databases read every item there ever was.
    either = owed.where(_is_of(agency_ids)).union_all(done_since)
    return _in_order(session, _joined().where(col(Occurrence.id).in_(either), _is_of(agency_ids)))


def due_between(
    session: Session, agency_ids: Collection[int] | None, *, since: datetime, until: datetime
) -> list[Item]:
    """Return owed items of some agencies (None: of all) to be done from `since` up to `until` (exclusive)."""
    span = (col(Occurrence.act_by_at) >= since, col(Occurrence.act_by_at) < until)
    return _in_order(session, _joined().where(col(Occurrence.status).in_(OWED), *span, _is_of(agency_ids)))


def awaiting_decision(session: Session, agency_ids: Collection[int]) -> list[Item]:
    """Return what some agencies reported done, say is not theirs or want more time for, undecided.

    The earliest deadline comes first.
    """
    asked = select(Extension.occurrence_id).where(col(Extension.decision).is_(None))
    wants_time = and_(col(Occurrence.status).in_(OWED), col(Occurrence.id).in_(asked))
    waits = or_(col(Occurrence.status).in_((ItemStatus.SUBMITTED, ItemStatus.NOT_OURS)), wants_time)
    return _in_order(session, _joined().where(waits, col(Occurrence.agency_id).in_(agency_ids)))


def lived_since(
    session: Session, agency_ids: Collection[int] | None, *, since: datetime
) -> list[tuple[Occurrence, Obligation, datetime | None]]:
    """Return the items of some agencies (None: of all) that are open, or were reported done after an instant; each with
    its duty, and when its agency first said that it has seen it. They are locked until the transaction ends.
    """
    seen = select(func.min(Acknowledgement.acknowledged_at)).where(col(Acknowledgement.occurrence_id) == Occurrence.id)
    was_done = and_(col(Occurrence.completed_at) > since, col(Occurrence.status) != ItemStatus.CANCELLED)
    query = (
        select(Occurrence, Obligation, seen.scalar_subquery())
        .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
        .where(or_(col(Occurrence.status).not_in(CLOSED), was_done), _is_of(agency_ids))
        .order_by(col(Occurrence.id))
        .with_for_update(of=Occurrence)
    )
    return [(row, duty, seen_at) for row, duty, seen_at in session.exec(query).all()]


def of_duty(session: Session, obligation_id: int) -> list[Item]:
    """Return the items of one duty, the earliest deadline first."""
    return _in_order(session, _joined().where(Occurrence.obligation_id == obligation_id))


def of_period(session: Session, obligation_id: int, period: str, agency_ids: Collection[int]) -> list[Item]:
    """Return the items that some agencies have of one period of a duty, without those that were cancelled, in the order
    agencies were entered.
    """
    query = _joined().where(Occurrence.obligation_id == obligation_id, Occurrence.period == period)
    query = query.where(_is_of(agency_ids), Occurrence.status != ItemStatus.CANCELLED)
    return [Item(*row) for row in session.exec(query.order_by(col(Agency.id))).all()]


def rows(session: Session, ids: Collection[int]) -> Sequence[Occurrence]:
    """Return the occurrences with these ids, alone, in the order they were made."""
    query = select(Occurrence).where(col(Occurrence.id).in_(ids)).order_by(col(Occurrence.id))
    return session.exec(query).all() if ids else ()


def of_duties(session: Session, obligation_ids: Iterable[int]) -> dict[int, dict[tuple[int, str], Occurrence]]:
    """Return the occurrences of each of some duties by agency and period, in the order they were made."""
    found: dict[int, dict[tuple[int, str], Occurrence]] = {key: {} for key in obligation_ids}
    query = select(Occurrence).where(col(Occurrence.obligation_id).in_(found)).order_by(col(Occurrence.id))
    for row in session.exec(query).all() if found else ():
        found[row.obligation_id][row.agency_id, row.period] = row
    return found


def explanations(session: Session, occurrence_ids: Collection[int]) -> dict[int, str]:
    """Return the latest explanation ("giải trình") of each item that has one."""
    query = select(Remark).where(col(Remark.occurrence_id).in_(occurrence_ids), Remark.kind == RemarkKind.EXPLANATION)
    rows = session.exec(query.order_by(col(Remark.id))).all() if occurrence_ids else ()
    return {row.occurrence_id: row.text or "" for row in rows}


def alerts_sent(session: Session, occurrence_ids: Collection[int]) -> dict[int, list[datetime]]:
    """Return when each đôn đốc of each item that went out was due, one for all its chats; all items are named."""
    query = (
        select(Notification.occurrence_id, func.min(Notification.due_at))
        .where(col(Notification.occurrence_id).in_(occurrence_ids), is_sent_alert())
        .group_by(col(Notification.occurrence_id), col(Notification.revision), col(Notification.stage))
    )
    found: dict[int, list[datetime]] = {occurrence_id: [] for occurrence_id in occurrence_ids}
    for occurrence_id, due_at in session.exec(query).all() if found else ():
        found[occurrence_id or 0].append(due_at)
    return found


def is_sent_alert() -> Any:
    """Return whether a notice is a đôn đốc that went out."""
    return and_(col(Notification.kind) == NoticeKind.OVERDUE, col(Notification.sent_at).is_not(None))


def alert_count() -> Any:
    """Return how many đôn đốc a group of notices is, counting one for all its chats."""
    # A later deadline begins its own ladder anew, whose first đôn đốc is one more of the same item.
    return func.count(func.distinct(cast(col(Notification.revision), String) + ":" + col(Notification.stage)))


def last_completion(session: Session, occurrence_id: int) -> Completion | None:
    """Return the latest word that an item is done."""
    return last_completions(session, [occurrence_id]).get(occurrence_id)


def last_completions(session: Session, occurrence_ids: Collection[int]) -> dict[int, Completion]:
    """Return the latest word that each of some items is done."""
    query = select(Completion).where(col(Completion.occurrence_id).in_(occurrence_ids)).order_by(col(Completion.id))
    return {row.occurrence_id: row for row in session.exec(query).all()} if occurrence_ids else {}


def done_together(session: Session, inbound_ids: Collection[int], obligation_ids: Collection[int]) -> list[Item]:
    """Return the items of some duties that these messages reported done, where that was not taken back."""
    query = _joined().join(Completion, col(Completion.occurrence_id) == Occurrence.id)
    is_kept = or_(col(Completion.decision).is_(None), col(Completion.decision) != Decision.WITHDRAWN)
    told = query.where(col(Completion.inbound_id).in_(inbound_ids), col(Occurrence.obligation_id).in_(obligation_ids))
    return _in_order(session, told.where(is_kept)) if inbound_ids else []


def pending_extension(session: Session, occurrence_id: int) -> Extension | None:
    """Return the request for more time that waits for a decision."""
    found = pending_extensions(session, [occurrence_id])
    return found[-1] if found else None


def pending_extensions(session: Session, occurrence_ids: Collection[int]) -> Sequence[Extension]:
    """Return the requests for more time of some items that wait for a decision, oldest first."""
    query = select(Extension).where(col(Extension.occurrence_id).in_(occurrence_ids), col(Extension.decision).is_(None))
    return session.exec(query.order_by(col(Extension.id))).all() if occurrence_ids else []


def acknowledged_at(session: Session, occurrence_id: int) -> datetime | None:
    """Return when the agency first said that it has seen an item."""
    query = select(Acknowledgement.acknowledged_at).where(Acknowledgement.occurrence_id == occurrence_id)
    return session.exec(query.order_by(col(Acknowledgement.acknowledged_at)).limit(1)).first()


def named(session: Session, binding_id: int, codes: Collection[int]) -> dict[int, tuple[Item, datetime]]:
    """Return the items that have these codes in a chat, by their codes, each with when it was last shown there."""
    query = _joined().join(ItemCode, col(ItemCode.occurrence_id) == Occurrence.id)
    query = query.where(ItemCode.binding_id == binding_id, col(ItemCode.code).in_(codes))
    found = session.execute(query.add_columns(col(ItemCode.code), col(ItemCode.shown_at))).all() if codes else ()
    return {code: (Item(*rows), shown_at) for *rows, code, shown_at in found}


def _is_of(agency_ids: Collection[int] | None) -> Any:
    return true() if agency_ids is None else col(Occurrence.agency_id).in_(agency_ids)


_Joined = Select[Occurrence, Obligation, Plan, Agency]


def _joined() -> _Joined:
    return (
        select(Occurrence, Obligation, Plan, Agency)
        .join(Obligation, col(Obligation.id) == Occurrence.obligation_id)
        .join(Plan, col(Plan.id) == Obligation.plan_id)
        .join(Agency, col(Agency.id) == Occurrence.agency_id)
    )


def _in_order(session: Session, query: _Joined) -> list[Item]:
    query = query.order_by(col(Occurrence.act_by_at), col(Occurrence.nominal_at), col(Occurrence.id))
    return [Item(*row) for row in session.exec(query).all()]
