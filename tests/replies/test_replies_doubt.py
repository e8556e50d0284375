"""Negation, doubt, a condition, a question or time to come around anything that says "done": never done."""

import unicodedata
from collections.abc import Callable
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.replies import Intent, read_reply
from schedules.letters import plain
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
DONE = (
    *("xong", "xong rồi", "xog", "xong 12", "12 xong", "12 xong rồi", "việc 12 xong", "xong việc 12", "làm xong"),
    *("đã xong", "đã gửi", "gửi rồi", "đã nộp báo cáo", "nộp báo cáo rồi", "đã gửi báo cáo rồi", "hoàn thành"),
    *("đã hoàn thành 12", "12 hoàn thành rồi", "done", "#12 done", "xong hết", "xong tất cả rồi", "đã thực hiện"),
    *("đã ban hành", "em gửi rồi", "em xong rồi", "phòng em xong rồi", "gửi zalo rồi", "vừa gửi", "mới xong"),
)
BEFORE = (
    *("chưa", "vẫn chưa", "không", "ko", "chẳng", "chả", "đừng ghi", "đâu đã", "đâu có", "tưởng", "hình như", "chắc"),
    *("có lẽ", "có thể", "nếu", "giá mà", "khi nào", "bao giờ", "lúc nào", "chừng nào", "sắp", "gần", "gần như", "mai"),
    *(
        "ngày mai",
        "thứ 6",
        "thứ sáu",
        "tuần sau",
        "20/10",
        "3 ngày nữa",
        "chờ ký",
        "đợi ký",
        "chờ",
        "đợi",
        "sẽ",
        "để em",
    ),
    *("định", "cố gắng", "phải", "cần", "mong", "hy vọng", "dự kiến", "nghe nói", "đang", "ai", "sao", "làm sao"),
    *("còn lâu mới", "khó mà", "chưa chắc", "không chắc", "hứa", "nhắc phòng TC", "yêu cầu", "đề nghị", "hãy"),
    *("dự thảo", "cơ bản", "tạm", "mới một nửa", "một phần", "70%", "bên kia", "các xã", "nhầm,", "quên, tưởng"),
)
AFTER = (
    *("chưa", "chưa?", "?", " ???", "không", "ko", "k?", "hả", "phải không", "đúng không", "đâu", "nhưng chưa ký"),
    *(
        "mà chưa gửi",
        "nhưng còn thiếu",
        "thì báo",
        "thì em báo",
        "em báo",
        "em nhắn",
        "sẽ báo",
        "một nửa",
        "70%",
        "phần 1",
    ),
    *(
        "được một nửa",
        "dự thảo",
        "bước 1",
        "bao giờ",
        "sao được",
        "thế nào được",
        "chưa ký",
        "chờ ký",
        ", chờ ký",
        ", chưa gửi",
    ),
    *("nếu kịp", "vào mai", "ngày mai", "thứ 6", "tuần sau", "trước 20/10", "à em nhầm", "hay chưa", "được bao nhiêu"),
    *(
        "mới lạ",
        ". Đùa thôi",
        ", chưa",
        "trừ phụ lục",
        "gần hết",
        "đến đâu rồi",
        "chắc",
        "ha",
        "chứ",
        "nhưng không gửi được",
    ),
)
LEAD = ("", "", "dạ ", "anh ơi ", "em ", "Dạ, ", "ok ", "vâng ")
TAIL = ("", "", " ạ", " nhé", " anh", " ạ.", " nha", "!")


@st.composite
def doubtful(draw: st.DrawFn) -> str:
    done = draw(st.sampled_from(DONE))
    if draw(st.booleans()):
        said = f"{draw(st.sampled_from(BEFORE))} {done}"
    else:
        said = f"{done} {draw(st.sampled_from(AFTER))}"
    said = draw(st.sampled_from(LEAD)) + said + draw(st.sampled_from(TAIL))
    spellings: list[Callable[[str], str]] = [str, str.upper, str.capitalize, plain, _decomposed]
    return draw(st.sampled_from(spellings))(said)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@settings(max_examples=1500)
@given(text=doubtful(), open_codes=st.sampled_from(((), (12,), (3, 12), (3, 5, 14))))
def test_doubt_around_done_is_never_done(text: str, open_codes: tuple[int, ...]) -> None:
    understanding = read_reply(text, open_codes=open_codes, now=NOW)
    assert Intent.DONE not in {act.intent for act in understanding.acts}


NIL = ("không phát sinh", "12 không phát sinh", "việc 12 không phát sinh", "không có gì báo cáo", "12 ko ps", "12 kps")


@st.composite
def doubtfully_nil(draw: st.DrawFn) -> str:
    nil = draw(st.sampled_from(NIL))
    after = [words for words in AFTER if words not in ("đâu", "mới lạ")]  # these say it all the more
    said = f"{draw(st.sampled_from(BEFORE))} {nil}" if draw(st.booleans()) else f"{nil} {draw(st.sampled_from(after))}"
    said = draw(st.sampled_from(LEAD)) + said + draw(st.sampled_from(TAIL))
    spellings: list[Callable[[str], str]] = [str, str.upper, plain, _decomposed]
    return draw(st.sampled_from(spellings))(said)


@settings(max_examples=1500)
@given(text=doubtfully_nil(), open_codes=st.sampled_from(((12,), (3, 12))))
def test_a_report_of_nothing_completes_an_item_and_is_doubted_like_any_other(
    text: str, open_codes: tuple[int, ...]
) -> None:
    understanding = read_reply(text, open_codes=open_codes, now=NOW)
    is_taken = understanding.sure and any(act.intent is Intent.NIL_REPORT for act in understanding.acts)
    assert not is_taken
