"""Which duties are attended, which are given; what is in doubt is given, for that is chased on."""

import unicodedata
from importlib.resources import files

import pytest

from reminders.items.attended import is_attended
from reminders.plans.register.reading import read_register

REGISTER = files("reminders") / "plans/registers/ke-hoach-135.toml"
THE_REAL_MEETING = "Tổ chức giao ban hàng tuần với các chủ đầu tư về thực hiện dự án, giải ngân vốn"


@pytest.mark.parametrize(
    "title",
    [
        THE_REAL_MEETING,
        "Giao ban hàng tuần",
        "GIAO BAN ĐẦU TUẦN",
        "Giao ban công tác CCHC",
        "Giao ban Thường trực HĐND – UBND huyện",
        "Họp giao ban tuần",
        "Họp Ban Chỉ đạo cải cách hành chính",
        "Họp Hội đồng thi đua – khen thưởng hàng quý",
        "Định kỳ hàng tháng họp đánh giá tình hình giải ngân",
        "Hằng tuần tổ chức họp giao ban",
        "Tổ chức các cuộc họp Tổ công tác",
        "Tổ chức định kỳ hội nghị giao ban cụm",
        "Tổ chức họp giao ban nghe báo cáo tiến độ",
        "Chủ trì phiên họp thường kỳ",
        "Duy trì chế độ giao ban",
        "Tham gia họp giao ban với Phòng Nội vụ",
        "Tham dự giao ban đầu giờ thứ Hai",
        "Tham dự hội nghị trực tuyến",
        "Dự họp UBND huyện hàng tháng",
        "Dự đầy đủ các buổi họp thôn",
        "Dự lễ chào cờ sáng thứ Hai",
        "Dự sinh hoạt chi bộ",
        "- Dự tập huấn hàng quý",
        unicodedata.normalize("NFD", "Họp giao ban tuần"),
    ],
)
def test_a_meeting_is_attended(title: str) -> None:
    assert is_attended(title)


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo kết quả họp giao ban",
        "Báo cáo tình hình thực hiện sau giao ban",
        "Gửi biên bản họp về Phòng Nội vụ",
        "Chuẩn bị nội dung họp giao ban",
        "Họp giao ban và báo cáo kết quả về Phòng Nội vụ",
        "Tổ chức họp, gửi biên bản trước ngày 25",
        "Họp thẩm định và trình UBND huyện phê duyệt",
        "Tổ chức hội nghị tổng kết",
        "Tổ chức tập huấn nghiệp vụ",
        "Tham gia ý kiến dự thảo nghị quyết",
        "Tham gia góp ý nội dung cuộc họp",
        "Hợp nhất văn bản quy phạm pháp luật",
        "Hợp đồng thuê phần mềm",
        "Tổng hợp ý kiến cử tri",
        "Dự toán thu, chi ngân sách hàng năm",
        "Dự báo khả năng thu ngân sách hàng tháng",
        "Dự thảo chương trình họp",
        "Dự án đầu tư công trung hạn",
        "Giao Ban Quản lý dự án lập hồ sơ thanh toán",
        "giao ban quản lý dự án lập hồ sơ thanh toán",
        "Giao ban hành quy chế",
        "Giao Ban Dân tộc rà soát hộ nghèo",
        "Giao Ban An toàn giao thông kiểm tra",
        "Thực hiện chế độ báo cáo CCHC định kỳ",
        "Theo dõi việc họp giao ban của các xã",
        "hop giao ban tuan",
        "",
    ],
)
def test_what_is_given_or_in_doubt_is_not_attended(title: str) -> None:
    assert not is_attended(title)


def test_of_the_real_plan_only_the_weekly_meeting_is_attended() -> None:
    titles = [duty.title for duty in read_register(REGISTER.read_bytes()).obligations]
    assert len(titles) == 140
    assert [title for title in titles if is_attended(title)] == [THE_REAL_MEETING]
