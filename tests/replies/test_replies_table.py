"""Replies as officers write them, read on Tuesday 05/10/2021 at 09:00, against what they mean (`replies.tsv`).

Each line: open codes, whether it is sure ("ask" means the bot asks), the acts, the reply (a line break is "\\n").
"""

from collections import Counter
from datetime import datetime
from pathlib import Path

from reminders.replies import Intent, ReplyAct, Understanding, read_reply
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "replies.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DOUBT = (
    *("chưa", "không", "ko ", "sắp", "gần", "mai", "nếu", "khi nào", "bao giờ", "tưởng", "chờ", "đợi"),
    *("sẽ", "?", "%", "đang", "xin", "trừ", "còn", "nhầm", "hình như", "chắc", "phần", "dự thảo"),
)


def read(text: str, codes: str) -> Understanding:
    open_codes = [int(code) for code in codes.split(",") if code]
    return read_reply(text.replace("\\n", "\n"), open_codes=open_codes, now=NOW)


def written(act: ReplyAct) -> str:
    parts = [act.intent.value, ",".join(str(code) for code in act.items)]
    parts += [f"{name}={value}" for name in ("until", "days", "percent") if (value := getattr(act, name)) is not None]
    texts = ("document", "reason", "agency", "command", "argument")
    parts += [f'{name}="{value}"' for name in texts if (value := getattr(act, name)) is not None]
    return " ".join(part for part in parts if part)


def as_row(codes: str, text: str) -> list[str]:
    """Return the row of the table that says what is understood."""
    understood = read(text, codes)
    acts = " | ".join(written(act) for act in understood.acts)
    return [codes, "sure" if understood.sure else "ask", acts, text]


def test_reply_means_what_the_officer_meant() -> None:
    understood = [(as_row(row[0], row[3]), row) for row in ROWS]
    assert [(found, "but meant", row) for found, row in understood if found != row] == []


def test_table_has_every_intent_many_times() -> None:
    counted = Counter(act.split()[0] for row in ROWS for act in row[2].split(" | "))
    assert len(ROWS) >= 300
    assert {intent for intent in Intent if counted[intent.value] < 8} == set()


def test_no_reply_of_the_table_is_taken_for_done_that_is_not() -> None:
    """Every "done" read from a reply with a word of doubt in it has been looked at: sure or not, it stands below."""
    read_as_done = {}
    for codes, _, _, text in ROWS:
        acts = [act for act in read(text, codes).acts if act.intent is Intent.DONE]
        if acts and any(word in text.lower() for word in DOUBT):
            read_as_done[text] = tuple(code for act in acts for code in act.items)
    assert read_as_done == REALLY_DONE


REALLY_DONE: dict[str, tuple[int, ...]] = {
    "gửi mail rồi nhé sếp": (12,),
    "hoàn thành 100%": (12,),
    "xong 100%": (12,),
    "không phải nhắc nữa, xong rồi": (12,),
    (
        "🔔 Còn 2 ngày làm việc: Gửi kế hoạch khắc phục\\nHạn: trước "
        "ngày 06/10/2021\\nMã 12 · UBND xã Ia Dom\\nTrả lời: XONG 12 · NHẬN 12\\nem xong rồi ạ"
    ): (12,),
    "chị ơi em gửi rồi nha, chị check mail giúp em": (7,),
    "12 với 5 xong, còn 3": (12, 5),
    "xong 3, 4 còn 5 chưa xong": (3, 4),
    "3 xong 5 chưa xong": (3,),
    "xong 3, 5 chưa xong": (3,),
    "xong hết trừ 5": (3, 4, 12, 14, 15),
    "xong hết, còn mỗi 5": (3, 4, 12, 14, 15),
    "3 xong, 5 đang làm 50%, 12 mai xong": (3,),
    "xong 3, 12 thì cho em xin đến 20/10": (3,),
    "3 và 5 xong rồi còn 12 thì chưa": (3, 5),
    "3 xong 5 xong 12 chưa": (3, 5),
    "3 xong nhưng 5 chưa, 12 thì xin đến 20/10": (3,),
    "việc 3: xong; việc 5: đang làm 40%; việc 12: chưa làm": (3,),
    "12 xong nhé, 5 để mai, 3 không phải của em": (12,),
    "xong 12 và 5, riêng 3 xin đến 20/10": (12, 5),
    "3: xong 5: chưa 12: đang làm": (3,),
    "3.xong\\n5.chưa\\n12.đang làm 60%": (3,),
    "3) xong\\n5) chưa xong vì thiếu số liệu\\n12) xin gia hạn đến 20/10": (3,),
    "việc 3 và việc 5 xong rồi, việc 12 chưa": (3, 5),
    "12 vừa xong, 5 sắp xong": (12,),
    "12 xong nhé, 5 để mai": (12,),
    "xong 3, 5 chưa": (3,),
    "1) xong\\n2) chưa": (1,),
    "12 nộp bản giấy rồi còn bản mềm chưa": (12,),
    "12 ko ps, 5 xong": (5,),
    "3 không phát sinh, 5 xong, 12 xin thêm 2 ngày": (5,),
    "xong 3, 5 còn 12 chưa xong, mai em gửi": (3, 5),
    "xong 3, 12 chưa xong, thứ sáu nộp": (3,),
    "em đã hoàn thành việc 3, việc 5 xin gia hạn đến 15/10 do chờ số liệu các thôn": (3,),
    "hai việc 3 và 5 xong, việc 12 đang trình ký": (3, 5),
}
