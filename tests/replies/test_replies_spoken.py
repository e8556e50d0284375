"""What a coordinator asks for in a sentence is the command that does it; what only looks like it is none.

`spoken.tsv` has the sentences, each with the command and what it is about.
"""

from datetime import datetime
from pathlib import Path

import pytest

from db.statuses import Action
from reminders.replies import Act, Ask, Check, Order, Reply, Several, understand
from reminders.replies.context import NOTHING, Context
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
ROWS = [
    (line.split("\t")[0], line.split("\t")[1])
    for line in (Path(__file__).parent / "spoken.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
CONTEXTS = {"nothing shown": NOTHING, "one item shown": Context(last=(3,)), "several": Context(last=(3, 5, 12))}


def called(wish: Reply) -> str:
    """Return which command a wish is and what it is about; "-" for none."""
    match wish:
        case Ask(what=what, about=about):
            return f"{what} {about}".strip()
        case Order(what=what, text=text):
            return f"{what} {text}"
        case _:
            return "-"


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_sentence_is_the_command_it_means_and_no_other(name: str) -> None:
    found = [
        (text, called(understand(text, open_codes=(3, 5, 12), context=CONTEXTS[name], now=NOW))) for _, text in ROWS
    ]
    assert found == [(text, meant) for meant, text in ROWS]


@pytest.mark.parametrize("name", CONTEXTS)
def test_no_sentence_that_is_a_command_or_looks_like_one_completes_anything_it_does_not_name(name: str) -> None:
    for _, text in ROWS:
        wish = understand(text, open_codes=(3, 5, 12), context=CONTEXTS[name], now=NOW)
        acts = wish.wishes if isinstance(wish, Several) else (wish,)
        done = [one for one in acts if isinstance(one, Act) and one.action is Action.COMPLETE]
        assert not done or "xong 3" in text, text
        assert isinstance(wish, Check) or not done or len(done[0].codes) == 1, text


def test_the_table_has_eighty_commands_and_forty_that_only_look_like_one() -> None:
    meant = [what for what, _ in ROWS]
    assert (len(meant) - meant.count("-") >= 80, meant.count("-") >= 40) == (True, True)
    assert {what.split()[0] for what in meant} >= {
        "overdue",
        "progress",
        "waiting",
        "urge",
        "duty",
        "giaoviec",
        "due_soon",
    }


@pytest.mark.parametrize("text", ["nhắc xã Ia Pnôn nộp báo cáo chưa", "đã nhắc xã Ia Pnôn nộp báo cáo rồi"])
def test_whether_somebody_was_reminded_is_no_wish_to_remind(text: str) -> None:
    wish = understand(text, now=NOW)
    assert not (isinstance(wish, Ask) and wish.what == "urge")
