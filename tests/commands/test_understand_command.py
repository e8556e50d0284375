"""`nhachan understand`: the reader of replies from the command line; it needs no database and changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from reminders.cli import app

NOTHING = {"date": None, "days": None, "percent": None, "document": None, "reason": None, "agency": None}


pytestmark = pytest.mark.usefixtures("terminal")


def printed(*words: str) -> Any:
    done = CliRunner().invoke(app, ["understand", *words, "--json"])
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def lines(*asked: str) -> list[Any]:
    done = CliRunner().invoke(app, ["understand", "-", "--open", "3,5"], input="\n".join(asked))
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_sentence_with_two_wishes_gives_two_acts() -> None:
    assert printed("xong 3, 4 còn 5 chưa xong", "--open", "3,4,5") == {
        "acts": [{"intent": "done", "items": [3, 4], **NOTHING}, {"intent": "not_done", "items": [5], **NOTHING}],
        "sure": True,
    }


def test_days_are_counted_from_now() -> None:
    said = printed("gia hạn 3 đến mai vì mất điện", "--open", "3", "--now", "2021-10-05T08:00")
    wanted = {"intent": "extension_request", "items": [3], "date": "2021-10-06", "reason": "mất điện"}
    assert said == {"acts": [NOTHING | wanted], "sure": True}


def test_several_open_items_and_no_code_are_not_sure() -> None:
    assert printed("xong rồi", "--open", "3, 5")["sure"] is False
    assert printed("xong rồi", "--open", "3")["acts"][0]["items"] == [3]


def test_each_line_in_gives_one_line_out_and_a_bad_one_stops_nothing() -> None:
    assert lines(
        '{"text": "xong 3"}',
        "xong 3",
        '{"text": 3}',
        '{"text": "xong", "open": [12]}',
        '{"text": "xong", "open": [true]}',
        '{"text": "xong", "open": "3"}',
        '{"text": "xong", "now": 5}',
        '{"text": "xong", "now": "hôm nay kia"}',
    ) == [
        {"acts": [{"intent": "done", "items": [3], **NOTHING}], "sure": True},
        {"error": 'dòng không phải JSON; viết như {"text": "xong 3", "open": [3, 5]}'},
        {"error": 'cần một đối tượng có "text" là chữ'},
        {"acts": [{"intent": "done", "items": [12], **NOTHING}], "sure": True},
        {"error": "'True' không phải là mã việc (1–9999)"},
        {"error": "open: cần một danh sách mã, ví dụ [3, 5]"},
        {"error": "now: cần một thời điểm, ví dụ 2021-10-05T08:00"},
        {"error": "'hôm nay kia' không phải là thời điểm. Viết như 2021-10-08, 08/10/2021 hoặc 2021-10-08T08:00"},
    ]


def test_for_people_it_is_said_in_a_sentence() -> None:
    done = CliRunner().invoke(app, ["understand", "xong 3 số 45/BC-UBND", "--open", "3,5"])
    assert done.stdout == "Hiểu chắc chắn:\n- hoàn thành: việc 3; văn bản số 45/BC-UBND\n"
    asked = CliRunner().invoke(app, ["understand", "sắp xong", "--open", "3,5"])
    assert asked.stdout.startswith("Chưa chắc, bot sẽ hỏi lại và không ghi gì:\n")


def test_a_wrong_code_or_moment_is_named() -> None:
    done = CliRunner().invoke(app, ["understand", "xong", "--open", "3,a"])
    assert (done.exit_code, done.stderr) == (1, "--open: 'a' không phải là mã việc (1–9999).\n")
    assert CliRunner().invoke(app, ["understand", "xong", "--now", "mai"]).exit_code == 1


def test_no_database_is_made(tmp_path: Path) -> None:
    printed("xong 3")
    assert list(tmp_path.iterdir()) == []


WEEKS = ["2021-W40", "2021-W39"]


def test_a_line_may_state_what_the_chat_was_shown_and_asked() -> None:
    found = lines(
        '{"text": "xong", "open": [1, 3, 7], "context": {"replied": [3], "last": [7]}}',
        '{"text": "xong", "open": [1, 3, 7], "context": {"last": [7]}}',
        '{"text": "xong hết rồi", "open": [1, 3, 7], "context": {"last": [7, 1]}}',
        '{"text": "xong", "open": [1, 3, 7]}',
        '{"text": "7", "open": [1, 3, 7], "context": {"question": {"said": "chưa xong", "codes": [1, 3, 7]}}}',
        '{"text": "đúng", "context": {"question": {"said": "xong hết", "codes": [7, 1], "all": true}}}',
        json.dumps({"text": "tuần 39", "context": {"question": {"said": "xong 7", "codes": [7, 1], "periods": WEEKS}}}),
        '{"text": "không", "context": {"question": {"said": "xong hết", "codes": [7, 1], "all": true}}}',
    )
    assert [
        (one["acts"][0]["intent"], one["acts"][0]["items"], one["sure"], one.get("asks"), one.get("candidates"))
        for one in found
    ] == [
        ("done", [3], True, None, None),
        ("done", [7], True, None, None),
        ("done", [7, 1], False, "whether", []),
        ("done", [], False, "which", [1, 3, 7]),
        ("not_done", [7], True, None, None),
        ("done", [7, 1], True, None, None),
        ("done", [1], True, None, None),
        ("unclear", [], False, None, []),
    ]


def test_a_context_that_is_none_is_told() -> None:
    assert lines(
        '{"text": "xong", "context": [3]}',
        '{"text": "xong", "context": {"last": 3}}',
        '{"text": "xong", "context": {"replied": ["x"]}}',
        '{"text": "xong", "context": {"question": "7"}}',
        '{"text": "xong", "context": {"question": {"said": "xong", "codes": [7], "periods": ["2021-W40", ""]}}}',
    ) == [
        {"error": 'context: cần một đối tượng, ví dụ {"last": [3, 5], "replied": [3]}'},
        {"error": "last: cần một danh sách mã, ví dụ [3, 5]"},
        {"error": "'x' không phải là mã việc (1–9999)"},
        {"error": 'context.question: cần "said" là chữ, ví dụ {"said": "xong", "codes": [3, 5]}'},
        {"error": 'context.question: "periods" cần mỗi mã một kỳ, ví dụ ["2021-W40", "2021-W39"]'},
    ]
