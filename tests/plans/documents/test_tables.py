"""Assignment tables: columns in any order, groups, page breaks, inherited cells."""

from reminders.plans.documents.document import Row, Source, Table
from reminders.plans.documents.labels import Role
from reminders.plans.documents.reading_files import read_plan
from reminders.plans.documents.tables import assignments

HEADER = ("TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn")


def table(*rows: tuple[str, ...], first: int = 1) -> Table:
    return Table(tuple(Row(cells, Source(line=first + at)) for at, cells in enumerate(rows)))


def read(*tables: Table) -> list[tuple[str, str, str, str]]:
    return [
        (row.clause, row.cell(Role.TITLE), row.cell(Role.LEAD), row.cell(Role.TIME))
        for row in assignments([(one, "PL") for one in tables])
    ]


def test_header_may_stand_anywhere_and_numbering_row_is_skipped() -> None:
    assert read(table(("", "PHỤ LỤC", "", ""), HEADER, ("1", "2", "3", "4"), ("1", "Việc A", "Sở X", "Quý I"))) == [
        ("PL.1", "Việc A", "Sở X", "Quý I")
    ]


def test_columns_in_another_order() -> None:
    rows = table(("Tiến độ", "Chủ trì", "STT", "Nhiệm vụ"), ("Quý I", "Sở X", "1", "Việc A"))
    assert read(rows) == [("PL.1", "Việc A", "Sở X", "Quý I")]


def test_two_rows_of_header() -> None:
    rows = table(
        ("TT", "Nội dung", "Phân công", "", "Thời gian"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("1", "Việc A", "Sở X", "Sở Y", "Quý I"),
    )
    assert read(rows) == [("PL.1", "Việc A", "Sở X", "Quý I")]


def test_group_rows_name_the_clause() -> None:
    rows = table(HEADER, ("A", "Nhóm một", "", ""), ("I", "Mục", "", ""), ("1", "Việc", "Sở X", "Quý I"))
    assert [row[0] for row in read(rows)] == ["PL.A.I.1"]


def test_group_row_merged_over_all_columns() -> None:
    rows = table(HEADER, ("III CẢI CÁCH", "", "", ""), ("1", "Việc", "Sở X", "Quý I"))
    assert [row[0] for row in read(rows)] == ["PL.III.1"]


def test_row_cut_by_a_page_break_in_any_cell_is_put_together() -> None:
    first = table(HEADER, ("1", "Việc A", "Văn phòng HĐND-", "Chậm nhất là"))
    second = table(HEADER, ("", "", "UBND huyện", "05 ngày"), ("2", "Việc B", "Sở X", "Quý I"))
    assert read(first, second) == [
        ("PL.1", "Việc A", "Văn phòng HĐND- UBND huyện", "Chậm nhất là 05 ngày"),
        ("PL.2", "Việc B", "Sở X", "Quý I"),
    ]


def test_group_row_cut_by_a_page_break_stays_a_group() -> None:
    first = table(HEADER, ("VII", "XÂY DỰNG CHÍNH PHỦ", "", ""))
    second = table(HEADER, ("", "SỐ", "", ""), ("1", "Việc", "Sở X", "Quý I"))
    assert [row[:2] for row in read(first, second)] == [("PL.VII.1", "Việc")]


def test_page_that_does_not_repeat_the_header_goes_on() -> None:
    first = table(HEADER, ("1", "Việc A", "Sở X", "Quý I"))
    assert [row[0] for row in read(first, table(("2", "Việc B", "Sở Y", "Quý II")))] == ["PL.1", "PL.2"]


def test_row_of_an_open_group_takes_lead_and_time_from_it() -> None:
    rows = table(HEADER, ("1", "Việc", "Sở X", "Quý I"), ("1.1", "Phần một", "", ""), ("1.2", "Phần hai", "Sở Y", ""))
    assert read(rows) == [
        ("PL.1", "Việc", "Sở X", "Quý I"),
        ("PL.1.1", "Phần một", "Sở X", "Quý I"),
        ("PL.1.2", "Phần hai", "Sở Y", "Quý I"),
    ]


def test_data_that_sounds_like_a_header_is_data() -> None:
    rows = table(HEADER, ("1", "Báo cáo nội dung, kết quả", "Thời gian theo kế hoạch", "Tiến độ quý I"))
    assert len(read(rows)) == 1


def test_cell_with_labels_inside() -> None:
    rows = table(
        ("TT", "Nội dung", "Phân công thực hiện", "Thời hạn"), ("1", "Việc", "Chủ trì: Sở X; Phối hợp: Sở Y", "Quý I")
    )
    assert read(rows) == [("PL.1", "Việc", "Sở X", "Quý I")]


def test_table_without_assignment_columns_is_left_out() -> None:
    assert read(table(("Họ tên", "Chức vụ"), ("Nguyễn A", "Trưởng phòng"))) == []


def test_the_day_on_which_it_was_done_is_no_deadline() -> None:
    rows = table(
        ("TT", "Nội dung", "Chủ trì", "Hạn hoàn thành", "Ngày hoàn thành"), ("1", "Việc", "Sở X", "Quý I", "20/02/2026")
    )
    assert read(rows) == [("PL.1", "Việc", "Sở X", "Quý I")]


def test_columns_headed_in_everyday_words() -> None:
    rows = table(("STT", "Công việc", "Ai làm", "Khi nào xong"), ("1", "Việc", "Sở X", "Quý I"))
    assert read(rows) == [("PL.1", "Việc", "Sở X", "Quý I")]


def test_a_row_that_says_it_is_done_is_asked() -> None:
    text = (
        "| TT | Nội dung | Chủ trì | Hạn hoàn thành | Kết quả |\n|---|---|---|---|---|\n"
        "| 1 | Dọn chợ | Sở Y tế | 30/4/2026 | Đã hoàn thành ngày 20/4/2026 |\n"
        "| 2 | Sơn cầu | Sở Y tế | 30/4/2026 | Cầu mới |\n"
    )
    done, open_still = read_plan(f"II. NHIỆM VỤ\n\n{text}".encode(), "a.md").duties
    assert any("Đã hoàn thành ngày 20/4/2026" in question for question in done.questions)
    assert not any("đã xong" in question for question in open_still.questions)
