"""Of which item a file is evidence: said outright, or in few words once there is a file; anything more is no answer."""

from datetime import UTC, datetime

import pytest

from db.statuses import Action
from reminders.replies import Act, Ask, Prove, Unclear, items_meant, understand

NOW = datetime(2021, 10, 4, 2, tzinfo=UTC)
OPEN = (3, 5, 12)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tệp 3", (3,)),
        ("TEP 3", (3,)),
        ("minh chứng 3, 5 và 12 ạ", (3, 5, 12)),
        ("tệp minh chứng của việc 3", (3,)),
        ("/tep 3", (3,)),
        ("/minhchung 3 5", (3, 5)),
        ("tệp 7", (7,)),
    ],
)
@pytest.mark.parametrize("has_files", [False, True])
def test_the_command_is_understood_always(text: str, codes: tuple[int, ...], has_files: bool) -> None:
    assert understand(text, open_codes=OPEN, has_files=has_files, now=NOW) == Prove(codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("3", (3,)),
        ("#3.", (3,)),
        ("3 và 5", (3, 5)),
        ("việc 3 nhé", (3,)),
        ("của việc 3", (3,)),
        ("ảnh việc 3", (3,)),
        ("em gửi biên bản cho việc 3 ạ", (3,)),
    ],
)
def test_few_words_are_enough_once_there_is_a_file(text: str, codes: tuple[int, ...]) -> None:
    assert understand(text, open_codes=OPEN, has_files=True, now=NOW) == Prove(codes)
    assert understand(text, open_codes=OPEN, now=NOW) == Unclear()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "tệp 3?",
            "tệp 3 chưa đủ",
            "chưa có tệp 3",
            "không phải tệp 3",
            "tệp 3 hay 5",
            "tệp 3/10",
            "tệp 12345",
            "tệp",
        ),
        *("tệp", "ảnh 3", "lần 3", "ngày 3", "3-5", "20/10", "việc 3 không phải", "minh chứng số 45/BC-UBND"),
        *("/tep 3 chưa xong", "3\u202e5", "3?"),
    ],
)
def test_anything_else_is_no_answer(text: str) -> None:
    assert understand(text, open_codes=OPEN, has_files=True, now=NOW) == Unclear()


@pytest.mark.parametrize("text", ["xong 3", "xong việc 3 ạ"])
def test_done_stays_done_with_a_file(text: str) -> None:
    assert understand(text, open_codes=OPEN, has_files=True, now=NOW) == Act(Action.COMPLETE, (3,))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("xong 3, 5", (3, 5)),
        ("xong 3, 5 còn 12 chưa xong", (3, 5)),
        ("việc 3 chưa xong", (3,)),
        ("gia hạn 3 đến 15/10", (3,)),
        ("hủy 3", ()),
        ("/viec", ()),
        ("xin chào", ()),
    ],
)
def test_the_items_that_a_file_shows_something_of(text: str, codes: tuple[int, ...]) -> None:
    assert items_meant(understand(text, open_codes=OPEN, now=NOW)) == codes


@pytest.mark.parametrize(("text", "ask"), [("trang 3", Ask("more", page=3)), ("tiếp", Ask("more"))])
def test_a_page_stays_a_page_with_a_file(text: str, ask: Ask) -> None:
    assert understand(text, open_codes=OPEN, has_files=True, now=NOW) == ask
