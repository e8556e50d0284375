"""Input nobody meant well: very long, hidden, reversed, broken. Nothing crashes, nothing is done by it."""

import unicodedata
from datetime import datetime
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.statuses import Action
from reminders.messages import render
from reminders.replies import Act, Intent, ReplyAct, Unclear, Understanding, read_reply, reply_json, understand
from reminders.samples.facts import LATE
from reminders.samples.notices import NOTICES
from schedules.zone import LOCAL
from tests.work import calls_of

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
DONE = Understanding((ReplyAct(intent=Intent.DONE, items=(12,)),), sure=True)
WORDS = "xong chưa 12 3 , . ? và 5/10 45/BC-UBND gia hạn đến mai thứ 6 % 70 rồi không ( ) \n"


def read(text: str) -> Understanding:
    return read_reply(text, open_codes=(3, 12), now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "Đã xong 12 rồi ạ"),
        "ｘｏｎｇ １２",
        "xong ١٢",
        "xong १२",
        "xo\u200bng 1\u200b2",
        "\u2068xong 12\u2069",
        "xong\x0012",
        "xong\u00a012",
        "\r\n\r\n xong 12 \r\n",
        "xong\t12",
        "Xong 12 🎉🎉🎉",
    ],
)
def test_same_words_in_other_characters_mean_the_same(text: str) -> None:
    assert read(text) == DONE


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\x00",
        "\ud800",
        "\u202e21 gnox",
        "\u202exong 12",
        "xong 12" + " và 3" * 2000,
        "xong 12 " + "a" * 10_000,
        "xong 12 " + " " * 1_990 + "x" * 3_000 + " chưa",
        "😀" * 4_000,
        "<script>alert('xong 12')</script>",
        "xong 12'; DROP TABLE occurrences;--",
        "xong 99999999999999999999",
        "xong 1e1",
        "xong ½",
        "xong ⑫",
        "XONG 12 · NHẬN 12 · GIA HẠN 12 <ngày>",
        "🔔 Còn 2 ngày làm việc: Hoàn thành báo cáo đã gửi rồi",
        "12) Trước 20/10 – Báo cáo đã hoàn thành",
        "Đã ghi nhận hoàn thành lúc 16:42 05/10/2021 – đúng hạn.\nMã 12: Báo cáo. Chờ Phòng Nội vụ xác nhận.",
    ],
)
def test_odd_text_never_completes_anything(text: str) -> None:
    understanding = read(text)
    assert not (understanding.sure and Intent.DONE in {act.intent for act in understanding.acts})


def test_reply_under_a_quoted_reminder_is_about_the_quoted_item() -> None:
    quoted = (
        "🔔 Còn 2 ngày làm việc: Gửi kế hoạch\nHạn: trước ngày 06/10/2021\nMã 12 · UBND xã Ia Dom\nTrả lời: XONG 12"
    )
    assert read(f"{quoted}\nem xong rồi ạ") == DONE
    assert read(f"{quoted}\nem chưa xong").acts == (ReplyAct(intent=Intent.NOT_DONE, items=(12,)),)


@pytest.mark.parametrize(
    "unit", ["xong ", "chưa ", "12 ", "12,", "5/10 ", "a", "?", "(", "mã ", "3 ngày ", "/", "số 45/", "á", "\n"]
)
def test_work_grows_with_the_length_only(unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    half, whole, beyond = (calls_of(partial(read, text[:length])) for length in (960, 1_920, 10_000))
    assert whole < 2.1 * half
    assert beyond <= half  # longer than a message may be: it is not read at all


@settings(max_examples=500)
@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text: str) -> None:
    understanding = read(text)
    assert understanding.acts
    assert reply_json(understanding)["sure"] is understanding.sure


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            [
                "xong",
                "chưa",
                "12",
                "3",
                ",",
                ".",
                "?",
                "và",
                "5/10",
                "45/BC-UBND",
                "gia",
                "hạn",
                "đến",
                "mai",
                "thứ",
                "6",
                "%",
                "70",
                "rồi",
                "không",
                "(",
                ")",
                "\n",
            ]
        )
    )
)
def test_any_order_of_words_is_read_without_failing(words: list[str]) -> None:
    assert read(" ".join(words)).acts


def test_json_has_the_fields_of_the_issue() -> None:
    understanding = read("gia hạn 12 đến 15/10 vì chờ số liệu")
    assert reply_json(understanding) == {
        "acts": [
            {
                "intent": "extension_request",
                "items": [12],
                "date": "2021-10-15",
                "days": None,
                "percent": None,
                "document": None,
                "reason": "chờ số liệu",
                "agency": None,
            }
        ],
        "sure": True,
    }


def test_command_in_json_has_its_name_and_argument() -> None:
    act = reply_json(read("/quahan Ia Pnôn"))["acts"][0]
    assert (act["intent"], act["command"], act["argument"]) == ("command", "quahan", "Ia Pnôn")


@pytest.mark.parametrize("open_codes", [(), (3,), (3, 12)])
def test_our_own_reminder_sent_back_says_nothing(open_codes: tuple[int, ...]) -> None:
    """Forwarded where the platform does not say so, or copied."""
    texts = [render(f"chat/{name}", **facts) for name, facts in NOTICES if name in ("reminder", "digest", "changed")]
    assert len(texts) > 15
    assert [text for text in texts if understand(text, open_codes=open_codes, now=NOW) != Unclear()] == []


def test_what_is_written_under_our_own_reminder_counts() -> None:
    reminder = render("chat/reminder", item=LATE, besides=0, group="")
    assert understand(f"{reminder}\nxong 12 rồi ạ", open_codes=(3, 12), now=NOW) == Act(Action.COMPLETE, (12,))
