"""Pure: the states of an item and what leads from one to another: one table."""

from db.statuses import OWED, Action
from db.statuses import ItemStatus as S

TRANSITIONS = {
    (S.OPEN, Action.ACKNOWLEDGE): S.ACKNOWLEDGED,
    (S.RETURNED, Action.ACKNOWLEDGE): S.ACKNOWLEDGED,
    **{(status, Action.COMPLETE): S.SUBMITTED for status in OWED},
    (S.SUBMITTED, Action.ACCEPT): S.ACCEPTED,
    (S.SUBMITTED, Action.RETURN): S.RETURNED,
    (S.ACCEPTED, Action.RETURN): S.RETURNED,
    (S.NOT_OURS, Action.RETURN): S.RETURNED,
    (S.OPEN, Action.REJECT): S.NOT_OURS,
    (S.ACKNOWLEDGED, Action.REJECT): S.NOT_OURS,
    **{(status, Action.CANCEL): S.CANCELLED for status in (*OWED, S.SUBMITTED, S.NOT_OURS)},
    **{(status, Action.EXTEND): status for status in OWED},
    # What happens to an item by itself. What was reported done waits for its decision all the same.
    **{(status, Action.MOVE): status for status in OWED},
    **{(status, Action.DROP): S.CANCELLED for status in (*OWED, S.NOT_OURS)},
    (S.CANCELLED, Action.RESTORE): S.OPEN,
    **{(status, Action.DISSOLVE): S.NOT_OURS for status in OWED},
}


def after(status: S, action: Action) -> S | None:
    """Return the status that follows, or None when the action changes nothing in this status."""
    return TRANSITIONS.get((status, action))


def taken_back(status: S, undone: Action, before: S) -> S | None:
    """Return `before`, if it is from there that `undone` led to the present status; else None: something came between.

    A completion that the register accepted by itself has led two steps.
    """
    led_to = after(before, undone)
    steps = {led_to, after(led_to, Action.ACCEPT)} if led_to and undone is Action.COMPLETE else {led_to}
    return before if status in steps else None
