"""The review workbook: how it looks, what people write into it, and what is wrong with it."""

import io

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, col, select

from db.tables import Agency, Obligation, Occurrence
from reminders.plans.register.register import ObligationEntry, RegisterError
from reminders.plans.review.amending import Difference
from reminders.plans.review.checking import check_file, confirmed_review
from reminders.plans.review.recalling import Imported, recall_numbered
from reminders.plans.review.sheets import Sheets
from reminders.plans.review.template import template
from reminders.plans.review.workbook import read_workbook, write_workbook
from tests.plans.review.workbooks import PLAN, column, edited, edited_on, imported, review, sheet


def stored(session: Session, number: str = "12/KH-UBND") -> Imported:
    found = recall_numbered(session, number, None)
    assert found is not None
    return found


def duty(session: Session, clause: str) -> ObligationEntry:
    return next(entry for entry in stored(session).register.obligations if entry.clause == clause)


def problems(session: Session, content: bytes) -> list[str]:
    with pytest.raises(RegisterError) as caught:
        imported(session, content)
    return caught.value.problems


def test_each_duty_has_what_is_printed_what_is_understood_and_a_decision() -> None:
    content = review(None)
    assert column(content, "I") == ["trước ngày 06/10/2021", "hàng tháng (trước ngày 20)", "theo kế hoạch"]
    assert column(content, "J") == [
        "trước ngày 06/10/2021",
        "trước ngày 20 hàng tháng",
        "chưa ấn định hạn (theo kế hoạch)",
    ]
    assert column(content, "R") == ["Nhận", "Nhận", "Hỏi lại"]
    assert [[column(content, letter)[row] for letter in "LMNOP"] for row in (0, 2)] == [
        ["✓", "✓", "✓", "✓", "✓"],
        ["✓", "✓", "✓", "–", "✓"],
    ]


def test_the_sheet_has_drop_downs_a_heading_that_stays_and_prints() -> None:
    duties = sheet(review(None))
    assert [(str(one.sqref), one.formula1) for one in duties.data_validations.dataValidation][-1] == (
        "R2:R304",
        '"Nhận,Bỏ,Hỏi lại,Chưa đọc"',
    )
    assert (duties.freeze_panes, duties.print_title_rows, duties.page_setup.orientation) == ("D2", "$1:$1", "landscape")
    assert duties["C2"].alignment.wrap_text
    assert load_workbook(io.BytesIO(review(None))).sheetnames == [
        "Kế hoạch",
        "Nhiệm vụ",
        "Cơ quan",
        "Nhóm",
        "Hướng dẫn",
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_text_of_a_plan_is_never_a_formula(sign: str) -> None:
    title = f"{sign}SUM(A1) rà soát thủ tục"
    rows = {"Kế hoạch": [], "Nhiệm vụ": [{"clause": "II.1", "title": title}], "Cơ quan": [], "Nhóm": []}
    cell = sheet(write_workbook(rows))["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (title, "s", True)


def test_what_is_changed_in_the_sheet_arrives(session: Session) -> None:
    content = edited(review(None), J3="ngày làm việc cuối cùng hàng tháng", E2="Phòng Tư pháp; Phòng Nội vụ", C2="Họp")
    imported(session, edited(content, J4="trước ngày 15/11", R4="Nhận", Q4=None))
    assert duty(session, "II.2").rule == {"kind": "monthly", "day": "last_working", "bound": "by"}
    assert (duty(session, "II.1").lead, duty(session, "II.1").title) == (("phong-tu-phap", "phong-noi-vu"), "Họp")
    assert (duty(session, "II.3").rule, duty(session, "II.3").questions) == ({"kind": "date", "on": "2021-11-15"}, ())


def test_asked_rows_wait_for_a_date_and_left_ones_are_not_imported(session: Session) -> None:
    report = imported(session, edited(review(None), R2="Hỏi lại", R3="Bỏ"))
    assert report.added == ["II.1", "II.3"]
    assert (duty(session, "II.1").rule, duty(session, "II.1").questions) == (
        {"kind": "undated", "reason": "trước ngày 06/10/2021"},
        ("Ấn định hạn nào?",),
    )


def test_a_deadline_that_nobody_confirmed_is_not_invented(session: Session) -> None:
    imported(session, edited(review(None), J2=None))
    assert duty(session, "II.1").rule == {"kind": "undated", "reason": "trước ngày 06/10/2021"}
    assert duty(session, "II.1").questions == ("Ấn định hạn nào?",)


def test_the_recipient_that_was_read_stands_in_its_column_and_does_not_owe_it_to_itself(session: Session) -> None:
    """An agency of the group to which all others send is owed to, it owes nothing."""
    row = "| 4 | Gửi kế hoạch về Phòng Nội vụ | | Các phòng chuyên môn | | trước ngày 15/10/2021 |\n"
    content = review(session, PLAN + row)
    assert column(content, "H") == [None, None, None, "Phòng Nội vụ"]
    imported(session, edited_on("Nhóm", content, B2="Phòng Nội vụ; Phòng Tư pháp; Phòng Tài chính"))
    row_id = session.exec(select(Obligation.id).where(Obligation.title == "Gửi kế hoạch về Phòng Nội vụ")).one()
    owing = select(Agency.name).join(Occurrence).where(Occurrence.obligation_id == row_id).order_by(col(Agency.name))
    assert session.exec(owing).all() == ["Phòng Tài chính", "Phòng Tư pháp"]


def test_a_recipient_that_people_entered_stays_when_the_plan_comes_again(session: Session) -> None:
    imported(session, edited(review(session), H4="Phòng Nội vụ"))
    again = review(session)
    assert column(again, "H") == [None, None, "Phòng Nội vụ"]
    assert imported(session, again).unchanged == ["II.1", "II.2", "II.3"]


def test_name_that_is_another_spelling_becomes_an_alias(session: Session) -> None:
    names = edited_on("Cơ quan", review(None), C6="Phòng Tài chính", E5="Phòng TCKH")
    assert column(names, "A", "Cơ quan")[3:5] == ["Phòng Tài chính", "Kho bạc huyện"]
    imported(session, names)
    agencies = {entry.key: entry for entry in stored(session).register.agencies}
    assert agencies["phong-tai-chinh"].aliases == ("Phòng TCKH", "Kho bạc huyện")
    assert "kho-bac-huyen" not in agencies
    assert agencies["phong-noi-vu"].parent == "ubnd-huyen-duc-co"


def test_all_problems_are_told_at_once_with_their_cells_and_nothing_is_written(session: Session) -> None:
    content = edited(
        review(None), A3="II.1", C2=None, E3="Phòng Nội chính", F2="=1+1", J2="trước ngày 32/10/2021", R4="Có"
    )
    assert problems(session, edited_on("Kế hoạch", content, B7="hôm qua")) == [
        "Nhiệm vụ!F2: ô công thức hoặc ô báo lỗi; thay bằng giá trị rồi lưu lại",
        "Kế hoạch!B7: 'hôm qua' không phải là ngày (viết 06/10/2021 hoặc 2021-10-06)",
        "Nhiệm vụ!C2: thiếu nhiệm vụ",
        "Nhiệm vụ!J2: “trước ngày 32/10/2021” không đọc được (ngày 32/10/2021 không có trong lịch); "
        "viết như: trước ngày 06/10/2021, hoặc để trống",
        "Nhiệm vụ!A3: mã II.1 đã dùng ở Nhiệm vụ!A2; mỗi dòng cần một mã riêng",
        "Nhiệm vụ!R4: không có quyết định “Có”; chọn Nhận, Bỏ, Hỏi lại, Chưa đọc",
        "Nhiệm vụ!E3: không có cơ quan hay nhóm “Phòng Nội chính” (có phải “Phòng Tài chính”?); "
        "sửa tên, hoặc thêm một dòng vào trang Cơ quan hay Nhóm",
    ]
    assert session.exec(select(Obligation)).all() == []


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("trước ngày 32/10/2021", "không đọc được"),
        ("làm cho tốt", "không đọc được thành thời hạn"),
        ("trước ngày 05/10/2021 và trước ngày 20/10/2021", "nêu nhiều thời hạn"),
    ],
)
def test_deadline_that_is_not_clear_is_a_problem(session: Session, written: str, problem: str) -> None:
    (told,) = problems(session, edited(review(None), J2=written))
    assert told.startswith(f"Nhiệm vụ!J2: “{written}” {problem}")


def test_columns_may_be_moved_and_rows_left_empty(session: Session) -> None:
    book = load_workbook(io.BytesIO(review(None)))
    book["Nhiệm vụ"].insert_cols(1)
    book["Nhiệm vụ"].insert_rows(3)
    stream = io.BytesIO()
    book.save(stream)
    assert imported(session, stream.getvalue()).added == ["II.1", "II.2", "II.3"]


def test_missing_column_is_named(session: Session) -> None:
    (told, *_) = problems(session, edited(review(None), J1="Hạn"))
    assert told == (
        "Nhiệm vụ: không thấy dòng tiêu đề với các cột: "
        "Mã, Nhiệm vụ, Chủ trì, Thời hạn ghi trong văn bản, Hiểu là, Quyết định"
    )


def test_template_is_imported_once_filled_in_and_its_examples_are_not(session: Session) -> None:
    empty = write_workbook(template())
    sheets = read_workbook(empty)
    assert sheets is not None
    assert (sheets.rows["Nhiệm vụ"], sheets.rows["Cơ quan"], sheets.rows["Nhóm"]) == ([], [], [])
    plan = edited_on(
        "Kế hoạch", empty, B3="7/KH-UBND", B5="Kế hoạch thử", B6="UBND xã Ia Dom", B7="01/09/2021", B8="Văn phòng"
    )
    names = edited_on("Cơ quan", plan, A3="UBND xã Ia Dom", A4="Văn phòng", D4="UBND xã Ia Dom")
    filled = edited(names, A4="1", C4="Báo cáo tuần", E4="Văn phòng", J4="thứ Sáu hàng tuần", R4="Nhận")
    assert imported(session, filled).added == ["1"]
    plan_entry = stored(session, "7/KH-UBND").register.plan
    assert (plan_entry.key, plan_entry.short, plan_entry.coordinator) == ("7-kh-ubnd-2021", "KH 7/KH-UBND", "van-phong")


def test_amended_plan_keeps_clauses_though_its_numbers_move(session: Session) -> None:
    imported(session, review(session))
    items = {row.id: row.obligation_id for row in session.exec(select(Occurrence)).all()}
    assert len(items) == 4  # one of II.1, three months of II.2
    first = "| 1 | Ban hành quy chế làm việc | Quy chế | Văn phòng | | trước ngày 01/12/2021 |\n"
    amended = (
        PLAN.replace("| 3 | Rà", "| 4 | Rà")
        .replace("| 2 | Báo", "| 3 | Báo")
        .replace("| 1 | Xây", f"{first}| 2 | Xây")
        .replace("(trước ngày 20)", "(trước ngày 25)")
    )
    workbook = review(session, amended)
    assert column(workbook, "A") == ["II.1-2", "II.1", "II.2", "II.3"]
    assert column(workbook, "B") == ["II.1", "II.2", "II.3", "II.4"]
    report = imported(session, workbook)
    assert (report.added, report.ended) == (["II.1-2"], [])
    assert duty(session, "II.2").rule == {"kind": "monthly", "day": 25}
    after = {row.id: row.obligation_id for row in session.exec(select(Occurrence)).all()}
    assert {key: after[key] for key in items} == items


UNREAD_PLAN = f"{PLAN}\n\n## III. TỔ CHỨC\n\n- Mở lớp tập huấn, tầm tháng 11 tại thôn.\n"


def test_what_was_not_read_has_a_row_of_its_own_to_be_completed(session: Session) -> None:
    content = review(None, UNREAD_PLAN)
    row = {letter: column(content, letter)[-1] for letter in "ACDEIJKQR"}
    assert row == {
        "A": "III",
        "C": None,
        "D": "Mở lớp tập huấn, tầm tháng 11 tại thôn.",
        "E": None,
        "I": "tháng 11",
        "J": None,
        "K": "chưa đọc được",
        "Q": "Chưa đọc được: là nhiệm vụ? của ai? hạn nào?",
        "R": "Chưa đọc",
    }
    found = confirmed_review(None, read(content))
    assert (found.unread, found.left_out, len(found.register.obligations)) == (("III",), (), 3)
    done = {"C5": "Mở lớp tập huấn", "E5": "Phòng Nội vụ", "J5": "trong tháng 11/2021", "R5": "Nhận"}
    assert imported(session, edited(content, **done)).added[-1] == "III"


def test_a_body_that_was_told_something_is_no_words_of_a_deadline() -> None:
    content = review(None, f"{PLAN}\n\n## III. TỔ CHỨC\n\n- Phòng Nội vụ theo dõi chung.\n")
    assert [column(content, letter)[-1] for letter in "DIR"] == [
        "Phòng Nội vụ theo dõi chung.",
        "(không ghi thời hạn)",
        "Chưa đọc",
    ]


def test_a_completed_row_stays_when_the_document_comes_again(session: Session) -> None:
    done = {"C5": "Mở lớp tập huấn", "E5": "Phòng Nội vụ", "J5": "trong tháng 11/2021", "R5": "Nhận"}
    imported(session, edited(review(None, UNREAD_PLAN), **done))
    check = check_file(session, UNREAD_PLAN.encode(), "ke-hoach.md")
    assert check.changes == Difference(added=(), changed={}, ended=())
    again = imported(session, review(session, UNREAD_PLAN))
    assert (again.added, again.changed, again.ended) == ([], [], [])


def test_an_answered_row_keeps_no_question_and_one_that_is_no_duty_is_left_out() -> None:
    content = review(None, UNREAD_PLAN)
    done = {"C5": "Mở lớp tập huấn", "E5": "Phòng Nội vụ", "J5": "trong tháng 11/2021", "R5": "Nhận"}
    (*_, completed) = confirmed_review(None, read(edited(content, **done))).register.obligations
    assert (completed.title, completed.questions) == ("Mở lớp tập huấn", ())
    left = confirmed_review(None, read(edited(content, R5="Bỏ")))
    assert (left.left_out, left.unread) == (("III",), ())


def read(content: bytes) -> Sheets:
    sheets = read_workbook(content)
    assert sheets is not None
    return sheets
