"""Pure: the words that plans are drawn from: bodies, tasks of everyday verbs, deadlines with their rule.

None of the lists follows a rule of the product: they are here to be what the product has not seen.
"""

from datetime import date, time

from schedules.rules import Bound, Monthly, OnDate, Quarterly, Rule, Weekday, Weekly, Window, YearDay, Yearly

# Bodies of districts, communes, the Party, unions, schools, clinics; the last eight are invented.
BODIES = (
    "Phòng Kinh tế và Hạ tầng",
    "Phòng Văn hóa - Xã hội",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Lao động - Thương binh và Xã hội",
    "Văn phòng HĐND và UBND xã",
    "Trung tâm Phục vụ hành chính công",
    "Trạm Y tế",
    "Trường Tiểu học Kim Đồng",
    "Trường Mầm non Hoa Sen",
    "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên",
    "Công đoàn cơ sở",
    "Ban Chỉ huy Quân sự",
    "Công an xã",
    "Ban Xây dựng Đảng",
    "Ủy ban Kiểm tra Đảng ủy",
    "Đài Truyền thanh",
    "Hạt Kiểm lâm",
    "Bưu điện",
    "Kho bạc Nhà nước khu vực III",
    "Sở Nông nghiệp và Môi trường",
    "Chi cục Thuế khu vực Tân Phú",
    "Hợp tác xã Dịch vụ thủy lợi",
    "Bệnh viện Đa khoa khu vực",
    "Tổ Chuyển đổi số cộng đồng",
    "Ban Quản lý chợ Đồng Sen",
    "Tổ Hòa giải khu phố Bến Đò",
    "Nhà Thiếu nhi Sao Mai",
    "Đội Quản lý đường sông",
    "Viện Nghiên cứu Giống cây Hạ Lộc",
    "Quỹ Khuyến học Lam Sơn",
    "Câu lạc bộ Ông bà cháu",
    "Thư viện Mây Trắng",
)

# Everyday verbs with what they are done to: what people in a commune do, not what plans usually say.
TASKS = (
    *("dọn vệ sinh đường làng", "quét vôi hội trường", "trồng cây bóng mát", "phát quang bờ bụi", "nạo vét kênh mương"),
    *("sửa mái nhà kho", "sơn lại cổng chào", "vá mặt đường liên thôn", "lắp bóng đèn ngõ", "kéo dây mạng"),
    *("treo băng rôn", "dán áp phích", "chụp ảnh hiện trạng", "quay phim tư liệu", "ghi âm cuộc họp"),
    *("mời đại biểu", "đón đoàn khách", "tiễn tân binh", "thăm gia đình chính sách", "tặng quà học sinh nghèo"),
    *("nấu cơm từ thiện", "phát cháo miễn phí", "quyên góp áo ấm", "gom rác thải nhựa", "đốt rơm rạ an toàn"),
    *("đếm số hộ nuôi bò", "đo diện tích ao hồ", "cân lượng thóc giống", "vẽ sơ đồ thoát nước", "cắm mốc ranh giới"),
    *("tiêm vắc xin dại", "phun thuốc diệt muỗi", "khám mắt người già", "cân đo trẻ em", "uống vitamin A"),
    *("dạy bơi thiếu nhi", "chấm thi vở sạch", "tập văn nghệ", "thi kéo co", "đá bóng giao hữu"),
    *("mượn bàn ghế", "thuê loa đài", "mua chổi tre", "in giấy mời", "đóng sổ gốc"),
    *("chép danh sách cử tri", "dò lỗi chính tả", "niêm phong tủ hồ sơ", "đánh số trang", "quét văn bản cũ"),
    *("trực điện thoại", "gác cổng chợ", "tuần tra bờ đê", "bắt chó thả rông", "đuổi chim phá lúa"),
    *("hàn lan can cầu", "đổ bê tông ngõ nhỏ", "xây bồn hoa", "lát gạch vỉa hè", "đào hố rác"),
    *("tỉa cành cây xanh", "tưới bồn hoa", "nhặt cỏ nghĩa trang", "thắp hương liệt sĩ", "lau bia mộ"),
    *("chia ruộng khoán", "gieo mạ khay", "bón phân đợt hai", "gặt lúa chạy bão", "phơi thóc dự trữ"),
    *("thả cá giống", "tháo nước đồng trũng", "be bờ vùng", "bơm nước tưới", "diệt ốc bươu vàng"),
    *("gọi thợ sửa máy", "nhắn tin cho hộ vay", "gõ cửa từng nhà", "phát tờ rơi", "loa truyền tin bão"),
    *("dựng rạp cưới mẫu", "kê lại phòng họp", "giặt cờ Tổ quốc", "may trang phục", "thay khóa kho"),
    *("nộp tiền quỹ", "trả lại mặt bằng", "thu hồi thẻ cũ", "đổi bóng tiết kiệm điện", "bàn giao chìa khóa"),
    *("nuôi ong thử nghiệm", "ghép cành bưởi", "ủ phân hữu cơ", "hái chè xuân", "sấy nhãn"),
    *("sao chụp gia phả", "kể chuyện truyền thống", "ghép đôi học tập", "xếp lịch trực", "bốc thăm gian hàng"),
    *("lợp nhà tình nghĩa", "khoan giếng làng", "chống dột lớp học", "thông cống ngầm", "dời cột điện"),
    *("ngăn xe quá tải", "dẹp hàng quán", "kẻ vạch sang đường", "nhổ đinh mặt cầu", "vớt bèo tây"),
)

DEADLINES: tuple[tuple[str, Rule], ...] = (
    ("trước ngày 25/4/2026", OnDate(on=date(2026, 4, 25))),
    ("trước ngày 06 tháng 5 năm 2026", OnDate(on=date(2026, 5, 6))),
    ("trước 30/6/2026", OnDate(on=date(2026, 6, 30))),
    ("chậm nhất ngày 12/3/2026", OnDate(on=date(2026, 3, 12), bound=Bound.BY)),
    ("chậm nhất là ngày 28/02/2026", OnDate(on=date(2026, 2, 28), bound=Bound.BY)),
    ("xong trong ngày 19/5/2026", OnDate(on=date(2026, 5, 19), bound=Bound.BY)),
    ("đến hết ngày 31/7/2026", OnDate(on=date(2026, 7, 31), bound=Bound.BY)),
    ("trước 10 giờ ngày 08/4/2026", OnDate(on=date(2026, 4, 8), at=time(10))),
    ("trước 16 giờ 30 phút ngày 22/4/2026", OnDate(on=date(2026, 4, 22), at=time(16, 30))),
    ("trong tháng 8/2026", Window(starts_on=date(2026, 8, 1), ends_on=date(2026, 8, 31))),
    ("trong quý III/2026", Window(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))),
    ("trước ngày 20 hằng tháng", Monthly(day=20)),
    ("trước ngày 05 hàng tháng", Monthly(day=5)),
    ("trước 15 giờ thứ Sáu hằng tuần", Weekly(weekdays=(Weekday.FRIDAY,), at=time(15))),
    ("trước ngày 15 của tháng cuối quý", Quarterly(day=15)),
    ("trước ngày 10/12 hằng năm", Yearly(due=YearDay(month=12, day=10))),
)

# What stands behind a task and is no deadline.
TAILS = ("", " tại nhà văn hóa", " cho bà con trong xã", " theo đúng hướng dẫn", " ở các thôn ven sông", " và ghi sổ")
