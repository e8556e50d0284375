"""Who is responsible for an item is named in words; nothing of the kind ever completes anything."""

from datetime import datetime
from pathlib import Path

import pytest

from db.statuses import Action
from reminders.replies import Act, Entrust, Several, understand
from reminders.replies.context import Context
from reminders.replies.entrusting import without_title
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
NAMED = {"writer": "", "nobody": None}
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "entrusting.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def codes(listed: str) -> tuple[int, ...]:
    return tuple(int(code) for code in listed.split(",") if code)


@pytest.mark.parametrize(("open_codes", "who", "items", "text"), ROWS, ids=[row[-1] for row in ROWS])
def test_the_table(open_codes: str, who: str, items: str, text: str) -> None:
    reply = understand(text, open_codes=codes(open_codes), now=NOW)
    if who != "none":
        assert reply == Entrust(codes(items), NAMED.get(who, who))
        return
    wishes = reply.wishes if isinstance(reply, Several) else (reply,)
    assert not [wish for wish in wishes if isinstance(wish, Entrust)]
    assert not [wish for wish in wishes if isinstance(wish, Act) and wish.action is Action.COMPLETE]


def test_without_a_number_it_is_of_the_item_replied_to_or_named_last() -> None:
    def read(context: Context) -> object:
        return understand("việc này chị Hoa phụ trách", open_codes=(5, 7), context=context, now=NOW)

    assert read(Context(replied=(7,))) == Entrust((7,), "chị Hoa")
    assert read(Context(last=(5,))) == Entrust((5,), "chị Hoa")
    assert not isinstance(read(Context(replied=(5, 7))), Entrust)
    assert not isinstance(read(Context(last=(5,), is_group=True)), Entrust)


def test_what_is_shown_in_another_order_than_it_is_written_names_nobody() -> None:
    assert not isinstance(understand("chị Hoa phụ trách việc 5\u202e", open_codes=(5,), now=NOW), Entrust)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("đ/c Hoa", "Hoa"),
        ("đồng chí Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
        ("chị hoa", "hoa"),
        ("Rơ Mah H'Bơ", "Rơ Mah H'Bơ"),
        ("SỐ 7", "7"),
        ("cán bộ số 12", "12"),
        ("Anh", "Anh"),
    ],
)
def test_a_name_is_looked_up_without_what_somebody_is_called_before_it(who: str, name: str) -> None:
    assert without_title(who) == name
