"""What the workflow does with a reply today: only what is sure becomes an act."""

from datetime import date, datetime

import pytest

from db.statuses import Action, RemarkKind
from reminders.replies import (
    AcceptAll,
    Act,
    Ask,
    Check,
    Decide,
    Extend,
    Link,
    Note,
    Reassign,
    Reply,
    Several,
    Tell,
    Unclear,
    Undo,
    button_command,
    understand,
    understand_button,
)
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)


def which(said: str, wish: Act | Note) -> Check:
    return Check(wish=wish, said=said, codes=wish.codes, is_all=False)


def whether(said: str, wish: Act | Note) -> Check:
    return Check(wish=wish, said=said, codes=wish.codes, is_all=True)


@pytest.mark.parametrize(
    ("text", "codes", "reply"),
    [
        ("xong 12", (), Act(Action.COMPLETE, (12,))),
        ("XONG 12 và 14", (12, 14), Act(Action.COMPLETE, (12, 14))),
        ("xong rồi ạ", (12,), Act(Action.COMPLETE, (12,))),
        ("xong rồi ạ", (12, 14), which("xong rồi ạ", Act(Action.COMPLETE, (12, 14)))),
        ("xong rồi ạ", (), Unclear()),
        ("xong hết", (3, 12), whether("xong hết", Act(Action.COMPLETE, (3, 12)))),
        ("nhận 3", (3,), Act(Action.ACKNOWLEDGE, (3,))),
        ("vâng ạ", (3,), Act(Action.ACKNOWLEDGE, (3,))),
        ("xong 99", (3, 12), Act(Action.COMPLETE, (99,))),  # the answer says that there is no such item
        ("xong 99?", (3, 12), Tell((99,))),
        ("chưa xong 12", (12,), Note(kind=RemarkKind.NOT_DONE, codes=(12,))),
        ("chưa xong", (12, 14), which("chưa xong", Note(kind=RemarkKind.NOT_DONE, codes=(12, 14)))),
        ("12 được 70%", (12,), Note(kind=RemarkKind.IN_PROGRESS, codes=(12,), percent=70)),
        ("LÝ DO 12 mất điện", (12,), Note(kind=RemarkKind.EXPLANATION, codes=(12,), text="mất điện")),
        ("LÝ DO 12", (12,), Unclear()),
        ("gia hạn 12 đến 15/10", (12,), Extend(codes=(12,), until=date(2021, 10, 15))),
        ("gia hạn 12 thêm 3 ngày vì mất điện", (12,), Extend(codes=(12,), days=3, reason="mất điện")),
        ("gia hạn 12", (12,), Extend(codes=(12,))),  # asks for the day
        ("gia hạn 12 đến 01/10", (12,), Extend(codes=(12,))),  # past
        (
            "xong 12, 14 chưa xong",
            (12, 14),
            Several((Act(Action.COMPLETE, (12,)), Note(kind=RemarkKind.NOT_DONE, codes=(14,)))),
        ),
        ("không phát sinh", (12,), Act(Action.COMPLETE, (12,), is_nil=True)),
        ("xong 12 số 45/BC-UBND", (12,), Act(Action.COMPLETE, (12,), document="số 45/BC-UBND")),
        ("việc 12 của phòng Tư pháp", (12,), Act(Action.REJECT, (12,), agency="phòng Tư pháp")),
        ("hỏi anh Nam", (12,), Act(Action.REJECT, (12,), agency="anh Nam", is_redirect=True)),
        ("HỦY 12", (12,), Undo((12,))),
        ("/tuchoi 4 đã đủ thời gian", (), Decide(is_granted=False, codes=(4,), reason="đã đủ thời gian")),
        ("từ chối 4 đã đủ thời gian", (4,), Decide(is_granted=False, codes=(4,), reason="đã đủ thời gian")),
        ("/tuchoi 4", (), Unclear()),
        ("duyệt 18-22, 25", (), Act(Action.ACCEPT, (18, 19, 20, 21, 22, 25))),
        ("duyệt 18 – 20 và 25", (), Act(Action.ACCEPT, (18, 19, 20, 25))),
        ("trả lại 4-6 thiếu phụ lục", (), Act(Action.RETURN, (4, 5, 6), "thiếu phụ lục")),
        ("từ chối 4, 6: đã đủ thời gian", (), Decide(is_granted=False, codes=(4, 6), reason="đã đủ thời gian")),
        ("duyệt 22-18", (), Unclear()),
        ("duyệt 1-900", (), Unclear()),
        ("duyệt tất cả", (3,), AcceptAll()),
        ("duyệt hết nhé", (), AcceptAll()),
        ("duyệt Phòng Tài chính", (), AcceptAll(about="Phòng Tài chính")),
        ("/duyệt Ia Pnôn", (), AcceptAll(about="Ia Pnôn")),
        ("duyệt phòng tài chính?", (), Unclear()),
        ("/giaolai 4 Ia Pnôn", (), Reassign(4, "Ia Pnôn")),
        ("duyệt 3, 5", (), Act(Action.ACCEPT, (3, 5))),
        ("/duyệt 3", (), Act(Action.ACCEPT, (3,))),
        ("duyệt việc 3", (3,), Act(Action.ACCEPT, (3,))),
        ("/duyệt mã số 3", (3,), Act(Action.ACCEPT, (3,))),
        ("hủy việc 3", (3,), Undo((3,))),
        ("trả lại việc 4: thiếu phụ lục", (), Act(Action.RETURN, (4,), "thiếu phụ lục")),
        ("duyệt 3 nhé", (3,), Act(Action.ACCEPT, (3,))),
        ("duyệt 3 chưa", (3,), Unclear()),
        ("duyệt 3 khi có chữ ký", (3,), Unclear()),
        ("hủy 12 giúp em", (12,), Undo((12,))),
        ("hủy 12 thì sao", (12,), Unclear()),
        ("/tralai 4 thiếu phụ lục", (), Act(Action.RETURN, (4,), "thiếu phụ lục")),
        ("Trả lại 4: thiếu phụ lục", (), Act(Action.RETURN, (4,), "thiếu phụ lục")),
        ("/tralai 4", (), Unclear()),
        ("/viec", (), Ask("items")),
        ("việc", (), Ask("items")),
        ("/quahan Ia Pnôn", (), Ask("overdue", "ia pnon")),
        ("/ai kế hoạch khắc phục", (), Ask("duty", "kế hoạch khắc phục")),
        ("/ai III.1 trang 2", (), Ask("duty", "III.1", page=2)),
        ("/ai", (), Ask("duty")),
        ("ai chưa nộp kế hoạch khắc phục", (), Ask("duty", "ke hoach khac phuc", is_spoken=True)),
        ("Ai chưa gửi báo cáo giải ngân tháng 10?", (), Ask("duty", "bao cao giai ngan thang 10", is_spoken=True)),
        ("những xã nào chưa nộp kế hoạch", (), Ask("duty", "ke hoach", is_spoken=True)),
        ("các phòng, ban nào còn chưa báo cáo giải ngân vậy ạ?", (3,), Ask("duty", "giai ngan", is_spoken=True)),
        ("còn ai chưa nộp III.1 nhỉ", (), Ask("duty", "iii.1", is_spoken=True)),
        ("danh sách đơn vị chưa gửi kỳ 07/10", (), Ask("duty", "ky 07/10", is_spoken=True)),
        ("ai chưa nộp?", (3, 12), Ask("duty", is_spoken=True)),
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
    assert understand_button(button_command("xong", 45)) == Act(Action.COMPLETE, items=(45,))
    assert understand_button("nhận #7") == Act(Action.ACKNOWLEDGE, items=(7,))
    assert understand_button("dongy #7") == Decide(is_granted=True, request=7)
    assert understand_button("khongdongy #7") == Decide(is_granted=False, request=7)


@pytest.mark.parametrize("command", ["xong #", "xong #4; nhận #5", "xoa #4", "", "xong 4", "xong #-4"])
def test_edited_button_is_unclear(command: str) -> None:
    assert understand_button(command) == Unclear()


@pytest.mark.parametrize(
    "text",
    [
        "ai chưa nộp thì nộp đi nhé",
        "ai chưa xong việc 3",
        "ai chưa xong 3",
        "ai chưa nộp, việc 3 xong rồi",
        "ai chưa gửi em gửi lại cho",
        "ai cũng chưa nộp kế hoạch",
        "việc 3 ai chưa nộp",
        "xã em chưa nộp kế hoạch",
        "nếu ai chưa nộp kế hoạch",
        "ai nộp kế hoạch rồi",
    ],
)
def test_what_speaks_of_an_own_item_or_of_oneself_asks_nobody_who_has_not_sent_it(text: str) -> None:
    reply = understand(text, open_codes=(3, 12), now=NOW)
    assert not (isinstance(reply, Ask) and reply.what == "duty")
