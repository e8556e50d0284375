"""Cutting a long text into parts."""

from hypothesis import given
from hypothesis import strategies as st

from bots.channel import split_text


def test_a_text_within_the_limit_stays_whole() -> None:
    assert split_text("", 5) == [""]
    assert split_text("đúng5", 5) == ["đúng5"]


def test_a_long_text_is_cut_at_line_ends_as_late_as_possible() -> None:
    assert split_text("một\nhai\nba\nbốn", 10) == ["một\nhai\nba", "bốn"]
    assert split_text("một\nhai\n\nba", 8) == ["một\nhai\n", "ba"]


def test_a_line_longer_than_the_limit_is_cut_at_a_space_or_anywhere() -> None:
    assert split_text("báo cáo tiến độ", 9) == ["báo cáo", "tiến độ"]
    assert split_text("a" * 7, 3) == ["aaa", "aaa", "a"]
    assert split_text("\naaaa", 3) == ["\naa", "aa"]


@given(st.text("ab \n"), st.integers(1, 12))
def test_every_part_fits_and_only_line_ends_and_spaces_at_cuts_are_dropped(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join(parts).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
