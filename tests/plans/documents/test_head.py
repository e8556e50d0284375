"""Number, date, issuer and title of a plan."""

from datetime import date

import pytest

from reminders.plans.documents.duties import PlanHead
from reminders.plans.documents.head import read_head
from reminders.plans.documents.readers.text import read_text
from tests.plans.documents.making import plan_text

HEADS = {
    "ke-hoach-135-KH-UBND.md": PlanHead(
        number="135/KH-UBND",
        issued_on=date(2021, 9, 27),
        issuer="UBND huyện Đức Cơ",
        title="Khắc phục tồn tại, hạn chế và cải thiện, nâng cao Chỉ số cải cách hành chính của huyện Đức Cơ năm 2021 "
        "và những năm tiếp theo",
    ),
    "ke-hoach-141-bac-ninh-2025.md": PlanHead(
        number="141/KH-UBND",
        issued_on=date(2025, 11, 20),
        issuer="UBND tỉnh Bắc Ninh",
        title="NÂNG CAO NĂNG LỰC CHO ĐỘI NGŨ CÁN BỘ, CÔNG CHỨC XÂY DỰNG CHÍNH SÁCH, PHÁP LUẬT TRÊN ĐỊA BÀN TỈNH "
        "GIAI ĐOẠN 2026 - 2030",
    ),
    "ke-hoach-7360-lai-chau-2025.md": PlanHead(
        number="7360/KH-UBND",
        issued_on=date(2025, 11, 19),
        issuer="UBND tỉnh Lai Châu",
        title="TRIỂN KHAI THI HÀNH LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT TIÊU CHUẨN VÀ QUY CHUẨN KỸ THUẬT "
        "TRÊN ĐỊA BÀN TỈNH LAI CHÂU",
    ),
    "bang-cot-khac.md": PlanHead(
        number="27/KH-UBND",
        issued_on=date(2026, 1, 5),
        issuer="UBND xã Đồng Tâm",
        title="Cải cách hành chính năm 2026 của xã Đồng Tâm",
    ),
    "chi-loi-van.txt": PlanHead(
        number="45/KH-UBND",
        issued_on=date(2026, 3, 2),
        issuer="UBND thành phố Sơn Hà",
        title="Phòng, chống thiên tai và tìm kiếm cứu nạn năm 2026",
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_head_of_a_plan(name: str) -> None:
    assert read_head(read_text(plan_text(name))) == HEADS[name]


def test_what_the_head_does_not_say_stays_empty() -> None:
    assert read_head(read_text("I. MỘT\n\n1. Hai\n")) == PlanHead()


def test_head_of_a_pdf_has_both_columns_in_one_line() -> None:
    text = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nHUYỆN ĐỨC CƠ Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 135/KH-UBND Đức Cơ, ngày 27 tháng 9 năm 2021\n\nKẾ HOẠCH\n\nCải cách hành chính\n"
    )
    assert read_head(read_text(text)) == PlanHead(
        number="135/KH-UBND", issued_on=date(2021, 9, 27), issuer="UBND huyện Đức Cơ", title="Cải cách hành chính"
    )
