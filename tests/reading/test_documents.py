"""Documents of many shapes against what a person reads in them.

The bounds are what was measured when they were written: they may only go down. The goal is 0 everywhere.
"""

import pytest

from tests.reading.documents import Case, commune, invented, tally_of
from tests.reading.meant import meets

NOT_RIGHT: dict[str, tuple[int, int]] = {
    "bac-cam-ranh-kh-giam-sat-2025.txt": (0, 3),
    "bac-cam-ranh-kh-giam-sat-2025.docx": (0, 3),
    "luong-minh-16-kh-mttq-2025.txt": (13, 13),
    "luong-minh-16-kh-mttq-2025.docx": (13, 13),
    "luong-minh-hd-mttq-2025.txt": (1, 4),
    "luong-minh-hd-mttq-2025.docx": (1, 4),
    "luong-minh-kh-hiep-thuong-2-2026.txt": (2, 2),
    "luong-minh-kh-hiep-thuong-2-2026.docx": (2, 2),
    "luong-minh-kh-hiep-thuong-2025.txt": (4, 6),
    "luong-minh-kh-hiep-thuong-2025.docx": (4, 6),
    "luong-minh-kh-lay-y-kien-2026.txt": (0, 1),
    "luong-minh-kh-lay-y-kien-2026.docx": (0, 1),
    "bang-khong-tieu-de.txt": (0, 4),
    "bang-xa-giao-nguoi.txt": (1, 1),
    "bien-ban-hop.txt": (2, 2),
    "cong-dien-ung-pho-bao.txt": (2, 2),
    "huong-dan-thoi-han-su-kien.txt": (1, 1),
    "ke-hoach-cong-doan.txt": (0, 0),
    "ke-hoach-truong-hoc.txt": (0, 0),
    "lich-thang.txt": (0, 4),
    "phu-luc-dong-co-nhan.txt": (0, 3),
    "quyet-dinh-co-bang.txt": (0, 0),
    "so-theo-doi-co-viec-da-xong.txt": (1, 1),
    "thong-bao-ket-luan.txt": (0, 0),
    "van-ban-mang-o-tung-dong.txt": (0, 3),
}
"""Of each document: how many duties at most are wrong without a question, and how many wrong or lost."""

CASES = {case.name: case for case in (*commune(), *invented())}


@pytest.mark.parametrize("name", CASES)
def test_no_document_is_read_worse_than_it_was(name: str) -> None:
    wrong, faults = NOT_RIGHT[name]
    counts = tally_of(CASES[name])
    assert (counts.wrong <= wrong, counts.wrong + counts.lost <= faults) == (True, True), counts


@pytest.mark.parametrize("case", list(invented()), ids=lambda case: case.name)
def test_gold_quotes_its_document(case: Case) -> None:
    text = " ".join(case.path.read_text(encoding="utf-8").split())
    quoted = [words for one in case.expected for words in (one.title, one.phrase)]
    assert [words for words in quoted if words not in text] == []


@pytest.mark.parametrize("case", list(invented()), ids=lambda case: case.name)
def test_deadlines_of_the_gold_are_well_formed(case: Case) -> None:
    assert [one.key for one in case.expected if one.deadline.get("kind") and meets(one.deadline, None)] == []
