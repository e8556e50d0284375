"""Shell: the short numbers by which a chat speaks of items: given, found, and free again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import tuple_, update
from sqlmodel import Session, col, delete, select

from db.statuses import CLOSED, OWED
from db.tables import ChatBinding, ItemCode, Occurrence

CODE_KEPT = timedelta(days=30)
"""How long a number means its item after the last message that showed it (design, section 5)."""


def give(session: Session, binding_id: int, occurrence_ids: Sequence[int], *, now: datetime) -> dict[int, int]:
    """Return the short codes of items that a chat is shown now; a new item gets the smallest number free there.

    A number is free again when its item is accepted or cancelled and no message showed it for `CODE_KEPT`.
    """
    return give_in_each(session, {binding_id: occurrence_ids}, now=now)[binding_id]


def give_in_each(session: Session, wanted: Mapping[int, Sequence[int]], *, now: datetime) -> dict[int, dict[int, int]]:
    """Return for each of some chats the short codes of its items, as `give` does for one."""
    places = {(chat, one) for chat, ids in wanted.items() for one in ids}
    known = _show_again(session, places, now)
    if known.keys() == places:
        return {chat: {one: known[chat, one] for one in ids} for chat, ids in wanted.items()}
    # One hand at a time gives numbers in a chat; SQLite has one writer anyway.
    chats = select(ChatBinding.id).where(col(ChatBinding.id).in_(wanted)).order_by(col(ChatBinding.id))
    session.exec(chats.with_for_update(key_share=True)).all()
    codes, over = _codes(session, wanted, now)
    if over:
        session.exec(delete(ItemCode).where(_place.in_(over)))
    for chat, ids in wanted.items():
        taken = set(codes[chat].values())
        free = (number for number in count(1) if number not in taken)
        for one in ids:
            if one not in codes[chat]:
                codes[chat][one] = next(free)
                session.add(ItemCode(binding_id=chat, occurrence_id=one, code=codes[chat][one], shown_at=now))
    session.flush()
    return {chat: {one: codes[chat][one] for one in ids} for chat, ids in wanted.items()}


_Place = tuple[int, int]
"""A chat and an item."""


def _show_again(session: Session, places: Collection[_Place], now: datetime) -> dict[_Place, int]:
    """Return the codes there are in these places, which are shown now."""
    if not places:
        return {}
    shown = update(ItemCode).where(_place.in_(places)).values(shown_at=now)
    found = session.execute(shown.returning(col(ItemCode.binding_id), col(ItemCode.occurrence_id), col(ItemCode.code)))
    return {(chat, one): code for chat, one, code in found.all()}


def _codes(
    session: Session, wanted: Mapping[int, Collection[int]], now: datetime
) -> tuple[dict[int, dict[int, int]], set[_Place]]:
    """Return the codes given in some chats, by occurrence id, and where one is free again."""
    query = select(ItemCode, Occurrence.status).join(Occurrence, col(Occurrence.id) == ItemCode.occurrence_id)
    codes: dict[int, dict[int, int]] = {chat: {} for chat in wanted}
    over: set[_Place] = set()
    rows = session.exec(query.where(col(ItemCode.binding_id).in_(wanted)).execution_options(populate_existing=True))
    for row, status in rows.all():
        if status in CLOSED and row.shown_at <= now - CODE_KEPT:
            over.add((row.binding_id, row.occurrence_id))
        else:
            codes[row.binding_id][row.occurrence_id] = row.code
    return codes, over


@dataclass(frozen=True)
class Coded:
    """An item that has a code in a chat."""

    occurrence_id: int
    code: int
    period: str
    is_owed: bool


def shown_in(session: Session, binding_id: int, *, now: datetime) -> list[Coded]:
    """Return the items whose codes a chat was shown so lately that an answer with one means it, the oldest first."""
    owed = col(Occurrence.status).in_(OWED)
    query = select(Occurrence.id, ItemCode.code, Occurrence.period, owed).join(
        ItemCode, col(ItemCode.occurrence_id) == Occurrence.id
    )
    shown = query.where(ItemCode.binding_id == binding_id, col(ItemCode.shown_at) > now - CODE_KEPT)
    return [Coded(*row) for row in session.exec(shown.order_by(col(Occurrence.id))).all()]


def of_chat(session: Session, binding_id: int) -> dict[int, int]:
    """Return the codes given in a chat, by occurrence id."""
    rows = session.exec(select(ItemCode).where(ItemCode.binding_id == binding_id)).all()
    return {row.occurrence_id: row.code for row in rows}


_place = tuple_(col(ItemCode.binding_id), col(ItemCode.occurrence_id))
