"""Plans that were drawn, in every layout and rendering, against the answer they were made from.

The bounds are what was measured when they were written: they may only go down. The goal is 0 everywhere.
"""

from collections import Counter

import pytest

from tests.reading.generated.judging import by_layout, by_rendering, grouped, judged, smallest_faults, tally_of
from tests.reading.generated.layouts import LAYOUTS
from tests.reading.generated.model import drawn
from tests.reading.generated.words import BODIES, TASKS
from tests.reading.tallies import Tally

SEED, PLANS = 1, 2

NOT_RIGHT = {
    "prose items": (3, 3),
    "prose leads": (0, 0),
    "assigned to": (7, 9),
    "addressee above": (0, 0),
    "addressee inline": (0, 0),
    "in brackets": (0, 2),
    "labelled parts": (0, 0),
    "plain labels": (0, 10),
    "addressee list": (0, 10),
    "time first": (4, 4),
    "given behind": (0, 1),
    "labelled lines": (0, 10),
    "table": (0, 0),
    "table turned": (0, 0),
    "table of questions": (0, 10),
    "table of odd headers": (0, 10),
}
"""Of ten duties of each layout: how many at most are wrong without a question, and how many wrong or lost."""

NOT_RIGHT_RENDERED = {"txt": (0, 0), "web.txt": (0, 0), "docx": (0, 0), "xlsx": (0, 10), "csv": (0, 5)}
"""Of twenty duties of each rendering that is read today, half in prose and half in a table: the same."""

NOT_READ_YET = ("html",)
"""Renderings the product refuses with a sentence of its own; reading them moves them above."""


@pytest.fixture(scope="module")
def layouts() -> dict[str, Tally]:
    return grouped(by_layout(SEED, PLANS), lambda plan: plan.layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_is_read_worse_than_it_was(layouts: dict[str, Tally], layout: str) -> None:
    wrong, faults = NOT_RIGHT[layout]
    counts = layouts[layout]
    assert counts.expected == 10
    assert (counts.wrong <= wrong, counts.wrong + counts.lost <= faults) == (True, True), counts


@pytest.mark.parametrize("rendering", NOT_RIGHT_RENDERED)
def test_no_rendering_is_read_worse_than_it_was(rendering: str) -> None:
    wrong, faults = NOT_RIGHT_RENDERED[rendering]
    counts = tally_of(by_rendering(SEED, PLANS, rendering))
    assert counts.expected == 20
    assert (counts.wrong <= wrong, counts.wrong + counts.lost <= faults) == (True, True), counts


@pytest.mark.parametrize("rendering", NOT_READ_YET)
def test_rendering_that_is_not_read_yet_says_so(rendering: str) -> None:
    plan = judged(drawn(SEED, 1), "table", rendering)
    assert plan.refusal or plan.scores


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
