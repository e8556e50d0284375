"""Clause numbers built from headings and list markers."""

import pytest

from reminders.plans.documents.outline import Outline, split_marker


def clauses(*texts: str) -> list[str]:
    outline = Outline()
    named = []
    for text in texts:
        marker, rest = split_marker(text)
        if marker:
            outline.enter(marker, rest)
        named.append(outline.clause)
    return named


def test_clause_is_the_path_of_its_markers() -> None:
    walk = (
        "II. NHIỆM VỤ",
        "1. Khắc phục",
        "1.8. Giải ngân",
        "b) Nhiệm vụ:",
        "- Phòng Nội vụ:",
        "+ Kịp thời",
        "1.9. Kinh phí",
    )
    assert clauses(*walk) == ["II", "II.1", "II.1.8", "II.1.8.b", "II.1.8.b", "II.1.8.b", "II.1.9"]


def test_new_part_closes_everything_below() -> None:
    assert clauses("I. Một", "2. Hai", "a) Ba", "II. Bốn", "1. Năm") == ["I", "I.2", "I.2.a", "II", "II.1"]


def test_annex_begins_anew() -> None:
    assert clauses("III. Một", "Phụ lục", "I. Hai", "Phụ lục II", "1. Ba") == ["III", "PL", "PL.I", "PLII", "PLII.1"]


def test_capital_letters_stand_above_roman_numbers() -> None:
    assert clauses("A. Chung", "I. Một", "1. Hai", "B. Riêng", "I. Ba") == ["A", "A.I", "A.I.1", "B", "B.I"]


def test_articles_and_their_clauses() -> None:
    assert clauses("Chương II. Nhiệm vụ", "Điều 5. Báo cáo", "1. Hằng tháng", "a) Nội dung") == [
        "II",
        "II.Điều 5",
        "II.Điều 5.1",
        "II.Điều 5.1.a",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021",
        "30/4 là ngày nghỉ",
        "2026 và các năm",
        "Ia Dom",
        "4.1.3 - Tỷ lệ giảm",
        "Phụ lục này kèm theo Kế hoạch;",
    ],
)
def test_text_without_a_marker(text: str) -> None:
    assert split_marker(text) == (None, text)


def test_dash_before_another_marker_is_dropped() -> None:
    marker, rest = split_marker("- a) Mục tiêu")
    assert (marker and marker.label, rest) == ("a", "Mục tiêu")
