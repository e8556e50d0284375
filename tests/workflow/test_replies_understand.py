"""What the workflow does with a reply today: only what is sure becomes an act."""

from datetime import datetime

import pytest

from reminders.workflow.replies import Act, Ask, Link, Reply, Unclear, button_command, understand, understand_button
from reminders.workflow.transitions import Action
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("text", "codes", "reply"),
    [
        ("xong 12", (), Act(Action.COMPLETE, (12,))),
        ("XONG 12 và 14", (12, 14), Act(Action.COMPLETE, (12, 14))),
        ("xong rồi ạ", (12,), Act(Action.COMPLETE, (12,))),
        ("xong rồi ạ", (12, 14), Unclear()),
        ("xong rồi ạ", (), Unclear()),
        ("xong hết", (3, 12), Act(Action.COMPLETE, (3, 12))),
        ("nhận 3", (3,), Act(Action.ACKNOWLEDGE, (3,))),
        ("vâng ạ", (3,), Act(Action.ACKNOWLEDGE, (3,))),
        ("xong 99", (3, 12), Act(Action.COMPLETE, (99,))),  # the answer says that there is no such item
        ("xong 99?", (3, 12), Unclear()),
        ("chưa xong 12", (12,), Unclear()),
        ("gia hạn 12 đến 15/10", (12,), Unclear()),
        ("xong 12, 14 chưa xong", (12, 14), Unclear()),
        ("duyệt 3, 5", (), Act(Action.ACCEPT, (3, 5))),
        ("/duyệt 3", (), Act(Action.ACCEPT, (3,))),
        ("/tralai 4 thiếu phụ lục", (), Act(Action.RETURN, (4,), "thiếu phụ lục")),
        ("Trả lại 4: thiếu phụ lục", (), Act(Action.RETURN, (4,), "thiếu phụ lục")),
        ("/tralai 4", (), Unclear()),
        ("/viec", (), Ask("items")),
        ("việc", (), Ask("items")),
        ("/quahan Ia Pnôn", (), Ask("overdue", "ia pnon")),
        ("/quáhạn", (), Ask("overdue")),
        ("quá hạn", (), Ask("overdue")),
        ("/saphan 14", (), Ask("due_soon", "14")),
        ("/tiendo@nhachan_bot", (), Ask("progress")),
        ("/help", (), Ask("help")),
        ("trợ giúp", (), Ask("help")),
        ("/start", (), Ask("help")),
        ("/start ABCD1234", (), Link("ABCD1234")),
        (" abCD1234 ", (), Link("abCD1234")),
        ("7kch4hok", (12,), Link("7kch4hok")),  # words by chance
        ("xong1234", (1234,), Act(Action.COMPLETE, (1234,))),
        ("huongdan", (), Ask("help")),
        ("/xoahet", (), Unclear()),
        ("", (), Unclear()),
    ],
)
def test_only_what_is_sure_becomes_an_act(text: str, codes: tuple[int, ...], reply: Reply) -> None:
    assert understand(text, open_codes=codes, now=NOW) == reply


def test_button_names_its_item_by_id() -> None:
    assert understand_button(button_command("xong", 45)) == Act(Action.COMPLETE, item=45)
    assert understand_button("nhận #7") == Act(Action.ACKNOWLEDGE, item=7)


@pytest.mark.parametrize("command", ["xong #", "xong #4; nhận #5", "xoa #4", "", "xong 4", "xong #-4"])
def test_edited_button_is_unclear(command: str) -> None:
    assert understand_button(command) == Unclear()
