"""Pure: the states of an item and what leads from one to another: one table."""

from db.statuses import Action
from db.statuses import ItemStatus as S

TRANSITIONS = {
    (S.OPEN, Action.ACKNOWLEDGE): S.ACKNOWLEDGED,
    (S.RETURNED, Action.ACKNOWLEDGE): S.ACKNOWLEDGED,
    (S.OPEN, Action.COMPLETE): S.SUBMITTED,
    (S.ACKNOWLEDGED, Action.COMPLETE): S.SUBMITTED,
    (S.RETURNED, Action.COMPLETE): S.SUBMITTED,
    (S.SUBMITTED, Action.ACCEPT): S.ACCEPTED,
    (S.SUBMITTED, Action.RETURN): S.RETURNED,
    (S.ACCEPTED, Action.RETURN): S.RETURNED,
    (S.NOT_OURS, Action.RETURN): S.RETURNED,
    (S.OPEN, Action.REJECT): S.NOT_OURS,
    (S.ACKNOWLEDGED, Action.REJECT): S.NOT_OURS,
    (S.OPEN, Action.CANCEL): S.CANCELLED,
    (S.ACKNOWLEDGED, Action.CANCEL): S.CANCELLED,
    (S.RETURNED, Action.CANCEL): S.CANCELLED,
    (S.SUBMITTED, Action.CANCEL): S.CANCELLED,
    (S.NOT_OURS, Action.CANCEL): S.CANCELLED,
}


def after(status: S, action: Action) -> S | None:
    """Return the status that follows, or None when the action changes nothing in this status."""
    return TRANSITIONS.get((status, action))
