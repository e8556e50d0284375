"""The transition table: every pair of a status and an action, written out."""

from itertools import product

import pytest

from db.statuses import Action
from db.statuses import ItemStatus as S
from reminders.items.transitions import after

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
}


@pytest.mark.parametrize(("status", "action"), list(product(S, Action)), ids=lambda value: str(value.value))
def test_an_action_leads_from_a_status_to_the_next_or_changes_nothing(status: S, action: Action) -> None:
    assert after(status, action) is EXPECTED[action].get(status)


def test_nothing_leads_out_of_cancelled() -> None:
    assert {after(S.CANCELLED, action) for action in Action} == {None}


def test_every_status_can_be_reached() -> None:
    reached, waiting = {S.OPEN}, [S.OPEN]
    while waiting:
        current = waiting.pop()
        found = {after(current, action) for action in Action} - {None} - reached
        reached |= found  # type: ignore[arg-type]
        waiting += found  # type: ignore[arg-type]
    assert reached == set(S)
