"""Plans that were drawn, in every layout and rendering, against the answer they were made from.

The bounds are what was measured when they were written: they may only go down. The goal is 0 everywhere.
"""

from collections import Counter

import pytest

from tests.reading.generated.judging import by_layout, by_rendering, grouped, judged, smallest_faults, tally_of
from tests.reading.generated.layouts import LAYOUTS
from tests.reading.generated.model import drawn
from tests.reading.generated.words import BODIES, TASKS
from tests.reading.tallies import Bounds, Tally, exceeded

SEED, PLANS = 1, 2

NOT_RIGHT: dict[str, Bounds] = {
    "prose items": Bounds(0, 0, 0),
    "prose leads": Bounds(0, 0, 0),
    "assigned to": Bounds(1, 1, 0),
    "addressee above": Bounds(0, 0, 0),
    "addressee inline": Bounds(0, 0, 0),
    "in brackets": Bounds(0, 0, 0),
    "labelled parts": Bounds(0, 0, 0),
    "plain labels": Bounds(0, 10, 0),
    "addressee list": Bounds(0, 10, 0),
    "time first": Bounds(0, 0, 0),
    "given behind": Bounds(0, 0, 0),
    "labelled lines": Bounds(0, 10, 0),
    "table": Bounds(0, 0, 0),
    "table turned": Bounds(0, 0, 0),
    "table of questions": Bounds(0, 0, 0),
    "table of odd headers": Bounds(0, 10, 0),
}
"""Of ten duties of each layout."""

NOT_RIGHT_RENDERED: dict[str, Bounds] = {
    "txt": Bounds(0, 0, 0),
    "web.txt": Bounds(0, 0, 0),
    "docx": Bounds(0, 0, 0),
    "xlsx": Bounds(0, 0, 0),
    "csv": Bounds(0, 0, 0),
    "html": Bounds(0, 0, 0),
}
"""Of twenty duties of each rendering that is read today, half in prose and half in a table."""


@pytest.fixture(scope="module")
def layouts() -> dict[str, Tally]:
    return grouped(by_layout(SEED, PLANS), lambda plan: plan.layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_is_read_worse_than_it_was(layouts: dict[str, Tally], layout: str) -> None:
    bounds = NOT_RIGHT[layout]
    counts = layouts[layout]
    assert counts.expected == 10
    assert not exceeded(counts, bounds), counts


@pytest.mark.parametrize("rendering", NOT_RIGHT_RENDERED)
def test_no_rendering_is_read_worse_than_it_was(rendering: str) -> None:
    bounds = NOT_RIGHT_RENDERED[rendering]
    counts = tally_of(by_rendering(SEED, PLANS, rendering))
    assert counts.expected == 20
    assert not exceeded(counts, bounds), counts


def test_a_seed_draws_the_same_plan_again() -> None:
    assert drawn(7, 5) == drawn(7, 5)
    assert drawn(7, 5).duties != drawn(8, 5).duties


def test_words_are_many_and_none_comes_twice() -> None:
    assert (len(TASKS) >= 100, len(BODIES) >= 25) == (True, True)
    assert [word for word, times in Counter((*BODIES, *TASKS)).items() if times > 1] == []


def test_no_two_duties_of_a_plan_share_a_task_or_a_body() -> None:
    plan = drawn(3, 10)
    named = [name for duty in plan.duties for name in (*duty.leads, duty.cooperating) if name]
    assert (len(set(named)), len({duty.task for duty in plan.duties})) == (len(named), 10)


def test_the_answer_of_a_plan_is_what_it_was_made_from() -> None:
    duty = drawn(3, 1).duties[0]
    (score,) = judged(drawn(3, 1), "table").scores
    assert score.pair.duty is not None
    assert (score.pair.duty.lead, score.pair.duty.phrase) == (duty.leads, duty.phrase)


def test_smallest_faults_are_of_one_duty_and_the_shortest_first() -> None:
    faults = smallest_faults(by_layout(SEED, 1), most=3)
    assert [len(fault) for fault in faults] == sorted(len(fault) for fault in faults)
    assert all("→" in fault for fault in faults)
