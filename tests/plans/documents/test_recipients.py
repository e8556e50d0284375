"""To whom a duty is to be given, read from its words; what is half a sentence or a group is nobody."""

import pytest

from reminders.plans.documents.bodies import leading_bodies
from reminders.plans.documents.reading_files import read_plan
from reminders.plans.documents.recipients import recipients_in
from tests.plans.review.workbooks import PLAN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gửi kế hoạch khắc phục về Phòng Nội vụ trước ngày 06/10/2021", ["Phòng Nội vụ"]),
        ("Nộp báo cáo về Sở Văn hóa, Thể thao và Du lịch để tổng hợp", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("gửi báo cáo về Phòng Tài chính – Kế hoạch, UBND huyện.", ["Phòng Tài chính – Kế hoạch"]),
        ("báo cáo kết quả về UBND huyện (qua Phòng Nội vụ để tổng hợp)", ["Phòng Nội vụ", "UBND huyện"]),
        ("báo cáo UBND huyện (qua phòng Nội vụ) để xem xét", ["Phòng Nội vụ", "UBND huyện"]),
        ("tổng hợp báo cáo UBND huyện về kết quả khắc phục", ["UBND huyện"]),
        ("Báo cáo gửi UBND tỉnh, Chủ tịch UBND tỉnh trước 14 giờ", ["UBND tỉnh"]),
        ("Báo cáo UBND tỉnh tiến độ giải ngân", ["UBND tỉnh"]),
        ("Báo cáo UBND tỉnh mức vốn", ["UBND tỉnh"]),
        ("nộp cho Phòng Tư pháp trước ngày 10", ["Phòng Tư pháp"]),
        ("phản ánh nội dung chưa đạt về Phòng Tư pháp để xử lý", ["Phòng Tư pháp"]),
        ("gửi báo cáo về Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", ["Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh"]),
        # nobody: a topic, a group, half a sentence, another verb, another sentence, a way of deciding
        ("báo cáo về phòng, chống tham nhũng", []),
        ("báo cáo về phòng cháy, chữa cháy", []),
        ("gửi hướng dẫn về các xã, thị trấn", []),
        ("phối hợp với Phòng Nội vụ rà soát báo cáo", []),
        ("gửi giấy mời. Hướng dẫn về Phòng Nội vụ", []),
        ("trình, báo cáo thông qua Hội đồng nhân dân xã trước ngày 10/12", []),
        ("theo báo cáo của Phòng Nội vụ", []),
    ],
)
def test_recipients_in_the_words_of_a_duty(text: str, found: list[str]) -> None:
    assert recipients_in(text) == found


def test_the_standing_committee_is_one_name() -> None:
    assert leading_bodies("Ban Thường trực Ủy ban MTTQ xã gửi báo cáo")[0] == ("Ban Thường trực Ủy ban MTTQ xã",)


def test_who_leads_alone_is_not_the_recipient_but_the_next_one_is() -> None:
    rows = (
        "| 4 | Báo cáo Phòng Tư pháp để gửi Sở Tư pháp thẩm định | | Phòng Tư pháp | | trước ngày 10/10/2021 |\n"
        "| 5 | Nộp hồ sơ về Phòng Tư pháp | | Phòng Tư pháp | | trước ngày 10/10/2021 |\n"
        "| 6 | Báo cáo UBND huyện về kết quả | | Phòng Tư pháp | | trước ngày 10/10/2021 |\n"
    )
    duties = read_plan((PLAN + rows).encode(), "ke-hoach.md").duties
    assert [duty.recipient for duty in duties[-3:]] == ["Sở Tư pháp", "", "UBND huyện Đức Cơ"]
