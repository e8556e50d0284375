"""Pure: the empty workbook for offices that start from nothing: two example rows, and the guide of every workbook."""

from reminders.plans.review.sheets import AGENCIES, DUTIES, EXAMPLE, GROUPS, PLAN, PLAN_LABELS, Decision, Written

GUIDE_LINES = (
    "Tệp này chưa ghi gì vào cơ sở dữ liệu. Sửa xong thì lưu (.xlsx) và chạy: nhachan plan import TỆP.xlsx",
    "Có lỗi thì mọi lỗi được báo một lần, mỗi lỗi kèm tên ô; khi đó không ghi gì. Sửa, lưu và nhập lại.",
    "Nhập lại tệp không tạo trùng. Muốn đổi nhiệm vụ nào thì giữ nguyên Mã của nhiệm vụ đó.",
    f"Trang {PLAN}: số, ngày (06/10/2021), cơ quan ban hành. Đơn vị đầu mối nhận câu hỏi, xác nhận việc đã hoàn thành.",
    f"Trang {DUTIES}: mỗi dòng một nhiệm vụ có một thời hạn. Trong ô, mỗi cơ quan một dòng hoặc cách nhau bằng dấu ;",
    "Cột Hiểu là quyết định thời hạn: sửa được, viết như văn bản: trước ngày 06/10/2021; ngày 20 hàng tháng; "
    "trước 15 giờ thứ Năm hàng tuần; ngày 05 của tháng đầu quý sau; trong năm 2021; thường xuyên; "
    "chậm nhất 05 ngày làm việc kể từ ngày ký. Để trống thì nhiệm vụ chưa có hạn.",
    f"Cột Quyết định: {Decision.TAKE} – theo dõi như đã ghi; {Decision.LEAVE} – không nhập; "
    f"{Decision.ASK} – nhập nhưng chưa có hạn, giữ câu hỏi cho đơn vị đầu mối. "
    f"Đã ghi hạn cho dòng {Decision.ASK} thì đổi thành {Decision.TAKE}.",
    f"Dòng {Decision.UNREAD}, ở cuối trang: câu trong văn bản có thời hạn hoặc giao việc mà máy chưa đọc được. "
    f"Là nhiệm vụ thì ghi Nhiệm vụ, Chủ trì, Hiểu là rồi chọn {Decision.TAKE}; không phải thì chọn {Decision.LEAVE}. "
    "Để nguyên thì không nhập; khi nhập báo còn bao nhiêu.",
    "Cột Câu hỏi: trả lời xong câu nào thì xóa câu đó. Mỗi câu một dòng trong ô.",
    "Cột Mục, Trạng thái và năm cột “Rõ …” để xem, sửa không có tác dụng.",
    f"Trang {AGENCIES}: mỗi tên một dòng. Tên chỉ là cách viết khác thì ghi cơ quan đúng vào cột Cùng là. "
    "Cấp trên quyết định ai theo dõi ai.",
    f"Trang {GROUPS}: nhiệm vụ của nhóm là nhiệm vụ của từng thành viên; chưa có thành viên thì chưa ai được nhắc.",
    f"Dòng bắt đầu bằng “{EXAMPLE}” không được nhập. Ô công thức không được nhận: dán giá trị vào ô.",
)


_TAKEN = {"decision": str(Decision.TAKE)}
_EXAMPLES = (
    {
        "clause": f"{EXAMPLE} 1",
        "section": "II.1",
        "title": "Báo cáo tình hình giải ngân vốn đầu tư công",
        "goal": "Báo cáo gửi UBND huyện",
        "lead": "Phòng Tài chính – Kế hoạch",
        "cooperating": "Kho bạc Nhà nước huyện\nUBND các xã, thị trấn",
        "phrase": "hàng tháng (trước ngày 20)",
        "rule": "trước ngày 20 hàng tháng",
    },
    {
        "clause": f"{EXAMPLE} 2",
        "section": "II.2",
        "title": "Xây dựng kế hoạch khắc phục tồn tại, hạn chế",
        "goal": "Kế hoạch của từng cơ quan",
        "lead": "UBND các xã, thị trấn",
        "recipient": "Phòng Nội vụ",
        "phrase": "trước ngày 06/10/2021",
        "rule": "trước ngày 06/10/2021",
    },
)


def template() -> Written:
    """Return the rows of the empty workbook."""
    agency = {"name": f"{EXAMPLE}: Phòng Nội vụ", "parent": "UBND huyện Đức Cơ", "aliases": "Phòng NV"}
    group = {"name": f"{EXAMPLE}: UBND các xã, thị trấn", "members": "UBND xã Ia Dom\nUBND xã Ia Nan"}
    return {
        PLAN: [{"label": label} for label in PLAN_LABELS.values()],
        DUTIES: [example | _TAKEN for example in _EXAMPLES],
        AGENCIES: [agency],
        GROUPS: [group],
    }
