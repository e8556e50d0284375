"""Where the name of a body ends in running text, whatever is done behind it."""

import pytest

from reminders.plans.documents.bodies import leading_bodies
from reminders.plans.documents.names import is_doubtful, name_end
from reminders.plans.documents.reading_files import read_plan

NAMES = (
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trạm Y tế",
    "Trường Mầm non",
    "Trường Tiểu học Nguyễn Huệ",
    "UBND xã Ia Dom",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Viện Nghiên cứu phát triển nông thôn",
    "Đoàn kiểm tra liên ngành",
    "Cơ quan thường trực Ban Chỉ đạo",
    "Văn phòng HĐND và UBND xã",
    "Các phòng, ban, ngành",
    "UBND các xã, phường, thị trấn",
    "Các thôn",
)
DOINGS = ("nạo vét kênh số 3", "tiêm vắc xin đợt 2", "dọn chợ", "tuyển sinh", "phun thuốc khử khuẩn", "mở cửa", "sơn")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("doing", DOINGS)
def test_what_is_done_is_no_part_of_the_name(name: str, doing: str) -> None:
    names, rest = leading_bodies(f"{name} {doing}")
    assert ((names[0], len(names)), rest) == ((name, 1), doing)


def test_places_behind_a_group_are_bodies_of_their_own() -> None:
    names, rest = leading_bodies("Ủy ban nhân dân các xã: Tân Hòa, Bình Minh và Phú Cường: rà soát")
    assert names == tuple(f"Ủy ban nhân dân xã {place}" for place in ("Tân Hòa", "Bình Minh", "Phú Cường"))
    assert rest == "rà soát"


def test_a_syllable_that_no_list_knows_makes_the_end_doubtful() -> None:
    assert is_doubtful("Trung tâm Sâm nhung")
    assert not is_doubtful("Trung tâm Sâm nhung", frozenset({"Trung tâm Sâm nhung"}))
    assert not is_doubtful("Trung tâm Y tế xã Ia Dom")


def test_the_end_of_a_name_is_told_with_its_doubt() -> None:
    text = "Trung tâm Sâm nhung gửi"
    end = name_end(text, 0)
    assert end
    assert (text[: end.at], end.is_sure) == ("Trung tâm Sâm nhung", False)


@pytest.mark.parametrize("text", ["Đoàn kết nội bộ", "Đội bóng chuyền thi đấu", "Tổ chức họp", "Báo cáo tháng"])
def test_words_that_only_look_like_a_head_are_no_body(text: str) -> None:
    assert leading_bodies(text)[0] == ()


HEAD = "UBND XÃ ĐỒNG TÂM\nSố: 12/KH-UBND\nĐồng Tâm, ngày 10 tháng 3 năm 2026\nKẾ HOẠCH\nLàm sạch\n\nII. NHIỆM VỤ\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "1. Phòng Kinh tế nạo vét kênh số 3 trước ngày 20/4/2026.",
        "1. Trước ngày 20/4/2026, Phòng Kinh tế nạo vét kênh số 3.",
        "1. Giao Phòng Kinh tế nạo vét kênh số 3, hoàn thành trước ngày 20/4/2026.",
    ],
)
def test_the_subject_leads_and_the_rest_is_the_task(line: str) -> None:
    (duty,) = read_plan(f"{HEAD}{line}\n".encode(), "a.md").duties
    assert (duty.lead, duty.title) == (("Phòng Kinh tế",), "Nạo vét kênh số 3")


LEADS = {
    "1. Đồng chí Trưởng Công an xã báo cáo kết quả trước ngày 20/4/2026.": (("Công an xã",), "Báo cáo kết quả"),
    "1. Phó Chủ tịch UBND xã phụ trách kinh tế chỉ đạo rà soát đê trước ngày 20/4/2026.": (
        ("UBND xã",),
        "Chỉ đạo rà soát đê",
    ),
    "- Tổng dọn chợ xã (Hội Nông dân xã, trước ngày 25/4/2026).": (("Hội Nông dân xã",), "Tổng dọn chợ xã"),
    "1. Về đề nghị sửa đổi, bổ sung Quy chế: giao Phòng Kinh tế thẩm định hồ sơ trước ngày 25/4/2026.": (
        ("Phòng Kinh tế",),
        "Thẩm định hồ sơ",
    ),
    "1. Phòng Kinh tế rà soát hồ sơ; lập danh sách hộ nghèo; hoàn thành trước ngày 30/4/2026.": (
        ("Phòng Kinh tế",),
        "Rà soát hồ sơ; lập danh sách hộ nghèo",
    ),
}


@pytest.mark.parametrize("line", LEADS)
def test_who_owes_a_clause_and_what(line: str) -> None:
    (duty,) = read_plan(f"{HEAD}{line}\n".encode(), "a.md").duties
    assert (duty.lead, duty.title) == LEADS[line]


def test_a_post_without_a_body_leads_as_it_is_written() -> None:
    text = "1. Rà soát\n\n- Đơn vị chủ trì: Đồng chí Phó Chủ tịch Thường trực, phụ trách lĩnh vực văn hóa\n\n"
    (duty,) = read_plan(f"{HEAD}{text}- Thời gian: trước ngày 30/4/2026\n".encode(), "a.md").duties
    assert duty.lead == ("Phó Chủ tịch Thường trực",)


def test_a_lead_whose_name_may_end_elsewhere_is_asked() -> None:
    line = "1. Trung tâm Sâm nhung phun thuốc cho vườn ươm trước ngày 15/6/2026.\n"
    asked = "Mục II.1: chưa chắc tên cơ quan “Trung tâm Sâm nhung” kết thúc ở đâu. Đọc là cơ quan nào chủ trì?"
    assert asked in read_plan(f"{HEAD}{line}".encode(), "a.md").questions
    receivers = "\nNơi nhận:\n\n- Trung tâm Sâm nhung;\n"
    assert asked not in read_plan(f"{HEAD}{line}{receivers}".encode(), "a.md").questions
