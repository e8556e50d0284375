"""A ladder as people write it, and everything that is wrong with it at once."""

import pytest

from reminders.items.reading_ladders import read_fields


@pytest.mark.parametrize(
    ("option", "text", "expected"),
    [
        ("--before", "10, 5,1", {"before_days": [10, 5, 1]}),
        ("--before", "60", {"before_days": [60]}),
        ("--before", " ", {"before_days": []}),
        ("--after", "0,1,60", {"overdue_after": [0, 1, 60]}),
        ("--every", " 1 ", {"overdue_every": 1}),
        ("--escalate-from", "2", {"escalates_from": 2}),
        ("--escalate-from", "Không", {"escalates_from": None}),
        ("--escalate-from", "khong", {"escalates_from": None}),
        ("--chase-periods", " 2 ", {"chase_periods": 2}),
        ("--chase-periods", "None", {"chase_periods": None}),
    ],
)
def test_what_is_said_is_read(option: str, text: str, expected: dict[str, object]) -> None:
    assert read_fields({option: text}) == (expected, [])


@pytest.mark.parametrize(
    ("option", "text", "problems"),
    [
        ("--before", "0", ["'0' không phải số ngày làm việc (1–60)"]),
        ("--before", "61,x,,-1", [f"'{word}' không phải số ngày làm việc (1–60)" for word in ("61", "x", "", "-1")]),
        ("--before", "٣", ["'٣' không phải số ngày làm việc (1–60)"]),
        ("--before", "3,3,1,1", ["số 3 viết hai lần", "số 1 viết hai lần"]),
        ("--before", "1,3", ["viết số lớn trước, ví dụ 10,3,1"]),
        ("--after", "", ["cần ít nhất một số, vì việc quá hạn luôn được đôn đốc; ví dụ 0,1,3"]),
        ("--after", "3,0,61", ["'61' không phải số ngày làm việc (0–60)", "viết số nhỏ trước, ví dụ 0,1,3"]),
        ("--after", "1,1", ["số 1 viết hai lần"]),
        ("--every", "0", ["'0' không phải số ngày làm việc (1–60)"]),
        ("--every", "", ["'' không phải số ngày làm việc (1–60)"]),
        ("--escalate-from", "0", ["'0' không phải số lần đôn đốc (từ 1), cũng không phải 'không'"]),
        ("--escalate-from", "1,2", ["'1,2' không phải số lần đôn đốc (từ 1), cũng không phải 'không'"]),
        *(
            (
                "--chase-periods",
                text,
                [f"'{text}' không phải số kỳ (từ 1), cũng không phải 'none' (đến khi hoàn thành)"],
            )
            for text in ("0", "-1", "2,3", "không", "")
        ),
    ],
)
def test_what_is_wrong_is_said(option: str, text: str, problems: list[str]) -> None:
    assert read_fields({option: text})[1] == [f"{option}: {problem}" for problem in problems]


def test_the_problems_of_all_options_are_said_at_once() -> None:
    _, problems = read_fields({"--before": "0,0", "--every": "x", "--escalate-from": "x"})
    assert [problem.split(":")[0] for problem in problems] == ["--before", "--before", "--every", "--escalate-from"]
