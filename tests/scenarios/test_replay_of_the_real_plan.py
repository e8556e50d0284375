"""Kế hoạch 135 from 27/09 to 31/12/2021, as `nhachan demo` replays it: every promise about the real plan.

Four kinds of officers answer: some at once, most on the last day, two only after the second đôn đốc, and UBND xã Ia
Pnôn never. The coordinator accepts each morning what waits, and returns one thing a week. One run is shared by all the
tests of this file (so `--dist loadfile`).
"""

import asyncio
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from db.statuses import NoticeStatus, Role
from reminders.commands.demonstrating import print_replay
from reminders.commands.output import print_json
from tests.scenarios.processes import NHACHAN, process
from tests.scenarios.replaying import COORDINATOR, Replay, replayed

LEADER, FINANCE, SILENT = "Lãnh đạo UBND huyện", "Phòng Tài chính – Kế hoạch", "UBND xã Ia Pnôn"
AT_ONCE = {"Văn phòng HĐND-UBND huyện", "UBND xã Ia Dơk", "UBND xã Ia Krêl"}
LATE = {"Phòng Văn hóa và Thông tin", "UBND xã Ia Nan"}
LAST_DAY = {
    "Phòng Tư pháp",
    "Phòng Tài nguyên và Môi trường",
    "Kho bạc Nhà nước huyện",
    "Chi cục Thuế huyện",
    "Bưu điện huyện",
    "Công an huyện",
    "Ban Chỉ huy Quân sự huyện",
    "Bảo hiểm xã hội huyện",
    "Trung tâm Văn hóa và Thông tin",
    "UBND thị trấn Chư Ty",
    "UBND xã Ia Kla",
    "UBND xã Ia Kriêng",
    "UBND xã Ia Lang",
    "UBND xã Ia Din",
    "UBND xã Ia Dom",
}
SUBMISSION = "III.1"
BEFORE = ["27/09 before:7", "30/09 before:3", "04/10 before:1", "05/10 same-day"]
CHASED = ["06/10 overdue:1", "07/10 overdue:2", "11/10 overdue:3"]
"""Wednesday 06/10, Thursday 07/10 and Monday 11/10/2021."""
MONDAYS = ["18/10", "25/10", "01/11", "08/11", "15/11", "22/11", "29/11", "06/12", "13/12", "20/12", "27/12"]
CHASED_ON = [f"{day} overdue:{number}" for number, day in enumerate(MONDAYS, 4)]
"""Every five working days."""


@pytest.fixture(scope="module")
def replay() -> Replay:
    return asyncio.run(replayed())


# --- As the command prints it


async def test_two_replays_are_the_same_byte_for_byte(
    replay: Replay, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another process, which orders its sets otherwise: each process does, but for those given the same seed."""
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    command = (NHACHAN, "demo", "--headless", "--until", "2021-10-12", "--json")
    async with process(tmp_path / "log", *command) as demo:
        code, printed = await demo.ends(), demo.log
    print_json(replay.reports_on_the_way[1])
    assert (code, printed) == (0, capsys.readouterr().out)
    replayed = json.loads(printed)
    assert (replayed["plan"], replayed["from"]) == ("135/KH-UBND", "2021-09-27T07:00:00+07:00")
    assert replayed["until"] == "2021-10-12T23:59:59+07:00"
    assert {item["agency"] for item in replayed["overdue"]} == {"UBND xã Ia Pnôn"}
    assert [item["obligation"] for item in replayed["overdue"]] == ["III.1.b", "II.1.8.b10", "III.1", "II.1.8.b10"]
    first = next(message for message in replayed["sent"] if message["about"])
    assert first.keys() == {"at", "chat", "about", "text"}


def test_a_person_reads_the_first_line_of_each_message_and_what_is_overdue(
    replay: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    print_replay(replay.reports_on_the_way[0])
    told = capsys.readouterr().out
    lines = told.splitlines()
    sent = [line for line in lines if " → " in line]
    assert "2021-09-27 07:00 → UBND xã Ia Pnôn: 🔔 UBND xã Ia Pnôn: nhắc 2 việc sắp đến hạn" in sent
    assert re.search(rf"^Đã gửi {len(sent)} tin, nhận \d+ tin\.$", told, re.MULTILINE)
    assert "Quá hạn lúc 2021-10-01 23:59: 3 việc" in lines
    assert lines[-1].startswith("• UBND xã Ia Nan – Báo cáo hàng quý kết quả thực hiện kế hoạch")
    assert lines[-1].endswith("(quý III/2021) – đôn đốc lần 1")


# --- The submission of plans, "trước ngày 06/10/2021"


def test_the_22_that_owe_the_submission_are_reminded_and_its_recipient_is_not(replay: Replay) -> None:
    owing = AT_ONCE | LATE | LAST_DAY | {FINANCE, SILENT}
    told = {chat for chat in replay.titles.values() if replay.told(chat, SUBMISSION)}
    assert len(owing) == 22
    assert told == owing | {COORDINATOR}
    assert replay.told("Phòng Nội vụ", SUBMISSION) == []


@pytest.mark.parametrize("chat", sorted(AT_ONCE))
def test_who_answers_at_once_is_reminded_once(replay: Replay, chat: str) -> None:
    assert replay.told(chat, SUBMISSION) == BEFORE[:1]


@pytest.mark.parametrize("chat", sorted(LAST_DAY))
def test_who_has_seen_it_is_reminded_on_the_last_day_and_not_after(replay: Replay, chat: str) -> None:
    assert replay.told(chat, SUBMISSION) == [BEFORE[0], BEFORE[-1]]


def test_who_says_nothing_until_the_last_day_is_reminded_on_every_stage(replay: Replay) -> None:
    assert replay.told(FINANCE, SUBMISSION) == BEFORE


@pytest.mark.parametrize("chat", sorted(LATE))
def test_who_is_late_is_chased_until_the_answer(replay: Replay, chat: str) -> None:
    assert replay.told(chat, SUBMISSION) == BEFORE + CHASED[:2]


def test_who_never_answers_is_chased_to_the_end(replay: Replay) -> None:
    assert replay.told(SILENT, SUBMISSION) == BEFORE + CHASED + CHASED_ON


def test_the_alerts_are_numbered_as_they_were_sent(replay: Replay) -> None:
    numbers = [
        int(re.search(r"đôn đốc lần (\d+).*Gửi kế hoạch khắc phục", message["text"])[1])  # type: ignore[index]
        for message in replay.report["sent"]
        for about in message["about"]
        if message["chat"] == SILENT and about["obligation"] == SUBMISSION and about["stage"].startswith("overdue")
    ][:10]
    assert numbers == [*range(1, 11)]


def test_the_coordinator_learns_of_the_third_alert_and_every_later_one(replay: Replay) -> None:
    expected = [line.replace("overdue", "escalated:overdue") for line in CHASED[2:] + CHASED_ON]
    assert replay.told(COORDINATOR, SUBMISSION) == expected
    first = next(m for m in replay.report["sent"] if m["chat"] == COORDINATOR and m["at"].startswith("2021-10-11"))
    assert "UBND xã Ia Pnôn – Gửi kế hoạch khắc phục" in first["text"]
    assert "hạn trước ngày 06/10/2021, đôn đốc lần 3" in first["text"]


# --- Phòng Tài chính – Kế hoạch: thứ Hai and thứ Năm 14 giờ, thứ Năm 15 giờ, every month before the 20th


def days(weekdays: set[int], first: date = date(2021, 9, 27), last: date = date(2022, 1, 3)) -> Iterator[date]:
    """Yield the days of the span that fall on these weekdays (0 is Monday)."""
    return (day for n in range((last - first).days + 1) if (day := first + timedelta(days=n)).weekday() in weekdays)


@pytest.mark.parametrize(("clause", "weekdays"), [("II.1.8.b4", {0, 3}), ("II.1.8.b1", {3})])
def test_every_monday_and_thursday_is_announced_the_working_day_before_and_that_morning(
    replay: Replay, clause: str, weekdays: set[int]
) -> None:
    told = {day.isoformat(): replay.told(FINANCE, clause, day.isoformat()) for day in days(weekdays)}
    expected = {}
    for day in days(weekdays):
        before = day - timedelta(days=3 if day.weekday() == 0 else 1)
        expected[day.isoformat()] = [f"{before:%d/%m} before:1", f"{day:%d/%m} same-day"]
    if 0 in weekdays:
        expected["2021-09-27"] = ["27/09 same-day"]  # the plan was imported that very morning
        # Monday 03/01/2022 is off for New Year, which fell on a Saturday: Friday 31/12 is the last day to act.
        expected["2022-01-03"] = ["30/12 before:1", "31/12 same-day"]
    assert told == expected


def test_every_month_is_announced_before_the_20th(replay: Replay) -> None:
    # The last day to act is Tuesday 19/10; Friday 19/11; and Friday 17/12, for 18/12 and 19/12 are a weekend.
    assert replay.told(FINANCE, "II.1.8.b2", "2021-10") == ["14/10 before:3", "18/10 before:1", "19/10 same-day"]
    assert replay.told(FINANCE, "II.1.8.b2", "2021-11") == ["16/11 before:3", "19/11 same-day"]  # seen on the 16th
    assert replay.told(FINANCE, "II.1.8.b2", "2021-12") == ["14/12 before:3", "17/12 same-day"]
    assert replay.told(FINANCE, "II.1.8.b2", "2021-09") == []


# --- Debts


def test_each_missed_week_is_a_debt_of_its_own(replay: Replay) -> None:
    weeks = [f"2021-W{week}" for week in range(39, 52)]
    owed = [(item["agency"], item["obligation"], item["period"]) for item in replay.report["overdue"]]
    assert sorted(owed) == sorted(
        [(SILENT, "II.1.8.b10", week) for week in weeks] + [(SILENT, "III.1", "once"), (SILENT, "III.1.b", "2021-Q3")]
    )
    alerts = {item["period"]: item["alerts"] for item in replay.report["overdue"] if item["obligation"] == "II.1.8.b10"}
    # Only the newest is chased, so each until the next one was late.
    assert [alerts[week] for week in weeks] == [3] * 13


def test_missed_weeks_are_chased_as_one_in_one_line_with_one_code(replay: Replay) -> None:
    (message,) = (m for m in replay.report["sent"] if m["chat"] == SILENT and m["at"].startswith("2021-10-21"))
    # The chase of week 39, a meeting that was missed, ended when week 41 had passed, too.
    assert message["text"].count("nợ 2 kỳ, tuần 40–41") == 1
    assert "tuần 39" not in message["text"]
    late = [about for about in message["about"] if about["stage"].startswith("overdue")]
    assert [about["period"] for about in late if about["obligation"] == "II.1.8.b10"] == ["2021-W41"]


# --- Every message


def test_nobody_is_told_of_another_agencys_item(replay: Replay) -> None:
    foreign = [row for row in replay.rows if row.owing != row.told and row.role is not Role.COORDINATOR]
    assert foreign == []
    coordinators = {row.stage.split(":")[0] for row in replay.rows if row.role is Role.COORDINATOR}
    assert coordinators == {"escalated"}
    for message in replay.report["sent"]:
        named = re.findall(r"^Mã \d+ · (.+?) · KH", message["text"], re.MULTILINE)
        assert set(named) <= {message["chat"]}


def is_digest(text: str) -> bool:
    """Return whether a message is a coordinator's or leader's digest (the news of its minute may stand below)."""
    return "Bản tin " in text.splitlines()[0]


def test_the_coordinator_gets_one_digest_each_working_morning_and_the_leader_one_a_week(replay: Replay) -> None:
    digests = defaultdict(list)
    for message in replay.report["sent"]:
        if is_digest(message["text"]):
            digests[message["chat"]].append(datetime.fromisoformat(message["at"]))
    assert set(digests) == {COORDINATOR, LEADER}
    # From Tuesday on: the coordinator linked on Monday 27/09 at 07:00. Friday 31/12/2021 is a working day.
    mornings = list(days({0, 1, 2, 3, 4}, date(2021, 9, 28), date(2021, 12, 31)))
    assert [at.date() for at in digests[COORDINATOR]] == mornings
    assert [at.date() for at in digests[LEADER]] == list(days({0}, date(2021, 10, 4), date(2021, 12, 27)))
    assert {f"{at:%H:%M}" for chat in digests.values() for at in chat} == {"07:00"}


def test_nothing_is_said_of_an_item_after_it_was_reported_done(replay: Replay) -> None:
    late = [row for row in replay.rows if row.completed_at and row.sent_at and row.sent_at > row.completed_at]
    assert late == []


def test_every_notice_that_was_owed_was_sent_or_became_needless(replay: Replay) -> None:
    assert {row.status for row in replay.rows} <= {NoticeStatus.SENT, NoticeStatus.CANCELLED}


def test_no_item_is_told_twice_of_one_stage(replay: Replay) -> None:
    told = Counter(
        (message["chat"], about["obligation"], about["period"], about["stage"])
        for message in replay.report["sent"]
        for about in message["about"]
    )
    assert [key for key, times in told.items() if times > 1] == []


def test_no_chat_gets_two_messages_in_one_second(replay: Replay) -> None:
    sent = defaultdict(list)
    for message in replay.messages:
        sent[message.chat_id].append(message.sent_at)
    gaps = [later - earlier for times in sent.values() for earlier, later in pairwise(sorted(times))]
    assert min(gaps) >= timedelta(seconds=1)


def test_no_chat_gets_more_than_one_notice_a_day_at_its_opening(replay: Replay) -> None:
    notices = Counter((m["chat"], m["at"][:10]) for m in replay.report["sent"] if m["about"])
    assert set(notices.values()) == {1}


def test_only_answers_leave_outside_office_hours(replay: Replay) -> None:
    instants = {datetime.fromisoformat(message["at"]) for message in replay.report["sent"] if message["about"]}
    assert {f"{at:%H:%M}" for at in instants} == {"07:00"}
    assert {at.weekday() for at in instants} == {0, 1, 2, 3, 4}
    assert min(instants).date() == date(2021, 9, 27)


def is_given_back(text: str) -> bool:
    """Return whether an agency is told that something was returned to it."""
    return re.match("Phòng Nội vụ trả lại việc \\d+: ", text) is not None


def is_file(text: str) -> bool:
    """Return whether a message is the file of a list, which goes with the first page."""
    return re.fullmatch(r"Chờ xác nhận: \d+ việc \(.+\)", text) is not None


def test_every_message_of_a_person_is_answered_once(replay: Replay) -> None:
    written = Counter(message["chat"] for message in replay.report["received"])
    sent = [m for m in replay.report["sent"] if not m["about"] and not is_digest(m["text"])]
    assert Counter(m["chat"] for m in sent if not (is_given_back(m["text"]) or is_file(m["text"]))) == written


def test_the_coordinator_decides_each_morning_and_returns_one_a_week(replay: Replay) -> None:
    written = [m for m in replay.report["received"] if m["chat"] == COORDINATOR]
    returned = [m for m in written if m["text"].startswith("trả lại ")]
    given_back = [m for m in replay.report["sent"] if is_given_back(m["text"])]
    assert len(returned) == len(given_back) >= 13
    assert len({m["at"][:10] for m in written if m["text"] == "đúng"}) >= 50
    again = [m for m in replay.report["received"] if ", báo cáo số " in m["text"]]
    assert [m["chat"] for m in again] == [m["chat"] for m in given_back]


def test_nothing_else_was_sent(replay: Replay) -> None:
    by_itself = (is_digest, is_given_back, is_file)
    notices = sum(bool(m["about"]) or any(kind(m["text"]) for kind in by_itself) for m in replay.report["sent"])
    assert len(replay.messages) == len(replay.report["sent"]) == notices + len(replay.report["received"])
    told = {message["chat"] for message in replay.report["sent"] if message["about"]}
    # These four owe nothing that falls due, or only look; they got their welcome and no more.
    assert set(replay.titles.values()) - told == {
        LEADER,
        "Hiệp hội Doanh nghiệp huyện",
        "Ủy ban Mặt trận Tổ quốc huyện",
        "Cổng thông tin điện tử huyện",
    }


# --- How it speaks (voice.md)


def texts(replay: Replay) -> list[str]:
    return sorted({message.text for message in replay.messages} | set(replay.asked))


def test_no_text_is_longer_than_2000_characters(replay: Replay) -> None:
    assert [text for text in texts(replay) if len(text) > 2000] == []


def test_a_reminder_of_one_item_stays_below_600_characters(replay: Replay) -> None:
    single = [m["text"] for m in replay.report["sent"] if len(m["about"]) == 1 and m["chat"] != COORDINATOR]
    assert [text for text in single if len(text) > 600] == []


def test_one_emoji_at_most_and_only_at_the_start(replay: Replay) -> None:
    for text in texts(replay):
        signs = [place for place, sign in enumerate(text) if unicodedata.category(sign) in ("So", "Sk", "Cs")]
        assert signs in ([], [0]), text


def test_no_markup_and_no_courtesies(replay: Replay) -> None:
    for text in texts(replay):
        assert not re.search(r"<(?!mã>|lý do>|ngày>|tên cơ quan>|nội dung>)|\*\*|__|`|\]\(|&\w+;", text), text
        assert not re.search(r"\b(bạn|quý khách|quý vị)\b", text, re.IGNORECASE), text


def test_the_first_line_says_everything(replay: Replay) -> None:
    """Of one item: how many days and what; of several: whose and how many; an answer: what was recorded."""
    complete = re.compile(
        r"🔔 (Còn \d+ ngày làm việc|Hôm nay đến hạn): .{15,}"
        r"|⚠️ Quá hạn( \d+ ngày làm việc)? – đôn đốc lần \d+: .{15,}"
        r"|🔔 .+: nhắc \d+ việc sắp đến hạn(, đang có \d+ việc quá hạn)?"
        r"|⚠️ .+: (hôm nay nhắc \d+ trong )?\d+ việc quá hạn(, (nhắc )?\d+ việc sắp đến hạn)?"
        r"|⚠️ Đã đôn đốc từ 3 lần, chưa có kết quả: \d+ việc(, tin này báo \d+)?"
        r"|(⚠️|🔔) Bản tin sáng \d\d/\d\d/2021: \d+ việc .+"
        r"|(⚠️|🔔) Bản tin tuần .+: \d+ việc hoàn thành, hiện \d+ việc quá hạn, (tăng \d+|giảm \d+|không đổi)"
        r" \(/quahan\)"
        r"|Duyệt cả \d+ việc đang chờ của \d+ cơ quan \(.+\)\? Chưa ghi nhận gì\.|Đã xác nhận hoàn thành \d+ việc:"
        r"|Duyệt việc \d+ .+\? Chưa ghi nhận gì\.|Đã xác nhận việc \d+ của .+: hoàn thành (đúng|quá) hạn\."
        r"|Chờ xác nhận: \d+ việc (của \d+ cơ quan )?\(.+\)(, việc 1–\d+)?"
        r"|Đã trả lại việc \d+ cho .+: .+|Phòng Nội vụ trả lại việc \d+: thiếu số văn bản\."
        r"|Đã ghi nhận hoàn thành( \d+ việc)? lúc \d\d:\d\d \d\d/\d\d/\d{4}( – (đúng|quá) hạn\.|:)"
        r"|Đã ghi: .+ đã nhận (việc \d+|\d+ việc)\.|Đã liên kết chat này với .+ \(.+\)\."
        r"|(Quá hạn|Đến hạn trong 30 ngày tới): \d+ việc của \d+ cơ quan \(.+\)(, việc 1–\d+)?"
        r"|Tiến độ .+: \d+/\d+ việc đến hạn đã hoàn thành, \d+ quá hạn, \d+ chờ xác nhận(, cơ quan 1–\d+)?"
        r"|.+: \d+ việc đang mở(, việc 1–\d+)?"
        r"|(Việc đang mở|Quá hạn|Sắp đến hạn): \d+ việc \(\d\d:\d\d \d\d/\d\d/\d{4}\)"
    )
    assert [text for text in texts(replay) if not complete.fullmatch(text.splitlines()[0])] == []


def test_the_number_of_items_said_is_the_number_meant(replay: Replay) -> None:
    for message in replay.report["sent"]:
        first = re.sub(r", đang có \d+ việc quá hạn", "", message["text"].splitlines()[0])
        counts = re.findall(r"(\d+) (?:trong \d+ )?việc (?:quá hạn|sắp đến hạn)", first)
        if message["about"] and counts and not is_digest(message["text"]):
            older = sum(int(count) - 1 for count in re.findall(r"nợ (\d+) kỳ", message["text"]))
            assert sum(map(int, counts)) == len(message["about"]) + older


def test_every_confirmation_repeats_code_title_and_deadline(replay: Replay) -> None:
    for text in texts(replay):
        if text.startswith("Đã ghi nhận hoàn thành lúc"):
            facts = r"\nMã \d+: .{10,} \((trước|đến hết|trong|chậm nhất) .+\)\.( Văn bản .+\.)? Chờ .+ xác nhận\."
            assert re.search(facts + r"\nNhầm\? Trả lời HỦY \d+ trong 10 phút\.$", text), text
        elif text.startswith("Đã ghi: ") and "đã nhận việc" in text:
            assert re.search(r"nhận việc \d+\.\n.{10,} – hạn .+\)\.\nKhi xong, trả lời XONG \d+\.$", text), text


def test_days_are_written_as_officers_write_them(replay: Replay) -> None:
    for text in texts(replay):
        assert not re.search(r"\d{4}-\d\d-\d\d|\b(None|True|False)\b", text), text
