"""Labelled parts and the heads of columns."""

import pytest

from reminders.plans.documents.labels import Part, Role, column_role, split_labels

LABELS = {
    "Cơ quan chủ trì: Phòng Nội vụ.": [Part(Role.LEAD, "Phòng Nội vụ")],
    "Đơn vị chủ trì tham mưu thực hiện: Sở Tư pháp.": [Part(Role.LEAD, "Sở Tư pháp")],
    "Cơ quan phối hợp/thực hiện: A/B": [Part(Role.COOPERATING_OR_DOING, "A/B")],
    "Đơn vị phối hợp thực hiện: Các Sở": [Part(Role.COOPERATING, "Các Sở")],
    "Cơ quan thực hiện: UBND các xã": [Part(Role.DOER, "UBND các xã")],
    "Thời gian thực hiện/hoàn thành: Trong năm 2021.": [Part(Role.TIME, "Trong năm 2021")],
    "Thời gian thực hiện sau khi Chiến lược được ban hành.": [Part(Role.TIME, "sau khi Chiến lược được ban hành")],
    "Thời hạn: trước 30/6. Sản phẩm: Báo cáo": [Part(Role.TIME, "trước 30/6"), Part(Role.GOAL, "Báo cáo")],
    "Mở lớp tập huấn (chủ trì: Sở Tư pháp; phối hợp: các sở; thời gian: quý I/2026).": [
        Part(None, "Mở lớp tập huấn"),
        Part(Role.LEAD, "Sở Tư pháp"),
        Part(Role.COOPERATING, "các sở"),
        Part(Role.TIME, "quý I/2026"),
    ],
    "Phân công trách nhiệm": [Part(None, "Phân công trách nhiệm")],
    "Thời gian gửi kế hoạch về Phòng Nội vụ trước ngày 06/10/2021.": [
        Part(None, "Thời gian gửi kế hoạch về Phòng Nội vụ trước ngày 06/10/2021.")
    ],
}


@pytest.mark.parametrize("text", LABELS)
def test_labelled_parts_of_a_text(text: str) -> None:
    assert split_labels(text) == LABELS[text]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("TT", Role.NUMBER),
        ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", Role.TITLE),
        ("Nội dung công việc", Role.TITLE),
        ("Mục tiêu, yêu cầu", Role.GOAL),
        ("Kết quả/Sản phẩm", Role.GOAL),
        ("CƠ QUAN\nCHỦ TRÌ", Role.LEAD),
        ("Đơn vị thực hiện", Role.DOER),
        ("Cơ quan phối hợp", Role.COOPERATING),
        ("Cơ quan phối hợp/thực hiện", Role.COOPERATING_OR_DOING),
        ("Thời gian thực hiện/hoàn thành", Role.TIME),
        ("Tiến độ", Role.TIME),
        ("Ghi chú", Role.OTHER),
        ("Lãnh đạo phụ trách", Role.OTHER),
        ("Phòng Nội vụ", None),
        ("", None),
    ],
)
def test_what_a_column_holds(header: str, role: Role | None) -> None:
    assert column_role(header) is role
