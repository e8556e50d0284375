"""A rule said in Vietnamese is read back as the same rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.phrases import read_phrase
from schedules.wording import sentence
from tests.schedules.rule_strategies import rules_by_kind


@pytest.mark.parametrize("kind", rules_by_kind)
@settings(max_examples=300)
@given(data=st.data())
def test_rule_said_and_read_is_the_same_rule(kind: str, data: st.DataObject) -> None:
    rule = data.draw(rules_by_kind[kind])
    reading = read_phrase(sentence(rule))
    assert (reading.rule, reading.also) == (rule, ())
