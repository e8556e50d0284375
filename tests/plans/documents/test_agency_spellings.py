"""A written name is a known one, or a new one with a suggestion; it is never matched by likeness."""

import pytest

from reminders.plans.documents.spellings import AgencyBook, Match

BOOK = AgencyBook(
    {
        "Phòng Tài chính – Kế hoạch": ["Phòng TC-KH"],
        "Phòng Văn hóa và Thông tin": [],
        "Văn phòng HĐND-UBND huyện": [],
        "UBND các xã, thị trấn": ["UBND cấp xã"],
        "Ủy ban Mặt trận Tổ quốc huyện": [],
        "Bưu điện huyện": [],
        "Sở Nội vụ": [],
    }
)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Phòng Tài chính và Kế hoạch", "Phòng Tài chính – Kế hoạch"),
        ("phòng tài chính- kế hoạch", "Phòng Tài chính – Kế hoạch"),
        ("Phong Tai chinh Ke hoach", "Phòng Tài chính – Kế hoạch"),
        ("Phòng Văn hóa-Thông tin", "Phòng Văn hóa và Thông tin"),
        ("Văn phòng HDND - UBND huyện", "Văn phòng HĐND-UBND huyện"),
        ("VP HĐND và UBND huyện", "Văn phòng HĐND-UBND huyện"),
        ("Chủ tịch Uỷ ban nhân dân các xã thị trấn", "UBND các xã, thị trấn"),
        ("UBND cấp xã", "UBND các xã, thị trấn"),
        ("Ủy ban MTTQ huyện", "Ủy ban Mặt trận Tổ quốc huyện"),
        ("Bưu đỉện huyện", "Bưu điện huyện"),
    ],
)
def test_spelling_of_a_known_name(written: str, known: str) -> None:
    assert BOOK.match(written).known == known


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("Văn phòng HĐND-UBND tỉnh", "Văn phòng HĐND-UBND huyện"),
        ("Trung tâm Văn hóa và Thông tin", "Phòng Văn hóa và Thông tin"),
        ("Sở Ngoại vụ", "Sở Nội vụ"),
        ("Büro điện huyện", "Bưu điện huyện"),
        ("Trường Tiểu học Kim Đồng", None),
    ],
)
def test_other_name_stays_new_with_the_nearest_known(written: str, nearest: str | None) -> None:
    assert BOOK.match(written) == Match(written, None, nearest)


def test_spelling_two_names_share_matches_neither() -> None:
    book = AgencyBook({"Phòng Kinh tế xã A": ["Phòng Kinh tế"], "Phòng Kinh tế xã B": ["Phòng Kinh tế"]})
    assert book.match("Phòng Kinh tế").known is None
