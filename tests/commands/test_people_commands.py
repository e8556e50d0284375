"""`nhachan agency` and `nhachan officer`."""

import pytest
from sqlmodel import select

from db.statuses import BindingStatus
from db.tables import AuditEntry, ChatBinding, LinkCode, Notification
from reminders.people.linking import ALPHABET
from tests.commands.terminals import Terminal


def link(office: Terminal, officer: int, *channels: str) -> None:
    """Link a chat of an officer on each channel, as a code sent from it would."""
    with office.database() as session:
        for channel in channels:
            chat_id = f"{channel}-{officer}"
            session.add(ChatBinding(channel=channel, chat_id=chat_id, officer_id=officer, status=BindingStatus.LINKED))
        session.commit()


def audit(office: Terminal) -> list[tuple[str, str]]:
    with office.database() as session:
        entries = session.exec(select(AuditEntry)).all()
    return [(entry.action, entry.actor) for entry in entries if entry.action != "plan_imported"]


def test_with_minimal_content_the_command_line_tells_chats_no_names_either(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.run("officer", "add", "UBND xã Ia Dom", "Rơ Mah H'Lan")
    link(office, 1, "telegram")
    monkeypatch.setenv("NHACHAN_MINIMAL_CONTENT", "true")
    office.run("officer", "move", "1", "UBND xã Ia Nan")
    with office.database() as session:
        told = session.exec(select(Notification.text)).all()
    assert told == ["Từ hôm nay chat này thuộc cơ quan mới, thôi nhận tin của cơ quan cũ.\nXem việc: /viec"]


def test_agencies_are_listed_with_parents_aliases_and_chats(office: Terminal) -> None:
    rows = {row["key"]: row for row in office.json("agency", "list")}
    assert len(rows) == 30
    assert rows["phong-van-hoa-thong-tin"] == {
        "key": "phong-van-hoa-thong-tin",
        "name": "Phòng Văn hóa và Thông tin",
        "parent": "UBND huyện Đức Cơ",
        "from": None,
        "until": None,
        "successor": None,
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
        {
            "id": 1,
            "name": "Rơ Mah H'Lan",
            "agency": "UBND xã Ia Dom",
            "role": "officer",
            "phone": None,
            "left": False,
            "digest": None,
            "chats": [],
        },
        {
            "id": 2,
            "name": "Nguyễn Văn A",
            "agency": "Phòng Nội vụ",
            "role": "coordinator",
            "phone": None,
            "left": False,
            "digest": True,
            "chats": [],
        },
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


def test_one_person_is_not_added_twice(office: Terminal) -> None:
    office.run("officer", "add", "xã Ia Dom", "Rơ Mah H'Lan")
    assert office.fails("officer", "add", "ubnd-xa-ia-dom", " Rơ Mah  H'LAN ", "--role", "head") == (
        "UBND xã Ia Dom đã có Rơ Mah H'Lan, cán bộ số 1. Người khác trùng tên: viết thêm tên đệm, chức vụ.\n"
    )
    assert len(office.json("officer", "list")) == 1
    assert [action for action, _ in audit(office)] == ["officer_added"]


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
        (["add", "kho-bac", "A", "--role", "sếp"], "Chọn: officer, head, coordinator, leader, admin.\n"),
        (["add", "kho-bac", " "], "Họ tên trống."),
        (["add", "kho-bac", "12345 :::"], "'12345 :::' không phải là họ tên. Viết bằng chữ.\n"),
        (["add", "kho-bac", "Siu Hyin", "--scope", "ubnd-huyen"], "Thêm --role, hoặc bỏ --scope.\n"),
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


def test_the_chats_of_an_officer_are_given_up_on_one_channel_or_on_all(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    link(office, 1, "telegram", "zalo")
    assert office.run("officer", "unlink", "1", "--channel", "zalo").startswith(
        "Đã hủy 1 liên kết chat của Rơ Mah H'Lan."
    )
    assert office.json("officer", "list")[0]["chats"] == ["telegram: linked"]
    assert office.run("officer", "unlink", "1").startswith("Đã hủy 1 liên kết")
    assert office.run("officer", "unlink", "1").startswith("Đã hủy 0 liên kết")
    assert "Kênh 'viber' không có." in office.fails("officer", "unlink", "1", "--channel", "viber")
    assert "Không có cán bộ số 9." in office.fails("officer", "unlink", "9")
    assert [action for action, _ in audit(office)] == ["officer_added", "chat_unlinked", "chat_unlinked"]


def test_a_deputy_is_named_shown_and_ended_and_days_that_cannot_be_are_refused(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    office.run("officer", "add", "kho-bac", "Siu Hyin")
    named = "Siu Hyin (Kho bạc Nhà nước huyện) thay Rơ Mah H'Lan từ 01/03/2199 đến hết 15/03/2199"
    days = ["--from", "01/03/2199", "--until", "15/03/2199"]
    assert office.run("officer", "deputy", "1", "2", *days).startswith(named)
    assert office.run("officer", "deputy", "1").startswith(named)
    assert office.run("officer", "deputy", "1", "--end") == "Chưa có ai thay Rơ Mah H'Lan (UBND xã Ia Dom).\n"
    assert "Không ủy quyền cho chính mình" in office.fails("officer", "deputy", "1", "1", *days)
    assert "ngày cuối đã qua" in office.fails("officer", "deputy", "1", "2", "--until", "01/01/2021")
    assert "Thiếu ngày cuối" in office.fails("officer", "deputy", "1", "2")
    assert [action for action, _ in audit(office)] == ["officer_added"] * 2 + ["deputy_named", "deputy_ended"]


def test_an_officer_moves_and_leaves_and_their_history_stays(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan", "--role", "head")
    link(office, 1, "telegram")
    assert (
        office.run("officer", "move", "1", "kho-bac") == "Rơ Mah H'Lan chuyển sang Kho bạc Nhà nước huyện (officer).\n"
    )
    assert "đang thuộc Kho bạc" in office.fails("officer", "move", "1", "kho-bac")
    assert "Vai trò 'sếp' không có." in office.fails("officer", "move", "1", "ubnd-xa-ia-dom", "--role", "sếp")
    [row] = office.json("officer", "list")
    assert (row["agency"], row["role"], row["chats"]) == ("Kho bạc Nhà nước huyện", "officer", ["telegram: linked"])
    assert office.run("officer", "remove", "1") == "Rơ Mah H'Lan đã nghỉ; các chat đã hủy liên kết.\n"
    [row] = office.json("officer", "list")
    assert (row["left"], row["chats"]) == (True, [])
    assert "đã nghỉ" in office.run("officer", "list")
    assert "Rơ Mah H'Lan đã nghỉ." in office.fails("officer", "link-code", "1")
    assert [action for action, _ in audit(office)] == [
        "officer_added",
        "officer_moved",
        "chat_unlinked",
        "officer_left",
    ]


def test_without_a_link_no_qr_code_is_promised_and_no_code_is_issued(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    assert "phải có đuôi .png hoặc .svg" in office.fails("officer", "link-code", "1", "--qr", "ma.gif")
    assert "Không hỏi được tên bot Telegram" in office.fails("officer", "link-code", "1", "--qr", "ma.png")
    assert [action for action, _ in audit(office)] == ["officer_added"]


def test_a_merger_is_previewed_then_done_and_the_name_may_return(office: Terminal) -> None:
    office.run("officer", "add", "ubnd-xa-ia-dom", "Rơ Mah H'Lan")
    assert "không thể nhập vào chính mình" in office.fails(
        "agency", "merge", "ubnd-xa-ia-dom", "--into", "ubnd-xa-ia-dom", "--on", "01/09/2021"
    )
    office.run("agency", "add", "xa-moi", "UBND xã Mới", "--parent", "ubnd-huyen", "--from", "01/09/2021")
    merge = ["merge", "ubnd-xa-ia-dom", "ubnd-xa-ia-nan", "--into", "xa-moi", "--on", "01/09/2021"]
    preview = office.run("agency", *merge, "--preview")
    assert "(xem trước, chưa ghi gì)" in preview
    assert "1 cán bộ chuyển theo:\n  Rơ Mah H'Lan (UBND xã Ia Dom)" in preview
    assert office.json("officer", "list")[0]["agency"] == "UBND xã Ia Dom"
    assert office.run("agency", *merge) == preview.replace(" (xem trước, chưa ghi gì)", "")
    assert office.json("officer", "list")[0]["agency"] == "UBND xã Mới"
    rows = {row["key"]: row for row in office.json("agency", "list")}
    assert (rows["ubnd-xa-ia-dom"]["until"], rows["ubnd-xa-ia-dom"]["successor"]) == ("2021-09-01", "UBND xã Mới")
    assert rows["xa-moi"]["from"] == "2021-09-01"
    assert "→ UBND xã Mới" in office.run("agency", "list")

    office.run("agency", "add", "xa-ia-dom-moi", "UBND xã Ia Dom", "--parent", "ubnd-huyen", "--from", "01/09/2021")
    assert office.run("officer", "add", "xã Ia Dom", "Siu Hyin").startswith(
        "Đã thêm cán bộ số 2: Siu Hyin, UBND xã Ia Dom."
    )
    assert office.run("agency", "alias", "xã Ia Dom", "Ia Dom mới") == "UBND xã Ia Dom còn gọi là Ia Dom mới.\n"
    rows = {row["key"]: row for row in office.json("agency", "list")}
    assert "Ia Dom mới" in rows["xa-ia-dom-moi"]["aliases"]


def test_a_dissolved_agency_without_a_successor_is_reported_by_doctor(office: Terminal) -> None:
    text = office.run("agency", "end", "ubnd-xa-ia-dom", "--on", "01/09/2021")
    assert text.startswith("UBND xã Ia Dom giải thể từ 01/09/2021.")
    later = office.run("agency", "end", "ubnd-xa-ia-nan", "--on", "01/09/2199")
    assert later.splitlines()[1] == "Đến ngày đó hệ thống tự chuyển việc và cán bộ."


def test_the_digest_of_a_coordinator_is_turned_off_and_an_officer_has_none(office: Terminal) -> None:
    office.run("officer", "add", "xã Ia Dom", "Rơ Mah H'Lan")
    office.run(
        "officer", "add", "phong-noi-vu", "Nguyễn Văn A", "--role", "coordinator", "--scope", "UBND huyện Đức Cơ"
    )
    assert office.run("officer", "digest", "2", "off") == "Nguyễn Văn A: bản tin đang tắt.\n"
    assert [row["digest"] for row in office.json("officer", "list")] == [None, False]
    assert office.fails("officer", "digest", "1", "off") == (
        "Rơ Mah H'Lan không nhận bản tin: chỉ đầu mối và lãnh đạo có bản tin.\n"
    )
    assert office.fails("officer", "digest", "2", "maybe") == "Không hiểu 'maybe'. Chọn: on, off.\n"
