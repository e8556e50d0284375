"""`nhachan agency` and `nhachan officer`."""

import pytest
from sqlmodel import select
from terminals import Terminal

from db.tables import AuditEntry, LinkCode
from reminders.workflow.linking import ALPHABET


def audit(office: Terminal) -> list[tuple[str, str]]:
    with office.database() as session:
        entries = session.exec(select(AuditEntry)).all()
    return [(entry.action, entry.actor) for entry in entries if entry.action != "plan_imported"]


def test_agencies_are_listed_with_parents_aliases_and_chats(office: Terminal) -> None:
    rows = {row["key"]: row for row in office.json("agency", "list")}
    assert len(rows) == 30
    assert rows["phong-van-hoa-thong-tin"] == {
        "key": "phong-van-hoa-thong-tin",
        "name": "Phòng Văn hóa và Thông tin",
        "parent": "UBND huyện Đức Cơ",
        "aliases": ["Phòng VH&TT", "Phòng Văn hóa-Thông tin"],
        "chats": 0,
    }
    assert "trung-tam-van-hoa-thong-tin" in office.run("agency", "list")


def test_agency_is_added_below_another_and_found_by_its_name(office: Terminal) -> None:
    assert office.run("agency", "add", "phong-y-te", " Phòng Y tế ", "--parent", "ubnd huyen duc co") == (
        "Đã thêm Phòng Y tế (phong-y-te).\n"
    )
    (row,) = [row for row in office.json("agency", "list") if row["key"] == "phong-y-te"]
    assert (row["name"], row["parent"]) == ("Phòng Y tế", "UBND huyện Đức Cơ")
    assert office.json("overdue", "--agency", "phòng y tế") == []
    assert audit(office) == [("agency_added", "cli")]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["add", "kho-bac", "Kho bạc mới"], "Đã có cơ quan với khóa 'kho-bac'. Chọn khóa khác.\n"),
        (
            ["add", "kb", "Kho Bạc Nhà nước huyện"],
            "'Kho Bạc Nhà nước huyện' đã là tên của Kho bạc Nhà nước huyện (kho-bac)",
        ),
        (["add", "Phòng Y tế", "Phòng Y tế"], "Viết chữ thường không dấu, ví dụ phong-y-te.\n"),
        (["add", "phong-y-te", "  "], "Tên trống."),
        (["add", "phong-y-te", "Phòng Y tế", "--parent", "so-y-te"], "Không có cơ quan 'so-y-te'."),
        (["alias", "kho-bac", "UBND huyện"], "'UBND huyện' đã là tên của UBND huyện Đức Cơ (ubnd-huyen)"),
        (["alias", "so-y-te", "SYT"], "Không có cơ quan 'so-y-te'."),
    ],
)
def test_name_or_key_that_would_confuse_is_refused(office: Terminal, words: list[str], problem: str) -> None:
    assert problem in office.fails("agency", *words)
    assert audit(office) == []


def test_alias_is_added_once_and_kept_by_the_next_import(office: Terminal) -> None:
    assert office.run("agency", "alias", "kho-bac", "KBNN Đức Cơ") == "Kho bạc Nhà nước huyện còn gọi là KBNN Đức Cơ.\n"
    assert office.run("agency", "alias", "kho-bac", "KBNN Đức Cơ") == "Kho bạc Nhà nước huyện đã có tên KBNN Đức Cơ.\n"
    office.run("plan", "import", "ke-hoach-135")
    (row,) = [row for row in office.json("agency", "list") if row["key"] == "kho-bac"]
    assert row["aliases"] == ["KBNN Đức Cơ"]
    assert office.json("deadlines", "--from", "2021-10-31", "--to", "2021-10-31", "--agency", "kbnn duc co") != []
    assert audit(office) == [("alias_added", "cli")]


def test_officer_is_added_listed_and_given_a_code(office: Terminal) -> None:
    assert office.run("officer", "add", "xã Ia Dom", "Rơ Mah H'Lan").splitlines() == [
        "Đã thêm cán bộ số 1: Rơ Mah H'Lan, UBND xã Ia Dom.",
        "Cấp mã liên kết chat: nhachan officer link-code 1",
    ]
    added = office.json(
        "officer", "add", "phong-noi-vu", "Nguyễn Văn A", "--role", "coordinator", "--scope", "UBND huyện Đức Cơ"
    )
    assert added == {"id": 2, "name": "Nguyễn Văn A", "agency": "Phòng Nội vụ", "role": "coordinator"}
    assert office.json("officer", "list") == [
        {"id": 1, "name": "Rơ Mah H'Lan", "agency": "UBND xã Ia Dom", "role": "officer", "digest": None, "chats": []},
        {"id": 2, "name": "Nguyễn Văn A", "agency": "Phòng Nội vụ", "role": "coordinator", "digest": True, "chats": []},
    ]
    assert "Rơ Mah H'Lan" in office.run("officer", "list")
    code = office.json("officer", "link-code", "1")
    assert (code["officer"], code["name"], code["minutes"]) == (1, "Rơ Mah H'Lan", 15)
    assert len(code["code"]) == 8
    assert set(code["code"]) <= set(ALPHABET)
    assert "trong 15 phút" in office.run("officer", "link-code", "2")
    with office.database() as session:
        assert code["code"] not in [row.code_hash for row in session.exec(select(LinkCode)).all()]
    assert [action for action, _ in audit(office)] == ["officer_added"] * 2 + ["link_code_issued"] * 2


def test_the_preferred_channel_of_an_officer_is_chosen_and_recorded(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    assert office.run("officer", "prefer", "1", "zalo") == "Rơ Mah H'Lan nhận nhắc hạn trên zalo.\n"
    assert "Kênh 'viber' không có. Chọn: telegram, zalo." in office.fails("officer", "prefer", "1", "viber")
    assert "Không có cán bộ số 9." in office.fails("officer", "prefer", "9", "zalo")
    assert [action for action, _ in audit(office)] == ["officer_added", "channel_preferred"]


def test_without_a_known_telegram_bot_the_code_comes_without_a_link(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    assert office.json("officer", "link-code", "1")["link"] is None
    assert office.run("officer", "link-code", "1").endswith("trong 15 phút (Telegram hay Zalo đều được)\n")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            ["add", "kho-bac", "A", "--role", "sếp"],
            "Chọn: officer, head, coordinator, leader, admin.\n",
        ),
        (["add", "kho-bac", " "], "Họ tên trống."),
        (["add", "so-y-te", "A"], "Không có cơ quan 'so-y-te'."),
        (["add", "kho-bac", "A", "--scope", "x"], "Không có cơ quan 'x'."),
        (["link-code", "9"], "Không có cán bộ số 9. Xem: nhachan officer list\n"),
    ],
)
def test_officer_that_cannot_be_is_refused(office: Terminal, words: list[str], problem: str) -> None:
    assert problem in office.fails("officer", *words)
    assert office.json("officer", "list") == []


def test_no_officers_is_said_with_what_to_do(office: Terminal) -> None:
    assert office.run("officer", "list") == ('Chưa có cán bộ nào. Thêm: nhachan officer add "Phòng Nội vụ" "Họ tên"\n')
