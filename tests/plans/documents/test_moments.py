"""Which words of a sentence are a deadline phrase, and which only describe a thing."""

import pytest

from reminders.plans.documents.moments import moments

PHRASES = {
    "tổng hợp báo cáo về UBND tỉnh hàng tuần (trước 15 giờ ngày Thứ Năm), hàng tháng (trước ngày 20)": [
        "hàng tuần (trước 15 giờ ngày Thứ Năm)",
        "hàng tháng (trước ngày 20)",
    ],
    "Báo cáo gửi UBND tỉnh trước 14 giờ 00 thứ Hai và thứ Năm hàng tuần để theo dõi": [
        "trước 14 giờ 00 thứ Hai và thứ Năm hàng tuần"
    ],
    "báo cáo định kỳ hàng tháng, quý, năm tình hình giải ngân": ["định kỳ hàng tháng, quý, năm"],
    "dự báo, tổng hợp khả năng thu ngân sách hàng tháng, hàng quý.": ["hàng tháng, hàng quý"],
    "Định kỳ báo cáo UBND tỉnh kết quả thực hiện Kế hoạch hằng năm (trước ngày 15 tháng 11)": [
        "hằng năm (trước ngày 15 tháng 11)"
    ],
    "đến ngày 30/9/2021 đạt 60%, đến ngày 31/01/2022 đạt 100%": ["đến ngày 30/9/2021", "đến ngày 31/01/2022"],
    "hoàn thành trong tháng 12/2025": ["trong tháng 12/2025"],
    "báo cáo kết quả từ ngày 15/6/2021 đến ngày 14/12/2021": ["từ ngày 15/6/2021 đến ngày 14/12/2021"],
    "Sau khi thanh tra, kiểm toán kết thúc, tham mưu kế hoạch": ["Sau khi thanh tra, kiểm toán kết thúc"],
    "gửi về Sở chậm nhất là 05 ngày làm việc kể từ ngày ký": ["chậm nhất là 05 ngày làm việc kể từ ngày ký"],
    "Phòng Nội vụ thường xuyên theo dõi": ["thường xuyên"],
    "Các thôn tổ chức dọn vệ sinh trước ngày 25/4/2026.": ["trước ngày 25/4/2026"],
    "cấp thẻ cho học sinh trước ngày mùng 5/6/2026": ["trước ngày mùng 5/6/2026"],
    "gửi báo cáo trước ngày 15/01 (năm sau), Phòng Nội vụ tổng hợp": ["trước ngày 15/01 (năm sau)"],
    "gửi trước ngày 15/01, năm sau": ["trước ngày 15/01, năm sau"],
    "gửi trước 4 giờ 30 phút chiều ngày 15/10/2026 về Sở": ["trước 4 giờ 30 phút chiều ngày 15/10/2026"],
    "gửi trước 9g30 thứ Hai hàng tuần": ["trước 9g30 thứ Hai hàng tuần"],
    "gửi trước ngày 02/11, 8:15": ["trước ngày 02/11, 8:15"],
    "gửi trước ngày “06/10/2026” về Sở": ["trước ngày “06/10/2026”"],
    "gửi trước ngày [06/10/2026] về Sở": ["trước ngày [06/10/2026]"],
    "gửi trước thời hạn ngày 06/10/2026": ["trước thời hạn ngày 06/10/2026"],
    "hoàn thành chậm nhất mùng 3 hằng tháng": ["chậm nhất mùng 3 hằng tháng"],
    "gửi giấy mời ít nhất trước 07 ngày.": ["ít nhất trước 07 ngày"],
    "- Thời gian: Dự kiến ngày 05/5/2026 (chậm nhất ngày 10/5/2026).": ["chậm nhất ngày 10/5/2026"],
    "kịp thời báo cáo UBND huyện": ["kịp thời"],
    "xây dựng kế hoạch đào tạo cho từng năm và cả nhiệm kỳ": ["từng năm"],
}

NO_PHRASES = [
    "Quyết định số 641/QĐ-BNV ngày 25/5/2021 của Bộ Nội vụ",
    "bố trí trong dự toán ngân sách nhà nước hàng năm",
    "nâng cao hiệu quả công tác CCHC hàng năm theo Kế hoạch này",
    "tự bảo đảm chi thường xuyên",
    "kế hoạch đầu tư công giai đoạn 2021-2025",
    "kịp thời phát hiện và xử lý",
    "so với năm 2020",
]


@pytest.mark.parametrize("sentence", PHRASES)
def test_deadline_phrases_of_a_sentence(sentence: str) -> None:
    assert [sentence[one.start : one.end] for one in moments(sentence)] == PHRASES[sentence]


@pytest.mark.parametrize("sentence", NO_PHRASES)
def test_words_of_time_that_are_no_deadline(sentence: str) -> None:
    assert moments(sentence) == []
