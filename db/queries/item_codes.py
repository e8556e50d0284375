"""Shell: the short numbers by which a chat speaks of items: given, found, and free again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import and_, or_
from sqlmodel import Session, col, delete, select

from db.statuses import OWED, ItemStatus
from db.tables import ChatBinding, ItemCode, Occurrence

CODE_KEPT = timedelta(days=1)
"""How long a number still means an item that was reported done, so that "xong 3" sent twice is no other item."""


def give(session: Session, binding_id: int, occurrence_ids: Sequence[int], *, now: datetime) -> dict[int, int]:
    """Return the short codes of items in a chat; a new item gets the smallest number free there.

    A number is free again a day after its item was reported done, or when it was cancelled.
    """
    return give_in_each(session, {binding_id: occurrence_ids}, now=now)[binding_id]


def give_in_each(session: Session, wanted: Mapping[int, Sequence[int]], *, now: datetime) -> dict[int, dict[int, int]]:
    """Return for each of some chats the short codes of its items, as `give` does for one."""
    codes, over = _codes(session, wanted, now) if wanted else ({}, set())
    if any(one not in codes[chat] for chat, ids in wanted.items() for one in ids):
        # One hand at a time gives numbers in a chat; SQLite has one writer anyway.
        chats = select(ChatBinding.id).where(col(ChatBinding.id).in_(wanted)).order_by(col(ChatBinding.id))
        session.exec(chats.with_for_update(key_share=True)).all()
        codes, over = _codes(session, wanted, now)
    if over:
        mine = col(ItemCode.binding_id).in_(wanted)
        session.exec(delete(ItemCode).where(mine, col(ItemCode.occurrence_id).in_(over)))
    for chat, ids in wanted.items():
        taken = set(codes[chat].values())
        free = (number for number in count(1) if number not in taken)
        for one in ids:
            if one not in codes[chat]:
                codes[chat][one] = next(free)
                session.add(ItemCode(binding_id=chat, occurrence_id=one, code=codes[chat][one]))
    session.flush()
    return {chat: {one: codes[chat][one] for one in ids} for chat, ids in wanted.items()}


def _codes(
    session: Session, wanted: Mapping[int, Collection[int]], now: datetime
) -> tuple[dict[int, dict[int, int]], set[int]]:
    """Return the codes given in some chats, by occurrence id, and the items whose codes are free again there."""
    is_over = or_(
        col(Occurrence.status) == ItemStatus.CANCELLED,
        and_(col(Occurrence.status).not_in(OWED), col(Occurrence.completed_at) < now - CODE_KEPT),
    )
    query = select(ItemCode.binding_id, ItemCode.occurrence_id, ItemCode.code, is_over).join(
        Occurrence, col(Occurrence.id) == ItemCode.occurrence_id
    )
    named = {one for ids in wanted.values() for one in ids}
    codes: dict[int, dict[int, int]] = {chat: {} for chat in wanted}
    over: set[int] = set()
    for chat, one, code, is_free in session.exec(query.where(col(ItemCode.binding_id).in_(wanted))).all():
        if is_free and one not in named:
            over.add(one)
        else:
            codes[chat][one] = code
    return codes, over


def of_owed(session: Session, binding_id: int) -> list[int]:
    """Return the codes in a chat of what is still owed."""
    query = select(ItemCode.code).join(Occurrence, col(Occurrence.id) == ItemCode.occurrence_id)
    owed = query.where(ItemCode.binding_id == binding_id, col(Occurrence.status).in_(OWED))
    return list(session.exec(owed.order_by(col(ItemCode.occurrence_id))).all())


def of_chat(session: Session, binding_id: int) -> dict[int, int]:
    """Return the codes given in a chat, by occurrence id."""
    rows = session.exec(select(ItemCode).where(ItemCode.binding_id == binding_id)).all()
    return {row.occurrence_id: row.code for row in rows}
