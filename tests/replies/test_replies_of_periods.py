"""Which of several late periods an answer means: by the numbers of lines, by the periods, all of them; else it asks."""

from datetime import datetime

import pytest

from db.statuses import Action
from reminders.replies import Act, AskAgain, Forget, Reply, understand
from reminders.replies.context import Context, Question
from reminders.replies.which_periods import periods_named
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 18, 9, 0, tzinfo=LOCAL)
CODES, WEEKS = (7, 9, 10), ("2021-W41", "2021-W40", "2021-W39")
NEWEST, MIDDLE, OLDEST = CODES


def asked(
    codes: tuple[int, ...] = CODES, periods: tuple[str, ...] = WEEKS, *, said: str = "xong 7", is_last: bool = True
) -> Question:
    return Question(said=said, asked_at=NOW, number=3, codes=codes, periods=periods, is_all=True, is_last=is_last)


def answer(text: str, question: Question) -> Reply:
    context = Context(last=question.codes, question=question)
    return understand(text, open_codes=(*range(1, 60),), context=context, now=NOW)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("7", (7,)),
        ("việc 9 ạ", (9,)),
        ("7, 10", (7, 10)),
        ("7 và 9", (7, 9)),
        ("7-10", CODES),  # from line 7 to line 10
        ("9 đến 10 nhé", (9, 10)),
        ("tuần 39", (OLDEST,)),
        ("xong tuần 39 rồi ạ", (OLDEST,)),
        ("em nộp tuần 39, 40 rồi", (MIDDLE, OLDEST)),
        ("tuan 39-41", CODES),
        ("tuần 39–40 thôi", (MIDDLE, OLDEST)),
        ("tuần 39 đến tuần 40", (MIDDLE, OLDEST)),
        ("39-41", CODES),
        ("40", (MIDDLE,)),
        ("kỳ mới nhất", (NEWEST,)),
        ("chỉ tuần gần nhất thôi ạ", (NEWEST,)),
        ("cả 3 kỳ", CODES),
        ("cả 3 rồi ạ", CODES),
        ("cả ba kỳ", CODES),
        ("hết rồi", CODES),
        ("tất cả", CODES),
        ("ĐÚNG", CODES),
        ("vâng ạ", CODES),
    ],
)
def test_an_answer_names_lines_or_periods_or_all(text: str, codes: tuple[int, ...]) -> None:
    found = answer(text, asked())
    assert found == Act(Action.COMPLETE, codes)
    assert isinstance(found, Act)
    assert (found.is_chosen, found.said_in) == (True, 3)


@pytest.mark.parametrize("text", ["45", "7, 45", "40, 45", "41, 42", "9 và 45", "11"])
def test_a_figure_that_was_not_listed_is_asked_whatever_else_has_it(text: str) -> None:
    assert answer(text, asked()) == AskAgain(asked())


@pytest.mark.parametrize(("text", "is_asked"), [("8", True), ("8 ạ", True), ("việc 8", False)])
def test_a_figure_that_is_a_line_and_another_period_is_asked(text: str, is_asked: bool) -> None:
    months = asked((7, 8, 9), ("2021-10", "2021-09", "2021-08"))
    assert answer(text, months) == (AskAgain(months) if is_asked else Act(Action.COMPLETE, (8,)))
    assert answer("tháng 8", months) == Act(Action.COMPLETE, (9,))


@pytest.mark.parametrize("text", ["cả 2 kỳ", "cả 2 việc", "cả bốn", "cả 30"])
def test_all_miscounted_completes_nothing(text: str) -> None:
    assert not isinstance(answer(text, asked()), Act)


@pytest.mark.parametrize("text", ["không", "chưa", "thôi", "khoan đã"])
def test_a_no_records_nothing(text: str) -> None:
    assert not isinstance(answer(text, asked()), Act)


def test_after_another_message_only_what_says_what_it_is_answers() -> None:
    later = asked(is_last=False)
    for text, codes in {"7": (7,), "tuần 39-40": (MIDDLE, OLDEST), "cả 3 kỳ": CODES, "đúng": CODES}.items():
        assert answer(text, later) == Act(Action.COMPLETE, codes), text
    for text in ("40", "39-41"):
        assert answer(text, later) == AskAgain(later) or not isinstance(answer(text, later), Act), text
    assert not isinstance(answer("cả", later), Act)


def test_of_two_duties_a_period_alone_names_none() -> None:
    both = asked((7, 9, 12), ("2021-W41", "2021-W40", "2021-W40"))
    assert not isinstance(answer("tuần 40", both), Act)
    assert answer("9", both) == Act(Action.COMPLETE, (9,))
    assert answer("cả 3 việc", both) == Act(Action.COMPLETE, (7, 9, 12))


def test_what_else_was_said_is_kept() -> None:
    found = answer("7, 9", asked(said="xong 7 số 45/BC-UBND ngày 05/10/2021"))
    assert found == Act(Action.COMPLETE, (7, 9), document="số 45/BC-UBND ngày 05/10/2021")
    assert answer("đúng", asked(said="không phát sinh 7")) == Act(Action.COMPLETE, CODES, is_nil=True)


def test_what_is_no_answer_is_read_as_always() -> None:
    assert answer("không", asked()) == Forget()
    assert answer("xong 45", asked()) == Act(Action.COMPLETE, (45,))
    found = answer("xong 7", asked())
    assert isinstance(found, Act)
    assert not found.is_chosen


def test_of_other_questions_a_number_is_not_chosen_from_periods() -> None:
    which = Question(said="xong", asked_at=NOW, number=3, codes=CODES, is_all=False)
    found = answer("7", which)
    assert isinstance(found, Act)
    assert (found.codes, found.is_chosen, found.said_in) == ((7,), False, 3)
    assert not isinstance(answer("cả 2 việc", which), Act)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("xong 7 tuần 39-41 ạ", WEEKS[::-1]),
        ("xong 7 tuần 39, 40 rồi", ("2021-W39", "2021-W40")),
        ("Xong 7 Tuần 40", ("2021-W40",)),
        ("xong việc 7, kỳ mới nhất", ("2021-W41",)),
        ("xong 7", ()),
        ("xong 7 tuần 38", ()),
        ("xong 7 tuần này", ()),
        ("xong 7 tuần 39, chưa xong tuần 40", ()),
        ("xong tuần 39 việc 7", ()),
        ("xong 7 số 45/BC ngày 05/10", ()),
    ],
)
def test_periods_named_at_the_end_of_a_message_are_found(text: str, named: tuple[str, ...]) -> None:
    assert periods_named(text, WEEKS[::-1]) == named
