"""Shell: items of which nobody has heard are removed with the duties they were made for."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, delete, func, select
from sqlmodel.sql.expression import SelectOfScalar

from db import audit
from db.statuses import NoticeStatus
from db.tables import ItemCode, Notification, NotificationFile, Occurrence

UNSEEN = (NoticeStatus.PENDING, NoticeStatus.TAKEN, NoticeStatus.CANCELLED)
"""Notices that never left. What failed or got no answer may have been read."""


@dataclass(frozen=True)
class History:
    """How many notices about items left, or may have; how many items were shown with a number in a chat; how many were
    answered, decided or moved. Items with any of it are not removed.
    """

    notices: int
    shown: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.notices or self.shown or self.changed)


def history_of(session: Session, obligation_ids: Collection[int]) -> History:
    """Return what has happened to the items of some duties."""
    ids = _ids(obligation_ids)
    left = select(func.count()).where(col(Notification.occurrence_id).in_(ids), col(Notification.status).not_in(UNSEEN))
    shown = select(func.count(func.distinct(ItemCode.occurrence_id))).where(col(ItemCode.occurrence_id).in_(ids))
    return History(
        notices=session.exec(left).one(),
        shown=session.exec(shown).one(),
        changed=audit.touched(session, obligation_ids),
    )


def remove_items(session: Session, obligation_ids: Collection[int]) -> int:
    """Remove the items of some duties, which have no history, with the notices that wait; return how many items."""
    ids = _ids(obligation_ids)
    notices = select(Notification.id).where(col(Notification.occurrence_id).in_(ids))
    session.exec(delete(NotificationFile).where(col(NotificationFile.notification_id).in_(notices)))
    session.exec(delete(Notification).where(col(Notification.occurrence_id).in_(ids)))
    return session.exec(delete(Occurrence).where(col(Occurrence.obligation_id).in_(obligation_ids))).rowcount


def _ids(obligation_ids: Collection[int]) -> SelectOfScalar[int]:
    return select(Occurrence.id).where(col(Occurrence.obligation_id).in_(obligation_ids))
