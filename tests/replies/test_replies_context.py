"""What a reply without a number is about: what it replies to, what was named last, what was asked last.

`codeless.tsv` has what officers write, and what they mean. Each is read with one, three and nine open items.
"""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from db.statuses import Action, RemarkKind
from reminders.replies import Act, Ask, Check, Extend, Note, Reply, Several, Unclear, understand
from reminders.replies.context import NOTHING, Context, Question
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
ROWS = [
    (line.split("\t")[0], line.split("\t")[1])
    for line in (Path(__file__).parent / "codeless.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
NINE = (1, 2, 3, 4, 5, 6, 7, 8, 9)
CONTEXTS: dict[str, tuple[tuple[int, ...], Context, tuple[int, ...]]] = {
    "one open": ((3,), NOTHING, (3,)),
    "three open, all in the last message": ((3, 5, 12), Context(last=(12, 3, 5)), (12, 3, 5)),
    "nine open, the seventh named last": (NINE, Context(last=(7,)), (7,)),
    "nine open, the fourth replied to": (NINE, Context(replied=(4,), last=(7,)), (4,)),
    "nine open, two replied to": (NINE, Context(replied=(4, 6), last=(7,)), (4, 6)),
    "five open, nothing said for a day": ((1, 3, 5, 7, 9), NOTHING, (1, 3, 5, 7, 9)),
}
"""Each with the items that are open, and those that a reply without a number may be about."""


def meaning(wish: Reply) -> tuple[str, tuple[int, ...], bool]:
    """Return what is understood, of which items, and whether it is asked first."""
    if isinstance(wish, Check):
        what, codes, _ = meaning(wish.wish)
        return what, codes, True
    if isinstance(wish, Several):
        return meaning(wish.wishes[0])
    match wish:
        case Act(action=Action.COMPLETE, codes=codes, is_nil=is_nil):
            return "nil" if is_nil else "done", codes, False
        case Act(action=Action.ACKNOWLEDGE, codes=codes):
            return "ack", codes, False
        case Act(action=Action.REJECT, codes=codes):
            return "reject", codes, False
        case Note(kind=RemarkKind.NOT_DONE, codes=codes):
            return "not_done", codes, False
        case Note(kind=RemarkKind.IN_PROGRESS, codes=codes):
            return "in_progress", codes, False
        case Extend(codes=codes):
            return "extension", codes, False
        case _:
            return "none", (), False


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_reply_without_a_number_is_carried_out_or_asked_with_the_right_verb_and_items(name: str) -> None:
    open_codes, context, about = CONTEXTS[name]
    meant, wrong = 0, []
    for what, text in ROWS:
        found, codes, is_asked = meaning(understand(text, open_codes=open_codes, context=context, now=NOW))
        if found != "none" and (
            found != what or codes != about or (len(codes) > 1 and not is_asked and found != "ack")
        ):
            wrong.append((text, what, found, codes, is_asked))
        meant += what != "none" and found == what
    acts = sum(what != "none" for what, _ in ROWS)
    assert [one for one in wrong if not one[4] or one[1] == "none"] == []
    assert (acts >= 110, meant / acts >= 0.75) == (True, True), (meant, acts)
    assert wrong == []


def test_the_table_has_three_hundred_replies_and_more_with_each_meaning() -> None:
    assert len(ROWS) * len(CONTEXTS) >= 300
    assert min(Counter(what for what, _ in ROWS).values()) >= 5


def asked(said: str, *codes: int, is_all: bool = False, is_last: bool = True) -> Context:
    question = Question(said=said, asked_at=NOW, number=9, codes=codes, is_all=is_all, is_last=is_last)
    return Context(last=codes, question=question)


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        (asked("xong", 7, 8, 1), "7", ("done", (7,), False)),
        (asked("xong", 7, 8, 1), "việc 7 và 8 ạ", ("done", (7, 8), False)),
        (asked("xong", 7, 8, 1), "cả 3 việc", ("done", (7, 8, 1), True)),
        (asked("xong", 7, 8, 1), "đúng", ("none", (), False)),
        (asked("xin thêm 2 ngày", 7, 8, 1), "8", ("extension", (8,), False)),
        (asked("chưa xong vì mất điện", 7, 8, 1), "1", ("not_done", (1,), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "ĐÚNG", ("done", (7, 8, 1), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "vâng ạ", ("done", (7, 8, 1), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "7, 8", ("done", (7, 8), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "không", ("none", (), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "đừng", ("none", (), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "dừng", ("none", (), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "đúng không anh", ("none", (), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True), "chưa xong 8", ("not_done", (8,), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True, is_last=False), "ĐÚNG", ("done", (7, 8, 1), False)),
        (asked("xong hết rồi", 7, 8, 1, is_all=True, is_last=False), "ok", ("ack", (7, 8, 1), True)),
    ],
)
def test_what_answers_the_question_of_the_bot(
    context: Context, text: str, expected: tuple[str, tuple[int, ...], bool]
) -> None:
    assert meaning(understand(text, open_codes=NINE, context=context, now=NOW)) == expected


@pytest.mark.parametrize("text", ["chưa xong, mai em gửi", "chưa xong. mai gửi", "chưa xong mai em gửi"])
def test_a_promise_of_no_item_is_asked_of_which_it_is_made(text: str) -> None:
    wish = understand(text, open_codes=NINE, context=Context(last=(1, 6)), now=NOW)
    assert meaning(wish) == ("not_done", (1, 6), True)


@pytest.mark.parametrize("text", ["xong hết rồi", "xong tất cả", "xong cả 3 việc rồi ạ", "cả mấy việc xong rồi"])
def test_all_is_what_the_last_message_showed_and_is_asked_first(text: str) -> None:
    context = Context(last=(7, 8, 1))
    assert meaning(understand(text, open_codes=NINE, context=context, now=NOW)) == ("done", (7, 8, 1), True)


def test_of_what_may_be_done_only_what_has_begun_is_a_candidate() -> None:
    context = Context(last=(7, 8, 1), early=frozenset({8}))
    assert meaning(understand("xong rồi", open_codes=NINE, context=context, now=NOW)) == ("done", (7, 1), True)
    assert meaning(understand("chưa xong", open_codes=NINE, context=context, now=NOW)) == ("not_done", (7, 8, 1), True)


def test_all_where_one_of_several_was_shown_is_asked_too() -> None:
    said = understand("xong hết rồi", open_codes=NINE, context=Context(last=(3,)), now=NOW)
    assert meaning(said) == ("done", (3,), True)
    assert meaning(understand("xong hết rồi", open_codes=(3,), context=Context(last=(3,)), now=NOW)) == (
        "done",
        (3,),
        False,
    )


def test_all_leaves_out_what_has_not_begun_and_says_so() -> None:
    context = Context(last=(7, 8, 1), early=frozenset({8}))
    wish = understand("xong hết", open_codes=NINE, context=context, now=NOW)
    assert isinstance(wish, Check)
    assert (wish.codes, wish.left_out) == ((7, 1), (8,))


def test_a_period_that_has_not_begun_is_done_only_by_its_number_or_when_that_is_confirmed() -> None:
    context = Context(last=(8,), early=frozenset({8}))
    assert meaning(understand("xong rồi", open_codes=NINE, context=context, now=NOW)) == ("done", (8,), True)
    assert meaning(understand("xong 8", open_codes=NINE, context=context, now=NOW)) == ("done", (8,), False)
    assert meaning(understand("nhận", open_codes=NINE, context=context, now=NOW)) == ("ack", (8,), False)


@pytest.mark.parametrize(
    ("text", "context", "codes", "is_asked"),
    [
        ("hủy", Context(last=(7,)), (7,), False),
        ("hủy", Context(replied=(4,), last=(7,)), (4,), False),
        ("hủy hết", Context(last=(7, 8, 1)), (7, 8, 1), True),
        ("hủy giúp em", Context(last=(7,)), (7,), False),
        ("ủa nhầm, hủy 4", Context(last=(7,)), (4,), False),
        ("nham roi, huy 4", NOTHING, (4,), False),
    ],
)
def test_what_was_done_last_is_taken_back_without_its_number(
    text: str, context: Context, codes: tuple[int, ...], is_asked: bool
) -> None:
    wish = understand(text, open_codes=NINE, context=context, now=NOW)
    found = wish.wish if isinstance(wish, Check) else wish
    assert (getattr(found, "codes", None), isinstance(wish, Check)) == (codes, is_asked)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("vì sao", Ask("story", "4")),
        ("xem tệp", Ask("evidence", "4")),
        ("duyệt", Act(Action.ACCEPT, (4,))),
        ("trả lại thiếu phụ lục", Act(Action.RETURN, (4,), "thiếu phụ lục")),
        ("lý do mất điện", Note(kind=RemarkKind.EXPLANATION, codes=(4,), text="mất điện")),
    ],
)
def test_a_command_in_reply_to_a_message_is_about_its_item(text: str, wish: Reply) -> None:
    assert understand(text, open_codes=NINE, context=Context(replied=(4,), last=(7,)), now=NOW) == wish


@pytest.mark.parametrize("text", ["hủy", "duyệt", "duyệt trang này", "trả lại hồ sơ", "lý do"])
def test_a_decision_that_may_be_about_any_item_is_not_clear(text: str) -> None:
    assert isinstance(understand(text, open_codes=NINE, now=NOW), Unclear | Ask)


@pytest.mark.parametrize("text", ["duyệt 1-900", "duyệt 22-18", "trả lại 1-900 thiếu phụ lục"])
def test_a_range_that_is_too_wide_or_runs_backwards_names_nothing(text: str) -> None:
    assert isinstance(understand(text, open_codes=NINE, now=NOW), Unclear)


def test_in_a_group_a_word_among_colleagues_is_not_about_what_the_bot_said_last() -> None:
    context = Context(last=(7,), is_group=True)
    assert meaning(understand("xong", open_codes=NINE, context=context, now=NOW)) == ("done", (7,), True)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("xong tuần 39-45", True),
        ("xong tháng 8-10", True),
        ("xong tuần 39 đến 45", True),
        ("xong kỳ 3 và 4", True),
        ("xong quý 3, 4", True),
        ("không phát sinh tháng 9, 10", True),
        ("xong 7 tuần 39-45", False),
        ("xong tuần 39 việc 7", False),
    ],
)
def test_the_figures_of_periods_are_no_numbers_of_items(text: str, is_asked: bool) -> None:
    wish = understand(text, open_codes=(3, 4, 7, 10, 45), now=NOW)
    assert isinstance(wish, Check) if is_asked else wish == Act(Action.COMPLETE, (7,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xong kế hoạch khắc phục", ("done", (3,), True)),
        ("xong gửi báo cáo", ("done", (3,), True)),
        ("xong gửi ngay", ("in_progress", (3,), False)),
        ("xong em gửi", ("in_progress", (3,), False)),
        ("xong rồi gửi báo cáo", ("in_progress", (3,), False)),
        ("ký xong gửi ngay", ("in_progress", (3,), False)),
    ],
)
def test_xong_before_what_an_item_is_called_is_asked(text: str, expected: tuple[str, tuple[int, ...], bool]) -> None:
    context = Context(last=(3,))
    assert meaning(understand(text, open_codes=(3, 5), context=context, now=NOW)) == expected
