"""Every code that may be given out links, even one that holds a word."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from reminders.people.linking import ALPHABET
from reminders.replies import Link, understand
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
FOUND_BY_CHANCE = ("SE79CABZ", "DE7RLBYE", "YES6NV45", "OK12XONG", "7KCH4HOK")


def test_code_that_holds_a_word_still_links() -> None:
    for code in FOUND_BY_CHANCE:
        assert [understand(typed, now=NOW) for typed in (code, code.lower())] == [Link(code), Link(code.lower())]


@given(st.text(alphabet=ALPHABET, min_size=8, max_size=8))
def test_any_code_with_a_digit_links(code: str) -> None:
    mixed = code[:7] + "7"
    assert understand(mixed, open_codes=(7,), now=NOW) == Link(mixed)
