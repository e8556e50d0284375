"""An agency is found by what people call it; text is folded for comparison."""

import pytest

from reminders.agencies.finding import find, similar
from schedules.letters import fold

SPELLINGS = {
    1: ["UBND xã Ia Dơk"],
    2: ["UBND xã Ia Dom"],
    3: ["Phòng Tài chính – Kế hoạch", "Phòng TC-KH"],
    4: ["Phòng Tài nguyên và Môi trường"],
    5: ["Đội Quản lý trật tự đô thị"],
    6: ["Xã Ia Dom", "Ia Dom"],
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ubnd xa ia dok", [1]),
        ("IA DƠK", [1]),
        ("Ia Dom", [6]),  # an exact spelling goes over words of a longer one
        ("xã ia", [1, 2, 6]),
        ("phòng tc kh", [3]),
        ("Phòng Tài chính–Kế hoạch", [3]),
        ("Phòng Tài chính\u00a0- Kế hoạch", [3]),
        ("tài", [3, 4]),
        ("doi quan ly trat tu do thi", [5]),
        ("Ngu", []),  # no part of a word
        ("", []),
        ("–", []),
    ],
)
def test_agencies_that_a_name_may_mean(query: str, found: list[int]) -> None:
    assert find(query, SPELLINGS) == found


def test_likeliest_misspelling_comes_first() -> None:
    assert similar("UBND xã Ia Đok", SPELLINGS)[0] == 1
    assert similar("Sở Y tế", SPELLINGS) == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("UBND xã Ia Dơk", "ubnd xa ia dok"),
        ("Đức Cơ", "duc co"),
        ("Tài chính–Kế hoạch", "tai chinh ke hoach"),
        ("xong\u00a012", "xong 12"),
        ("E\u0302\u0301", "e"),
        ("Ｘong １２", "xong 12"),  # full-width letters of an East Asian keyboard
        ("🔔 …", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
