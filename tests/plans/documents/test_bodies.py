"""Names of agencies in lists and sentences."""

import pytest

from reminders.plans.documents.bodies import (
    cooperating_and_doing,
    heading_bodies,
    is_group,
    leading_bodies,
    listed_bodies,
    split_bodies,
    subject_after,
)

LISTS = {
    "Phòng Tư pháp, Phòng Văn hóa và Thông tin, Văn phòng HĐND -UBND huyện; UBND các xã, thị trấn": [
        "Phòng Tư pháp",
        "Phòng Văn hóa và Thông tin",
        "Văn phòng HĐND-UBND huyện",
        "UBND các xã, thị trấn",
    ],
    "Các cơ quan, đơn vị, Ủy ban nhân dân các xã, thị trấn và các cơ quan, đơn vị liên quan.": [
        "Các cơ quan, đơn vị",
        "Ủy ban nhân dân các xã, thị trấn",
        "Các cơ quan, đơn vị liên quan",
    ],
    "Phòng, ban, ngành huyện, các đơn vị sự nghiệp công lập thuộc huyện": [
        "Phòng, ban, ngành huyện",
        "Các đơn vị sự nghiệp công lập thuộc huyện",
    ],
    "Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, Truyền hình tỉnh và các sở, ngành": [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Báo và Phát thanh, Truyền hình tỉnh",
        "Các sở, ngành",
    ],
    "Chi Cục thuế huyện các cơ quan, đơn vị liên quan": ["Chi Cục thuế huyện", "Các cơ quan, đơn vị liên quan"],
    "Công an xã, Ban Chỉ huy Quân sự xã, Trạm Y tế": ["Công an xã", "Ban Chỉ huy Quân sự xã", "Trạm Y tế"],
    "Văn phòng HĐND và UBND xã và Phòng Kinh tế": ["Văn phòng HĐND và UBND xã", "Phòng Kinh tế"],
    "Phòng Tài chính- Kế hoạch": ["Phòng Tài chính – Kế hoạch"],
    "Văn phòng Văn phòng HĐND- UBND tỉnh": ["Văn phòng HĐND-UBND tỉnh"],
    "Sở Nội vụ, Sở Nội vụ": ["Sở Nội vụ"],
}


@pytest.mark.parametrize("text", LISTS)
def test_list_is_split_before_the_next_name(text: str) -> None:
    assert list(split_bodies(text)) == LISTS[text]


@pytest.mark.parametrize(
    "name",
    ["Các phòng, ban, ngành", "UBND các xã, thị trấn", "Các sở, ban, ngành", "UBND cấp xã", "Phòng, ban, ngành huyện"],
)
def test_groups_stay_groups(name: str) -> None:
    assert (split_bodies(name), is_group(name)) == ((name,), True)


def test_one_body_is_no_group() -> None:
    assert not is_group("Phòng Văn hóa và Thông tin")


SUBJECTS = {
    "Giao Phòng Nội vụ làm đầu mối theo dõi": (["Phòng Nội vụ"], "làm đầu mối theo dõi"),
    "Đề nghị Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội huyện tăng cường giám sát": (
        ["Ủy ban Mặt trận Tổ quốc", "Các tổ chức chính trị - xã hội huyện"],
        "tăng cường giám sát",
    ),
    "UBND huyện yêu cầu Thủ trưởng các phòng, ban, Chủ tịch UBND các xã nghiêm túc triển khai": (
        ["Thủ trưởng các phòng, ban", "Chủ tịch UBND các xã"],
        "nghiêm túc triển khai",
    ),
    "Văn phòng HĐND-UBND huyện Kịp thời cập nhật": (["Văn phòng HĐND-UBND huyện"], "Kịp thời cập nhật"),
    "Các cơ quan, đơn vị và Bưu điện huyện (đối với những nơi đã chuyển sang Bưu điện):": (
        ["Các cơ quan, đơn vị", "Bưu điện huyện"],
        "",
    ),
    "Ban hành văn bản của huyện": ([], "Ban hành văn bản của huyện"),
    "Báo cáo gửi UBND tỉnh": ([], "Báo cáo gửi UBND tỉnh"),
    "Tổ chức hội nghị tập huấn": ([], "Tổ chức hội nghị tập huấn"),
    "Phòng, chống thiên tai được thực hiện": ([], "Phòng, chống thiên tai được thực hiện"),
    "Các nhiệm vụ phải hoàn thành": ([], "Các nhiệm vụ phải hoàn thành"),
}


@pytest.mark.parametrize("sentence", SUBJECTS)
def test_bodies_a_sentence_begins_with(sentence: str) -> None:
    names, doing = leading_bodies(sentence)
    assert (list(names), doing) == SUBJECTS[sentence]


def test_subject_behind_an_adverbial() -> None:
    sentence = "Trước ngày 25 hằng tháng, các cơ quan, đơn vị gửi báo cáo"
    assert subject_after(sentence) == (("Các cơ quan, đơn vị",), "gửi báo cáo")


def test_bodies_that_are_cooperated_with_are_no_subject() -> None:
    sentence = "Chủ trì, phối hợp với Kho bạc Nhà nước huyện, các chủ đầu tư thống nhất biểu mẫu"
    assert subject_after(sentence)[0] == ()


def test_heading_may_be_a_name_alone() -> None:
    assert heading_bodies("Sở Tư pháp") == ("Sở Tư pháp",)


def test_sentence_inside_a_labelled_part_is_left_out() -> None:
    text = "Sở Tư pháp tiến hành rà soát văn bản; các sở, ngành liên quan rà soát phần mình"
    assert listed_bodies(text) == ("Sở Tư pháp", "Các sở, ngành liên quan")


def test_behind_the_slash_stand_those_who_carry_out() -> None:
    assert cooperating_and_doing("Bưu điện huyện, /Phòng, ban, ngành huyện; UBND các xã") == (
        ("Bưu điện huyện",),
        ("Phòng, ban, ngành huyện", "UBND các xã"),
    )


def test_without_a_slash_all_carry_out() -> None:
    assert cooperating_and_doing("Phòng Tư pháp, các cơ quan, đơn vị") == ((), ("Phòng Tư pháp", "Các cơ quan, đơn vị"))
