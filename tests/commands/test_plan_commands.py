"""`nhachan plan import`, `plan show` and `plan event`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bots.channel import Incoming
from db.statuses import Role
from db.tables import Agency, ChatBinding, Obligation, Plan
from reminders.chat.incoming import handle
from tests.commands.terminals import Terminal
from tests.rows import chat_of

SMALL = """\
format = 1
[plan]
key = "kh-9"
number = "9/KH-UBND"
short = "KH 9"
title = "Kế hoạch"
issuer = "ubnd-huyen"
issued_on = "27/09/2021"
[[agency]]
key = "ubnd-huyen"
name = "UBND huyện Đức Cơ"
[[obligation]]
clause = "III.1"
title = "Họp giao ban"
lead = ["ubnd-huyen"]
phrase = "thứ Hai hàng tuần"
rule = { kind = "weekly", weekdays = ["mon"], bound = "by" }
sources = [{ clause = "III.1", phrase = "thứ Hai hàng tuần" }]
"""


def test_bundled_plan_is_imported_by_its_name_and_again_without_change(terminal: Terminal) -> None:
    assert terminal.run("plan", "import", "ke-hoach-135").splitlines() == [
        "Kế hoạch 135/KH-UBND: thêm 140, đổi 0, giữ nguyên 0, kết thúc 0 nhiệm vụ; "
        "30 cơ quan mới, 360 việc được tạo hoặc đổi hạn.",
        "Cần ấn định hạn: 37 nhiệm vụ. Xem: nhachan plan show --undated",
        "Câu hỏi cho đơn vị đầu mối: 56. Xem: nhachan plan show --json",
        "Chưa có cán bộ đầu mối của Phòng Nội vụ: chưa ai xác nhận, ấn định hạn, nhận bản tin. "
        'Thêm: nhachan officer add "Phòng Nội vụ" "Họ tên" --role coordinator --scope "UBND huyện Đức Cơ"',
        "4 nhóm chủ trì chưa có thành viên nên chưa ai được nhắc: Các chủ đầu tư; Các ban quản lý dự án; "
        "Các đơn vị được kiểm toán; Các tổ chức chính trị - xã hội huyện. "
        "Ghi thành viên của nhóm trong tệp rồi nhập lại.",
    ]
    report = terminal.json("plan", "import", "ke-hoach-135")
    assert (report["added"], report["changed"], report["ended"], report["items"]) == ([], [], [], 0)
    assert (len(report["unchanged"]), len(report["undated"])) == (140, 37)


def test_changed_and_ended_clauses_are_named(office: Terminal, written: Callable[[bytes], str]) -> None:
    office.run("plan", "import", written(SMALL.encode()))
    changed = SMALL.replace("Họp giao ban", "Họp tuần") + SMALL[SMALL.index("[[obligation]]") :].replace(
        "III.1", "III.2"
    )
    assert "thêm 1, đổi 1, giữ nguyên 0, kết thúc 0" in (
        text := office.run("plan", "import", written(changed.encode()))
    )
    assert "\nĐổi: III.1\n" in text
    ended = SMALL.replace("III.1", "III.3")
    assert "\nKết thúc: III.1; III.2\n" in office.run("plan", "import", written(ended.encode()))


def test_a_plan_without_a_coordinating_agency_is_told_and_one_with_its_coordinator_is_not(
    terminal: Terminal, written: Callable[[bytes], str]
) -> None:
    told = terminal.run("plan", "import", written(SMALL.encode()))
    assert told.splitlines()[1:] == [
        "Kế hoạch chưa ghi đơn vị đầu mối nên trong chat chưa ai ấn định hạn, trả lời câu hỏi được. "
        "Ghi “Đơn vị đầu mối” (coordinator) trong tệp rồi nhập lại."
    ]
    coordinated = SMALL.replace("issued_on", 'coordinator = "ubnd-huyen"\nissued_on')
    told = terminal.run("plan", "import", written(coordinated.encode()))
    assert told.splitlines()[1:] == [
        "Chưa có cán bộ đầu mối của UBND huyện Đức Cơ: chưa ai xác nhận, ấn định hạn, nhận bản tin. "
        'Thêm: nhachan officer add "UBND huyện Đức Cơ" "Họ tên" --role coordinator --scope "UBND huyện Đức Cơ"'
    ]
    terminal.run("officer", "add", "ubnd-huyen", "Nguyễn Văn A", "--role", "coordinator")
    assert len(terminal.run("plan", "import", written(coordinated.encode())).splitlines()) == 1
    terminal.run("officer", "remove", "1")
    assert "Chưa có cán bộ đầu mối" in terminal.run("plan", "import", written(coordinated.encode()))


def test_a_duty_that_another_plan_has_too_is_told(terminal: Terminal, written: Callable[[bytes], str]) -> None:
    terminal.run("plan", "import", written(SMALL.encode()))
    other = SMALL.replace("kh-9", "kh-10").replace("KH 9", "KH 10").replace("III.1", "II.2")
    weekly, others = other.replace("Họp giao", "HỌP giao"), other.replace('"mon"', '"tue"')
    stranger = '[[agency]]\nkey = "so-y-te"\nname = "Sở Y tế"\n[[obligation]]'
    elsewhere = other.replace('lead = ["ubnd-huyen"]', 'lead = ["so-y-te"]').replace("[[obligation]]", stranger)
    twins = [
        [line for line in terminal.run("plan", "import", written(text.encode())).splitlines() if "II.2" in line]
        for text in (weekly, others, elsewhere, other.replace("giao ban", "giao ban tuần"))
    ]
    assert twins == [
        ["  Mục II.2 và KH 9, mục III.1: HỌP giao ban (cùng thời hạn)"],
        ["Đổi: II.2", "  Mục II.2 và KH 9, mục III.1: Họp giao ban (thời hạn khác nhau)"],
        ["Đổi: II.2"],
        ["Đổi: II.2"],
    ]
    told = terminal.json("plan", "import", written(weekly.encode()))
    assert [(one["clause"], one["plan"], one["is_due_alike"]) for one in told["twins"]] == [("II.2", "KH 9", True)]


def test_since_brings_in_what_was_due_before_the_import(terminal: Terminal) -> None:
    terminal.wait(days=21)
    terminal.run("plan", "import", "ke-hoach-135")
    before = terminal.json("overdue")
    report = terminal.json("plan", "import", "ke-hoach-135", "--since", "27/09/2021")
    late = terminal.json("overdue")
    assert before == []
    assert len(report["unchanged"]) == 140
    assert len([item for item in late if item["obligation"] == "III.1"]) == 22
    assert terminal.fails("plan", "import", "ke-hoach-135", "--since", "31/02/2021") == (
        "ngày 31/02/2021 không có trong lịch.\n"
    )


def test_bad_register_is_told_whole_and_writes_nothing(office: Terminal, written: Callable[[bytes], str]) -> None:
    before = office.file.read_bytes()
    bad = SMALL.replace('"27/09/2021"', '"31/02/2021"').replace('lead = ["ubnd-huyen"]', 'lead = ["so-x"]')
    assert office.fails("plan", "import", written(bad.encode())).splitlines() == [
        "register.toml: 2 lỗi, chưa ghi gì.",
        'Dòng 8: issued_on: ngày 31/02/2021 không có trong lịch; viết như: issued_on = "27/09/2021"',
        "Dòng 15: không có cơ quan 'so-x'; sửa tên hoặc thêm [[agency]] có key này",
    ]
    assert office.file.read_bytes() == before


def test_bad_register_makes_no_database(terminal: Terminal, written: Callable[[bytes], str]) -> None:
    terminal.fails("plan", "import", written(b"\xff\xfe"))
    assert not terminal.file.exists()


def test_register_that_contradicts_an_earlier_plan_writes_nothing(
    office: Terminal, written: Callable[[bytes], str]
) -> None:
    other = SMALL.replace('"ubnd-huyen"', '"huyen"')
    assert office.fails("plan", "import", written(other.encode())).splitlines() == [
        "register.toml: 1 lỗi, chưa ghi gì.",
        "'UBND huyện Đức Cơ' đã là tên của cơ quan 'ubnd-huyen'. Dùng key 'ubnd-huyen' thay cho 'huyen'.",
    ]
    with office.database() as session:
        assert [plan.key for plan in session.exec(select(Plan)).all()] == ["ke-hoach-135"]


def test_what_is_no_register_file_is_told(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "large.toml").touch()
    with (tmp_path / "large.toml").open("r+b") as file:
        file.truncate(50_000_000)
    problems = [terminal.fails("plan", "import", name).rstrip() for name in ("folder", "large.toml", "none.toml")]
    assert problems == [
        "folder là thư mục. Chọn một tệp .toml trong thư mục đó.",
        "large.toml lớn 50.0 MB, quá 5 MB: không phải tệp đăng ký kế hoạch. Chọn đúng tệp .toml.",
        "Không đọc được none.toml: không có tệp này. Kế hoạch có sẵn: ke-hoach-135",
    ]
    assert "Có phải: ke-hoach-135?" in terminal.fails("plan", "import", "kehoach135")
    assert "Có phải: ke-hoach-135?" in terminal.fails("plan", "import", "ke-hoach-135.toml")
    assert not terminal.file.exists()


def test_plan_show_lists_the_duties_as_printed_and_as_understood(office: Terminal) -> None:
    rows = {row["clause"]: row for row in office.json("plan", "show", "ke-hoach-135")}
    assert len(rows) == 140
    assert rows["III.1"] == {
        "plan": "135/KH-UBND",
        "accepts_after_days": None,
        "clause": "III.1",
        "title": rows["III.1"]["title"],
        "lead": ["Các phòng, ban, ngành huyện", "UBND các xã, thị trấn", "Các cơ quan, đơn vị có liên quan"],
        "cooperating": [],
        "implementing": [],
        "phrase": "trước ngày 06/10/2021",
        "rule": "trước ngày 06/10/2021",
        "assigned": None,
        "kind": "date",
        "status": "dated",
        "sources": rows["III.1"]["sources"],
        "questions": rows["III.1"]["questions"],
    }
    assert "trước ngày 06/10/2021" in office.run("plan", "show")


def test_plan_show_undated_lists_the_clauses_that_an_import_reports(office: Terminal) -> None:
    report = office.json("plan", "import", "ke-hoach-135")
    rows = office.json("plan", "show", "--undated")
    assert [row["clause"] for row in rows] == report["undated"]
    assert {row["status"] for row in rows} == {"needs_date", "needs_event"}


def test_unknown_plan_is_told_with_the_known_ones(office: Terminal) -> None:
    assert office.fails("plan", "show", "kh-1") == (
        "Chưa nhập kế hoạch 'kh-1'. Có phải: ke-hoach-135? Nhập: nhachan plan import TỆP\n"
    )


def test_event_gives_its_duty_a_deadline_at_once_and_can_be_taken_back(office: Terminal) -> None:
    words = ("plan", "event", "PL.III.4.a", "--on", "27/09/2021")
    ask = ("deadlines", "--from", "2021-10-04", "--to", "2021-10-04")
    assert office.run(*words).endswith(": hạn chậm nhất ngày 04/10/2021.\n")
    (row,) = [row for row in office.json(*ask) if row["obligation"] == "PL.III.4.a"]
    assert (row["period"], row["overdue_from"], row["state"]) == ("2021-09-27", "2021-10-05T00:00:00+07:00", "open")
    assert office.fails(*words) == "Sự kiện ngày 27/09/2021 của mục PL.III.4.a đã ghi trước đó.\n"
    assert office.run(*words, "--remove").endswith(": đã bỏ sự kiện ngày 27/09/2021.\n")
    assert [row for row in office.json(*ask) if row["obligation"] == "PL.III.4.a"] == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["III.1", "--on", "01/10/2021"], "Mục III.1 không tính hạn từ sự kiện ('trước ngày 06/10/2021').\n"),
        (["PL.III.4", "--on", "01/10/2021"], "Có phải: PL.III.4.a; PL.III.4.b? Xem: nhachan plan show\n"),
        (["PL.III.4.a", "--on", "1/10"], "'1/10' không phải là ngày (viết 06/10/2021 hoặc 2021-10-06).\n"),
        (["PL.III.4.a", "--on", "28/09/2021"], "Ngày 28/09/2021 chưa tới. Ghi khi sự kiện đã xảy ra.\n"),
        (["PL.III.4.a", "--on", "01/10/2021", "--remove"], "Mục PL.III.4.a chưa ghi sự kiện nào ngày 01/10/2021.\n"),
        (["PL.III.4.a", "--on", "01/10/2021", "--plan", "x"], "Chưa nhập kế hoạch 'x'."),
    ],
)
def test_event_that_cannot_be_recorded_says_why(office: Terminal, words: list[str], problem: str) -> None:
    assert problem in office.fails("plan", "event", *words)


def test_clause_of_two_plans_needs_the_plan(office: Terminal, written: Callable[[bytes], str]) -> None:
    office.run("plan", "import", written(SMALL.encode()))
    assert office.fails("plan", "event", "III.1", "--on", "01/10/2021") == (
        "2 kế hoạch có mục 'III.1'. Chọn kế hoạch bằng --plan.\n"
    )
    assert "thứ Hai" in office.fails("plan", "event", "III.1", "--on", "01/10/2021", "--plan", "kh-9")
    with office.database() as session:
        assert len(session.exec(select(Obligation)).all()) == 141


def said_by(session: Session, chat: ChatBinding, number: int, text: str, now: datetime) -> None:
    message = Incoming(channel="telegram", update_id=str(number), chat_id=chat.chat_id, text=text, sent_at=now)
    handle(session, message, now=now)


def test_what_the_coordinator_ordered_in_the_chat_is_shown_and_stays(office: Terminal) -> None:
    undated = office.json("plan", "show", "ke-hoach-135", "--undated")
    clause = next(row["clause"] for row in undated if row["status"] == "needs_date")
    with office.database() as session:
        own = session.exec(select(Agency).where(Agency.key == "phong-noi-vu")).one()
        top = session.exec(select(Agency).where(Agency.key == "ubnd-huyen")).one()
        chat = chat_of(session, own, Role.COORDINATOR, scope=top)
        for number, text in enumerate(
            (
                f"/datngay {clause} trước ngày 20/10/2021",
                "ghi 1",
                "/giaoviec Ia Dom: báo cáo nhanh, trước ngày 01/10/2021",
                "giao 2",
            )
        ):
            said_by(session, chat, number, text, office.now)
    [row] = [row for row in office.json("plan", "show", "ke-hoach-135") if row["clause"] == clause]
    assert (row["rule"], row["status"]) == ("trước ngày 20/10/2021", "dated")
    assert row["assigned"] == {"by": "Rơ Mah H'Bơ", "at": "2021-09-27T07:00:00+07:00"}
    shown = " ".join(office.run("plan", "show", "ke-hoach-135").split())
    assert "ấn định" in shown
    [given] = office.json("plan", "show", "giao-viec-phong-noi-vu-2021")
    assert (given["clause"], given["title"], given["lead"]) == ("1", "Báo cáo nhanh", ["UBND xã Ia Dom"])

    report = office.json("plan", "import", "ke-hoach-135")
    assert (report["changed"], report["ended"], clause in report["undated"]) == ([], [], False)
    assert office.json("plan", "show", "giao-viec-phong-noi-vu-2021") == [given]
    assert "Không có nhiệm vụ ở mục '1'" in office.fails("plan", "event", "1", "--on", "27/09/2021")
