"""Shell: the workbook in which an office lists its officers: drop-downs of roles and agencies, an example, a guide."""

from datetime import date

from reminders.agencies.agencies import Agencies
from reminders.people.sheet import COLUMNS, PEOPLE, ROLE_WORDS
from reminders.plans.review.sheets import AGENCIES, EXAMPLE, Column
from reminders.plans.review.workbook import write_sheets

LISTED = {"name": Column("Tên", 60, True), "parent": Column("Cấp trên", 60)}
EXAMPLES = (
    {
        "name": f"{EXAMPLE}: Trần Thị Bình",
        "agency": "Phòng Nội vụ",
        "role": "Đầu mối",
        "scope": "UBND huyện Đức Cơ",
        "phone": "0912 345 678",
    },
    {
        "name": f"{EXAMPLE}: Nguyễn Văn An",
        "agency": "UBND xã Ia Dom",
        "role": "Cán bộ",
        "deputy": "Siu Hyin",
        "since": "04/10/2021",
        "last": "15/10/2021",
    },
)
GUIDE_LINES = (
    "Mỗi dòng một người. Lưu (.xlsx) rồi chạy: nhachan officer import TỆP.xlsx (thêm --dry-run để xem trước).",
    "Có lỗi thì mọi lỗi được báo một lần, mỗi lỗi kèm tên ô; khi đó không ghi gì. Sửa, lưu và nhập lại.",
    "Nhập lại không tạo trùng: cùng họ tên và cùng cơ quan là một người. Ô để trống thì giữ như đang có.",
    "Người không có trong trang không bị xóa, chỉ được nêu tên khi nhập.",
    "Cơ quan: tên, tên khác hoặc khóa; danh sách ở trang Cơ quan. Một người ở hai cơ quan thì ghi hai dòng.",
    f"Vai trò: {', '.join(ROLE_WORDS.values())}; người mới để trống là Cán bộ. Cán bộ trả lời cho cơ quan; Thủ trưởng "
    "được báo khi việc quá hạn lâu; Đầu mối xác nhận và nhận câu hỏi; Lãnh đạo xem.",
    "Phạm vi: cơ quan mà Đầu mối, Lãnh đạo theo dõi, kể cả cấp dưới; để trống là cơ quan mình.",
    "Người thay: họ tên người trả lời thay, đến hết một ngày; trùng tên thì ghi cả cơ quan: Siu Hyin (UBND xã Ia Nan).",
    f"Dòng bắt đầu bằng “{EXAMPLE}” không được nhập. Ô công thức không được nhận: dán giá trị vào ô.",
)


def people_template(agencies: Agencies, *, on: date) -> bytes:
    """Return the Excel file, with the agencies that are in force on a day to choose from."""
    ended = agencies.heirs(on)
    present = [one for one in agencies.by_id.values() if one.id not in ended]
    alone = {one.id: len(agencies.called(one.name, on=on)) == 1 for one in present}
    listed = [
        {
            "name": one.name if alone[one.id] else one.key,
            "parent": agencies[one.parent_id].name if one.parent_id else "",
        }
        for one in present
    ]
    tables = {PEOPLE: COLUMNS, AGENCIES: LISTED}
    return write_sheets(tables, {PEOPLE: list(EXAMPLES), AGENCIES: listed}, GUIDE_LINES)
