"""Plans of other bodies and shapes, with what a person reads in them."""

import pytest

from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents.making import plan_text

KHCN, TU_PHAP, NOI_VU = ("Sở Khoa học và Công nghệ",), ("Sở Tư pháp",), ("Sở Nội vụ",)
SO_NGANH = ("Các Sở, ngành, đơn vị", "UBND cấp xã")
CO_QUAN = ("Các cơ quan, đơn vị, địa phương",)

Expected = tuple[str, tuple[str, ...], str, str | None]

BAC_NINH: list[Expected] = [
    ("III.1", SO_NGANH, "Thường xuyên", "standing"),
    ("III.2", SO_NGANH, "Thường xuyên", "standing"),
    ("III.3", SO_NGANH, "Thường xuyên", "standing"),
    ("III.4", SO_NGANH, "Thường xuyên", "standing"),
    ("III.4-2", TU_PHAP, "Theo kế hoạch công tác tư pháp hàng năm", "undated"),
    ("III.4-3", NOI_VU, "Theo Kế hoạch bồi dưỡng công chức, viên chức hàng năm", "undated"),
    ("III.5", NOI_VU, "Giai đoạn 2026-2030 và những năm tiếp theo", "undated"),
    ("III.5-2", CO_QUAN, "Thường xuyên, theo yêu cầu nhiệm vụ", "standing"),
    ("III.5-3", CO_QUAN, "Thường xuyên, theo yêu cầu nhiệm vụ", "standing"),
    ("III.6", ("Các cơ quan, đơn vị",), "Từ 01/7/2025", "undated"),
    ("III.7", KHCN, "Thường xuyên", "standing"),
    ("III.7-2", KHCN, "Tháng 12/2025", "window"),
    ("III.7-3", TU_PHAP, "Thường xuyên", "standing"),
    ("III.7-4", ("Báo và Phát thanh, Truyền hình tỉnh", "Sở Tư pháp", *CO_QUAN), "Thường xuyên", "standing"),
    ("III.8", TU_PHAP, "Hằng năm", "yearly"),
    ("III.9", TU_PHAP, "Hằng năm", "yearly"),
    ("IV.1", CO_QUAN, "trong tháng 12/2025", "window"),
    ("IV.1-2", CO_QUAN, "hằng năm (trước ngày 15 tháng 11)", "yearly"),
    ("IV.2", ("Sở Tài chính",), "", "undated"),
    ("IV.3", NOI_VU, "", "undated"),
    ("IV.4", ("Các Sở, ngành, đơn vị liên quan",), "", "undated"),
    ("IV.5", ("UBND các xã, phường",), "", "undated"),
    ("IV.6", TU_PHAP, "định kỳ", "undated"),
]

XA_PHUONG = "Ủy ban nhân dân các xã, phường"
GOP_Y = "Theo tiến độ xây dựng dự thảo văn bản của cơ quan chủ trì soạn thảo"
BAN_HANH = (
    "Sau khi Nghị định quy định chi tiết thi hành một số điều của Luật Tiêu chuẩn và quy chuẩn kỹ thuật và Luật sửa "
    "đổi, bổ sung một số điều của Luật Tiêu chuẩn và quy chuẩn kỹ thuật ban hành"
)
TUYEN_TRUYEN = (
    *KHCN,
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Báo và Phát thanh Truyền hình Lai Châu",
    "Các sở, ngành có liên quan",
)

LAI_CHAU: list[Expected] = [
    ("II.1", TUYEN_TRUYEN, "Quý IV năm 2025 và các năm tiếp theo", "window"),
    ("II.2", (*KHCN, "Các sở, ngành có liên quan", XA_PHUONG), "", "undated"),
    ("II.3.1.a", KHCN, GOP_Y, "undated"),
    ("II.3.1.b", KHCN, GOP_Y, "undated"),
    ("II.3.2.a", KHCN, BAN_HANH, "event"),
    ("II.3.2.b", KHCN, BAN_HANH, "event"),
    ("II.4", KHCN, "Năm 2026 và các năm tiếp theo", "year"),
    ("II.5", ("Các sở, ngành có liên quan",), "", "undated"),
    ("II.6", (), "sau khi Chiến lược tiêu chuẩn quốc gia được ban hành", "event"),
    ("IV.1", KHCN, "hằng năm", "yearly"),
    ("IV.2", ("Các sở, ngành", XA_PHUONG), "", "undated"),
    ("IV.3", CO_QUAN, "kịp thời", "undated"),
]

CHANH = ("Văn phòng HĐND và UBND xã",)
KINH_TE = ("Phòng Kinh tế",)

OTHER_COLUMNS: list[Expected] = [
    ("II.A.1", CHANH, "Trước ngày 20/01/2026", "date"),
    ("II.A.2", CHANH, "Ngày 15 của tháng cuối quý", "quarterly"),
    ("II.A.3", ("Trung tâm Phục vụ hành chính công xã",), "Thường xuyên", "standing"),
    ("II.B.1", KINH_TE, "Quý III/2026", "window"),
    ("II.B.2", KINH_TE, "Trong 05 ngày làm việc kể từ ngày có kết luận kiểm toán", "event"),
    ("II.B.3", ("Công an xã", "Ban Chỉ huy Quân sự xã"), "Trước ngày 25 hằng tháng", "monthly"),
    ("II.B.4", (), "Theo yêu cầu của UBND tỉnh", "undated"),
    ("III.1", ("Các phòng, đơn vị", "Các thôn"), "", "undated"),
    ("III.2", CHANH, "trước ngày 10/12/2026", "date"),
]

NONG_NGHIEP = ("Phòng Nông nghiệp và Môi trường",)
CAC_XA = ("UBND các xã, phường",)

ONLY_PROSE: list[Expected] = [
    ("II.1.a1", ("Văn phòng HĐND và UBND thành phố",), "trước ngày 31/3/2026", "date"),
    ("II.1.b1", CAC_XA, "chậm nhất ngày 15/4/2026", "date"),
    ("II.1.b2", CAC_XA, "trong quý II/2026", "window"),
    ("II.1.c1", NONG_NGHIEP, "trước 30/4/2026", "date"),
    ("II.1.c2", NONG_NGHIEP, "Định kỳ hàng tuần (trước 10 giờ thứ Sáu)", "weekly"),
    ("II.2", ("Các cơ quan, đơn vị", *CAC_XA), "Trước ngày 20 hằng tháng", "monthly"),
    ("II.2-2", NONG_NGHIEP, "trước ngày 25 hằng tháng", "monthly"),
    ("II.2-3", NONG_NGHIEP, "trước ngày 15/12/2026", "date"),
    ("II.2-4", ("Công an thành phố", "Ban Chỉ huy Quân sự thành phố"), "Khi có thiên tai xảy ra", "event"),
    ("II.3", ("Phòng Tài chính – Kế hoạch",), "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ", "event"),
    ("III.1", ("Các phòng, ban", *CAC_XA), "", "undated"),
    ("III.2", ("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố",), "", "undated"),
]

TU_PHAP_TRUONG = ("Sở Tư pháp", "Trường Chính trị tỉnh")
DON_VI = ("Các đơn vị",)

WEB_WITHOUT_GAPS: list[Expected] = [
    ("II.1", TU_PHAP, "Tháng 6/2014", "window"),
    ("II.2", TU_PHAP, "Quý I/2014 và các năm tiếp theo", "window"),
    ("II.3", TU_PHAP_TRUONG, "Hằng năm, trước ngày 30/9", "yearly"),
    ("III.1.b1", TU_PHAP, "Định kỳ 6 tháng (trước ngày 10/6)", "yearly"),
    ("III.1.b2", TU_PHAP, "hằng năm (trước ngày 10/11)", "yearly"),
    ("III.2", ("Các sở, ban, ngành", "UBND các huyện, thành phố"), "trước ngày 15/11 hằng năm", "yearly"),
    ("III.3", ("Sở Tài chính",), "Trong tháng 3/2014", "window"),
    ("III.4", DON_VI, "báo cáo quý trước ngày 15 của tháng cuối quý", "quarterly"),
    ("III.4-2", DON_VI, "báo cáo 6 tháng trước ngày 15/6", "yearly"),
    ("III.4-3", DON_VI, "báo cáo năm trước ngày 15/12", "yearly"),
    ("III.5", ("Đài Phát thanh và Truyền hình tỉnh", "Báo An Bình"), "mỗi tháng ít nhất 01 lần", "monthly"),
]

CUC = ("Cục Văn thư và Lưu trữ nhà nước",)
THUOC_BO = ("Các đơn vị thuộc Bộ",)

TWO_ANNEXES: list[Expected] = [
    ("Điều 2", ("Văn phòng Bộ", "Các đơn vị"), "trước ngày 28/02/2026", "date"),
    ("PLI.I.1", CUC, "30/6/2026", "date"),
    ("PLI.I.2", ("Vụ Pháp chế",), "Quý III/2026", "window"),
    ("PLI.II.1", ("Thanh tra Bộ",), "Trước 30/11/2026", "date"),
    ("PLI.II.1-2", ("Văn phòng Bộ",), "Tháng 6/2026", "window"),
    ("PLII.1", THUOC_BO, "Ngày 20 hằng tháng", "monthly"),
    ("PLII.2", THUOC_BO, "Ngày 20 tháng cuối quý", "quarterly"),
    ("PLII.3", ("Sở Nội vụ các tỉnh",), "Trước ngày 15/12", "date"),
]

PLANS = {
    "ke-hoach-141-bac-ninh-2025.md": BAC_NINH,
    "ke-hoach-7360-lai-chau-2025.md": LAI_CHAU,
    "bang-cot-khac.md": OTHER_COLUMNS,
    "chi-loi-van.txt": ONLY_PROSE,
    "van-ban-mang.md": WEB_WITHOUT_GAPS,
    "quyet-dinh-hai-phu-luc.md": TWO_ANNEXES,
}


@pytest.mark.parametrize("name", PLANS)
def test_duties_of_a_plan(name: str) -> None:
    plan = read_plan(plan_text(name).encode(), name)
    assert [(duty.key, duty.lead, duty.phrase, duty.kind) for duty in plan.duties] == PLANS[name]


def test_parties_beside_the_lead() -> None:
    duties = {duty.key: duty for duty in read_plan(plan_text("bang-cot-khac.md").encode(), "a.md").duties}
    assert duties["II.A.2"].cooperating == ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    assert duties["II.A.1"].goal == "Kế hoạch của UBND xã"


def test_duty_without_a_body_is_asked() -> None:
    plan = read_plan(plan_text("ke-hoach-7360-lai-chau-2025.md").encode(), "a.md")
    assert "Mục II.6: không ghi cơ quan chịu trách nhiệm. Cơ quan nào chủ trì?" in plan.questions


def test_title_is_the_task_without_its_time() -> None:
    titles = {duty.key: duty.title for duty in read_plan(plan_text("chi-loi-van.txt").encode(), "a.txt").duties}
    assert titles["II.2"] == "Gửi báo cáo về Phòng Nông nghiệp và Môi trường"
    assert titles["II.1.c2"] == "Tổng hợp mực nước hồ chứa báo cáo UBND thành phố"


def test_day_before_the_plan_was_issued_is_asked() -> None:
    head = "Số: 1/KH-UBND\n\nĐồng Tâm, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n\nI. NHIỆM VỤ\n\n"
    text = head + "1. Phòng Kinh tế gửi báo cáo trước ngày {}.\n"
    assert read_plan(text.format("15/12/2025").encode(), "a.md").questions == (
        "Mục I.1: “trước ngày 15/12/2025” chưa rõ (hạn đứng trước ngày ban hành). Hạn là ngày nào?",
    )
    assert read_plan(text.format("15/12/2026").encode(), "a.md").questions == ()
