"""The late periods of one duty are one line, of which exactly one is chased."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.queries.periods import LatePeriod
from db.tables import Occurrence
from reminders.items.debts import Debt, alert_number, debts_of, named
from tests.rows import at

MONDAY = at("2026-09-28")


def late(number: int, *, later: int = 0, duty: int = 1, agency: int = 1, **values: Any) -> LatePeriod:
    """Return the period of week 38 + `number`, its item with this number (of another duty or agency with more)."""
    nominal = MONDAY + timedelta(weeks=number)
    facts: dict[str, Any] = {"nominal_at": nominal, "act_by_at": nominal, "overdue_from": nominal, "ladder": {}}
    facts |= {"obligation_id": duty, "agency_id": agency, "period": f"2026-W{38 + number}", "created_at": MONDAY}
    key = number + 100 * (duty - 1) + 1000 * (agency - 1)
    return LatePeriod(Occurrence(id=key, **facts | values), later)


def lines(found: Sequence[LatePeriod]) -> dict[int, tuple[int, ...]]:
    debts = debts_of(found)
    return {head: debts.members(head) for head in sorted(debts.lines)}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], {}),
        ([late(1)], {1: (1,)}),
        ([late(2), late(1), late(3)], {3: (1, 2, 3)}),
        ([late(1), late(2, duty=2), late(1, agency=2)], {1: (1,), 102: (102,), 1001: (1001,)}),
        ([late(1), late(2), late(1, duty=2), late(2, duty=2)], {2: (1, 2), 102: (101, 102)}),
        # More time makes no period newer.
        ([late(1, nominal_at=at("2026-12-01"), first_nominal_at=MONDAY), late(2)], {2: (1, 2)}),
        # An item that can't be handled silences no other.
        ([late(1), late(2), late(3, trouble="KeyError")], {2: (1, 2), 3: (3,)}),
        # A chase that has ended is a line of its own.
        ([late(n, later=4 - n, ladder={"chase_periods": 2}) for n in (1, 2, 3, 4)], {2: (1, 2), 4: (3, 4)}),
    ],
)
def test_late_periods_of_one_duty_and_agency_are_one_line(
    found: list[LatePeriod], expected: dict[int, tuple[int, ...]]
) -> None:
    assert lines(found) == expected


def test_a_line_of_one_period_is_no_debt() -> None:
    assert debts_of([late(1)]).of(1) is None
    assert debts_of([late(1), late(2)]).of(2) == Debt((1, 2), ("2026-W39", "2026-W40"))
    assert debts_of([late(1), late(2)]).of(1) is None


def test_a_chase_ends_when_so_many_of_the_next_periods_have_passed() -> None:
    ladder = {"chase_periods": 2}
    assert [debts_of([late(1, later=later, ladder=ladder)]).is_chased(1) for later in (0, 1, 2, 3)] == [
        True,
        True,
        False,
        False,
    ]
    assert debts_of([late(1, later=50, ladder={"chase_periods": None})]).is_chased(1)
    assert debts_of([late(1, later=50)]).is_chased(1)


def test_a_number_means_what_was_late_when_it_was_shown() -> None:
    found = [late(1), late(2), late(3), late(1, duty=2)]
    assert named(found, 2) == Debt((1, 2), ("2026-W39", "2026-W40"))
    assert named(found, 3) == Debt((1, 2, 3), ("2026-W39", "2026-W40", "2026-W41"))
    assert (named(found, 1), named(found, 101), named(found, 9)) == (None, None, None)


def test_the_numbers_of_the_alerts_go_on_through_a_debt() -> None:
    first, second, third = (MONDAY + timedelta(days=days) for days in (0, 7, 8))
    sent = {1: [first, second], 2: [second]}
    assert alert_number((1, 2), sent, due_at=third) == 3  # what was due of both at one instant was one
    assert alert_number((1, 2), sent, due_at=second) == 2
    assert alert_number((2,), sent, due_at=second) == 1


periods = st.builds(
    late,
    st.integers(1, 12),
    later=st.integers(0, 4),
    duty=st.integers(1, 2),
    agency=st.integers(1, 2),
    ladder=st.sampled_from([{}, {"chase_periods": None}, {"chase_periods": 1}, {"chase_periods": 3}]),
    trouble=st.sampled_from([None, None, None, "KeyError"]),
)


@given(st.lists(periods, unique_by=lambda one: one.item.id))
def test_of_what_is_late_and_not_given_up_exactly_one_period_of_a_duty_is_chased(found: list[LatePeriod]) -> None:
    debts = debts_of(found)
    for pair in {one.pair for one in found}:
        alive = [one for one in found if one.pair == pair and one.item.id not in debts.ended and not one.item.trouble]
        chased = [one for one in alive if debts.is_chased(one.item.id)]
        assert chased == ([max(alive, key=lambda one: one.place)] if alive else [])
        if alive:
            assert debts.members(chased[0].item.id) == tuple(
                one.item.id for one in sorted(alive, key=lambda one: one.place)
            )
