"""Shell: questions about occurrences."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, cast, func, or_
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import Select

from db.statuses import OWED, ItemStatus, RemarkKind
from db.tables import (
    Acknowledgement,
    Agency,
    ChatBinding,
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
    """Return items whose next stage may have come, the longest waiting first."""
    query = select(Occurrence).where(col(Occurrence.wake_at) <= now)
    return session.exec(query.order_by(col(Occurrence.wake_at), col(Occurrence.id)).limit(limit)).all()


def next_wake_at(session: Session) -> datetime | None:
    """Return the earliest instant at which an item wants to be looked at, or None."""
    query = select(Occurrence.wake_at).where(col(Occurrence.wake_at).is_not(None))
    return session.exec(query.order_by(col(Occurrence.wake_at)).limit(1)).first()


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Item]:
    """Return the items with these occurrence ids."""
    query = _joined().where(col(Occurrence.id).in_(ids))
    return {row[0].id: Item(*row) for row in session.exec(query).all()}


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
        session,
        _joined().where(col(Occurrence.agency_id).in_(agency_ids), Occurrence.status == ItemStatus.NOT_OURS),
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
    if agency_ids is not None:
        owed = owed.where(col(Occurrence.agency_id).in_(agency_ids))
    # Two questions, each with an index of its own: asked as one "or", both databases read every item there ever was.
    query = _joined().where(col(Occurrence.id).in_(owed.union_all(done_since)))
    if agency_ids is not None:
        query = query.where(col(Occurrence.agency_id).in_(agency_ids))
    return _in_order(session, query)


def due_between(
    session: Session, agency_ids: Collection[int] | None, *, since: datetime, until: datetime
) -> list[Item]:
    """Return owed items of some agencies (None: of all) to be done from `since` up to `until` (exclusive)."""
    query = _joined().where(
        col(Occurrence.status).in_(OWED), col(Occurrence.act_by_at) >= since, col(Occurrence.act_by_at) < until
    )
    if agency_ids is not None:
        query = query.where(col(Occurrence.agency_id).in_(agency_ids))
    return _in_order(session, query)


def awaiting_decision(session: Session, agency_ids: Collection[int]) -> list[Item]:
    """Return what some agencies reported done, say is not theirs or want more time for, undecided.

    The earliest deadline comes first.
    """
    asked = select(Extension.occurrence_id).where(col(Extension.decision).is_(None))
    wants_time = and_(col(Occurrence.status).in_(OWED), col(Occurrence.id).in_(asked))
    waits = or_(col(Occurrence.status).in_((ItemStatus.SUBMITTED, ItemStatus.NOT_OURS)), wants_time)
    return _in_order(session, _joined().where(waits, col(Occurrence.agency_id).in_(agency_ids)))


def of_duty(session: Session, obligation_id: int) -> list[Item]:
    """Return the items of one duty, the earliest deadline first."""
    return _in_order(session, _joined().where(Occurrence.obligation_id == obligation_id))


def alerts_sent(session: Session, occurrence_ids: Collection[int], *, before: datetime | None = None) -> dict[int, int]:
    """Return how many đôn đốc of each item went out (before an instant), counting one for all its chats."""
    query = (
        select(Notification.occurrence_id, alert_count())
        .where(col(Notification.occurrence_id).in_(occurrence_ids), col(Notification.stage).startswith("overdue:"))
        .where(col(Notification.sent_at).is_not(None))
        .group_by(col(Notification.occurrence_id))
    )
    if before is not None:
        query = query.where(col(Notification.due_at) < before)
    return {item: number for item, number in session.exec(query).all() if item is not None}


def alert_count() -> Any:
    """Return how many đôn đốc a group of notices is, counting one for all its chats."""
    # A later deadline begins its own ladder anew, whose first đôn đốc is one more of the same item.
    return func.count(func.distinct(cast(col(Notification.revision), String) + ":" + col(Notification.stage)))


def last_completion(session: Session, occurrence_id: int) -> Completion | None:
    """Return the latest word that an item is done."""
    query = select(Completion).where(Completion.occurrence_id == occurrence_id)
    return session.exec(query.order_by(col(Completion.id).desc()).limit(1)).first()


def pending_extension(session: Session, occurrence_id: int) -> Extension | None:
    """Return the request for more time that waits for a decision."""
    found = pending_extensions(session, [occurrence_id])
    return found[-1] if found else None


def pending_extensions(session: Session, occurrence_ids: Collection[int]) -> Sequence[Extension]:
    """Return the requests for more time of some items that wait for a decision, oldest first."""
    query = select(Extension).where(col(Extension.occurrence_id).in_(occurrence_ids), col(Extension.decision).is_(None))
    return session.exec(query.order_by(col(Extension.id))).all() if occurrence_ids else []


def explanations(session: Session, occurrence_ids: Collection[int]) -> dict[int, str]:
    """Return the latest explanation ("giải trình") of each item that has one."""
    query = select(Remark).where(col(Remark.occurrence_id).in_(occurrence_ids), Remark.kind == RemarkKind.EXPLANATION)
    rows = session.exec(query.order_by(col(Remark.id))).all()
    return {row.occurrence_id: row.text or "" for row in rows}


def acknowledged_at(session: Session, occurrence_id: int) -> datetime | None:
    """Return when the agency first said that it has seen an item."""
    query = select(Acknowledgement.acknowledged_at).where(Acknowledgement.occurrence_id == occurrence_id)
    return session.exec(query.order_by(col(Acknowledgement.acknowledged_at)).limit(1)).first()


CODE_KEPT = timedelta(days=1)
"""How long a number still means an item that was reported done, so that "xong 3" sent twice is no other item."""


def give_codes(session: Session, binding_id: int, occurrence_ids: Sequence[int], *, now: datetime) -> dict[int, int]:
    """Return the short codes of items in a chat; a new item gets the smallest number free there.

    A number is free again a day after its item was reported done, or when it was cancelled.
    """
    # One hand at a time gives numbers in a chat; SQLite has one writer anyway.
    session.exec(select(ChatBinding.id).where(ChatBinding.id == binding_id).with_for_update(key_share=True)).one()
    is_over = or_(
        col(Occurrence.status) == ItemStatus.CANCELLED,
        and_(col(Occurrence.status).not_in(OWED), col(Occurrence.completed_at) < now - CODE_KEPT),
    )
    over = select(Occurrence.id).where(is_over, col(Occurrence.id).not_in(occurrence_ids))
    session.exec(delete(ItemCode).where(col(ItemCode.binding_id) == binding_id, col(ItemCode.occurrence_id).in_(over)))
    codes = codes_of(session, binding_id)
    taken = set(codes.values())
    for occurrence_id in occurrence_ids:
        if occurrence_id not in codes:
            code = next(number for number in range(1, len(taken) + 2) if number not in taken)
            session.add(ItemCode(binding_id=binding_id, occurrence_id=occurrence_id, code=code))
            codes[occurrence_id] = code
            taken.add(code)
    session.flush()
    return {occurrence_id: codes[occurrence_id] for occurrence_id in occurrence_ids}


def codes_of(session: Session, binding_id: int) -> dict[int, int]:
    """Return the codes given in a chat, by occurrence id."""
    rows = session.exec(select(ItemCode).where(ItemCode.binding_id == binding_id)).all()
    return {row.occurrence_id: row.code for row in rows}


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
