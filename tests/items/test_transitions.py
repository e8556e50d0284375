"""The transition table: every pair of a status and an action, written out."""

from itertools import product

import pytest

from db.statuses import Action
from db.statuses import ItemStatus as S
from reminders.items.transitions import after, taken_back

EXPECTED: dict[Action, dict[S, S]] = {
    Action.ACKNOWLEDGE: {S.OPEN: S.ACKNOWLEDGED, S.RETURNED: S.ACKNOWLEDGED},
    Action.COMPLETE: {S.OPEN: S.SUBMITTED, S.ACKNOWLEDGED: S.SUBMITTED, S.RETURNED: S.SUBMITTED},
    Action.ACCEPT: {S.SUBMITTED: S.ACCEPTED},
    Action.RETURN: {S.SUBMITTED: S.RETURNED, S.ACCEPTED: S.RETURNED, S.NOT_OURS: S.RETURNED},
    Action.REJECT: {S.OPEN: S.NOT_OURS, S.ACKNOWLEDGED: S.NOT_OURS},
    Action.CANCEL: {
        S.OPEN: S.CANCELLED,
        S.ACKNOWLEDGED: S.CANCELLED,
        S.RETURNED: S.CANCELLED,
        S.SUBMITTED: S.CANCELLED,
        S.NOT_OURS: S.CANCELLED,
    },
    Action.UNDO: {},  # leads back to where the item was, see below
    Action.EXTEND: {S.OPEN: S.OPEN, S.ACKNOWLEDGED: S.ACKNOWLEDGED, S.RETURNED: S.RETURNED},
    Action.MOVE: {S.OPEN: S.OPEN, S.ACKNOWLEDGED: S.ACKNOWLEDGED, S.RETURNED: S.RETURNED},
    Action.DROP: {S.OPEN: S.CANCELLED, S.ACKNOWLEDGED: S.CANCELLED, S.RETURNED: S.CANCELLED, S.NOT_OURS: S.CANCELLED},
    Action.RESTORE: {S.CANCELLED: S.OPEN},
    Action.DISSOLVE: {S.OPEN: S.NOT_OURS, S.ACKNOWLEDGED: S.NOT_OURS, S.RETURNED: S.NOT_OURS},
}


@pytest.mark.parametrize(("status", "action"), list(product(S, Action)), ids=lambda value: str(value.value))
def test_an_action_leads_from_a_status_to_the_next_or_changes_nothing(status: S, action: Action) -> None:
    assert after(status, action) is EXPECTED[action].get(status)


def test_only_what_is_asked_for_again_leads_out_of_cancelled() -> None:
    assert {action for action in Action if after(S.CANCELLED, action)} == {Action.RESTORE}


@pytest.mark.parametrize(
    ("status", "undone", "before", "back"),
    [
        (S.SUBMITTED, Action.COMPLETE, S.OPEN, S.OPEN),
        (S.SUBMITTED, Action.COMPLETE, S.RETURNED, S.RETURNED),
        (S.ACCEPTED, Action.COMPLETE, S.ACKNOWLEDGED, S.ACKNOWLEDGED),  # the register accepted it by itself
        (S.RETURNED, Action.COMPLETE, S.OPEN, None),
        (S.CANCELLED, Action.REJECT, S.OPEN, None),
        (S.NOT_OURS, Action.REJECT, S.ACKNOWLEDGED, S.ACKNOWLEDGED),
        (S.ACCEPTED, Action.ACKNOWLEDGE, S.OPEN, None),
    ],
)
def test_an_act_is_taken_back_only_where_it_led(status: S, undone: Action, before: S, back: S | None) -> None:
    assert taken_back(status, undone, before) is back


def test_every_status_can_be_reached() -> None:
    reached, waiting = {S.OPEN}, [S.OPEN]
    while waiting:
        current = waiting.pop()
        found = {after(current, action) for action in Action} - {None} - reached
        reached |= found  # type: ignore[arg-type]
        waiting += found  # type: ignore[arg-type]
    assert reached == set(S)
