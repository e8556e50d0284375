"""What became of every place of a document: in a duty, no duty for a reason, or shown as unread; never nothing."""

from pathlib import Path

import pytest

from reminders.plans.documents.duties import Ledger, ReadPlan
from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents.making import DATA

HEAD = """\
ỦY BAN NHÂN DÂN
XÃ IA DOM

Số: 12/KH-UBND

Ia Dom, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Phát triển kinh tế năm 2026

"""


def read(text: str) -> ReadPlan:
    return read_plan((HEAD + text).encode(), "ke-hoach.md")


def unread(text: str) -> list[tuple[str, str]]:
    return [(place.clause, place.words or "; ".join(place.bodies)) for place in read(text).ledger.unread]


def reasons(text: str) -> dict[str, int]:
    return {why: count for why, count in read(text).ledger.other.items() if why != "nơi và ngày ban hành"}


def test_a_deadline_that_became_a_duty_is_in_one() -> None:
    found = read("I. NHIỆM VỤ\n\n1. Phòng Kinh tế gửi báo cáo trước ngày 20/4/2026.\n")
    assert len(found.duties) == 1
    assert found.ledger == Ledger(in_duties=1, other={"nơi và ngày ban hành": 1})


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("- Mở lớp tập huấn, tầm tháng 5 tại thôn.", "tháng 5"),
        ("- Việc phát giấy mời làm ngày 12/5/2026.", "ngày 12/5/2026"),
        ("- Giao ban thứ Hai, có mặt đông đủ.", "thứ Hai"),
        ("- Nộp hồ sơ, thời hạn nộp: theo giấy mời.", "thời hạn nộp:"),
    ],
)
def test_words_of_time_that_nobody_understood_are_shown(sentence: str, words: str) -> None:
    assert unread(f"I. NHIỆM VỤ\n\n1. Hội nghị đối thoại\n\n{sentence}\n") == [("I.1", words)]


def test_a_second_deadline_of_a_sentence_is_not_hidden_by_the_first() -> None:
    found = read("I. NHIỆM VỤ\n\n1. Phòng Kinh tế gửi báo cáo trước ngày 20/4/2026.\n")
    (duty,) = found.duties
    assert duty.phrase == "trước ngày 20/4/2026"
    text = (
        "I. NHIỆM VỤ\n\n1. Phòng Kinh tế gửi báo cáo trước ngày 20/4/2026; họp dân, mở lớp ngày 25/4/2026 tại thôn.\n"
    )
    places = read(text)
    told = {duty.phrase for duty in places.duties} | {place.words for place in places.ledger.unread}
    assert any("25/4/2026" in words for words in told), places


def test_a_body_that_is_told_to_do_something_without_a_time_is_shown() -> None:
    text = "I. NHIỆM VỤ\n\n1. Kiểm tra\n\n- Phòng Kinh tế tổ chức kiểm tra đồng ruộng.\n"
    assert unread(text) == [("I.1", "Phòng Kinh tế")]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Căn cứ Nghị quyết số 12/NQ-HĐND ngày 20/12/2025 của HĐND xã;", "căn cứ"),
        ("Thực hiện Công văn số 45/UBND-NV ngày 02/3/2026 của UBND tỉnh về cải cách.", "số và ngày của một văn bản"),
        ("Luật Đất đai ngày 18 tháng 01 năm 2024 quy định việc này.", "số và ngày của một văn bản"),
        ("Diện tích gieo trồng tính đến ngày 28/02/2026 là 120 ha.", "số liệu của một kỳ"),
        ("Hội nghị đầu năm đã họp ngày 15/01/2026 tại xóm.", "việc trước ngày ban hành"),
        ("Nếu mưa vào tháng 4 thì lùi việc.", "điều kiện"),
    ],
)
def test_words_of_time_that_are_no_deadline_say_why(sentence: str, why: str) -> None:
    text = f"I. TÌNH HÌNH\n\n{sentence}\n"
    assert (reasons(text), unread(text)) == ({why: 1}, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Công văn số 45/UBND-NV ngày 02/3/2026, việc phát quà xong trong tháng 4.",
        "Căn cứ tình hình, danh sách chốt xong trước ngày 15/4/2026.",
        "Nếu có mưa thì việc tưới hoàn thành trước ngày 15/4/2026.",
        "Số liệu tính đến ngày 28/02/2026, bảng kê có ngày 15/4/2026.",
    ],
)
def test_a_reason_hides_no_other_time_in_its_sentence(sentence: str) -> None:
    found = read(f"I. TÌNH HÌNH\n\n{sentence}\n")
    assert len(found.duties) + len(found.ledger.unread) == 1, found


def test_a_row_of_an_assignment_table_that_is_no_duty_is_shown() -> None:
    text = "I. LỊCH\n\n| Buổi | Chỗ | Khi |\n|---|---|---|\n| Sáng | Thôn 1 | ngày 12/5/2026 |\n| Chiều | Thôn 2 | |\n"
    found = read(text)
    assert [place.words for place in found.ledger.unread] == ["ngày 12/5/2026"]
    assert found.ledger.other["dòng không nêu thời hạn, cơ quan"] == 1


def test_a_table_of_figures_is_no_assignment() -> None:
    text = "I. SỐ LIỆU\n\n| Thôn | Số hộ | Diện tích |\n|---|---|---|\n| Ia Mút | 120 hộ | 45,5 ha |\n"
    assert (reasons(text), unread(text)) == ({"bảng không nêu thời hạn, cơ quan": 2}, [])


REAL = sorted(path for path in DATA.glob("*.md") if path.name != "van-ban-mang.md")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_of_a_real_plan_no_dated_sentence_is_lost(path: Path) -> None:
    found = read_plan(path.read_bytes(), path.name)
    assert found.ledger.in_duties > 0
    assert all((place.words or place.bodies) and place.sentence for place in found.ledger.unread)
    shown = len(found.ledger.unread)
    assert shown <= 40, [place.sentence for place in found.ledger.unread]
