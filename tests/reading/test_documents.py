"""Documents of many shapes against what a person reads in them.

The bounds are what was measured when they were written: they may only go down. The goal is 0 everywhere.
"""

import pytest

from tests.reading.documents import Case, commune, invented, tally_of
from tests.reading.meant import meets
from tests.reading.tallies import Bounds, exceeded

NOT_RIGHT: dict[str, Bounds] = {
    "bac-cam-ranh-kh-giam-sat-2025.txt": Bounds(0, 3, 3),
    "bac-cam-ranh-kh-giam-sat-2025.docx": Bounds(0, 3, 3),
    "luong-minh-16-kh-mttq-2025.txt": Bounds(1, 1, 0),
    "luong-minh-16-kh-mttq-2025.docx": Bounds(1, 1, 0),
    "luong-minh-hd-mttq-2025.txt": Bounds(1, 3, 1),
    "luong-minh-hd-mttq-2025.docx": Bounds(1, 3, 1),
    "luong-minh-kh-hiep-thuong-2-2026.txt": Bounds(1, 1, 0),
    "luong-minh-kh-hiep-thuong-2-2026.docx": Bounds(1, 1, 0),
    "luong-minh-kh-hiep-thuong-2025.txt": Bounds(0, 3, 1),
    "luong-minh-kh-hiep-thuong-2025.docx": Bounds(0, 3, 0),
    "luong-minh-kh-lay-y-kien-2026.txt": Bounds(0, 1, 0),
    "luong-minh-kh-lay-y-kien-2026.docx": Bounds(0, 1, 0),
    "bang-khong-tieu-de.txt": Bounds(0, 4, 0),
    "bang-xa-giao-nguoi.txt": Bounds(1, 1, 0),
    "bien-ban-hop.txt": Bounds(0, 0, 0),
    "cong-dien-ung-pho-bao.txt": Bounds(0, 0, 0),
    "huong-dan-thoi-han-su-kien.txt": Bounds(1, 1, 0),
    "ke-hoach-cong-doan.txt": Bounds(0, 0, 0),
    "ke-hoach-truong-hoc.txt": Bounds(0, 0, 0),
    "lich-thang.txt": Bounds(0, 4, 0),
    "phu-luc-dong-co-nhan.txt": Bounds(0, 3, 0),
    "quyet-dinh-co-bang.txt": Bounds(0, 0, 0),
    "so-theo-doi-co-viec-da-xong.txt": Bounds(0, 0, 0),
    "thong-bao-ket-luan.txt": Bounds(0, 0, 0),
    "van-ban-mang-o-tung-dong.txt": Bounds(0, 0, 0),
}

CASES = {case.name: case for case in (*commune(), *invented())}


@pytest.mark.parametrize("name", CASES)
def test_no_document_is_read_worse_than_it_was(name: str) -> None:
    counts = tally_of(CASES[name])
    assert not exceeded(counts, NOT_RIGHT[name]), counts


@pytest.mark.parametrize("case", list(invented()), ids=lambda case: case.name)
def test_gold_quotes_its_document(case: Case) -> None:
    text = " ".join(case.path.read_text(encoding="utf-8").split())
    quoted = [words for one in case.expected for words in (one.title, one.phrase)]
    assert [words for words in quoted if words not in text] == []


@pytest.mark.parametrize("case", list(invented()), ids=lambda case: case.name)
def test_deadlines_of_the_gold_are_well_formed(case: Case) -> None:
    assert [one.key for one in case.expected if one.deadline.get("kind") and meets(one.deadline, None)] == []
